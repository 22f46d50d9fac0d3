"""Every implementation of the store goes through the same suite: add a line to ``ENGINES``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Store, open_store

Opener = Callable[[], Store]

ENGINES: dict[str, Callable[[Path], Store]] = {
    "tiny": lambda directory: open_store(directory, create=True),
}


@pytest.fixture(params=ENGINES.values(), ids=list(ENGINES))
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same data again and again, as several processes do."""
    opened: list[Store] = []

    def open_another() -> Store:
        opened.append(request.param(tmp_path))
        return opened[-1]

    yield open_another
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener) -> Store:
    """A store without records."""
    return opener()
