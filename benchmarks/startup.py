"""Start-up: ``ktd --help`` and the first screen, against a minimal Textual app (DataTable + Footer).

Run: ``python -m benchmarks.startup``.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.table import Row, compiled, median, say
from tests.terminal_session import Session

READY = "2186/KH-VPQH"
"""What the sample's first screen shows last."""


def first_screen(command: Sequence[str], wanted: str) -> float:
    """Return the milliseconds until a text shows."""
    with Session(command) as session:
        return 1e3 * session.wait_for(wanted)


def whole(command: Sequence[str]) -> float:
    """Return the milliseconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1e3 * (time.perf_counter() - begun)


def rows(quick: bool) -> Iterator[Row]:
    """Measure in turn, so that a busy moment hits all alike."""
    ktd = [str(Path(sys.executable).with_name("ktd"))]  # what the users start
    floor = [sys.executable, str(Path(__file__).with_name("floor.py"))]
    taken: dict[str, list[float]] = {"floor": [], "ktd": [], "demo": [], "help": []}
    with compiled() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*ktd, "init", "--sample", data], check=True, capture_output=True)
        for run in range((3 if quick else 12) + 1):
            found = {
                "floor": first_screen(floor, "READY"),
                "ktd": first_screen([*ktd, "--data", data], READY),
                "demo": first_screen([*ktd, "demo"], READY),
                "help": whole([*ktd, "--help"]),
            }
            for name, value in found.items() if run else ():  # the first compiles
                taken[name].append(value)
    middle = {name: median(values) for name, values in taken.items()}
    yield Row("a minimal Textual app's first screen", middle["floor"], "ms")
    yield Row("first screen / minimal app", middle["ktd"] / middle["floor"], "times", 1.25)
    yield Row("the demo's first screen / minimal app", middle["demo"] / middle["floor"], "times")
    yield Row("ktd --help / first screen", middle["help"] / middle["ktd"], "times", 0.2)


if __name__ == "__main__":
    say(rows)
