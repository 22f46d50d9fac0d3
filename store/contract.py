"""The store's contract. One test suite runs over every implementation."""

from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from ktd_tui.domain.base import Record

R = TypeVar("R", bound=Record)


class Store(Protocol):
    """Models go in and come out; no document, file or lock shows.

    Any thread may call it. Reading never waits: outside a transaction it sees what was saved last,
    by whichever process; a transaction is seen by its own thread alone until it ends.
    """

    def get(self, kind: type[R], record_id: str) -> R:
        """Return the record of that id.

        Raises:
            NotFound: There is none.
            StoreError: The data cannot be read, or the record does not fit its model.
        """

    def find(self, kind: type[R], /, **equals: object) -> list[R]:
        """Return the records whose fields have these values, sorted by id.

        Raises:
            StoreError: The data cannot be read, or a record does not fit its model.
        """

    def save(self, record: R) -> R:
        """Save a record; return it with its new revision. It is on disk when this returns.

        Inside a transaction it is on disk when the transaction ends.

        Raises:
            Conflict: The stored revision is another than the record was made from.
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The store is open read-only.
            pydantic.ValidationError: The record was made past its own checks and does not fit.
        """

    def delete(self, record: Record) -> None:
        """Delete a record.

        Raises:
            Conflict: The stored revision is another than the record was made from.
            NotFound: The record was never saved.
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The store is open read-only.
        """

    def transaction(self, why: str) -> AbstractContextManager[None]:
        """Hold the store for a read, change and one write at the end; an exception undoes it all.

        A transaction inside another belongs to it; an exception caught between the two undoes the
        inner one alone.

        Args:
            why: What is being done, for the history.

        Raises:
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The store is open read-only.
        """

    def refresh(self) -> bool:
        """Tell whether another process changed the data since the last call (or the opening).

        Raises:
            StoreError: The data cannot be read.
        """

    def close(self) -> None:
        """Let go of the files; what was read stays readable, nothing can be saved any more."""
