"""Who comes and who leaves, by one key from any step; what the opening asks."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.hours import writing
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.papers.record import sections
from ktd_tui.words import short_time
from screens.meeting.meeting import MeetingScreen
from tests.conftest import FakeClock
from tests.operations.found import the_year
from tests.screens.driving import SMALL, WIDE, press, running, settle, shown, write

GATHER = "day 8/12/2023\nplace Nhà Quốc hội\nsecretary cqt2\npresent pdt, cqt2, dhv, vtk"


def a_driver(desk: Desk) -> Driver:
    meeting = preparation.start_meeting(desk, the_year(desk, 2023).id)
    return Driver(writing(desk), meeting.id)


def do(driver: Driver, text: str) -> None:
    for act in script.acts(text):
        script.perform(driver, act)


@pytest.fixture
def at_handover(sample: Desk, clock: FakeClock) -> Driver:
    """The meeting of 2023, open with four of five, at its handover."""
    driver = a_driver(sample)
    do(driver, f"{GATHER}\nopen\nnext\nreport Báo cáo\nnext")
    while driver.meeting.step is not Step.HANDOVER:
        do(driver, "next Làm sau")
    clock.pass_minutes(10)
    return driver


async def enter(pilot: Pilot[int], driver: Driver) -> None:
    await pilot.app.push_screen(MeetingScreen(driver.meeting_id))
    await settle(pilot)


def told(driver: Driver) -> str:
    return "\n".join(
        e.text for s in sections(meeting_view(driver.desk, driver.meeting_id).data) for e in s.entries
    )


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_who_is_awaited_comes_by_two_keys(
    sample: Desk, tmp_path: Path, at_handover: Driver, size: tuple[int, int]
) -> None:
    async with running(sample, tmp_path, size) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k")
        page = shown(app)
        assert "Ai đến, ai về? Lúc 14:10." in page, page
        assert "· Nguyễn Văn Định" in page, page
        assert "F2 người mới" in page, page
        await press(pilot, "enter")
        page = shown(app)
        assert "Nguyễn Văn Định: đến 14:10" in page, page
    now = at_handover.meeting
    assert now.step is Step.HANDOVER, "the meeting was moved"
    assert (now.presence[-1].step, now.presence[-1].what) == (Step.HANDOVER, "arrived")
    assert "Cục trưởng Cục Quản trị III Nguyễn Văn Định đến dự Hội nghị." in told(at_handover)


async def test_the_keys_stay_in_sight_in_a_low_window(
    sample: Desk, tmp_path: Path, at_handover: Driver
) -> None:
    async with running(sample, tmp_path, SMALL) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k")
        for size in ((40, 10), (80, 18)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            page = " ".join(shown(app).replace("│", " ").split())
            assert "Ai đến, ai về?" in page, page
            assert "F2 người mới · Esc" in page, page


async def test_enter_alone_sends_nobody_away(sample: Desk, tmp_path: Path, at_handover: Driver) -> None:
    do(at_handover, "present nvd")
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k", "enter")
        assert all(a.present for a in at_handover.meeting.attendees)
        await press(pilot, "f4")
        assert "Hãy chọn một đại biểu trước" in shown(app)
        await write(pilot, "vtk")
        await press(pilot, "enter")
        assert "Vụ Thư ký: về lúc 14:10" in shown(app), shown(app)
    assert "Vụ Thư ký rời Hội nghị." in told(at_handover)


async def test_a_chair_who_leaves_hands_on_and_takes_back(
    sample: Desk, tmp_path: Path, at_handover: Driver, clock: FakeClock
) -> None:
    """By the door, and by the list of the opening; there they are asked for, too."""
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k")
        await write(pilot, "dhv")
        await press(pilot, "enter")
        assert "đang chủ trì đã rời" in shown(app), shown(app)
        await write(pilot, "pdt")
        await press(pilot, "enter")
        assert "chủ trì từ 14:10." in shown(app), shown(app)
        clock.pass_minutes(5)
        await press(pilot, "ctrl+k")
        await write(pilot, "dhv")
        await press(pilot, "enter")
        assert "đã trở lại." in shown(app), shown(app)
        await press(pilot, "down", "enter")
        clock.pass_minutes(5)
        await press(pilot, "ctrl+k")
        await write(pilot, "pdt")
        await press(pilot, "f3", "down", "enter")
        assert "chủ trì từ 14:20." in shown(app), shown(app)
        while at_handover.meeting.step is not Step.OPENING:
            await press(pilot, "ctrl+o")
        app.screen.query_one("#who", Input).focus()
        await write(pilot, "pdt")
        await press(pilot, "enter")
        assert "đang chủ trì đã rời" in shown(app), shown(app)
        await press(pilot, "escape")
        assert "Chưa ghi ai chủ trì" in shown(app), shown(app)
    said = told(at_handover)
    assert "Cục trưởng Cục Quản trị I Phạm Đức Thảo chủ trì Hội nghị thay " in said, said
    assert "tiếp tục chủ trì Hội nghị." in said, said


async def test_a_secretary_who_leaves_is_followed_by_another(
    sample: Desk, tmp_path: Path, at_handover: Driver
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k")
        await write(pilot, "cqt2")
        await press(pilot, "enter")
        assert "đang ghi biên bản đã rời" in shown(app), shown(app)
        await write(pilot, "pdt")
        await press(pilot, "enter")
        assert "ghi biên bản từ 14:10." in shown(app), shown(app)
        await press(pilot, "ctrl+k")
        await write(pilot, "vtk")
        await press(pilot, "f3")
        assert "ghi biên bản từ lúc này" in shown(app), shown(app)
    assert "Cục trưởng Cục Quản trị I Phạm Đức Thảo ghi biên bản Hội nghị thay " in told(at_handover)


async def test_a_stand_in_and_a_new_guest_come_by_the_same_key(
    sample: Desk, tmp_path: Path, at_handover: Driver
) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k", "f3")
        await write(pilot, "Trần Văn Ba")
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+k", "f2")
        await write(pilot, "Lê Thị Khách")
        await press(pilot, "ctrl+s")
    text = told(at_handover)
    assert (
        "Trần Văn Ba, Cục Quản trị III, đến dự Hội nghị thay Cục trưởng Cục Quản trị III Nguyễn Văn Định."
        in text
    ), text
    assert "Lê Thị Khách đến dự Hội nghị." in text, text
    assert at_handover.meeting.step is Step.HANDOVER


async def test_who_reads_along_notes_nobody(sample: Desk, tmp_path: Path, at_handover: Driver) -> None:
    reader = sample._replace(actor=sample.actor._replace(read_only=True))
    async with running(reader, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        await press(pilot, "ctrl+k")
        assert "Người cầm bút ghi ai đến, ai về." in shown(app), shown(app)


async def test_the_opening_asks_for_chair_secretary_and_day(
    sample: Desk, tmp_path: Path, clock: FakeClock
) -> None:
    driver = a_driver(sample)
    do(driver, f"{GATHER}\nhour 8:00\nnext\nabsent dhv")
    presence.set_present(sample, driver.meeting_id, driver.person("nvd").id, present=True)
    clock.pass_minutes(2 * 24 * 60)
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, driver)
        await press(pilot, "ctrl+s")
        page = shown(app)
        assert "chủ trì mà chưa được ghi có mặt" in " ".join(page.replace("│", " ").split()), page
        await press(pilot, "enter")
        page = shown(app)
        assert "hôm nay là 10/12/2023. Hội nghị họp" in page, page
        assert driver.meeting.opened_at is None
        await press(pilot, "down", "enter")
        assert "khai mạc lúc 08:00" in shown(app), shown(app)
        assert str(app.screen.query_one("#hour", Static).content) == "@08:00 "
        await press(pilot, "ctrl+s")
        assert "Ngày, giờ khai mạc" in shown(app), shown(app)
        await press(pilot, "ctrl+u")
        await write(pilot, "09/12/2023 07:55")
        await press(pilot, "enter")
    now = driver.meeting
    chair = now.attendee(now.chair_id)
    assert chair is not None
    assert chair.present
    assert now.day == date(2023, 12, 9)
    assert now.opened_at is not None
    assert short_time(now.opened_at) == "07:55"


async def test_a_secretary_is_chosen_where_none_is_named(sample: Desk, tmp_path: Path) -> None:
    driver = a_driver(sample)
    do(driver, "day 8/12/2023\npresent pdt, cqt2, dhv, vtk\nnext Chuẩn bị sau")
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, driver)
        await press(pilot, "ctrl+s")
        assert "Ai làm thư ký?" in shown(app), shown(app)
        await press(pilot, "escape")
        assert driver.meeting.opened_at is None
        await press(pilot, "ctrl+s")
        await write(pilot, "vtk")
        await press(pilot, "enter")
    now = driver.desk.store.get(Meeting, driver.meeting_id)
    assert now.opened_at is not None
    assert now.secretary_id == driver.person("vtk").id


async def test_the_key_is_the_doors_in_an_editor_and_in_a_field_too(
    sample: Desk, tmp_path: Path, at_handover: Driver
) -> None:
    do(at_handover, "step report")
    async with running(sample, tmp_path) as (app, pilot):
        await enter(pilot, at_handover)
        editor = app.screen.query_one(TextArea)
        editor.focus()
        await press(pilot, "ctrl+home", "ctrl+k", "escape")
        assert editor.text.startswith("Báo cáo"), "Ctrl+K deleted what was written"
        line = app.screen.query_one("#line", Input)
        line.focus()
        await write(pilot, "Dở dang")
        await press(pilot, "home", "ctrl+k", "enter")
        assert line.value == "Dở dang"
    assert at_handover.meeting.presence[-1].what == "arrived"
