"""The list of movements: nothing of a title or a plan's number is cut."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Movement
from ktd_tui.operations.desk import Desk
from screens.widgets.table import RecordTable
from screens.year.movements import MovementsScreen
from tests.operations.found import the_year
from tests.screens.driving import SMALL, WIDE, running, settle, shown


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_titles_and_plans_are_shown_whole(sample: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(sample, tmp_path, size) as (app, pilot):
        await app.push_screen(MovementsScreen(the_year(sample).id))
        await settle(pilot)
        table = app.screen.query_one("#list", RecordTable).region
        rows = shown(app).splitlines()[table.y : table.bottom]
    missing = [
        word
        for movement in sample.store.find(Movement)
        for word in f"{movement.title} {movement.plan}".split()
        if not any(word in row for row in rows)
    ]
    assert not missing, "\n".join(rows)
    assert not any("…" in row for row in rows), "\n".join(rows)
