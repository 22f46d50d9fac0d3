"""Archives: the records of a closed bloc-year, moved out of the live data into a read-only TinyDB file.

The live data keeps one entry for each archive, so that the memory of a session does not grow with the
years; an archive is opened when something in it is asked for.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

import orjson

from ktd_tui.domain.base import Record
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.engine.file_format import META, Tables, parse, tables_of_meta
from store.engine.files import make_folder, replace_file, sync_directory
from store.engine.state import State

FOLDER = "archive"
READ_ONLY = 0o440
OPEN_AT_ONCE = 2


class Archive(Record):
    """The entry of one archive in the live data.

    Attributes:
        id: Its name: the file is ``archive/<id>.json``.
        keys: Ids that lookups name (of the bloc-year, of its meetings): where one is asked for, the
            archive is looked into.
        sha256: Of the file's bytes.
    """

    table: ClassVar[str] = "archives"

    keys: tuple[str, ...]
    sha256: str


class Archives:
    """Writes and opens the archives of a data directory; the last ones used stay in memory."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / FOLDER
        self._opened = lru_cache(OPEN_AT_ONCE)(self._read)

    def path(self, name: str) -> Path:
        """Return the file of an archive."""
        return self._folder / f"{name}.json"

    def write(self, name: str, records: Iterable[Record], seq: int) -> str:
        """Write an archive, durably, and return its SHA-256; one that no entry names is replaced.

        Raises:
            OSError: The disk refused it; nothing was changed.
        """
        tables: Tables = {}
        for number, record in enumerate(records, 1):
            document = record.model_dump(mode="json")
            tables.setdefault(record.table, {})[str(number)] = document
        content = orjson.dumps({**tables_of_meta(seq), **tables})
        make_folder(self._folder)
        path = self.path(name)
        replace_file(path, content, READ_ONLY, temporary=path.with_suffix(".tmp"))
        sync_directory(self._folder)
        return _digest(content)

    def open(self, entry: Archive) -> State:
        """Return the records of an archive.

        Raises:
            StoreError: The file cannot be read, or is not as it was written.
        """
        return self._opened(entry.id, entry.sha256)

    def _read(self, name: str, sha256: str) -> State:
        path = self.path(name)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(
                N_("The archive {path} cannot be read: {reason}."), path=path, reason=os_reason(error)
            ) from error
        if _digest(content) != sha256:
            raise StoreError(
                N_("The archive {path} is not as it was written. Restore it from a backup."), path=path
            )
        tables = parse(content, path)
        return State(tables, tables.pop(META)["1"]["seq"], path)


def _digest(content: bytes) -> str:
    import hashlib  # the first screen does without

    return hashlib.sha256(content).hexdigest()
