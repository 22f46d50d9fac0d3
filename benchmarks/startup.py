"""Start-up: ``ktd --help`` and the first screen, against a minimal Textual app (DataTable + Footer).

Targets: help at most a third of the time to the first screen; the first screen within 1.35 times the
minimal app. Run: ``python -m benchmarks.startup [RUNS]``.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.terminal_session import Session


def first_screen(command: Sequence[str], wanted: str) -> float:
    """Return the milliseconds until a text shows."""
    with Session(command) as session:
        return 1e3 * session.wait_for(wanted)


def whole(command: Sequence[str]) -> float:
    """Return the milliseconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1e3 * (time.perf_counter() - begun)


def main() -> None:
    """Measure in turn, so that a busy moment hits all alike."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ktd = [str(Path(sys.executable).with_name("ktd"))]  # what the users start
    floor = [sys.executable, str(Path(__file__).with_name("floor.py"))]
    taken: dict[str, list[float]] = {"floor": [], "ktd": [], "demo": [], "help": [], "python": []}
    with tempfile.TemporaryDirectory() as folder:
        # Compiled modules, as pip leaves them, whatever this shell says; kept out of the source tree.
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "pyc")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        data = str(Path(folder) / "data")
        subprocess.run([*ktd, "init", "--sample", data], check=True, capture_output=True)
        for command, wanted in ((floor, "READY"), ([*ktd, "--data", data], "2186/KH-VPQH")):
            first_screen(command, wanted)  # compiles
        for _ in range(runs):
            taken["floor"].append(first_screen(floor, "READY"))
            taken["ktd"].append(first_screen([*ktd, "--data", data], "2186/KH-VPQH"))
            taken["demo"].append(first_screen([*ktd, "demo"], "2186/KH-VPQH"))
            taken["help"].append(whole([*ktd, "--help"]))
            taken["python"].append(whole([sys.executable, "-c", ""]))
    median = {name: statistics.median(values) for name, values in taken.items()}
    for name, value in median.items():
        print(f"{name:8}{value:8.0f} ms")
    print(f"first screen / minimal app: {median['ktd'] / median['floor']:.2f} (target 1.35)")
    print(f"demo's first screen / minimal app: {median['demo'] / median['floor']:.2f}")
    print(f"help / first screen: {median['help'] / median['ktd']:.2f} (target 0.33)")


if __name__ == "__main__":
    main()
