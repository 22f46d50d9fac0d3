"""The forms of a delegate: who they are, who sits in their seat, when they were there."""

from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.i18n import t, tc
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.choosing import Delegate, with_typed
from ktd_tui.operations.meeting.hours import periods_as_typed, set_periods
from ktd_tui.operations.meeting.presence import Seat, save_attendee, seat_of, set_present, set_seat
from ktd_tui.operations.whom import directory_offered, stand_ins_offered
from screens.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from ktd_tui.operations.meeting.view import MeetingView

VOTES, GUEST, BY_UNIT = "votes", "guest", "by unit"


def delegate_form(
    desk: Desk, of: "MeetingView", a: Attendee, seen: Attendee | None, *, comes: bool = False
) -> FormDialog:
    """Return the form of a delegate; ``seen`` is None for a new one.

    Args:
        comes: They are here, too, from now on.
    """

    def save(v: dict[str, str], seen: Attendee | None) -> Meeting:
        voting = None if v["voting"] == BY_UNIT else v["voting"] == VOTES
        typed = Delegate(v["name"], v["title"], v["unit"], v["city"], voting=voting)
        saved = save_attendee(desk, of.meeting.id, with_typed(desk, of.meeting.id, a, typed), seen)
        return set_present(desk, of.meeting.id, a.id, present=True) if comes else saved

    return FormDialog(
        t("New delegate") if seen is None else t("Delegate"), _fields(desk, of, a, seen), save, seen
    )


def _fields(desk: Desk, of: "MeetingView", a: Attendee, seen: Attendee | None) -> list[Field]:
    units = [(u.id, u.name) for u in of.members]
    unit = a.unit_id if a.unit_id in dict(units) else a.unit
    votes = [(VOTES, t("votes")), (GUEST, t("guest"))]
    if seen is None:  # not said: as the unit is
        votes.insert(0, (BY_UNIT, t("one of each unit of the bloc votes, others do not")))
    return [
        Field(
            "name",
            t("Name"),
            a.called.typed,
            t("name, initials or F4"),
            choices=directory_offered(desk),
            other=True,
        ),
        Field("title", tc("office of a person", "Title"), a.title, t("e.g. Cục trưởng")),
        Field(
            "unit",
            t("Unit"),
            unit or "",
            t("F4: a unit; or type another body"),
            choices=units,
            other=True,
        ),
        Field("city", t("City"), a.city),
        Field("voting", t("Votes"), _voting(seen), choices=votes),
    ]


def _voting(seen: Attendee | None) -> str:
    if seen is None:
        return BY_UNIT
    return VOTES if seen.voting else GUEST


def seat_form(desk: Desk, m: Meeting, a: Attendee, *, comes: bool = False) -> FormDialog:
    """Return the form of a seat: who stands in, from where they join, why the delegate is absent.

    Args:
        comes: Who stands in is here from now on.
    """
    seat = seat_of(a)
    cities = sorted({one.city for one in m.attendees if one.city})
    places = [("", t("in the room")), *((city, city) for city in cities)]
    fields = [
        Field(
            "name", t("Stands in"), seat.name, t("name, initials or F4; empty: nobody"),
            choices=stand_ins_offered(desk, a), other=True,
        ),
        Field("title", tc("office of a person", "Title"), seat.title, t("e.g. Phó Cục trưởng")),
        Field("authority", t("Letter of authority"), seat.authority, t("number and date")),
        Field("joins_from", t("Joins from"), seat.joins_from, choices=places),
        Field("excused", t("Absent because"), seat.excused),
    ]  # fmt: skip

    def save(v: dict[str, str], seen: Seat) -> Meeting:
        saved = set_seat(desk, m.id, a.id, Seat(**v), seen)
        return set_present(desk, m.id, a.id, present=True) if comes and v["name"].strip() else saved

    return FormDialog(a.styled, fields, save, seat)


def periods_form(desk: Desk, m: Meeting, a: Attendee) -> FormDialog:
    """Return the form of the hours at which a delegate was there."""
    there = periods_as_typed(m, a.id)

    def save(v: dict[str, str], seen: str) -> Meeting:
        return set_periods(desk, m.id, a.id, v["periods"], seen)

    question = t(
        "When was {name} there? E.g. 08:40 (came), –16:10 (left), 14:00–15:00, 15:20–", name=a.seated
    )
    fields = [Field("periods", t("When there"), there)]
    return FormDialog(question, fields, save, there)
