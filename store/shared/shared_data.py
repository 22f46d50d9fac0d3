"""What a thread sees of data that many processes share, and its transactions, whatever keeps the commits."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import orjson

from ktd_tui.clock import Clock
from ktd_tui.errors import NotSaved
from ktd_tui.ids import new_id
from store.contract import Author, Commit, Key
from store.errors import opened_read_only
from store.shared.archive import ArchivePlace
from store.shared.file_format import Document, Tables
from store.shared.state import Op, Overlay, State

T = TypeVar("T")
Meanwhile = Callable[[], object]
"""What of a transaction can be worked out before it sees the data: while the lock is waited for."""


class Followed(Protocol):
    """The data in memory, which follows what every process commits.

    Attributes:
        state: All documents as of the last commit seen.
        writer: Between threads: held for a whole transaction, one thread writes at a time.
        mutex: Between threads, for moments: while the state moves.
    """

    state: State
    read_only: bool
    closed: bool
    writer: threading.RLock
    mutex: threading.Lock

    def catch_up(self) -> None:
        """Take in what other processes committed."""

    def look(self) -> None:
        """Take in what others committed, however lately one looked.

        Raises:
            StoreError: The data cannot be read.
        """

    def take_news(self) -> frozenset[Key]:
        """Return which records other processes changed since the last call."""


L_co = TypeVar("L_co", bound=Followed, covariant=True)


class SharedData(ABC, Generic[L_co]):
    """Data that is open: what a thread sees of it, and the transactions that change it.

    An engine says how the lock between processes is taken and how a commit is written.

    Attributes:
        path: Where the data lies, for sentences; its folder is the data directory.
        live: The data in memory.
        archives: Where the records of closed years lie.
        on_not_saved: Called where a commit was refused, or somebody held the lock too long.
    """

    archives: ArchivePlace

    def __init__(self, path: Path, live: L_co, author: Author, clock: Clock) -> None:
        self.path, self.live, self.clock = path, live, clock
        self._author = author
        self._owner: int | None = None
        """The thread that has a transaction open."""
        self._overlay: Overlay | None = None
        self.on_not_saved: Callable[[], object] = int

    @cached_property
    def session(self) -> str:
        """The name of this opening, which its commits bear: undo tells by it whose window did what.

        It is made for the first commit: who only reads needs none.
        """
        return new_id()

    @property
    def read_only(self) -> bool:
        """Whether every change is refused."""
        return self.live.read_only

    @property
    def seq(self) -> int:
        """The number of the last commit seen."""
        return self.live.state.seq

    # what a thread sees -------------------------------------------------------------------------

    @property
    def in_transaction(self) -> bool:
        """Whether this thread has a transaction open."""
        return self._owner == threading.get_ident()

    @property
    def overlay(self) -> Overlay:
        """What this thread's transaction has changed so far."""
        if self._overlay is None or not self.in_transaction:
            raise RuntimeError("no transaction")
        return self._overlay

    def _ask(self, question: Callable[[Overlay | State], T]) -> T:
        """Answer from the open transaction where there is one, else from the newest state."""
        if self.in_transaction:
            return question(self.overlay)
        self.live.catch_up()
        with self.live.mutex:
            return question(self.live.state)

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record's document as this thread is to see it."""
        return self._ask(lambda view: view.document(table, record_id))

    def documents(self, table: str, texts: Mapping[str, str]) -> list[tuple[str, Document]]:
        """Return record ids and documents of a table that may have these texts in these fields.

        They are as this thread is to see them. Others of the table may be among them, none is left out.
        """
        return self._ask(lambda view: list(view.documents(table, texts)))

    def read(self) -> Tables:
        """Return a copy of all tables as this thread is to see them."""
        with self.live.writer:
            if not self.in_transaction:
                self.live.catch_up()
            with self.live.mutex:
                return self._copy()

    def _copy(self) -> Tables:
        view = self.overlay.tables() if self.in_transaction else self.live.state.tables
        copy: Tables = orjson.loads(orjson.dumps(view))
        return copy

    # committing ---------------------------------------------------------------------------------

    @contextmanager
    def transaction(
        self,
        why: str = "",
        facts: Mapping[str, str] | None = None,
        *,
        undoes: int | None = None,
        final: bool = False,
        meanwhile: Meanwhile = int,
    ) -> Iterator[None]:
        """Hold the lock for a read, change and one commit at the end; an exception undoes it all.

        One inside another belongs to it: its exception undoes the inner part alone.

        Raises:
            NotSaved: The commit was refused, or somebody held the lock too long; all is as before.
            Refused: The data is open read-only.
        """
        more = {"facts": facts, "undoes": undoes, "final": final}
        about = {"why": why, **{name: value for name, value in more.items() if value}}
        with self.live.writer:
            if self.in_transaction:
                before = self.overlay.copy()
                try:
                    yield
                except BaseException:
                    self._overlay = before
                    raise
                return
            with self._counted():
                self._begin(meanwhile)
            try:
                yield
            except BaseException:
                self._end(None)
                raise
            with self._counted():
                self._end(about)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except NotSaved:
            self.on_not_saved()
            raise

    def _begin(self, meanwhile: Meanwhile) -> None:
        if self.live.closed:
            raise RuntimeError("the data is closed")
        if self.live.read_only:
            raise opened_read_only()
        self._lock(meanwhile)
        self._overlay, self._owner = Overlay(self.live.state), threading.get_ident()

    @abstractmethod
    def _lock(self, meanwhile: Meanwhile) -> None:
        """Take the lock between processes, and take in what others committed; call ``meanwhile`` before.

        Raises:
            NotSaved: Somebody held it too long, or it cannot be had.
        """

    @abstractmethod
    def _end(self, about: dict[str, Any] | None) -> None:
        """End the transaction: commit what it changed, or drop it where it is ``about`` nothing; unlock."""

    def _contents(self, about: dict[str, Any]) -> dict[str, Any] | None:
        """Return what a commit of the open transaction consists of.

        None where nothing was changed; a final act is told in the history all the same.
        """
        ops, was = self.overlay.ops()
        if not ops and not about.get("final"):
            return None
        return {
            "seq": self.live.state.seq + 1,
            "t": self.clock(),
            "uid": self._author.uid,
            "user": self._author.user,
            "session": self.session,
            **about,
            "ops": ops,
            "was": was,
        }

    def _let_go(self) -> None:
        self._overlay, self._owner = None, None

    def _take_in(self, ops: list[Op]) -> None:
        """Take one's own commit into the state, with the mutex held."""
        self.live.state.apply(ops)
        self.live.state.seq += 1

    def add_note(self, why: str, facts: Mapping[str, str]) -> None:
        """Add an entry to the history that changes no record, if that is possible: what was done to all."""
        with suppress(NotSaved), self.transaction(why, facts, final=True):
            pass

    # what is asked of an engine -----------------------------------------------------------------

    @abstractmethod
    def commits(self, since: int = 0) -> Iterator[Commit]:
        """Yield the commits after number ``since``, the oldest first.

        Raises:
            StoreError: A part of the history cannot be read.
        """

    @abstractmethod
    def commits_back(
        self, *, by: int | None = None, undoing: bool = False, deleting: bool = False, of: str | None = None
    ) -> Iterator[Commit]:
        """Yield the commits, the newest first; see ``Store.changes_back``."""

    @abstractmethod
    def exchange(self, tables: Tables, above: int = 0) -> None:
        """Replace all data by ``tables``, in a transaction; every other process reads it anew.

        Args:
            above: The last commit that the history holds of them, where that is later than the data's.

        Raises:
            NotSaved: It was refused; the data is as before.
        """

    @abstractmethod
    def journals(self, seq: int) -> Iterator[tuple[str, bytes]]:
        """Yield the history up to a commit as finished journals, each under its name, for a backup.

        Raises:
            StoreError: A part of the history cannot be read.
        """

    @abstractmethod
    def add_journal(self, name: str, content: Callable[[], bytes]) -> None:
        """Add a finished journal of a backup, where the history does not hold its commits.

        Raises:
            OSError: The disk refused it.
            NotSaved: The database did.
        """

    @abstractmethod
    def rest(self) -> None:
        """Tidy in an idle moment; never fails."""

    @abstractmethod
    def close(self) -> None:
        """Close it; what is in memory stays readable."""
