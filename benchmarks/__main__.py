"""All measurements as one table: ``python -m benchmarks [--quick] [NAME …]``.

Each runs in a process of its own, one after the other. Ratios hold on any machine; nothing fails on a slow
day.
"""

import argparse
import subprocess
import sys
import time

from benchmarks.table import HEAD

NAMES = (
    "startup",
    "sessions",
    "terminal",
    "keys",
    "grid",
    "lines",
    "meeting",
    "province",
    "years",
    "data.commits",
    "data.crowd",
    "data.sheets",
    "postgresql",
    "paper.minutes",
    "paper.pages",
    "paper.press",
)


def main() -> None:
    """Run those named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    asked = parser.parse_args()
    print(HEAD)
    for name in asked.names or NAMES:
        begun = time.perf_counter()
        command = [sys.executable, "-m", f"benchmarks.{name}", *(["--quick"] if asked.quick else [])]
        status = subprocess.run(command, check=False).returncode
        ended = f", ended with {status}" if status else ""
        print(f"  {name}: {time.perf_counter() - begun:.0f} s{ended}", flush=True)


if __name__ == "__main__":
    main()
