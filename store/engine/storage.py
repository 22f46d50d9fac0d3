"""A TinyDB storage that fifty processes may share: a snapshot in TinyDB's own shape and a journal beside it.

``ktd.json`` is what plain TinyDB opens; ``ktd.json.journal`` holds what was committed since. A commit
appends one line under the lock and is acknowledged after its ``fdatasync``, which runs outside the lock,
so that the kernel serves many writers with one sync. From time to time the state is written as a new
snapshot and the journal goes to ``history/``; other processes then go on in the new journal without
reading the snapshot again.
"""

import fcntl
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson
from tinydb import Storage

from ktd_tui.clock import now
from ktd_tui.errors import Conflict, NotJson, NotSaved, ReadOnly, StoreError
from ktd_tui.i18n import N_
from store.contract import Author, Key
from store.engine.file_format import Document, Tables
from store.engine.files import create, make_folder, sync_directory, write_new
from store.engine.history_files import HISTORY, history_name, join_small
from store.engine.journal import Journal
from store.engine.journal_line import encode
from store.engine.lock import PATIENCE, FileLock
from store.engine.snapshot import Stamp, move_in, read_snapshot, stamp_of
from store.engine.state import Overlay, State

COMPACT_AT = 256 * 2**10
"""Bytes of journal at which it is compacted, or half the snapshot where that is more."""
NOBODY = Author(-1, "")


class Transaction:
    """One ``with`` block. One inside another belongs to it: its exception undoes the inner part alone."""

    def __init__(self, storage: "JournalStorage", about: dict[str, Any]) -> None:
        self._storage = storage
        self._about = about
        self._before: Overlay | None = None

    def __enter__(self) -> None:
        storage = self._storage
        storage.writer.acquire()
        try:
            if storage.in_transaction:
                self._before = storage.overlay.copy()
            else:
                storage.begin()
        except BaseException:
            storage.writer.release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        storage = self._storage
        try:
            if self._before is None:
                storage.end(self._about if kind is None else None)
            elif kind is not None:
                storage.overlay = self._before
        finally:
            storage.writer.release()


class JournalStorage(Storage):
    """TinyDB's view of the data, and the transactions that ``TinyStore`` builds on.

    The arguments are JSONStorage's; encoding and JSON options are fixed by the form of the file.

    Args:
        path: The data file; the journal and the lock lie beside it.
        create_dirs: Make the directories above it.
        encoding: Ignored.
        access_mode: ``"r"`` refuses every change; anything else makes the file where it is missing.
        **options: Ignored.
    """

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        **options: object,
    ) -> None:
        del encoding, options
        self.path = Path(path)
        self.read_only = access_mode in {"r", "rb"}
        self._journal_path = self.path.with_name(f"{self.path.name}.journal")
        self._journal_name = os.fspath(self._journal_path)  # os takes a text in half the time of a Path
        self._lock = FileLock(self.path.with_name(f"{self.path.name}.lock"))
        self.author, self.clock = NOBODY, now
        self.writer = threading.RLock()
        """Held for a whole transaction: one thread writes at a time."""
        self._mutex = threading.Lock()
        """Held for moments: the state and the journal's offset move together."""
        self._owner: int | None = None
        self._overlay: Overlay | None = None
        self._news: set[Key] = set()
        self._journal: Journal | None = None
        self._unsynced: Journal | None = None
        self._overtaken = False
        """Whether another process has committed since ``read``."""
        if create_dirs:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        (self.path if self.read_only else self.path.parent).stat()  # TinyDB's callers know FileNotFoundError
        if not self.read_only and not os.path.lexists(self.path):
            self._create()
        self._compact_above = 0
        self._closed = False
        self.state, self._stamp = self._load()
        self._session = self._join()

    def _join(self) -> int:
        """Count among the sessions until ``close``: the last one to leave compacts."""
        if self.read_only:
            return -1
        path = self.path.with_name(f"{self.path.name}.sessions")
        with suppress(OSError):
            with suppress(FileExistsError):
                os.close(create(path))
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return descriptor
        return -1

    def _create(self) -> None:
        with self._lock:
            if not os.path.lexists(self.path):  # another process may have been first
                try:
                    move_in(self.path, {}, 0)
                    sync_directory(self.path.parent)
                except OSError as error:
                    raise self._not_saved(error.strerror or str(error)) from error

    # reading ------------------------------------------------------------------------------------

    def _load(self) -> tuple[State, Stamp]:
        """Read journal and snapshot, whatever is written meanwhile.

        The journal is opened first: the snapshot that is found then is of its base or newer, and the
        journal's lines that it holds already are passed over.
        """
        journal = self._open_journal()
        try:
            tables, seq, stamp = read_snapshot(self.path)
            state = State(tables, seq, self.path)
            if journal is not None:
                self._play(journal, state)
        except BaseException:
            if journal is not None:
                journal.close()
            raise
        self._let_go(self._journal)
        self._journal = journal
        return state, stamp

    def _play(self, journal: Journal, state: State) -> None:
        """Bring the snapshot's state up to the end of the journal beside it."""
        if journal.base > state.seq:
            raise StoreError(
                N_(
                    "The data file {path} is older than its journal: one of them was exchanged. "
                    "Nothing was changed; restore a backup."
                ),
                path=self.path,
            )
        _, whole = self._read_lines(journal, state)
        if not whole:
            raise journal.broken(0)

    def _open_journal(self) -> Journal | None:
        try:
            return Journal.open(self._journal_path, writing=not self.read_only)
        except OSError as error:
            raise self._unreadable(self._journal_path, error) from error

    def _unreadable(self, path: Path, error: OSError) -> StoreError:
        return StoreError(
            N_("The data file {path} cannot be read: {reason}."), path=path, reason=error.strerror
        )

    def _read_lines(self, journal: Journal, state: State) -> tuple[set[Key], bool]:
        """Bring a state up to the end of a journal; tell what changed, and whether no line is missing."""
        touched: set[Key] = set()
        try:
            for line in journal.lines():
                if line["seq"] == state.seq + 1:
                    touched |= state.apply(line["ops"])
                    state.seq += 1
                elif line["seq"] > state.seq:
                    return touched, False
        except OSError as error:
            raise self._unreadable(journal.path, error) from error
        except (KeyError, TypeError, IndexError, ValueError) as error:
            raise journal.broken(0) from error
        return touched, True

    def catch_up(self) -> None:
        """Take in what other processes committed; where nothing has changed this costs one ``stat``.

        Raises:
            StoreError: The data cannot be read.
        """
        if self._closed:
            return
        with self._mutex:
            journal = self._journal
            try:
                found = os.lstat(self._journal_name)
            except FileNotFoundError:
                if journal is not None or stamp_of(self.path) != self._stamp:
                    self._reload()
                return
            except OSError as error:
                raise self._unreadable(self._journal_path, error) from error
            if journal is not None and journal.is_at(found) and found.st_size == journal.end:
                return
            if not self._follow(journal, found):
                self._reload()

    def _follow(self, journal: Journal | None, found: os.stat_result) -> bool:
        """Go on in the journal and the one that took its place; tell whether that was possible."""
        if journal is not None:
            if journal.is_at(found) and found.st_size < journal.offset:
                return False  # somebody cut off what was committed
            whole = self._take_in(journal)
            if not whole or journal.is_at(found):
                return whole
        following = self._open_journal()
        if following is None or following.base != self.state.seq:
            if following is not None:
                following.close()
            return False
        self._let_go(journal)
        self._journal, self._stamp = following, stamp_of(self.path)
        return self._take_in(following)

    def _take_in(self, journal: Journal) -> bool:
        touched, whole = self._read_lines(journal, self.state)
        self._news |= touched
        self._overtaken |= bool(touched)
        return whole

    def _reload(self) -> None:
        before = self.state.tables
        self.state, self._stamp = self._load()
        self._news |= _differences(before, self.state.tables)
        self._overtaken = True

    def take_news(self) -> frozenset[Key]:
        """Return which records other processes changed since the last call."""
        with self._mutex:
            news, self._news = frozenset(self._news), set()
        return news

    def read(self) -> Tables:
        """Return a copy of all tables, as TinyDB wants it: what it does to it stays its own."""
        with self.writer:
            if not self.in_transaction:
                self.catch_up()
            with self._mutex:
                self._overtaken = False
                view = self.overlay.tables() if self.in_transaction else self.state.tables
                copy: Tables = orjson.loads(orjson.dumps(view))
        return copy

    def table(self, name: str) -> dict[str, Document]:
        """Return a table's documents by document id; they are the data's own, to be copied before use."""
        if self.in_transaction:
            return dict(self.overlay.items(name))
        self.catch_up()
        with self._mutex:
            return dict(self.state.tables.get(name, {}))

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record's document as this thread is to see it."""
        if self.in_transaction:
            return self.overlay.document(table, record_id)
        self.catch_up()
        with self._mutex:
            return self.state.document(table, record_id)

    def documents(self, table: str) -> list[tuple[str, Document]]:
        """Return record ids and documents of a table as this thread is to see them."""
        if self.in_transaction:
            return list(self.overlay.documents(table))
        self.catch_up()
        with self._mutex:
            return list(self.state.documents(table))

    def last_key(self, table: str) -> int:
        """Return the largest document id that this thread sees in a table."""
        return self.overlay.last_key(table) if self.in_transaction else self.state.last_key(table)

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

    @overlay.setter
    def overlay(self, earlier: Overlay) -> None:
        self._overlay = earlier

    # writing ------------------------------------------------------------------------------------

    def transaction(
        self,
        why: str = "",
        facts: Mapping[str, str] | None = None,
        *,
        undoes: int | None = None,
        final: bool = False,
    ) -> "Transaction":
        """Hold the lock for a read, change and one commit at the end; an exception undoes it all.

        Raises:
            NotSaved: The disk refused it, or somebody held the lock too long; all is as before.
            Refused: The storage is read-only.
        """
        about: dict[str, Any] = {"why": why}
        if facts:
            about["facts"] = facts
        if undoes is not None:
            about["undoes"] = undoes
        if final:
            about["final"] = True
        return Transaction(self, about)

    def begin(self) -> None:
        """Take the lock and begin a transaction, under ``_writer``."""
        if self._closed:
            raise RuntimeError("the storage is closed")
        if self.read_only:
            raise ReadOnly(N_("ktd was opened read-only; nothing was changed."))
        self._lock.acquire()
        try:
            self.catch_up()
        except BaseException:
            self._lock.release()
            raise
        self._overlay, self._owner = Overlay(self.state), threading.get_ident()

    def end(self, about: dict[str, Any] | None) -> None:
        """End the transaction: commit what it changed, or drop it where it is ``about`` nothing."""
        try:
            written = None if about is None else self._commit(self.overlay, about)
        finally:
            self._overlay, self._owner = None, None
            self._lock.release()
        if written is not None:
            self._make_durable(*written)
            self._compact_if_due()

    def _commit(self, overlay: Overlay, about: dict[str, Any]) -> tuple[bytes, Journal] | None:
        """Append a transaction to the journal; return its line and where it is to be synced.

        None where nothing was changed; a final act is told in the history all the same.
        """
        ops, was = overlay.ops()
        if not ops and not about.get("final"):
            return None
        content = {
            "seq": self.state.seq + 1,
            "t": self.clock(),
            "uid": self.author.uid,
            "user": self.author.user,
            **about,
            "ops": ops,
            "was": was,
        }
        try:
            line = encode(content)
        except TypeError as error:
            raise self._not_json(error) from error
        with self._mutex:
            try:
                journal = self._unsynced = self._ready()
                journal.append(line)
            except OSError as error:
                raise self._not_saved(error.strerror or str(error)) from error
            self.state.apply(ops)
            self.state.seq += 1
        return line, journal

    def _ready(self) -> Journal:
        """Return the journal, made where there is none, without what a killed writer left behind it."""
        if self._journal is None:
            self._journal = Journal.make(self._journal_path, self.state.seq)
            sync_directory(self.path.parent)
        if self._journal.tail:
            self._keep_torn(self._journal)
            self._journal.cut()
        return self._journal

    def _keep_torn(self, journal: Journal) -> None:
        folder = self.path.parent / HISTORY
        with suppress(OSError):  # a copy for the curious: nobody was told that it was saved
            make_folder(folder)
            os.close(write_new(folder / f"torn-{self.state.seq}-{os.getpid()}", journal.tail))

    def _make_durable(self, line: bytes, journal: Journal) -> None:
        """Sync the journal. A failure is final: the kernel may have dropped the pages, a second try lies."""
        failed: OSError | None = None
        try:
            os.fdatasync(journal.descriptor)
        except OSError as error:
            failed = error
        with self._mutex:
            self._unsynced = None
            if journal is not self._journal:  # another thread has gone on to a new one meanwhile
                journal.close()
        if failed is not None:
            self._take_back(line, failed)

    def _let_go(self, journal: Journal | None) -> None:
        """Close a journal, unless a commit is still to be synced there; then that does it."""
        if journal is not None and journal is not self._unsynced:
            journal.close()

    def _take_back(self, line: bytes, error: OSError) -> None:
        """Undo a commit that the disk did not confirm, unless somebody has built on it, by a fresh snapshot.

        Raises:
            NotSaved: Always, but where the snapshot has brought the commit to the disk after all.
        """
        with self._lock:
            self.catch_up()
            with self._mutex:
                journal, seq = self._journal, self.state.seq
                taken = journal is not None and journal.take_back(line)
                if taken:
                    self._reload()
                    seq += 1  # nobody's number: whoever has seen the line reads everything anew
                try:
                    self._replace(self.state.tables, seq)
                    durable = True
                except OSError:
                    durable = False
        if taken:
            raise self._not_saved(error.strerror or str(error)) from error
        if not durable:
            raise self._doubtful(error) from error

    def _not_saved(self, reason: str) -> NotSaved:
        return NotSaved(
            N_("Not saved: {path} could not be written ({reason}). Your data is as before."),
            path=self.path,
            reason=reason,
        )

    def _not_json(self, error: TypeError) -> NotJson:
        return NotJson(
            N_("Not saved: {path} could not be written ({reason}). Your data is as before."),
            path=self.path,
            reason=str(error),
        )

    def _doubtful(self, error: OSError) -> NotSaved:
        return NotSaved(
            N_(
                "{path} was changed, but the disk does not say that it will last ({reason}). "
                "Check the disk before you go on."
            ),
            path=self.path,
            reason=error.strerror,
        )

    def write(self, data: Tables) -> None:
        """Put whole tables in the place of all others, as TinyDB's own Table does.

        Raises:
            Conflict: Another process has committed since ``read``.
            NotSaved: The disk refused it; the data is as before.
            Refused: The storage is read-only.
        """
        if self.read_only:
            raise ReadOnly(N_("ktd was opened read-only; nothing was changed."))
        with self.writer, self._lock:
            self.catch_up()
            if self._overtaken:
                raise Conflict(
                    N_("Somebody else changed this meanwhile; yours was not saved over it. F5 shows theirs."),
                    mine=None,
                    theirs=None,
                )
            self.exchange(data)

    def exchange(self, tables: Tables, above: int = 0) -> None:
        """Make ``tables`` the data, under the lock; every other process reads it anew.

        Args:
            tables: All of them.
            above: The last commit that the history holds of them, where that is later than the data's.

        Raises:
            NotSaved: The disk refused it; the data is as before.
        """
        with self._mutex:
            try:
                copy = orjson.loads(orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS))
            except TypeError as error:
                raise self._not_json(error) from error
            before, seq = self._stamp, max(self.state.seq, above) + 1
            try:
                self._replace(copy, seq)
            except OSError as error:
                if self._stamp == before:
                    raise self._not_saved(error.strerror or str(error)) from error
                raise self._doubtful(error) from error
            finally:
                if self._stamp != before:
                    self.state = State(copy, seq, self.path)

    # compaction ---------------------------------------------------------------------------------

    def compact(self, patience: float = PATIENCE) -> None:
        """Write the state as a new snapshot and begin a new journal.

        Raises:
            NotSaved: The disk refused it, or the lock was not free; nothing was lost.
            StoreError: The data cannot be read.
        """
        with self.writer:
            self._lock.acquire(patience)
            try:
                self.catch_up()
                with self._mutex:
                    self._compact()
            finally:
                self._lock.release()

    def _compact(self) -> None:
        if self._journal is None or self._journal.offset == self._journal.start:
            return
        seq = self.state.seq + self._take_in_edits()
        try:
            self._replace(self.state.tables, seq)
        except OSError as error:
            raise self._not_saved(error.strerror or str(error)) from error

    def _take_in_edits(self) -> bool:
        """Read anew where somebody edited the file by hand; tell whether that changed anything."""
        if stamp_of(self.path) == self._stamp:
            return False
        before = self.state.tables
        self._reload()
        return self.state.tables != before

    def _replace(self, tables: Tables, seq: int) -> None:
        """Write the snapshot, then a new journal. Killed in between, the old journal's lines are passed over.

        Raises:
            OSError: The disk refused it; at every moment the old or the new files are whole.
        """
        last = self.state.seq
        move_in(self.path, tables, seq)
        # From here on the file says so, whatever fails: a line with an older number would be passed over.
        self._stamp, self.state.seq = stamp_of(self.path), seq
        sync_directory(self.path.parent)
        journal = self._journal
        if journal is not None and journal.offset > journal.start:
            if journal.tail:
                self._keep_torn(journal)
                journal.cut()
            self._keep_history(journal, last)
        self._journal = Journal.make(self._journal_path, seq)
        self._let_go(journal)
        sync_directory(self.path.parent)
        self._compact_above = 0

    def _keep_history(self, journal: Journal, last: int) -> None:
        folder = self.path.parent / HISTORY
        make_folder(folder)
        kept = folder / history_name(journal.base, last)
        with suppress(FileExistsError):  # made by one that was killed before it began the new journal
            os.link(self._journal_path, kept)
        sync_directory(folder)

    def _compact_if_due(self) -> None:
        journal = self._journal
        due = max(COMPACT_AT, self._stamp[-1] // 2, self._compact_above)
        if journal is not None and journal.offset > due:
            try:
                self.compact(patience=0)
            except StoreError:  # the commit stands; another time
                self._compact_above = journal.offset + COMPACT_AT

    def rest(self) -> None:
        """Compact in an idle moment, where nothing hinders it."""
        if self.read_only:
            return
        with suppress(StoreError):
            self.compact(patience=0)
        with suppress(StoreError, OSError), self.writer:
            self._lock.acquire(patience=0)
            try:
                join_small(self.path.parent / HISTORY)
            finally:
                self._lock.release()

    def close(self, *, compacting: bool = True) -> None:
        """Let go of the files; the last session compacts, unless the data is of a form not to be written."""
        with self.writer:
            if self._session >= 0:
                with suppress(OSError, StoreError):
                    fcntl.flock(self._session, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if compacting:
                        self.compact(patience=0)
                os.close(self._session)
                self._session = -1
            self._lock.close()
            with self._mutex:
                self._closed = True
                if self._journal is not None:
                    self._journal.close()
                    self._journal = None


def _differences(before: Tables, after: Tables) -> set[Key]:
    found: set[Key] = set()
    for table in {**before, **after}:
        old = {d.get("id"): d for d in before.get(table, {}).values()}
        new = {d.get("id"): d for d in after.get(table, {}).values()}
        found |= {(table, str(i)) for i in {**old, **new} if old.get(i) != new.get(i)}
    return found
