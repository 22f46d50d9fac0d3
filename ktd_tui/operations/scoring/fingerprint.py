"""The fingerprint of a file that stands behind a unit's points: its size and SHA-256."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from ktd_tui.operations.account import confined

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is read at most: about a second's work on the server."""
PIECE = 1024 * 1024
"""Bytes read at a time, so that no file is ever in memory as a whole."""


class Fingerprint(NamedTuple):
    """What could be read of a file.

    Attributes:
        size: Bytes; None where the address is no file that the person may read.
        sha256: 64 hexadecimal digits; empty where it was not read, or is larger than ``LARGEST``.
    """

    size: int | None = None
    sha256: str = ""


def fingerprint(address: str, *, largest: int = LARGEST) -> Fingerprint:
    """Read a file's fingerprint with the rights of the person at the keyboard; never fails.

    Args:
        address: An absolute path, ``~/…`` or ``file://…``; anything else is no file here.
        largest: Bytes beyond which only the size is told.
    """
    path = _path(address)
    if path is None or confined():  # the service account reads more than the person may
        return Fingerprint()
    try:
        # Without O_NONBLOCK the opening of a named pipe would wait for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return Fingerprint()
    try:
        return _read(handle, largest)
    except OSError:
        return Fingerprint()
    finally:
        os.close(handle)


def _read(handle: int, largest: int) -> Fingerprint:
    import hashlib

    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode):
        return Fingerprint()
    if about.st_size > largest:
        return Fingerprint(about.st_size)
    found, size = hashlib.sha256(), 0
    while piece := os.read(handle, PIECE):
        size += len(piece)
        if size > largest:  # it grows while it is read; hashlib.file_digest would follow it without end
            return Fingerprint(size)
        found.update(piece)
    return Fingerprint(size, found.hexdigest())


def _path(address: str) -> Path | None:
    from urllib.parse import unquote, urlsplit

    if address.startswith("file://"):
        address = unquote(urlsplit(address).path)
    try:
        path = Path(address).expanduser()
    except RuntimeError:  # a home directory that is nobody's
        return None
    return path if path.is_absolute() else None
