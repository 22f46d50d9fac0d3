"""``ktd doctor`` on a machine: in words and as JSON, where little works, too; it changes nothing."""

import grp
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from ktd_tui import cli, config
from ktd_tui.errors import StoreError
from ktd_tui.operations.server import logging_in
from store import open_store
from store.care.vitals import data_facts


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own data, and a machine without server settings."""
    monkeypatch.setattr(config, "SERVER_FILE", tmp_path / "none.toml")
    folder = tmp_path / "data"
    ktd("init", "--sample", folder, status=0)
    return folder


def ktd(*words: str | Path, status: int) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(word) for word in words])
    assert ended.value.code == status


def test_in_words_and_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    before = {p: p.stat().st_mtime_ns for p in place.rglob("*")}
    ktd("doctor", "--data", place, status=0)
    said = capsys.readouterr().out
    assert f"đạt    Thư mục dữ liệu là {place}." in said
    assert said.endswith("Không có gì sai.\n")
    place.chmod(0o701)
    ktd("doctor", "--data", place, "--json", status=1)
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == 1
    assert [f["check"] for f in told["findings"] if f["verdict"] == "wrong"] == ["mode"]
    ktd("doctor", "--data", place, "--lang", "en", status=1)
    assert f"WRONG    {place} is open to everybody (0701)" in capsys.readouterr().out
    assert {p: p.stat().st_mtime_ns for p in place.rglob("*")} == before


def test_it_speaks_where_nothing_else_works(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ktd("doctor", "--data", tmp_path / "nowhere", status=1)
    assert "ktd init" in capsys.readouterr().out
    (place / "ktd.json").write_bytes(b"\x00")
    (place / "ktd.json.journal").write_bytes(b"\xff\n{}\n\n")
    with pytest.raises(StoreError):
        open_store(place, read_only=True)
    ktd("doctor", "--data", place, status=1)
    assert "SAI    Không mở được dữ liệu: " in capsys.readouterr().out


def test_the_disk_tells_when_was_saved_last(place: Path) -> None:
    found = data_facts(place)
    assert found.begun
    assert found.root
    assert found.root.uid == os.geteuid()
    assert found.kind
    assert found.free > 0
    assert {e.path.name for e in found.entries} >= {"ktd.json"}


def test_a_program_that_hangs_or_is_missing_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging_in, "PATIENCE", 0.05)
    assert logging_in.answer_of(["/bin/sleep", "20"]) is None
    assert logging_in.answer_of(["/nonexistent/sshd", "-T"]) is None
    assert logging_in.answer_of(["/bin/false"]) is None
    assert logging_in.answer_of(["/bin/echo", "port 22"]) == "port 22\n"


def test_whose_log_in_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [SimpleNamespace(gr_name="ktd-staff", gr_gid=5, gr_mem=["an", "binh"])]
    monkeypatch.setattr(grp, "getgrall", lambda: groups)
    monkeypatch.setattr(grp, "getgrgid", lambda _: groups[0])
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert logging_in._somebody(None) == "an"
    assert logging_in.server_facts("la", None).user == "la"
