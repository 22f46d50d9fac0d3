"""The hours that are noted in a meeting: of who came, of lines, counts and what follows the close."""

from pathlib import Path

from textual.widgets import Input, Static

from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.words import short_time
from tests.conftest import FakeClock
from tests.screens.driving import press, running, shown, write
from tests.screens.meeting.attendance.test_door import at_handover, do, enter

__all__ = ["at_handover"]


async def test_the_hours_are_written_anew(sample: Desk, tmp_path: Path, at_handover: Driver) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k", "f4")
        await write(pilot, "14:04 - 14:30")
        await press(pilot, "enter")
        assert "đến 14:04" not in shown(app)
        seen = at_handover.meeting
        await press(pilot, "ctrl+k")
        assert "đến 14:04, về lúc 14:30" in shown(app), shown(app)
        await press(pilot, "escape")
    events = [(e.what, short_time(e.at)) for e in seen.presence[-2:]]
    assert events == [("arrived", "14:04"), ("left", "14:30")]


async def test_what_is_noted_after_the_close_tells_that_the_meeting_goes_on(
    sample: Desk, tmp_path: Path, at_handover: Driver, clock: FakeClock
) -> None:
    do(at_handover, "floor pdt")
    clock.pass_minutes(2)
    do(at_handover, "floor-end\nclose")
    clock.pass_minutes(2)
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        app.screen.query_one("#line", Input).focus()
        await write(pilot, "Nói thêm")
        await press(pilot, "enter")
        assert "Hội nghị tiếp tục; hãy ghi lại giờ kết thúc." in " ".join(shown(app).split()), shown(app)
        await write(pilot, "Câu nữa")
        await press(pilot, "enter")
        assert "Hội nghị tiếp tục" not in shown(app), "it is told once"
        await press(pilot, "f4")
        await write(pilot, "luot phat bieu")
        await press(pilot, "enter", "end", "ctrl+u")
        await write(pilot, "14:00-14:01")
        await press(pilot, "enter")
        assert "Đã sửa" in shown(app), shown(app)
    assert at_handover.meeting.closed_at is None
    (turn,) = at_handover.meeting.turns
    assert turn.began_at
    assert turn.ended_at
    assert (short_time(turn.began_at), short_time(turn.ended_at)) == ("14:00", "14:01")


async def test_the_hour_of_a_notebook_stands_beside_the_line(
    sample: Desk, tmp_path: Path, at_handover: Driver
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        app.screen.query_one("#line", Input).focus()
        await write(pilot, "@25:00")
        await press(pilot, "enter")
        assert app.screen.query_one("#line", Input).value == "@25:00", "what was typed is lost"
        await press(pilot, *["backspace"] * 6)
        await write(pilot, "@14:03")
        await press(pilot, "enter")
        assert str(app.screen.query_one("#hour", Static).content) == "@14:03 "
        await write(pilot, "Nói lúc đó")
        assert "@14:03  Nói lúc đó" in shown(app), shown(app)
        await press(pilot, "enter", "ctrl+k", "enter")
        await press(pilot, "@", "enter")
        assert str(app.screen.query_one("#hour", Static).content) == ""
        await write(pilot, "Nói bây giờ")
        await press(pilot, "enter")
    hours = {line.text: short_time(line.at) for line in sample.store.find(MinutesLine)}
    assert (hours["Nói lúc đó"], hours["Nói bây giờ"]) == ("14:03", "14:10")
    assert short_time(at_handover.meeting.presence[-1].at) == "14:03"


async def test_a_line_gets_another_hour_and_a_count_too(
    sample: Desk, tmp_path: Path, at_handover: Driver
) -> None:
    do(at_handover, "line Một dòng\nput motion = Một việc\ncount 4")
    long = "Dài " * 100
    do(at_handover, f"line {long}")
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        app.screen.query_one("#line", Input).focus()
        await press(pilot, "f4")
        await write(pilot, "mot dong")
        await press(pilot, "enter", "tab", "tab", "end", "ctrl+u")
        await write(pilot, "14:02")
        await press(pilot, "enter")
        assert "Đã sửa" in shown(app), shown(app)
        await press(pilot, "f4")
        await write(pilot, "mot viec")
        await press(pilot, "enter", "end", "ctrl+u")
        await write(pilot, "14:06")
        await press(pilot, "enter")
        await press(pilot, "f4")
        await write(pilot, "dai")
        await press(pilot, "enter", "f3", "tab", "end", "ctrl+u")
        await write(pilot, "14:07")
        await press(pilot, "enter")
        assert "Đã sửa" in shown(app), shown(app)
    hours = {
        line.text: short_time(line.at)
        for line in sample.store.find(MinutesLine, meeting_id=at_handover.meeting_id)
    }
    assert hours == {"Một dòng": "14:02", long.strip(): "14:07"}
    counted = at_handover.vote().counted_at
    assert counted
    assert short_time(counted) == "14:06"
