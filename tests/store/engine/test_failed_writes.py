"""The disk refuses: NotSaved, and all is as before; a failed compaction costs nobody anything."""

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import store.engine.compaction
from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved
from store import FILE_NAME, Store, open_store

UNIT = Unit(id="U1", name="Vụ Tổ chức - cán bộ")
Do = Callable[..., Any]
SOME = 10


@pytest.fixture
def store_(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, create=True)
    opened.save(UNIT)
    yield opened
    opened.close()


def refusing(code: int) -> Do:
    def refuse(*_arguments: object, **_options: object) -> int:
        raise OSError(code, os.strerror(code))

    return refuse


def half_written(descriptor: int, content: bytes) -> int:
    """A disk that takes a few bytes and is full then."""
    if len(content) <= SOME:
        refusing(errno.ENOSPC)()
    return int(REAL["write"](descriptor, bytes(content[:SOME])))


def directory_not_synced(descriptor: int) -> None:
    """Renames that may not outlast a power cut."""
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        refusing(errno.EIO)()
    REAL["fsync"](descriptor)


def _read_only(path: object, flags: int, *rest: int, **named: int) -> int:
    if flags & os.O_CREAT:
        refusing(errno.EROFS)()
    return int(REAL["open"](path, flags, *rest, **named))


REAL: dict[str, Do] = {"write": os.write, "fsync": os.fsync, "open": os.open}
COMMIT: dict[str, tuple[str, Do]] = {
    "full disk": ("write", refusing(errno.ENOSPC)),
    "full disk after ten bytes": ("write", half_written),
    "quota": ("write", refusing(errno.EDQUOT)),
    "sync": ("fdatasync", refusing(errno.EIO)),
}
COMPACTION: dict[str, tuple[str, Do]] = {
    **COMMIT,
    "sync": ("fsync", refusing(errno.EIO)),
    "sync of the directory": ("fsync", directory_not_synced),
    "rename": ("replace", refusing(errno.EPERM)),
    "mode": ("fchmod", refusing(errno.EPERM)),
    "read-only file system": ("open", _read_only),
    "no links": ("link", refusing(errno.EPERM)),
}


def save_both(store: Store) -> None:
    with store.transaction("test"):
        store.save(store.get(Unit, "U1").with_(name="khác"))
        store.save(Unit(id="U2", name="Vụ Kế hoạch"))


def files(directory: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in directory.iterdir() if p.is_file()}


@pytest.mark.parametrize(("name", "double"), COMMIT.values(), ids=COMMIT.keys())
def test_a_commit_that_the_disk_refuses_changes_nothing(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, double: Do
) -> None:
    other = open_store(tmp_path)
    kept = store_.find(Unit)
    with monkeypatch.context() as broken:
        broken.setattr(os, name, double)
        with pytest.raises(NotSaved, match="Your data is as before") as caught:
            save_both(store_)
    assert str(tmp_path / FILE_NAME) in str(caught.value)
    assert not [n for n in files(tmp_path) if n.endswith(".tmp")], "something was left lying"
    assert store_.find(Unit) == kept
    assert other.find(Unit) == kept
    save_both(store_)
    assert [u.rev for u in store_.find(Unit)] == [2, 1], "the store does not recover"
    assert other.find(Unit) == store_.find(Unit)
    other.close()


def test_a_commit_that_was_not_synced_and_that_somebody_built_on_is_kept(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one saw the line before its writer knew that the disk refuses: a snapshot saves both."""
    other = open_store(tmp_path)

    def sync(descriptor: int) -> None:
        monkeypatch.setattr(os, "fdatasync", lambda _: None)
        other.save(other.get(Unit, "U2").with_(city="Huế"))
        refusing(errno.EIO)(descriptor)

    monkeypatch.setattr(os, "fdatasync", sync)
    save_both(store_)
    other.close()
    again = open_store(tmp_path, read_only=True)
    assert [(u.id, u.city) for u in again.find(Unit)] == [("U1", ""), ("U2", "Huế")]
    again.close()


def test_told_truthfully_where_neither_sync_nor_snapshot_works(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_store(tmp_path)

    def sync(descriptor: int) -> None:
        monkeypatch.setattr(os, "fdatasync", lambda _: None)
        other.save(other.get(Unit, "U2").with_(city="Huế"))
        monkeypatch.setattr(os, "fsync", refusing(errno.EIO))
        refusing(errno.EIO)(descriptor)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", sync)
        with pytest.raises(NotSaved, match="was changed, but the disk does not say that it will last"):
            save_both(store_)
        monkeypatch.undo()
    assert [u.rev for u in store_.find(Unit)] == [2, 2], "memory says other than the file"
    other.close()


@pytest.mark.parametrize(("name", "double"), COMPACTION.values(), ids=COMPACTION.keys())
def test_a_failed_compaction_never_fails_the_commit(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, double: Do
) -> None:
    other = open_store(tmp_path)
    save_both(store_)
    with monkeypatch.context() as broken:
        broken.setattr(os, name, double)
        store_.rest()
    kept = store_.find(Unit)
    assert [u.rev for u in kept] == [2, 1]
    again = open_store(tmp_path, read_only=True)
    assert again.find(Unit) == other.find(Unit) == kept, "the files do not hold what was acknowledged"
    store_.save(Unit(id="U3", name="Vụ Pháp luật"))
    store_.rest()
    assert len(other.find(Unit)) == len(again.find(Unit)) == 3
    again.close()
    other.close()


def test_a_long_journal_is_compacted_and_a_failure_is_tried_again_later(
    store_: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.engine.compaction, "COMPACT_AT", 2000)
    journal = tmp_path / f"{FILE_NAME}.journal"
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refusing(errno.EIO))
        for n in range(8):
            store_.save(Unit(id=f"V{n}", name="Vụ"))
    assert journal.stat().st_size > 2000
    for n in range(16):
        store_.save(Unit(id=f"W{n}", name="Vụ"))
    assert journal.stat().st_size < 2500, "the compaction was not tried again"
    assert len(store_.find(Unit)) == 25
    assert list((tmp_path / "history").iterdir()), "the old journal is not in the history"


def test_ones_own_change_is_no_news_to_another_thread(store_: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen at the worst moment: the line is in the journal, the commit is not over yet."""
    real, told = os.fdatasync, []

    def sync(descriptor: int) -> None:
        reader = threading.Thread(target=lambda: told.append(store_.refresh()))
        reader.start()
        reader.join(10)
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", sync)
    save_both(store_)
    assert told == [frozenset()]
    assert not store_.refresh()


def test_making_a_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, double in (("write", refusing(errno.ENOSPC)), ("fsync", refusing(errno.EIO))):
        with monkeypatch.context() as broken:
            broken.setattr(os, name, double)
            with pytest.raises(NotSaved):
                open_store(tmp_path, create=True)
        assert [p.name for p in tmp_path.iterdir()] == [f"{FILE_NAME}.lock"], name
    open_store(tmp_path, create=True).close()


@pytest.mark.parametrize("value", ["\ud800", "a\udfff"])
def test_a_text_that_is_no_text(store_: Store, tmp_path: Path, value: str) -> None:
    before = files(tmp_path)
    with pytest.raises(ValueError, match="unicode"):
        store_.save(UNIT.model_copy(update={"id": "U9", "name": value}))
    assert files(tmp_path) == before
    assert [u.id for u in store_.find(Unit)] == ["U1"]


def test_a_number_that_json_cannot_hold(store_: Store, tmp_path: Path) -> None:
    before = files(tmp_path)
    with pytest.raises(NotSaved, match="64-bit"):
        store_.save(store_.get(Unit, "U1").with_(former_names=({"name": "x", "until_year": 2**70},)))
    assert files(tmp_path) == before
    assert store_.get(Unit, "U1").former_names == ()


def test_a_file_left_by_a_killed_process_is_no_hindrance(store_: Store, tmp_path: Path) -> None:
    for name in (FILE_NAME, f"{FILE_NAME}.journal"):
        (tmp_path / f"{name}.tmp").write_bytes(b"half")
    save_both(store_)
    store_.rest()
    assert not [n for n in files(tmp_path) if n.endswith(".tmp")]
