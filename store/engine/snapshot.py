"""The snapshot: a TinyDB file, read with distrust."""

import os
import stat
from pathlib import Path

import orjson

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.engine.file_format import META, Tables, parse, tables_of_meta
from store.engine.files import read_all, remove, write_new

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
        # O_NONBLOCK: opening a pipe must not wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(descriptor)
            _check_size(descriptor, found, path)
            tables = parse(read_all(descriptor), path)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _unreadable(path, error) from error
    return tables, tables.pop(META)["1"]["seq"], _stamp(found)


def move_in(path: Path, tables: Tables, seq: int) -> None:
    """Write tables as a durable file, then give it the name; its directory is for the caller to sync.

    Raises:
        OSError: The disk refused it; the file of that name is as before.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    remove(temporary)  # left by a killed process: only the lock's holder makes one
    os.close(write_new(temporary, orjson.dumps({**tables_of_meta(seq), **tables})))
    try:
        temporary.replace(path)
    except BaseException:
        remove(temporary)
        raise


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of the file at a path.

    Raises:
        StoreError: There is none.
    """
    try:
        return _stamp(path.stat(follow_symlinks=False))
    except OSError as error:
        raise _unreadable(path, error) from error


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _check_size(descriptor: int, found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _not_plain(path)
    if found.st_size > SIZE_LIMIT:
        raise StoreError(N_("The data file {path} is too large to be ktd's."), path=path)
    if found.st_size and not os.pread(descriptor, HEAD, 0).strip(b"\0"):
        raise StoreError(
            N_(
                "The data file {path} holds only zeros, as after a power cut. "
                "It was left as it is; restore a backup."
            ),
            path=path,
        )


def _not_plain(path: Path) -> StoreError:
    return StoreError(N_("The data file {path} is not a plain file."), path=path)


def _unreadable(path: Path, error: OSError) -> StoreError:
    if isinstance(error, FileNotFoundError):
        return StoreError(
            N_("There is no data file {path}. Restore a backup, or make a new one with “ktd init”."),
            path=path,
        )
    return StoreError(N_("The data file {path} cannot be read: {reason}."), path=path, reason=error.strerror)
