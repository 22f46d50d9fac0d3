"""``ktd backup --to`` and ``ktd drill``: copies for elsewhere, which are kept, whether one can be opened."""

import json
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ktd_tui.clock import now
from ktd_tui.operations.account import current_actor
from ktd_tui.operations.server.copying import back_up_into, drill
from ktd_tui.rules.server.keeping import Keep
from store.care.backup_reader import read_backup
from store.care.copies import copies_in, copy_name, last_copy
from store.care.vitals import data_facts
from tests.builders import a_desk
from tests.cli.test_cli import data, ktd, refused
from tests.conftest import FakeClock

__all__ = ["data"]


def test_into_a_folder_named_after_the_time(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    refused(ktd("--data", data, "backup", "--to", folder), "Không có thư mục")
    folder.mkdir()
    assert data_facts(data).copied_at is None
    done = json.loads(ktd("--data", data, "backup", "--json", "--to", folder).stdout)
    (copy,) = folder.iterdir()
    assert done == {"path": str(copy), "bytes": copy.stat().st_size, "removed": []}
    assert abs(next(iter(copies_in(folder))) - now()) < timedelta(minutes=1)
    noted = last_copy(data)
    assert noted
    assert noted.to == str(copy)
    assert data_facts(data).copied_at == noted.at
    refused(ktd("--data", data, "backup", "--to", data / "backups"), "dành riêng cho ktd")


def test_what_is_kept_and_what_is_no_copy_of_ours(tmp_path: Path) -> None:
    clock, folder = FakeClock(), tmp_path / "copies"
    folder.mkdir()
    foreign = [
        folder / name for name in ("ktd-20200101-190000.zip.part", "my.zip", "ktd-20209999-190000.zip")
    ]
    for path in foreign:
        path.touch()
    aside = tmp_path / "aside.zip"
    aside.touch()
    (folder / "ktd-20200102-190000.zip").symlink_to(aside)
    desk = a_desk(tmp_path / "data", clock)
    with closing(desk.store):
        removed = []
        for _ in range(5):
            clock.now += timedelta(days=1)
            removed.append(len(back_up_into(desk, folder, Keep(days=2)).removed))
        assert removed == [0, 0, 1, 1, 1]
    assert sorted(copies_in(folder)) == [clock.now - timedelta(days=1), clock.now]
    assert all(path.exists() for path in [*foreign, aside])


def test_a_clock_that_was_ahead_takes_no_new_copy_away_and_no_drill_to_an_old_one(tmp_path: Path) -> None:
    clock, folder = FakeClock(), tmp_path / "copies"
    folder.mkdir()
    right = clock.now
    desk = a_desk(tmp_path / "data", clock)
    with closing(desk.store):
        clock.now += timedelta(days=400)
        for _ in range(3):
            clock.now += timedelta(days=1)
            back_up_into(desk, folder, Keep(days=2))
        clock.now = right
        made = back_up_into(desk, folder, Keep(days=2))
    assert made.removed == ()
    assert drill(tmp_path / "data", folder, current_actor(), clock).copy == made.written.path


def test_to_the_next_program(data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ktd_tui", "--data", str(data), "backup", "--to", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    whole = tmp_path / "whole.zip"
    whole.write_bytes(done.stdout)
    assert read_backup(whole).tables
    noted = last_copy(data)
    assert noted
    assert noted.to == "-"
    refused(ktd("--data", data, "drill"), "ktd drill")


@pytest.mark.parametrize(
    "words", [(), ("x.zip", "--to", "d"), ("x.zip", "--keep", "7d"), ("--to", "-", "--keep", "7d")]
)
def test_a_file_or_a_folder(data: Path, words: tuple[str, ...]) -> None:
    refused(ktd("--data", data, "backup", *words), "ktd backup --to")


def test_a_drill_restores_elsewhere_and_says_how_old(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    refused(ktd("--data", data, "drill", folder), "ktd backup --to")
    ktd("--data", data, "backup", "--to", folder)
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    said = ktd("--data", data, "drill")
    assert said.returncode == 0, said.stderr
    assert "đơn vị: 6" in said.stdout
    found = json.loads(ktd("--data", data, "drill", "--json", folder).stdout)
    assert (found["days"], found["behind"], found["problems"]) == (0, 0, 0)
    assert found["records"]["units"] == 6
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before
    elsewhere = ktd("--data", tmp_path / "no-data-here", "drill", folder)
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert not (tmp_path / "no-data-here").exists()


def test_a_drill_is_not_content_with_an_old_copy(data: Path, tmp_path: Path) -> None:
    ktd("--data", data, "backup", "--to", tmp_path)
    found = drill(data, tmp_path, current_actor(), lambda: now() + timedelta(days=8))
    assert found.days == 8
    assert not found.content


def test_a_drill_finds_a_broken_copy(data: Path, tmp_path: Path) -> None:
    ktd("--data", data, "backup", tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as whole, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in whole.namelist():
            bad.writestr(name, whole.read(name).replace(b"V", b"W"))
    refused(ktd("--data", data, "drill", tmp_path / "bad.zip"), "bad.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "whole.zip").read_bytes()[:-200])
    refused(ktd("--data", data, "drill", tmp_path / "cut.zip"), "cut.zip")
    refused(ktd("--data", data, "drill", tmp_path / "none.zip"), "none.zip")


def test_its_name_is_read_as_it_was_written(tmp_path: Path) -> None:
    at = datetime(2022, 12, 31, 23, 59, 58, tzinfo=UTC)
    (tmp_path / copy_name(at)).touch()
    assert list(copies_in(tmp_path)) == [at]
