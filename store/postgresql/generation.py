"""Which generation of ktd has a database open: each session holds a lock that names it, freed with its line.

The lock's number is made of the shape of all records, as this program has them. What the last generation was,
and by which marks its programs are known, stands in a row, so that a start need not look through all records.
"""

from hashlib import sha256
from typing import NamedTuple

import psycopg

from ktd_tui.i18n import N_
from store.errors import FormerSessions
from store.postgresql.errors import unreachable
from store.postgresql.link import Link, Row
from store.postgresql.schema import form_in
from store.postgresql.storage import DatabaseStorage
from store.shared.shared_data import Followed, SharedData

OTHERS = """select exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 2
    and classid::bigint = (hashtext('ktd sessions')::bigint & 4294967295)
    and objid::bigint <> (%s::bigint & 4294967295)
    and database = (select oid from pg_database where datname = current_database()))"""
HOLD = "select pg_advisory_lock_shared(hashtext('ktd sessions'), %s)"
FREE = "select pg_advisory_unlock_shared(hashtext('ktd sessions'), %s)"
NOTED = "select content from ktd.notices where name = 'generation'"
NOTE = """insert into ktd.notices (name, content) values ('generation', %s)
    on conflict (name) do update set content = excluded.content"""
MARKS = 20
"""Programs of one generation that are known by their marks: one an application server."""


def lock_number(shape: str) -> int:
    """Return the number of a generation's lock."""
    return int.from_bytes(sha256(shape.encode()).digest()[:4], "big", signed=True)


class NotedGeneration(NamedTuple):
    """Who had the data open last: the shape of their records, and marks of their programs."""

    shape: str = ""
    marks: tuple[str, ...] = ()


class GenerationLock:
    """What a session that writes holds as long as its line lasts; on a new line it is taken anew."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._shape = ""
        self._inside = False

    def noted(self) -> NotedGeneration:
        """Return who had the data open last.

        Raises:
            StoreError: The database does not answer.
        """
        return _read(self._link.ask(NOTED))

    def enter(self, shape: str) -> bool:
        """Count among the sessions of a generation; False: those of another one are in.

        Raises:
            StoreError: The database does not answer.
        """
        self._shape = shape
        try:
            self._link.keep(self._hold)
        except FormerSessions:
            return False
        except psycopg.Error as error:  # it refuses it, or somebody held the lock too long
            raise unreachable(self._link.where, error) from error
        self._inside = True
        return True

    def _hold(self, connection: psycopg.Connection[Row]) -> None:
        """Take the lock where nobody of another generation is in, nor was since one's line was cut.

        It is taken first and looked around then: of two that come at once at least one sees the other.
        """
        number = lock_number(self._shape)
        with connection.pipeline():  # one way to the server and back
            connection.execute(HOLD, [number])
            others = connection.execute(OTHERS, [number])
            noted = connection.execute(NOTED)
        passed = self._inside and _read(noted.fetchall()).shape != self._shape
        if others.fetchone() == (True,) or passed:
            connection.execute(FREE, [number])
            raise FormerSessions(
                N_(
                    "Another version of ktd works on the data in {where} by now. Nothing is saved from "
                    "here: leave, and open ktd anew."
                ),
                where=self._link.where,
            )

    def note(self, mark: str) -> None:
        """Note that a program of this mark is of the generation that is in.

        Raises:
            StoreError: The database does not answer.
        """
        there = self.noted()
        marks = there.marks if there.shape == self._shape else ()
        content = " ".join([self._shape, mark, *marks][: MARKS + 1]).encode()
        with self._link.used() as connection:
            connection.execute(NOTE, [content])


def _read(found: list[Row]) -> NotedGeneration:
    shape, *marks = bytes(found[0][0]).decode("ascii").split() if found else [""]
    return NotedGeneration(shape, tuple(marks))


def generation_lock(storage: SharedData[Followed]) -> GenerationLock:
    """Return the lock of a database that was opened."""
    return GenerationLock(_of_database(storage).link)


def form_of_database(storage: SharedData[Followed]) -> int:
    """Return the number of the form that the records of a database have.

    Raises:
        StoreError: The database does not answer.
    """
    with _of_database(storage).link.used() as connection:
        return form_in(connection) or 0


def note_form(storage: SharedData[Followed], form: int) -> None:
    """Note the form that the records have when the open transaction ends.

    Raises:
        NotSaved: The database refused it.
    """
    with _of_database(storage).writing() as connection:
        connection.execute("update ktd.about set form = %s", [form])


def _of_database(storage: SharedData[Followed]) -> DatabaseStorage:
    if not isinstance(storage, DatabaseStorage):
        raise TypeError(type(storage).__name__)
    return storage
