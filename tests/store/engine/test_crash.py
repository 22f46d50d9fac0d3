"""Several real processes, killed at random moments: nothing acknowledged is lost, nobody is stuck.

348 trials here; ``KTD_CRASH_TRIALS=2000`` makes it that many of each kind.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.engine import crash

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("program", [*crash.TRIALS, *crash.COUNTS])
def test_nothing_is_lost(program: str) -> None:
    wanted = os.environ.get("KTD_CRASH_TRIALS")
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.engine.crash", program, *([wanted] if wanted else [])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=None if wanted else 180,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
