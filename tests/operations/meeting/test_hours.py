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
from ktd_tui.operations.meeting.hours import writing, written_hour, written_on
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.words import parse_moment
from tests.conftest import FakeClock
from tests.operations.found import the_year

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
    assert "có mặt 5/5 đại biểu được biểu quyết và 1 đại biểu khác" in text, text
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
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 08 tháng 12 năm 2023.",
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


def test_a_meeting_of_another_day_is_written_on_from_its_last_hour(driver: Driver, clock: FakeClock) -> None:
    """Whoever comes back days later and forgets the hour does not write the wrong day into the minutes."""
    do(driver, "open")
    clock.pass_minutes(20)
    do(driver, "line pdt: Nhất trí\nput motion = Một việc\ncount 5")
    assert not written_on(driver.desk, driver.meeting_id), "the same day: the real clock"
    clock.pass_minutes(4 * 24 * 60)
    later = Driver(writing(driver.desk._replace(clock=clock)), driver.meeting_id)
    assert written_on(later.desk, later.meeting_id) == "08/12/2023 14:20"
    do(later, "line Đồng ý với việc đó\nnext")
    text = minutes(later)
    assert text.index("Một việc") < text.index("Đồng ý với việc đó"), "it was written behind the count"
    assert "ngày 12/12/2023" not in text, text
    assert not written_on(later.desk, later.meeting_id), "an hour that is set stays"
    do(later, "at\nline Tiếp tục sang ngày khác")
    assert "ngày 12/12/2023 – Tiếp tục" in minutes(later), "@ alone: the meeting goes on today"
    clock.pass_minutes(4 * 60)
    again = writing(driver.desk._replace(clock=clock))
    assert written_on(again, later.meeting_id) == "12/12/2023 14:20", "the day is told with it"


def test_the_next_hour_of_a_notebook_is_of_the_day_written_before(driver: Driver, clock: FakeClock) -> None:
    """A meeting goes on the next morning: its day is written once, and the hours after it are of that day."""
    do(driver, "at 13:00\nopen\nline Tạm nghỉ")
    clock.pass_minutes(24 * 60)
    do(driver, "at 9/12 08:00\nline Họp tiếp\nat 08:30\nline pdt: Nhất trí\nclose 09:00")
    text = minutes(driver)
    assert "13:00 – Tạm nghỉ." in text, text
    assert "08:00 ngày 09/12/2023 – Họp tiếp." in text, text
    assert "08:30 – Cục trưởng" in text, text
    assert "kết thúc vào 09 giờ 00 phút, ngày 09 tháng 12 năm 2023" in text, text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14:20", date(2025, 12, 31)), ("1/1 0:10", date(2026, 1, 1)), ("30/12 8:00", date(2025, 12, 30))],
)
def test_a_day_without_its_year_is_the_nearest(typed: str, meant: date) -> None:
    assert parse_moment(typed, date(2025, 12, 31)).date() == meant


def test_held_today_instead_of_the_planned_day(driver: Driver, clock: FakeClock) -> None:
    clock.pass_minutes(24 * 60)
    do(driver, "open today")
    assert driver.meeting.day == date(2023, 12, 9)
    assert "Thời gian bắt đầu: 14 giờ 00 phút, ngày 09 tháng 12 năm 2023." in minutes(driver)


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
    for wanted in (
        "14 giờ 03 phút, ngày 07 tháng 12 năm 2023",
        "14:05 – Nhất trí",
        "ngày 07 tháng 12 năm 2023./.",
    ):
        assert wanted in text, text
    records = [driver.meeting_id, driver.vote().id, driver.desk.store.find(MinutesLine)[-1].id]
    commits = [commit for record in records for commit in driver.desk.store.history(record)]
    told = [t(commit.why, **commit.facts) for commit in commits]
    assert "Giờ của một dòng: 14:20 → 14:05. Nhất trí" in told, told
    assert "Khai mạc: 08/12/2023 14:00 → 14:03" in told, told
    assert any("Sửa giờ: 14:20 → 14:10. Đã kiểm phiếu: Một việc" in one for one in told), told
    assert driver.vote().opened_at == driver.vote().counted_at, "it was opened as it was counted"


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
    do(
        driver,
        "put motion = Một việc\nput head Cục Quản trị I\nballot deputy Cục Quản trị II, Cục Quản trị III",
    )
    for act in (
        "absent vtk",
        "floor pdt",
        "stand-in cqt3 = Lê B",
        "hands Cục Quản trị II=2, Cục Quản trị III=1",
        "count 4",
        "open-vote",
        "void Đếm nhầm",
        "handover dhv | pdt\nsign-off giver",
    ):
        do(driver, "close")
        clock.pass_minutes(5)
        do(driver, act)
        assert driver.meeting.closed_at is None, act


def test_a_count_that_is_mended_keeps_its_hour_and_the_close(driver: Driver, clock: FakeClock) -> None:
    do(driver, "open\nput motion = Một việc\ncount 4 1\nclose")
    counted = driver.vote().counted_at
    clock.pass_minutes(5)
    do(driver, "count 5")
    assert driver.vote().counted_at == counted
    assert driver.meeting.closed_at


def test_a_reason_given_after_the_close_is_noted_at_the_close(driver: Driver, clock: FakeClock) -> None:
    do(driver, "next\nopen\nnext\nclose")
    closed = driver.meeting.closed_at
    clock.pass_minutes(5)
    do(driver, "next Không có báo cáo")
    assert driver.meeting.gaps[-1].at == driver.meeting.closed_at == closed


NOTED = {
    "turn 1": "Lượt phát biểu: Cục trưởng Cục Quản trị I Phạm Đức Thảo",
    "reason 1": "Lý do: Không có báo cáo",
    "handover giver": "Bên giao: Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt",
    "handover receiver": "Bên nhận: Cục trưởng Cục Quản trị I Phạm Đức Thảo",
    "opened 1": "Bắt đầu biểu quyết: Một việc",
    "withdrawn 1": "Rút: Cục Quản trị III",
    "count 1": "Đã kiểm phiếu: Một việc",
    "void 1": "Không công nhận: Một việc",
}
"""What has an hour of its own, and what the list calls it."""


@pytest.fixture
def full(driver: Driver, clock: FakeClock) -> Driver:
    """A meeting in which there is one of each, an hour after its opening."""
    do(driver, "next\nopen")
    clock.pass_minutes(20)
    do(driver, "next\nnext Không có báo cáo\nfloor pdt\nline Nhất trí")
    clock.pass_minutes(5)
    do(driver, "floor-end\nput motion = Một việc\nopen-vote")
    clock.pass_minutes(5)
    do(driver, "count 5\nvoid Đếm nhầm\nballot head Cục Quản trị I, Cục Quản trị III")
    do(driver, "stand-down Cục Quản trị III = có đơn\nhandover dhv | pdt\nsign-off")
    clock.pass_minutes(30)
    return driver


@pytest.mark.parametrize("name", NOTED)
def test_whatever_has_an_hour_of_its_own_gets_another_one_with_a_mark(full: Driver, name: str) -> None:
    before = hours.numbered(full.desk, full.meeting_id)
    assert {one: t(of.what, **of.facts) for one, of in before.items()} == NOTED
    typed = {"turn 1": "14:22–14:24", "count 1": "14:29", "void 1": "14:35"}.get(name, "14:22")
    old = hours.noted_as_typed(full.meeting, before[name])
    do(full, f"hour-of {name} {typed}")
    after = hours.numbered(full.desk, full.meeting_id)
    assert {one.key for one in after.values()} == {one.key for one in before.values()}
    (moved,) = [one for one in after.values() if one.key == before[name].key]
    assert hours.noted_as_typed(full.meeting, moved) == typed
    assert [one for one in after.values() if one.key != moved.key] == [
        one for one in before.values() if one.key != moved.key
    ], "something else was moved, too"
    kind, of = moved.key.split("/")[:2]
    record = of if kind in ("opened", "withdrawn", "count", "void") else full.meeting_id
    commit = full.desk.store.history(record)[0]
    assert t(commit.why, **commit.facts) == f"Sửa giờ: {old} → {typed}. {NOTED[name]}"
    with pytest.raises(Clash):
        hours.set_noted_hour(full.desk, full.meeting_id, moved.key, typed.replace("14:", "15:"), old)
    with pytest.raises(Refused, match="opened at 14:00"):
        do(full, f"hour-of {name} 13:59" + ("–14:01" if name == "turn 1" else ""))
    do(full, "close 14:40")
    with pytest.raises(Refused, match="closed at 14:40"):
        do(full, f"hour-of {name} 14:41" + ("–14:45" if name == "turn 1" else ""))
    with pytest.raises(Refused, match="noted at"):
        do(full, "close 14:01")


def test_hours_that_cannot_be_are_refused(full: Driver) -> None:
    before = full.desk.store.seq
    for act, why in {
        "hour-of turn 1 14:25–14:22": "do not follow",
        "hour-of turn 1 14:25": "from when to when",
        "hour-of turn 9 14:25": "There is no “turn 9”",
        "hour-of xyz 14:25": "There is no “xyz 14:25”",
        "hour-of opened 1 14:31": "noted at 14:30",
        "hour-of count 1 14:24": "noted at 14:25",
        "hour-of void 1 14:29": "noted at 14:30",
        "hour-of reason 1 25:00": "not a time",
    }.items():
        with pytest.raises(Refused, match=why):
            do(full, act)
    assert full.desk.store.seq == before


def test_the_minutes_and_the_handover_tell_the_hours_as_mended(full: Driver) -> None:
    do(
        full,
        "hour-of turn 1 14:21–14:24\nhour-of handover giver 14:50\n"
        "hour-of handover receiver 14:40\nhour-of reason 1 14:19",
    )
    text = minutes(full)
    for wanted in (
        "14:19 – Hội nghị chuyển nội dung",
        "14:21 – Cục trưởng Cục Quản trị I Phạm Đức Thảo phát biểu đến 14:24 (3 phút).",
        "14:50 – Vụ trưởng Vụ Lễ tân và Hợp tác quốc tế Đỗ Hoàng Việt bàn giao",
    ):
        assert wanted in text, f"{wanted!r} is not in\n{text}"


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
