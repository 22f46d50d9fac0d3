"""Data on which each operation can be tried, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui import i18n
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.desk import Desk
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.writing.ready import get_ready


@pytest.fixture(scope="session")
def ready_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made ready as ``get_ready`` says; nobody changes it."""
    folder = tmp_path_factory.mktemp("ready") / "data"
    i18n.use("vi")
    desk = a_desk(folder, FakeClock())
    set_up_sample(desk)
    get_ready(desk)
    desk.store.close()
    return folder


@pytest.fixture
def ready(ready_data: Path, tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk on a copy of it."""
    shutil.copytree(ready_data, tmp_path / "data")
    desk = a_desk(tmp_path / "data", clock)
    yield desk
    desk.store.close()
