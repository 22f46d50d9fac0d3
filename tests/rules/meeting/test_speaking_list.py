"""The speaking list: one speaks at a time, nobody is lost, totals are the sum of the turns."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.speaking_list import (
    asked,
    begun,
    minutes_of,
    minutes_spoken,
    speaking,
    total,
    turn_ended,
    waiting,
)
from ktd_tui.rules.meeting.speech import now_speaking
from tests.builders import NOON, a_meeting

PEOPLE = st.sampled_from(["a1", "a2", "a3"])
ACTS = st.tuples(st.sampled_from([asked, begun, turn_ended]), PEOPLE, st.integers(0, 900))


def the_meeting() -> Meeting:
    return a_meeting(step=Step.STATEMENTS, signed_at=None)


@given(st.lists(ACTS, max_size=30))
def test_one_speaks_at_a_time_and_totals_are_the_sum(acts: list[tuple[object, str, int]]) -> None:
    meeting, at = the_meeting(), NOON
    for act, who, seconds in acts:
        at += timedelta(seconds=seconds)
        before = meeting
        meeting = (
            turn_ended(meeting, at)
            if act is turn_ended
            else (asked if act is asked else begun)(meeting, who, at)
        )
        running = [t for t in meeting.turns if t.began_at and not t.ended_at]
        assert len(running) <= 1
        assert speaking(meeting) == (running[0] if running else None)
        held = [t for t in before.turns if t.began_at]
        assert [t.id for t in meeting.turns if t.id in {h.id for h in held}] == [t.id for t in held]
        queue = [t.attendee_id for t in waiting(meeting)]
        assert len(queue) == len(set(queue)), "one waits twice"
        if act is begun:
            assert (now := speaking(meeting))
            assert now.attendee_id == who
    of = total(meeting, Step.STATEMENTS)
    whole = sum(map(minutes_of, meeting.turns))
    assert sum(minutes_spoken(meeting).values()) == whole
    assert of.minutes == (None if speaking(meeting) else whole), "who still speaks is not timed yet"
    assert of.turns == sum(turn.began_at is not None for turn in meeting.turns)
    assert of.turns >= of.speakers


def line(speaker: str, minutes: int, step: Step = Step.STATEMENTS) -> MinutesLine:
    at = NOON + timedelta(minutes=minutes)
    return MinutesLine(meeting_id="m", step=step, at=at, speaker=speaker, text="Nhất trí")


def test_what_is_written_counts_whether_it_was_timed_or_not() -> None:
    six = [line(f"Đại biểu {n}", n) for n in range(6)]
    told = [line("Đại biểu 5", 6), line("", 7), line("Đại biểu 1", 8), line("Ai khác", 9, Step.SCORES)]
    assert total(the_meeting(), Step.STATEMENTS, [*six, *told]) == (7, 6, None)


def test_a_line_of_who_has_the_floor_is_no_second_turn() -> None:
    meeting = begun(the_meeting(), "a1", NOON)
    who = meeting.turns[0].speaker
    meeting = turn_ended(meeting, NOON + timedelta(minutes=4))
    of = total(meeting, Step.STATEMENTS, [line(who, 1), line(who, 5)])
    assert of == (1, 1, 4), "the line written just after the turn is of it, too"
    assert total(meeting, Step.STATEMENTS, [line(who, 1), line("Ai khác", 5)]) == (2, 2, None)


def test_asking_twice_takes_off_the_list() -> None:
    once = asked(the_meeting(), "a1", NOON)
    assert [t.attendee_id for t in waiting(once)] == ["a1"]
    assert asked(once, "a1", NOON).turns == ()


def test_who_is_not_here_does_not_speak() -> None:
    meeting = the_meeting()
    away = meeting.with_(
        attendees=tuple(
            a.model_copy(update={"present": False}) if a.id == "a1" else a for a in meeting.attendees
        )
    )
    for act in (asked, begun):
        try:
            act(away, "a1", NOON)
        except Refused:
            continue
        raise AssertionError(f"{act.__name__} let an absent delegate speak")


def test_minutes_are_whole_and_at_least_one() -> None:
    for seconds, minutes in ((0, 1), (29, 1), (89, 1), (91, 2), (300, 5)):
        meeting = turn_ended(begun(the_meeting(), "a1", NOON), NOON + timedelta(seconds=seconds))
        assert minutes_of(meeting.turns[0]) == minutes


def test_who_has_the_floor_speaks_in_any_step_but_not_beyond_it() -> None:
    report = begun(the_meeting().with_(step=Step.REPORT), "a1", NOON)
    assert (there := report.attendee("a1"))
    assert now_speaking(report) == there.seated, "their line would be nobody's"
    assert not now_speaking(report.with_(step=Step.LIMITATIONS)), "the next step's lines are not theirs"
