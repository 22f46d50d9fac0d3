"""What another session changes shows by itself; what one is typing stays."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from textual.geometry import Region
from textual.pilot import Pilot
from textual.scroll_view import ScrollView

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.operations.council import units
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, preparation
from ktd_tui.operations.meeting.view import MeetingView
from ktd_tui.operations.scoring import cells
from ktd_tui.operations.scoring import grid as scores
from ktd_tui.operations.year import years
from screens.council.titles import TitlesScreen
from screens.meeting.meeting import MeetingScreen
from screens.meeting.pen import PenWatch
from screens.widgets.long_text import LongText
from screens.widgets.table import RecordTable
from screens.year.year import YearScreen
from store import open_store
from tests.screens.driving import WIDE, mark, running, settle, shown

STEPS = (Step.REPORT, Step.SCORES, Step.STATEMENTS, Step.LIMITATIONS, Step.DIRECTIONS)
"""One of each kind of pane."""
SHOW = MeetingScreen._show


def colleague(desk: Desk, folder: Path) -> Desk:
    """Another session on the same data."""
    return desk._replace(store=open_store(folder / "data"))


async def until(app: KtdApp, wanted: Callable[[str], bool], pilot: Pilot[int]) -> str:
    """Wait until the screen shows it, two seconds at most (the tests' machine may be busy)."""
    deadline = asyncio.get_running_loop().time() + 2
    while not wanted(shown(app)):
        assert asyncio.get_running_loop().time() < deadline, f"never came:\n{shown(app)}"
        await pilot.pause(0.02)
    return shown(app)


async def test_the_page_of_the_year_follows(sample: Desk, tmp_path: Path) -> None:
    other = colleague(sample, tmp_path)
    async with running(sample, tmp_path) as (app, pilot):
        year = other.store.find(BlocYear)[0]
        year = next(y for y in other.store.find(BlocYear) if y.year == 2022)
        years.save_year(
            other, year, years.YearHead(theme="Chủ đề mới", head=year.members[0].unit_id, deputies=())
        )
        await until(app, lambda page: "Chủ đề mới" in page, pilot)
    other.store.close()


async def test_a_page_that_is_covered_again_in_one_go_is_read_once_it_is_in_front(
    sample: Desk, tmp_path: Path
) -> None:
    other = colleague(sample, tmp_path)
    async with running(sample, tmp_path) as (app, pilot):
        behind = app.screen
        assert isinstance(behind, YearScreen)
        await app.push_screen(TitlesScreen())
        await settle(pilot)
        year = next(y for y in other.store.find(BlocYear) if y.year == 2022)
        years.save_year(
            other, year, years.YearHead(theme="Chủ đề mới", head=year.members[0].unit_id, deputies=())
        )
        with patch.object(YearScreen, "show", autospec=True, side_effect=YearScreen.show) as read:
            app.pop_screen()
            await app.push_screen(TitlesScreen())
            await settle(pilot)
            assert not read.called
            await pilot.press("escape")
            await settle(pilot)
        assert "Chủ đề mới" in shown(app)
    other.store.close()


async def test_a_list_keeps_cursor_and_focus(sample: Desk, tmp_path: Path) -> None:
    other = colleague(sample, tmp_path)
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("escape", "down", "down", "down", "down", "enter")
        await settle(pilot)
        await pilot.press("tab", "down", "down")
        await settle(pilot)
        table = app.screen.query_one("#units", RecordTable)
        marked = table.selected
        assert table.has_focus
        unit = next(u for u in other.store.find(Unit) if u.name == "Vụ Thư ký")
        units.save_unit(other, unit.bloc_id or "", unit, name="Vụ Thư ký mới", city="Huế")
        await until(app, lambda page: "Vụ Thư ký mới" in page, pilot)
        assert table.selected == marked, "the cursor was moved"
        assert table.has_focus, "the focus was taken away"
    other.store.close()


async def test_the_meeting_follows_and_the_line_being_typed_stays(sample: Desk, tmp_path: Path) -> None:
    other = colleague(sample, tmp_path)
    meeting = other.store.find(Meeting)[0]
    async with running(sample, tmp_path, (120, 40)) as (app, pilot):
        mark(app, "meeting")
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one("#line").focus()
        await pilot.press(*"Toi dang go")
        minutes_lines.add_line(other, meeting.id, Step.APPROVAL, "Dòng của người khác")
        page = await until(app, lambda page: "Dòng của người" in page, pilot)
        assert "Toi dang go" in page, page
        preparation.move(other, meeting.id, Step.STATEMENTS)
        page = await until(app, lambda page: "F5" in page, pilot)
        assert "12/12" in page, "the step was changed under the hands"
        assert "Toi dang go" in page, page
        await pilot.press("f5")
        page = await until(app, lambda page: "4/12" in page, pilot)
        assert "Toi dang go" in page, page
    other.store.close()


async def test_a_score_that_another_types_shows_and_the_cell_being_typed_stays(
    sample: Desk, tmp_path: Path
) -> None:
    other = colleague(sample, tmp_path)
    year = next(y for y in other.store.find(BlocYear) if y.year == 2022)
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "scores")
        await pilot.press("enter")
        await settle(pilot)
        grid = scores.grid(other, year.id)
        await pilot.press("7")
        before = shown(app)
        assert "7_" in before, before
        last = grid.units[-1].id
        cells.record_score(other, cells.ScoreTyped(year.id, last, grid.rows[0].code, "1,25"))
        page = await until(app, lambda page: "1,25" in page, pilot)
        assert "7_" in page, "what was being typed is gone"
    other.store.close()


async def after_a_look(app: KtdApp, pilot: Pilot[int]) -> str:
    """Have the meeting look once; return what its screen and its minutes say, held against reading anew."""
    screen = app.screen
    assert isinstance(screen, MeetingScreen)
    screen._follow()
    await settle(pilot)
    minutes = screen.query_one("#minutes", LongText)
    told = shown(app) + minutes.text
    whole, there = Region(0, 0, *minutes.outer_size), minutes.scroll_y
    for at in (there, 3, there):  # what was drawn already is drawn the same elsewhere
        minutes.scroll_to(y=at, animate=False, force=True, immediate=True)
        assert minutes.render_lines(whole) == ScrollView.render_lines(minutes, whole)
    with patch.object(MeetingScreen, "_show", SHOW):
        screen.action_reload()
    await settle(pilot)
    assert shown(app) + minutes.text == told
    return told


async def test_every_step_shows_after_a_line_what_it_shows_when_all_is_read(
    sample: Desk, tmp_path: Path
) -> None:
    other, whole = colleague(sample, tmp_path), []
    meeting = other.store.find(Meeting)[0]

    def noted(screen: MeetingScreen, view: MeetingView) -> None:
        whole.append(view)
        SHOW(screen, view)

    async with running(sample, tmp_path, WIDE) as (app, pilot):
        mark(app, "meeting")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MeetingScreen)
        app.screen.lookout.stop()  # it looks when this test says so
        with patch.object(MeetingScreen, "_show", noted), patch.object(PenWatch, "look_again"):
            for step in STEPS:
                other.store.save(other.store.get(Meeting, meeting.id).with_(step=step))
                app.screen.action_reload()  # the secretary is told of it, and not led there
                await settle(pilot)
                minutes_lines.add_line(
                    other, meeting.id, step, "Dòng thứ nhất"
                )  # may change how the step stands
                await after_a_look(app, pilot)
                before = len(whole)
                line = minutes_lines.add_line(other, meeting.id, step, f"Dòng thứ hai của {step.value}")
                assert line.text in await after_a_look(app, pilot), step
                minutes_lines.delete_line(other, line)
                assert line.text not in await after_a_look(app, pilot), step
                assert len(whole) == before, f"all of it was shown anew: {step}"
    other.store.close()
