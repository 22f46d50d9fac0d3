"""Who is there: found by a few typed letters, marked, and told at any moment of the meeting."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from ktd_tui.domain.meeting import Coming, Meeting, PresenceEvent
from ktd_tui.domain.people import Attendee
from ktd_tui.rules.council.people import Sought, whom
from ktd_tui.rules.meeting.quorum import Quorum, quorum

NONE: Mapping[str, str] = MappingProxyType({})
SLIP = timedelta(minutes=1)
"""What is taken back within this time was a slip of a key, and leaves no trace in the minutes."""


def match(
    attendees: Iterable[Attendee], typed: str, short_names: Mapping[str, str] = NONE
) -> tuple[Attendee, ...]:
    """Return whom typed letters may mean among delegates, as ``rules.council.people.whom`` says.

    Args:
        attendees: Among whom.
        typed: The letters.
        short_names: The short names of units by id.
    """
    people = {a.id: a for a in attendees}
    sought = {key: _sought(a, short_names.get(a.unit_id or "", "")) for key, a in people.items()}
    return tuple(people[key] for key in whom(sought, typed))


def _sought(of: Attendee, short_name: str) -> Sought:
    names = (of.name, of.stand_in.name) if of.stand_in else (of.name,)
    return Sought(names, (of.unit, short_name), of.title)


def marked(meeting: Meeting, attendee_id: str, *, present: bool, at: datetime) -> Meeting:
    """Return the meeting with a delegate marked present or not.

    Before the opening a mark is only a mark. After it every arrival and departure is an event with its time,
    unless it takes back what was marked a moment ago.
    """
    attendees = tuple(
        a.model_copy(update={"present": present}) if a.id == attendee_id else a for a in meeting.attendees
    )
    who = meeting.attendee(attendee_id)
    if who is None or who.present is present:
        return meeting
    if meeting.opened_at is None:
        return meeting.with_(attendees=attendees)
    return meeting.with_(attendees=attendees, presence=_with_event(meeting, who, present=present, at=at))


def _with_event(meeting: Meeting, who: Attendee, *, present: bool, at: datetime) -> tuple[PresenceEvent, ...]:
    last = next((e for e in reversed(meeting.presence) if e.attendee_id == who.id), None)
    opening = last is not None and last.at == meeting.opened_at
    if last is not None and not opening and at - last.at < SLIP and last.what is not Coming.STOOD_IN:
        return tuple(e for e in meeting.presence if e is not last)
    what = Coming.ARRIVED if present else Coming.LEFT
    return (*meeting.presence, _event(meeting, who, what, at))


def _event(meeting: Meeting, who: Attendee, what: Coming, at: datetime) -> PresenceEvent:
    joins_from = "" if what is Coming.LEFT else who.joins_from
    return PresenceEvent(
        attendee_id=who.id, what=what, at=at, who=who.seated, joins_from=joins_from, step=meeting.step
    )


def meeting_opened(meeting: Meeting, at: datetime) -> Meeting:
    """Return the meeting opened now, with who was there at the opening."""
    there = tuple(_event(meeting, a, Coming.ARRIVED, at) for a in meeting.attendees if a.present)
    return meeting.with_(opened_at=at, presence=there)


def present_at(meeting: Meeting, at: datetime) -> frozenset[str]:
    """Return who was there at a moment after the opening; nobody before it."""
    there: set[str] = set()
    for event in meeting.presence:
        if event.at > at:
            break
        if event.what is Coming.ARRIVED:
            there.add(event.attendee_id)
        elif event.what is Coming.LEFT:
            there.discard(event.attendee_id)
    return frozenset(there)


def quorum_at_opening(meeting: Meeting) -> Quorum:
    """Return the quorum that the meeting was opened with; of meetings without events, the present one."""
    of = quorum(meeting)
    if meeting.opened_at is None or not meeting.presence:
        return of
    there = present_at(meeting, meeting.opened_at)
    return of._replace(present=sum(a.voting and a.id in there for a in meeting.attendees))


def comings(meeting: Meeting) -> tuple[PresenceEvent, ...]:
    """Return what happened at the door after the opening."""
    return tuple(e for e in meeting.presence if meeting.opened_at and e.at > meeting.opened_at)


def by_place(meeting: Meeting) -> Counter[str]:
    """Count the voting delegates who are there by the city they join from; empty: in the room."""
    return Counter(a.joins_from for a in meeting.attendees if a.voting and a.present)


def votes_from_elsewhere(attendee: Attendee) -> bool:
    """Tell whether a delegate is there, may vote, and follows from another city."""
    return attendee.voting and attendee.present and bool(attendee.joins_from)
