"""The minutes are signed: the meeting is frozen, its papers are kept, and next year's offices are set."""

from contextlib import suppress

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import meeting_act
from ktd_tui.operations.meeting.rollover import carry_on
from ktd_tui.operations.meeting.view import proceedings, records_digest
from ktd_tui.operations.meeting.voting.box_files import tidy_boxes
from ktd_tui.operations.papers.as_signed import keep
from ktd_tui.operations.papers.current import composed
from ktd_tui.operations.papers.kinds import papers_of
from ktd_tui.rules.meeting.attended import check_to_sign
from ktd_tui.rules.meeting.presence import TAKEN, holder_at
from ktd_tui.rules.meeting.quorum import check_two_people


def sign(desk: Desk, meeting_id: str) -> Meeting:
    """Record that secretary and chair signed: the meeting is frozen and next year's offices are set.

    Every paper about the meeting is kept as it is now: it stays in the words of its day.

    Raises:
        Refused: A step lacks something and no reason was given for it.
    """
    with meeting_act(desk, meeting_id, N_("The minutes were signed"), final=True) as meeting:
        of = proceedings(desk, meeting)
        check_to_sign(of)
        check_two_people(meeting, *(holder_at(meeting, what) for what in TAKEN))  # data of old may have one
        signed = meeting.with_(signed_at=desk.real_now)
        digest = records_digest(of._replace(meeting=signed))
        signed = desk.store.save(signed.with_(signed_sha256=digest))
        if meeting.kind is MeetingKind.YEAR_END:  # any other meeting freezes only itself
            year = desk.store.get(BlocYear, meeting.bloc_year_id)
            carry_on(desk, desk.store.save(year.with_(stage=Stage.CLOSED)), of)
        _keep_papers(desk, signed)
    tidy_boxes(desk)
    return signed


def _keep_papers(desk: Desk, meeting: Meeting) -> None:
    """Keep every paper of a meeting as it is now; what cannot be composed is left out."""
    for ref in papers_of(desk, meeting):
        with suppress(Refused):
            keep(desk, meeting, ref.kind, composed(desk, ref))
