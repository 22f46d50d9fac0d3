"""One session's line to the database: opened, listened to, and opened anew when it was cut."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from logging import NullHandler, getLogger
from typing import Any, LiteralString

import orjson
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from psycopg.types.json import set_json_loads

from ktd_tui.errors import StoreError
from store.postgresql.errors import NotLetIn, ends_a_line, not_opened, unreachable
from store.postgresql.url import checked, conninfo, name_of_database

Row = tuple[Any, ...]
Keeper = Callable[[psycopg.Connection[Row]], None]
"""Does something to each connection: takes a lock that goes with it."""
PAUSE = 0.5
"""Seconds between two attempts to reach a database that is gone."""
CHANNEL = "ktd"
getLogger("psycopg").addHandler(NullHandler())  # it would tell the terminal of lines that were cut


class Link:
    """The connection of one opened store; whoever uses it holds ``lock``.

    Attributes:
        where: How the database is named in sentences.
        renewed: How often a connection took the place of a lost one: what was read before may be gone.
    """

    def __init__(self, url: str, account: str, *, read_only: bool) -> None:
        """Connect.

        Raises:
            Refused: The address is none.
            StoreError: The database does not answer, or lets this account not in.
        """
        parts = checked(url)
        self.where = name_of_database(parts)
        self.lock = threading.RLock()
        self.renewed = 0
        self._conninfo = conninfo(parts, account, read_only=read_only)
        self._kept: list[Keeper] = []
        self._heard = False
        self._waiting: psycopg.Connection[Row] | None = None
        """A new connection, until it takes the lost one's place."""
        self._seeker: threading.Thread | None = None
        self._closed = threading.Event()
        self._why: BaseException = psycopg.OperationalError("closed")
        try:
            self._connection: psycopg.Connection[Row] | None = self._connect()
        except psycopg.Error as error:
            raise not_opened(self.where, error) from error

    def _connect(self) -> psycopg.Connection[Row]:
        made = _opened(self._conninfo)
        try:
            if made.execute("show synchronous_commit").fetchone() == ("off",):
                made.execute("set synchronous_commit = on")  # what is acknowledged is on the disk
            with suppress(psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.FeatureNotSupported):
                made.execute(f"listen {CHANNEL}")  # a standby tells nobody anything
        except BaseException:
            made.close()
            raise
        set_json_loads(orjson.loads, made)
        made.add_notify_handler(self._hear)
        return made

    def keep(self, what: Keeper) -> None:
        """Do something now, and on each new connection again.

        Raises:
            StoreError: The database does not answer.
        """
        with self.used() as connection:
            what(connection)
            self._kept.append(what)

    def keep_no_more(self, what: Keeper) -> None:
        """Do it on new connections no longer."""
        with self.lock:
            self._kept.remove(what)

    def _hear(self, notice: psycopg.Notify) -> None:
        self._heard = (
            self._heard or self._connection is None or notice.pid != self._connection.info.backend_pid
        )

    def take_new(self) -> psycopg.Connection[Row]:
        """Return the connection; where a lost one's successor was found, that one.

        Raises:
            StoreError: It was lost, and there is no new one yet; or on the new one others hold what one held
                (FormerSessions: another version of ktd came in meanwhile).
        """
        if self._connection is None and self._waiting is not None:
            found, self._waiting = self._waiting, None
            try:
                for what in self._kept:
                    what(found)
            except (psycopg.Error, StoreError) as error:
                found.close()
                self.lose(error, pause=PAUSE)
                if isinstance(error, StoreError):
                    raise
                raise unreachable(self.where, error) from error
            self._connection = found
            self.renewed += 1
        if self._connection is None:
            raise unreachable(self.where, self._why)
        return self._connection

    @contextmanager
    def used(self) -> Iterator[psycopg.Connection[Row]]:
        """Lend the connection for a moment; where it turns out to be cut, a new one is sought.

        Raises:
            StoreError: The database does not answer.
            psycopg.Error: It refused a statement, on a line that is whole.
        """
        with self.lock:
            connection = self.take_new()
            try:
                yield connection
            except psycopg.Error as error:
                if not connection.closed and not ends_a_line(error):
                    raise  # else it may be told of after a commit that was done: nobody knows before asking
                self.lose(error)
                raise unreachable(self.where, error) from error

    def ask(
        self, statement: LiteralString, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[Row]:
        """Return the rows that a statement gives.

        Raises:
            StoreError: The database does not answer, or refuses it.
        """
        try:
            with self.used() as connection:
                return connection.execute(statement, values or None).fetchall()
        except psycopg.Error as error:
            raise unreachable(self.where, error) from error

    def heard(self) -> bool:
        """Tell whether somebody has told of a commit since the last call; costs no way to the server."""
        connection = self._connection
        if connection is None:
            return self._waiting is not None
        try:
            connection.pgconn.consume_input()
        except psycopg.Error as error:
            self.lose(error)
            return False
        while notice := connection.pgconn.notifies():
            self._heard = self._heard or notice.be_pid != connection.pgconn.backend_pid
        heard, self._heard = self._heard, False
        return heard

    def lose(self, error: BaseException, pause: float = 0) -> None:
        """Give a connection up that was cut, and seek a new one meanwhile, after a pause."""
        self._why = error
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._seeker is None or not self._seeker.is_alive():
            self._seeker = threading.Thread(target=self._seek, args=[pause], name="postgresql", daemon=True)
            self._seeker.start()

    def _seek(self, pause: float) -> None:
        self._closed.wait(pause)
        while not self._closed.is_set():
            try:
                found = self._connect()
            except psycopg.Error as error:
                self._why = error
                self._closed.wait(PAUSE)
            else:
                self._waiting = found
                return

    def wait(self, seconds: float) -> None:
        """Wait for the new connection in the place of a lost one, not longer than so many seconds."""
        if self._seeker is not None:
            self._seeker.join(seconds)

    def close(self) -> None:
        """Close it."""
        self._closed.set()
        if self._seeker is not None:
            self._seeker.join()
        for connection in (self._connection, self._waiting):
            if connection is not None:
                connection.close()
        self._connection = self._waiting = None


def _opened(address: str) -> psycopg.Connection[Row]:
    # The driver forgets after a rollback what it prepared by itself, and ``rows.PREPARED`` with it.
    try:
        return psycopg.connect(address, autocommit=True, prepare_threshold=None)
    except psycopg.errors.ConnectionTimeout:
        raise
    except psycopg.OperationalError as error:
        if _is_up(address) and not _follows(address):
            raise NotLetIn(*error.args) from error
        raise


def _is_up(address: str) -> bool:
    """Tell whether a server answers, whomever it lets in: its words are in any language, without a state."""
    return PGconn.ping(address.encode()) == Ping.OK


def _follows(address: str) -> bool:
    """Tell whether a server that only follows another one lets in: the other one is away, and may be back."""
    try:
        psycopg.connect(make_conninfo(address, target_session_attrs="any")).close()
    except psycopg.Error:
        return False
    return True
