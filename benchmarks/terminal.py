"""Bytes and milliseconds a key, through a pseudo-terminal at 80×24, ktd beside the minimal Textual app.

Targets: a down-arrow in any list under 600 bytes, a typed letter under 400, nothing in an idle minute.
Run: ``python -m benchmarks.terminal [IDLE_SECONDS]``.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal_session import Session

DOWN, ENTER, ESC, F1, TAB, CTRL_N, CTRL_O = "\x1b[B", "\r", "\x1b", "\x1bOP", "\t", "\x0e", "\x0f"
KTD = [sys.executable, "-m", "ktd_tui"]


def key(session: Session, name: str, keys: list[str]) -> None:
    """Press keys one by one; print the medians of bytes and milliseconds to the last byte."""
    sizes, times = [], []
    for each in keys:
        session.settle(0.3)
        before, begun, last = len(session.raw), time.perf_counter(), 0.0
        session.send(each)
        while session.read(0.6) > 0:  # longer than ESCDELAY
            last = time.perf_counter() - begun
        sizes.append(len(session.raw) - before)
        times.append(1e3 * last)
    print(f"{name:34}{statistics.median(sizes):8.0f} bytes{statistics.median(times):8.1f} ms")


def idle(session: Session, seconds: float) -> int:
    """Return the bytes that come while nobody types."""
    session.settle(1.0)
    before, until = len(session.raw), time.perf_counter() + seconds
    while time.perf_counter() < until:
        session.read(0.5)
    return len(session.raw) - before


def main() -> None:
    """Walk the main screens."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with Session([sys.executable, str(Path(__file__).with_name("floor.py"))]) as floor:
        floor.wait_for("READY")
        key(floor, "minimal app: down in a table", [DOWN] * 5)
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*KTD, "init", "--sample", data], check=True, capture_output=True)
        with Session([*KTD, "--data", data]) as ktd:
            ktd.wait_for("2186/KH-VPQH")
            ktd.settle(0.5)
            print(f"{'first screen':34}{len(ktd.raw):8} bytes")
            key(ktd, "year: down in the menu", [DOWN] * 5)
            key(ktd, "help: open", [F1])
            key(ktd, "help: down in the table", [DOWN] * 5)
            key(ktd, "help: close", [ESC])
            ktd.send("\x1b[H")
            key(ktd, "scores: open", [ENTER])
            key(ktd, "scores: down in the grid", [DOWN] * 5)
            key(ktd, "scores: a digit", ["1"])
            key(ktd, "scores: save and go down", [ENTER])
            key(ktd, "scores: close", [ESC])
            ktd.send(DOWN)
            key(ktd, "meeting: open", [ENTER])
            key(ktd, "meeting: step before", [CTRL_O] * 8)
            key(ktd, "meeting: down among the speakers", [DOWN] * 4)
            key(ktd, "meeting: to the line", [ENTER])
            key(ktd, "meeting: a letter in the line", list("abcdef"))
            key(ktd, "meeting: save the line", [ENTER])
            key(ktd, "meeting: step before (report)", [CTRL_O])
            key(ktd, "meeting: a letter in the report", list("abcdef"))
            print(f"{f'idle for {seconds:.0f} s':34}{idle(ktd, seconds):8} bytes")


if __name__ == "__main__":
    main()
