"""The files of hashes: every version that is held has some, of every part of ktd; they name no place."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from release.bill import bill_of_materials
from release.hashes import CHECKS, EXTRAS, PINS, RUNS, entries, known_hashes, pinned
from release.parts import parts_of_ktd

LINE = re.compile(r"[A-Za-z0-9._-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")


def test_every_version_that_is_held_has_hashes() -> None:
    held = pinned(PINS.read_text())
    hashed = pinned(RUNS.read_text()) | pinned(CHECKS.read_text())
    assert {name: hashed.get(name) for name in held} == held, "make hashes"
    assert sorted(hashed.keys() - held.keys()) == [], "hold these in constraints.txt, too"
    assert [name for name, hashes in known_hashes().items() if not hashes] == []


def test_what_runs_is_whole() -> None:
    """A part that is missing would end the installation, since pip then asks for the hashes of all."""
    assert sorted(parts_of_ktd(EXTRAS).keys() - {"ktd"} - entries(RUNS.read_text()).keys()) == []


@pytest.mark.parametrize("path", [RUNS, CHECKS], ids=lambda path: path.name)
def test_names_versions_and_hashes_only(path: Path) -> None:
    assert [line for line in path.read_text().splitlines() if not LINE.fullmatch(line)] == []


def test_the_bill_of_materials_is_one() -> None:
    text = bill_of_materials()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = {one["name"]: one for one in json.loads(text)["components"]}
    assert told["textual"]["version"] == version("textual")
    hashes = [one["value"] for one in told["textual"]["properties"]]
    assert hashes == known_hashes()["textual"] != []
    assert all(one["purl"].endswith(f"@{one['version']}") for one in told.values())
