"""One data file that fifty processes may share: a snapshot in TinyDB's own shape and a journal beside it.

``ktd.json`` is what plain TinyDB opens; ``ktd.json.journal`` holds what was committed since. A commit
appends one line under the lock and is acknowledged after its ``fdatasync``, which runs outside the lock,
so that the kernel serves many writers with one sync. From time to time the state is written as a new
snapshot and the journal goes to ``history/`` (``compaction``); other processes then go on in the new journal
without reading the snapshot again (``live_data``).
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import orjson

from ktd_tui.clock import Clock, now
from ktd_tui.errors import NotJson, NotSaved, StoreError
from ktd_tui.ids import new_id
from store.contract import Author
from store.engine.compaction import Compaction, cut_tail
from store.engine.file_format import Document, Tables
from store.engine.files import open_or_create, sync_directory
from store.engine.journal import Journal
from store.engine.journal_line import encode
from store.engine.live_data import LiveData
from store.engine.state import Overlay, State
from store.errors import not_durable, not_saved, opened_read_only

T = TypeVar("T")
NOBODY = Author(-1, "")


class JournalStorage:
    """A data file that is open: what a thread sees of it, and the transactions that change it.

    Args:
        path: The data file; made where it is missing, unless ``read_only``. Journal and lock lie beside it.
        read_only: Refuse every change.
        author: In whose name is written.
        clock: What says when, for the history.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, author: Author = NOBODY, clock: Clock = now
    ) -> None:
        self.path, self.read_only, self.clock = path, read_only, clock
        self.live = LiveData(path, read_only=read_only)
        self.compaction = Compaction(self.live)
        self.session = new_id()
        """The name of this opening, which its commits bear: undo tells by it whose window did what."""
        self._author = author
        self._owner: int | None = None
        """The thread that has a transaction open."""
        self._overlay: Overlay | None = None
        self._sessions = self._join()

    def _join(self) -> int:
        """Count among the sessions until ``close``: the last one to leave compacts."""
        if self.read_only:
            return -1
        path = self.path.with_name(f"{self.path.name}.sessions")
        with suppress(OSError):
            descriptor = open_or_create(path)
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return descriptor
        return -1

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
    ) -> Iterator[None]:
        """Hold the lock for a read, change and one commit at the end; an exception undoes it all.

        One inside another belongs to it: its exception undoes the inner part alone.

        Raises:
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The storage is read-only.
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
            self._begin()
            try:
                yield
            except BaseException:
                self._end(None)
                raise
            self._end(about)

    def _begin(self) -> None:
        live = self.live
        if live.closed:
            raise RuntimeError("the storage is closed")
        if live.read_only:
            raise opened_read_only()
        live.lock.acquire()
        try:
            live.catch_up()
        except BaseException:
            live.lock.release()
            raise
        self._overlay, self._owner = Overlay(live.state), threading.get_ident()

    def _end(self, about: dict[str, Any] | None) -> None:
        """End the transaction: commit what it changed, or drop it where it is ``about`` nothing."""
        try:
            written = None if about is None else self._commit(self.overlay, about)
        finally:
            self._overlay, self._owner = None, None
            self.live.lock.release()
        if written is not None:
            self._make_durable(*written)
            self.compaction.compact_if_due()

    def _commit(self, overlay: Overlay, about: dict[str, Any]) -> tuple[bytes, Journal] | None:
        """Append a transaction to the journal; return its line and where it is to be synced.

        None where nothing was changed; a final act is told in the history all the same.
        """
        ops, was = overlay.ops()
        if not ops and not about.get("final"):
            return None
        live = self.live
        content = {
            "seq": live.state.seq + 1,
            "t": self.clock(),
            "uid": self._author.uid,
            "user": self._author.user,
            "session": self.session,
            **about,
            "ops": ops,
            "was": was,
        }
        try:
            line = encode(content)
        except TypeError as error:
            raise not_saved(live.path, error, NotJson) from error
        with live.mutex:
            try:
                journal = live.unsynced = self._ready_journal()
                journal.append(line)
            except OSError as error:
                raise not_saved(live.path, error) from error
            live.state.apply(ops)
            live.state.seq += 1
        return line, journal

    def _ready_journal(self) -> Journal:
        """Return the journal, made where there is none, without what a killed writer left behind it."""
        live = self.live
        if live.journal is None:
            live.journal = Journal.make(live.journal_path, live.state.seq)
            sync_directory(live.path.parent)
        cut_tail(live, live.journal)
        return live.journal

    def _make_durable(self, line: bytes, journal: Journal) -> None:
        """Sync the journal. A failure is final: the kernel may have dropped the pages, a second try lies."""
        live = self.live
        failed: OSError | None = None
        try:
            os.fdatasync(journal.descriptor)
        except OSError as error:
            failed = error
        with live.mutex:
            live.unsynced = None
            if journal is not live.journal:  # another thread has gone on to a new one meanwhile
                journal.close()
        if failed is not None:
            self._take_back(line, failed)

    def _take_back(self, line: bytes, error: OSError) -> None:
        """Undo a commit that the disk did not confirm, unless somebody has built on it, by a fresh snapshot.

        Raises:
            NotSaved: Always, but where the snapshot has brought the commit to the disk after all.
        """
        live = self.live
        with live.lock:
            live.catch_up()
            with live.mutex:
                journal, seq = live.journal, live.state.seq
                taken = journal is not None and journal.take_back(line)
                if taken:
                    live.reload()
                    seq += 1  # nobody's number: whoever has seen the line reads everything anew
                try:
                    self.compaction.replace(live.state.tables, seq)
                    durable = True
                except OSError:
                    durable = False
        if taken:
            raise not_saved(live.path, error) from error
        if not durable:
            raise not_durable(live.path, error) from error

    def add_note(self, why: str, facts: Mapping[str, str]) -> None:
        """Add an entry to the history that changes no record, if the disk allows.

        Args:
            why: What was done to the data as a whole, a msgid; it stands in any case.
            facts: What fills its places.
        """
        with suppress(NotSaved), self.transaction(why, facts, final=True):
            pass

    def close(self, *, compacting: bool = True) -> None:
        """Close the files; the last session compacts, unless the data is of a form not to be written."""
        with self.live.writer:
            if self._sessions >= 0:
                with suppress(OSError, StoreError):
                    fcntl.flock(self._sessions, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if compacting:
                        self.compaction.compact(patience=0)
                os.close(self._sessions)
                self._sessions = -1
            self.live.close()
