"""Who took part in a meeting, from when to when: what the minutes and every list say of a delegate.

Who sits there now is another question; ``presence`` answers it.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from ktd_tui.domain.meeting import Coming, Meeting, PresenceEvent, Step
from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import Called
from ktd_tui.rules.meeting.flow import agenda, obstacles, unexcused
from ktd_tui.rules.meeting.hours import check_hour, minute
from ktd_tui.rules.meeting.presence import (
    TAKEN,
    event_of,
    events_in_order,
    holder_at,
    seat_taken_over,
    sitters,
    takings,
    with_whose,
)
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.quorum import LEFT_EARLY, Quorum, quorum
from ktd_tui.words import short_time


class Period(NamedTuple):
    """A time in which a delegate was there; ``left`` is None where they stayed."""

    came: datetime
    left: datetime | None = None


def periods(meeting: Meeting, attendee_id: str) -> tuple[Period, ...]:
    """Return when a delegate was there, in order; nothing before the opening."""
    who, opened = meeting.attendee(attendee_id), meeting.opened_at
    if who is None or opened is None:
        return ()
    events = [
        e
        for e in events_in_order(meeting)
        if e.attendee_id == who.id and e.what in (Coming.ARRIVED, Coming.LEFT)
    ]
    # Who was put on the list after the opening has no arrival.
    was_there = events[0].what is Coming.LEFT if events else who.present
    came = opened if was_there else None
    found = []
    for event in events:
        if event.what is Coming.ARRIVED:
            came = came or max(event.at, opened)
        elif came:
            found.append(Period(came, event.at))
            came = None
    return tuple(found) if came is None else (*found, Period(came))


class Attended(NamedTuple):
    """How a delegate took part.

    Attributes:
        at_all: They were there at some time, or did something in the meeting.
        came: When they came, where it was after the opening.
        gone: When they were away between.
        left: When they left for good.
        seat_from: When their stand-in sat down in their place, where somebody else sat there before.
    """

    at_all: bool
    came: datetime | None = None
    gone: tuple[tuple[datetime, datetime], ...] = ()
    left: datetime | None = None
    seat_from: datetime | None = None


def part_of(p: Proceedings, of: Attendee, done: Collection[str] | None = None) -> Attended:
    """Return how a delegate took part, or is marked present; ``done``: who acted, where that is known."""
    meeting = p.meeting
    times = periods(meeting, of.id)
    if meeting.opened_at is None or not times:
        return Attended(of.present or of.id in (acted(p) if done is None else done))
    sat_down = seat_taken_over(meeting, of)
    came = sat_down.at if sat_down and not of.stand_in else times[0].came  # to their own seat they come
    away = ((one.left, other.came) for one, other in pairwise(times) if one.left)
    return Attended(
        at_all=True,
        came=came if came > meeting.opened_at else None,
        gone=tuple((left, back) for left, back in away if minute(left) != minute(back)),
        left=times[-1].left,
        seat_from=sat_down.at if sat_down and of.stand_in else None,
    )


def sat_during(meeting: Meeting, of: Attendee, step: Step) -> Called:
    """Return who sat in a seat in a step: whoever sat there last of those who had sat down by then."""
    places = {one.step: place for place, one in enumerate(agenda(meeting))}
    first, *later = sitters(meeting, of)
    by_then = [who for event, who in later if event and places.get(event.step, 0) <= places.get(step, 0)]
    return (by_then or [first[1]])[-1]


def acted(p: Proceedings) -> frozenset[str]:
    """Return who did something in an open meeting: spoke, voted, counted, signed, chaired, and so on."""
    meeting = p.meeting
    if meeting.opened_at is None:
        return frozenset()
    ids = {turn.attendee_id for turn in meeting.turns if turn.began_at}
    for vote in p.votes:
        ids.update(vote.voters, (tally.teller for tally in vote.tallies))
        ids.update(vote.electronic.voters if vote.electronic else ())
    presenter = meeting.presenter_id if meeting.report else None
    ids.update(event.attendee_id for what in TAKEN for event in takings(meeting, what))
    ids.update(who for who in (meeting.chair_id, meeting.secretary_id, presenter) if who)
    told, names = _named(p), {a.id: names_in_seat(meeting, a) for a in meeting.attendees}
    alike = Counter(name for of in names.values() for name in of)
    # Of two called alike nobody knows which it was.
    ids.update(key for key, of in names.items() if any(alike[name] == 1 for name in of & told))
    return frozenset(ids)


def names_in_seat(meeting: Meeting, of: Attendee) -> set[str]:
    """Return how those are styled who sat in a seat at any time."""
    return {of.styled, of.seated, *(e.who for e in meeting.presence if e.attendee_id == of.id)}


def _named(p: Proceedings) -> set[str]:
    """Return those who did something by name: spoke, presented, signed, gave, handed over."""
    told = {line.speaker for line in p.lines} | {deed.who for deed in p.meeting.deeds}
    handover = p.meeting.handover
    return told | ({handover.giver, handover.receiver} if handover.done_at else set())


def check_untouched(p: Proceedings, attendee_id: str) -> None:
    """Refuse to take a delegate off the list who has a part in the meeting.

    Raises:
        Refused: They came, spoke, voted, counted, or were asked to.
    """
    meeting = p.meeting
    tied = {e.attendee_id for e in meeting.presence} | {turn.attendee_id for turn in meeting.turns}
    tied |= acted(p) | {*meeting.tellers}
    if attendee_id in tied and (who := meeting.attendee(attendee_id)):
        raise Refused(
            N_("{name} took part in the meeting and stays on the list. Ctrl+K marks who leaves."),
            name=who.styled,
        )


def took_part(p: Proceedings) -> tuple[Attendee, ...]:
    """Return the delegates who were there at any time of the meeting; before the opening, who is there."""
    done = acted(p)
    return tuple(a for a in p.meeting.attendees if part_of(p, a, done).at_all)


def quorum_of_all(p: Proceedings) -> Quorum:
    """Return the quorum with who was there at any time counted as present."""
    return quorum(p.meeting)._replace(present=sum(a.voting for a in took_part(p)))


def check_signers(p: Proceedings) -> None:
    """Refuse to have the minutes signed by who was never there, or left and nobody took over.

    Raises:
        Refused: Chair or secretary is not named, was never marked present, or left before the end.
    """
    meeting = p.meeting
    if meeting.opened_at is None:
        return
    for what in TAKEN:
        who = meeting.attendee(holder_at(meeting, what))
        if who is None:
            raise Refused(N_("Name chair and secretary first: they sign."))
        there = periods(meeting, who.id)
        if not (who.present or there):
            raise Refused(
                N_("{name} signs and was never marked present. Ctrl+K, F4: write when they were there."),
                name=who.styled,
            )
        left = there[-1].left if there else None
        if left and meeting.closed_at and minute(left) < minute(meeting.closed_at):
            raise Refused(LEFT_EARLY[TAKEN[what]], name=who.styled, time=short_time(left))


def check_chairs_from_opening(meeting: Meeting, attendee_id: str) -> None:
    """Refuse a chair who came after the opening: the minutes say that the chair declared it.

    Raises:
        Refused: The meeting is open, and they were not there when it was opened.
    """
    who, opened = meeting.attendee(attendee_id), meeting.opened_at
    if who is None or opened is None:
        return
    if not any(minute(one.came) <= minute(opened) for one in periods(meeting, attendee_id)):
        raise Refused(
            N_(
                "{name} was not there at the opening, which the chair declares. Ctrl+K, F3 notes who chairs"
                " from now on; or mend when they were there (Ctrl+K, F4)."
            ),
            name=who.styled,
        )


_PERIOD = re.compile(r"([^–—-]*)(?:([–—-])(.*))?", re.DOTALL)


def check_to_sign(p: Proceedings) -> None:
    """Refuse to have the minutes signed before they lack nothing but the signatures.

    Raises:
        Refused: A step lacks something and no reason was given for it, or it is not known who signs.
    """
    if unexcused(p, Step.APPROVAL):
        raise Refused(N_("Some steps are not complete and have no reason: F8 shows the next one."))
    check_signers(p)
    left = [one for one in obstacles(p, Step.APPROVAL) if one.place != "sign"]
    if left:
        raise Refused(left[0].message, **left[0].facts)


def period_words(times: Sequence[Period]) -> str:
    """Write times as one types them: «14:00–15:00, 15:20–»."""
    return ", ".join(f"{short_time(one.came)}–{short_time(one.left) if one.left else ''}" for one in times)


def read_periods(typed: str, read: Callable[[str], datetime], opened: datetime) -> tuple[Period, ...]:
    """Read times as typed; without an hour before the dash: from the opening; behind it: they stayed.

    Args:
        typed: Times with commas between; nothing: never there.
        read: Reads one hour.
        opened: When the meeting was opened.

    Raises:
        Refused: Something is no hour.
    """
    found = []
    for part in (one.strip() for one in re.split(r"[,;]", typed) if one.strip()):
        came, _, left = _PERIOD.fullmatch(part).groups()  # type: ignore[union-attr]  # it fits any text
        began = read(came) if came.strip() else opened
        began = opened if minute(began) == minute(opened) else began
        found.append(Period(began, read(left) if left and left.strip() else None))
    return tuple(found)


def with_periods(
    meeting: Meeting, attendee_id: str, times: Sequence[Period], step_of: Callable[[datetime], Step]
) -> Meeting:
    """Return the meeting with it written anew when a delegate was there; nothing: they never were.

    Args:
        step_of: Tells the step of an hour.

    Raises:
        Refused: The times do not follow one another, or stand outside the meeting.
    """
    who = meeting.attendee(attendee_id)
    if who is None:
        return meeting
    hours = [hour for one in times for hour in one if hour]
    for hour in hours:
        check_hour(meeting, hour)
    if hours != sorted(hours) or any(one.left is None for one in times[:-1]):
        raise Refused(N_("These hours do not follow one another: {text}"), text=period_words(times))
    own = [e for e in meeting.presence if e.attendee_id == who.id]
    others = [e for e in meeting.presence if e.attendee_id != who.id]
    stood = [e for e in own if e.what in (Coming.STOOD_IN, *TAKEN) and times]
    fresh: list[PresenceEvent] = []
    for event in _events(who, times):
        fresh += [_kept(own, with_whose(own, (*stood, *fresh), event, who.sitting.name), step_of)]
    attendees = tuple(
        a.model_copy(update={"present": bool(times) and times[-1].left is None}) if a.id == who.id else a
        for a in meeting.attendees
    )
    places = {event.id: place for place, event in enumerate(meeting.presence)}
    presence = sorted((*others, *stood, *fresh), key=lambda e: (e.at, places.get(e.id, len(places))))
    return meeting.with_(attendees=attendees, presence=tuple(presence))


def _events(who: Attendee, times: Sequence[Period]) -> Iterator[PresenceEvent]:
    for one in times:
        yield event_of(who, Coming.ARRIVED, one.came, Step.OPENING)
        if one.left:
            yield event_of(who, Coming.LEFT, one.left, Step.OPENING)


def _kept(
    own: Sequence[PresenceEvent], wanted: PresenceEvent, step_of: Callable[[datetime], Step]
) -> PresenceEvent:
    """Return an event as it stands, where it stands already; else under the step of its hour."""
    for event in own:
        if event.what is wanted.what and minute(event.at) == minute(wanted.at):
            return event
    return wanted.model_copy(update={"step": step_of(wanted.at)})
