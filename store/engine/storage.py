"""One data file that fifty processes may share: a snapshot in TinyDB's own shape and a journal beside it.

``ktd.json`` is what plain TinyDB opens; ``ktd.json.journal`` holds what was committed since. A commit
appends one line under the lock and is acknowledged after its ``fdatasync``, which runs outside the lock,
so that the kernel serves many writers with one sync. From time to time the state is written as a new
snapshot and the journal goes to ``history/`` (``compaction``); other processes then go on in the new journal
without reading the snapshot again (``live_data``).
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ktd_tui.clock import Clock, now
from ktd_tui.errors import NotJson, StoreError
from store.contract import Author, Commit
from store.engine.archive_files import Archives
from store.engine.compaction import Compaction, cut_tail
from store.engine.files import sync_directory
from store.engine.journal import Journal
from store.engine.journal_line import encode
from store.engine.live_data import LiveData
from store.engine.sessions_file import open_sessions_file, put_note, read_note
from store.errors import not_durable, not_saved
from store.shared.file_format import Tables
from store.shared.shared_data import Meanwhile, SharedData

NOBODY = Author(-1, "")


class JournalStorage(SharedData[LiveData]):
    """A data file that is open.

    Args:
        path: The data file; made where it is missing, unless ``read_only``. Journal and lock lie beside it.
        read_only: Refuse every change.
        author: In whose name is written.
        clock: What says when, for the history.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, author: Author = NOBODY, clock: Clock = now
    ) -> None:
        super().__init__(path, LiveData(path, read_only=read_only), author, clock)
        self.compaction = Compaction(self.live)
        self.archives = Archives(path.parent)
        self._sessions = -1
        if not read_only:
            with suppress(OSError):
                self._sessions = open_sessions_file(path)
        self.join()

    def join(self) -> None:
        """Count among the sessions until ``close``: the last one to leave compacts."""
        with suppress(OSError, ValueError):
            fcntl.flock(self._sessions, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def is_alone(self) -> bool:
        """Tell whether nobody else has it open for writing; until ``close`` nobody is counted in then."""
        with suppress(OSError, ValueError):
            fcntl.flock(self._sessions, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def noted_sessions(self) -> str:
        """Return what is noted of the sessions that are in."""
        return read_note(self._sessions)

    def note_sessions(self, text: str) -> None:
        """Note something of the sessions that are in."""
        put_note(self._sessions, text)

    def _lock(self, meanwhile: Meanwhile) -> None:
        meanwhile()
        self.live.lock.acquire()
        try:
            self.live.catch_up()
        except BaseException:
            self.live.lock.release()
            raise

    def _end(self, about: dict[str, Any] | None) -> None:
        try:
            written = None if about is None else self._commit(about)
        finally:
            self._let_go()
            self.live.lock.release()
        if written is not None:
            self._make_durable(*written)
            self.compaction.compact_if_due()

    def _commit(self, about: dict[str, Any]) -> tuple[bytes, Journal] | None:
        """Append a transaction to the journal; return its line and where it is to be synced."""
        content, live = self._contents(about), self.live
        if content is None:
            return None
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
            self._take_in(content["ops"])
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

    def commits(self, since: int = 0) -> Iterator[Commit]:
        """See ``SharedData.commits``."""
        from store.engine.history_reader import commits

        return commits(self.path, since)

    def commits_back(
        self, *, by: int | None = None, undoing: bool = False, deleting: bool = False, of: str | None = None
    ) -> Iterator[Commit]:
        """See ``SharedData.commits_back``."""
        from store.engine.history_reader import commits_back

        return commits_back(self.path, by=by, undoing=undoing, deleting=deleting, of=of)

    def exchange(self, tables: Tables, above: int = 0) -> None:
        """See ``SharedData.exchange``."""
        self.compaction.exchange(tables, above)

    def journals(self, seq: int) -> Iterator[tuple[str, bytes]]:
        """See ``SharedData.journals``."""
        from store.engine.history_parts import journals

        return journals(self.path, seq)

    def add_journal(self, name: str, content: Callable[[], bytes]) -> None:
        """See ``SharedData.add_journal``."""
        from store.engine.history_parts import add_journal

        add_journal(self.path.parent, name, content)

    def rest(self) -> None:
        """See ``SharedData.rest``."""
        self.compaction.rest()

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
