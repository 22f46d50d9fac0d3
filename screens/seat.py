"""This session's place among the others: it says on which page it is, and hears what all are told."""

from collections.abc import Callable

from textual.app import App

from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.sessions import Notice, SessionPlace, due_notice, sit_down
from ktd_tui.terminal.same_program import UPGRADED, SameProgram
from screens.base import KtdScreen
from screens.dialogs.base import Dialog

LOOK_SECONDS = 5
GRACE_SECONDS = 60
"""Between the request to leave and the end."""


class SeatKeeper:
    """Keeps the place while the app runs."""

    def __init__(
        self, app: App[int], desk: Callable[[], Desk], leave: Callable[[], None], program: SameProgram
    ) -> None:
        """Make it; nothing is done before ``start``.

        Args:
            desk: Says at which desk one works: the sample's may take the place of the first.
            leave: Ends the session; what is half typed is kept.
            program: Knows whether ktd was upgraded meanwhile.
        """
        self._app, self._desk, self._leave, self._program = app, desk, leave, program
        self._told_upgraded = False
        self._seat: SessionPlace | None = None
        self._page = self._seen = ""

    def start(self) -> None:
        """Take the place, and look every few seconds."""
        self._seat = sit_down(self._desk())
        if self._seat:
            self._app.set_interval(LOOK_SECONDS, self.look)
            self.look()

    def look(self) -> None:
        """Say where this person is, and tell them what is new."""
        screen = self._screen
        if self._seat is None or screen is None:
            return
        page = screen.titled
        if page != self._page:
            self._page = page
            self._seat.move(page)
        if self._program.changed and not self._told_upgraded:
            self._told_upgraded = True
            self._warn(screen, t(UPGRADED))
        if notice := due_notice(self._desk(), self._seat, self._seen):
            self._seen = notice.id
            self._tell(screen, notice)

    def close(self) -> None:
        """Leave the place."""
        if self._seat:
            self._seat.close()

    @property
    def _screen(self) -> KtdScreen | None:
        """The page in front, below any dialog; none while the app ends."""
        return next((one for one in reversed(self._app.screen_stack) if isinstance(one, KtdScreen)), None)

    def _tell(self, screen: KtdScreen, notice: Notice) -> None:
        if not notice.leave:
            self._warn(screen, t("{by} tells all: {text}", by=notice.by, text=notice.text))
            return
        said = t(
            "{by} asks you to leave: {text} ktd ends in {seconds} seconds; what is half typed is kept.",
            by=notice.by,
            text=notice.text,
            seconds=GRACE_SECONDS,
        )
        self._warn(screen, said)
        self._app.set_timer(GRACE_SECONDS, self._leave)

    def _warn(self, screen: KtdScreen, text: str) -> None:
        """Say it on the page, and in the dialog that covers the page."""
        screen.warn(text)
        if isinstance(front := self._app.screen, Dialog):
            front.complain(text)
