"""Data that a later ktd wrote, met by a former one: nothing is damaged, nothing thrown away."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.errors import StoreError
from store import FILE_NAME, Author, open_store
from store.care.repair import repair
from store.care.restore import restore_directory
from tests.conftest import FakeClock
from tests.store.care.backed_up import everything

WHO = Author(1000, "quan-tri")
LATER = {"a field": {"colour": "red"}, "a word to choose from": {"stage": "afterwards"}}


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
