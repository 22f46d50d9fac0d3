"""The store's contract. One test suite runs over every implementation."""

from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from ktd_tui.domain.base import Record

R = TypeVar("R", bound=Record)


class Store(Protocol):
    """Models go in and come out; no document, file or lock shows."""

    def get(self, kind: type[R], record_id: str) -> R:
        """Return the record of that id.

        Raises:
            NotFound: There is none.
        """

    def find(self, kind: type[R], **equals: object) -> list[R]:
        """Return the records whose fields have these values, sorted by id."""

    def save(self, record: R) -> R:
        """Save a record; return it with its new revision. It is on disk when this returns.

        Inside a transaction it is on disk when the transaction ends.

        Raises:
            Conflict: The stored revision is another than the record was made from.
            NotSaved: The disk refused it; file and memory are as before.
            Refused: The store is open read-only.
        """

    def delete(self, record: Record) -> None:
        """Delete a record.

        Raises:
            Conflict: The stored revision is another than the record was made from.
            NotSaved: The disk refused it; file and memory are as before.
            Refused: The store is open read-only.
        """

    def transaction(self, why: str) -> AbstractContextManager[None]:
        """Hold the store for a read, change and one write at the end; an exception undoes it all.

        Args:
            why: What is being done, for the history.
        """

    def refresh(self) -> bool:
        """Tell whether another process changed the data since it was last read here."""

    def close(self) -> None:
        """Let go of the files."""
