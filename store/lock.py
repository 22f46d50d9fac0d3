"""The lock between processes: ``fcntl.flock``, freed by the kernel when its holder dies."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from ktd_tui.errors import NotSaved
from ktd_tui.i18n import N_
from store.files import create

PATIENCE = 5.0
"""Seconds of trying before the holder is named."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0002, 0.005
"""A commit takes well under a millisecond of lock: the first tries come quickly."""
BEING_MADE = 1.0
"""Seconds in which the maker of a lock file may still be opening it to the group."""


@contextmanager
def held(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock; works from any thread, and between threads too.

    Ctrl+Z cannot stop this thread meanwhile, or everybody would wait for it. (The signal goes to any
    thread that does not block it: a program with more threads must block it in those itself.)

    Args:
        path: The lock file; made where it is missing.
        patience: Seconds of trying.

    Raises:
        NotSaved: Another process held it all the time, and is named; or the file cannot be used.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP})
    try:
        descriptor = _acquire(path, patience)
        try:
            _sign(descriptor)
            yield
        finally:
            os.close(descriptor)  # closing frees the lock
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _acquire(path: Path, patience: float) -> int:
    until, pause = time.monotonic() + patience, SHORTEST_PAUSE
    while True:
        try:
            descriptor = _try(path)
        except OSError as error:
            raise NotSaved(
                N_("Not saved: the lock {path} cannot be opened: {reason}."), path=path, reason=error.strerror
            ) from error
        if descriptor is not None:
            return descriptor
        if time.monotonic() >= until:
            raise NotSaved(
                N_("Not saved: {holder} has held the data for {seconds} seconds. Try again."),
                holder=_holder(path),
                seconds=int(patience),
            )
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _try(path: Path) -> int | None:
    """Return the locked file, or None where it must be tried again."""
    descriptor = _open(path)
    if descriptor is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Whoever removed the file meanwhile locks another one: this lock would exclude nobody.
        if os.path.samestat(os.fstat(descriptor), path.stat(follow_symlinks=False)):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _open(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        with contextlib.suppress(FileExistsError):  # another process was first
            return create(path)
    except PermissionError:
        if time.time() - path.stat().st_ctime > BEING_MADE:
            raise
    return None


def _sign(descriptor: int) -> None:
    """Say in the file who holds it; a courtesy that a full disk may refuse."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{_user()} (pid {os.getpid()})".encode(), 0)


@cache
def _user() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _holder(path: Path) -> str:
    from ktd_tui.text import clean

    try:
        return clean(path.read_text("utf-8", "replace"), limit=80) or "?"
    except OSError:
        return "?"
