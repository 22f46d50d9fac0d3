"""Where two tables stand above each other both stay in sight, however many rows they have."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.change import change_meeting
from screens.base import KtdScreen
from screens.council.bloc import BlocScreen
from screens.council.unit import UnitScreen
from screens.meeting.agenda import AgendaScreen
from screens.meeting.meeting import MeetingScreen
from screens.overview.overview import OverviewScreen
from screens.widgets.table import RecordTable
from tests.operations.found import the_unit, the_year
from tests.screens.driving import running, settle, shown

MANY = 40
"""Rows of each table."""
STEPS = (Step.STATEMENTS, Step.SCORES, Step.DIRECTIONS, Step.APPROVAL)


def at_step(step: Step, desk: Desk) -> MeetingScreen:
    """The meeting of 2023, at a step."""
    held = desk.store.find(Meeting, bloc_year_id=the_year(desk, 2023).id)
    meeting = held[0] if held else preparation.start_meeting(desk, the_year(desk, 2023).id)
    change_meeting(desk, meeting.id, lambda m: m.with_(step=step), "step")
    return MeetingScreen(meeting.id)


SCREENS: dict[str, Callable[[Desk], KtdScreen]] = {
    "agenda": lambda desk: AgendaScreen(the_year(desk).bloc_id, MeetingKind.YEAR_END),
    "bloc": lambda desk: BlocScreen(the_year(desk).bloc_id),
    "unit": lambda desk: UnitScreen(the_unit(desk, "CQT I")),
    "overview": lambda _: OverviewScreen(number=2022),
    **{step.value: partial(at_step, step) for step in STEPS},
}


async def test_both_are_seen_to_their_ends(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path, (80, 24)) as (app, pilot):
        for name, screen in SCREENS.items():
            app.push_screen(screen(sample))
            await settle(pilot)
            tables = [table for table in app.screen.query(RecordTable) if table.display]
            assert len(tables) > 1, name
            for table in tables:
                rest = [""] * (len(table.columns) - 1)
                table.fill((f"{n}", (f"{table.id}{n}", *rest)) for n in range(MANY))
            for table in tables:
                for row in (MANY - 1, 0):
                    table.move_cursor(row=row, animate=False)
                    await settle(pilot)
                    assert f"{table.id}{row}" in shown(app), f"{name}: {shown(app)}"
