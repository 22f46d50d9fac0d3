"""Adjunct steps by keys at 80×24, on a bloc of schools; the meeting's own name stands above them."""

from pathlib import Path

from textual.pilot import Pilot

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.pledge import Pledge
from ktd_tui.operations.desk import Desk
from screens.meeting.meeting import MeetingScreen
from tests.operations.meeting.councils.schools import meeting_of_schools
from tests.screens.driving import press, running, settle, shown, write


async def test_the_adjunct_steps_by_keys(desk: Desk, tmp_path: Path) -> None:
    meeting = meeting_of_schools(desk)
    async with running(desk, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        assert "Hội nghị tổng kết" in shown(app)
        assert "Trường Mầm non Hoa Sen: chưa" in shown(app)
        for letters in ("lth", "tvb", "ptc"):  # Enter on what is owed; the unit is filled in
            await owed(pilot)
            await press(pilot, "enter")
            await write(pilot, letters)
            await press(pilot, "enter", "enter")
        await press(pilot, "ctrl+n", "enter", "ctrl+s", "ctrl+n", "enter", "ctrl+s", "ctrl+n")
        for letters in ("lth", "tvb", "ptc"):
            await owed(pilot)
            await press(pilot, "enter")
            await write(pilot, letters)
            await press(pilot, "enter")
        await press(pilot, "ctrl+n", "f2")
        await write(pilot, "Giấy khen")
        await press(pilot, "enter")
        await write(pilot, "MN Hoa Sen")
        await press(pilot, "enter", "ctrl+s", "ctrl+n", "f2")
        await write(pilot, "MN Hoa Sen")
        await press(pilot, "enter")
        await write(pilot, "TH Kim Đồng")
        await press(pilot, "enter", "ctrl+s", "ctrl+n")
        now = desk.store.get(Meeting, meeting.id)
        assert now.step is Step.APPROVAL, shown(app)
    assert [of.step for of in now.deeds] == [
        *[Step.UNIT_REPORTS] * 3,
        *[Step.PLEDGE] * 3,
        Step.GIVING,
        Step.FLAG,
    ]
    assert all(of.who for of in now.deeds[:6])
    assert desk.store.find(Pledge)[0].frozen_at


async def owed(pilot: Pilot[int]) -> None:
    """Mark the last row, which is a unit that still owes, and open its form."""
    await press(pilot, "end", "enter")


async def test_the_mid_year_meeting_stands_under_its_own_name(desk: Desk, tmp_path: Path) -> None:
    meeting = meeting_of_schools(desk, MeetingKind.MID_YEAR)
    async with running(desk, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        assert "Hội nghị sơ kết" in shown(app)
        assert "tổng kết" not in shown(app)
