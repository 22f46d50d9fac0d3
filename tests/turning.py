"""Samples that turn: the same for one commit, another one for the next, so that in time all is tried."""

import os
import subprocess
from pathlib import Path


def turn() -> int:
    """Return a number that ``KTD_TURN`` gives, or the commit; 0 where git knows of none."""
    if given := os.environ.get("KTD_TURN"):
        return int(given)
    words = ["git", "rev-parse", "--short=7", "HEAD"]
    try:
        done = subprocess.run(words, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return 0
    return int(done.stdout or "0", 16)
