"""When: the hours of a meeting follow one another, and its days are counted from the day of its opening.

A meeting that is written up afterwards was opened on another day than its clock says; ``Meeting.day`` tells
the day of the opening, whatever the clock said, and every other instant stands as far from the opening as it
was noted.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Coming, Meeting, Step
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.meeting.flow import agenda
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import parse_moment, short_time


def minute(at: datetime) -> datetime:
    """Return the minute of an instant: what the minutes tell of it."""
    return at.replace(second=0, microsecond=0)


def moved_to(at: datetime, was: datetime) -> datetime:
    """Return a mended hour where it stands in its minute: in the order in which things were written down.

    What is moved back was written after what is there, what is moved on before it.
    """
    if minute(at) == minute(was):
        return was
    at = at.astimezone(was.tzinfo)
    since = was - was.replace(hour=0, minute=0, second=0, microsecond=0)
    among = since / timedelta(days=1) * timedelta(seconds=0.9)  # of several, the one written first is first
    return minute(at) + among + (timedelta(seconds=58) if at < was else timedelta())


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
    closed, first = meeting.closed_at, parse_moment(typed, day_of(meeting, opened)) - later
    if closed and closed - opened < timedelta(days=1) and opened <= first <= closed < at:
        at = first  # past midnight, «23:50» is of the evening in which the meeting was
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
    """Yield the hours at which something is noted after the opening: lines, the door, what is ``noted``."""
    opened = p.meeting.opened_at
    if opened is None:
        return
    yield from (e.at for e in p.meeting.presence if e.what is not Coming.ARRIVED or e.at > opened)
    yield from (line.at for line in p.lines if line.at >= opened)
    for one in noted(p):
        yield from (hour for hour in (one.at, one.until) if hour and hour >= opened)


class NotedHour(NamedTuple):
    """Something beside lines and the door that is told at an hour of its own.

    Attributes:
        key: Names it: its kind, a stroke, and the id of what it is.
        at: When it was, of a turn when it began.
        what: What it is, a msgid; ``facts`` fill it.
        until: When a turn ended.
    """

    key: str
    at: datetime
    what: str
    facts: Mapping[str, str]
    until: datetime | None = None


TURN, REASON, DEED, HANDOVER = "turn", "reason", "deed", "handover"
CHAIR = "chair"
OPENED, COUNT, VOID, WITHDRAWN = "opened", "count", "void", "withdrawn"
"""Kinds of what has an hour of its own: of the meeting's record, and of a round's."""
_TAKES_OVER = {Coming.CHAIRS: N_("Chairs: {name}"), Coming.WRITES: N_("Keeps the minutes: {name}")}
SIDES = {"giver": "given_at", "receiver": "taken_at"}
"""The hours of a handover by whose they are."""


def noted(p: Proceedings) -> Iterator[NotedHour]:
    """Yield what is told at an hour of its own: turns, deeds, who took an office over, what rounds have."""
    yield from _of_meeting(p.meeting)
    for event in p.meeting.presence:
        if told := _TAKES_OVER.get(event.what):
            yield NotedHour(f"{CHAIR}/{event.id}", event.at, told, {"name": event.who})
    for vote in p.votes:
        yield from _of_round(vote)


def _of_meeting(m: Meeting) -> Iterator[NotedHour]:
    for turn in m.turns:
        if turn.began_at:
            speaker = {"name": turn.speaker}
            yield NotedHour(f"{TURN}/{turn.id}", turn.began_at, N_("Turn: {name}"), speaker, turn.ended_at)
    for gap in m.gaps:
        yield NotedHour(f"{REASON}/{gap.step}", gap.at, N_("Reason: {text}"), {"text": gap.reason})
    for deed in m.deeds:
        told = {"text": " · ".join(filter(None, (deed.unit, deed.what, deed.given_to)))}
        yield NotedHour(f"{DEED}/{deed.id}", deed.at, N_("Done: {text}"), told)
    sides = {"giver": N_("Hands over: {name}"), "receiver": N_("Takes over: {name}")}
    for side, what in sides.items():
        if at := getattr(m.handover, SIDES[side]):
            yield NotedHour(f"{HANDOVER}/{side}", at, what, {"name": getattr(m.handover, side)})


def _of_round(vote: Vote) -> Iterator[NotedHour]:
    subject = {"what": vote.subject}
    if vote.opened_at and (vote.counted_at is None or minute(vote.opened_at) != minute(vote.counted_at)):
        yield NotedHour(f"{OPENED}/{vote.id}", vote.opened_at, N_("Vote opened: {what}"), subject)
    for one in vote.withdrawn:
        key = f"{WITHDRAWN}/{vote.id}/{one.candidate_id}"
        yield NotedHour(key, one.at, N_("Withdrew: {name}"), {"name": one.name})
    if vote.counted_at:
        yield NotedHour(f"{COUNT}/{vote.id}", vote.counted_at, N_("Counted: {what}"), subject)
    if vote.void:
        yield NotedHour(f"{VOID}/{vote.id}", vote.void.at, N_("Declared void: {what}"), subject)


def meeting_with_hour(m: Meeting, key: str, at: datetime, until: datetime | None) -> Meeting:
    """Return the meeting with another hour of something of its own record."""
    kind, _, of = key.partition("/")
    if kind == TURN:
        fresh = {"began_at": at, "ended_at": until}
        return m.with_(turns=tuple(t.model_copy(update=fresh) if t.id == of else t for t in m.turns))
    if kind == REASON:
        return m.with_(gaps=tuple(g.model_copy(update={"at": at}) if g.step == of else g for g in m.gaps))
    if kind == CHAIR:
        moved = (e.model_copy(update={"at": at}) if e.id == of else e for e in m.presence)
        return m.with_(presence=tuple(moved))
    if kind == DEED:
        return m.with_(deeds=tuple(d.model_copy(update={"at": at}) if d.id == of else d for d in m.deeds))
    handover = m.handover.model_copy(update={SIDES[of]: at})
    both = [hour for hour in (handover.given_at, handover.taken_at) if hour]
    done = max(both) if len(both) == len(SIDES) else None
    return m.with_(handover=handover.model_copy(update={"done_at": done}))


def round_with_hour(vote: Vote, key: str, at: datetime) -> Vote:
    """Return a round with another hour of something in it; one that was opened as it was counted moves along.

    Raises:
        Refused: It would be counted before it was opened or somebody withdrew, or void before that.
    """
    kind, _, of = key.partition("/")
    if kind == VOID and vote.void:
        fresh = vote.with_(void=vote.void.model_copy(update={"at": at}))
    elif kind == WITHDRAWN:
        who = of.partition("/")[2]
        withdrawn = (w.model_copy(update={"at": at}) if w.candidate_id == who else w for w in vote.withdrawn)
        fresh = vote.with_(withdrawn=tuple(withdrawn))
    elif kind == OPENED:
        fresh = vote.with_(opened_at=at)
    else:
        old, opened = vote.counted_at, vote.opened_at
        at_once = old and opened and minute(old) == minute(opened)
        fresh = vote.with_(counted_at=at, opened_at=at if at_once else opened)
    _check_none(_out_of_order(fresh, kind))
    return fresh


def _out_of_order(vote: Vote, moved: str) -> Iterator[datetime]:
    """Yield the hours of a round before or after which what was moved cannot be."""
    hours = [(OPENED, vote.opened_at), *((WITHDRAWN, one.at) for one in vote.withdrawn)]
    hours += [(COUNT, vote.counted_at), (VOID, vote.void.at if vote.void else None)]
    for (first, earlier), (then, later) in combinations(hours, 2):
        ordered = then in (COUNT, VOID) and moved in (first, then)
        if ordered and earlier and later and minute(earlier) > minute(later):
            yield later if moved == first else earlier


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
    known = [(line.at, line.step) for line in p.lines]
    known += [(e.at, e.step) for e in meeting.presence]
    known += [(turn.began_at, turn.step) for turn in meeting.turns if turn.began_at]
    for one in agenda(meeting):
        votes = p.of_purpose(*STEPS[one.step].purposes)
        known += [(vote.counted_at, one.step) for vote in votes if vote.counted_at]
    if all(minute(when) <= minute(at) for when, _ in known):
        return meeting.step
    before = [(when, step) for when, step in known if minute(when) <= minute(at)]
    return max(before, key=lambda one: one[0])[1] if before else Step.OPENING
