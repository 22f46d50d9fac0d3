"""What every test stands on: Vietnamese texts, a clock that is told the time, a desk on a fresh store."""

import gc
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ktd_tui import i18n
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.desk import Desk
from tests.builders import a_desk
from tests.postgresql.server import DatabaseServer, database_server

gc.set_threshold(100_000, 50, 100)
"""Tests make many short-lived objects; to look for circles among each 700 takes an eighth of their time."""

settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
"""Each run tries the same examples on any machine: what fails in CI fails for whoever looks into it."""


LONGEST = (
    "tests/pty/",
    "tests/terminal/hostile/test_screens.py",
    "tests/screens/test_every_form.py",
    "tests/screens/meeting/test_meeting.py",
    "tests/terminal/",
)
"""Where the tests stand that take longest, the longest first."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest: else all wait for one worker at the end."""
    items.sort(key=lambda item: next((n for n, at in enumerate(LONGEST) if item.nodeid.startswith(at)), 99))


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2023, 12, 8, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Speak Vietnamese; keep the developer's own settings and data out."""
    for name in ("KTD_DATA", "SUDO_UID", "NO_COLOR", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    i18n.use("vi")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[DatabaseServer]:
    """A PostgreSQL server of the tests' own; skipped by name where there is none to start."""
    with database_server() as server:
        yield server


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with Khối V, 2022, to be copied, never opened: that takes a tenth of the time."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    i18n.use("vi")
    desk = a_desk(folder, FakeClock())
    set_up_sample(desk)
    desk.store.close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk on an empty store; on the sample where a test asks for that."""
    if "sample" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("sample_data"), tmp_path / "data")
    desk = a_desk(tmp_path / "data", clock)
    yield desk
    desk.store.close()


@pytest.fixture
def sample(desk: Desk) -> Desk:
    """A desk on Khối V, 2022."""
    return desk
