"""The end of the meeting: handover, closing hour, signatures, and next year's offices."""

from datetime import datetime

from ktd_tui.clock import VIETNAM
from ktd_tui.domain.meeting import Handover, Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import UNSEEN, Clash, Sides, difference, merged
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meetings import PLACE_LIMIT, Room, change_meeting, paragraphs, proceedings
from ktd_tui.operations.places import At
from ktd_tui.operations.rollover import carry_on
from ktd_tui.operations.secret_ballots import tidy
from ktd_tui.rules import flow
from ktd_tui.rules.access import Act
from ktd_tui.text import clean
from ktd_tui.words import parse_time


def set_handover(
    desk: Desk, meeting_id: str, giver: str, receiver: str, items: str, seen: Handover | None = None
) -> Meeting:
    """Say who hands over to whom, and what, one item a line.

    Raises:
        Clash: Somebody else changed the same since it was ``seen``.
    """
    values = {"giver": clean(giver, limit=PLACE_LIMIT), "receiver": clean(receiver, limit=PLACE_LIMIT)}
    wanted: dict[str, object] = {**values, "items": paragraphs(items)}

    def change(m: Meeting) -> Meeting:
        base = seen or m.handover
        was, there = ({k: getattr(h, k) for k in wanted} for h in (base, m.handover))
        sides = Sides(m.handover, m.id, lambda their: base.model_copy(update=their), PLACE_LIMIT)
        of = merged(was, wanted, there, sides)
        return m.with_(handover=m.handover.model_copy(update=of))

    return change_meeting(desk, meeting_id, change, N_("The handover: {giver}, {receiver}"), values)


def propose_handover(of: Room) -> Handover:
    """Return giver and receiver as the data tells them: this year's chair, the elected head's leader."""
    meeting = of.meeting
    chair = meeting.attendee(meeting.chair_id)
    won = of.proceedings.winner(Purpose.HEAD)
    taker = next((a for a in meeting.attendees if won and a.unit_id == won.unit_id), None)
    return Handover(
        giver=chair.styled if chair else "",
        receiver=taker.styled if taker else "",
        items=(f"Hồ sơ hoạt động của Khối năm {of.data.year.year}",),
    )


def confirm_handover(desk: Desk, meeting_id: str) -> Meeting:
    """Record that both confirmed the handover, now.

    Raises:
        Refused: Who hands over or who takes over is not named.
    """

    def change(m: Meeting) -> Meeting:
        if not (m.handover.giver and m.handover.receiver):
            raise Refused(N_("Name who hands over and who takes over first."))
        return m.with_(handover=m.handover.model_copy(update={"done_at": desk.now}))

    return change_meeting(desk, meeting_id, change, N_("The handover is done"))


def close_meeting(desk: Desk, meeting_id: str, typed: str, seen: datetime | None = UNSEEN) -> Meeting:
    """Set the closing hour as typed; an empty text means now.

    Raises:
        Clash: Somebody else set another hour since it was ``seen``.
        Refused: Not a time, before the opening, or the meeting was never opened.
    """

    def change(m: Meeting) -> Meeting:
        if m.opened_at is None:
            raise Refused(N_("The meeting has not been opened."))
        closed = desk.now
        if typed.strip():
            hour, minute = parse_time(typed)
            opened = m.opened_at.astimezone(VIETNAM)
            closed = opened.replace(hour=hour, minute=minute, second=0).astimezone(desk.now.tzinfo)
        if closed < m.opened_at:
            raise Refused(N_("The meeting cannot close before it was opened."))
        if seen is not UNSEEN and m.closed_at not in (seen, closed):
            found = difference("hour", closed, m.closed_at)
            raise Clash((found,), mine=closed, theirs=m.closed_at, record_id=m.id)
        return m.with_(closed_at=closed)

    return change_meeting(desk, meeting_id, change, N_("The meeting was closed"))


def sign(desk: Desk, meeting_id: str) -> Meeting:
    """Record that secretary and chair signed: the meeting is frozen and next year's offices are set.

    Raises:
        Refused: A step lacks something and no reason was given for it.
    """
    with desk.act(
        Act.RUN_MEETING, N_("The minutes were signed"), at=At(Meeting, meeting_id), final=True
    ) as store:
        meeting = store.get(Meeting, meeting_id)
        flow.check_open(meeting)
        of = proceedings(desk, meeting)
        if flow.unexcused(of, Step.APPROVAL):
            raise Refused(N_("Some steps are not complete and have no reason: F8 shows the next one."))
        left = [o for o in flow.obstacles(of, Step.APPROVAL) if o.place != "sign"]
        if left:
            raise Refused(left[0].message, **left[0].facts)
        if meeting.kind is MeetingKind.YEAR_END:  # any other meeting freezes only itself
            year = store.get(BlocYear, meeting.bloc_year_id)
            carry_on(desk, store.save(year.with_(stage=Stage.CLOSED)), of)
        signed = store.save(meeting.with_(signed_at=desk.now))
    tidy(desk)
    return signed
