"""A sample of all that people do, on files and in a database: both tell the same history."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Bloc
from ktd_tui.operations.data.undo import redo, undo
from ktd_tui.operations.desk import Desk
from store import open_store
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.conftest import ready_data
from tests.operations.writing.every import ALL
from tests.postgresql.server import DatabaseServer

__all__ = ["ready_data"]

pytestmark = pytest.mark.xdist_group("postgresql")
SAMPLE = sorted(name for name in ALL if name != "signing.sign")[::12]
"""Signing asks for more than the others are made ready with."""


@pytest.fixture(scope="session")
def copy_of_ready(ready_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the operations are tried on, as a backup."""
    file = tmp_path_factory.mktemp("copy") / "ready.zip"
    with closing(open_store(ready_data, read_only=True)) as store:
        store.backup(file)
    return file


@pytest.fixture
def in_database(
    copy_of_ready: Path, ready_data: Path, tmp_path: Path, clock: FakeClock, postgresql: DatabaseServer
) -> Iterator[Desk]:
    """A desk on a copy of it in a database; papers lie beside it in files, as ever."""
    folder = tmp_path / "server"
    folder.mkdir(0o700)
    (folder / "database").write_text(postgresql.fresh())
    if (ready_data / "papers").exists():
        shutil.copytree(ready_data / "papers", folder / "papers")
    if (ready_data / "ballots").exists():
        shutil.copytree(ready_data / "ballots", folder / "ballots")
    desk = a_desk(folder, clock)
    desk.store.restore(copy_of_ready)
    yield desk
    desk.store.close()


@pytest.fixture
def on_files(ready_data: Path, tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk on a copy of it in files."""
    shutil.copytree(ready_data, tmp_path / "data")
    desk = a_desk(tmp_path / "data", clock)
    yield desk
    desk.store.close()


def told_since(desk: Desk, before: int) -> list[object]:
    return [
        (
            c.why,
            sorted(c.facts),
            c.final,
            sorted((x.table, x.before is None, x.after is None) for x in c.changes),
        )
        for c in desk.store.changes(before)
    ]


@pytest.mark.parametrize("name", SAMPLE)
def test_an_operation_does_the_same_in_a_database(name: str, on_files: Desk, in_database: Desk) -> None:
    told = []
    for desk in (on_files, in_database):
        before = desk.store.seq
        ALL[name](desk)
        told.append(told_since(desk, before))
    assert told[0] == told[1]
    assert told[0], "nothing was done"


def test_what_was_done_in_a_database_is_undone_and_done_again(in_database: Desk) -> None:
    name = the_bloc_name(in_database)
    ALL["blocs.save_bloc"](in_database)
    undo(in_database)
    assert "VI" not in name(), "still there"
    redo(in_database)
    assert "VI" in name()
    assert [c.undoes is not None for c in in_database.store.changes()][-3:] == [False, True, True]


def the_bloc_name(desk: Desk) -> Callable[[], set[str]]:
    return lambda: {bloc.code for bloc in desk.store.find(Bloc)}
