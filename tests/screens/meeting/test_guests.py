"""Somebody who is in no list is typed once, where the list is narrowed."""

from pathlib import Path

from textual.widgets import Input

from ktd_tui.domain.meeting import Meeting
from ktd_tui.operations.desk import Desk
from screens.dialogs.pick import PickDialog
from tests.screens.driving import press, running, shown, write
from tests.screens.meeting.test_meeting import enter_meeting, new_meeting

SECRETARY = 4
"""The row of the preparation that asks for the secretary."""


async def test_the_name_that_was_typed_over_the_list_is_not_typed_again(sample: Desk, tmp_path: Path) -> None:
    meeting = new_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        await press(pilot, "home", *["down"] * SECRETARY, "enter")
        assert isinstance(app.screen, PickDialog)
        await write(pilot, "Bà Lý Zung")
        await press(pilot, "enter")
        assert app.screen.query_one(Input).value == "Bà Lý Zung"
        await press(pilot, "escape")
        assert isinstance(app.screen, PickDialog), "Esc leaves the name, and the list is there again"
        await write(pilot, "Bà Lý Zung")
        await press(pilot, "enter")
        await write(pilot, ", Chuyên viên")
        await press(pilot, "enter")
        now = sample.store.get(Meeting, meeting.id)
    secretary = now.attendee(now.secretary_id or "")
    assert secretary
    assert (secretary.called.typed, secretary.title) == ("bà Lý Zung", "Chuyên viên")


async def test_a_guest_of_one_word_is_taken_and_one_without_a_capital_is_not_lost(
    sample: Desk, tmp_path: Path
) -> None:
    meeting = new_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        await press(pilot, "home", *["down"] * SECRETARY, "enter")
        await write(pilot, "zung")
        await press(pilot, "enter", "enter")
        assert "viết hoa" in shown(app)
        await press(pilot, "home", *["down"] * SECRETARY, "enter")
        await write(pilot, "zung")
        await press(pilot, "enter")
        assert app.screen.query_one(Input).value == "zung"
        await press(pilot, "home", "delete", "Z", "enter")
        now = sample.store.get(Meeting, meeting.id)
    secretary = now.attendee(now.secretary_id or "")
    assert secretary
    assert secretary.listed == "Zung"
