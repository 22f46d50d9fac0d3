"""Where all panes stand beside each other nothing in the step is cut: texts wrap, long cells go on below."""

from pathlib import Path

import pytest
from textual.widgets import DataTable, TextArea

from ktd_tui.domain.meeting import AgendaStep, Meeting, Step
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.meeting.flow import steps
from screens.meeting.meeting import MeetingScreen
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.table import PANES
from screens.overview.charts import ChartsScreen
from tests.operations.found import the_meeting, the_year
from tests.screens.driving import WIDE, running, settle, shown


def at_step(desk: Desk, step: Step) -> Meeting:
    return desk.store.save(the_meeting(desk).with_(step=step))


async def test_what_is_written_stays_within_its_pane(sample: Desk, tmp_path: Path) -> None:
    at_step(sample, Step.CONCLUSION)
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await app.push_screen(MeetingScreen(the_meeting(sample).id))
        await settle(pilot)
        editor = app.screen.query_one(TextArea)
        assert editor.region.right <= app.screen.query_one("#step").region.right
        assert editor.region.height > 10, "there is room to write"


@pytest.mark.parametrize("step", [Step.OPENING, Step.SCORES, Step.AWARDS, Step.PREPARATION])
async def test_no_cell_is_cut(sample: Desk, tmp_path: Path, step: Step) -> None:
    at_step(sample, step)
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await app.push_screen(MeetingScreen(the_meeting(sample).id))
        await settle(pilot)
        tables = [one for one in app.screen.query("#pane DataTable") if isinstance(one, DataTable)]
        lines = [line[23:72] for line in shown(app).split("\n")[3:]]
        assert tables
        assert not [line for line in lines if "…" in line]


async def test_a_long_name_of_a_step_stands_on_one_line_of_the_rail(sample: Desk, tmp_path: Path) -> None:
    name = "Biểu quyết nội quy, quy chế"
    agenda = tuple(
        AgendaStep(step=one, title=name if one is Step.REPORT else "") for one in steps(the_meeting(sample))
    )
    sample.store.save(the_meeting(sample).with_(agenda=agenda))
    async with running(sample, tmp_path, (200, 60)) as (app, pilot):
        await app.push_screen(MeetingScreen(the_meeting(sample).id))
        await settle(pilot)
        assert any(line.partition("│")[0].rstrip().endswith(f" 3 {name}") for line in shown(app).split("\n"))


async def test_a_name_and_its_bar_stand_on_one_line(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await app.push_screen(ChartsScreen(the_year(sample).id))
        await settle(pilot)
        lines = shown(app).split("\n")
        assert [line for line in lines if "I Thực hiện nhiệm vụ" in line and "█" in line and "93,7%" in line]
        assert not [line for line in lines if "…" in line]


async def test_a_step_that_is_left_before_its_pane_is_there_fills_nothing(
    sample: Desk, tmp_path: Path
) -> None:
    """Each kind of pane, mounted while the app or the step ends: its widgets never come."""
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(screen := MeetingScreen(the_meeting(sample).id))
        await settle(pilot)
        assert screen.view
        for step, kind in PANES.items():
            for of in kind.mro():
                if on_mount := vars(of).get("on_mount") if issubclass(of, StepPane) else None:
                    on_mount(kind(step, screen.view))
