"""The Textual application: wiring only."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from textual.binding import Binding
from textual.screen import Screen

from ktd_tui.errors import Conflict, KtdError
from ktd_tui.i18n import t, tell
from ktd_tui.keys import KEYS
from ktd_tui.operations.account import export_folder
from ktd_tui.operations.council.directory import first_year, is_empty
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import NOWHERE, Cursor, Draft
from ktd_tui.terminal.base import TerminalApp
from ktd_tui.terminal.environment import WHOLE, Face
from ktd_tui.terminal.fields import VnInput
from ktd_tui.terminal.same_program import ProgramChanged, SameProgram
from ktd_tui.terminal.waking import FolderWatch
from screens.base import KtdScreen
from screens.bindings import Asking
from screens.draft_timer import DraftTimer
from screens.router import screen_of
from screens.routes import HomeRoute, Route, WelcomeRoute, YearRoute
from screens.seat import SeatKeeper
from screens.styles.themes import THEMES
from store.directory import watched
from store.presence import PENS

T = TypeVar("T")
CARE_SECONDS = 1
"""The first screen comes first; then the day's copy is made, and what is due is archived."""
IDLE_SECONDS = 10
"""Where nobody commits anything for so long, the data is tidied."""


class KtdApp(TerminalApp[int]):
    """ktd on one desk."""

    CSS_PATH = [Path(__file__).resolve().parent.parent / "screens" / "styles" / "ktd.tcss"]
    TITLE = "ktd"
    BINDINGS = [Binding(KEYS["quit"].shown.lower(), "ask_quit", priority=True)]  # also while a dialog is open

    def __init__(
        self, desk: Desk, draft: Draft, *, theme: str = "dark", face: Face = WHOLE, clipboard: bool = False
    ) -> None:
        super().__init__(face)
        self.may_copy = clipboard
        self.answered: Callable[[], None] | None = None
        self.desk = desk if desk.session or desk.folder is None else _seated(desk, desk.folder)
        self.export_folder = export_folder()
        self._draft = draft
        self._draft_timer = DraftTimer(self, draft)
        self.program = SameProgram()
        self._seat = SeatKeeper(self, lambda: self.desk, self.leave, self.program)
        self._watch = FolderWatch(self._woken)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._quitting: Screen[bool | None] | None = None
        self._seq = -1
        self._told_not_utf8 = False
        for known in THEMES.values():
            self.register_theme(known)
        self.begin_with(THEMES[theme])

    # start --------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Begin on the page of the year in work, on the blocs, or on the choice of a first start."""
        if is_empty(self.desk):
            return screen_of(WelcomeRoute())
        year = first_year(self.desk)
        return screen_of(HomeRoute() if year is None else YearRoute(year))

    def on_ready(self) -> None:
        """Go on where the line was cut. From here on memory is tidied as usual (see ``cli``)."""
        self.garbage.start()
        self.program.watch()
        self._look_out()
        self.set_interval(IDLE_SECONDS, self._rest)
        if not self.desk.sample:
            self.set_timer(CARE_SECONDS, lambda: self.run_worker(self._look_after()))
        if self._draft.meeting_id or self._draft.waiting_forms:
            from screens.meeting.resume import offer_to_resume

            offer_to_resume(self, self._draft)

    async def _look_after(self) -> None:
        from ktd_tui.operations.server.maintenance import look_after

        doubts = await self.carry_out(lambda: look_after(self.desk))
        self._seat.start()
        if doubts and isinstance(self.screen, KtdScreen):
            self.screen.warn(tell(doubts[0]))

    def _look_out(self) -> None:
        """Have the kernel wake this process when others write, where it can see that."""
        folder = None if self.is_headless else watched(self.desk.folder)
        if self._watch.watch(folder) and isinstance(self.screen, KtdScreen):
            self.screen.lookout.start()

    def _woken(self) -> None:
        if isinstance(self.screen, KtdScreen):
            self.screen.lookout.soon()

    async def _rest(self) -> None:
        if not self.keys_wait:  # who only looks on presses none
            self.garbage.collect()
        self._seq = await self.carry_out(lambda: self.desk.rest(self._seq))

    def on_unmount(self) -> None:
        """Let go of the pen, should this process hold one, and of the place among the sessions."""
        self._watch.close()
        self._seat.close()
        self.program.release()
        if self.desk.session:
            self.desk.session.close()

    def on_vn_input_several(self, event: VnInput.Several) -> None:
        """Ask what several lines are to be that were pasted into a field of one line."""
        from screens.dialogs.lines import ask_what_lines_are

        ask_what_lines_are(self, event)

    # what the screens ask of the app (screens.host.Host) ------------------------------------------

    @property
    def marks(self) -> str:
        """Who works here and in which mode, for the title line."""
        modes = [t("sample")] if self.desk.sample else []
        modes += [t("REHEARSAL")] if self.desk.rehearsal else []
        modes += [t("read-only")] if self.desk.actor.read_only else []
        return " · ".join([*modes, self.desk.actor.name])

    @property
    def is_woken(self) -> bool:
        """Whether the kernel wakes this process when others write."""
        return self._watch.watches

    async def carry_out(self, operation: Callable[[], T]) -> T:
        """Run an operation in the store's one thread, in the order asked for."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, operation)
        except Conflict as error:
            from ktd_tui.operations.conflicts import name_first

            await loop.run_in_executor(self._thread, name_first, self.desk, error)
            raise

    async def run_action(self, *what: Any, **options: Any) -> bool:
        """Do what a key means; what one may not, or cannot read, and an upgrade of ktd is said instead."""
        try:
            if len(what) > 1 and isinstance(what[1], Asking):
                what[1].check_asked(str(what[0]))
            return await super().run_action(*what, **options)
        except KtdError as error:
            self._warn(tell(error))
            return True

    def open(self, route: Route) -> None:
        """Go to a page; where ktd was upgraded meanwhile, say so and stay."""
        try:
            self.push_screen(screen_of(route))
        except ProgramChanged as changed:
            self._warn(tell(changed))

    def show_sample(self) -> None:
        """Change to a throw-away copy of the sample; the real data is left alone."""
        import tempfile

        from ktd_tui.operations.council.setup import set_up_sample
        from store import Author, open_store

        folder = tempfile.TemporaryDirectory(prefix="ktd-demo-")
        self._sample_folder = folder  # kept so that it is removed when the app ends
        store = open_store(
            Path(folder.name), create=True, author=Author(self.desk.actor.uid, self.desk.actor.name)
        )
        actor = self.desk.actor._replace(read_only=False)
        self.desk = _seated(self.desk._replace(store=store, actor=actor, sample=True), Path(folder.name))
        set_up_sample(self.desk)
        self._look_out()
        self.push_screen(self.get_default_screen())

    def go_home(self) -> bool:
        """Go up to the council's blocs; False where there are none yet."""
        if is_empty(self.desk):
            return False
        self.open(HomeRoute())
        return True

    def keep_draft(self, key: str, text: str) -> None:
        """Remember half-typed text; it is on disk half a second later."""
        self._draft.set_text(key, text)
        self._draft_timer.start()

    def draft(self, key: str) -> str:
        """Return remembered half-typed text, or an empty text."""
        return self._draft.texts.get(key, "")

    def take_in_drafts(self) -> None:
        """Take in what is half typed, or was sent, in another window of theirs."""
        self._draft.take_in()

    def note_place(self, page: str, place: str) -> None:
        """Remember where this person is on a page."""
        self._draft.note_page(page, place)
        self._draft_timer.start()

    def kept_place(self, page: str) -> str:
        """Return where this person was on a page, or an empty text."""
        return self._draft.pages.get(page, "")

    def keep_place(self, meeting_id: str | None, place: Cursor = NOWHERE) -> None:
        """Remember in which meeting and where in it this person is at work."""
        self._draft.set_place(meeting_id, place)
        self._draft_timer.start()

    def on_not_utf8(self) -> None:
        """Say once that letters were passed over, and what mends it."""
        if not self._told_not_utf8:
            self._told_not_utf8 = True
            self._warn(
                t(
                    "This terminal does not send UTF-8; some letters were passed over. In PuTTY set"
                    " Window › Translation › Remote character set to UTF-8."
                )
            )

    def _warn(self, text: str) -> None:
        next(one for one in reversed(self.screen_stack) if isinstance(one, KtdScreen)).warn(text)

    def save_now(self, why: str) -> None:
        """Write the draft at once: the line was cut, or the app ends."""
        del why
        with suppress(KtdError):  # there is nobody left to tell
            self._draft.save()

    async def confirmed(self, question: str, yes: str) -> bool:
        """Ask yes or no, beginning on no. Only within a worker."""
        from screens.dialogs.confirm import ConfirmDialog

        return bool(await self.push_screen_wait(cast("Screen[object]", ConfirmDialog(question, yes))))

    def ask_quit(self) -> None:
        """Quit, asking first where text is half typed."""
        from screens.dialogs.form_drafts import keeps_text

        if not self._draft.half_typed and not any(keeps_text(screen) for screen in self.screen_stack):
            self._leave(True)
            return
        from screens.dialogs.confirm import ConfirmDialog

        if self._quitting is not None and self._quitting in self.screen_stack:
            return
        question = t("Some text is half typed. It is kept and will be there next time. Quit?")
        self._quitting = ConfirmDialog(question, t("Yes, quit"))
        self.push_screen(self._quitting, self._leave)

    def action_ask_quit(self) -> None:
        """Quit, from wherever one is."""
        self.ask_quit()

    def leave(self) -> None:
        """End without asking; what is half typed is kept."""
        self._leave(True)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            for screen in self.screen_stack:
                if isinstance(screen, KtdScreen):
                    screen.note_place()
            self._draft.leave()
            self.save_now("quit")
            self.exit(0)


def _seated(desk: Desk, folder: Path) -> Desk:
    """Return a desk whose process can hold the pen of a meeting."""
    return desk._replace(folder=folder, session=desk.store.presence.mark(PENS))
