"""The speaking list, long statements and mending any line, by keys."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.papers.record import sections
from tests.conftest import FakeClock
from tests.screens.driving import press, running, shown, write
from tests.screens.meeting.test_meeting import enter_meeting


@pytest.fixture
def meeting(sample: Desk) -> Meeting:
    of = sample.store.find(Meeting)[0]
    preparation.move(sample, of.id, Step.STATEMENTS)
    return of


def said(desk: Desk, meeting: Meeting) -> list[str]:
    """The minutes of the statements."""
    found = next(s for s in sections(meeting_view(desk, meeting.id).data) if s.step is Step.STATEMENTS)
    return [f"{entry.clock} {entry.text}" for entry in found.entries]


async def test_the_list_runs_and_writes_its_lines_and_totals(
    sample: Desk, meeting: Meeting, clock: FakeClock, tmp_path: Path
) -> None:
    before = said(sample, meeting)
    async with running(sample, tmp_path, (120, 40)) as (app, pilot):
        await enter_meeting(pilot, meeting)
        app.screen.query_one("#line").focus()
        await write(pilot, "@")  # else it is written on at the last hour of 2022
        await press(pilot, "enter")
        app.screen.query_one("#speakers").focus()
        await press(pilot, "down", "f3", "down", "f3")
        page = shown(app)
        assert "chờ, thứ 1" in page, page
        assert "chờ, thứ 2" in page, page
        await press(pilot, "up", "f2")
        assert "► từ 14:00" in shown(app), shown(app)
        assert "chờ, thứ 1" in shown(app), shown(app)
        app.screen.query_one("#line").focus()
        await write(pilot, "Nhất trí")
        await press(pilot, "enter")
        clock.pass_minutes(4)
        app.screen.query_one("#speakers").focus()
        await press(pilot, "down", "f2")
        page = shown(app)
        assert "✓ 4 phút" in page, page
        assert "► từ 14:04" in page, page
        clock.pass_minutes(3)
        await press(pilot, "f2")
        assert "✓ 3 phút" in shown(app), shown(app)
    fresh = [line for line in said(sample, meeting) if line not in before]
    begun = "14:00 ngày 08/12/2023 Cục trưởng Cục Quản trị I Phạm Đức Thảo"  # the meeting was opened in 2022
    assert f"{begun} phát biểu (14:00–14:04): Nhất trí." in fresh, "hours and words are told at once"
    told = sum("phát biểu" in line for line in fresh[:-1]) + sum("phát biểu:" in line for line in before)
    assert fresh[-1] == f" Có {told} lượt phát biểu của 3 đại biểu.", "what was written before counts too"


async def test_a_long_statement_is_written_in_an_editor(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        line = app.screen.query_one("#line", Input)
        line.focus()
        await write(pilot, "pdt: Ý thứ nhất")
        await press(pilot, "f3")
        page = shown(app)
        assert "Ý kiến của Cục trưởng Cục Quản trị I" in page, page
        editor = app.screen.query_one(TextArea)
        assert editor.text == "Ý thứ nhất"
        editor.text += "\n\nÝ thứ hai"
        await press(pilot, "escape")
        assert line.value == "pdt: Ý thứ nhất", "Esc lost what was typed"
        await press(pilot, "f3")
        assert "Ý thứ hai" in app.screen.query_one(TextArea).text, "the draft of the editor is lost"
        await press(pilot, "ctrl+s")
        assert line.value == ""
    found = [one for one in sample.store.find(MinutesLine, meeting_id=meeting.id) if "Ý thứ" in one.text]
    assert [(one.speaker != "", one.text) for one in found] == [(True, "Ý thứ nhất"), (False, "Ý thứ hai")]


async def test_any_earlier_line_is_mended_from_the_line_field(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    preparation.move(sample, meeting.id, Step.APPROVAL)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        app.screen.query_one("#line").focus()
        await press(pilot, "f4")
        await write(pilot, "giao luu")
        await press(pilot, "enter")
        await press(pilot, "end", "ctrl+u")
        await write(pilot, "Câu đã sửa")
        await press(pilot, "ctrl+s")
        assert "Đã sửa" in shown(app), shown(app)
    mended = [one for one in sample.store.find(MinutesLine) if one.text == "Câu đã sửa"]
    assert len(mended) == 1
    assert len(sample.store.history(mended[0].id)) == 2, "the old wording is not in the history"
