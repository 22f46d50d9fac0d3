"""People of a meeting: a guest in no list is typed once; who opened it is not who chairs from now on."""

from pathlib import Path

from textual.widgets import Input

from ktd_tui.domain.meeting import Meeting
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.meeting.presence import chair_at
from screens.dialogs.pick import PickDialog
from tests.conftest import FakeClock
from tests.screens.driving import press, running, shown, write
from tests.screens.meeting.attendance.test_door import GATHER, a_driver, do, enter
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


async def test_letters_that_found_nobody_are_typed_over(sample: Desk, tmp_path: Path) -> None:
    meeting = new_meeting(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await enter_meeting(pilot, meeting)
        await press(pilot, "home", *["down"] * SECRETARY, "enter")
        await write(pilot, "zzz")
        await press(pilot, "enter")
        await write(pilot, "Bà Lý Zung")
        await press(pilot, "enter")
        assert not app.screen.query(Input).filter("#answer")
        now = sample.store.get(Meeting, meeting.id)
    secretary = now.attendee(now.secretary_id or "")
    assert secretary
    assert secretary.called.typed == "bà Lý Zung"


async def test_an_open_meeting_asks_whether_who_opened_is_mended_or_who_chairs_now(
    sample: Desk, tmp_path: Path, clock: FakeClock
) -> None:
    driver = a_driver(sample)
    do(driver, GATHER)
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, driver)
        assert "Chủ trì khai mạc" not in shown(app), "nobody has opened it yet"
    do(driver, "open\nstep preparation")
    clock.pass_minutes(10)
    opened_by = driver.meeting.chair_id
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, driver)
        page = shown(app)
        assert "Chủ trì khai mạc" in page, page
        assert "Chủ trì từ lúc này" in page, page
        await press(pilot, *["down"] * 4, "enter")
        assert "Ai chủ trì từ lúc này?" in shown(app), shown(app)
        await press(pilot, "escape")
        assert "F3 để ghi" not in shown(app), "somebody chairs: nothing is lacking"
        await press(pilot, "enter")
        await write(pilot, "vtk")
        await press(pilot, "enter")
    assert driver.meeting.chair_id == opened_by, "who opened the meeting was changed"
    assert chair_at(driver.meeting) == driver.person("vtk").id
