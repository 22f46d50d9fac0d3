"""The lock between processes: ``fcntl.flock``, freed by the kernel when its holder dies."""

import contextlib
import fcntl
import os
import signal
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from ktd_tui.errors import NotSaved
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.engine.files import create

PATIENCE = 5.0
"""Seconds of trying before the holder is named."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0002, 0.005
"""A commit takes well under a millisecond of lock: the first tries come quickly."""
BEING_MADE = 1.0
"""Seconds in which the maker of a lock file may still be opening it to the group."""
_STOP = frozenset({signal.SIGTSTP})


class FileLock:
    """The lock of one opened store; its file stays open, to be locked again quickly.

    Works between processes and between two stores of one process, not between the threads of one store.
    Ctrl+Z cannot stop this thread while it holds the lock, or everybody would wait for it. (The signal
    goes to any thread that does not block it: a program with more threads must block it in those itself.)
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = os.fspath(path)  # os takes a text in half the time of a Path
        self._descriptor = -1
        self._place = 0, 0
        self._mask: set[int] = set()

    def acquire(self, patience: float = PATIENCE) -> None:
        """Take the lock.

        Args:
            patience: Seconds of trying.

        Raises:
            NotSaved: Another process held it all the time, and is named; or the file cannot be used.
        """
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)
        try:
            if not self._try():
                self._try_until(time.monotonic() + patience, int(patience))
        except BaseException:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            raise
        self._mask = mask

    def release(self) -> None:
        """Release the lock."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        signal.pthread_sigmask(signal.SIG_SETMASK, self._mask)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def close(self) -> None:
        """Close the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _try_until(self, until: float, seconds: int) -> None:
        pause = SHORTEST_PAUSE
        while not self._try():
            if time.monotonic() >= until:
                raise NotSaved(
                    N_("Not saved: {holder} has held the data for {seconds} seconds. Try again."),
                    holder=_holder(self._path),
                    seconds=seconds,
                )
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _try(self) -> bool:
        try:
            if self._descriptor < 0 and not self._open():
                return False
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            found = os.lstat(self._name)
            if (found.st_dev, found.st_ino) == self._place:
                return True
            self.close()  # somebody removed the file: whoever comes now locks another one
        except BlockingIOError:
            pass
        except FileNotFoundError:
            self.close()
        except OSError as error:
            self.close()
            raise NotSaved(
                N_("Not saved: the lock {path} cannot be opened: {reason}."),
                path=self._path,
                reason=os_reason(error),
            ) from error
        return False

    def _open(self) -> bool:
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            with contextlib.suppress(FileExistsError):  # another process was first
                self._descriptor = create(self._path)
        except PermissionError:
            if time.time() - self._path.stat().st_ctime > BEING_MADE:
                raise
        if self._descriptor < 0:
            return False
        made = os.fstat(self._descriptor)
        self._place = made.st_dev, made.st_ino
        return True


def _holder(path: Path) -> str:
    """Name who holds the lock: the kernel knows, so nothing has to be written at each commit."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        inode = path.stat().st_ino
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            fields = line.split()
            if fields[1] == "FLOCK" and int(fields[5].rpartition(":")[2]) == inode:
                return f"{_user(int(fields[4]))} (pid {fields[4]})"
    return "?"


def _user(pid: int) -> str:
    import pwd

    uid = Path(f"/proc/{pid}").stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"
