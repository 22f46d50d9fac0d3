"""A repair keeps what is whole, lists what it leaves out, and keeps every file as it was."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import StoreError
from store import FILE_NAME, Author, open_store
from store.care.check import check_data
from store.care.repair import repair
from store.report import Report
from tests.conftest import FakeClock
from tests.store.care.backed_up import everything
from tests.store.care.test_bad_files import BAD
from tests.store.care.test_check import told
from tests.store.engine.damaged.test_bad_journal import (
    COMMITS,
    JOURNAL,
    changed,
    line,
    lines,
    make,
    put_zeros,
    revision,
    rewrite,
)
from tests.store.engine.damaged.test_torn_journal import TAILS

WHO = Author(1000, "quan-tri")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "data"


def mend(directory: Path, clock: FakeClock) -> Report:
    """Repair, and find everything that was there in the folder that the report names."""
    before = {name: c for name, c in everything(directory).items() if not name.startswith("backups")}
    report = repair(directory, WHO, clock)
    (kept,) = (directory / "backups").glob("broken-*")
    assert any(str(kept) in sentence for sentence in told(report))
    for name, content in before.items():
        if content is not None and not name.endswith((".lock", ".sessions")):
            assert (kept / name).read_bytes() == content, f"{name} was not kept as it was"
    store = open_store(directory)
    assert [*store.changes()][-1].why.startswith("The data was repaired")
    store.close()
    assert not check_data(directory).problems
    return report


def of_other_data(all_lines: list[bytes]) -> None:
    all_lines[:] = [changed(all_lines[0], base=500)]


DAMAGE: dict[str, tuple[Callable[[Path], object], int]] = {
    "a bad line between good ones": (rewrite(lambda a: a.insert(3, b"nonsense\n")), COMMITS),
    "a changed line": (rewrite(lambda a: a.__setitem__(4, a[4].replace(b"U1", b"U2"))), 3),
    "a line removed": (rewrite(lambda a: a.pop(4)), 3),
    "a damaged first line": (rewrite(lambda a: a.__setitem__(0, b"nonsense\n")), COMMITS),
    "a first line of zeros": (rewrite(lambda a: a.__setitem__(0, bytes(44) + b"\n")), COMMITS),
    "no newline at the end": (rewrite(lambda a: a.__setitem__(-1, a[-1][:-1] + b"x")), COMMITS),
    "of other data": (rewrite(of_other_data), 0),
    "empty": (lambda j: j.write_bytes(b""), 0),
    "a gigabyte of zeros": (put_zeros, 0),
    "ops a word": (line(5, ops="put"), 4),
}


@pytest.mark.parametrize(("put", "kept"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_journal(
    directory: Path, clock: FakeClock, put: Callable[[Path], object], kept: int
) -> None:
    journal = make(directory)
    put(journal)
    if journal.stat().st_size > 2**20:
        repair(directory, WHO, clock)
        assert (next((directory / "backups").iterdir()) / JOURNAL).stat().st_size == 2**30
    else:
        mend(directory, clock)
    assert revision(directory) == kept
    store = open_store(directory)
    assert [c.seq for c in store.changes()][:-1] == list(range(1, kept + 1)), "the history lost commits"
    store.close()


def test_what_is_left_out_of_the_journal_is_listed_and_kept(directory: Path, clock: FakeClock) -> None:
    journal = make(directory)
    dropped = lines(journal)[4:]
    rewrite(lambda a: a.__setitem__(3, b"nonsense\n"))(journal)
    report = mend(directory, clock)
    assert told(report)[:5] == [
        f"Line 4 of {journal} is damaged.",
        "The commits 3 to 3 are in no file.",
        *(
            f"Left out: commit {n} by {os.getuid()} at {json.loads(dropped[n - 4][9:])['t']}, "
            "because one before it is missing."
            for n in (4, 5, 6)
        ),
    ]
    (kept,) = (directory / "backups").iterdir()
    assert (kept / "dropped.jsonl").read_bytes() == b"".join(dropped)


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_a_torn_tail_alone_needs_no_repair(directory: Path, clock: FakeClock, tail: bytes) -> None:
    journal = make(directory)
    journal.write_bytes(journal.read_bytes() + tail)
    before = everything(directory)
    assert not repair(directory, WHO, clock).problems
    assert everything(directory) == before


def work(directory: Path, clock: FakeClock) -> list[Unit]:
    """Data with a copy of yesterday, history and a journal since."""
    store = open_store(directory, create=True, clock=clock)
    store.save(Unit(id="U1", name="Vụ 1"))
    store.back_up_today()
    store.rest()
    clock.pass_minutes(24 * 60)
    store.save(Unit(id="U2", name="Vụ 2"))
    store.rest()
    store.save(Unit(id="U3", name="Vụ 3"))
    units = store.find(Unit)
    journal = (directory / JOURNAL).read_bytes()
    store.close()
    (directory / JOURNAL).unlink()
    (directory / JOURNAL).write_bytes(journal)
    return units


SPOILT = ("empty", "zeros", "text", "cut off", "tail of an older text", "list", "table a list", "no count")


@pytest.mark.parametrize("kind", SPOILT)
def test_a_damaged_snapshot_is_made_anew_from_a_copy_and_the_journals(
    directory: Path, clock: FakeClock, kind: str
) -> None:
    units = work(directory, clock)
    (directory / FILE_NAME).write_bytes(BAD[kind][0])
    report = mend(directory, clock)
    copy = directory / "backups" / "ktd-2023-12-08.json"
    assert told(report)[:2] == [
        f"{directory / FILE_NAME} could not be read.",
        f"The data was put together from the copy {copy} and the journals.",
    ]
    store = open_store(directory)
    assert store.find(Unit) == units
    assert [c.seq for c in store.changes()] == [1, 2, 3, 5]
    store.close()


def test_a_lost_snapshot_is_made_anew(directory: Path, clock: FakeClock) -> None:
    units = work(directory, clock)
    (directory / FILE_NAME).unlink()
    mend(directory, clock)
    store = open_store(directory)
    assert store.find(Unit) == units
    store.close()


def test_the_history_alone_is_enough_where_it_is_whole(directory: Path, clock: FakeClock) -> None:
    units = work(directory, clock)
    (directory / FILE_NAME).write_bytes(b"")
    for path in (directory / "backups").iterdir():
        path.unlink()
    mend(directory, clock)
    store = open_store(directory)
    assert store.find(Unit) == units
    store.close()


def test_without_anything_to_begin_with_nothing_is_done(directory: Path, clock: FakeClock) -> None:
    work(directory, clock)
    (directory / FILE_NAME).write_bytes(b"")
    for path in (directory / "history").iterdir():
        path.unlink()
    for path in (directory / "backups").iterdir():
        path.unlink()
    before = everything(directory)
    with pytest.raises(StoreError, match="There is no copy of"):
        repair(directory, WHO, clock)
    assert everything(directory) == before


def test_an_old_snapshot_beside_a_newer_journal_goes_on_by_the_history(
    directory: Path, clock: FakeClock
) -> None:
    units = work(directory, clock)
    (directory / FILE_NAME).write_bytes((directory / "backups" / "ktd-2023-12-08.json").read_bytes())
    with pytest.raises(StoreError, match="older than its journal"):
        open_store(directory)
    mend(directory, clock)
    store = open_store(directory)
    assert store.find(Unit) == units
    store.close()


def test_a_damaged_history_loses_its_damaged_lines_alone(directory: Path, clock: FakeClock) -> None:
    make(directory)
    open_store(directory).close()
    (kept,) = (directory / "history").glob("*.jsonl")
    rewrite(lambda a: a.__setitem__(3, b"nonsense\n"))(kept)
    mend(directory, clock)
    store = open_store(directory)
    assert [c.seq for c in store.changes()] == [1, 2, 4, 5, 6, 8]
    store.close()


def test_nothing_is_done_while_somebody_is_at_work(directory: Path, clock: FakeClock) -> None:
    make(directory)
    store = open_store(directory)
    with (directory / JOURNAL).open("ab") as file:
        file.write(b"nonsense\nnonsense\n")
    before = everything(directory)
    with pytest.raises(StoreError, match="Somebody has the data open"):
        repair(directory, WHO, clock)
    assert everything(directory) == before
    store.close()
    mend(directory, clock)


def test_where_nothing_is_wrong_nothing_is_done_even_while_somebody_works(
    directory: Path, clock: FakeClock
) -> None:
    store = open_store(directory, create=True)
    store.save(Unit(id="U1", name="Vụ"))
    before = everything(directory)
    assert not repair(directory, WHO, clock).problems
    assert everything(directory) == before
    store.close()


@pytest.mark.parametrize("kind", ["another app", "a newer ktd", "plain TinyDB"])
def test_the_data_of_others_is_left_alone(directory: Path, clock: FakeClock, kind: str) -> None:
    directory.mkdir(0o700)
    (directory / FILE_NAME).write_bytes(BAD[kind][0])
    before = (directory / FILE_NAME).stat()
    with pytest.raises(StoreError):
        repair(directory, WHO, clock)
    assert (directory / FILE_NAME).stat() == before
    assert not (directory / "backups").exists()


def test_a_second_repair_finds_nothing(directory: Path, clock: FakeClock) -> None:
    journal = make(directory)
    rewrite(lambda a: a.__setitem__(3, b"nonsense\n"))(journal)
    mend(directory, clock)
    before = everything(directory)
    assert not repair(directory, WHO, clock).problems
    assert everything(directory) == before


def test_killed_on_the_way_it_begins_anew(
    directory: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new snapshot is there, the old journal still beside it."""
    import store.engine.journal

    journal = make(directory)
    rewrite(lambda a: a.__setitem__(4, b"nonsense\n"))(journal)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(store.engine.journal.Journal, "make", die)
        with pytest.raises(KeyboardInterrupt):
            repair(directory, WHO, clock)
    clock.pass_minutes(1)
    repair(directory, WHO, clock)
    assert revision(directory) == 3
    assert len(list((directory / "backups").iterdir())) == 2
