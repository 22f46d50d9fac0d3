"""Makes and replaces files that several accounts share: durably, and open to the group."""

import contextlib
import os
import re
import stat
import time
from pathlib import Path

SHARED = 0o660
"""Owner and group; who belongs to the group is the setgid directory's business."""
PRIVATE = 0o600

HEAD = 256
"""Bytes at the beginning of a file by which it is known."""
ASIDE = "foreign-"
"""How the name of a file begins that was found under one of the store's names."""
_OURS = re.compile(rb'[0-9a-f]{8} \{|\{"_meta"')
"""A journal's first line, a data file's first letters."""
_FLAGS = os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


def create(path: Path, mode: int = SHARED) -> int:
    """Make a file and open it for reading and writing.

    The mode is set after the fact: open() alone under umask 077 would shut the rest of the group out.

    Raises:
        FileExistsError: There is one already.
        OSError: It could not be made.
    """
    descriptor = os.open(path, os.O_RDWR | _FLAGS, mode)
    try:
        os.fchmod(descriptor, mode)
    except BaseException:
        os.close(descriptor)
        remove(path)
        raise
    return descriptor


def create_synced(path: Path, content: bytes, mode: int = SHARED) -> int:
    """Make a file with this content, synced to the disk; return it still open.

    Raises:
        OSError: The disk refused it; nothing is left lying.
    """
    descriptor = create(path, mode)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    except BaseException:
        os.close(descriptor)
        remove(path)
        raise
    return descriptor


def replace_file(path: Path, content: bytes, mode: int = SHARED, *, temporary: Path | None = None) -> None:
    """Replace a file by a new one that is durably written; the folder is for the caller to sync.

    Args:
        mode: Who may read and write it.
        temporary: The name until then; where none is given, the caller lets nobody else write this file.

    Raises:
        OSError: The disk refused it; the file of that name is as before.
    """
    temporary = temporary or path.with_name(f"{path.name}.tmp")
    remove(temporary)  # left by a killed process
    os.close(create_synced(temporary, content, mode))
    try:
        temporary.replace(path)
    except BaseException:
        remove(temporary)
        raise


def open_or_create(path: Path) -> int:
    """Open a lock file, making it where it is missing.

    Raises:
        OSError: It cannot be opened.
    """
    with contextlib.suppress(FileExistsError):
        os.close(create(path))
    return os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)


def open_to_read(path: Path) -> int:
    """Open a file for reading, never following a link nor waiting for the other end of a pipe.

    Raises:
        OSError: It cannot be opened.
    """
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)


def read_now(path: Path) -> bytes:
    """Return the content of a file, never following a link nor waiting for the other end of a pipe.

    Raises:
        OSError: It cannot be read.
    """
    with os.fdopen(open_to_read(path), "rb") as file:
        return file.read()


def make_folder(path: Path) -> None:
    """Make a directory for the group where there is none; its name outlasts a power cut.

    Raises:
        OSError: The disk refused it.
    """
    if not path.is_dir():
        path.mkdir(exist_ok=True)
        # The shared directory's setgid bit came down with mkdir and must stay.
        path.chmod(path.stat().st_mode & 0o7777 & ~0o007 | 0o770)
        sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make what was named in the directory outlast a power cut.

    Raises:
        OSError: The disk refused it.
    """
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_foreign(path: Path, mark: bytes) -> bool:
    """Tell whether what bears one of the store's names is not of its making; no damage of ours looks so.

    Args:
        mark: What stands near the beginning of such a file of ours.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return True
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:  # gone meanwhile, or closed to us: whoever reads it says so
        return False
    return bool(head) and not _OURS.match(head) and mark not in head


def set_aside(path: Path) -> None:
    """Rename what is not ours, so that the name is free; ``ktd check`` tells of it.

    Raises:
        OSError: The disk refused it.
    """
    path.rename(path.with_name(f"{ASIDE}{time.time_ns()}-{path.name}"))


def remove(path: Path) -> None:
    """Remove a file if possible; never fails, so that it hides no error that made it necessary."""
    with contextlib.suppress(OSError):
        path.unlink()


def read_all(descriptor: int, begin: int = 0) -> bytes:
    """Return the content of an open file from an offset on, whatever its position.

    Raises:
        OSError: The disk refused it.
    """
    parts, place = [], begin
    while part := os.pread(descriptor, 2**24, place):
        parts.append(part)
        place += len(part)
    return b"".join(parts)


def link_into_place(temporary: Path, path: Path) -> None:
    """Give a finished file its name, unless that is taken; the temporary name is gone in any case.

    Raises:
        FileExistsError: The name is taken; what bears it was left as it was.
        OSError: The disk refused it.
    """
    try:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links, as on a memory stick
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            temporary.replace(path)
    finally:
        remove(temporary)
    sync_directory(path.parent)


def temporary_for(path: Path) -> Path:
    """Return the name under which this process makes a file before it gets its own."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def create_file(path: Path, content: bytes, mode: int = SHARED) -> None:
    """Make a file durably: it appears whole under its name, and never overwrites another.

    Raises:
        FileExistsError: The name is taken.
        OSError: The disk refused it; nothing is left lying.
    """
    temporary = temporary_for(path)
    remove(temporary)  # left by a killed process that had this number
    os.close(create_synced(temporary, content, mode))
    link_into_place(temporary, path)
