"""The delegates: who is on the list, who is there, who chairs, who sits in whose place and from where."""

from typing import NamedTuple

from ktd_tui.domain.meeting import Coming, Meeting
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.naming import Called
from ktd_tui.operations.conflicts import UNSEEN, Clash, Difference, Gone, Sides, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.choosing import taken_in
from ktd_tui.operations.meeting.preparation import NAME_LIMIT, PLACE_LIMIT
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.whom import meant
from ktd_tui.rules.meeting.attended import check_chairs_from_opening, check_untouched
from ktd_tui.rules.meeting.hours import goes_on, step_at
from ktd_tui.rules.meeting.presence import (
    TAKEN,
    gone_from,
    holder_at,
    marked,
    office_taken,
    seat_taken,
)
from ktd_tui.rules.meeting.quorum import check_not_listed, check_one_seat, check_two_people, put_on_list
from ktd_tui.rules.meeting.speaking_list import floor_at_the_door

OFFICES = {
    "chair_id": N_("Chair: {name}"),
    "secretary_id": N_("Secretary: {name}"),
    "presenter_id": N_("Presenter of the report: {name}"),
}
"""Whom a meeting names, as the history tells it."""


def save_attendee(desk: Desk, meeting_id: str, attendee: Attendee, seen: Attendee | None = None) -> Meeting:
    """Add or change an attendee, matched by id.

    Args:
        attendee: The attendee as wanted.
        seen: The attendee as they were seen; what somebody else changed since then stays.

    Raises:
        Refused: Neither a name nor a title nor a unit is given, or they are on the list already.
        Clash: Somebody else changed the same fields meanwhile.
        Gone: Somebody else took them off the list meanwhile.
    """
    texts = {k: within(getattr(attendee, k), NAME_LIMIT) for k in ("name", "title", "unit", "city", "degree")}
    fresh = attendee.model_copy(update=texts)
    if not fresh.styled:
        raise Refused(N_("Write at least a name, a title or a unit."))

    def change(m: Meeting) -> Meeting:
        there = m.attendee(fresh.id)
        if there is None:
            if seen is not None:
                raise Gone(seen, record_id=m.id)
            check_not_listed(m.attendees, fresh)
            if fresh.voting:
                check_one_seat((a for a in m.attendees if a.stand_in), fresh.id, fresh.called)
            return put_on_list(m, fresh)
        changed = _merged_attendee(m, fresh, seen or there, there)
        return m.with_(attendees=tuple(changed if a.id == fresh.id else a for a in m.attendees))

    return change_meeting(desk, meeting_id, change, N_("Attendee {name}"), {"name": fresh.styled})


def _merged_attendee(m: Meeting, wanted: Attendee, seen: Attendee, there: Attendee) -> Attendee:
    was, mine, theirs = (
        {k: v for k, v in dict(a).items() if k not in ("id", "unit_id", "person_id")}
        for a in (seen, wanted, there)
    )
    sides = Sides(there, m.id, lambda their: seen.model_copy(update=their), NAME_LIMIT)
    of = merged(was, mine, theirs, sides)
    unit_id = wanted.unit_id if of["unit"] == wanted.unit else there.unit_id
    person_id = wanted.person_id if of["name"] == wanted.name else there.person_id
    return Attendee.model_validate({**of, "id": there.id, "unit_id": unit_id, "person_id": person_id})


def remove_attendee(desk: Desk, meeting_id: str, attendee_id: str, seen: Attendee | None = None) -> Meeting:
    """Take an attendee off the list.

    Raises:
        Refused: The attendee chairs or keeps the minutes, or took part in the meeting.
        Clash: Somebody else changed them since they were ``seen``.
    """

    def change(m: Meeting) -> Meeting:
        if attendee_id in (m.chair_id, m.secretary_id):
            raise Refused(N_("The chair and the secretary cannot be taken off the list."))
        if attendee_id == m.presenter_id:
            raise Refused(N_("Who presents the report cannot be taken off the list."))
        check_untouched(proceedings(desk, m), attendee_id)
        there = m.attendee(attendee_id)
        if seen and there and there.styled != seen.styled:
            found = Difference("name", "", there.styled, mine_shown=seen.styled)
            raise Clash((found,), mine=None, theirs=there, record_id=m.id)
        return m.with_(attendees=tuple(a for a in m.attendees if a.id != attendee_id))

    told = {"name": _styled(desk, meeting_id, attendee_id)}
    return change_meeting(desk, meeting_id, change, N_("Taken off the list: {name}"), told)


def set_present(desk: Desk, meeting_id: str, attendee_id: str, *, present: bool) -> Meeting:
    """Say that an attendee is present or not: after the opening, that they came or left now.

    A meeting that had closed before goes on.

    Raises:
        Refused: They came or left later than now, or it is before the opening.
    """

    def change(m: Meeting) -> Meeting:
        step = step_at(proceedings(desk, m), desk.now) if m.opened_at else None
        return _going_on(desk, m, marked(m, attendee_id, present=present, at=desk.now, step=step))

    return change_meeting(
        desk,
        meeting_id,
        change,
        N_("Present: {name}") if present else N_("Not present: {name}"),
        {"name": _styled(desk, meeting_id, attendee_id)},
    )


def _going_on(desk: Desk, before: Meeting, after: Meeting) -> Meeting:
    """Return a meeting in which something happened at the door now: it has not closed yet."""
    if after.presence == before.presence:
        return after
    return goes_on(floor_at_the_door(before, after), desk.now)


def set_officer(desk: Desk, meeting_id: str, office: str, chosen: str, seen: str | None = UNSEEN) -> Meeting:
    """Name chair, secretary or presenter; who is not on the list yet is put on it, without a vote.

    Where the chair or secretary of an open meeting has left, who is named takes over from now on.

    Args:
        office: ``chair_id``, ``secretary_id`` or ``presenter_id``.
        chosen: Who: a delegate or a person of the directory, by id or as typed, or a guest's name.
        seen: Who held it when one chose.

    Raises:
        Refused: Nobody fits, or several do; the chair of an open meeting came after the opening; or one
            person would chair and keep the minutes.
        Clash: Somebody else named another meanwhile.
    """

    def change(m: Meeting) -> Meeting:
        m, who = taken_in(desk, m, chosen)
        attendee_id = who.id
        if (what := _TAKING.get(office)) and gone_from(m, what) and who.present:
            return _office_taken(desk, m, what, attendee_id)
        if office == "chair_id" and attendee_id != m.chair_id:
            check_chairs_from_opening(m, attendee_id)
        there: str | None = getattr(m, office)
        if seen is not UNSEEN and there not in (seen, attendee_id):
            one, other = m.attendee(attendee_id), m.attendee(there)
            shown = {
                "mine_shown": one.styled if one else "",
                "theirs_shown": other.styled if other else "",
            }
            found = Difference(office, attendee_id, there or "", **shown)
            raise Clash((found,), mine=attendee_id, theirs=there, record_id=m.id)
        fresh = m.with_(**{office: attendee_id})
        if office in _TAKING and there != attendee_id:
            check_two_people(m, fresh.chair_id, fresh.secretary_id)
        return fresh

    name = taken_in(desk, desk.store.get(Meeting, meeting_id), chosen)[1].styled
    return change_meeting(desk, meeting_id, change, OFFICES[office], {"name": name})


def take_over(desk: Desk, meeting_id: str, what: Coming, chosen: str) -> Meeting:
    """Note that somebody chairs or keeps the minutes from now on: for a time, or again.

    Who opened the meeting stays its chair, who began the minutes its secretary.

    Raises:
        Refused: Nobody fits, or several do; it is not open, they are not there, they have the other office,
            or the minutes are signed.
    """

    def change(m: Meeting) -> Meeting:
        m, who = taken_in(desk, m, chosen)
        return _office_taken(desk, m, what, who.id)

    name = taken_in(desk, desk.store.get(Meeting, meeting_id), chosen)[1].styled
    return change_meeting(desk, meeting_id, change, _FROM_NOW[what], {"name": name})


_TAKING = {office: what for what, office in TAKEN.items()}
_FROM_NOW = {
    Coming.CHAIRS: N_("Chairs from now on: {name}"),
    Coming.WRITES: N_("Keeps the minutes from now on: {name}"),
}


def _office_taken(desk: Desk, m: Meeting, what: Coming, attendee_id: str) -> Meeting:
    fresh = office_taken(m, what, attendee_id, desk.now, step_at(proceedings(desk, m), desk.now))
    check_two_people(m, holder_at(fresh, Coming.CHAIRS), holder_at(fresh, Coming.WRITES))
    return _going_on(desk, m, fresh)


def _styled(desk: Desk, meeting_id: str, attendee_id: str) -> str:
    """Return an attendee as the history tells them."""
    found = desk.store.get(Meeting, meeting_id).attendee(attendee_id)
    return found.styled if found else "?"


class Seat(NamedTuple):
    """A delegate's seat as typed; an empty name: nobody stands in.

    Attributes:
        name: Who stands in, with what stands before the name; or whom of the directory letters mean.
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
    name, title, authority = (attendee.sitting.typed, of.title, of.authority) if of else ("", "", "")
    return Seat(name, title, authority, attendee.joins_from, attendee.excused)


def _seat_given(desk: Desk, wanted: Seat, unit_id: str | None) -> tuple[Seat, StandIn | None, str]:
    """Return a seat as given, who stands in with the known office, the unit's people first, and their id."""
    given = Seat(*(within(text, limit) for text, limit in zip(wanted, LIMITS, strict=True)))
    if not given.name:
        return given, None, ""
    called, person = meant(desk, given.name, unit_id or "")
    given = given._replace(name=called.typed, title=given.title or called.title)
    stand_in = StandIn(
        name=called.name,
        title=given.title,
        authority=given.authority,
        honorific=called.honorific,
        degree=called.degree,
    )
    return given, stand_in, person.id if person else ""


def _known_as(who: Attendee, person_id: str) -> Called:
    """Return who sits in a seat, as somebody of the directory where a stand-in is that."""
    return who.sitting._replace(person_id=person_id) if who.stand_in else who.called


def set_seat(
    desk: Desk, meeting_id: str, attendee_id: str, wanted: Seat, seen: Seat | None = None
) -> Meeting:
    """Say who stands in for a delegate, from where they join, and why the delegate is absent.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no such delegate, who is to sit there sits in another seat, an office is given
            without a name, or the minutes are signed.
        Clash: Somebody else changed the seat since it was ``seen``.
    """
    who = desk.store.get(Meeting, meeting_id).attendee(attendee_id)
    given, stand_in, person_id = _seat_given(desk, wanted, who.unit_id if who else None)
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
        fresh = who.model_copy(
            update={"stand_in": stand_in, "joins_from": given.joins_from, "excused": given.excused}
        )
        if fresh.sitting != who.sitting:
            check_one_seat(m.attendees, attendee_id, _known_as(fresh, person_id))
        attendees = tuple(fresh if a.id == attendee_id else a for a in m.attendees)
        step = step_at(proceedings(desk, m), desk.now)
        return _going_on(desk, m, seat_taken(m.with_(attendees=attendees), who, desk.now, step))

    told = {"name": who.styled if who else "?"}
    return change_meeting(desk, meeting_id, change, N_("The seat of {name}"), told)


LIMITS = (NAME_LIMIT, NAME_LIMIT, PLACE_LIMIT, NAME_LIMIT, PLACE_LIMIT)
