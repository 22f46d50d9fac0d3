"""Hours that are mended: nobody spoke while away; an opening of the day before is written up on that day."""

from datetime import date, timedelta

import pytest

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import hours, minutes_lines, preparation
from ktd_tui.operations.meeting.hours import writing
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.papers.record import sections
from ktd_tui.words import short_time
from tests.conftest import FakeClock
from tests.operations.found import the_year

AWAY = "by these hours was not there"


@pytest.fixture
def driver(sample: Desk, clock: FakeClock) -> Driver:
    """The meeting of 2023, opened at 14:00; somebody came at 14:30, spoke twice and left at 15:00."""
    del clock
    meeting = preparation.start_meeting(sample, the_year(sample, 2023).id)
    of = Driver(writing(sample), meeting.id)
    do(of, "day 8/12/2023\nhour 14:00\nplace Nhà Quốc hội\nsecretary cqt2\npresent pdt, cqt2, cqt3, dhv, vtk")
    return of


def do(driver: Driver, text: str) -> None:
    for act in script.acts(text):
        script.perform(driver, act)


@pytest.fixture
def spoken(driver: Driver, clock: FakeClock) -> Driver:
    """Opened at 14:00; one line of «pdt» at 14:20, who was there from 14:10 to 14:30."""
    do(driver, "open\nnext")
    clock.pass_minutes(60)
    do(driver, "report Báo cáo\nnext\nwas-there pdt = 14:10–14:30")
    hours.set_clock(driver.desk, driver.meeting_id, "14:20")
    do(driver, "line pdt: Nhất trí")
    return driver


def line_of(driver: Driver) -> MinutesLine:
    return next(one for one in driver.desk.store.find(MinutesLine) if one.text == "Nhất trí")


@pytest.mark.parametrize("typed", ["14:25–14:30", "14:10–14:15", ""])
def test_nobody_is_written_away_while_they_spoke(spoken: Driver, typed: str) -> None:
    who = spoken.person("pdt").id
    with pytest.raises(Refused, match=AWAY):
        hours.set_periods(spoken.desk, spoken.meeting_id, who, typed)
    hours.set_periods(spoken.desk, spoken.meeting_id, who, "14:20–14:21")


@pytest.mark.parametrize("typed", ["14:05", "14:31"])
def test_no_line_is_put_where_its_speaker_was_away(spoken: Driver, typed: str) -> None:
    with pytest.raises(Refused, match=AWAY):
        minutes_lines.mend_line(spoken.desk, line_of(spoken), "Nhất trí", typed)
    minutes_lines.mend_line(spoken.desk, line_of(spoken), "Nhất trí", "14:30")


def test_no_turn_is_put_where_its_speaker_was_away(driver: Driver, clock: FakeClock) -> None:
    do(driver, "open\nnext\nreport Báo cáo\nnext")
    clock.pass_minutes(30)
    do(driver, "floor pdt")
    clock.pass_minutes(5)
    do(driver, "floor-end")
    hours.set_periods(driver.desk, driver.meeting_id, driver.person("pdt").id, "14:20–")
    turn = hours.numbered(driver.desk, driver.meeting_id)["turn 1"]
    with pytest.raises(Refused, match=AWAY):
        hours.set_noted_hour(driver.desk, driver.meeting_id, turn.key, "14:10–14:15")


def test_a_fault_that_stood_there_before_may_be_mended_step_by_step(spoken: Driver) -> None:
    line = line_of(spoken)
    spoken.desk.store.save(line.with_(at=line.at.replace(minute=45)))
    hours.set_periods(spoken.desk, spoken.meeting_id, spoken.person("pdt").id, "14:10–14:40")
    hours.set_periods(spoken.desk, spoken.meeting_id, spoken.person("pdt").id, "14:10–14:50")


def test_an_opening_of_the_day_before_is_written_up_on_that_day(driver: Driver, clock: FakeClock) -> None:
    clock.pass_minutes(10 * 60 + 9)
    do(driver, "day 9/12/2023\nopen")
    hours.set_opening(driver.desk, driver.meeting_id, "08/12/2023 07:30")
    assert hours.set_clock(driver.desk, driver.meeting_id, "07:45"), "it was still to come"
    m = driver.desk.store.get(Meeting, driver.meeting_id)
    assert hours.opening_as_typed(m) == "08/12/2023 07:30"
    assert m.opened_at
    assert m.opened_at < driver.desk.now


def test_in_a_minute_the_order_is_that_in_which_things_were_written_down(
    driver: Driver, clock: FakeClock
) -> None:
    """Hours are mended to that of a vote: what was written after it stays behind it, what before, before."""
    do(driver, "open\nnext\nreport Báo cáo\nline Trước một")
    clock.pass_minutes(5)
    do(driver, "line Trước hai")
    clock.now += timedelta(minutes=5, seconds=23)
    do(driver, "put motion = Đổi ngày họp\ncount 5 0")
    hour = clock.now
    for text in ("Sau một", "Sau hai"):
        clock.now += timedelta(minutes=7, seconds=19)
        do(driver, f"line {text}")
    for text in ("Sau hai", "Trước hai", "Sau một", "Trước một"):
        line = next(one for one in driver.desk.store.find(MinutesLine) if one.text == text)
        minutes_lines.mend_line(driver.desk, line, text, short_time(hour))
    told = [e for part in sections(meeting_view(driver.desk, driver.meeting_id).data) for e in part.entries]
    texts = [e.text.partition(":")[0] for e in told if e.clock == short_time(hour)]
    assert texts == [
        "Trước một.",
        "Trước hai.",
        "Đổi ngày họp. Hội nghị biểu quyết, kết quả",
        "Sau một.",
        "Sau hai.",
    ]


def test_a_meeting_that_goes_on_past_midnight_is_by_the_real_clock(driver: Driver, clock: FakeClock) -> None:
    clock.pass_minutes(10 * 60 - 10)
    do(driver, "open")
    clock.pass_minutes(5)
    do(driver, "line pdt: Nhất trí")
    clock.pass_minutes(10)
    later = driver._replace(
        desk=writing(driver.desk._replace(clock=clock))
    )  # the line was cut, a new session
    assert not hours.written_on(later.desk, later.meeting_id)
    assert hours.past_midnight(later.desk, later.meeting_id) == "09/12/2023 00:05", "who writes is told so"
    do(later, "line Sang ngày mới")
    (section,) = sections(meeting_view(later.desk, later.meeting_id).data)
    line = section.entries[-1]
    assert line.line is not None
    assert (line.line.text, line.day, short_time(line.at)) == ("Sang ngày mới", date(2023, 12, 9), "00:05")
    clock.pass_minutes(3 * 60)
    morning = writing(driver.desk._replace(clock=clock))
    assert hours.written_on(morning, driver.meeting_id) == "09/12/2023 00:05", "who comes back much later"
    assert not hours.past_midnight(morning, driver.meeting_id), "that hour is told instead"
    clock.pass_minutes(-2 * 60)
    do(later, "close 00:10")
    closed = writing(driver.desk._replace(clock=clock))
    assert hours.written_on(closed, driver.meeting_id) == "09/12/2023 00:05", "it is over"
    evening = hours.set_clock(closed, driver.meeting_id, "23:57")
    assert evening
    assert short_time(evening) == "23:57"
    assert evening.astimezone(VIETNAM).date() == date(2023, 12, 8), "the hour that lies within the meeting"
