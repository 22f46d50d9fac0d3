"""Real processes: no update is lost, and kill -9 at any moment costs no acknowledged save."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import crash

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("program", crash.PROGRAMS)
def test_nothing_is_lost(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.crash", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
