"""The history stays a few files, and says the same before, during and after they are joined."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from store import Store, open_store
from store.engine import history_files


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(history_files, "MANY", 5)
    opened = open_store(tmp_path, create=True)
    yield opened
    opened.close()


def work(store: Store, times: int) -> None:
    for n in range(times):
        store.save(Unit(name=f"Vụ {n}"))
        store.rest()


def numbers(store: Store) -> list[int]:
    return [commit.seq for commit in store.changes()]


def test_small_files_are_joined(store: Store, tmp_path: Path) -> None:
    work(store, 20)
    assert len(history_files.finished(tmp_path / "history")) <= 6
    assert numbers(store) == list(range(1, 21))
    assert [c.seq for c in store.changes(since=17)] == [18, 19, 20]


def test_large_files_are_left_alone(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_files, "LARGE", 700)
    work(store, 20)
    sizes = [p.stat().st_size for p in history_files.finished(tmp_path / "history")]
    assert max(sizes) <= 700
    assert numbers(store) == list(range(1, 21))


def test_killed_before_the_parts_were_removed(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: Path) -> None:
        raise OSError(5, "killed")

    work(store, 5)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", die)
        work(store, 1)
    assert len(history_files.finished(tmp_path / "history")) == 7
    assert numbers(store) == list(range(1, 7)), "a commit is told twice or not at all"
    work(store, 1)
    assert numbers(store) == list(range(1, 8))


def test_one_who_reads_meanwhile_misses_nothing(store: Store) -> None:
    work(store, 5)
    reading = store.changes()
    seen = [next(reading).seq, next(reading).seq]
    work(store, 3)
    assert seen + [c.seq for c in reading] == list(range(1, 9))


def test_a_line_that_a_killed_writer_left_half_written_harms_nobody(store: Store, tmp_path: Path) -> None:
    for n in range(8):
        store.save(Unit(name=f"Vụ {n}"))
        with (tmp_path / "ktd.json.journal").open("ab") as journal:
            journal.write(b"0123abcd {half")
        store.rest()
    assert numbers(store) == list(range(1, 9))


def test_other_files_in_the_folder_are_left_alone(store: Store, tmp_path: Path) -> None:
    work(store, 3)
    (tmp_path / "history" / "notes.jsonl").write_text("mine")
    work(store, 7)
    assert numbers(store) == list(range(1, 11))
    assert (tmp_path / "history" / "notes.jsonl").read_text() == "mine"
