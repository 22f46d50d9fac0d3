"""A page that follows from the data alone is read again only after a commit, or on another day."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.operations.desk import Desk
from screens.scoring import explain
from screens.scoring.explain import ExplainScreen
from store import open_store
from tests.operations.found import the_unit, the_year
from tests.screens.driving import press, running, settle


def committed_here(desk: Desk) -> Desk:
    desk.store.save(Unit(name="Một đơn vị"))
    return desk


def committed_elsewhere(desk: Desk) -> Desk:
    other = open_store(desk.folder or Path())
    other.save(Unit(name="Một đơn vị"))
    other.close()
    return desk


def a_day_later(desk: Desk) -> Desk:
    later = desk.now + timedelta(days=1)
    return desk._replace(clock=lambda: later)


@pytest.mark.parametrize(
    ("meanwhile", "again"),
    [(lambda desk: desk, False), (committed_here, True), (committed_elsewhere, True), (a_day_later, True)],
    ids=["nothing", "here", "elsewhere", "a day"],
)
async def test_what_is_read_when_one_comes_back(
    sample: Desk, tmp_path: Path, meanwhile: Callable[[Desk], Desk], again: bool
) -> None:
    desk = sample._replace(folder=tmp_path / "data")
    with mock.patch.object(explain, "explain", return_value=["Một dòng"]) as asked:
        async with running(desk, tmp_path) as (app, pilot):
            await app.push_screen(ExplainScreen(the_year(desk).id, the_unit(desk, "CQT I")))
            await settle(pilot)
            await press(pilot, "f1")
            assert asked.call_count == 1
            app.desk = meanwhile(app.desk)
            await press(pilot, "escape")
            assert isinstance(app.screen, ExplainScreen)
            assert (asked.call_count > 1) == again
            before = asked.call_count
            await press(pilot, "f5")
            assert asked.call_count > before, "who asks for it has it read"
