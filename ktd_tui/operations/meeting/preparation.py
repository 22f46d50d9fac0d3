"""The year-end meeting: prepare it, open it, move through its steps, hand over, close, sign."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

from ktd_tui.clock import VIETNAM, SetClock, WritingClock, local_date
from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, BlocYear, Role, Stage, Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LONG, UNSEEN, Sides, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of
from ktd_tui.operations.meeting.agenda import agenda_of
from ktd_tui.operations.meeting.change import change_meeting, meeting_act
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.scope import At
from ktd_tui.operations.wording import UNNAMED_LEADER
from ktd_tui.papers.letter import units_of_bloc
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.presence import meeting_opened
from ktd_tui.rules.meeting.quorum import check_officers, check_quorum
from ktd_tui.rules.meeting.steps import paper_title
from ktd_tui.text import paragraphs
from ktd_tui.words import optional_date, parse_time, short_date

RECIPIENTS = ("Thường trực Hội đồng TĐ-KT (để báo cáo)", "Lưu: VT, Hồ sơ")
"""Who receives the minutes, beside the units; they stand before the archive."""
NAME_LIMIT, PLACE_LIMIT = 200, 300
"""Letters of a name or title, and of a place or number."""
PREPARED: Mapping[MeetingKind, str] = {
    MeetingKind.YEAR_END: N_("The year-end meeting was prepared"),
    MeetingKind.MID_YEAR: N_("The mid-year meeting was prepared"),
    MeetingKind.PLAIN: N_("A meeting was prepared"),
}


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
        units = units_of(desk, year)
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
                recipients=(RECIPIENTS[0], units_of_bloc(store.get(Bloc, year.bloc_id)), RECIPIENTS[1]),
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
        honorific=head.honorific if head else "",
        degree=head.degree if head else "",
    )


def prepare(desk: Desk, meeting_id: str, field: str, typed: str, seen: object = UNSEEN) -> Meeting:
    """Fill one field of the preparation as typed: day, opens_at, place, documents, paper_number, recipients.

    Args:
        field: Which field.
        seen: The field's value when typing began.

    Raises:
        Refused: Not a date or time, or the meeting is signed.
        Clash: Somebody else filled the same field meanwhile.
    """
    value: object
    if field == "day":
        value = optional_date(typed)
    elif field == "opens_at":
        value = parse_time(typed) if typed.strip() else None
    elif field in ("documents", "recipients"):
        value = paragraphs(typed)
    else:
        value = within(typed, PLACE_LIMIT).rstrip(" .;,")  # papers end the sentence themselves
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


class HeldOn(StrEnum):
    """On which day a meeting is held that is opened on another day than it was planned for."""

    TODAY = "today"
    PLANNED = "planned"


def open_meeting(desk: Desk, meeting_id: str, held_on: HeldOn | None = None) -> Meeting:
    """Open the meeting: its opening hour is now.

    Args:
        held_on: Which day is right where it was planned for another day. On the planned day it opened at
            the planned hour: it is written up afterwards, and a clock that can be set shows that hour.

    Raises:
        Refused: It is open already, there is no quorum, chair or secretary are not there, or it was planned
            for another day and nothing is said of it.
    """

    def change(m: Meeting) -> Meeting:
        if m.opened_at:
            raise Refused(N_("The meeting is open already."))
        check_quorum(m)
        check_officers(m)
        return meeting_opened(*_on_its_day(desk, m, held_on))

    opened = change_meeting(desk, meeting_id, change, N_("The meeting was opened"))
    if held_on is HeldOn.PLANNED and isinstance(desk.clock, SetClock | WritingClock) and opened.opened_at:
        desk.clock.set(opened.opened_at)
    return opened


def _on_its_day(desk: Desk, m: Meeting, held_on: HeldOn | None) -> tuple[Meeting, datetime]:
    """Return a meeting with the day on which it is held, and when it opens.

    Raises:
        Refused: It was planned for another day, and nothing is said of it, or that day is still to come.
    """
    today = local_date(desk.now)
    if m.day is None or m.day == today or held_on is HeldOn.TODAY:
        return m.with_(day=today), desk.now
    told = {"planned": short_date(m.day), "today": short_date(today)}
    if held_on is None:
        raise Refused(
            N_(
                "The meeting was planned for {planned}, and today is {today}. Say on which day it is held: "
                "“open today” or “open planned”."
            ),
            **told,
        )
    if m.day > today and not desk.rehearsal:
        raise Refused(N_("{planned} is still to come; the meeting can be opened today, {today}."), **told)
    return m, planned_opening(m, m.day, desk.now)


def planned_opening(m: Meeting, day: date, now: datetime) -> datetime:
    """Return when a meeting opened that is written up afterwards: at the planned hour, else at this one."""
    hour = time(*m.opens_at) if m.opens_at else now.astimezone(VIETNAM).time()
    return datetime.combine(day, hour, VIETNAM)


def _step_title(desk: Desk, meeting_id: str, step: Step) -> str:
    meeting = desk.store.get(Meeting, meeting_id)
    year = desk.store.get(BlocYear, meeting.bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    return paper_title(flow.agenda_step(meeting, step), bloc.words, meeting.kind, year.year)


def move(desk: Desk, meeting_id: str, target: Step, reason: str = "") -> Meeting:
    """Go to a step; a ``reason`` for going on with something missing enters the minutes.

    Raises:
        Refused: See ``rules.flow.go_to``.
    """
    told = {"step": _step_title(desk, meeting_id, target)}
    with meeting_act(desk, meeting_id, N_("To the step “{step}”"), told, signed=True) as meeting:
        why = within(reason, 1000)
        at = (
            min(desk.now, meeting.closed_at) if meeting.closed_at else desk.now
        )  # it went on before its close
        return desk.store.save(flow.go_to(proceedings(desk, meeting), target, reason=why, at=at))
