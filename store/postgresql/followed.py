"""Reading: keeps the data in memory up to date with the rows that other sessions commit."""

import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import orjson
import psycopg

from ktd_tui.errors import StoreError
from store.contract import Key
from store.postgresql import rows
from store.postgresql.errors import unreachable
from store.postgresql.link import Link, Row
from store.postgresql.trip import Step, have_prepared, receive, send
from store.shared.file_format import Tables  # noqa: TC001  # an annotation of a local name
from store.shared.state import State, changed_keys

ASK_AFTER = 0.05
"""Seconds after which a reading asks the database, should a notice not have come: a way over a network each
time would make every page slow."""
ALL = """select coalesce(max(seq), 0), null, null from ktd.commits
    union all (select null, kind,
        convert_to('{' || string_agg('"' || number || '":' || content, ',') || '}', 'UTF8')
    from (select * from ktd.documents order by kind, number) d
    group by kind, number / 500 order by kind, number / 500)"""
"""The documents come as the file has them, hundreds as one JSON text, and are read while the next ones come:
each as a row of its own takes twice the time."""
CROWD = 1.0
"""Seconds since another one's commit for which one does not count as alone."""


class FollowedDatabase:
    """One database as this process has it open: its state in memory, and the line by which it follows."""

    def __init__(self, link: Link, path: Path, *, read_only: bool) -> None:
        self.link, self._path, self.read_only = link, path, read_only
        self.writer = threading.RLock()
        self.mutex = threading.Lock()
        self.closed = False
        self.writing = False
        """A transaction of this process is under way: nobody else commits anything meanwhile."""
        self._news: set[Key] = set()
        self._renewed = link.renewed
        self._prepared: psycopg.Connection[Row] | None = None
        """The connection that knows ``rows.PREPARED``."""
        self._asked = 0.0
        self._met = -CROWD
        self.state = self._load()

    def _load(self) -> State:
        """Read everything, as of one commit.

        Raises:
            StoreError: The database does not answer.
        """
        tables: Tables = {}
        last = 0
        try:
            with self.link.used() as connection, connection.cursor(binary=True) as cursor:
                for seq, kind, content in cursor.stream(ALL):
                    last = seq or last
                    if kind is not None:
                        tables.setdefault(kind, {}).update(orjson.loads(content))
        except psycopg.Error as error:
            raise unreachable(self.link.where, error) from error
        return State(tables, last, self._path)

    @property
    def crowded(self) -> bool:
        """Whether others are writing, too."""
        return time.monotonic() - self._met < CROWD

    def catch_up(self) -> None:
        """Take in what others committed; what cannot be asked for now is taken in later."""
        if not self.closed and self.link.lock.acquire(blocking=False):
            try:
                if self.link.heard() or time.monotonic() - self._asked > ASK_AFTER:
                    with suppress(StoreError):
                        self.look()
            finally:
                self.link.lock.release()

    def look(self) -> None:
        """Ask the database what others committed; a transaction of this process is not waited for.

        Raises:
            StoreError: It does not answer.
        """
        if self.closed or self.writing:
            return
        with self.link.lock:
            self._asked = time.monotonic()
            try:
                with self.link.used() as connection:
                    self.ask_newest(connection)
                    found = self.newest(connection)
            except psycopg.Error as error:
                raise unreachable(self.link.where, error) from error
            self.take_in(found)

    def ask_newest(self, connection: psycopg.Connection[Row], before: Iterable[Step] = ()) -> None:
        """Ask for the commits after the state's, behind other steps; ``newest`` must follow.

        Raises:
            psycopg.Error: The line is cut.
        """
        if connection is not self._prepared:
            have_prepared(connection, rows.PREPARED)
            self._prepared = connection
        send(connection, [*before, (rows.NEW, [b"%d" % self.state.seq])])

    def newest(self, connection: psycopg.Connection[Row]) -> list[Row]:
        """Return the commits that were asked for.

        Raises:
            psycopg.Error: The server refused it, or the line is cut.
        """
        return rows.newest(receive(connection))

    def take_in(self, found: list[Row]) -> None:
        """Take in the commits that came after the state's; on a new line everything anew.

        Raises:
            StoreError: The database does not answer.
        """
        if (
            self._renewed != self.link.renewed
            or any(ops is None for _, _, ops in found)
            or (found and found[0][0] != self.state.seq + 1)
        ):
            self.reload()
            return
        if found:
            self._met = time.monotonic()
        for seq, _, ops in found:
            with self.mutex:
                self._news |= self.state.apply(ops)
                self.state.seq = seq

    def reload(self) -> None:
        """Read everything anew: all was exchanged, or the line was cut and what one knew may be gone."""
        renewed, fresh = self.link.renewed, self._load()
        with self.mutex:
            self._news |= changed_keys(self.state.tables, fresh.tables)
            self.state, self._renewed = fresh, renewed

    def take_news(self) -> frozenset[Key]:
        """Return which records other sessions changed since the last call."""
        with self.mutex:
            news, self._news = frozenset(self._news), set()
        return news

    def close(self) -> None:
        """Close the line; what is in memory stays readable."""
        self.closed = True
        self.link.close()
