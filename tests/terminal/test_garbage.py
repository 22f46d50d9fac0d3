"""Python searches through everything in calm moments, not while somebody types."""

import asyncio
import gc
import weakref
from collections.abc import Iterator
from time import monotonic

import pytest

from ktd_tui.terminal import garbage
from ktd_tui.terminal.garbage import CalmCollector


@pytest.fixture
def searched() -> Iterator[list[int]]:
    """The searches through everything; Python's own settings are as they were afterwards."""
    found: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            found.append(info["collected"])

    thresholds = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # as Python has them; tests may run with others
    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)
    gc.set_threshold(*thresholds)
    gc.unfreeze()


async def test_not_while_one_types_and_once_one_does_no_more(
    searched: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "CALM", 0.0)
    collector = CalmCollector()
    collector.start()
    gc.collect()  # Python waits until what is new is a quarter of all
    searched.clear()
    new = [[number] for number in range(200_000)]
    assert (len(new), searched) == (200_000, []), "a page that opens waited for it"
    collector.typed()
    collector.typed()
    async with asyncio.timeout(30):
        while not searched:  # noqa: ASYNC110  # nobody tells it
            await asyncio.sleep(0)
    assert len(searched) == 1
    collector.collect()
    assert len(searched) == 1, "nothing came to be since"


@pytest.mark.parametrize(("calm", "after"), [(garbage.LONG, garbage.MANY), (0.0, garbage.TOO_MANY)])
def test_what_was_in_use_is_searched_again_at_last(searched: list[int], calm: float, after: int) -> None:
    class Page:
        """What one has open, and leaves."""

        def __init__(self) -> None:
            self.itself = self

    collector, page = CalmCollector(), Page()
    left = weakref.ref(page)
    collector.start()
    del page  # it was put aside with all that is there
    for _ in range(after):
        collector._typed_at = monotonic()
        new = [[number] for number in range(20_000)]
        collector.collect()
        assert new
        assert left() is not None
    assert len(searched) == after
    collector._typed_at = monotonic() - calm
    collector.collect()
    assert left() is None


def test_what_is_never_calm_is_searched_all_the_same(searched: list[int]) -> None:
    collector = CalmCollector()
    collector.start()
    assert gc.get_threshold()[2] == garbage.SELDOM
    assert gc.isenabled()
    assert searched == []
