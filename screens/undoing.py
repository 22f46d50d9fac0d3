"""Taking back, and doing again, what was done here: on every page, by the same two keys."""

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from ktd_tui.errors import KtdError
from ktd_tui.i18n import t, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from ktd_tui.operations.desk import Desk
    from screens.host import Host
    from store.contract import Commit


class TakesBack:
    """What every screen has for it."""

    if TYPE_CHECKING:
        meeting_id: str
        year_id: str
        focused: Widget | None

        @property
        def desk(self) -> Desk:
            """The desk at which this person works."""

        @property
        def host(self) -> Host:
            """The app, as the screens know it."""

        def fill(self) -> bool:
            """Fill the screen anew; False where what it shows is gone."""

        def wrote(self) -> None:
            """Something was saved from here."""

        def say(self, text: str) -> None:
            """Tell what was done."""

        def warn(self, text: str) -> None:
            """Tell what was refused or is missing."""

        def action_back(self) -> None:
            """Go back one screen."""

    @work(exclusive=True, group="undo")
    async def action_undo(self) -> None:
        """Take this session's own last step here back; another window's only where that is confirmed."""
        from ktd_tui.operations.data.undo import undo

        if commit := await self._step(undo, t("Undo it all the same")):
            self.say(t("Undone: {what}", what=t(commit.why, **commit.facts)))

    @work(exclusive=True, group="undo")
    async def action_redo(self) -> None:
        """Do this session's own last undone step here again."""
        from ktd_tui.operations.data.undo import redo

        if commit := await self._step(redo, t("Do it again all the same")):
            self.say(t("Done again: {what}", what=t(commit.why, **commit.facts)))

    async def _step(self, take: "Callable[..., Commit]", anyway: str) -> "Commit | None":
        """Undo or redo the last step here; say ``anyway`` to do it where another window did it.

        Was the page itself made by it, one is led back: there is nothing left to stay on.
        """
        from ktd_tui.operations.data.undo_steps import AnotherWindow, Place
        from ktd_tui.terminal.fields import VnInput

        if isinstance(self.focused, VnInput) and self.focused.is_half_typed:
            self.warn(
                t(
                    "Something is half typed here; this key would take back what was saved before it. "
                    "Clear the field or go to another one first."
                )
            )
            return None
        place, asked = Place(self.meeting_id, self.year_id), 0
        while True:
            try:
                commit = await self.host.carry_out(partial(take, self.desk, place, asked=asked))
            except AnotherWindow as other:
                if not await self.host.confirmed(tell(other), anyway):
                    return None
                asked = other.seq
            except KtdError as error:
                self.warn(tell(error))
                return None
            else:
                self.wrote()
                if not self.fill():
                    self.action_back()
                return commit
