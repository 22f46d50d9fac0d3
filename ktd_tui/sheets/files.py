"""Reading the bytes of a file that somebody names: an ordinary file, not too large, nothing else."""

import errno
import os
import stat
from pathlib import Path

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason

LARGEST = 20_000_000
"""Bytes of a file that is read."""


def read_bytes(path: Path) -> bytes:
    """Read a whole file.

    Raises:
        Refused: It is missing, no ordinary file, a link, too large, or may not be read.
    """
    try:
        # A link may lead where only the service account may read; a FIFO would wait for its writer.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    try:
        _check_ordinary(path, os.fstat(handle))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(LARGEST)
    finally:
        os.close(handle)


def _check_ordinary(path: Path, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise Refused(N_("{path} is a folder. Name a file in it."), path=path)
    if not stat.S_ISREG(state.st_mode):
        raise Refused(N_("{path} is no ordinary file; it was not read."), path=path)
    if state.st_size > LARGEST:
        raise Refused(
            N_("{path} is too large: {size} MB; at most {most} MB are read."),
            path=path,
            size=round(state.st_size / 1_000_000),
            most=LARGEST // 1_000_000,
        )


def _unreadable(path: Path, error: Exception) -> Refused:
    if isinstance(error, ValueError):
        return Refused(N_("{path} is no name of a file."), path=str(path).replace("\0", "?"))
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return Refused(N_("{path} is a link; it was not read. Name the file itself."), path=path)
    if isinstance(error, FileNotFoundError):
        return Refused(N_("There is no file {path}."), path=path)
    if isinstance(error, PermissionError):
        return Refused(N_("You may not read {path}."), path=path)
    return Refused(N_("{path} cannot be read: {reason}"), path=path, reason=os_reason(error))
