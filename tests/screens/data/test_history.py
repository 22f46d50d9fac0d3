"""Ctrl+Z, Ctrl+Y, the history of a record, and the trash."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.council.setup import set_up_sample
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, preparation
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.rules.access import Actor
from store import Author, open_store
from tests.conftest import FakeClock
from tests.operations.found import the_meeting, the_unit, the_year
from tests.screens.driving import SMALL, make_app, open_entry, press, running, settle, shown


def secretary(desk: Desk, folder: Path) -> Desk:
    """The sample, opened by the person whose steps are told."""
    return desk._replace(
        store=open_store(folder / "data", author=Author(desk.actor.uid, desk.actor.name), clock=desk.clock)
    )


async def test_a_score_is_undone_and_done_again_by_name(sample: Desk, tmp_path: Path) -> None:
    desk = secretary(sample, tmp_path)
    async with running(desk, tmp_path) as (app, pilot):
        await open_entry(pilot, "scores")
        before = grid.grid(desk, the_year(desk).id).points
        await pilot.press("1", "enter")
        await settle(pilot)
        assert grid.grid(desk, the_year(desk).id).points != before
        await pilot.press("ctrl+z")
        await settle(pilot)
        page = shown(app)
        assert "Hoàn tác: Điểm I.1 của" in page, page
        assert grid.grid(desk, the_year(desk).id).points == before
        await pilot.press("ctrl+y")
        await settle(pilot)
        page = shown(app)
        assert "Làm lại: Điểm I.1 của" in page, page
        assert grid.grid(desk, the_year(desk).id).points != before
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert "Không còn gì để làm lại" in shown(app)
    desk.store.close()


async def test_what_is_half_typed_stays_when_a_step_is_undone(sample: Desk, tmp_path: Path) -> None:
    desk = secretary(sample, tmp_path)
    minutes_lines.add_line(desk, the_meeting(desk).id, Step.APPROVAL, "Dòng vừa ghi")
    async with running(desk, tmp_path) as (app, pilot):
        await open_entry(pilot, "meeting")
        app.screen.query_one("#line").focus()
        await press(pilot, *"dang go", "ctrl+z")
        assert "Hoàn tác: Dòng biên bản" not in shown(app), "in the field it is the letters that are meant"
        await press(pilot, "shift+tab", "ctrl+z")
        page = shown(app)
        assert "dang go" in page, page
        assert "Hoàn tác: Dòng biên bản: Dòng vừa ghi" in page, page
    desk.store.close()


async def test_the_history_of_a_record_says_who_when_from_and_to(sample: Desk, tmp_path: Path) -> None:
    desk = secretary(sample, tmp_path)
    unit = the_unit(desk, "CQT I")
    cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, unit, "I.1", "1"))
    cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, unit, "I.1", "1,5"))
    async with running(desk, tmp_path) as (app, pilot):
        await open_entry(pilot, "scores")
        await pilot.press("ctrl+r")
        await settle(pilot)
        page = shown(app)
        for wanted in ("Lịch sử", "thu-ky", "Điểm I.1 của CQT I", "1 → 1,5"):
            assert wanted in page, page
        await pilot.press("escape")
        await settle(pilot)
        assert "Chấm điểm" in shown(app)
    desk.store.close()


async def test_what_was_deleted_comes_back_from_the_trash(sample: Desk, tmp_path: Path) -> None:
    desk = secretary(sample, tmp_path)
    line = desk.store.find(MinutesLine)[0]
    minutes_lines.delete_line(desk, line)
    async with running(desk, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+r", "f6")
        await settle(pilot)
        page = shown(app)
        assert "Thùng rác" in page, page
        assert line.text[:20] in page, page
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Thùng rác trống" in shown(app), shown(app)
    assert desk.store.get(MinutesLine, line.id).text == line.text
    assert desk.store.find(Meeting)
    desk.store.close()


async def test_the_marked_line_has_its_own_history(sample: Desk, tmp_path: Path) -> None:
    desk = secretary(sample, tmp_path)
    line = next(x for x in desk.store.find(MinutesLine) if x.step is Step.LIMITATIONS)
    minutes_lines.mend_line(desk, line, "Đã chữa")
    preparation.move(desk, the_meeting(desk).id, Step.LIMITATIONS)
    async with running(desk, tmp_path) as (app, pilot):
        await open_entry(pilot, "meeting")
        app.screen.query_one("#lines").focus()
        await pilot.press("ctrl+r")
        await settle(pilot)
        page = shown(app)
        assert "Lịch sử › Đã chữa" in page, page
        assert f"Nội dung: {line.text[:12]}" in page, page
    desk.store.close()


def test_picture_of_a_history(tmp_path: Path, clock: FakeClock, snap_compare: Callable[..., bool]) -> None:
    author = Author(1000, "thu-ky")
    store = open_store(tmp_path / "data", create=True, author=author, clock=clock)
    desk = Desk(store, Actor(*author), clock)
    set_up_sample(desk)
    unit = the_unit(desk, "CQT I")
    for typed in ("18", "18,5"):
        clock.pass_minutes(5)
        cells.record_score(desk, cells.ScoreTyped(the_year(desk).id, unit, "I.1", typed))
    clock.pass_minutes(1)
    undo(desk)

    async def before(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await open_entry(pilot, "scores")
        await pilot.press("ctrl+r")
        await settle(pilot)

    app = make_app(desk, tmp_path)
    assert snap_compare(app, terminal_size=SMALL, run_before=before), "the history looks different"
    store.close()
