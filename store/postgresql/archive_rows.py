"""The archives of closed years, each a row of the database."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import psycopg

from ktd_tui.domain.base import Record
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.postgresql.errors import not_taken
from store.postgresql.link import Link
from store.shared.archive import OPEN_AT_ONCE, Archive, archive_bytes, archive_state, sha256_of
from store.shared.state import State

WRITE = """insert into ktd.archives (name, sha256, content) values (%s, %s, %s)
    on conflict (name) do update set sha256 = excluded.sha256, content = excluded.content"""
REPLACED = "replaced"


class ArchiveRows:
    """Writes and reads archives; within a transaction they come and go with it."""

    def __init__(self, link: Link, path: Path) -> None:
        self._link, self._path = link, path
        self._opened = lru_cache(OPEN_AT_ONCE)(self.read)

    def write(self, name: str, records: Iterable[Record], seq: int) -> str:
        """See ``ArchivePlace.write``."""
        content = archive_bytes(records, seq)
        digest = sha256_of(content)
        self._write(name, digest, content)
        return digest

    def _write(self, name: str, digest: str, content: bytes) -> None:
        try:
            with self._link.used() as connection:
                connection.execute(WRITE, [name, digest, content])
        except psycopg.Error as error:
            raise not_taken(self._link.where, error) from error
        except StoreError as error:
            raise not_taken(self._link.where, error.__cause__ or error) from error

    def open(self, entry: Archive) -> State:
        """See ``ArchivePlace.open``."""
        return self._opened(entry)

    def read(self, entry: Archive) -> State:
        """See ``ArchivePlace.read``."""
        content = self._content(entry.id)
        if content is None:
            raise StoreError(
                N_("The archive {name} is missing in the database {where}. Restore it from a backup."),
                name=entry.id,
                where=self._link.where,
            )
        return archive_state(content, entry.sha256, self._path.with_name(entry.id))

    def _content(self, name: str) -> bytes | None:
        found = self._link.ask("select content from ktd.archives where name = %s", [name])
        return bytes(found[0][0]) if found else None

    def digest(self, name: str) -> str:
        """See ``ArchivePlace.digest``."""
        content = self._content(name)
        return "" if content is None else sha256_of(content)

    def all(self) -> Iterator[tuple[str, bytes]]:
        """See ``ArchivePlace.all``."""
        for (name,) in self._link.ask("select name from ktd.archives order by name"):
            content = self._content(name)
            if content is not None and not name.endswith(f".{REPLACED}"):
                yield name, content

    def add(self, name: str, content: bytes) -> None:
        """See ``ArchivePlace.add``; the other one is kept under another name."""
        earlier = self._content(name)
        if earlier == content:
            return
        if earlier is not None:
            digest = sha256_of(earlier)
            self._write(f"{name}-{digest[:12]}.{REPLACED}", digest, earlier)
        self._write(name, sha256_of(content), content)
