"""Compacting: writes a new snapshot, moves the journal to the history, and begins a new journal."""

import os
from contextlib import suppress

import orjson

from ktd_tui.errors import NotJson, StoreError
from store.engine.files import create_synced, make_folder, sync_directory
from store.engine.history_files import HISTORY, history_name, join_small, set_aside_foreign
from store.engine.journal import Journal
from store.engine.live_data import LiveData
from store.engine.lock import PATIENCE
from store.engine.snapshot import stamp_of, write_snapshot
from store.errors import not_durable, not_saved
from store.shared.file_format import Tables
from store.shared.state import State

COMPACT_AT = 256 * 2**10
"""Bytes of journal at which it is compacted, or half the snapshot where that is more."""


class Compaction:
    """Writes snapshots of the live data, under its locks."""

    def __init__(self, live: LiveData) -> None:
        self._live = live
        self._not_below = 0
        """Bytes of journal at which it is tried again, after it has failed."""

    def compact(self, patience: float = PATIENCE) -> None:
        """Write the state as a new snapshot and begin a new journal.

        Raises:
            NotSaved: The disk refused it, or the lock was not free; nothing was lost.
            StoreError: The data cannot be read.
        """
        live = self._live
        with live.writer:
            live.lock.acquire(patience)
            try:
                live.catch_up()
                with live.mutex:
                    self._compact()
            finally:
                live.lock.release()

    def _compact(self) -> None:
        live = self._live
        if live.journal is None or live.journal.offset == live.journal.start:
            return
        seq = live.state.seq + self._take_in_edits()
        try:
            self.replace(live.state.tables, seq)
        except OSError as error:
            raise not_saved(live.path, error) from error

    def _take_in_edits(self) -> bool:
        """Reload a data file that somebody edited by hand; tell whether that changed anything."""
        live = self._live
        if stamp_of(live.path) == live.stamp:
            return False
        before = live.state.tables
        live.reload()
        return live.state.tables != before

    def compact_if_due(self) -> None:
        """Compact where the journal has grown long; where that fails, it is tried again later."""
        journal = self._live.journal
        due = max(COMPACT_AT, self._live.stamp[-1] // 2, self._not_below)
        if journal is not None and journal.offset > due:
            try:
                self.compact(patience=0)
            except StoreError:
                self._not_below = journal.offset + COMPACT_AT

    def rest(self) -> None:
        """Compact, and join small files of the history, in an idle moment; never fails."""
        live = self._live
        if live.read_only:
            return
        with suppress(StoreError):
            self.compact(patience=0)
        with suppress(StoreError, OSError), live.writer:
            live.lock.acquire(patience=0)
            try:
                join_small(live.path.parent / HISTORY)
            finally:
                live.lock.release()

    def exchange(self, tables: Tables, above: int = 0) -> None:
        """Replace all data by ``tables``, under the lock; every other process reloads it.

        Args:
            above: The last commit that the history holds of them, where that is later than the data's.

        Raises:
            NotSaved: The disk refused it; the data is as before.
        """
        live = self._live
        with live.mutex:
            try:
                copy = orjson.loads(orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS))
            except TypeError as error:
                raise not_saved(live.path, error, NotJson) from error
            before, seq = live.stamp, max(live.state.seq, above) + 1
            try:
                self.replace(copy, seq)
            except OSError as error:
                if live.stamp == before:
                    raise not_saved(live.path, error) from error
                raise not_durable(live.path, error) from error
            finally:
                if live.stamp != before:
                    live.state = State(copy, seq, live.path)

    def replace(self, tables: Tables, seq: int) -> None:
        """Write the snapshot, then a new journal. Killed in between, the old journal's lines are passed over.

        Raises:
            OSError: The disk refused it; at every moment the old or the new files are whole.
        """
        live = self._live
        last = live.state.seq
        write_snapshot(live.path, tables, seq)
        # From here on the file says so, whatever fails: a line with an older number would be passed over.
        live.stamp, live.state.seq = stamp_of(live.path), seq
        sync_directory(live.path.parent)
        journal = live.journal
        if journal is not None and journal.offset > journal.start:
            cut_tail(live, journal)
            self._keep_history(journal, last)
        live.journal = Journal.make(live.journal_path, seq)
        live.close_unless_unsynced(journal)
        sync_directory(live.path.parent)
        self._not_below = 0

    def _keep_history(self, journal: Journal, last: int) -> None:
        folder = self._live.path.parent / HISTORY
        make_folder(folder)
        set_aside_foreign(folder)
        with suppress(FileExistsError):  # made by one that was killed before it began the new journal
            os.link(self._live.journal_path, folder / history_name(journal.base, last))
        sync_directory(folder)


def cut_tail(live: LiveData, journal: Journal) -> None:
    """Cut off what a killed writer left behind a journal's last line; a copy goes to the history."""
    if not journal.tail:
        return
    folder = live.path.parent / HISTORY
    with suppress(OSError):  # a copy for the curious: nobody was told that it was saved
        make_folder(folder)
        os.close(create_synced(folder / f"torn-{live.state.seq}-{os.getpid()}", journal.tail))
    journal.cut()
