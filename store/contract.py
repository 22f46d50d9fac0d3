"""The store's interface. One test suite runs over every implementation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from ktd_tui.domain.base import Record
from ktd_tui.errors import KtdError
from store.paper_place import PaperPlace
from store.presence import Presence

R = TypeVar("R", bound=Record)
Key = tuple[str, str]
"""Table and id of a record."""
ARCHIVES = "archives"
"""The table of what was put away: a commit that puts something there moved what it deletes."""
Document = Mapping[str, Any]
"""A record as JSON has it; of whatever form the data had then."""


class Author(NamedTuple):
    """In whose name a store writes.

    Attributes:
        uid: The account's number, from the kernel.
        user: The account's name, as it was then.
    """

    uid: int
    user: str


class Change(NamedTuple):
    """One record in one commit; ``before`` is None where it was made, ``after`` where it was deleted."""

    table: str
    record_id: str
    before: Document | None
    after: Document | None


class Commit(NamedTuple):
    """The changes that were saved at once: one entry of the history.

    Attributes:
        seq: Its number; the history is in this order, whatever the clock said.
        at: When, UTC.
        why: What was done, a msgid, and the ``facts`` that fill its places.
        undoes: The commit that this one took back (or, where that one took one back, did again).
        final: It cannot be undone; it is told even where no record was changed.
        session: Which opening of the store did it (``Store.session``); empty in what earlier versions wrote.
    """

    seq: int
    at: datetime
    author: Author
    why: str
    facts: Mapping[str, str]
    changes: tuple[Change, ...]
    undoes: int | None = None
    final: bool = False
    session: str = ""


class Store(Protocol):
    """Keeps records on disk for several processes at once; models go in and come out.

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

    def put_back(self, record: R) -> R:
        """Save a record that was deleted, above the revision that it had; return it as it is now.

        Raises:
            Conflict: It is there (again).
            NotSaved: As for ``save``.
            Refused: As for ``save``.
        """

    def delete(self, record: Record) -> None:
        """Delete a record; the history keeps it.

        Raises:
            Conflict: The stored revision is another than the record was made from.
            NotFound: The record was never saved.
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The store is open read-only.
        """

    def transaction(
        self,
        why: str,
        facts: Mapping[str, str] | None = None,
        *,
        undoes: int | None = None,
        final: bool = False,
    ) -> AbstractContextManager[None]:
        """Hold the store for a read, change and one commit at the end; an exception undoes it all.

        A transaction inside another belongs to it; an exception caught between the two undoes the
        inner one alone.

        Args:
            why: What is being done, for the history: a msgid.
            facts: What fills the places of ``why``.
            undoes: The commit that is taken back.
            final: The commit cannot be undone.

        Raises:
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The store is open read-only.
        """

    def archive(self, name: str, records: Sequence[Record], keys: Iterable[str]) -> str:
        """Move records out of the live data; they are found as before, and cannot be changed any more.

        Args:
            name: A name for them.
            records: What goes, as it is now.
            keys: Ids by which they are looked for: ``find`` with one of these as a value looks there too.

        Returns:
            The archive's name: a number follows where another archive has the name already.

        Raises:
            Conflict: A record was changed meanwhile.
            NotSaved: The disk refused it; all is as before.
            Refused: The store is open read-only.
        """

    def bring_back(self, key: str) -> None:
        """Move the records of the archives of that key into the live data again, where there are any.

        Raises:
            NotSaved: The disk refused it; all is as before.
            Refused: The store is open read-only.
            StoreError: An archive cannot be read, or is not as it was written.
        """

    def is_archived(self, key: str) -> bool:
        """Tell whether an archive was made with that key."""

    def refresh(self) -> frozenset[Key]:
        """Return which records other processes changed since the last call (or the opening).

        Raises:
            StoreError: The data cannot be read.
        """

    @property
    def seq(self) -> int:
        """The number of the last commit seen."""

    @property
    def in_transaction(self) -> bool:
        """Whether this thread has a transaction open: what it sees may come to nothing."""

    def touched(self, since: int) -> frozenset[Key] | None:
        """Return which records the commits after that number changed; None where that is not known."""

    @property
    def opened_at(self) -> int:
        """The number of the last commit when this was opened: its own come later."""

    @property
    def session(self) -> str:
        """The name of this opening of the store, which its commits bear; no other has the same."""

    @property
    def presence(self) -> Presence:
        """Who else has the data open."""

    @property
    def papers(self) -> PaperPlace:
        """Where sealed papers are kept."""

    def changes(self, since: int = 0) -> Iterator[Commit]:
        """Yield the commits after number ``since`` that the history holds, the oldest first.

        Raises:
            StoreError: A part of the history cannot be read.
        """

    def changes_back(
        self, *, by: int | None = None, undoing: bool = False, deleting: bool = False, of: str | None = None
    ) -> Iterator[Commit]:
        """Yield the commits that the history holds, the newest first; what is not asked for is not read.

        Args:
            by: Only those of the account with this number.
            undoing: Only those that take another one back, or do it again.
            deleting: Only those that deleted a record, each with its deletions alone.
            of: Only those that touched the record of this id, each with that change alone.

        Raises:
            StoreError: A part of the history cannot be read.
        """

    def history(self, record_id: str) -> list[Commit]:
        """Return the commits that touched a record, the newest first, each with that change alone.

        Raises:
            StoreError: A part of the history cannot be read.
        """

    def backup(self, to: Path) -> None:
        """Write everything into one new file, and read it back to be sure.

        Raises:
            StoreError: The file exists or cannot be written, or the data cannot be read.
        """

    def export(self, to: Path) -> None:
        """Write all records, without their history, into one new file that plain TinyDB opens.

        Raises:
            StoreError: The file exists or cannot be written, or the data cannot be read.
        """

    def restore(self, source: Path) -> Path:
        """Put a backup in the place of the data, for everybody; return where the data before it was kept.

        Raises:
            StoreError: The source is no whole backup; nothing was changed.
            NotSaved: The disk refused it; nothing was changed.
            Refused: The store is open read-only.
        """

    def back_up_today(self) -> None:
        """Make the automatic copy of this day where there is none yet; never fails."""

    def doubts(self) -> list[KtdError]:
        """Return warnings about the place where the data lies; they are not raised."""

    def rest(self) -> None:
        """Tidy the files in an idle moment; never fails."""

    def close(self) -> None:
        """Close the files; what was read stays readable, nothing can be saved any more."""
