"""Hours follow one another; the day of the opening is the meeting's own whatever the clock said."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.clock import WritingClock
from ktd_tui.domain.meeting import Meeting, PresenceEvent, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.hours import (
    check_closing,
    check_hour,
    day_of,
    goes_on,
    minute,
    moment_of,
    opening_moved,
    step_at,
)
from ktd_tui.rules.meeting.presence import meeting_opened
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.words import short_time
from tests.builders import NOON, a_meeting

HELD = date(2022, 12, 9)


def open_one(**changes: object) -> Meeting:
    plain = a_meeting(opened_at=None, closed_at=None, signed_at=None)
    return meeting_opened(plain, NOON).with_(**changes)


def line(minutes: int, step: Step = Step.STATEMENTS) -> MinutesLine:
    return MinutesLine(meeting_id="m", step=step, at=NOON + timedelta(minutes=minutes), text="Lời")


@given(st.integers(-400, 400), st.integers(0, 23), st.integers(0, 59))
def test_an_hour_is_of_the_day_on_which_the_meeting_was_held(shift: int, hour: int, minutes: int) -> None:
    """However long afterwards it was written, and however its day was mended."""
    meeting = open_one(day=HELD + timedelta(days=shift))
    at = moment_of(meeting, f"{hour}:{minutes:02d}", HELD)
    assert day_of(meeting, at) == meeting.day
    assert short_time(at) == f"{hour:02d}:{minutes:02d}"
    on = HELD + timedelta(days=shift + 1)
    later = moment_of(meeting, f"{on:%d/%m/%Y} {hour}:{minutes:02d}", HELD)
    assert day_of(meeting, later) == on
    assert moment_of(meeting, f"{hour}:{minutes:02d}", HELD, later) == later


def test_the_minute_of_the_opening_is_not_before_it() -> None:
    opened = NOON + timedelta(seconds=25)
    meeting = open_one(opened_at=opened)
    assert moment_of(meeting, "12:00", HELD) == opened
    clock = WritingClock(lambda: NOON + timedelta(hours=3))
    clock.set(opened)
    assert minute(clock()) == NOON


def test_before_the_opening_an_hour_is_of_the_planned_day() -> None:
    meeting = Meeting(bloc_year_id="y")
    assert day_of(meeting, moment_of(meeting, "8:00", date(2022, 1, 2))) == date(2022, 1, 2)
    assert day_of(meeting, moment_of(meeting.with_(day=HELD), "8:00", date(2022, 1, 2))) == HELD


def test_what_happens_after_the_close_shows_that_the_meeting_goes_on() -> None:
    meeting = open_one(closed_at=NOON + timedelta(hours=2))
    assert goes_on(meeting, NOON + timedelta(hours=2, seconds=59)) is meeting
    assert goes_on(meeting, NOON + timedelta(hours=2, minutes=1)).closed_at is None
    with pytest.raises(Refused, match="opened at 12:00"):
        goes_on(meeting, NOON - timedelta(minutes=1))
    with pytest.raises(Refused, match="closed at 14:00"):
        check_hour(meeting, NOON + timedelta(hours=3))


def test_opening_and_closing_hold_all_that_is_noted() -> None:
    p = Proceedings(open_one(), (line(10), line(90)))
    moved = opening_moved(p, NOON + timedelta(minutes=10))
    assert moved.opened_at == NOON + timedelta(minutes=10)
    assert {e.at for e in moved.presence} == {moved.opened_at}, "who was there at the opening was there then"
    with pytest.raises(Refused, match="noted at 12:10"):
        opening_moved(p, NOON + timedelta(minutes=11))
    with pytest.raises(Refused, match="close before"):
        opening_moved(Proceedings(open_one(closed_at=NOON)), NOON + timedelta(minutes=1))
    check_closing(p, NOON + timedelta(minutes=90))
    with pytest.raises(Refused, match="noted at 13:30"):
        check_closing(p, NOON + timedelta(minutes=89))
    for wrong in (open_one(), open_one(opened_at=None)):
        with pytest.raises(Refused):
            check_closing(Proceedings(wrong), NOON - timedelta(minutes=1))


def test_an_hour_knows_its_step() -> None:
    came = PresenceEvent.model_validate(
        {"attendee_id": "a1", "what": "left", "at": NOON + timedelta(minutes=40), "step": Step.AWARDS}
    )
    meeting = open_one(step=Step.CONCLUSION)
    p = Proceedings(
        meeting.with_(presence=(*meeting.presence, came)), (line(10, Step.REPORT), line(20), line(25))
    )
    steps = {minutes: step_at(p, NOON + timedelta(minutes=minutes)) for minutes in (5, 10, 22, 41, -5)}
    assert steps == {
        5: meeting.presence[0].step,
        10: Step.REPORT,
        22: Step.STATEMENTS,
        41: Step.CONCLUSION,
        -5: Step.OPENING,
    }


@given(st.lists(st.integers(0, 4000), max_size=8))
def test_the_hour_of_a_notebook_stands_and_keeps_the_order(passes: list[int]) -> None:
    now = [NOON]
    clock = WritingClock(lambda: now[0])
    assert clock() == NOON
    clock.set(NOON - timedelta(days=3))
    shown: list[datetime] = []
    for seconds in passes:
        now[0] += timedelta(seconds=seconds)
        shown.append(clock())
    assert shown == sorted(shown)
    assert {minute(at) for at in shown} <= {NOON - timedelta(days=3)}
    clock.set(None)
    assert clock() == now[0]
