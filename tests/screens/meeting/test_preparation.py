"""The preparation of a meeting that is open: who opened it is mended there, and the chair is handed over."""

from pathlib import Path

from ktd_tui.operations.desk import Desk
from ktd_tui.rules.meeting.presence import chair_at
from tests.conftest import FakeClock
from tests.screens.driving import press, running, shown, write
from tests.screens.meeting.test_door import GATHER, a_driver, do, enter


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
