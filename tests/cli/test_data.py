"""check, backup, restore, repair, export data, import: what they do, and what they say when they cannot."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.server.maintenance import daily_backup
from store import open_store
from store.models import models
from tests.builders import a_desk
from tests.cli.test_cli import data, ktd, refused
from tests.conftest import FakeClock

__all__ = ["data"]


def everything(directory: Path) -> dict[str, tuple[int, int, int]]:
    """Tell every file's inode, time of change and size: who only looks changes none of them."""
    found = {str(p.relative_to(directory)): p.lstat() for p in sorted(directory.rglob("*"))}
    return {name: (one.st_ino, one.st_mtime_ns, one.st_size) for name, one in found.items()}


def records(directory: Path) -> list[object]:
    store = open_store(directory, read_only=True)
    try:
        return [record for kind in models().values() for record in store.find(kind)]
    finally:
        store.close()


def test_check(data: Path) -> None:
    before = everything(data)
    done = ktd("--data", data, "check")
    assert done.returncode == 0, done.stderr
    assert "đơn vị: 6" in done.stdout
    assert done.stdout.endswith("Không thấy lỗi nào.\n")
    said = json.loads(ktd("--data", data, "check", "--json").stdout)
    assert (said["records"]["units"], said["problems"], said["seq"]) == (6, 0, 1)
    assert everything(data) == before


def test_check_of_damaged_data(data: Path) -> None:
    tables = json.loads((data / "ktd.json").read_bytes())
    tables["units"]["1"]["name"] = "\x1b]52;c;aGVsbG8=\x07"
    tables["units"]["2"]["id"] = "\x1b[2J\x9b2J\u202e"
    tables["people"]["1"]["name"] = 7
    (data / "ktd.json").write_text(json.dumps(tables))
    before = everything(data)
    done = ktd("--data", data, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "\x1b" not in done.stdout
    assert "lỗi: " in done.stdout
    text = ktd("--data", data, "check", "--json").stdout
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    said = json.loads(text)
    assert said["problems"] == sum(f["severity"] == "problem" for f in said["findings"]) > 1
    assert everything(data) == before


def test_backup_and_restore(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "sao-luu.zip"
    done = ktd("--data", data, "backup", target)
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stdout
    refused(ktd("--data", data, "backup", target), "không ghi đè")
    said = json.loads(ktd("--data", data, "--read-only", "backup", "--json", tmp_path / "b.zip").stdout)
    assert said == {"path": str(tmp_path / "b.zip"), "bytes": target.stat().st_size}
    kept = records(data)
    (data / "ktd.json").write_bytes(b"")
    refused(ktd("--data", data, "export", "data", "-o", tmp_path / "x.json"), "ktd.json trống")
    refused(ktd("--data", data, "--read-only", "restore", target), "chỉ xem")
    restored = ktd("--data", data, "restore", target)
    assert restored.returncode == 0, restored.stderr
    assert str(data / "backups" / "broken-") in restored.stdout
    assert records(data) == kept
    again = json.loads(ktd("--data", data, "restore", "--json", target).stdout)
    assert Path(again["kept"]).name.startswith("before-restore-")


def test_repair(data: Path) -> None:
    assert ktd("--data", data, "repair").returncode == 0
    assert not (data / "backups").exists()
    kept = records(data)
    (data / "ktd.json").unlink()
    refused(ktd("--data", data, "--read-only", "repair"), "chỉ xem")
    done = ktd("--data", data, "repair")
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(data / "backups" / "broken-") in done.stdout
    assert records(data) == kept


def test_export_and_import_give_equal_data(data: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "du-lieu.json", tmp_path / "new"
    assert ktd("--data", data, "export", "data", "-o", file).returncode == 0
    refused(ktd("--data", data, "export", "data", "-o", file), "không ghi đè")
    tried = ktd("--data", new, "import", "--dry-run", file)
    assert tried.returncode == 0, tried.stderr
    assert "đơn vị: 6" in tried.stdout
    assert not new.exists(), "a dry run made a directory"
    assert ktd("--data", new, "import", file).returncode == 0
    assert records(new) == records(data)
    ktd("--data", new, "export", "data", "-o", tmp_path / "again.json")
    first, second = (json.loads(p.read_bytes()) for p in (file, tmp_path / "again.json"))
    assert {k: v for k, v in first.items() if k != "_meta"} == {
        k: v for k, v in second.items() if k != "_meta"
    }


def test_import_into_what_is_not_empty_is_refused(data: Path, tmp_path: Path) -> None:
    ktd("--data", data, "export", "data", "-o", tmp_path / "f.json")
    ktd("--data", data, "backup", tmp_path / "f.zip")
    before = everything(data)
    for words in (("import",), ("import", "--dry-run")):
        refused(ktd("--data", data, *words, tmp_path / "f.json"), "ktd restore")
    refused(ktd("--data", tmp_path / "new", "import", tmp_path / "f.zip"), "ktd restore")
    refused(ktd("--data", tmp_path / "new", "--read-only", "import", tmp_path / "f.json"), "chỉ xem")
    assert not (tmp_path / "new").exists()
    assert everything(data) == before


def put_zeros(path: Path) -> None:
    path.write_bytes(b"")
    os.truncate(path, 2**30)


def put_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def edit(**tables: object) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.write_text(json.dumps(json.loads(path.read_bytes()) | tables))

    return put


META = {"app": "ktd", "schema": 1, "seq": 1}
SAME = {"id": "U", "name": "Vụ"}
BAD: dict[str, Callable[[Path], object]] = {
    "not JSON": lambda p: p.write_text("hello"),
    "truncated": lambda p: os.truncate(p, 500),
    "another app": edit(_meta={"1": META | {"app": "khac"}}),
    "newer": edit(_meta={"1": META | {"schema": 9}}),
    "wrong types": edit(units={"1": {"id": "U", "name": 7}}),
    "an id twice": edit(units={"1": SAME, "2": SAME}),
    "a gigabyte of zeros": put_zeros,
    "a symlink": put_link,
}
READABLE = {"wrong types", "an id twice"}
"""Data that opens: only the records that do not fit are refused, when they are read."""


@pytest.mark.parametrize("kind", BAD)
def test_bad_data_files(data: Path, tmp_path: Path, kind: str) -> None:
    """One sentence each, and no byte changed: export, check, restore from it."""
    good = tmp_path / "good"
    assert ktd("init", "--sample", good).returncode == 0
    BAD[kind](data / "ktd.json")
    before, others = everything(data), everything(good)
    if kind not in READABLE:
        refused(ktd("--data", data, "export", "data", "-o", tmp_path / "x.json"), str(data / "ktd.json"))
        refused(ktd("--data", data, "backup", tmp_path / "x.zip"), str(data / "ktd.json"))
        assert everything(data) == before
    told = json.loads(ktd("--data", data, "check", "--json").stdout)
    assert told["problems"] >= 1
    assert everything(data) == before
    if kind == "a symlink":
        return  # of a backup it is followed
    refused(ktd("--data", good, "restore", data / "ktd.json"), str(data / "ktd.json"))
    refused(ktd("--data", tmp_path / "new", "import", data / "ktd.json"), str(data / "ktd.json"))
    assert everything(good) == others
    assert not (tmp_path / "new").exists()


def test_wrong_usage() -> None:
    for words in (
        ("restore",),
        ("import",),
        ("export", "data"),
        ("check", "x"),
        ("repair", "x"),
    ):
        assert ktd(*words).returncode == 2, words


def test_the_copy_of_the_day(tmp_path: Path, clock: FakeClock) -> None:
    desk = a_desk(tmp_path / "data", clock)
    daily_backup(desk)
    assert not (tmp_path / "data" / "backups").exists(), "there was nothing to copy"
    set_up_sample(desk)
    daily_backup(desk._replace(actor=desk.actor._replace(read_only=True)))
    assert not (tmp_path / "data" / "backups").exists(), "who only looks made a file"
    daily_backup(desk)
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    desk.store.close()
    assert ktd("--data", tmp_path / "new", "import", copy).returncode == 0
    assert records(tmp_path / "new") == records(tmp_path / "data")
