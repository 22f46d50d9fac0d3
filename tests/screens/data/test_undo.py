"""Ctrl+Z with two windows open: the other one's step is named first, and taken back only on a yes."""

from pathlib import Path

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, grid
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year
from tests.screens.driving import open_entry, press, running, shown


def points(desk: Desk) -> str:
    return str(grid.grid(desk, the_year(desk).id).points[the_unit(desk, "CQT I")]["I.1"])


async def test_another_windows_step_is_named_and_asked_about(sample: Desk, tmp_path: Path) -> None:
    before = points(sample)
    twin = a_colleague(sample, tmp_path / "data", sample.actor.uid, sample.actor.name)
    cells.record_score(twin, cells.ScoreTyped(the_year(twin).id, the_unit(twin, "CQT I"), "I.1", "1"))
    async with running(sample, tmp_path) as (app, pilot):
        await open_entry(pilot, "scores")
        await press(pilot, "ctrl+z")
        page = " ".join(shown(app).split())
        assert "cửa sổ khác" in page, shown(app)
        assert "I.1" in page, shown(app)
        await press(pilot, "enter")
        assert points(sample) == "1", "Enter alone says no"
        await press(pilot, "ctrl+z", "down", "enter")
        assert points(sample) == before
        assert "Hoàn tác: " in shown(app), shown(app)
        await press(pilot, "ctrl+y")
        assert points(sample) == "1", "what this window undid it does again without a question"
    twin.store.close()
