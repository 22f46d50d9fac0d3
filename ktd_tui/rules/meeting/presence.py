"""Who is there: found by a few typed letters, marked, and told at any moment of the meeting."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from ktd_tui.domain.meeting import Coming, Meeting, PresenceEvent, Step
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import Called
from ktd_tui.rules.council.people import Sought, whom
from ktd_tui.rules.meeting.quorum import Quorum, name_mended, quorum
from ktd_tui.words import short_time

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
    titles = (of.title, of.stand_in.title) if of.stand_in else (of.title,)
    return Sought(names, (of.unit, short_name), " ".join(titles), of.degree)


def marked(
    meeting: Meeting, attendee_id: str, *, present: bool, at: datetime, step: Step | None = None
) -> Meeting:
    """Return the meeting with a delegate marked present or not.

    Before the opening a mark is only a mark. After it every arrival and departure is an event with its time,
    unless it takes back what was marked a moment ago.

    Args:
        step: Under which step the minutes tell it; None: the meeting's present one.

    Raises:
        Refused: They came or left later than ``at``.
    """
    attendees = tuple(
        a.model_copy(update={"present": present}) if a.id == attendee_id else a for a in meeting.attendees
    )
    who = meeting.attendee(attendee_id)
    if who is None or who.present is present:
        return meeting
    if meeting.opened_at is None:
        return meeting.with_(attendees=attendees)
    what = Coming.ARRIVED if present else Coming.LEFT
    event = event_of(who, what, at, step or meeting.step)
    return meeting.with_(attendees=attendees, presence=_with_event(meeting, event))


def _with_event(meeting: Meeting, event: PresenceEvent) -> tuple[PresenceEvent, ...]:
    own = (e for e in reversed(events_in_order(meeting)) if e.attendee_id == event.attendee_id)
    last = next((e for e in own if e.what not in TAKEN), None)
    if last is not None and event.at < last.at:
        raise Refused(
            N_("{name}: something is noted at {time} already. Ctrl+K, F4 writes the hours anew."),
            name=event.who,
            time=short_time(last.at),
        )
    opening = last is not None and last.at == meeting.opened_at
    if last is not None and not opening and event.at - last.at < SLIP and last.what is not Coming.STOOD_IN:
        return tuple(e for e in meeting.presence if e is not last)
    return (*meeting.presence, event)


def event_of(who: Attendee, what: Coming, at: datetime, step: Step) -> PresenceEvent:
    """Return what a delegate, or who sits in their place, does at the door."""
    for_whom = who.stand_in and (who.name or what is Coming.STOOD_IN)  # «Đại diện» who never came is nobody
    return PresenceEvent(
        attendee_id=who.id,
        what=what,
        at=at,
        who=who.seated,
        joins_from="" if what is Coming.LEFT else who.joins_from,
        instead_of=who.styled if for_whom else "",
        step=step,
    )


def with_whose(
    own: Sequence[PresenceEvent], told: Sequence[PresenceEvent], wanted: PresenceEvent, sits: str
) -> PresenceEvent:
    """Return an event of a seat at another hour with whose it is: not always of who sits there now.

    Whoever came nearest to that hour came then; who leaves is whoever came or sat down last.

    Args:
        own: What is noted of the seat.
        told: What is told anew of it before.
        sits: The name of who sits there now.
    """
    came = (e for e in own if e.what is Coming.ARRIVED)
    sat = (e for e in told if e.what in _SITS and e.at <= wanted.at)
    nearest = min(came, key=lambda e: abs(e.at - wanted.at), default=wanted)
    of = nearest if wanted.what is Coming.ARRIVED else max(sat, key=lambda e: e.at, default=wanted)
    if _is_called(of, sits):
        return wanted
    return wanted.model_copy(update={"who": of.who, "instead_of": of.instead_of, "authority": of.authority})


def seat_taken(meeting: Meeting, before: Attendee, at: datetime, step: Step) -> Meeting:
    """Return an open meeting with it noted that somebody sits down in a seat in which another was there.

    A delegate who comes back to their seat sits down in it, too; who does so as it opens sat there already.

    Args:
        before: The delegate as they were before; of a seat where nobody was there nothing is noted.
        at: When.
        step: Under which step the minutes tell it.
    """
    now = meeting.attendee(before.id)
    if now is not None and before.stand_in:
        meeting = _kept_of_who_stood_in(meeting, before.stand_in, now)
    if meeting.opened_at is None or now is None or not (now.sitting.name and now.present):
        return meeting
    events = [
        e
        for e in meeting.presence
        if not (e.attendee_id == now.id and e.what is Coming.STOOD_IN and timedelta() <= at - e.at < SLIP)
    ]
    if at - meeting.opened_at < SLIP:
        fresh = event_of(now, Coming.ARRIVED, meeting.opened_at, step)
        events = [fresh if e.attendee_id == now.id and e.what is Coming.ARRIVED else e for e in events]
    meeting = meeting.with_(presence=tuple(events))
    *_, (_, sits) = sitters(meeting, now, now_sits=False)
    if sits.name == now.sitting.name:
        return meeting
    event = event_of(now, Coming.STOOD_IN, at, step)
    event = event if now.stand_in else event.model_copy(update={"instead_of": before.seated})
    return meeting.with_(presence=(*meeting.presence, event))


def _kept_of_who_stood_in(meeting: Meeting, of: StandIn, now: Attendee) -> Meeting:
    """Note with how a stand-in came the letter that another's takes the place of, or their mended name."""
    fresh = now.stand_in
    if fresh and fresh.name == of.name:
        return meeting
    mended = fresh is not None and name_mended(of, fresh)
    kept = {"who": now.seated} if mended else {"authority": of.authority}
    noted = (
        e.model_copy(update=kept) if e.attendee_id == now.id and _is_called(e, of.name) else e
        for e in meeting.presence
    )
    return meeting.with_(presence=tuple(noted))


def _is_called(event: PresenceEvent, name: str) -> bool:
    """Tell whether an event is of somebody of that name: «Lê An» is not «Lê Anh»."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", event.who) is not None


_SITS = (Coming.ARRIVED, Coming.STOOD_IN)


def sitters(
    meeting: Meeting, of: Attendee, *, now_sits: bool = True
) -> list[tuple[PresenceEvent | None, Called]]:
    """Return who sat in a seat, one after the other, each with how they sat down; None: from the start.

    Args:
        now_sits: The last is whom the list names now, however they were called when they sat down.
    """
    came = [e for e in events_in_order(meeting) if e.attendee_id == of.id and e.what in _SITS]
    # Who sits down in a seat that nobody came to, took it from who sat there at the opening.
    first = [(None, of.called)] if not came or came[0].what is Coming.STOOD_IN else []
    found: list[tuple[PresenceEvent | None, Called]] = [*first]
    for event in came:
        known = (c for c in (of.sitting, of.called) if _is_called(event, c.name))
        another = event.instead_of or not (of.name or event.who == of.styled)
        who = next(known, Called(title=event.who) if another else of.called)
        if not found or found[-1][1] != who:
            found.append((event, who))
    return [*found[:-1], (found[-1][0], of.sitting)] if now_sits else found


def seat_taken_over(meeting: Meeting, of: Attendee) -> PresenceEvent | None:
    """Return how who sits in a seat sat down; None: nobody sat there before."""
    *before, (event, _) = sitters(meeting, of)
    return event if before else None


TAKEN: Mapping[Coming, str] = MappingProxyType({Coming.CHAIRS: "chair_id", Coming.WRITES: "secretary_id"})
"""The offices that one takes over in an open meeting, by how it is noted."""


def takings(meeting: Meeting, what: Coming) -> tuple[PresenceEvent, ...]:
    """Return who took an office over after the opening, in order."""
    return tuple(e for e in events_in_order(meeting) if e.what is what)


def holder_at(meeting: Meeting, what: Coming, at: datetime | None = None) -> str | None:
    """Return who had an office at a moment; None: who has it now, and signs where it ends so."""
    taken = [e.attendee_id for e in takings(meeting, what) if at is None or e.at <= at]
    own: str | None = getattr(meeting, TAKEN[what])
    return taken[-1] if taken else own


def chair_at(meeting: Meeting, at: datetime | None = None) -> str | None:
    """Return who chaired at a moment; None: who does now."""
    return holder_at(meeting, Coming.CHAIRS, at)


def office_taken(meeting: Meeting, what: Coming, attendee_id: str, at: datetime, step: Step) -> Meeting:
    """Return an open meeting in which somebody has an office from a moment on; a slip leaves no trace.

    Raises:
        Refused: It is not open, they are not marked present, or another took it over later than ``at``.
    """
    who = meeting.attendee(attendee_id)
    if meeting.opened_at is None:
        raise Refused(N_("The meeting is not open yet: chair and secretary are named in the preparation."))
    if who is None or not who.present:
        raise Refused(
            N_("{name} is not marked present, and cannot take over now."), name=who.styled if who else "?"
        )
    taken = takings(meeting, what)
    if taken and taken[-1].at > at:
        facts = {"name": taken[-1].who, "time": short_time(taken[-1].at)}
        raise Refused(N_("{name} took over at {time}; mend that hour first."), **facts)
    slips = [e for e in taken if at - e.at < SLIP]
    meeting = meeting.with_(presence=tuple(e for e in meeting.presence if e not in slips))
    before = meeting.attendee(holder_at(meeting, what))
    if before is not None and before.id == attendee_id:
        return meeting
    instead = "" if before is None or attendee_id == getattr(meeting, TAKEN[what]) else before.seated
    event = event_of(who, what, at, step).model_copy(update={"joins_from": "", "instead_of": instead})
    return meeting.with_(presence=(*meeting.presence, event))


def gone_from(meeting: Meeting, what: Coming) -> bool:
    """Tell whether who has an office in an open meeting has left, and nobody took it over."""
    holder = meeting.attendee(holder_at(meeting, what))
    left = holder is not None and not holder.present and meeting.opened_at is not None
    return left and any(e.attendee_id == holder.id for e in meeting.presence) if holder else False


def meeting_opened(meeting: Meeting, at: datetime) -> Meeting:
    """Return the meeting opened now, with who was there at the opening."""
    there = tuple(event_of(a, Coming.ARRIVED, at, meeting.step) for a in meeting.attendees if a.present)
    return meeting.with_(opened_at=at, presence=there)


def events_in_order(meeting: Meeting) -> list[PresenceEvent]:
    """Return what happened at the door in the order of its hours."""
    return sorted(meeting.presence, key=lambda e: e.at)


def present_at(meeting: Meeting, at: datetime) -> frozenset[str]:
    """Return who was there at a moment after the opening; nobody before it."""
    there: set[str] = set()
    for event in events_in_order(meeting):
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
    """Return what happened at the door after the opening, in order."""
    return tuple(e for e in events_in_order(meeting) if meeting.opened_at and e.at > meeting.opened_at)


def comes_back(meeting: Meeting, event: PresenceEvent) -> bool:
    """Tell whether who arrives was there before: a second stand-in was not where the first was."""
    of = meeting.attendee(event.attendee_id)
    names = [name for name in (of.sitting.name, of.name) if _is_called(event, name)] if of else []
    before = (e for e in meeting.presence if e.attendee_id == event.attendee_id and e.at < event.at)
    return any(e.who == event.who or any(_is_called(e, name) for name in names) for e in before)
