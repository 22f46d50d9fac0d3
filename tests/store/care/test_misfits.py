"""Records that do not fit: a later ktd's are left alone, others come from the history or are put aside."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.errors import StoreError
from store import FILE_NAME, open_store
from store.care.repair import repair
from store.care.restore import restore_directory
from tests.conftest import FakeClock
from tests.store.care.backed_up import everything
from tests.store.care.test_bad_files import UNIT, tables
from tests.store.care.test_check import told
from tests.store.care.test_repair import WHO, directory, mend, work

__all__ = ["directory"]
LATER = {"a field": {"colour": "red"}, "a word to choose from": {"stage": "afterwards"}}


def spoil_name(directory: Path) -> None:
    path = directory / FILE_NAME
    data = orjson.loads(path.read_bytes())
    data["units"]["1"]["name"] = 7
    path.write_bytes(orjson.dumps(data))


@pytest.fixture
def later(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Make a data directory, and have a later ktd write into one of its records, a copy kept before."""

    def make(fields: dict[str, str]) -> Path:
        directory = tmp_path / "data"
        store = open_store(directory, create=True)
        store.save(BlocYear(id="Y1", bloc_id="B1", year=2022))
        store.close()
        path = directory / FILE_NAME
        (tmp_path / "before.json").write_bytes(path.read_bytes())
        tables = orjson.loads(path.read_bytes())
        tables["bloc_years"]["1"] |= fields
        path.write_bytes(orjson.dumps(tables))
        return directory

    return make


@pytest.mark.parametrize("fields", LATER.values(), ids=LATER)
def test_a_repair_throws_nothing_of_it_away_and_the_copy_is_the_way_out(
    later: Callable[[dict[str, str]], Path], fields: dict[str, str], clock: FakeClock
) -> None:
    directory = later(fields)
    before = everything(directory)
    with pytest.raises(StoreError, match=r"A newer ktd wrote it.*before-upgrade"):
        repair(directory, WHO, clock)
    assert {name: was for name, was in everything(directory).items() if name in before} == before
    with pytest.raises(StoreError, match="A newer ktd wrote it"):
        open_store(directory, read_only=True).get(BlocYear, "Y1")
    restore_directory(directory, directory.parent / "before.json", WHO, clock)
    store = open_store(directory, read_only=True)
    assert store.get(BlocYear, "Y1").year == 2022
    store.close()


def test_records_that_do_not_fit_are_put_aside(directory: Path, clock: FakeClock) -> None:
    directory.mkdir(0o700)
    wrong = {"1": UNIT, "2": UNIT | {"rev": 3}, "3": {"name": "x"}, "4": UNIT | {"id": "U4", "name": 7}}
    (directory / FILE_NAME).write_bytes(tables(units=wrong))
    report = mend(directory, clock)
    assert told(report)[:3] == [
        "Left out: units, record U1, because its field “Identifier” does not fit.",
        "Left out: units, record None, because its field “Identifier” does not fit.",
        "Left out: units, record U4, because its field “Name” does not fit.",
    ]
    store = open_store(directory)
    assert [(u.id, u.rev) for u in store.find(Unit)] == [("U1", 3)]
    store.close()
    (kept,) = (directory / "backups").iterdir()
    rejected = [orjson.loads(text) for text in (kept / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert [r["document"] for r in rejected] == [wrong["1"], wrong["3"], wrong["4"]]


def test_a_record_that_does_not_fit_is_what_was_saved_last_where_the_history_tells_it(
    directory: Path, clock: FakeClock
) -> None:
    units = work(directory, clock)
    spoil_name(directory)
    report = mend(directory, clock)
    assert told(report)[0] == "Taken from the history: units, record U1, whose field “Name” did not fit."
    store = open_store(directory)
    assert store.find(Unit) == units
    store.close()
    (kept,) = (directory / "backups").glob("broken-*")
    assert orjson.loads((kept / "rejected.jsonl").read_text("utf-8"))["document"]["name"] == 7


def test_what_was_saved_before_all_was_exchanged_is_not_taken(directory: Path, clock: FakeClock) -> None:
    store = open_store(directory, create=True, clock=clock)
    first = store.save(Unit(id="U1", name="Vụ 1"))
    store.backup(directory.parent / "b.zip")
    store.save(first.with_(name="Vụ khác"))
    store.restore(directory.parent / "b.zip")
    store.close()
    spoil_name(directory)
    assert told(mend(directory, clock))[0].startswith("Left out: units, record U1")
