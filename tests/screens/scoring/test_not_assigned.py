"""By keys: a criterion that a unit is not scored by, and the sub-group that it is scored with."""

from pathlib import Path

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import NotAssigned, Registration
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import grid
from screens.scoring.score import ScoreScreen
from tests.operations.found import the_unit, the_year
from tests.screens.driving import press, running, settle, shown, write


def totals(desk: Desk) -> dict[str, object]:
    of = grid(desk, the_year(desk).id)
    return {u.id: s.result.total for u, s in zip(of.units, of.standings, strict=True)}


def not_assigned(desk: Desk) -> list[NotAssigned]:
    registered = desk.store.find(
        Registration, bloc_year_id=the_year(desk).id, unit_id=the_unit(desk, "CQT I")
    )
    return [one for of in registered for one in of.not_assigned]


async def test_a_criterion_is_not_assigned_with_who_decided_and_why(sample: Desk, tmp_path: Path) -> None:
    year, unit_id = the_year(sample), the_unit(sample, "CQT I")
    whole = totals(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(year.id, unit_id))
        await settle(pilot)
        await press(pilot, "f3")
        await write(pilot, "khong giao")
        await press(pilot, "enter")
        await write(pilot, "I.4")
        await press(pilot, "enter")
        assert "I.4" in shown(app), shown(app)
        await write(pilot, "Thuong truc")
        await press(pilot, "enter")
        await write(pilot, "Khong co nhiem vu")
        await press(pilot, "ctrl+s")
        assert not_assigned(sample), shown(app)
        (one,) = not_assigned(sample)
        assert (one.code, one.who, one.reason) == ("I.4", "Thuong truc", "Khong co nhiem vu"), shown(app)
    now = totals(sample)
    assert {u for u in whole if whole[u] != now[u]} <= {unit_id}, "another unit's points changed"


async def test_a_unit_is_scored_with_a_sub_group(sample: Desk, tmp_path: Path) -> None:
    (year,) = sample.store.find(BlocYear, year=2023)
    unit_id = the_unit(sample, "CQT I")
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(year.id, unit_id))
        await settle(pilot)
        await press(pilot, "f3")
        await write(pilot, "nhom don vi")
        await press(pilot, "enter")
        await write(pilot, "Cac cuc")
        await press(pilot, "enter")
        members = sample.store.get(BlocYear, year.id).members
        assert {m.unit_id: m.sub_group for m in members if m.sub_group} == {unit_id: "Cac cuc"}, shown(app)
