"""Commits as rows of a database, one after another: who writes holds an advisory lock until it is committed.

The lock goes with the server's transaction, so it is free when its holder dies, however it dies. A commit is
acknowledged when it is on the server's disk, for which it waits after the lock: one sync serves many. Should
the line be cut in that very moment, a new one asks whether the row is there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import psycopg

from ktd_tui.clock import Clock
from ktd_tui.errors import NotJson, NotSaved, StoreError
from store.contract import Author, Commit
from store.engine.history_files import HISTORY, history_name
from store.engine.journal import header_line
from store.engine.journal_line import decode, encode
from store.errors import not_saved
from store.postgresql import rows
from store.postgresql.archive_rows import ArchiveRows
from store.postgresql.errors import lock_held, not_known, not_taken, unreachable
from store.postgresql.followed import FollowedDatabase
from store.postgresql.link import Link
from store.postgresql.paper_rows import file_row
from store.postgresql.trip import Step, receive, send
from store.postgresql.url import PATIENCE
from store.shared.file_format import Tables
from store.shared.shared_data import Meanwhile, SharedData
from store.shared.state import State

HOLDER = """select a.application_name from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted and l.objid = 0 and l.objsubid = 2
    and l.classid::bigint = (hashtext('ktd')::bigint & 4294967295)
    and l.database = (select oid from pg_database where datname = current_database())"""
BACK = 3.0
"""Seconds for which a line that was cut is waited for."""
AT_ONCE = 500
"""Commits of the history that are fetched at a time."""


class DatabaseStorage(SharedData[FollowedDatabase]):
    """A database that is open."""

    def __init__(self, link: Link, path: Path, *, read_only: bool, author: Author, clock: Clock) -> None:
        """Read all of it.

        Args:
            link: The line to it; ``close`` closes it.
            path: The file of the data directory that names the database.
            read_only: Refuse every change.
            author: In whose name is written.
            clock: What says when, for the history.

        Raises:
            StoreError: It does not answer.
        """
        super().__init__(path, FollowedDatabase(link, path, read_only=read_only), author, clock)
        self.link = link
        self.archives = ArchiveRows(link, path)
        self._exchanged: State | None = None
        """What takes the place of all documents when the transaction ends."""
        self._begun: psycopg.Connection[rows.Row] | None = None
        """The connection that holds the lock; one that took its place since holds none."""

    # committing ---------------------------------------------------------------------------------

    def _lock(self, meanwhile: Meanwhile) -> None:
        self.link.lock.acquire()
        self.live.writing = True
        try:
            self._begin_there(meanwhile)
        except BaseException:
            self._roll_back()
            self._unlock()
            raise

    def _unlock(self) -> None:
        self.live.writing = False
        self.link.lock.release()

    def _begin_there(self, meanwhile: Meanwhile) -> None:
        todo = [meanwhile]
        try:
            try:
                self._take_lock(todo)
            except StoreError:  # the line had been cut, and nobody had noticed: nothing was written yet
                self.link.wait(BACK)
                self._take_lock(todo)
        except psycopg.errors.LockNotAvailable as error:
            self._roll_back()
            raise lock_held(self._holder(), PATIENCE) from error
        except psycopg.Error as error:
            raise not_taken(self.link.where, error) from error
        except StoreError as error:
            raise not_taken(self.link.where, error.__cause__ or error) from error

    def _take_lock(self, todo: list[Meanwhile]) -> None:
        with self.link.used() as connection:
            self.live.ask_newest(connection, [(rows.BEGIN, ()), (rows.LOCK, ())])
            try:
                while todo:
                    todo.pop()()
            finally:
                found = self.live.newest(connection)
            self._begun = connection
            self.live.take_in(found)

    @contextmanager
    def _transaction_line(self) -> Iterator[psycopg.Connection[rows.Row]]:
        """Lend the connection on which the transaction was begun.

        Raises:
            StoreError: It was cut since, and with it all that was written in the transaction.
            psycopg.Error: It refused a statement, on a line that is whole.
        """
        with self.link.used() as connection:
            if connection is not self._begun:
                cut = psycopg.OperationalError("the line was cut")
                raise unreachable(self.link.where, cut) from cut
            yield connection

    def _holder(self) -> str:
        with suppress(StoreError):
            if found := self.link.ask(HOLDER):
                return str(found[0][0]).removeprefix("ktd ") or "?"
        return "?"

    def _roll_back(self) -> None:
        with suppress(StoreError, psycopg.Error), self.link.used() as connection:
            connection.rollback()

    def _end(self, about: dict[str, Any] | None) -> None:
        try:
            content = None if about is None else self._contents(about)
            if content is not None:
                self._commit(content)
            elif about is not None and self._exchanged is not None:
                self._finish(self._exchanged.seq)
                with self.live.mutex:
                    self.live.state = self._exchanged
            else:
                self._roll_back()
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._exchanged = None
            self._let_go()
            self._unlock()

    def _commit(self, content: dict[str, Any]) -> None:
        try:
            steps = rows.writing_steps(content)
        except (TypeError, UnicodeEncodeError) as error:
            raise not_saved(self.path, error, NotJson) from error
        self._finish(content["seq"], steps)
        with self.live.mutex:
            self._take_in(content["ops"])

    def _finish(self, seq: int, steps: Sequence[Step] = ()) -> None:
        """Write what is still to be written, and commit.

        Raises:
            NotSaved: It was refused; or nobody can tell, and the sentence says so.
        """
        try:
            with self._transaction_line() as connection:
                send(connection, [*steps, *rows.ending_steps(crowded=self.live.crowded)])
                receive(connection)
        except (psycopg.Error, StoreError) as error:
            self._roll_back()
            if not self._is_there(seq):
                raise not_taken(self.link.where, error.__cause__ or error) from error

    def _is_there(self, seq: int) -> bool:
        """Tell whether a commit whose answer was lost is in the database: once its own lock is free.

        Raises:
            NotSaved: The database is not back yet.
        """
        self.link.wait(BACK)
        try:
            with self.link.used() as connection, connection.transaction():
                connection.execute(rows.LOCK.text)
                connection.execute(rows.FLUSH.text)
                found = connection.execute("select session from ktd.commits where seq = %s", [seq]).fetchone()
        except (StoreError, psycopg.Error) as error:
            raise not_known(self.link.where) from error
        return found == (self.session,)

    def exchange(self, tables: Tables, above: int = 0) -> None:
        """See ``SharedData.exchange``."""
        self._put(tables, max(self.live.state.seq, above) + 1)

    def _put(self, tables: Tables, seq: int) -> None:
        """Put these documents in the place of all others, as of a commit, when the transaction ends."""
        try:
            copy = orjson.loads(orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS))
        except TypeError as error:
            raise not_saved(self.path, error, NotJson) from error
        with self.writing() as connection:
            rows.write_all(connection, copy)
            about = {"seq": seq, "t": self.clock(), "uid": self._author.uid, "user": self._author.user}
            connection.execute(rows.EXCHANGE, about | {"session": self.session})
        self._exchanged = State(copy, seq, self.path)

    def fill(
        self,
        data: tuple[Tables, int],
        journals: Iterable[bytes],
        archives: Mapping[str, bytes],
        papers: Iterable[tuple[str, bytes]],
    ) -> None:
        """Fill the empty database with all of other data, at once.

        Args:
            data: All tables, and as of which commit.
            journals: The history.
            archives: Those of closed years, by name.
            papers: The sealed papers that are to lie there, too, by place.

        Raises:
            NotSaved: It was refused; it is as empty as before.
        """
        with self.transaction():
            for journal in journals:
                self.add_journal("", partial(bytes, journal))
            for name, content in archives.items():
                self.archives.add(name, content)
            with self.writing() as connection:
                for name, content in papers:
                    file_row(connection, name, content)
            self._put(*data)

    # history ------------------------------------------------------------------------------------

    def commits(self, since: int = 0) -> Iterator[Commit]:
        """See ``SharedData.commits``."""
        return rows.commits_of(self._pages(since))

    def commits_back(
        self, *, by: int | None = None, undoing: bool = False, deleting: bool = False, of: str | None = None
    ) -> Iterator[Commit]:
        """See ``SharedData.commits_back``."""
        wanted = {"by": by, "undoing": undoing, "deleting": deleting, "of": of, **rows.AT_FIRST}
        while page := self.link.ask(rows.PAGE_BACK, wanted):
            yield from rows.commits_of(page, of, deleting=deleting)
            wanted |= {"most": AT_ONCE, "before": page[-1][0]}

    def _pages(self, since: int) -> Iterator[rows.Row]:
        while True:
            page = self.link.ask(rows.PAGE, {"since": since, "most": AT_ONCE})
            yield from page
            if len(page) < AT_ONCE:
                return
            since = page[-1][0]

    def journals(self, seq: int) -> Iterator[tuple[str, bytes]]:
        """See ``SharedData.journals``."""
        lines = [line for line in rows.commits_in(self._pages(0)) if line["seq"] <= seq]
        if lines:
            base, last = lines[0]["seq"] - 1, lines[-1]["seq"]
            yield f"{HISTORY}/{history_name(base, last)}", header_line(base) + b"".join(map(encode, lines))

    def add_journal(self, name: str, content: Callable[[], bytes]) -> None:
        """See ``SharedData.add_journal``."""
        del name
        lines = [decode(line) for line in content().splitlines()[1:]]
        with self.writing() as connection, connection.cursor() as cursor:
            cursor.executemany(rows.COMMIT_WHERE_NONE, [rows.commit_row(line) for line in lines if line])

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection[rows.Row]]:
        """Lend the connection of the open transaction.

        Raises:
            NotSaved: It was refused.
        """
        try:
            with self._transaction_line() as connection:
                yield connection
        except psycopg.Error as error:
            raise not_taken(self.link.where, error) from error
        except NotSaved:
            raise
        except StoreError as error:
            raise not_taken(self.link.where, error.__cause__ or error) from error

    def rest(self) -> None:
        """See ``SharedData.rest``: the server tidies by itself."""

    def close(self) -> None:
        """See ``SharedData.close``; a transaction of another thread is waited for."""
        with self.live.writer, self.link.lock:
            self.live.close()
