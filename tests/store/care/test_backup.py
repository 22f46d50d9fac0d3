"""A backup holds everything of one moment; what is restored from it is what was there."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from tinydb import TinyDB

import store.care.backup
from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.errors import NotSaved, Refused, StoreError
from store import FILE_NAME, Store, open_store
from store.care.backup_reader import read_backup
from store.care.check import check_data
from store.care.data_copy import consistent_copy
from store.care.restore import restore_directory
from store.engine.storage import JournalStorage
from tests.conftest import FakeClock
from tests.store.care.backed_up import change, everything, numbers
from tests.store.care.test_bad_files import BAD, UNIT, contents, tables


def test_it_holds_data_history_and_manifest(store_: Store, tmp_path: Path) -> None:
    store_.backup(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
        assert bundle.testzip() is None
        assert sorted(bundle.namelist()) == [
            "history/000000000000-000000000003.jsonl",
            "history/000000000003-000000000004.jsonl",
            "ktd.json",
            "manifest.json",
        ]
        bundle.extract("ktd.json", tmp_path)
    with TinyDB(tmp_path / "ktd.json", access_mode="r", encoding="utf-8") as plain:
        assert plain.table("_meta").all()[0]["seq"] == 4
        assert [u["city"] for u in plain.table("units")] == ["", "Huế", ""]


def test_the_same_data_gives_the_same_bytes_whoever_asks(
    store_: Store, directory: Path, tmp_path: Path
) -> None:
    reader = open_store(directory, read_only=True)
    before = everything(directory)
    reader.backup(tmp_path / "a.zip")
    store_.backup(tmp_path / "b.zip")
    reader.close()
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert everything(directory) == before, "a backup changed the data"


def test_it_overwrites_nothing(store_: Store, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("b.zip", "link"):
        for write in (store_.backup, store_.export):
            with pytest.raises(StoreError, match="exists already"):
                write(tmp_path / name)
    assert (tmp_path / "b.zip").read_text() == "mine"
    with pytest.raises(StoreError, match="could not be written"):
        store_.backup(tmp_path / "none" / "b.zip")
    assert contents(tmp_path).keys() == {"b.zip", "data", "link"}


def test_one_that_was_not_written_well_gets_no_name(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(descriptor: int) -> None:
        os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)

    monkeypatch.setattr(os, "fsync", half)
    with pytest.raises(StoreError, match="damaged"):
        store_.backup(tmp_path / "b.zip")
    assert contents(tmp_path).keys() == {"data"}


def test_without_links(store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    store_.backup(tmp_path / "b.zip")
    with pytest.raises(StoreError, match="exists already"):
        store_.backup(tmp_path / "b.zip")
    assert read_backup(tmp_path / "b.zip").seq == 4


def test_commits_after_the_moment_are_left_out(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = consistent_copy

    def then_others_save(storage: JournalStorage) -> object:
        found = real(storage)
        change(store_)
        store_.rest()
        return found

    monkeypatch.setattr(store.care.backup, "consistent_copy", then_others_save)
    store_.backup(tmp_path / "b.zip")
    monkeypatch.undo()
    fresh = tmp_path / "fresh"
    restore_directory(fresh, tmp_path / "b.zip", store.Author(1, "x"), FakeClock())
    opened = open_store(fresh)
    assert [u.id for u in opened.find(Unit)] == ["U0", "U1", "U2"]
    assert numbers(opened) == [1, 2, 3, 4, 6]
    opened.close()


@pytest.mark.parametrize("form", ["zip", "json"])
def test_restored_is_what_was_there(store_: Store, directory: Path, tmp_path: Path, form: str) -> None:
    other = open_store(directory)
    target = tmp_path / f"b.{form}"
    (store_.backup if form == "zip" else store_.export)(target)
    then = store_.find(Unit)
    change(store_)
    changed = store_.find(Unit)
    assert other.refresh()
    kept = store_.restore(target)
    assert kept.parent == directory / "backups"
    assert store_.find(Unit) == other.find(Unit) == then
    assert other.refresh(), "a colleague's screen would not be drawn anew"
    assert numbers(store_) == [1, 2, 3, 4, 5, 6, 7, 9], "the history does not go on"
    last = store_.history("U1")[0]
    assert (last.seq, next(iter(store_.changes(8))).facts["file"]) == (7, target.name)
    other.save(other.get(Unit, "U2"))
    assert store_.restore(kept) != kept
    assert store_.find(Unit) == changed, "the safety copy is not what was there"
    other.close()
    assert not check_data(directory).problems


def test_the_drill(store_: Store, directory: Path, tmp_path: Path, clock: FakeClock) -> None:
    """Work, a copy of the day, destruction, a restore: all is as it was."""
    store_.back_up_today()
    then = store_.find(Unit)
    store_.close()
    (copy,) = (directory / "backups").iterdir()
    assert copy.name == "ktd-2023-12-08.json"
    for destroy in (
        lambda: (directory / FILE_NAME).write_bytes(bytes(5000)),
        (directory / FILE_NAME).unlink,
        lambda: (directory / "ktd.json.journal").write_bytes(b"nonsense\n"),
    ):
        destroy()
        with pytest.raises(StoreError):
            open_store(directory)
        clock.pass_minutes(1)
        kept = restore_directory(directory, copy, store.Author(1, "x"), clock)
        assert kept.name.startswith("broken-")
        again = open_store(directory)
        assert again.find(Unit) == then
        again.close()
        assert not check_data(directory, clock).problems


def test_on_a_new_machine(store_: Store, tmp_path: Path, clock: FakeClock) -> None:
    store_.backup(tmp_path / "b.zip")
    then, history = store_.find(Unit), numbers(store_)
    restore_directory(tmp_path / "new", tmp_path / "b.zip", store.Author(1, "x"), clock)
    new = open_store(tmp_path / "new")
    assert new.find(Unit) == then
    assert numbers(new) == [*history, 6], "the new commits have numbers of the old ones"
    new.close()
    assert not check_data(tmp_path / "new").findings[1:]


def test_nobody_else_may_be_at_work_where_the_data_is_broken(
    store_: Store, directory: Path, tmp_path: Path, clock: FakeClock
) -> None:
    store_.backup(tmp_path / "b.zip")
    (directory / FILE_NAME).write_bytes(b"")
    before = everything(directory)
    with pytest.raises(StoreError, match="Somebody has the data open"):
        restore_directory(directory, tmp_path / "b.zip", store.Author(1, "x"), clock)
    assert everything(directory) == before


def test_data_of_another_program_is_not_replaced(store_: Store, directory: Path, tmp_path: Path) -> None:
    store_.backup(tmp_path / "b.zip")
    store_.close()
    for kind in ("another app", "a newer ktd", "plain TinyDB"):
        (directory / FILE_NAME).write_bytes(BAD[kind][0])
        before = everything(directory)
        with pytest.raises(StoreError):
            restore_directory(directory, tmp_path / "b.zip", store.Author(1, "x"), FakeClock())
        assert everything(directory) == before


def test_a_link_to_a_backup_is_followed(store_: Store, tmp_path: Path) -> None:
    store_.backup(tmp_path / "b.zip")
    (tmp_path / "newest").symlink_to("b.zip")
    store_.restore(tmp_path / "newest")


def test_tables_that_ktd_does_not_know_come_back(store_: Store, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(tables(_default={"1": {"note": "của Excel"}}))
    store_.restore(tmp_path / "b.json")
    store_.export(tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_bytes())["_default"] == {"1": {"note": "của Excel"}}
    assert store_.find(Unit) == [Unit.model_validate(UNIT)]


def test_read_only_restores_nothing(store_: Store, directory: Path, tmp_path: Path) -> None:
    store_.backup(tmp_path / "b.zip")
    reader = open_store(directory, read_only=True)
    with pytest.raises(Refused):
        reader.restore(tmp_path / "b.zip")
    reader.back_up_today()
    reader.close()
    assert not (directory / "backups").exists()


def test_a_full_disk_restores_nothing(
    store_: Store, directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_.backup(tmp_path / "b.zip")
    change(store_)
    then = store_.find(Unit)

    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(NotSaved, match="Your data is as before"):
        store_.restore(tmp_path / "b.zip")
    monkeypatch.undo()
    assert store_.find(Unit) == then
    assert list((directory / "backups").iterdir()) == []


def test_archived_years_are_in_the_backup_and_in_the_export(
    store_: Store, directory: Path, tmp_path: Path, clock: FakeClock
) -> None:
    bloc = store_.save(Bloc(id="V", council_id="C", code="V", name="Khối V"))
    store_.archive("v-2022", [store_.get(Unit, "U2"), bloc], ["V"])
    store_.backup(tmp_path / "b.zip")
    store_.export(tmp_path / "b.json")
    new = tmp_path / "new"
    restore_directory(new, tmp_path / "b.zip", store.Author(1, "x"), clock)
    restore_directory(tmp_path / "plain", tmp_path / "b.json", store.Author(1, "x"), clock)
    for place, live in ((new, 2), (tmp_path / "plain", 3)):
        opened = open_store(place)
        assert len(opened.find(Unit)) == live
        assert opened.get(Unit, "U2") == store_.get(Unit, "U2")
        assert opened.find(Bloc, id="V") == [bloc]
        opened.close()
    (directory / "archive" / "v-2022.json").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        store_.export(tmp_path / "c.json")
    (tmp_path / "c.json").write_bytes((new / FILE_NAME).read_bytes())
    with pytest.raises(StoreError, match=r"needs the archive archive/v-2022\.json"):
        store_.restore(tmp_path / "c.json")
    store_.restore(tmp_path / "b.zip")
    assert store_.get(Unit, "U2").name == "Vụ 2"
