"""Some of the commands where something is wrong with the machine; ``wrong.walk`` runs all of them.

``KTD_EACH=1`` has the tests run all, too, in half an hour.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.wrong.walk import ON_A_DISK, WITHOUT_POWER, WRONG, with_disks
from tests.turning import turn

ROOT = Path(__file__).parents[3]
EACH = int(os.environ.get("KTD_EACH", "60"))
"""One of so many commands, another one for each thing that is wrong, as ``KTD_TURN`` says."""
SILENT = {"stdout is closed", "stdout is full"}
Run = tuple[str, list[str], int, str]


@cache
def may_mount() -> bool:
    """Tell whether this account may mount a disk in a namespace of its own."""
    if os.getuid() or not shutil.which("unshare"):
        return False
    with TemporaryDirectory() as folder:
        return (
            subprocess.run([*with_disks(Path(folder)), "true"], capture_output=True, check=False).returncode
            == 0
        )


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """How each command of the sample ended."""
    folder, before = tmp_path_factory.mktemp("walk"), list[str]()
    if may_mount():
        before += with_disks(folder)
    if os.getuid() == 0:
        if not shutil.which(WITHOUT_POWER[0]):
            pytest.skip("setpriv is not installed: no mode means anything to root")
        before += WITHOUT_POWER
    words = [*before, sys.executable, "-m", "tests.cli.wrong.walk", str(folder), str(EACH), str(turn())]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def faults(runs: list[Run]) -> list[Run]:
    """The runs that did not end in a sentence, or left data that is not sound."""
    return [
        (what, words, status, said)
        for what, words, status, said in runs
        if status not in {0, 1, 2}
        or "Traceback" in said
        or not (status == 0 or said.strip() or what in SILENT)
    ]


def test_what_is_wrong_ends_in_a_sentence(runs: list[Run]) -> None:
    assert {what for what, *_ in runs} >= set(WRONG)
    assert faults([run for run in runs if run[0] in WRONG]) == [], f"KTD_TURN={turn()}"


def test_a_disk_that_is_full_or_read_only_does_so_too(runs: list[Run]) -> None:
    if not may_mount():
        pytest.skip("no disk may be mounted here")
    found = [run for run in runs if run[0] in ON_A_DISK]
    assert {what for what, *_ in found} == set(ON_A_DISK)
    assert faults(found) == [], f"KTD_TURN={turn()}"


def test_the_data_is_sound_afterwards(runs: list[Run]) -> None:
    """The last run of each is the check, with nothing wrong any more."""
    last = {what: (words, status, said) for what, words, status, said in runs}
    assert {what: said for what, (_, status, said) in last.items() if status} == {}, f"KTD_TURN={turn()}"
    assert all(words == ["check"] for words, *_ in last.values())
