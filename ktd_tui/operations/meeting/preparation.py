"""The year-end meeting: prepare it, open it, move through its steps, hand over, close, sign."""

from collections.abc import Mapping

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Attendee, Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import (
    BlocYear,
    Person,
    Role,
    Stage,
    Unit,
)
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.operations.conflicts import LONG, UNSEEN, Clash, Difference, Gone, Sides, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.agenda import agenda_of
from ktd_tui.operations.meeting.change import change_meeting, meeting_act
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.presence import marked, opened
from ktd_tui.rules.meeting.quorum import check_quorum
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.text import clean, collate
from ktd_tui.words import parse_date, parse_time

RECIPIENTS = ("Thường trực Hội đồng TĐ-KT (để báo cáo)", "Các đơn vị trong Khối", "Lưu: VT, Hồ sơ")
NAME_LIMIT, PLACE_LIMIT = 200, 300
"""Letters of a name or title, and of a place or number."""
PREPARED: Mapping[MeetingKind, str] = {
    MeetingKind.YEAR_END: N_("The year-end meeting was prepared"),
    MeetingKind.MID_YEAR: N_("The mid-year meeting was prepared"),
    MeetingKind.PLAIN: N_("A meeting was prepared"),
}
UNNAMED_LEADER = "Đại diện lãnh đạo"


def start_meeting(desk: Desk, bloc_year_id: str, kind: MeetingKind = MeetingKind.YEAR_END) -> Meeting:
    """Make a meeting of a bloc-year by the bloc's agenda: one delegate a unit, the bloc head chairs.

    Agenda, quorum and voting rules are copied: what is changed in the bloc's agenda later is for later ones.

    Raises:
        Refused: The year has its year-end or mid-year meeting already, or no units.
    """
    with desk.act(Act.RUN_MEETING, PREPARED[kind], at=At(BlocYear, bloc_year_id)) as store:
        there = [m for m in store.find(Meeting, bloc_year_id=bloc_year_id) if m.kind is kind]
        if there and kind is MeetingKind.YEAR_END:
            raise Refused(N_("This year has its year-end meeting already."))
        if there and kind is MeetingKind.MID_YEAR:
            raise Refused(N_("This year has its mid-year meeting already."))
        year = store.get(BlocYear, bloc_year_id)
        if not year.members:
            raise Refused(N_("No unit takes part in this year yet."))
        units = sorted((store.get(Unit, m.unit_id) for m in year.members), key=lambda u: collate(u.name))
        attendees = tuple(_delegate(desk, unit) for unit in units)
        head = year.unit_with(Role.HEAD)
        chair = next((a.id for a in attendees if head and a.unit_id == head), None)
        if kind is MeetingKind.YEAR_END and year.stage not in (Stage.REVIEW, Stage.HANDOVER, Stage.CLOSED):
            store.save(year.with_(stage=Stage.REVIEW))
        of = agenda_of(desk, year.bloc_id, kind)
        return store.save(
            Meeting(
                bloc_year_id=bloc_year_id,
                kind=kind,
                name=of.name,
                agenda=of.steps,
                rules=of.rules,
                quorum=of.quorum,
                secret=of.secret,
                attendees=attendees,
                chair_id=chair,
                recipients=RECIPIENTS,
            )
        )


def _delegate(desk: Desk, unit: Unit) -> Attendee:
    head = desk.store.get(Person, unit.head_id) if unit.head_id else None
    return Attendee(
        id=new_id(),
        name=head.name if head else "",
        title=(head.title if head else "") or UNNAMED_LEADER,
        unit=unit.name,
        unit_id=unit.id,
        person_id=head.id if head else None,
        city=unit.city,
    )


def prepare(desk: Desk, meeting_id: str, field: str, typed: str, seen: object = UNSEEN) -> Meeting:
    """Fill one field of the preparation as typed: day, opens_at, place, documents, paper_number, recipients.

    Args:
        desk: The desk.
        meeting_id: The meeting.
        field: Which field.
        typed: What was typed.
        seen: The field's value when typing began.

    Raises:
        Refused: Not a date or time, or the meeting is signed.
        Clash: Somebody else filled the same field meanwhile.
    """
    value: object
    if field == "day":
        value = parse_date(typed) if typed.strip() else None
    elif field == "opens_at":
        value = parse_time(typed) if typed.strip() else None
    elif field in ("documents", "recipients"):
        value = paragraphs(typed)
    else:
        value = clean(typed, limit=PLACE_LIMIT)
    many = isinstance(value, tuple) and field != "opens_at"
    return change_meeting(
        desk,
        meeting_id,
        lambda m: field_set(m, field, value, seen, limit=LONG if many else PLACE_LIMIT),
        N_("Preparation: {value}"),
        {"value": typed},
    )


def field_set(m: Meeting, field: str, wanted: object, seen: object, *, limit: int = LONG) -> Meeting:
    """Set a field of the meeting, unless somebody else changed it since it was seen.

    Raises:
        Clash: Somebody else did.
    """
    there = getattr(m, field)
    was = there if seen is UNSEEN else seen
    sides = Sides(there, m.id, lambda _: there, limit)
    return m.with_(**merged({field: was}, {field: wanted}, {field: there}, sides))


def paragraphs(text: str) -> tuple[str, ...]:
    """Split typed text into paragraphs, one a line, without empty ones."""
    return tuple(p for p in (clean(line) for line in clean(text, lines=True, limit=200_000).split("\n")) if p)


def set_officer(
    desk: Desk, meeting_id: str, office: str, attendee_id: str, seen: str | None = UNSEEN
) -> Meeting:
    """Name an attendee chair or secretary.

    Args:
        desk: The desk.
        meeting_id: The meeting.
        office: ``chair_id`` or ``secretary_id``.
        attendee_id: Who.
        seen: Who held it when one chose.

    Raises:
        Clash: Somebody else named another meanwhile.
    """

    def change(m: Meeting) -> Meeting:
        there: str | None = getattr(m, office)
        if seen is not UNSEEN and there not in (seen, attendee_id):
            one, other = m.attendee(attendee_id), m.attendee(there)
            shown = {
                "mine_shown": one.styled if one else "",
                "theirs_shown": other.styled if other else "",
            }
            found = Difference(office, attendee_id, there or "", **shown)
            raise Clash((found,), mine=attendee_id, theirs=there, record_id=m.id)
        return m.with_(**{office: attendee_id})

    why = N_("Chair: {name}") if office == "chair_id" else N_("Secretary: {name}")
    return change_meeting(desk, meeting_id, change, why, {"name": _styled(desk, meeting_id, attendee_id)})


def _styled(desk: Desk, meeting_id: str, attendee_id: str) -> str:
    """Return an attendee as the history tells them."""
    found = desk.store.get(Meeting, meeting_id).attendee(attendee_id)
    return found.styled if found else "?"


def save_attendee(desk: Desk, meeting_id: str, attendee: Attendee, seen: Attendee | None = None) -> Meeting:
    """Add or change an attendee, matched by id.

    Args:
        desk: The desk.
        meeting_id: The meeting.
        attendee: The attendee as wanted.
        seen: The attendee as they were seen; what somebody else changed since then stays.

    Raises:
        Refused: Neither a name nor a title nor a unit is given.
        Clash: Somebody else changed the same fields meanwhile.
        Gone: Somebody else took them off the list meanwhile.
    """
    texts = {k: clean(getattr(attendee, k), limit=NAME_LIMIT) for k in ("name", "title", "unit", "city")}
    fresh = attendee.model_copy(update=texts)
    if not fresh.styled:
        raise Refused(N_("Write at least a name, a title or a unit."))

    def change(m: Meeting) -> Meeting:
        there = m.attendee(fresh.id)
        if there is None:
            if seen is not None:
                raise Gone(seen, record_id=m.id)
            return m.with_(attendees=(*m.attendees, fresh))
        changed = _merged_attendee(m, fresh, seen or there, there)
        return m.with_(attendees=tuple(changed if a.id == fresh.id else a for a in m.attendees))

    return change_meeting(desk, meeting_id, change, N_("Attendee {name}"), {"name": fresh.styled})


def _merged_attendee(m: Meeting, wanted: Attendee, seen: Attendee, there: Attendee) -> Attendee:
    was, mine, theirs = (
        {k: v for k, v in dict(a).items() if k not in ("id", "unit_id")} for a in (seen, wanted, there)
    )
    sides = Sides(there, m.id, lambda their: seen.model_copy(update=their), NAME_LIMIT)
    of = merged(was, mine, theirs, sides)
    unit_id = wanted.unit_id if of["unit"] == wanted.unit else there.unit_id
    return Attendee.model_validate({**of, "id": there.id, "unit_id": unit_id})


def remove_attendee(desk: Desk, meeting_id: str, attendee_id: str, seen: Attendee | None = None) -> Meeting:
    """Take an attendee off the list.

    Raises:
        Refused: The attendee chairs or keeps the minutes.
        Clash: Somebody else changed them since they were ``seen``.
    """

    def change(m: Meeting) -> Meeting:
        if attendee_id in (m.chair_id, m.secretary_id):
            raise Refused(N_("The chair and the secretary cannot be taken off the list."))
        there = m.attendee(attendee_id)
        if seen and there and there.styled != seen.styled:
            found = Difference("name", "", there.styled, mine_shown=seen.styled)
            raise Clash((found,), mine=None, theirs=there, record_id=m.id)
        return m.with_(attendees=tuple(a for a in m.attendees if a.id != attendee_id))

    told = {"name": _styled(desk, meeting_id, attendee_id)}
    return change_meeting(desk, meeting_id, change, N_("Taken off the list: {name}"), told)


def set_present(desk: Desk, meeting_id: str, attendee_id: str, *, present: bool) -> Meeting:
    """Say that an attendee is present or not."""
    return change_meeting(
        desk,
        meeting_id,
        lambda m: marked(m, attendee_id, present=present, at=desk.now),
        N_("Present: {name}") if present else N_("Not present: {name}"),
        {"name": _styled(desk, meeting_id, attendee_id)},
    )


def open_meeting(desk: Desk, meeting_id: str) -> Meeting:
    """Open the meeting: its opening hour is now.

    Raises:
        Refused: It is open already, or there is no quorum.
    """

    def change(m: Meeting) -> Meeting:
        if m.opened_at:
            raise Refused(N_("The meeting is open already."))
        check_quorum(m)
        return opened(m.with_(day=m.day or local_date(desk.now)), desk.now)

    return change_meeting(desk, meeting_id, change, N_("The meeting was opened"))


def move(desk: Desk, meeting_id: str, target: Step, reason: str = "") -> Meeting:
    """Go to a step; a ``reason`` for going on with something missing enters the minutes.

    Raises:
        Refused: See ``rules.flow.go_to``.
    """
    told = {"step": STEPS[target].title}
    with meeting_act(desk, meeting_id, N_("To the step “{step}”"), told, signed=True) as meeting:
        why = clean(reason, limit=1000)
        return desk.store.save(flow.go_to(proceedings(desk, meeting), target, reason=why, at=desk.now))
