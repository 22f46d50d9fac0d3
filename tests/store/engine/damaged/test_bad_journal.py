"""A journal that is not as it was, or is closed: all is refused, nothing changed; never wrong data."""

import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import NotSaved, StoreError
from store import FILE_NAME, Author, open_store
from store.care.check import check_data
from store.care.restore import restore_directory
from tests.conftest import FakeClock
from tests.store.care.test_closed_places import as_owner, somebody_else

JOURNAL = f"{FILE_NAME}.journal"
COMMITS = 6
OLDER = "is older than its journal: one of them was exchanged"


def make(directory: Path) -> Path:
    """Data with an empty snapshot, everything in the journal: the n-th commit sets rev to n."""
    store = open_store(directory, create=True)
    unit = store.save(Unit(id="U1", name="Vụ Tổ chức - cán bộ"))
    for n in range(2, COMMITS + 1):
        unit = store.save(unit.with_(name=f"Vụ {n}" * (n % 3 + 1)))
    snapshot, journal = (directory / FILE_NAME).read_bytes(), (directory / JOURNAL).read_bytes()
    store.close()  # compacts
    for path in (directory / "history").iterdir():
        path.unlink()
    (directory / "history").rmdir()
    (directory / FILE_NAME).write_bytes(snapshot)
    (directory / JOURNAL).write_bytes(journal)
    return directory / JOURNAL


def revision(directory: Path) -> int:
    """Return how many commits an opening sees."""
    store = open_store(directory, read_only=True)
    try:
        return max((u.rev for u in store.find(Unit)), default=0)
    finally:
        store.close()


def goes_on(directory: Path, seen: int) -> None:
    """Save once more, and find that and all before it again."""
    store = open_store(directory)
    if seen:
        store.save(store.get(Unit, "U1"))
    else:
        store.save(Unit(id="U1", name="Vụ"))
    other = open_store(directory, read_only=True)
    assert [u.rev for u in other.find(Unit)] == [seen + 1]
    other.close()
    store.close()
    assert revision(directory) == seen + 1


def lines(journal: Path) -> list[bytes]:
    return journal.read_bytes().splitlines(keepends=True)


def rewrite(change: Callable[[list[bytes]], object]) -> Callable[[Path], None]:
    def put(journal: Path) -> None:
        all_lines = lines(journal)
        change(all_lines)
        journal.write_bytes(b"".join(all_lines))

    return put


def changed(line: bytes, **fields: object) -> bytes:
    """Return a line that says something else, with the CRC that belongs to it."""
    content: dict[str, Any] = json.loads(line[9:]) | fields
    body = json.dumps(content).encode()
    return b"%08x %b\n" % (zlib.crc32(body), body)


def header(**fields: object) -> Callable[[Path], None]:
    return rewrite(lambda all_lines: all_lines.__setitem__(0, changed(all_lines[0], **fields)))


def line(number: int, **fields: object) -> Callable[[Path], None]:
    return rewrite(lambda a: a.__setitem__(number, changed(a[number], **fields)))


def put_link(journal: Path) -> None:
    journal.rename(journal.with_name("elsewhere"))
    journal.symlink_to("elsewhere")


def put_pipe(journal: Path) -> None:
    journal.unlink()
    os.mkfifo(journal)


def put_directory(journal: Path) -> None:
    journal.unlink()
    journal.mkdir()


def put_zeros(journal: Path) -> None:
    journal.write_bytes(b"")
    os.truncate(journal, 2**30)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda j: j.write_bytes(b""), "damaged at line 1"),
    "text": (lambda j: j.write_bytes("Biên bản\n".encode()), "damaged at line 1"),
    "JSON, no journal": (lambda j: j.write_bytes(b'{"_meta":{}}\n'), "damaged at line 1"),
    "a gigabyte of zeros": (put_zeros, "damaged at line 1"),
    "another app": (header(app="khac"), "was not made by ktd"),
    "a newer ktd": (header(schema=2), "made by a newer ktd"),
    "base a word": (header(base="0"), "damaged at line 1"),
    "of other data": (header(base=500), OLDER),
    "a bad line in the middle": (rewrite(lambda a: a.insert(3, b"nonsense\n")), "damaged at line 4"),
    "a line of zeros in the middle": (rewrite(lambda a: a.insert(3, bytes(99) + b"\n")), "damaged at line 4"),
    "a line changed": (rewrite(lambda a: a.__setitem__(3, a[3].replace(b"U1", b"U2"))), "damaged at line 4"),
    "a line removed": (rewrite(lambda a: a.pop(3)), "damaged at line"),
    "a line joined to the next": (
        rewrite(lambda a: a.__setitem__(3, a[3][:-1])),
        "damaged at line 4",
    ),
    "number a word": (line(3, seq="3"), "damaged at line"),
    "ops a word": (line(3, ops="put"), "damaged at line"),
    "op unknown": (line(3, ops=[["exec", 1]]), "damaged at line"),
    "a symlink": (put_link, "cannot be read"),
    "a pipe": (put_pipe, "cannot be read"),
    "a directory": (put_directory, "cannot be read"),
}


@pytest.mark.parametrize(("put", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_journal_is_refused_and_nothing_is_changed(
    tmp_path: Path, put: Callable[[Path], object], sentence: str
) -> None:
    directory = tmp_path / "data"
    journal = make(directory)
    put(journal)
    before = stat_of(directory)
    for how in ({}, {"create": True}, {"read_only": True}):
        with pytest.raises(StoreError, match=sentence) as caught:
            open_store(directory, **how)  # type: ignore[arg-type]  # mypy takes the dict for one of strings
        assert str(directory) in str(caught.value)
    report = check_data(directory)
    assert report.problems, "check finds nothing"
    assert stat_of(directory) == before


def stat_of(directory: Path) -> dict[str, tuple[int, int, int]]:
    found = {p.name: p.lstat() for p in sorted(directory.iterdir())}
    return {name: (one.st_ino, one.st_mtime_ns, one.st_size) for name, one in found.items()}


@pytest.mark.parametrize("put", [p for p, _ in BAD.values()], ids=BAD.keys())
def test_a_restore_needs_no_journal(
    tmp_path: Path, put: Callable[[Path], object], request: pytest.FixtureRequest
) -> None:
    directory = tmp_path / "data"
    journal = make(directory)
    store = open_store(directory, read_only=True)
    store.backup(tmp_path / "b.zip")
    store.close()
    put(journal)
    if request.node.callspec.id in {"another app", "a newer ktd", "a symlink", "a pipe", "a directory"}:
        before = stat_of(directory)
        with pytest.raises(StoreError):
            restore_directory(directory, tmp_path / "b.zip", Author(1, "x"), FakeClock())
        assert stat_of(directory) == before
        return
    restore_directory(directory, tmp_path / "b.zip", Author(1, "x"), FakeClock())
    assert revision(directory) == COMMITS
    assert not check_data(directory).problems


def test_without_a_journal_the_snapshot_is_the_data(tmp_path: Path) -> None:
    make(tmp_path).unlink()
    assert revision(tmp_path) == 0
    goes_on(tmp_path, 0)


def test_a_journal_that_goes_bad_meanwhile_is_neither_read_nor_written(tmp_path: Path) -> None:
    journal = make(tmp_path)
    store = open_store(tmp_path)
    unit = store.get(Unit, "U1")
    content = journal.read_bytes()
    with journal.open("ab") as file:
        file.write(b"nonsense\nnonsense\n")
    for use in (lambda: store.get(Unit, "U1"), lambda: store.save(unit), store.refresh):
        with pytest.raises(StoreError, match="is damaged at line 8"):
            use()
    assert journal.read_bytes() == content + b"nonsense\nnonsense\n"
    os.truncate(journal, len(content))
    assert store.save(unit).rev == COMMITS + 1, "once the journal is well again, so is the store"
    store.close()


def test_a_journal_of_somebody_else() -> None:
    with somebody_else() as directory:
        as_owner((directory / FILE_NAME).unlink)
        as_owner(lambda: make(directory).chmod(0))
        as_owner(lambda: directory.chmod(0o770))
        for how in ({}, {"read_only": True}):
            with pytest.raises(StoreError, match="journal is closed to this account"):
                open_store(directory, **how)  # type: ignore[arg-type]  # as above
        assert check_data(directory).problems


def test_a_journal_on_a_disk_that_refuses_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make(tmp_path)
    store = open_store(tmp_path)
    unit = store.get(Unit, "U1")
    before = journal.read_bytes()
    real = os.write

    def half(descriptor: int, content: bytes) -> int:
        return real(descriptor, bytes(content)[: len(content) // 2])

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", half)
        with pytest.raises(NotSaved, match="Your data is as before"):
            store.save(unit)
    assert journal.read_bytes() == before
    store.close()
