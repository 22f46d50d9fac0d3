"""The end of the meeting: handover, closing hour, signatures, and next year's offices."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from ktd_tui.domain.meeting import Handover, Meeting, MeetingKind, Step
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import BlocYear, Role, Stage
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import UNSEEN, Clash, Sides, difference, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import people_called
from ktd_tui.operations.meeting.change import change_meeting, meeting_act
from ktd_tui.operations.meeting.choosing import styled_as_typed
from ktd_tui.operations.meeting.preparation import PLACE_LIMIT
from ktd_tui.operations.meeting.rollover import carry_on
from ktd_tui.operations.meeting.view import MeetingView, meeting_view, proceedings, records_digest
from ktd_tui.operations.meeting.voting.box_files import tidy_boxes
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.attended import check_signers
from ktd_tui.rules.meeting.hours import check_closing, moment_of
from ktd_tui.rules.meeting.phrases import open_place
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
        Refused: The letters may mean several.
        Clash: Somebody else changed the same since it was ``seen``.
    """
    m = desk.store.get(Meeting, meeting_id)
    giver, receiver = (styled_as_typed(desk, m, within(who, PLACE_LIMIT)) for who in (giver, receiver))
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


def propose_handover(desk: Desk, of: MeetingView) -> Handover:
    """Return the handover as the data tells it: who heads the leading unit and the elected one, and what.

    Nobody is proposed whom the data does not know: the chair need not be the head.

    What the data cannot know (money, seal) stands there with an open place.
    """
    won = of.proceedings.winners(Purpose.HEAD)
    return Handover(
        giver=_leader(desk, of, of.data.year.unit_with(Role.HEAD)),
        receiver=_leader(desk, of, won[0] if won else None),
        items=tuple(_items(desk, of)),
    )


def _leader(desk: Desk, of: MeetingView, unit_id: str | None) -> str:
    """Return who heads a unit, as the meeting or else the directory styles them."""
    unit = of.data.units.get(unit_id or "")
    if unit is None:
        return ""
    if unit.head_id is None:  # who came for it is offered, to be confirmed in the form
        return next((a.styled for a in of.meeting.attendees if a.unit_id == unit.id), "")
    there = next((a.styled for a in of.meeting.attendees if a.person_id == unit.head_id), "")
    return there or people_called(desk)[unit.head_id].styled


def _items(desk: Desk, of: MeetingView) -> Iterator[str]:
    year = of.data.year
    noun = of.data.bloc.words.noun
    yield f"Hồ sơ hoạt động của {noun} năm {year.year}"
    newest = {p.number: p for p in sorted(desk.store.find(SealedPaper, bloc_year_id=year.id), key=_version)}
    for number, paper in sorted(newest.items()):
        yield f"Văn bản số {number:02d}: {paper.title}"
    ranked = [s for s in of.data.standings if s.rank]
    if of.data.criteria and ranked:
        yield f"Bảng điểm, minh chứng của {len(ranked)} đơn vị theo “{of.data.criteria.name}”"
    for task in year.tasks:
        if task.done_on is None:
            yield f"Nhiệm vụ chưa hoàn thành: {task.text}"
    for line in of.proceedings.of_kind(LineKind.LIMITATION):
        yield f"Tồn tại, hạn chế tiếp tục khắc phục: {line.text}"
    yield f"Kinh phí hoạt động của {noun}: [… số tiền, hoặc không có]"
    yield "Con dấu: [… có, hoặc không có]"


def _version(paper: SealedPaper) -> int:
    return paper.version


def confirm_handover(desk: Desk, meeting_id: str, side: Side | None = None) -> Meeting:
    """Record that one side signed the handover off, now; with the second it is done.

    Args:
        meeting_id: The meeting.
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
        done = desk.now if signed.given_at and signed.taken_at else None
        return m.with_(handover=signed.model_copy(update={"done_at": done}))

    why = {Side.GIVER: N_("The handover is signed off by who hands over"),
           Side.RECEIVER: N_("The handover is signed off by who takes over"),
           None: N_("The handover is done")}  # fmt: skip
    return change_meeting(desk, meeting_id, change, why[side])


def close_meeting(desk: Desk, meeting_id: str, typed: str, seen: datetime | None = UNSEEN) -> Meeting:
    """Set the closing hour as typed; an empty text means now, a dash that the meeting goes on.

    Args:
        meeting_id: The meeting.
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
        closed = desk.now
        if typed.strip():
            closed = moment_of(m, typed, desk.today).astimezone(desk.now.tzinfo)
        check_closing(proceedings(desk, m), closed)
        if seen is not UNSEEN and m.closed_at not in (seen, closed):
            found = difference("hour", closed, m.closed_at)
            raise Clash((found,), mine=closed, theirs=m.closed_at, record_id=m.id)
        return m.with_(closed_at=closed)

    return change_meeting(desk, meeting_id, change, N_("The meeting was closed"))


DASHES = ("-", "–", "—")
"""What is typed for: the meeting is not closed."""


def sign(desk: Desk, meeting_id: str) -> Meeting:
    """Record that secretary and chair signed: the meeting is frozen and next year's offices are set.

    Raises:
        Refused: A step lacks something and no reason was given for it.
    """
    with meeting_act(desk, meeting_id, N_("The minutes were signed"), final=True) as meeting:
        of = proceedings(desk, meeting)
        if flow.unexcused(of, Step.APPROVAL):
            raise Refused(N_("Some steps are not complete and have no reason: F8 shows the next one."))
        check_signers(of)
        left = [o for o in flow.obstacles(of, Step.APPROVAL) if o.place != "sign"]
        if left:
            raise Refused(left[0].message, **left[0].facts)
        if meeting.kind is MeetingKind.YEAR_END:  # any other meeting freezes only itself
            year = desk.store.get(BlocYear, meeting.bloc_year_id)
            carry_on(desk, desk.store.save(year.with_(stage=Stage.CLOSED)), of)
        signed = desk.store.save(meeting.with_(signed_at=desk.real_now))
        told = _as_signed(desk, meeting_id)
        now = records_digest(proceedings(desk, signed))
        signed = desk.store.save(signed.with_(snapshot=told, signed_sha256=now))
    tidy_boxes(desk)
    return signed


def _as_signed(desk: Desk, meeting_id: str) -> str:
    """Return the minutes as they are now, to be kept."""
    from ktd_tui.papers.document import prepared
    from ktd_tui.papers.house_style import styled
    from ktd_tui.papers.kinds.minutes import compose_minutes
    from ktd_tui.papers.snapshot import dumped

    of = meeting_view(desk, meeting_id).data
    return dumped(prepared(styled(compose_minutes(of), of.bloc, letter=False)))
