"""A whole bloc is keyed in with one Enter a cell, and a key draws only the cells that it changes."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest
from rich.text import Text
from textual import events
from textual.coordinate import Coordinate

from ktd_tui.domain.organisation import Bloc, BlocYear, Member, Stage, Unit
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import grid as scores
from screens.scoring.score import ScoreScreen
from screens.scoring.score_grid import ScoreGrid
from tests.operations.found import the_year
from tests.screens.driving import running, settle

UNITS, CRITERIA = 12, 25
DEADLINE = 120.0
"""Seconds after which something hangs."""


@pytest.fixture
def large(sample: Desk) -> BlocYear:
    """A year of twelve units and twenty-five criteria, nothing scored."""
    bloc_id = sample.store.find(Bloc, code="I")[0].id
    units = [sample.store.save(Unit(name=f"Vụ {n:02d}", bloc_id=bloc_id)) for n in range(UNITS)]
    rows = tuple(
        Criterion(code=f"I.{n}", text=f"Tiêu chí {n}", maximum=Decimal(20)) for n in range(1, CRITERIA + 1)
    )
    criteria = sample.store.save(
        CriteriaSet(name="Lớn", groups=(CriteriaGroup(code="I", name="Một", criteria=rows),))
    )
    return sample.store.save(
        BlocYear(
            bloc_id=bloc_id,
            year=2022,
            stage=Stage.SCORING,
            members=tuple(Member(unit_id=unit.id) for unit in units),
            criteria_id=criteria.id,
        )
    )


async def test_three_hundred_cells_take_three_hundred_keys_beside_their_digits(
    sample: Desk, large: BlocYear, tmp_path: Path
) -> None:
    other_keys = 0
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ScoreScreen(large.id))
        await settle(pilot)
        for cell in range(UNITS * CRITERIA):  # in one burst, as fast as nobody types
            for key in str(cell % 21):
                app.post_message(events.Key(key, key))
            app.post_message(events.Key("enter", "\r"))
            other_keys += 1
        grid = app.screen.query_one(ScoreGrid)
        async with asyncio.timeout(DEADLINE):
            while not (grid.of and grid.typed is None and not scores.blanks(grid.of)):
                await pilot.pause()
    of = scores.grid(sample, large.id)
    assert other_keys <= 300
    typed = [of.points[unit.id].get(row.code) for unit in of.units for row in of.rows]
    assert typed == [Decimal(cell % 21) for cell in range(UNITS * CRITERIA)]


async def test_what_is_being_typed_stays_where_the_window_changes_its_size(
    sample: Desk, large: BlocYear, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ScoreScreen(large.id))
        await settle(pilot)
        grid = app.screen.query_one(ScoreGrid)
        before = grid.ordered_columns[0].width
        await pilot.press("7")
        await pilot.resize_terminal(160, 30)
        await settle(pilot)
        assert (grid.typed, grid.get_cell_at(grid.cursor_coordinate).plain.strip()) == ("7", "7_")
        assert grid.ordered_columns[0].width > before


async def test_a_key_draws_only_the_cells_that_it_changes(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[Coordinate, tuple[str, str]] = {}
    update = ScoreGrid.update_cell_at

    def noted(grid: ScoreGrid, coordinate: Coordinate, value: Text, *, update_width: bool = False) -> None:
        assert coordinate not in drawn, "a cell is drawn twice for one key"
        drawn[coordinate] = (grid.get_cell_at(coordinate).plain.strip(), value.plain.strip())
        update(grid, coordinate, value, update_width=update_width)

    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(ScoreScreen(the_year(sample).id))
        await settle(pilot)
        monkeypatch.setattr(ScoreGrid, "update_cell_at", noted)
        cell = app.screen.query_one(ScoreGrid).cursor_coordinate
        total, rank, other_rank = Coordinate(0, 2), Coordinate(1, 2), Coordinate(1, 3)
        for key, changed in (
            ("1", {cell: ("19", "1_")}),
            ("8", {cell: ("1_", "18_")}),
            (
                "enter",
                {
                    cell: ("18_", "18"),
                    total: ("94", "93"),
                    rank: ("4", "4="),
                    other_rank: ("5", "4="),
                },
            ),
        ):
            drawn.clear()
            await pilot.press(key)
            await settle(pilot)
            assert drawn == changed, f"{key} drew otherwise"
