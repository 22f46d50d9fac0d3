"""When: the hours of a meeting follow one another, and its days are counted from the day of its opening.

A meeting that is written up afterwards was opened on another day than its clock says; ``Meeting.day`` tells
the day of the opening, whatever the clock said, and every other instant stands as far from the opening as it
was noted.
"""

from collections.abc import Iterator
from datetime import date, datetime

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Coming, Meeting, Step
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.meeting.flow import agenda
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import parse_moment, short_time


def minute(at: datetime) -> datetime:
    """Return the minute of an instant: what the minutes tell of it."""
    return at.replace(second=0, microsecond=0)


def day_of(meeting: Meeting, at: datetime) -> date:
    """Return the day of an instant of a meeting, as its minutes tell it."""
    if meeting.day is None or meeting.opened_at is None:
        return local_date(at)
    return meeting.day + (local_date(at) - local_date(meeting.opened_at))


def moment_of(meeting: Meeting, typed: str, today: date, near: datetime | None = None) -> datetime:
    """Return the instant that a typed hour means in a meeting.

    Args:
        meeting: The meeting.
        typed: An hour, or a day and an hour.
        today: The day of an hour before the opening, where no day is planned.
        near: An instant of whose day the hour is, unless a day is typed; None: the first day.

    Raises:
        Refused: Not a time of day, or not a date.
    """
    opened = meeting.opened_at
    if opened is None:
        return parse_moment(typed, local_date(near) if near else meeting.day or today)
    later = day_of(meeting, opened) - local_date(opened)
    at = parse_moment(typed, day_of(meeting, near or opened)) - later
    return opened if at == minute(opened) else at  # the minute of the opening is not before it


def check_hour(meeting: Meeting, at: datetime) -> None:
    """Refuse an hour before the opening or after the close of a meeting.

    Raises:
        Refused: It is outside the meeting.
    """
    if meeting.opened_at and minute(at) < minute(meeting.opened_at):
        raise Refused(
            N_("The meeting was opened at {time}. If it began earlier, mend the opening hour first."),
            time=short_time(meeting.opened_at),
        )
    if meeting.closed_at and minute(at) > minute(meeting.closed_at):
        raise Refused(
            N_("The meeting closed at {time}; mend the closing hour first."),
            time=short_time(meeting.closed_at),
        )


def goes_on(meeting: Meeting, at: datetime) -> Meeting:
    """Return a meeting in which something happens at an hour: one that closed before that has not closed yet.

    Raises:
        Refused: It is before the opening.
    """
    late = meeting.closed_at is not None and minute(at) > minute(meeting.closed_at)
    meeting = meeting.with_(closed_at=None) if late else meeting
    check_hour(meeting, at)
    return meeting


def noted_hours(p: Proceedings) -> Iterator[datetime]:
    """Yield the hours at which something is noted after the opening: lines, counts, turns, the door."""
    opened = p.meeting.opened_at
    if opened is None:
        return
    yield from (e.at for e in p.meeting.presence if e.what is not Coming.ARRIVED or e.at > opened)
    yield from (line.at for line in p.lines if line.at >= opened)
    yield from (vote.counted_at for vote in p.votes if vote.counted_at)
    yield from (turn.began_at for turn in p.meeting.turns if turn.began_at)


def opening_moved(p: Proceedings, at: datetime) -> Meeting:
    """Return the meeting opened at another hour; who was there at the opening was there then.

    Raises:
        Refused: Something is noted before that hour, or the meeting closed before.
    """
    meeting = p.meeting
    _check_none(hour for hour in noted_hours(p) if minute(hour) < minute(at))
    if meeting.closed_at and meeting.closed_at < at:
        raise Refused(N_("The meeting cannot close before it was opened."))
    presence = tuple(
        e.model_copy(update={"at": at}) if e.what is Coming.ARRIVED and e.at == meeting.opened_at else e
        for e in meeting.presence
    )
    return meeting.with_(opened_at=at, presence=presence)


def check_closing(p: Proceedings, at: datetime) -> None:
    """Refuse a closing hour before the opening, or before something that is noted.

    Raises:
        Refused: It is.
    """
    opened = p.meeting.opened_at
    if opened is None:
        raise Refused(N_("The meeting has not been opened."))
    if minute(at) < minute(opened):
        raise Refused(N_("The meeting cannot close before it was opened."))
    _check_none(hour for hour in noted_hours(p) if minute(hour) > minute(at))


def _check_none(hours: Iterator[datetime]) -> None:
    if hour := next(hours, None):
        raise Refused(
            N_("Something of the meeting is noted at {time}; mend that hour first."), time=short_time(hour)
        )


def step_at(p: Proceedings, at: datetime) -> Step:
    """Return the step in which a meeting was at an instant, as far as what is noted tells it."""
    meeting = p.meeting
    noted = [(line.at, line.step) for line in p.lines]
    noted += [(e.at, e.step) for e in meeting.presence]
    noted += [(turn.began_at, turn.step) for turn in meeting.turns if turn.began_at]
    for one in agenda(meeting):
        votes = p.of_purpose(*STEPS[one.step].purposes)
        noted += [(vote.counted_at, one.step) for vote in votes if vote.counted_at]
    if all(minute(when) <= minute(at) for when, _ in noted):
        return meeting.step
    before = [(when, step) for when, step in noted if minute(when) <= minute(at)]
    return max(before, key=lambda one: one[0])[1] if before else Step.OPENING
