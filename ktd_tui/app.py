"""The Textual application: wiring only."""

import asyncio
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from textual.theme import Theme

from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.directory import first_year
from ktd_tui.operations.drafts import Draft
from ktd_tui.operations.setup import is_empty, set_up_sample
from ktd_tui.terminal.base import TerminalApp
from screens.home import HomeScreen
from screens.year import YearScreen

T = TypeVar("T")
DRAFT_SECONDS = 0.5
"""A half-typed text is on disk this long after the last key at the latest."""

THEMES = {
    "dark": Theme(
        name="ktd-dark",
        dark=True,
        primary="#0087af",
        secondary="#5f87af",
        accent="#d7af00",
        warning="#d7af00",
        error="#d75f5f",
        success="#5faf5f",
        foreground="#d0d0d0",
        background="#000000",
        surface="#000000",
        panel="#303030",
    ),
    "light": Theme(
        name="ktd-light",
        dark=False,
        primary="#005f87",
        secondary="#5f87af",
        accent="#875f00",
        warning="#875f00",
        error="#af0000",
        success="#005f00",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#d0d0d0",
    ),
}


class KtdApp(TerminalApp[int]):
    """ktd on one desk."""

    CSS_PATH = [Path(__file__).resolve().parent.parent / "screens" / "styles" / "ktd.tcss"]
    TITLE = "ktd"

    def __init__(self, desk: Desk, draft: Draft, *, theme: str = "dark", demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.export_folder = Path.cwd()
        self._draft = draft
        self._demo = demo
        self._wanted_theme = theme
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._drafting = False

    # start --------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Choose the theme and the first screen."""
        super().on_mount()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = f"ktd-{self._wanted_theme}"
        self._begin()

    def _begin(self) -> None:
        if is_empty(self.desk):
            from screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen(self._set_up, self.show_sample))
            return
        year = first_year(self.desk)
        if year is None:
            self.push_screen(HomeScreen())
            return
        self.push_screen(YearScreen(year))

    def _set_up(self) -> None:
        self.switch_screen(HomeScreen())

    def show_sample(self) -> None:
        """Change to a throw-away copy of the sample; the real data is left alone."""
        from store import open_store

        folder = tempfile.TemporaryDirectory(prefix="ktd-demo-")
        self._sample_folder = folder  # kept so that it is removed when the app ends
        store = open_store(Path(folder.name), create=True)
        self.desk = replace(self.desk, store=store, actor=replace(self.desk.actor, read_only=False))
        self._demo = True
        set_up_sample(self.desk)
        self.switch_screen(HomeScreen())
        self._begin()

    # what the screens ask of the app (screens.host.Host) ------------------------------------------

    @property
    def marks(self) -> str:
        """Who works here and in which mode, for the title line."""
        modes = [t("sample")] if self._demo else []
        modes += [t("read-only")] if self.desk.actor.read_only else []
        return " · ".join([*modes, self.desk.actor.name])

    async def carry_out(self, operation: Callable[[], T]) -> T:
        """Run an operation in the store's one thread, in the order asked for."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, operation)

    def go_home(self) -> bool:
        """Change the first screen to the council's blocs; False where it is that already."""
        if is_empty(self.desk) or isinstance(self.screen, HomeScreen):
            return False
        self.switch_screen(HomeScreen())
        return True

    def keep_draft(self, key: str, text: str) -> None:
        """Remember half-typed text; it is on disk half a second later."""
        self._draft.set_text(key, text)
        self._plan_draft()

    def draft(self, key: str) -> str:
        """Return remembered half-typed text, or an empty text."""
        return self._draft.texts.get(key, "")

    def keep_place(self, meeting_id: str | None) -> None:
        """Remember in which meeting this person is at work."""
        self._draft.set_place(meeting_id)
        self._plan_draft()

    def _plan_draft(self) -> None:
        if self._draft.dirty and not self._drafting:
            self._drafting = True
            self.set_timer(DRAFT_SECONDS, self._save_draft)

    async def _save_draft(self) -> None:
        self._drafting = False
        await self.carry_out(self._draft.save)

    def save_now(self, why: str) -> None:
        """Write the draft at once: the line was cut, or the app ends."""
        del why
        self._draft.save()

    def ask_quit(self) -> None:
        """Quit, asking first where text is half typed."""
        if not self._draft.texts:
            self._leave(True)
            return
        from screens.dialogs.confirm import ConfirmDialog

        question = t("Some text is half typed. It is kept and will be there next time. Quit?")
        self.push_screen(ConfirmDialog(question, t("Yes, quit")), self._leave)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self._draft.save()
            self.exit(0)
