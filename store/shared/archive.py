"""Archives: the records of a closed bloc-year, moved out of the live data into a read-only TinyDB file.

The live data keeps one entry for each archive, so that the memory of a session does not grow with the
years; an archive is opened when something in it is asked for.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, Protocol

import orjson

from ktd_tui.domain.base import Record
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.contract import ARCHIVES
from store.shared.file_format import META, Tables, parse, tables_of_meta
from store.shared.state import State

FOLDER = "archive"
"""Where archives lie in a data directory and in a backup."""
OPEN_AT_ONCE = 2
"""Archives that stay in memory, the last ones used."""


class Archive(Record):
    """The entry of one archive in the live data.

    Attributes:
        id: Its name: the file is ``archive/<id>.json``.
        keys: Ids that lookups name (of the bloc-year, of its meetings): where one is asked for, the
            archive is looked into.
        sha256: Of the file's bytes.
    """

    table: ClassVar[str] = ARCHIVES

    keys: tuple[str, ...]
    sha256: str


class ArchivePlace(Protocol):
    """Where archives lie."""

    def write(self, name: str, records: Iterable[Record], seq: int) -> str:
        """Write an archive, durably, and return its SHA-256; one that no entry names is replaced.

        Raises:
            NotSaved: It could not be written; nothing was changed.
        """

    def open(self, entry: Archive) -> State:
        """Return the records of an archive, from memory where they were used last.

        Raises:
            StoreError: It cannot be read, or is not as it was written.
        """

    def read(self, entry: Archive) -> State:
        """Return the same, read anew.

        Raises:
            StoreError: As for ``open``.
        """

    def digest(self, name: str) -> str:
        """Return the SHA-256 of an archive; empty where there is none that can be read."""

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Yield all archives with their names.

        Raises:
            OSError: One cannot be read.
        """

    def add(self, name: str, content: bytes) -> None:
        """Add an archive of a backup; another one of the same name is kept.

        Raises:
            NotSaved: It could not be written; nothing was changed.
        """


def archive_bytes(records: Iterable[Record], seq: int) -> bytes:
    """Return what an archive of these records consists of: a TinyDB file."""
    tables: Tables = {}
    for number, record in enumerate(records, 1):
        document = record.model_dump(mode="json")
        tables.setdefault(record.table, {})[str(number)] = document
    return orjson.dumps({**tables_of_meta(seq), **tables})


def archive_state(content: bytes, sha256: str, path: Path) -> State:
    """Return the records of an archive that was read.

    Raises:
        StoreError: It is not as it was written.
    """
    if sha256_of(content) != sha256:
        raise StoreError(
            N_("The archive {path} is not as it was written. Restore it from a backup."), path=path
        )
    tables = parse(content, path)
    return State(tables, tables.pop(META)["1"]["seq"], path)


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of an archive."""
    import hashlib  # the first screen does without

    return hashlib.sha256(content).hexdigest()
