"""Minutes typed afterwards from a notebook, hours that are mended, the right day, who may not be missing."""

from datetime import date
from pathlib import Path

import pytest

from ktd_tui.clock import SetClock, local_date
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import hours, preparation, presence
from ktd_tui.operations.meeting.hours import writing, written_hour
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from tests.conftest import FakeClock
from tests.operations.writes import the_year

CASE = Path(__file__).with_name("left_early.txt")


@pytest.fixture
def driver(sample: Desk) -> Driver:
    """The meeting of 2023 before its opening, on its day, by a clock that can be set."""
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    of = Driver(writing(sample), meeting.id)
    do(of, "day 8/12/2023\nhour 8:00\nplace Nhà Quốc hội\nsecretary cqt2\npresent pdt, cqt2, cqt3, dhv, vtk")
    return of


def do(driver: Driver, text: str) -> None:
    for act in script.acts(text):
        script.perform(driver, act)


def minutes(driver: Driver) -> str:
    page = printing.preview(driver.desk, minutes_ref(driver.desk, driver.meeting_id), 300)
    return " ".join(" ".join(page).replace("\u00a0", " ").split())


def test_who_left_early_took_part(sample: Desk) -> None:
    """The case of the tracker: two of five left at 16:10."""
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    of = Driver(sample._replace(clock=SetClock(sample.now), rehearsal=True), meeting.id)
    do(of, CASE.read_text("utf-8"))
    text = minutes(of)
    assert "có mặt 05/05 đại biểu được biểu quyết và 01 đại biểu khác" in text, text
    assert text.count("Có (về lúc 16:10)") == 2, text
    assert "Vắng" not in text, text
    assert text.count("rời Hội nghị.") == 2, text


def test_a_meeting_typed_in_from_a_notebook(driver: Driver, clock: FakeClock) -> None:
    clock.pass_minutes(4 * 24 * 60)
    with pytest.raises(Refused, match=r"planned for 08/12/2023, and today is 12/12/2023"):
        do(driver, "open")
    do(driver, "open planned\nnext\nreport Báo cáo\nnext")
    do(driver, "at 8:40\nabsent vtk\nline pdt: Nhất trí\nline Ghi thêm\nat 9:10\npresent vtk\nabsent cqt3")
    do(driver, "close 10:30")
    text = minutes(driver)
    for wanted in (
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 08/12/2023.",
        "08:40 – Đại diện lãnh đạo Vụ Thư ký rời Hội nghị. 08:40 – Cục trưởng",
        "09:10 – Đại diện lãnh đạo Vụ Thư ký trở lại Hội nghị.",
        "Có (vắng 08:40–09:10)",
        "Có (về lúc 09:10)",
        "Hội nghị kết thúc vào 10 giờ 30 phút, ngày 08 tháng 12 năm 2023./.",
    ):
        assert wanted in text, f"{wanted!r} is not in\n{text}"
    assert "ngày 12" not in text, text
    assert all(local_date(one.at) == date(2023, 12, 8) for one in driver.desk.store.find(MinutesLine)[-2:])


def test_the_real_clock_comes_back_and_nothing_is_ahead_of_it(driver: Driver, clock: FakeClock) -> None:
    do(driver, "at 13:00")
    assert written_hour(driver.desk) is not None
    assert driver.desk.today == local_date(driver.desk.real_now)
    do(driver, "at")
    assert written_hour(driver.desk) is None
    assert driver.desk.now == driver.desk.real_now
    with pytest.raises(Refused, match="still to come"):
        do(driver, "at 14:01")
    do(driver, "open")
    with pytest.raises(Refused, match="opened at 14:00"):
        do(driver, "at 13:59")
    with pytest.raises(Refused, match="cannot be set"):
        script.perform(
            driver._replace(desk=driver.desk._replace(clock=clock)),
            script.acts("at 14:00")[0],
        )


def test_held_today_instead_of_the_planned_day(driver: Driver, clock: FakeClock) -> None:
    clock.pass_minutes(24 * 60)
    do(driver, "open today")
    assert driver.meeting.day == date(2023, 12, 9)
    assert "Thời gian bắt đầu: 14 giờ 00 phút, ngày 09/12/2023." in minutes(driver)


def test_a_day_to_come_is_not_the_day_of_a_meeting(driver: Driver) -> None:
    do(driver, "day 20/12/2023")
    with pytest.raises(Refused, match="still to come"):
        do(driver, "open planned")
    with pytest.raises(Refused, match="There is no day"):
        do(driver, "open hôm qua")
    rehearsed = driver._replace(desk=driver.desk._replace(clock=SetClock(), rehearsal=True))
    do(rehearsed, "open planned")
    assert rehearsed.desk.today == driver.meeting.day == date(2023, 12, 20)


def test_hours_are_mended_with_a_mark(driver: Driver, clock: FakeClock) -> None:
    do(driver, "open")
    clock.pass_minutes(20)
    do(driver, "line Nhất trí\nput motion = Một việc\ncount 5")
    do(driver, "hour-of 1 14:05\nhour-of count 14:10\nopening-hour 14:03")
    with pytest.raises(Refused, match="noted at 14:05"):
        do(driver, "opening-hour 14:06")
    with pytest.raises(Refused, match="opened at 14:03"):
        do(driver, "hour-of 1 14:02")
    do(driver, "close 14:30")
    with pytest.raises(Refused, match="closed at 14:30"):
        do(driver, "hour-of 1 14:31")
    with pytest.raises(Refused, match="noted at"):
        do(driver, "close 14:09")
    do(driver, "opening-hour 07/12/2023 14:03")
    text = minutes(driver)
    for wanted in ("14 giờ 03 phút, ngày 07/12/2023", "14:05 – Nhất trí", "ngày 07 tháng 12 năm 2023./."):
        assert wanted in text, text
    records = [driver.meeting_id, driver.vote().id, driver.desk.store.find(MinutesLine)[-1].id]
    commits = [commit for record in records for commit in driver.desk.store.history(record)]
    told = [t(commit.why, **commit.facts) for commit in commits]
    assert "Giờ của một dòng: 14:20 → 14:05. Nhất trí" in told, told
    assert "Khai mạc: 08/12/2023 14:00 → 14:03" in told, told
    assert any("Giờ kiểm: 14:20 → 14:10" in one for one in told), told


def test_what_happens_after_the_close_reopens_the_meeting(driver: Driver, clock: FakeClock) -> None:
    do(driver, "open\nclose 14:00")
    clock.pass_minutes(5)
    do(driver, "line Nói thêm")
    assert driver.meeting.closed_at is None
    do(driver, "close\nclose -")
    assert driver.meeting.closed_at is None
    do(driver, "close")
    clock.pass_minutes(5)
    do(driver, "present vtk")
    assert driver.meeting.closed_at, "nothing happened, and the meeting goes on"
    for act in ("absent vtk", "floor pdt", "stand-in cqt3 = Lê B"):
        do(driver, "close")
        clock.pass_minutes(5)
        do(driver, act)
        assert driver.meeting.closed_at is None, act


def test_a_line_of_the_next_day_says_so(driver: Driver, clock: FakeClock) -> None:
    do(driver, "open")
    clock.pass_minutes(19 * 60)
    do(driver, "line Tiếp tục\nhour-of 1 8:50\nclose 09/12/2023 11:30")
    text = minutes(driver)
    assert "08:50 ngày 09/12/2023 – Tiếp tục." in text, text
    assert "kết thúc vào 11 giờ 30 phút, ngày 09 tháng 12 năm 2023" in text, text


def test_without_chair_or_secretary_no_meeting_is_opened(driver: Driver) -> None:
    do(driver, "absent cqt2")
    with pytest.raises(Refused, match=r"Cục Quản trị II keeps the minutes and is not marked present"):
        do(driver, "open")
    do(driver, "present cqt2\nabsent pdt\nchair pdt")
    with pytest.raises(Refused, match="Phạm Đức Thảo chairs"):
        do(driver, "open")
    do(driver, "chair cqt3\nopen")
    assert driver.meeting.opened_at


def test_who_took_part_stays_on_the_list(driver: Driver) -> None:
    do(driver, "delegate Trần Thị Nhầm | Chuyên viên | Đảng ủy | Hà Nội | khách\npresent ttn\nopen")
    with pytest.raises(Refused, match="took part"):
        do(driver, "remove ttn")
    do(driver, "was-there ttn =\nremove ttn")
    assert "Nhầm" not in minutes(driver)


def test_times_are_not_written_over_what_another_marked(driver: Driver, clock: FakeClock) -> None:
    do(driver, "open")
    who = driver.person("vtk").id
    seen = hours.periods_as_typed(driver.meeting, who)
    assert seen == "14:00–"
    clock.pass_minutes(10)
    presence.set_present(driver.desk, driver.meeting_id, who, present=False)
    with pytest.raises(Clash):
        hours.set_periods(driver.desk, driver.meeting_id, who, "14:00–14:05", seen)
    opening = hours.opening_as_typed(driver.meeting)
    hours.set_opening(driver.desk, driver.meeting_id, "13:59")
    with pytest.raises(Clash):
        hours.set_opening(driver.desk, driver.meeting_id, "13:50", opening)


def test_a_mend_finds_the_step_of_its_hour(driver: Driver, clock: FakeClock) -> None:
    do(driver, "next\nopen\nnext")
    clock.pass_minutes(10)
    do(driver, "line Một lời\nreport Báo cáo\nnext")
    clock.pass_minutes(10)
    do(driver, "line pdt: Nhất trí\nwas-there vtk = –14:15")
    now = driver.desk.store.get(Meeting, driver.meeting_id)
    assert [e.step for e in now.presence if e.what == "left"] == [Step.REPORT]


@pytest.mark.parametrize(
    "typed", ["rác ☠", "9" * 40, "-1", "1/0", "²", "32/13/2023 8:00", "nan", "x" * 20_000, "–––"]
)
def test_what_is_no_hour_is_refused_and_nothing_changes(driver: Driver, typed: str) -> None:
    do(driver, "open\nline Một dòng\nput motion = Một việc\ncount 5")
    before = driver.desk.store.seq
    for act in ("at", "opening-hour", "hour-of 1", "hour-of count", "was-there vtk =", "close"):
        with pytest.raises(Refused):
            do(driver, f"{act} {typed}")
    assert driver.desk.store.seq == before
