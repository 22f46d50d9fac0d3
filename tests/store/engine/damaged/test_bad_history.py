"""Finished journals that are not as they were: no work is hindered; what is not ours is set aside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import StoreError
from store import Store, open_store
from store.care.check import check_data
from tests.store.engine.damaged.test_bad_journal import COMMITS, header, make, put_link, put_pipe, rewrite

HISTORY: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda p: p.write_bytes(b""), "is damaged at line 1"),
    "another app": (header(app="khac"), "was not made by ktd"),
    "a newer ktd": (header(schema=2), "made by a newer ktd"),
    "a bad line in the middle": (rewrite(lambda a: a.insert(3, b"nonsense\n")), "is damaged at line 4"),
}


def with_history(directory: Path, put: Callable[[Path], object]) -> tuple[Store, Path]:
    """A store of which one journal is finished, and that journal, once something was done to it."""
    make(directory)
    store = open_store(directory)
    store.rest()
    (kept,) = (directory / "history").glob("*.jsonl")
    put(kept)
    return store, kept


FOREIGN: dict[str, Callable[[Path], object]] = {
    "not a journal": lambda p: p.write_bytes(b"hello\n"),
    "a symlink": put_link,
    "a pipe": put_pipe,
}


@pytest.mark.parametrize("put", FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_not_ours_stops_no_history_is_set_aside_and_told(
    tmp_path: Path, put: Callable[[Path], object]
) -> None:
    directory = tmp_path / "data"
    store, kept = with_history(directory, put)
    before = kept.lstat()
    assert list(store.changes()) == [], "only what stood there is gone from the history"
    assert store.save(store.get(Unit, "U1")).rev == COMMITS + 1
    store.close()
    (aside,) = (directory / "history").glob("foreign-*")
    told = check_data(directory)
    assert told.problems
    assert aside in [finding.facts.get("path") for finding in told.findings]
    after = aside.lstat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns), (
        "it was not left as it was"
    )


@pytest.mark.parametrize(("put", "sentence"), HISTORY.values(), ids=HISTORY.keys())
def test_a_bad_history_hinders_no_work_and_is_told(
    tmp_path: Path, put: Callable[[Path], object], sentence: str
) -> None:
    directory = tmp_path / "data"
    store, kept = with_history(directory, put)
    before = kept.lstat()
    with pytest.raises(StoreError, match=sentence):
        list(store.changes())
    assert store.save(store.get(Unit, "U1")).rev == COMMITS + 1
    store.close()
    assert check_data(directory).problems
    after = kept.lstat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
