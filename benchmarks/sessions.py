"""Memory of one and of thirty sessions on one data directory, and how long until the last is up.

PSS counts what processes share once. Run: ``python -m benchmarks.sessions [HOW_MANY]``.
"""

import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.terminal import FIRST, KTD
from tests.terminal_session import Session


def pss_mib(pid: int) -> float:
    """Return a process's proportional share of memory, in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure(data: str, home: str, many: int) -> None:
    """Open sessions at once; print their memory and the time until the last one shows its first page."""
    with ExitStack() as stack:
        begun = time.perf_counter()
        surroundings = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        sessions = [
            stack.enter_context(Session([*KTD, "--data", data], env=surroundings)) for _ in range(many)
        ]
        waiting = list(sessions)
        while waiting:
            for each in waiting:
                each.read(0.02)
            waiting = [each for each in waiting if FIRST not in each.text]
        up = time.perf_counter() - begun
        for each in sessions:
            each.settle(0.5)
        sizes = [pss_mib(each.pid) for each in sessions]
    print(
        f"{many:3} sessions: {sum(sizes):7.1f} MiB, {sum(sizes) / many:5.1f} MiB each, all up in {up:5.2f} s"
    )


def main() -> None:
    """Measure one, then many."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*KTD, "init", "--sample", data], check=True, capture_output=True)
        for many in (1, int(sys.argv[1]) if len(sys.argv) > 1 else 30):
            measure(data, folder, many)


if __name__ == "__main__":
    main()
