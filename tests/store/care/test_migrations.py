"""Data of an older form: a copy first, then the new form at once; a kill in between costs nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from store import FILE_NAME, open_store
from store.care import backup_reader, data_copy, journal_scan
from store.care.check import check_data
from store.care.forms import migrations
from store.care.forms.migrations import MIGRATIONS
from store.care.repair import repair
from store.care.restore import restore_directory
from store.engine import journal
from store.engine.storage import JournalStorage
from store.shared import file_format
from tests.conftest import FakeClock
from tests.store.care.backed_up import everything
from tests.store.care.test_repair import WHO

OLD = {
    "_meta": {"1": {"app": "ktd", "schema": 1, "seq": 1}},
    "units": {"1": {"id": "U1", "rev": 1, "ten": "Vụ"}},
}


def rename(tables: file_format.Tables) -> file_format.Tables:
    """A step that renames a field, and a table that went."""
    units = {k: {n if n != "ten" else "name": v for n, v in d.items()} for k, d in tables["units"].items()}
    return {**tables, "units": units}


def use_form_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the next ktd, whose form is 2."""
    for room in (file_format, journal, migrations, data_copy, journal_scan, backup_reader):
        if hasattr(room, "SCHEMA"):
            monkeypatch.setattr(room, "SCHEMA", 2)
    monkeypatch.setattr("store.care.check.SCHEMA", 2)
    monkeypatch.setattr("store.care.backup.SCHEMA", 2)
    monkeypatch.setitem(MIGRATIONS, 1, rename)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Data of form 1: a snapshot, and one commit in the journal."""
    folder = tmp_path / "data"
    folder.mkdir(0o700)
    (folder / FILE_NAME).write_text(json.dumps(OLD))
    storage = JournalStorage(folder / FILE_NAME)
    with storage.transaction():
        storage.overlay.put("units", "2", {"id": "U2", "rev": 1, "ten": "Cục"})
    content = (folder / "ktd.json.journal").read_bytes()
    snapshot = (folder / FILE_NAME).read_bytes()
    storage.close()
    for path in (folder / "history").iterdir():
        path.unlink()
    (folder / FILE_NAME).write_bytes(snapshot)
    (folder / "ktd.json.journal").write_bytes(content)
    return folder


@pytest.fixture
def newer(directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_form_two(monkeypatch)
    return directory


def names(directory: Path, clock: FakeClock) -> list[str]:
    store = open_store(directory, clock=clock)
    try:
        return [unit.name for unit in store.find(Unit)]
    finally:
        store.close()


def form(path: Path) -> int:
    return int(json.loads(path.read_bytes())["_meta"]["1"]["schema"])


def test_it_is_converted_when_it_is_opened_and_a_copy_is_kept(newer: Path, clock: FakeClock) -> None:
    assert names(newer, clock) == ["Vụ", "Cục"]
    assert form(newer / FILE_NAME) == 2
    copy = newer / "backups" / "schema-1-20231208T070000Z.json"
    assert json.loads(copy.read_bytes())["units"]["2"] == {"id": "U2", "rev": 1, "ten": "Cục"}
    assert form(copy) == 1
    store = open_store(newer)
    store.save(store.get(Unit, "U2"))
    assert [(c.seq, c.why) for c in store.changes()][-2:] == [
        (4, "The data was converted from form {found} to {known}"),
        (5, "Saved"),
    ]
    store.close()
    assert len(list((newer / "backups").iterdir())) == 1, "it was converted twice"
    assert not check_data(newer).problems


def test_who_only_looks_is_refused_and_changes_nothing(newer: Path) -> None:
    before = everything(newer)
    with pytest.raises(StoreError, match="is of an older form \\(1; this ktd has 2\\)"):
        open_store(newer, read_only=True)
    report = check_data(newer)
    assert next(f.message for f in report.findings if f.severity == "notice").startswith(
        "The data file {path} is of"
    )
    assert (report.problems, report.counts) == (0, {"units": 2})
    assert everything(newer) == before


def test_a_copy_that_cannot_be_made_stops_it(
    newer: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newer / "backups").write_text("in the way")
    before = {n: c for n, c in everything(newer).items() if not n.endswith((".lock", ".sessions"))}
    with pytest.raises(NotSaved, match="Your data is as before"):
        open_store(newer, clock=clock)
    after = {n: c for n, c in everything(newer).items() if n in before}
    assert after == before


def test_an_old_backup_is_converted_when_it_is_restored(
    newer: Path, tmp_path: Path, clock: FakeClock
) -> None:
    (tmp_path / "old.json").write_text(json.dumps(OLD))
    restore_directory(newer, tmp_path / "old.json", WHO, clock)
    assert names(newer, clock) == ["Vụ"]


def test_a_repair_converts_before_it_judges(newer: Path, clock: FakeClock) -> None:
    (newer / FILE_NAME).write_text(json.dumps(OLD | {"people": {"1": {"id": "P1"}}}))
    repair(newer, WHO, clock)
    assert names(newer, clock) == ["Vụ", "Cục"]
    assert not check_data(newer).problems


KILLED = """
import os, sys
from pathlib import Path
import pytest
from tests.store.care.test_migrations import use_form_two
from store import open_store
from store.engine import compaction
use_form_two(pytest.MonkeyPatch())
def die(*_, **__):
    os.kill(os.getpid(), 9)
{where}
open_store(Path(sys.argv[1]))
"""
WHERE = {
    "between the copy and the new form": "compaction.Compaction.exchange = die",
    "before the snapshot": "compaction.write_snapshot = die",
    "between snapshot and journal": "compaction.Journal.make = die",
    "before the first line": "from store.engine import storage; storage.JournalStorage.add_note = die",
}


@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE.keys())
def test_killed_on_the_way(
    directory: Path, monkeypatch: pytest.MonkeyPatch, clock: FakeClock, where: str
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED.format(where=where), str(directory)], check=False, env=os.environ
    )
    assert killed.returncode == -9
    copies = list((directory / "backups").iterdir())
    assert [form(copy) for copy in copies] == [1]
    use_form_two(monkeypatch)
    assert names(directory, clock) == ["Vụ", "Cục"]
    assert form(directory / FILE_NAME) == 2
    assert not check_data(directory).problems
