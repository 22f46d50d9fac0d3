"""Some of the commands where something is wrong with the machine; ``wrong.walk`` runs all of them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.wrong.walk import WITHOUT_POWER, WRONG

ROOT = Path(__file__).parents[3]
EACH = 60
"""One of so many commands, another one for each thing that is wrong."""
SILENT = {"stdout is closed", "stdout is full"}


def test_what_is_wrong_ends_in_a_sentence(tmp_path: Path) -> None:
    before: tuple[str, ...] = ()
    if os.getuid() == 0:
        if not shutil.which(WITHOUT_POWER[0]):
            pytest.skip("setpriv is not installed: no mode means anything to root")
        before = WITHOUT_POWER
    words = [*before, sys.executable, "-m", "tests.cli.wrong.walk", str(tmp_path), str(EACH)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert {what for what, *_ in runs} == set(WRONG)
    wrong = [
        (what, words, status, said)
        for what, words, status, said in runs
        if status not in {0, 1, 2}
        or "Traceback" in said
        or not (status == 0 or said.strip() or what in SILENT)
    ]
    assert wrong == []
