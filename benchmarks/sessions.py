"""Thirty people log in at once: how long until the last is up, and what a session holds.

PSS counts what processes share once. Run: ``python -m benchmarks.sessions``.
"""

import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row, compiled, say
from benchmarks.terminal import FIRST, KTD
from tests.terminal_session import Session

MANY, FEW = 30, 8
PATIENCE = 30.0
"""Seconds without a word from any after which they are given up."""


class Opened(NamedTuple):
    """Sessions opened at once: MiB of them together, seconds until the last showed its first page."""

    mib: float
    up: float


def pss_mib(pid: int) -> float:
    """Return a process's proportional share of memory, in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def at_once(data: str, home: str, many: int) -> Opened:
    """Open so many sessions at one moment."""
    with ExitStack() as stack:
        begun = time.perf_counter()
        surroundings = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        sessions = [
            stack.enter_context(Session([*KTD, "--data", data], env=surroundings)) for _ in range(many)
        ]
        waiting = {each.fd: each for each in sessions}
        while waiting:
            said = select.select(waiting, [], [], PATIENCE)[0]  # who reads takes no turn from who starts
            one = waiting[said[0] if said else next(iter(waiting))]
            if not said or one.read(0) < 0:
                raise TimeoutError(f"{len(waiting)} of {many} never showed their page; one shows\n{one.text}")
            if FIRST in one.text:
                del waiting[one.fd]
        up = time.perf_counter() - begun
        for each in sessions:
            each.settle(0.5)
        return Opened(sum(pss_mib(each.pid) for each in sessions), up)


def rows(quick: bool) -> Iterator[Row]:
    """Measure one, then many."""
    many = FEW if quick else MANY
    with compiled() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*KTD, "init", "--sample", data], check=True, capture_output=True)
        at_once(data, folder, 1)  # compiles
        one, all_of_them = at_once(data, folder, 1), at_once(data, folder, many)
    yield Row("one session's memory", one.mib, "MiB")
    yield Row(f"memory of each of {many} sessions", all_of_them.mib / many, "MiB", 25)
    yield Row(f"{many} log in at once: all are up", all_of_them.up, "s", None if quick else 4)


if __name__ == "__main__":
    say(rows)
