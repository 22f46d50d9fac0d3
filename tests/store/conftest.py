"""Every implementation of the store goes through the same suite: add a line to ``ENGINES``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Store, open_store

Opener = Callable[[], Store]


def _on_files(directory: Path, request: pytest.FixtureRequest) -> Path:
    return directory


def _in_database(directory: Path, request: pytest.FixtureRequest) -> Path:
    (directory / "database").write_text(request.getfixturevalue("postgresql").fresh())
    # Two openings of one test have no time to wait for a notice: each reading asks.
    request.getfixturevalue("monkeypatch").setattr("store.postgresql.followed.ASK_AFTER", 0)
    directory.chmod(0o700)
    return directory


ENGINES = [
    pytest.param(_on_files, id="tiny"),
    pytest.param(_in_database, id="postgresql", marks=pytest.mark.xdist_group("postgresql")),
]


@pytest.fixture(params=ENGINES)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same data again and again, as several processes do."""
    opened: list[Store] = []
    directory: Path = request.param(tmp_path, request)

    def open_another() -> Store:
        opened.append(open_store(directory, create=True))
        return opened[-1]

    yield open_another
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    """A store without records."""
    return opener()
