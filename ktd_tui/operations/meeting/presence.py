"""Who sits in whose place, from where, and why somebody is absent. Arrivals: ``meetings.set_present``."""

from typing import NamedTuple

from ktd_tui.domain.meeting import Attendee, Coming, Meeting, PresenceEvent, StandIn
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import Clash, Difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.preparation import NAME_LIMIT, PLACE_LIMIT
from ktd_tui.text import clean


class Seat(NamedTuple):
    """A delegate's seat as typed; an empty name: nobody stands in.

    Attributes:
        name: Who stands in.
        authority: Number and date of the letter of authority.
        joins_from: The city; empty: in the room.
        excused: Why the delegate is absent.
    """

    name: str = ""
    title: str = ""
    authority: str = ""
    joins_from: str = ""
    excused: str = ""


def seat_of(attendee: Attendee) -> Seat:
    """Return a seat as it stands."""
    of = attendee.stand_in
    name, title, authority = (of.name, of.title, of.authority) if of else ("", "", "")
    return Seat(name, title, authority, attendee.joins_from, attendee.excused)


def set_seat(
    desk: Desk, meeting_id: str, attendee_id: str, wanted: Seat, seen: Seat | None = None
) -> Meeting:
    """Say who stands in for a delegate, from where they join, and why the delegate is absent.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no such delegate, a stand-in's office has no name, or the minutes are signed.
        Clash: Somebody else changed the seat since it was ``seen``.
    """
    given = Seat(*(clean(text, limit=limit) for text, limit in zip(wanted, LIMITS, strict=True)))
    if (given.title or given.authority) and not given.name:
        raise Refused(N_("Write the name of who stands in."))

    def change(m: Meeting) -> Meeting:
        who = m.attendee(attendee_id)
        if who is None:
            raise Refused(N_("This delegate is not on the list any more."))
        there = seat_of(who)
        if seen is not None and there not in (seen, given):
            found = Difference("seat", given.name, there.name)
            raise Clash((found,), mine=given, theirs=there, record_id=m.id)
        stand_in = (
            StandIn(name=given.name, title=given.title, authority=given.authority) if given.name else None
        )
        fresh = who.model_copy(
            update={"stand_in": stand_in, "joins_from": given.joins_from, "excused": given.excused}
        )
        attendees = tuple(fresh if a.id == attendee_id else a for a in m.attendees)
        presence = m.presence
        if m.opened_at and stand_in and stand_in != who.stand_in:
            stood = PresenceEvent(
                attendee_id=attendee_id, what=Coming.STOOD_IN, at=desk.now, who=fresh.seated, step=m.step
            )
            presence = (*presence, stood)
        return m.with_(attendees=attendees, presence=presence)

    who = desk.store.get(Meeting, meeting_id).attendee(attendee_id)
    told = {"name": who.styled if who else "?"}
    return change_meeting(desk, meeting_id, change, N_("The seat of {name}"), told)


LIMITS = (NAME_LIMIT, NAME_LIMIT, PLACE_LIMIT, NAME_LIMIT, PLACE_LIMIT)
