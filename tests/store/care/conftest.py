"""A store with history and journal, which is backed up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from store import Store, open_store
from tests.conftest import FakeClock
from tests.store.care.backed_up import UNITS


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store_(directory: Path, clock: FakeClock) -> Iterator[Store]:
    opened = open_store(directory, create=True, clock=clock)
    for unit in UNITS[:3]:
        opened.save(unit)
    opened.rest()  # these are in the history, the next one in the journal
    opened.save(opened.get(Unit, "U1").with_(city="Huế"))
    yield opened
    opened.close()
