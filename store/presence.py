"""The store's interface to who else has the data open."""

from datetime import datetime
from typing import Protocol

PENS = "pens"
"""The room of the marks that hold a meeting's pen."""


class PresenceMark(Protocol):
    """What a process holds until it ends, seen by all: a meeting's pen, a place among the sessions.

    Attributes:
        id: No other mark ever has the same; empty until it is held.
    """

    id: str

    def hold(self) -> str:
        """Hold it, once; return the id.

        Raises:
            NotSaved: It cannot be made.
        """

    def keep_text(self, text: str) -> None:
        """Lay a text beside it, where others find it also after this process was killed; never fails."""

    def close(self) -> None:
        """Let it go: from now on it counts as ended."""


class Presence(Protocol):
    """Who is there, and what all are told. It informs; whoever cannot see takes others for alive."""

    def mark(self, room: str) -> PresenceMark:
        """Return a mark of this process, which is still to be held, among those of a room."""

    def is_alive(self, room: str, mark: str) -> bool:
        """Tell whether the process of a mark still runs; True where that cannot be seen."""

    def kept_text(self, room: str, mark: str) -> str:
        """Return the text beside a mark, whether it is held or not; empty where there is none."""

    def living(self, room: str) -> list[str]:
        """Return the marks of a room that are held."""

    def post(self, content: bytes) -> None:
        """Put what all are told in the place of what was told before.

        Raises:
            NotSaved: It could not be written.
        """

    def posted(self) -> bytes:
        """Return what was told last; empty where there is nothing."""

    def note_refusal(self, account: str, at: datetime) -> None:
        """Note that somebody was refused at the door; never fails."""

    def refusals(self, since: datetime) -> list[str]:
        """Return the accounts that were refused of late, each as often as it was."""

    @property
    def drafts(self) -> "DraftPlace | None":
        """Where every server finds what somebody has half typed; None where there is one server alone."""


class DraftPlace(Protocol):
    """Where what one person has half typed follows them from one application server to another."""

    def keep(self, owner: str, turn: int, content: bytes) -> int:
        """Keep it in the place of what was kept before; never fails.

        Args:
            owner: The person's account number.
            turn: How often it was written before, as far as the writer knows.
            content: The draft.

        Returns:
            The number that it has now: larger than all before.
        """

    def kept(self, owner: str) -> tuple[int, bytes]:
        """Return what was kept last, and its number; 0 and nothing where it cannot be seen, or none was."""
