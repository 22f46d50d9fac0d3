"""Reading: keeps the data in memory up to date with snapshot and journal, which other processes write too."""

import os
import threading
from pathlib import Path

from store.contract import Key
from store.engine.files import sync_directory
from store.engine.journal import Journal
from store.engine.lock import FileLock
from store.engine.snapshot import Stamp, read_snapshot, stamp_of, write_snapshot
from store.errors import damaged_line, not_saved, older_than_journal, unreadable_data
from store.shared.state import State, changed_keys


class LiveData:
    """One data file as this process has it open: its state in memory, the journal it follows, and the locks.

    Attributes:
        state: All documents as of the last commit seen.
        stamp: Which snapshot file that state builds on.
        journal: The open journal; None where there is none yet.
        unsynced: The journal that a commit still has to sync; that commit closes it where it was replaced.
        others_commits: How often commits of other processes were taken in.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.journal_path = path.with_name(f"{path.name}.journal")
        self._journal_name = os.fspath(self.journal_path)  # os takes a text in half the time of a Path
        self.lock = FileLock(path.with_name(f"{path.name}.lock"))
        """Between processes: held while the files are changed."""
        self.writer = threading.RLock()
        """Between threads: held for a whole transaction, one thread writes at a time."""
        self.mutex = threading.Lock()
        """Between threads, for moments: the state and the journal's offset move together."""
        self.journal: Journal | None = None
        self.unsynced: Journal | None = None
        self.others_commits = 0
        self.closed = False
        self._news: set[Key] = set()
        if not read_only and not os.path.lexists(path):
            self._create()
        self.state, self.stamp = self._load()

    def _create(self) -> None:
        with self.lock:
            if not os.path.lexists(self.path):  # another process may have been first
                try:
                    write_snapshot(self.path, {}, 0)
                    sync_directory(self.path.parent)
                except OSError as error:
                    raise not_saved(self.path, error) from error

    # reading everything -------------------------------------------------------------------------

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
        self.close_unless_unsynced(self.journal)
        self.journal = journal
        return state, stamp

    def _play(self, journal: Journal, state: State) -> None:
        """Apply the whole journal to the state of the snapshot beside it."""
        if journal.base > state.seq:
            raise older_than_journal(self.path)
        _, whole = _apply_lines(journal, state)
        if not whole:
            raise damaged_line(journal.path, 0)

    def _open_journal(self) -> Journal | None:
        try:
            return Journal.open(self.journal_path, writing=not self.read_only)
        except OSError as error:
            raise unreadable_data(self.journal_path, error) from error

    def close_unless_unsynced(self, journal: Journal | None) -> None:
        """Close a journal, unless a commit is still to be synced there; that commit then closes it."""
        if journal is not None and journal is not self.unsynced:
            journal.close()

    # following what others commit ---------------------------------------------------------------

    def catch_up(self) -> None:
        """Take in what other processes committed; where nothing has changed this costs one ``stat``.

        Raises:
            StoreError: The data cannot be read.
        """
        if self.closed:
            return
        with self.mutex:
            journal = self.journal
            try:
                found = os.lstat(self._journal_name)
            except FileNotFoundError:
                if journal is not None or stamp_of(self.path) != self.stamp:
                    self.reload()
                return
            except OSError as error:
                raise unreadable_data(self.journal_path, error) from error
            if journal is not None and journal.is_at(found) and found.st_size == journal.end:
                return
            if not self._follow(journal, found):
                self.reload()

    def look(self) -> None:
        """Take in what others committed: each ``catch_up`` looks.

        Raises:
            StoreError: The data cannot be read.
        """
        self.catch_up()

    def _follow(self, journal: Journal | None, found: os.stat_result) -> bool:
        """Read on in the journal, then in the one that replaced it; tell whether that was possible."""
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
        self.close_unless_unsynced(journal)
        self.journal, self.stamp = following, stamp_of(self.path)
        return self._take_in(following)

    def _take_in(self, journal: Journal) -> bool:
        touched, whole = _apply_lines(journal, self.state)
        self._news |= touched
        self.others_commits += bool(touched)
        return whole

    def reload(self) -> None:
        """Read everything anew, with the mutex held."""
        before = self.state.tables
        self.state, self.stamp = self._load()
        self._news |= changed_keys(before, self.state.tables)
        self.others_commits += 1

    def take_news(self) -> frozenset[Key]:
        """Return which records other processes changed since the last call."""
        with self.mutex:
            news, self._news = frozenset(self._news), set()
        return news

    def close(self) -> None:
        """Close the files; what is in memory stays readable."""
        self.lock.close()
        with self.mutex:
            self.closed = True
            if self.journal is not None:
                self.journal.close()
                self.journal = None


def _apply_lines(journal: Journal, state: State) -> tuple[set[Key], bool]:
    """Apply the new lines of a journal to a state; return what changed, and whether no line is missing."""
    touched: set[Key] = set()
    try:
        for line in journal.lines():
            if line["seq"] == state.seq + 1:
                touched |= state.apply(line["ops"])
                state.seq += 1
            elif line["seq"] > state.seq:
                return touched, False
    except OSError as error:
        raise unreadable_data(journal.path, error) from error
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise damaged_line(journal.path, 0) from error
    return touched, True
