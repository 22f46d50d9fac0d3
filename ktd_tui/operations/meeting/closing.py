"""The end of the meeting: handover, closing hour, signatures, and next year's offices."""

import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.meeting import Handover, Meeting
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import Role
from ktd_tui.domain.people import Person
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import UNSEEN, Clash, Sides, difference, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.choosing import offered, styled_as_typed
from ktd_tui.operations.meeting.preparation import PLACE_LIMIT
from ktd_tui.operations.meeting.view import MeetingView, proceedings
from ktd_tui.rules.meeting.hours import check_closing, goes_on, moment_of, noted_hours
from ktd_tui.rules.meeting.phrases import open_place
from ktd_tui.rules.meeting.speaking_list import turn_ended
from ktd_tui.text import paragraphs


class Side(StrEnum):
    """One of the two who sign a handover off."""

    GIVER = "given_at"
    RECEIVER = "taken_at"


def set_handover(
    desk: Desk, meeting_id: str, giver: str, receiver: str, items: str, seen: Handover | None = None
) -> Meeting:
    """Say who hands over to whom, and what, one item a line. What was signed off before is to be signed anew.

    Args:
        giver: Who hands over: letters that find a delegate or a person, else as papers say it.
        receiver: Who takes over, in the same way.

    Raises:
        Refused: The letters may mean several, or are a unit's name.
        Clash: Somebody else changed the same since it was ``seen``.
    """
    m = desk.store.get(Meeting, meeting_id)
    there = (m.handover.giver, m.handover.receiver)
    typed = (within(who, PLACE_LIMIT) for who in (giver, receiver))
    giver, receiver = (who if who in there else styled_as_typed(desk, m, who) for who in typed)
    values = {"giver": giver, "receiver": receiver}
    wanted: dict[str, object] = {**values, "items": paragraphs(items)}

    def change(m: Meeting) -> Meeting:
        base = seen or m.handover
        was, there = ({k: getattr(h, k) for k in wanted} for h in (base, m.handover))
        sides = Sides(m.handover, m.id, lambda their: base.model_copy(update=their), PLACE_LIMIT)
        of = merged(was, wanted, there, sides)
        fresh = m.handover.model_copy(update=of)
        if fresh != m.handover:
            fresh = fresh.model_copy(update=dict.fromkeys(("given_at", "taken_at", "done_at")))
        return m.with_(handover=fresh)

    return change_meeting(desk, meeting_id, change, N_("The handover: {giver}, {receiver}"), values)


class HandoverOffered(NamedTuple):
    """Who may hand over and who may take over, by id, whom the data makes likely first: nobody is assumed."""

    givers: list[tuple[str, str]]
    receivers: list[tuple[str, str]]


def handover_offered(desk: Desk, of: MeetingView) -> HandoverOffered:
    """Return whom the choosers of a handover offer: people of the leading unit, of the elected one, first."""
    people, won = offered(desk, of.meeting), of.proceedings.winners(Purpose.HEAD)
    units = (of.data.year.unit_with(Role.HEAD), won[0] if won else None)
    return HandoverOffered(*(_first(desk, of, people, unit_id) for unit_id in units))


def _first(
    desk: Desk, of: MeetingView, people: list[tuple[str, str]], unit_id: str | None
) -> list[tuple[str, str]]:
    unit = of.data.units.get(unit_id or "")
    if unit is None:
        return people
    there = {a.person_id: a.id for a in of.meeting.attendees if a.person_id}
    heads = {unit.head_id, there.get(unit.head_id or "")}
    theirs = {p.id for p in desk.store.find(Person, unit_id=unit.id)}
    theirs |= {a.id for a in of.meeting.attendees if a.unit_id == unit.id}
    return sorted(people, key=lambda one: (one[0] not in theirs, one[0] not in heads))


_HEADED = re.compile(r"(?:(?:tồn tại|hạn chế|khuyết điểm)[\s,]*(?:và )?)+:\s*", re.IGNORECASE)
"""What a typed limitation may begin with: «Hạn chế: …»."""


def handover_items(desk: Desk, of: MeetingView) -> Iterator[str]:
    """Yield what is handed over as the data tells it; what it cannot know (money, seal) has an open place."""
    year = of.data.year
    noun = of.data.bloc.words.noun
    yield f"Hồ sơ hoạt động của {noun} năm {year.year}"
    newest = {p.kind: p for p in sorted(desk.store.find(SealedPaper, bloc_year_id=year.id), key=_version)}
    for paper in sorted(newest.values(), key=lambda p: (p.number, p.kind)):
        yield f"Văn bản số {paper.number:02d}: {paper.title}"
    ranked = [s for s in of.data.standings if s.rank]
    if of.data.criteria and ranked:
        yield f"Bảng điểm, minh chứng của {len(ranked)} đơn vị theo “{of.data.criteria.name}”"
    for task in year.tasks:
        if task.done_on is None:
            yield f"Nhiệm vụ chưa hoàn thành: {task.text}"
    for line in of.proceedings.of_kind(LineKind.LIMITATION):
        headed = _HEADED.match(line.text)
        yield f"Tồn tại, hạn chế tiếp tục khắc phục: {line.text[headed.end() if headed else 0 :]}"
    yield f"Kinh phí hoạt động của {noun}: [… số tiền, hoặc không có]"
    yield "Con dấu: [… có, hoặc không có]"


def _version(paper: SealedPaper) -> int:
    return paper.version


def confirm_handover(desk: Desk, meeting_id: str, side: Side | None = None) -> Meeting:
    """Record that one side signed the handover off, now; with the second it is done.

    A meeting that had closed before goes on.

    Args:
        side: Who signs; None: both at once.

    Raises:
        Refused: Who hands over or who takes over is not named, an item has an open place, or that side
            has signed.
    """

    def change(m: Meeting) -> Meeting:
        of = m.handover
        if not (of.giver and of.receiver):
            raise Refused(N_("Name who hands over and who takes over first."))
        if left := next((item for item in of.items if open_place(item)), None):
            raise Refused(N_("Something in the line is still to be filled in: {text}"), text=left)
        sides = [side] if side else [one for one in Side if getattr(of, one) is None]
        if not sides or (side and getattr(of, side)):
            raise Refused(N_("That is signed off already."))
        signed = of.model_copy(update=dict.fromkeys(sides, desk.now))
        both = [hour for hour in (signed.given_at, signed.taken_at) if hour]
        done = max(both) if len(both) == len(Side) else None
        return goes_on(m, desk.now).with_(handover=signed.model_copy(update={"done_at": done}))

    why = {Side.GIVER: N_("The handover is signed off by who hands over"),
           Side.RECEIVER: N_("The handover is signed off by who takes over"),
           None: N_("The handover is done")}  # fmt: skip
    return change_meeting(desk, meeting_id, change, why[side])


def close_meeting(desk: Desk, meeting_id: str, typed: str, seen: datetime | None = UNSEEN) -> Meeting:
    """Set the closing hour as typed; an empty text means now, a dash that the meeting goes on.

    Args:
        typed: «16:30», or with its day «10/12/2022 11:30».
        seen: The hour as it was seen.

    Raises:
        Clash: Somebody else set another hour since it was ``seen``.
        Refused: Not a time, before the opening or something that is noted, or the meeting was never opened.
    """

    def change(m: Meeting) -> Meeting:
        if m.opened_at is None:
            raise Refused(N_("The meeting has not been opened."))
        if typed.strip() in DASHES:
            return m.with_(closed_at=None)
        closed, of = desk.now, proceedings(desk, m)
        if typed.strip():
            last = max(noted_hours(of), default=None)  # past midnight or on another day, an hour is of that
            closed = moment_of(m, typed, desk.today, last).astimezone(desk.now.tzinfo)
        check_closing(of, closed)
        if seen is not UNSEEN and m.closed_at not in (seen, closed):
            found = difference("hour", closed, m.closed_at)
            raise Clash((found,), mine=closed, theirs=m.closed_at, record_id=m.id)
        return turn_ended(m.with_(closed_at=closed), closed)  # nobody has the floor any more

    return change_meeting(desk, meeting_id, change, N_("The meeting was closed"))


DASHES = ("-", "–", "—")
"""What is typed for: the meeting is not closed."""
