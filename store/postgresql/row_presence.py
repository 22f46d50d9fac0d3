"""Who is there, seen from every server: a mark is a row whose advisory lock its holder's connection keeps.

The server frees the lock when the connection ends, however it ends; on a new connection it is taken anew.
"""

from contextlib import suppress
from datetime import datetime

import psycopg

from ktd_tui.errors import StoreError
from ktd_tui.ids import new_id
from store.postgresql.errors import not_taken
from store.postgresql.link import Link, Row
from store.postgresql.storage import DatabaseStorage
from store.shared.shared_data import Followed, SharedData

HELD = """select m.id from ktd.marks m where m.room = %s and exists (select from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.objid::bigint = m.number
    and l.classid::bigint = (hashtext('ktd')::bigint & 4294967295)
    and l.database = (select oid from pg_database where datname = current_database()))"""
MAKE = "insert into ktd.marks (id, room) values (%s, %s) returning number"
TIDY = "delete from ktd.marks where room = %s and at < now() - interval '1 day' and id <> all (%s)"
NOTICE = """insert into ktd.notices (name, content) values ('notice', %s)
    on conflict (name) do update set content = excluded.content"""
DRAFT = """insert into ktd.drafts (owner, turn, content) values (%s, %s, %s) on conflict (owner) do update
    set turn = greatest(drafts.turn + 1, excluded.turn), content = excluded.content returning turn"""
MOMENT = 1.0
"""Seconds for which a draft waits for the line: it lies in a file already."""
LONGEST = 2**20
"""Letters of a kept text at most."""


class RowMark:
    """See ``store.contract.PresenceMark``."""

    def __init__(self, link: Link, room: str) -> None:
        self._link, self._room = link, room
        self._number = 0
        self.id = ""

    def hold(self) -> str:
        """See ``PresenceMark.hold``."""
        if not self.id:
            name = new_id()
            there = [found for (found,) in self._link.ask(HELD, [self._room])]
            try:
                with self._link.used() as connection:
                    connection.execute(TIDY, [self._room, there])
                    made = connection.execute(MAKE, [name, self._room]).fetchone()
            except psycopg.Error as error:
                raise not_taken(self._link.where, error) from error
            except StoreError as error:
                raise not_taken(self._link.where, error.__cause__ or error) from error
            self._number, self.id = made[0] if made else 0, name
            self._link.keep(self._lock)
        return self.id

    def _lock(self, connection: psycopg.Connection[Row]) -> None:
        connection.execute("select pg_advisory_lock_shared(hashtext('ktd'), %s)", [self._number])

    def keep_text(self, text: str) -> None:
        """See ``PresenceMark.keep_text``."""
        if self.id:
            kept = text[:LONGEST].replace("\0", "")
            with suppress(StoreError, psycopg.Error), self._link.used() as connection:
                connection.execute(
                    "update ktd.marks set content = %s, at = now() where id = %s", [kept, self.id]
                )

    def close(self) -> None:
        """See ``PresenceMark.close``."""
        if self.id:
            self._link.keep_no_more(self._lock)
            with suppress(StoreError, psycopg.Error), self._link.used() as connection:
                connection.execute("select pg_advisory_unlock_shared(hashtext('ktd'), %s)", [self._number])
            self.id = ""


class RowPresence:
    """See ``store.contract.Presence``."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.drafts = DraftRows(link)

    def mark(self, room: str) -> RowMark:
        """See ``Presence.mark``."""
        return RowMark(self._link, room)

    def is_alive(self, room: str, mark: str) -> bool:
        """See ``Presence.is_alive``."""
        try:
            return bool(self._link.ask(f"{HELD} and m.id = %s", [room, mark]))
        except StoreError:
            return True

    def kept_text(self, room: str, mark: str) -> str:
        """See ``Presence.kept_text``."""
        with suppress(StoreError):
            asked = "select content from ktd.marks where room = %s and id = %s"
            if found := self._link.ask(asked, [room, mark]):
                return str(found[0][0])
        return ""

    def living(self, room: str) -> list[str]:
        """See ``Presence.living``."""
        try:
            return [name for (name,) in self._link.ask(HELD, [room])]
        except StoreError:
            return []

    def post(self, content: bytes) -> None:
        """See ``Presence.post``."""
        try:
            with self._link.used() as connection:
                connection.execute(NOTICE, [content])
        except psycopg.Error as error:
            raise not_taken(self._link.where, error) from error
        except StoreError as error:
            raise not_taken(self._link.where, error.__cause__ or error) from error

    def posted(self) -> bytes:
        """See ``Presence.posted``."""
        with suppress(StoreError):
            if found := self._link.ask("select content from ktd.notices where name = 'notice'"):
                return bytes(found[0][0])
        return b""

    def note_refusal(self, account: str, at: datetime) -> None:
        """See ``Presence.note_refusal``."""
        with suppress(StoreError, psycopg.Error), self._link.used() as connection:
            connection.execute("delete from ktd.refusals where at < %s - interval '2 days'", [at])
            connection.execute("insert into ktd.refusals values (%s, %s)", [at, account])

    def refusals(self, since: datetime) -> list[str]:
        """See ``Presence.refusals``."""
        try:
            found = self._link.ask("select account from ktd.refusals where at >= %s order by at", [since])
        except StoreError:
            return []
        return [account for (account,) in found]


class DraftRows:
    """See ``store.presence.DraftPlace``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def keep(self, owner: str, turn: int, content: bytes) -> int:
        """See ``DraftPlace.keep``."""
        if self._link.lock.acquire(timeout=MOMENT):
            try:
                with suppress(StoreError, psycopg.Error), self._link.used() as connection:
                    made = connection.execute(DRAFT, [owner, turn, content]).fetchone()
                    return int(made[0]) if made else turn
            finally:
                self._link.lock.release()
        return turn

    def kept(self, owner: str) -> tuple[int, bytes]:
        """See ``DraftPlace.kept``."""
        with suppress(StoreError):
            if found := self._link.ask("select turn, content from ktd.drafts where owner = %s", [owner]):
                return int(found[0][0]), bytes(found[0][1])
        return 0, b""


def presence_in(storage: SharedData[Followed]) -> RowPresence:
    """Return who else has a database open."""
    if not isinstance(storage, DatabaseStorage):
        raise TypeError(type(storage).__name__)
    return RowPresence(storage.link)
