"""Within a meeting: going back, what is half typed, what is refused, the panes, who is present."""

from pathlib import Path

import pytest
from textual.widgets import Input

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.rules.meeting.steps import ORDER
from screens.meeting.meeting import MeetingScreen
from tests.screens.driving import WIDE, press, running, settle, shown, write
from tests.screens.meeting.test_meeting import at_step, enter_meeting, new_meeting


async def test_going_back_is_free_and_keeps_everything(sample: Desk, tmp_path: Path) -> None:
    meeting = sample.store.find(Meeting)[0]
    before = meeting_view(sample, meeting.id).data.proceedings
    async with running(sample, tmp_path) as (_, pilot):
        await enter_meeting(pilot, meeting)
        for step in ORDER[-2::-1]:
            await press(pilot, "ctrl+o")
            await at_step(pilot, sample, meeting, step)
        for step in ORDER[1:]:
            await press(pilot, "ctrl+n")
            await at_step(pilot, sample, meeting, step)
    after = meeting_view(sample, meeting.id).data.proceedings
    assert (after.lines, after.votes) == (before.lines, before.votes)
    assert after.meeting.model_dump(exclude={"rev"}) == before.meeting.model_dump(exclude={"rev"})


@pytest.mark.parametrize(("moves", "field"), [(0, "#line"), (1, "#line"), (1, "#who")])
async def test_the_half_typed_text_is_there_again(
    sample: Desk, tmp_path: Path, moves: int, field: str
) -> None:
    meeting = new_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        for _ in range(moves):
            await press(pilot, "ctrl+n", *"Gấp", "enter")
        app.screen.query_one(field).focus()
        await write(pilot, "Đang gõ dở")
        app.save_now("test")
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("enter")  # yes, go on in the meeting
        await settle(pilot)
        assert isinstance(app.screen, MeetingScreen), "the next start is not in the meeting"
        assert app.screen.query_one(field).value == "Đang gõ dở"  # type: ignore[attr-defined]  # a line or text
    assert not sample.store.find(MinutesLine, meeting_id=meeting.id), "a half-typed line was saved"


async def test_a_refused_line_stays_in_the_field(sample: Desk, tmp_path: Path) -> None:
    meeting = new_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        app.desk = app.desk.__class__(sample.store, sample.actor._replace(read_only=True), sample.clock)
        screen.query_one("#line").focus()
        await write(pilot, "Một dòng")
        await press(pilot, "enter")
        assert screen.query_one("#line", Input).value == "Một dòng"
        assert "chỉ xem" in shown(app), shown(app)


async def test_wide_screens_show_all_three_panes(sample: Desk, tmp_path: Path) -> None:
    meeting = sample.store.find(Meeting)[0]
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await enter_meeting(pilot, meeting)
        page = shown(app)
    for wanted in ("✓  1 Chuẩn bị", "Ghi giờ kết thúc", "Bầu Cục Quản trị II làm Khối phó"):
        assert wanted in page, page


async def test_delegates_are_marked_by_letters_and_a_stand_in_is_named(sample: Desk, tmp_path: Path) -> None:
    meeting = new_meeting(sample)
    sample.store.save(meeting.with_(step=Step.OPENING))
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        app.screen.query_one("#who").focus()
        await write(pilot, "nvd")
        await press(pilot, "enter")
        assert "Nguyễn Văn Định: có mặt" in shown(app), shown(app)
        await write(pilot, "cqt")
        await press(pilot, "enter")
        assert "Ai?" in shown(app), shown(app)
        await press(pilot, "escape", "backspace", "backspace", "backspace")
        await write(pilot, "zz")
        await press(pilot, "enter")
        assert "Không có ai trong danh sách khớp" in shown(app), shown(app)
        app.screen.query_one("#people").focus()
        await press(pilot, "f3")
        await write(pilot, "Hoa")
        await press(pilot, "ctrl+s")
        assert "Hoa" in shown(app), shown(app)
    now = sample.store.get(Meeting, meeting.id)
    assert [a.name for a in now.attendees if a.present] == ["Nguyễn Văn Định"]
    assert [a.stand_in.name for a in now.attendees if a.stand_in] == ["Hoa"]
