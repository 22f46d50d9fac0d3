"""``ktd status`` for people, programs and Prometheus; ``ktd session``; ``ktd history --since``."""

import errno
import json
import os
import re
from pathlib import Path

import pytest

from ktd_tui.clock import now
from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved
from store import Author, open_store
from store.beside.file_presence import FilePresence
from store.beside.open_sessions import SessionPlace
from tests.cli.test_cli import data, ktd, refused

__all__ = ["data"]

LINE = re.compile(r'# TYPE [a-z_]+ gauge|[a-z_]+(?:\{account="(?:[^"\\]|\\.)*"\})? -?\d+(?:\.\d+)?')


def test_for_people_programs_and_prometheus(data: Path) -> None:
    place = SessionPlace(FilePresence(data), 'la "x"', now())
    place.move("Khối V")
    FilePresence(data).note_refusal("la", now())
    said = ktd("--data", data, "status").stdout
    assert "Số phiên: 1" in said
    assert "la (1)" in said
    told = json.loads(ktd("--data", data, "status", "--json").stdout)
    assert (told["sessions"][0]["page"], told["refused"], told["pens"]) == ("Khối V", ["la"], [])
    assert told["bytes"] > told["journal"] > 0
    metrics = ktd("--data", data, "--lang", "vi", "status", "--prometheus").stdout.splitlines()
    assert [line for line in metrics if not LINE.fullmatch(line)] == []
    assert 'ktd_sessions{account="la \\"x\\""} 1' in metrics
    assert "ktd_last_copy_timestamp_seconds 0" in metrics
    assert {"ktd_refused_last_day 1", "ktd_failed_saves_last_day 0"} <= set(metrics)
    place.close()
    assert "ktd_sessions 0" in ktd("--data", data, "status", "--prometheus").stdout.splitlines()


def test_a_save_that_the_disk_refused_is_counted(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(data, author=Author(7, "mai"))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", refuses)
        for _ in range(2):
            with pytest.raises(NotSaved):
                store.save(Unit(name="Vụ Mới"))
    store.save(Unit(name="Vụ Mới"))
    store.close()
    assert "mai (2)" in ktd("--data", data, "status").stdout
    assert json.loads(ktd("--data", data, "status", "--json").stdout)["failed"] == ["mai", "mai"]
    assert "ktd_failed_saves_last_day 2" in ktd("--data", data, "status", "--prometheus").stdout.splitlines()


def refuses(_: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_sessions_are_listed_told_and_asked_to_leave(data: Path) -> None:
    assert "Không ai" in ktd("--data", data, "session", "list").stdout
    refused(ktd("--data", data, "session", "end", "all", "Cập nhật"), "ktd session list")
    place = SessionPlace(FilePresence(data), "lan", now())
    (told,) = json.loads(ktd("--data", data, "session", "tell", "Bảo trì", "--json").stdout)
    assert (told["id"], told["account"]) == (place.id, "lan")
    assert "lan" in ktd("--data", data, "session", "end", "lan", "Cập nhật").stdout
    place.close()


def test_the_history_since_a_change_a_day_or_an_instant(data: Path) -> None:
    first = json.loads(ktd("--data", data, "history", "--json").stdout)[0]["seq"]
    ktd("--data", data, "user", "add", "nobody", "--role", "observer")
    whole = json.loads(ktd("--data", data, "history", "--since", "0", "--json").stdout)
    assert [deed["seq"] for deed in whole] == sorted((deed["seq"] for deed in whole), reverse=True)
    newer = json.loads(ktd("--data", data, "history", "--since", first, "--json").stdout)
    assert [deed["seq"] > first for deed in newer] == [True]
    assert json.loads(ktd("--data", data, "history", "--since", "01/01/2020", "--json").stdout) == whole
    assert json.loads(ktd("--data", data, "history", "--since", "2999-01-01T00:00", "--json").stdout) == []
    refused(ktd("--data", data, "history", "--since", "hôm qua"), "28/11/2026")
