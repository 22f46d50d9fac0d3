"""Start-up: ``ktd --help`` and the first screen, against a minimal Textual app (DataTable + Footer).

By the clock, and by the processor's time, which a busy machine changes less.

Run: ``python -m benchmarks.startup``.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row, columns, compiled, median, say
from benchmarks.terminal import processor_ms
from tests.terminal_session import Session

READY = "2186/KH-VPQH"
"""What the sample's first screen shows last."""


class Shown(NamedTuple):
    """Milliseconds until a text showed: by the clock, and of the processor."""

    clock: float
    processor: float


def first_screen(command: Sequence[str], wanted: str) -> Shown:
    """Wait until a text shows."""
    with Session(command) as session:
        clock = 1e3 * session.wait_for(wanted)
        return Shown(clock, processor_ms(session.pid))


def whole(command: Sequence[str]) -> float:
    """Return the milliseconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1e3 * (time.perf_counter() - begun)


def rows(quick: bool) -> Iterator[Row]:
    """Measure in turn, so that a busy moment hits all alike."""
    ktd = [str(Path(sys.executable).with_name("ktd"))]  # what the users start
    floor = [sys.executable, str(Path(__file__).with_name("floor.py"))]
    taken: dict[str, list[Shown]] = {"floor": [], "ktd": [], "demo": []}
    helped = []
    with compiled() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*ktd, "init", "--sample", data], check=True, capture_output=True)
        for run in range((3 if quick else 12) + 1):
            found = {
                "floor": first_screen(floor, "READY"),
                "ktd": first_screen([*ktd, "--data", data], READY),
                "demo": first_screen([*ktd, "demo"], READY),
            }
            helped.append(whole([*ktd, "--help"]))
            for name, value in found.items() if run else ():  # the first compiles
                taken[name].append(value)
    minimal, first, demo = (Shown(*columns(values)) for values in taken.values())
    yield Row("a minimal Textual app's first screen", minimal.clock, "ms")
    yield Row("first screen / minimal app", first.clock / minimal.clock, "times", 1.25)
    yield Row("first screen / minimal app: processor", first.processor / minimal.processor, "times", 1.25)
    yield Row("the demo's first screen / minimal app", demo.clock / minimal.clock, "times")
    yield Row("ktd --help / first screen", median(helped) / first.clock, "times", 0.2)


if __name__ == "__main__":
    say(rows)
