"""The lock between processes: ``fcntl.flock``, freed by the kernel when its holder dies."""

import errno
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ktd_tui.errors import NotSaved
from ktd_tui.i18n import N_

PATIENCE = 5.0
"""Seconds of trying before the holder is named."""
PAUSE = 0.005


def create_shared(path: Path, flags: int) -> int:
    """Open a file for everybody of the directory's group, whatever the umask.

    A plain open() under umask 077 would shut the others out.
    """
    try:
        descriptor = os.open(path, flags | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o660)
    except FileExistsError:
        return os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW)
    os.fchmod(descriptor, 0o660)
    return descriptor


@contextmanager
def held(path: Path, holder: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock; Ctrl+Z cannot stop the process meanwhile, or everybody would wait for it.

    Args:
        path: The lock file.
        holder: Who holds it, written into the file for those who wait.
        patience: Seconds of trying.

    Raises:
        NotSaved: Another process held it all the time; it is named.
    """
    descriptor = _open(path)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP})
    try:
        _take(descriptor, path, patience)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, holder.encode(), 0)
        yield
    finally:
        os.close(descriptor)  # closing frees the lock
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _open(path: Path) -> int:
    try:
        return create_shared(path, os.O_RDWR)
    except OSError as error:
        raise NotSaved(
            N_("Not saved: the lock {path} cannot be opened: {reason}."), path=path, reason=error.strerror
        ) from error


def _take(descriptor: int, path: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            if time.monotonic() > until:
                raise NotSaved(
                    N_("Not saved: {holder} has held the data for {seconds} seconds. Try again."),
                    holder=path.read_text("utf-8", "replace") or "?",
                    seconds=int(patience),
                ) from error
            time.sleep(PAUSE)
        else:
            return
