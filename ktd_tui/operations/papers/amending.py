"""What is signed is amended in the open: who asked, why and what was decided stands behind what was signed.

A word of the record is amended by ``amend_signed``; points by an appeal (``scoring.sheets.reopen_sheet``), on
which ``lock_sheet`` decides. The earlier states of each paper are kept.
"""

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.scoring import Appeal, ScoreSheet
from ktd_tui.domain.sealed import SignedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.papers.as_signed import keep, latest_kept
from ktd_tui.operations.papers.current import signed_of
from ktd_tui.operations.papers.kinds import PaperRef, kind_named, meeting_about, papers_of
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.sheets import (
    AppealTyped,
    appeal_of,
    right_to_sheet,
    scope_of_sheet,
    sheet_of,
    signed_meetings,
)
from ktd_tui.papers import amendments
from ktd_tui.papers.document import Block, prepared
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.sheets import open_appeal


def amend_signed(desk: Desk, ref: PaperRef, asked: AppealTyped, decision: str) -> SignedPaper:
    """Amend a signed paper: what was decided stands behind it, what was signed stays as it is.

    Raises:
        NotAllowed: The right is missing: only who may open again what is locked.
        Refused: It is not signed, or who asked, why, or what was decided is missing.
    """
    said = within(decision, LIMIT)
    if not said:
        raise Refused(N_("Say what was decided."))
    decided = appeal_of(desk, asked).model_copy(update={"decision": said, "decided_at": desk.real_now})
    told = {"title": t(kind_named(ref.kind).title), "who": decided.asked_by, "reason": decided.about}
    why = N_("Amended after it was signed: {title}, asked for by {who}: {reason}")
    with desk.act(Act.REOPEN, why, told, at=At(BlocYear, ref.year), final=True) as store:
        store.bring_back(ref.year)
        meeting = meeting_about(desk, ref)
        if meeting is None or signed_of(desk, ref) is None:
            raise Refused(N_("Only what is signed is amended; this paper can be changed as it is."))
        return _amended(desk, meeting, ref, decided, amendments.wording(decided))


def lock_sheet(
    desk: Desk, bloc_year_id: str, unit_id: str, view: View = BLOC_VIEW, decision: str = ""
) -> ScoreSheet:
    """Lock a sheet; behind signed papers in which its points stand, say from then on what was decided.

    Raises:
        NotAllowed: The right is missing.
        Refused: Criteria are blank (the sentence lists them), it is locked, or an appeal is undecided.
    """
    place = sheet_of(desk, bloc_year_id, unit_id, view)
    if open_appeal(place) is None or not signed_meetings(desk, bloc_year_id):
        return sheets.lock(desk, bloc_year_id, unit_id, view, decision)
    told = {"unit": unit_label(desk, unit_id), "decision": within(decision, LIMIT)}
    why = N_("Decided on the appeal after the minutes were signed: the sheet of {unit}: {decision}")
    at = scope_of_sheet(desk.scope(place), place)
    with desk.act(right_to_sheet(desk, place, review=True), why, told, at=at, final=True) as store:
        locked = sheets.lock(desk, bloc_year_id, unit_id, view, decision)
        of, unit = locked.appeals[-1], store.get(Unit, unit_id)
        for meeting in signed_meetings(desk, bloc_year_id):
            told_scores = amendments.wording_of_scores(unit.name, of, meeting_view(desk, meeting.id).data)
            for ref in papers_of(desk, meeting):
                if kind_named(ref.kind).scores and signed_of(desk, ref):
                    _amended(desk, meeting, ref, of, told_scores)
        return locked


def _amended(
    desk: Desk, meeting: Meeting, ref: PaperRef, of: Appeal, blocks: tuple[Block, ...]
) -> SignedPaper:
    """Keep a signed paper with an amendment behind it."""
    signed, before = signed_of(desk, ref), latest_kept(desk, meeting.id, ref.kind)
    if signed is None:
        raise Refused(N_("Only what is signed is amended; this paper can be changed as it is."))
    if before is None:  # an earlier version of ktd kept it elsewhere
        before = keep(desk, meeting, ref.kind, signed)
    amended = amendments.amended_behind(signed, before.version, blocks)
    return keep(desk, meeting, ref.kind, prepared(amended), of.about)
