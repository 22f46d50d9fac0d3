"""A key in the score grid beside a plain DataTable's cell update, through pseudo-terminals at 80×24.

The keys go to both in turn, so that whatever else the machine does meets both alike.
Run: ``python -m benchmarks.grid``.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.table import Row, columns, compiled, say
from benchmarks.terminal import ENTER, KTD
from tests.terminal_session import TO_SCORES, Session

F5 = "\x1b[15~"
DIGIT, SAVE = "a digit into a cell", "save and go down"


class Cost(NamedTuple):
    """What one key cost: bytes, and milliseconds to the last of them."""

    size: int
    time: float


def cost(session: Session, keys: str) -> Cost:
    """Press a key and wait until nothing comes any more."""
    session.settle(0.3)
    before, begun, last = len(session.raw), time.perf_counter(), 0.0
    session.send(keys)
    while session.read(0.4) > 0:
        last = time.perf_counter() - begun
    return Cost(len(session.raw) - before, 1e3 * last)


def rows(quick: bool) -> Iterator[Row]:
    """Type a column of numbers into both."""
    found: dict[tuple[str, str], list[Cost]] = {}
    with compiled() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*KTD, "init", "--sample", data], check=True, capture_output=True)
        plain = Session([sys.executable, str(Path(__file__).with_name("plain") / "grid.py")])
        with plain, Session([*KTD, "--data", data]) as grid:
            plain.wait_for("READY")
            grid.wait_for("2186/KH-VPQH")
            grid.settle(0.5)
            grid.send(TO_SCORES)
            grid.wait_for("I.1")
            for n in range(4 if quick else 12):
                for what, to_grid, to_plain in ((DIGIT, str(n % 3), str(n % 3)), (SAVE, ENTER, F5)):
                    found.setdefault((what, "plain"), []).append(cost(plain, to_plain))
                    found.setdefault((what, "grid"), []).append(cost(grid, to_grid))
    for what in (DIGIT, SAVE):
        table, ours = (columns(found[what, one]) for one in ("plain", "grid"))
        yield Row(f"score grid: {what} / a plain DataTable", ours[1] / table[1], "times", 1.2)
        yield Row(f"score grid: {what}", ours[0], "bytes", 900)


if __name__ == "__main__":
    say(rows)
