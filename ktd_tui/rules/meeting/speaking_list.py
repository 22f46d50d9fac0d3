"""The speaking list: who asked for the floor, who has it, and how long everybody spoke."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from ktd_tui.domain.meeting import Coming, Meeting, Step, Turn
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.meeting.hours import minute

MINUTE = timedelta(minutes=1)


class Total(NamedTuple):
    """How much was said in a step.

    Attributes:
        turns: How often somebody had the word: turns on the list, and lines by whom no turn was given.
        speakers: Different people among them.
        minutes: Whole minutes, together; None where not all of it was timed.
    """

    turns: int
    speakers: int
    minutes: int | None


def speaking(meeting: Meeting) -> Turn | None:
    """Return the turn of who has the floor, None where nobody has."""
    return next((turn for turn in meeting.turns if turn.began_at and not turn.ended_at), None)


def waiting(meeting: Meeting) -> tuple[Turn, ...]:
    """Return who asked and has not begun, first come first."""
    return tuple(turn for turn in meeting.turns if turn.began_at is None)


def minutes_of(turn: Turn) -> int:
    """Return the length of an ended turn in whole minutes, one at least."""
    if turn.began_at is None or turn.ended_at is None:
        return 0
    return max(1, round((turn.ended_at - turn.began_at) / MINUTE))


def minutes_spoken(meeting: Meeting) -> Mapping[str, int]:
    """Return the minutes that each delegate has spoken, by attendee id."""
    found: dict[str, int] = {}
    for turn in meeting.turns:
        if turn.ended_at:
            found[turn.attendee_id] = found.get(turn.attendee_id, 0) + minutes_of(turn)
    return found


def spoke_in(turn: Turn, line: MinutesLine) -> bool:
    """Tell whether a line's words were spoken in a turn."""
    if line.speaker != turn.speaker or not turn.began_at or line.at < turn.began_at:
        return False
    return turn.ended_at is None or line.at <= turn.ended_at


def total(meeting: Meeting, step: Step, lines: Iterable[MinutesLine] = ()) -> Total:
    """Return how much was said in a step, by its turns and by the lines that have a speaker.

    Lines of one speaker after another are one turn, and so are those that follow a turn of the same.
    """
    turns = [turn for turn in meeting.turns if turn.step is step and turn.began_at]
    said = [(turn.began_at or turn.asked_at, 0, turn.speaker or turn.attendee_id) for turn in turns]
    said += [(line.at, 1, line.speaker) for line in lines if line.step is step and line.speaker]
    before, spoken, untimed = "", [], any(turn.ended_at is None for turn in turns)
    for _, is_line, who in sorted(said, key=lambda one: one[:2]):
        if not is_line or who != before:
            spoken.append(who)
            untimed = untimed or bool(is_line)
        before = who
    return Total(len(spoken), len(set(spoken)), None if untimed else sum(map(minutes_of, turns)))


def asked(meeting: Meeting, attendee_id: str, at: datetime) -> Meeting:
    """Return the meeting with a delegate put on the list, or taken off it where they wait already.

    Raises:
        Refused: They are not present.
    """
    there = meeting.attendee(attendee_id)
    if there is None or not there.present:
        raise Refused(N_("Only who is present may speak."))
    left = tuple(t for t in meeting.turns if t.began_at or t.attendee_id != attendee_id)
    if left != meeting.turns:
        return meeting.with_(turns=left)
    return meeting.with_(
        turns=(*meeting.turns, Turn(attendee_id=attendee_id, step=meeting.step, asked_at=at))
    )


def begun(meeting: Meeting, attendee_id: str, at: datetime) -> Meeting:
    """Return the meeting with a delegate speaking; whoever spoke has ended.

    Raises:
        Refused: They are not present.
    """
    meeting = turn_ended(meeting, at)
    if not any(t.attendee_id == attendee_id for t in waiting(meeting)):
        meeting = asked(meeting, attendee_id, at)
    there = meeting.attendee(attendee_id)
    if there is None or not there.present:
        raise Refused(N_("Only who is present may speak."))
    update = {"began_at": at, "speaker": there.seated, "step": meeting.step}
    turns = (
        t.model_copy(update=update) if t.attendee_id == attendee_id and t.began_at is None else t
        for t in meeting.turns
    )
    return meeting.with_(turns=tuple(turns))


def turn_ended(meeting: Meeting, at: datetime) -> Meeting:
    """Return the meeting with nobody speaking."""
    turns = (
        t.model_copy(update={"ended_at": max(at, t.began_at)}) if t.began_at and not t.ended_at else t
        for t in meeting.turns
    )
    return meeting.with_(turns=tuple(turns))


def turn_resumed(meeting: Meeting, ended: datetime, attendee_id: str = "") -> Meeting:
    """Return the meeting with its last turn going on, where it ended at that instant.

    Args:
        ended: When the meeting closed, or the speaker left.
        attendee_id: Whose turn alone it may be.
    """
    began = [(t.began_at, t) for t in meeting.turns if t.began_at]
    since, last = max(began, key=lambda one: one[0], default=(ended, None))
    if last is None or last.ended_at != max(ended, since) or attendee_id not in ("", last.attendee_id):
        return meeting
    open_again = last.model_copy(update={"ended_at": None})
    return meeting.with_(turns=tuple(open_again if t.id == last.id else t for t in meeting.turns))


def left_the_floor(before: Meeting, after: Meeting) -> Meeting:
    """Return a meeting in which whoever left, or gave up the seat, while speaking has ended at that hour."""
    now = speaking(after)
    if now is None or now.began_at is None:
        return after
    fresh = (e for e in _goings(after) - _goings(before) if e[0] == now.attendee_id)
    left = [at for _, at in fresh if minute(at) >= minute(now.began_at)]
    return turn_ended(after, min(left)) if left else after


def floor_at_the_door(before: Meeting, after: Meeting) -> Meeting:
    """Return what ``left_the_floor`` does; a leaving that was taken back as a slip has ended no turn."""
    for who, at in _goings(before) - _goings(after):
        after = turn_resumed(after, at, who)
    return left_the_floor(before, after)


def _goings(meeting: Meeting) -> set[tuple[str, datetime]]:
    """Return who left or gave up a seat, and when."""
    goes = (Coming.LEFT, Coming.STOOD_IN)
    return {(e.attendee_id, e.at) for e in meeting.presence if e.what in goes}
