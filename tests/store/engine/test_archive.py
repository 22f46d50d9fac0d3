"""The files of the archives: read-only, checked, whole or not there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, create=True)
    yield opened
    opened.close()


def archived(store: Store) -> Unit:
    unit = store.save(Unit(id="U1", name="Cục Quản trị III", bloc_id="B1"))
    store.archive("V-2022", [unit], ["B1"])
    return unit


def test_plain_tinydb_opens_one(store: Store, tmp_path: Path) -> None:
    archived(store)
    path = tmp_path / "archive" / "V-2022.json"
    assert oct(path.stat().st_mode & 0o777) == "0o440"
    with TinyDB(path, access_mode="r", encoding="utf-8") as plain:
        assert [d["name"] for d in plain.table("units")] == ["Cục Quản trị III"]


@pytest.mark.parametrize("bad", [b"", b"{}", b'{"_meta":{"1":{"app":"ktd","schema":1,"seq":1}}}'])
def test_one_that_was_changed_is_refused_and_the_rest_goes_on(
    store: Store, tmp_path: Path, bad: bytes
) -> None:
    archived(store)
    path = tmp_path / "archive" / "V-2022.json"
    path.unlink()
    path.write_bytes(bad)
    with pytest.raises(StoreError, match="not as it was written"):
        store.find(Unit, bloc_id="B1")
    assert store.find(Unit) == []
    path.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        store.get(Unit, "U1")


def test_what_a_killed_process_left_is_replaced(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "V-2022.json").write_bytes(b"written, but never entered")
    (folder / "V-2022.tmp").write_bytes(b"half")
    unit = archived(store)
    assert store.find(Unit, bloc_id="B1") == [unit]
    assert [p.name for p in folder.iterdir()] == ["V-2022.json"]


def test_a_full_disk_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = store.save(Unit(id="U1", name="Cục Quản trị III", bloc_id="B1"))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _refuse)
        with pytest.raises(NotSaved, match="as before"):
            store.archive("V-2022", [unit], ["B1"])
    assert store.find(Unit) == [unit]
    assert store.save(unit.with_(name="khác")).rev == 2


def _refuse(descriptor: int) -> None:
    raise OSError(28, os.strerror(28), descriptor)
