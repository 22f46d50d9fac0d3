"""What the screens may ask of the app, and what panes and dialogs may ask of the screen they are on.

App and screens fulfil it; neither is imported by who asks.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from ktd_tui.errors import KtdError
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import NOWHERE, Cursor
from screens.routes import Route

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")


class Host(Protocol):
    """The app as the screens know it."""

    desk: Desk
    export_folder: Path
    may_copy: bool
    answered: Callable[[], None] | None
    """Keeps what was typed for the next operation, should that be refused."""

    @property
    def marks(self) -> str:
        """Who works here and in which mode, for the title line."""

    async def carry_out(self, operation: Callable[[], T]) -> T:
        """Run an operation in the store's one thread, in the order asked for."""

    def open(self, route: Route) -> None:
        """Go to a page."""

    def show_sample(self) -> None:
        """Change to a throw-away copy of the sample; the real data is left alone."""

    def go_home(self) -> bool:
        """Go up to the council's blocs; False where there are none yet."""

    async def confirmed(self, question: str, yes: str) -> bool:
        """Ask yes or no, beginning on no. Only within a worker."""

    def ask_quit(self) -> None:
        """Quit, asking first where work is open."""

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal for its clipboard (OSC 52)."""

    def redraw(self) -> None:
        """Draw the whole screen anew."""

    def keep_draft(self, key: str, text: str) -> None:
        """Remember half-typed text, so that it survives a cut line."""

    def draft(self, key: str) -> str:
        """Return remembered half-typed text, or an empty text."""

    def take_in_drafts(self) -> None:
        """Take in what is half typed, or was sent, in another window of theirs."""

    def note_place(self, page: str, place: str) -> None:
        """Remember where this person is on a page."""

    def kept_place(self, page: str) -> str:
        """Return where this person was on a page, or an empty text."""

    def keep_place(self, meeting_id: str | None, place: Cursor = NOWHERE) -> None:
        """Remember in which meeting and where in it this person is at work, or that they left it."""


async def carried_out(host: Host, operation: Callable[[], T]) -> T:
    """Carry out what a person asked for; refused, what they typed for it is there when they are asked again.

    Raises:
        KtdError: It was refused.
    """
    keep, host.answered = host.answered, None
    try:
        return await host.carry_out(operation)
    except KtdError:
        if keep:
            keep()
        raise


class Frame(Protocol):
    """A screen as its panes, its actions in other modules, and dialogs know it."""

    @property
    def app(self) -> "App[object]":
        """The app, to ask by dialogs."""

    @property
    def host(self) -> Host:
        """The app, as the screens know it."""

    @property
    def desk(self) -> Desk:
        """The desk at which this person works."""

    async def act(self, operation: Callable[[], T]) -> T | None:
        """Carry out an operation in the store's thread; on refusal say why and return None."""

    def open(self, route: Route) -> None:
        """Go to another page."""

    def say(self, text: str) -> None:
        """Tell what was done."""

    def warn(self, text: str) -> None:
        """Tell what was refused or is missing."""

    def action_reload(self) -> None:
        """Fill the screen anew; tell what hinders it."""
