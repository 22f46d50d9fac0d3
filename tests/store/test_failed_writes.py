"""The disk refuses: NotSaved, and file and memory are as before."""

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved
from store import FILE_NAME, Store, open_store

UNIT = Unit(id="U1", name="Vụ Tổ chức - cán bộ")
Do = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, create=True)
    opened.save(UNIT)
    yield opened
    opened.close()


def refusing(code: int) -> Do:
    def refuse(*_arguments: object, **_options: object) -> int:
        raise OSError(code, os.strerror(code))

    return refuse


def half_written(real: Do) -> Do:
    """A disk that takes a few bytes and is full then."""
    calls = []

    def write(descriptor: int, content: bytes) -> int:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(real(descriptor, bytes(content[:10])))

    return write


def directory_not_synced(real: Do, times: int = 99) -> Do:
    """Renames that may not outlast a power cut."""
    calls = []

    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            calls.append(descriptor)
            if len(calls) <= times:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    return sync


FAILURES: dict[str, tuple[str, Do]] = {
    "full disk": ("write", refusing(errno.ENOSPC)),
    "full disk after ten bytes": ("write", half_written(os.write)),
    "quota": ("write", refusing(errno.EDQUOT)),
    "sync": ("fsync", refusing(errno.EIO)),
    "sync of the directory": ("fsync", directory_not_synced(os.fsync)),
    "rename": ("replace", refusing(errno.EPERM)),
    "mode": ("fchmod", refusing(errno.EPERM)),
}


def save_both(store: Store) -> None:
    with store.transaction("test"):
        store.save(store.get(Unit, "U1").with_(name="khác"))
        store.save(Unit(id="U2", name="Vụ Kế hoạch"))


@pytest.mark.parametrize(("name", "double"), FAILURES.values(), ids=FAILURES.keys())
def test_nothing_changed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, double: Do
) -> None:
    before = (tmp_path / FILE_NAME).read_bytes()
    kept = store.find(Unit)
    with monkeypatch.context() as broken:
        broken.setattr(os, name, double)
        with pytest.raises(NotSaved, match="Your data is as before") as caught:
            save_both(store)
    assert str(tmp_path / FILE_NAME) in str(caught.value)
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [FILE_NAME, f"{FILE_NAME}.lock"]
    assert store.find(Unit) == kept
    save_both(store)
    assert [u.rev for u in store.find(Unit)] == [2, 1], "the store does not recover"


def test_the_old_file_cannot_be_put_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told truthfully: the change did happen."""
    real, renamed = os.replace, []

    def replace(*paths: Path) -> None:
        renamed.append(paths)
        if len(renamed) > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(*paths)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", replace)
        broken.setattr(os, "fsync", directory_not_synced(os.fsync))
        with pytest.raises(NotSaved, match="was changed, but the disk does not say that it will last"):
            save_both(store)
    assert [u.rev for u in store.find(Unit)] == [2, 1], "memory says other than the file"


def test_ones_own_change_is_no_news_to_another_thread(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen at the worst moment: the new file is in the directory, the commit is not over yet."""
    real, told = os.fsync, []

    def sync(descriptor: int) -> None:
        reader = threading.Thread(target=lambda: told.append((store.refresh(), len(store.find(Unit)))))
        reader.start()
        reader.join(10)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    save_both(store)
    assert told == [(False, 1), (False, 1)]
    assert not store.refresh()


def test_making_a_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, double in (("write", refusing(errno.ENOSPC)), ("fsync", directory_not_synced(os.fsync))):
        with monkeypatch.context() as broken:
            broken.setattr(os, name, double)
            with pytest.raises(NotSaved):
                open_store(tmp_path, create=True)
        assert [p.name for p in tmp_path.iterdir()] == [f"{FILE_NAME}.lock"], name
    open_store(tmp_path, create=True).close()


@pytest.mark.parametrize("value", ["\ud800", "a\udfff"])
def test_a_text_that_is_no_text(store: Store, tmp_path: Path, value: str) -> None:
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(ValueError, match="unicode"):
        store.save(UNIT.model_copy(update={"id": "U9", "name": value}))
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [u.id for u in store.find(Unit)] == ["U1"]


def test_a_number_that_json_cannot_hold(store: Store, tmp_path: Path) -> None:
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(NotSaved, match="64-bit"):
        store.save(store.get(Unit, "U1").with_(former_names=({"name": "x", "until_year": 2**70},)))
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert store.get(Unit, "U1").former_names == ()


def test_a_program_without_the_lock_wrote_meanwhile(store: Store, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    theirs = path.read_bytes() + b"\n"

    def save() -> None:
        with store.transaction("test"):
            store.save(Unit(name="Vụ"))
            path.write_bytes(theirs)

    with pytest.raises(NotSaved, match="another program changed"):
        save()
    assert path.read_bytes() == theirs
    save_both(store)


def test_a_file_left_by_a_killed_process_is_no_hindrance(store: Store, tmp_path: Path) -> None:
    left = tmp_path / f"{FILE_NAME}.tmp"
    left.write_bytes(b"half")
    save_both(store)
    assert not left.exists()
