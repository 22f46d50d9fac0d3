"""A TinyDB storage that replaces its file atomically and durably.

TinyDB's own JSONStorage rewrites the file in place without a lock: a kill in between leaves it
corrupt, and a reader may see half of it.
"""

import os
from pathlib import Path
from typing import Any

import orjson
from tinydb import Storage

from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from store.lock import create_shared

Tables = dict[str, dict[str, dict[str, Any]]]
Stamp = tuple[int, int, int]
SIZE_LIMIT = 512 * 2**20
"""No bloc's data comes near half a gigabyte; such a file is not ours."""


class AtomicJSONStorage(Storage):
    """One JSON file, read when it changed, replaced as a whole.

    While ``held`` is set, writes stay in memory until ``flush``: that is a transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held = False
        self.dirty = False
        self._tables: Tables = {}
        self._stamp: Stamp | None = None

    def read(self) -> Tables:
        """Return all tables; the file is parsed only when it changed."""
        if not self.held:
            self.reload()
        return self._tables

    def reload(self) -> bool:
        """Take in the file where it changed; tell whether it did.

        Raises:
            StoreError: It cannot be read, or is not a TinyDB file; it was left as it was.
        """
        stamp = self.stamp()
        if stamp == self._stamp:
            return False
        self._tables = self._parse()
        self._stamp = stamp
        return True

    def stamp(self) -> Stamp:
        """Return what changes whenever the file is replaced: inode, time, size."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise StoreError(
                N_("The data file {path} cannot be read: {reason}."), path=self.path, reason=error.strerror
            ) from error
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _parse(self) -> Tables:
        content = self._content()
        try:
            tables = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise StoreError(
                N_("The data file {path} is not JSON ({reason}). It was left as it is; restore a backup."),
                path=self.path,
                reason=str(error),
            ) from error
        if not _tinydb_shaped(tables):
            raise StoreError(
                N_("The data file {path} is JSON, but not a TinyDB file. It was left as it is."),
                path=self.path,
            )
        shaped: Tables = tables
        return shaped

    def _content(self) -> bytes:
        try:
            if self.path.is_symlink() or not self.path.is_file():
                raise StoreError(N_("The data file {path} is not a plain file."), path=self.path)
            if self.path.stat().st_size > SIZE_LIMIT:
                raise StoreError(N_("The data file {path} is too large to be ktd's."), path=self.path)
            return self.path.read_bytes()
        except OSError as error:
            raise StoreError(
                N_("The data file {path} cannot be read: {reason}."), path=self.path, reason=error.strerror
            ) from error

    def write(self, data: Tables) -> None:
        """Replace the file's content, or keep it for ``flush`` while held."""
        self._tables, self.dirty = data, True
        if not self.held:
            self.flush()

    def flush(self) -> None:
        """Bring what was written to the disk.

        Raises:
            NotSaved: The disk refused it; the file is as before.
        """
        if not self.dirty:
            return
        content = orjson.dumps(self._tables)
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        try:
            _write_durably(temporary, content)
            temporary.replace(self.path)
            _sync_directory(self.path.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise NotSaved(
                N_("Not saved: {path} could not be written ({reason}). Your data is as before."),
                path=self.path,
                reason=error.strerror or str(error),
            ) from error
        self.dirty = False
        self._stamp = self.stamp()

    def forget(self) -> None:
        """Drop what was not flushed; the next read takes the file."""
        self.dirty, self._stamp = False, None


def _write_durably(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)  # left by a killed process that had this pid
    descriptor = create_shared(path, os.O_WRONLY)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _tinydb_shaped(tables: object) -> bool:
    return isinstance(tables, dict) and all(
        isinstance(table, dict) and all(k.isdecimal() and isinstance(d, dict) for k, d in table.items())
        for table in tables.values()
    )
