"""Reads and writes the snapshot, a TinyDB file; nothing in it is trusted unchecked."""

import os
import stat
from pathlib import Path

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.engine.files import open_to_read, read_all, replace_file
from store.errors import too_large, unreadable_data
from store.shared.file_format import META, Tables, parse, tables_of_meta

Stamp = tuple[int, int, int, int]
"""Device, inode, time of change, size: what differs whenever the file is another one."""
SIZE_LIMIT = 512 * 2**20
"""No bloc's data comes near half a gigabyte; such a file is not ours."""
HEAD = 4096


def read_snapshot(path: Path) -> tuple[Tables, int, Stamp]:
    """Return a data file's tables, the number of the commit they are of, and its stamp.

    Raises:
        StoreError: It cannot be read, or is not ktd's; it was left as it was.
    """
    try:
        if path.is_symlink():  # it would be replaced by a file, and its target left behind
            raise _not_plain(path)
        content, stamp = read_plain(path)
    except OSError as error:
        raise _missing_or_unreadable(path, error) from error
    if content and not content[:HEAD].strip(b"\0"):
        raise StoreError(
            N_(
                "The data file {path} holds only zeros, as after a power cut. "
                "It was left as it is; run “ktd repair”, or restore a backup."
            ),
            path=path,
        )
    tables = parse(content, path)
    return tables, tables.pop(META)["1"]["seq"], stamp


def read_plain(path: Path) -> tuple[bytes, Stamp]:
    """Return the content of a file of the data, and its stamp.

    Raises:
        OSError: It cannot be read.
        StoreError: It is no plain file, or too large to be ktd's.
    """
    descriptor = open_to_read(path)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise _not_plain(path)
        if found.st_size > SIZE_LIMIT:
            raise too_large(path)
        return read_all(descriptor), _stamp(found)
    finally:
        os.close(descriptor)


def write_snapshot(path: Path, tables: Tables, seq: int) -> None:
    """Replace the data file by a snapshot of these tables; its directory is for the caller to sync.

    Raises:
        OSError: The disk refused it; the file of that name is as before.
    """
    replace_file(path, orjson.dumps({**tables_of_meta(seq), **tables}))


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of the file at a path.

    Raises:
        StoreError: There is none.
    """
    try:
        return _stamp(path.stat(follow_symlinks=False))
    except OSError as error:
        raise _missing_or_unreadable(path, error) from error


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _not_plain(path: Path) -> StoreError:
    return StoreError(N_("The data file {path} is not a plain file."), path=path)


def _missing_or_unreadable(path: Path, error: OSError) -> StoreError:
    if isinstance(error, FileNotFoundError):
        return StoreError(
            N_("There is no data file {path}. Restore a backup, or make a new one with “ktd init”."),
            path=path,
        )
    return unreadable_data(path, error)
