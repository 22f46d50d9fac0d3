"""A command in a real pseudo-terminal, with the emulated screen that it draws on."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import pyte

KTD = [sys.executable, "-m", "ktd_tui"]
"""The command under test, in a process of its own."""
# What an xterm answers to the questions that Textual asks at its start.
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
}
LIMIT = 30.0
TO_SCORES, TO_MEETING, TO_MINUTES = ("\x1b[H" + "\x1b[B" * row + "\r" for row in (10, 14, 15))
"""What opens these from the year's menu, whichever entry one left marked."""


def with_sample(folder: Path) -> Path:
    """Set up the sample's data in a folder; return the folder."""
    shutil.copytree(Path(_sample().name) / "data", folder)
    return folder


@cache
def _sample() -> "TemporaryDirectory[str]":
    """The sample as the command sets it up, once; removed with the process."""
    made = TemporaryDirectory(prefix="ktd-sample-")
    subprocess.run([*KTD, "init", "--sample", str(Path(made.name) / "data")], check=True, capture_output=True)
    return made


def asleep(pid: int) -> bool:
    """Tell whether all of a process waits: on a busy machine it may be silent because others work."""
    states = []
    for task in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):  # it has just ended
            states.append(task.read_text("utf-8").rpartition(")")[2].split()[0])
    return not set(states) & {"R", "D"}


def _ticks(pid: int) -> int:
    """Return the processor's time of a process, in hundredths of a second; 0 where it has ended."""
    with suppress(OSError):
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]))
    return 0


class Session:
    """One running command; closed with its own process only."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
        term: str = "xterm-256color",
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup no line would ever be cut
            surroundings = {**os.environ, **(env or {}), "TERM": term, "LANG": "C.UTF-8"}
            surroundings.pop("COLORTERM", None)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            self.become(command, surroundings)

    def become(self, command: Sequence[str], surroundings: dict[str, str]) -> None:
        """Be the command, in the process that was made for it."""
        os.execvpe(command[0], list(command), surroundings)  # noqa: S606  # the test's own command

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self, timeout: float) -> int:
        """Take in what arrives within ``timeout`` seconds; return its length, -1 where it has ended."""
        if not select.select([self.fd], [], [], timeout)[0]:
            return 0
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return -1
        if not data:
            return -1
        self.raw += data
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.fd, answer)
        self._stream.feed(data)
        return len(data)

    def send(self, data: bytes | str) -> None:
        """Type; all of it arrives at once."""
        os.write(self.fd, data.encode() if isinstance(data, str) else data)

    def wait_for(self, wanted: str | Callable[[], bool], limit: float = LIMIT) -> float:
        """Read until a text shows or a condition holds; return the seconds since the start."""
        until = time.perf_counter() + limit
        while time.perf_counter() < until:
            if wanted in self.text if isinstance(wanted, str) else wanted():
                return time.perf_counter() - self.started
            if self.read(0.05) < 0:
                break
        raise AssertionError(f"never came: {wanted!r}; the screen shows\n{self.text}")

    def press(self, keys: bytes | str, wanted: str | Callable[[], bool]) -> None:
        """Type, then wait for what it brings."""
        self.send(keys)
        self.wait_for(wanted)

    def settle(self, quiet: float = 0.2) -> int:
        """Read until nothing comes for ``quiet`` seconds from an app that waits; return the bytes."""
        total, until, spent = 0, time.perf_counter() + LIMIT, _ticks(self.pid)
        while time.perf_counter() < until and (got := self.read(quiet)) >= 0:
            total, before, spent = total + got, spent, _ticks(self.pid)
            if not got and spent - before <= 1 and asleep(self.pid):
                break
        return total

    def wait_end(self, limit: float = 10.0) -> int:
        """Wait until the command ends; return its exit status, negative for a signal."""
        until = time.perf_counter() + limit
        while self.status is None and time.perf_counter() < until:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        if self.status is None:
            raise AssertionError(f"did not end within {limit} s; the screen shows\n{self.text}")
        return self.status

    def hang_up(self) -> None:
        """Close the terminal, as a cut line does."""
        os.close(self.fd)
        self.fd = -1

    def kill(self) -> None:
        """End the process without warning."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait_end()

    def close(self) -> None:
        """End the process if it still runs, and let go of the terminal."""
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
