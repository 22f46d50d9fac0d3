"""What the screens may ask of the app. The app fulfils it; the screens never import the app."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import NOWHERE, Cursor

T = TypeVar("T")


class Host(Protocol):
    """The app as the screens know it."""

    desk: Desk
    export_folder: Path

    @property
    def marks(self) -> str:
        """Who works here and in which mode, for the title line."""

    async def carry_out(self, operation: Callable[[], T]) -> T:
        """Run an operation in the store's one thread, in the order asked for."""

    def go_home(self) -> bool:
        """Go up to the council's blocs; False where there are none yet."""

    def ask_quit(self) -> None:
        """Quit, asking first where work is open."""

    def redraw(self) -> None:
        """Draw the whole screen anew."""

    def keep_draft(self, key: str, text: str) -> None:
        """Remember half-typed text, so that it survives a cut line."""

    def draft(self, key: str) -> str:
        """Return remembered half-typed text, or an empty text."""

    def keep_place(self, meeting_id: str | None, place: Cursor = NOWHERE) -> None:
        """Remember in which meeting and where in it this person is at work, or that they left it."""
