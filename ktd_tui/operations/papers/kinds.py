"""The kinds of paper, one row each: a new paper is its composer in ``ktd_tui/papers/kinds`` and a row here.

A row says steps and meetings by their ids, as the command line has them.
"""

from collections.abc import Iterator, Mapping

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.papers import composers, year_papers
from ktd_tui.operations.papers.composers import MID_YEAR, YEAR_END, OfMeeting, PaperKind, PaperRef
from ktd_tui.operations.papers.units.kinds import UNIT_KINDS
from ktd_tui.operations.papers.upwards.kinds import UPWARD_KINDS

__all__ = ["KINDS", "PaperKind", "PaperRef", "kind_named", "meeting_about", "minutes_ref", "papers_of"]

PLEDGE = "pledge"
"""It is signed unit by unit; a year whose minutes are signed keeps it too."""


def kind_named(kind: str) -> PaperKind:
    """Return a kind of paper by its name on the command line.

    Raises:
        Refused: There is none of that name.
    """
    if kind not in KINDS:
        raise Refused(N_("There is no paper “{kind}”."), kind=kind)
    return KINDS[kind]


def minutes_ref(desk: Desk, meeting_id: str) -> PaperRef:
    """Return which paper the minutes of a meeting are."""
    meeting = desk.store.get(Meeting, meeting_id)
    kinds = [kind for kind in KINDS.values() if kind.is_minutes]
    own = next((kind for kind in kinds if kind.meeting == meeting.kind), None)
    if own is not None:
        return PaperRef(own.id, meeting.bloc_year_id)
    any_meeting = next(kind for kind in kinds if kind.any_meeting)
    return PaperRef(any_meeting.id, meeting.bloc_year_id, meeting.id)


def papers_of(desk: Desk, meeting: Meeting) -> Iterator[PaperRef]:
    """Yield the papers that are about a meeting, its minutes among them."""
    if meeting.kind not in (YEAR_END, MID_YEAR):
        yield minutes_ref(desk, meeting.id)
        return
    about = (kind.id for kind in KINDS.values() if kind.meeting == meeting.kind)
    yield from (PaperRef(kind, meeting.bloc_year_id) for kind in about)


def meeting_about(desk: Desk, ref: PaperRef) -> Meeting | None:
    """Return the meeting that a paper is about, None while there is none."""
    if ref.meeting:
        return desk.store.get(Meeting, ref.meeting)
    return meeting_of(desk, ref.year, MeetingKind(kind_named(ref.kind).meeting))


KINDS: Mapping[str, PaperKind] = {
    kind.id: kind
    for kind in (
        PaperKind(
            PLEDGE,
            N_("Pledge"),
            N_("the pledge with every unit's signature, PDF"),
            "giao-uoc",
            composers.pledge_paper,
            steps=(),
        ),
        PaperKind(
            "invitation",
            N_("Invitation with agenda"),
            N_("invitation to the meeting with its agenda, PDF"),
            "giay-moi",
            OfMeeting(YEAR_END, composers.invitation_paper),
            symbol="GM",
            steps=("preparation",),
            letter=True,
        ),
        PaperKind(
            "mid-year-invitation",
            N_("Invitation to the mid-year meeting"),
            N_("invitation to the mid-year meeting with its agenda, PDF"),
            "giay-moi-so-ket",
            OfMeeting(MID_YEAR, composers.invitation_paper),
            symbol="GM",
            steps=("preparation",),
            meeting=MID_YEAR,
            letter=True,
        ),
        PaperKind(
            "mid-year-report",
            N_("Half year's report"),
            N_("the half year's report, a draft from the data, PDF"),
            "bao-cao-so-ket",
            OfMeeting(MID_YEAR, composers.report_paper),
            symbol="BC",
            steps=("report",),
            meeting=MID_YEAR,
            letter=True,
        ),
        PaperKind(
            "mid-year-ballots",
            N_("Ballot papers of the mid-year meeting"),
            N_("ballot papers of the questions that wait in the mid-year meeting, PDF"),
            "phieu-so-ket",
            OfMeeting(MID_YEAR, composers.ballot_papers),
            steps=(),
            meeting=MID_YEAR,
        ),
        PaperKind(
            "mid-year-count",
            N_("Record of the count at the mid-year meeting"),
            N_("record of the count by the tellers of the mid-year meeting, PDF"),
            "bien-ban-kiem-phieu-so-ket",
            OfMeeting(MID_YEAR, composers.record_of_count),
            symbol="BB",
            steps=("directions", "resolutions", "awards", "election"),
            meeting=MID_YEAR,
        ),
        PaperKind(
            "mid-year",
            N_("Minutes of the mid-year meeting"),
            N_("minutes of the mid-year meeting, PDF"),
            "bien-ban-so-ket",
            OfMeeting(MID_YEAR, composers.minutes_paper),
            symbol="BB",
            meeting=MID_YEAR,
            is_minutes=True,
        ),
        PaperKind(
            "mid-year-notice",
            N_("Notice of the mid-year meeting's conclusions"),
            N_("notice of the mid-year meeting's conclusions, PDF"),
            "thong-bao-so-ket",
            OfMeeting(MID_YEAR, composers.notice_paper),
            symbol="TB",
            meeting=MID_YEAR,
            letter=True,
        ),
        PaperKind(
            "report",
            N_("Year's report"),
            N_("the year's report, a draft from the data, PDF"),
            "bao-cao",
            OfMeeting(YEAR_END, composers.report_paper),
            symbol="BC",
            steps=("report",),
            letter=True,
            scores=True,
        ),
        PaperKind(
            "annex",
            N_("Annex of scores and ranks"),
            N_("annex of scores and ranks, PDF"),
            "phu-luc-diem",
            OfMeeting(YEAR_END, composers.annex_paper),
            annex_of="minutes",
            steps=("scores",),
            scores=True,
        ),
        PaperKind(
            "ballots",
            N_("Ballot papers"),
            N_("ballot papers of the questions that wait, PDF"),
            "phieu",
            OfMeeting(YEAR_END, composers.ballot_papers),
            steps=(),
        ),
        PaperKind(
            "count",
            N_("Record of the count"),
            N_("record of the count by the tellers, PDF"),
            "bien-ban-kiem-phieu",
            OfMeeting(YEAR_END, composers.record_of_count),
            symbol="BB",
            steps=("awards", "election"),
        ),
        PaperKind(
            "minutes",
            N_("Minutes"),
            N_("minutes of a meeting, PDF"),
            "bien-ban",
            OfMeeting(YEAR_END, composers.minutes_paper),
            symbol="BB",
            any_meeting=True,
            is_minutes=True,
            scores=True,
        ),
        PaperKind(
            "handover",
            N_("Record of the handover"),
            N_("record of the handover, PDF"),
            "bien-ban-ban-giao",
            OfMeeting(YEAR_END, composers.handover_paper),
            symbol="BB",
        ),
        PaperKind(
            "nominations",
            N_("Proposal of awards"),
            N_("proposal of awards, PDF"),
            "to-trinh",
            OfMeeting(YEAR_END, composers.nominations_paper),
            symbol="TTr",
            letter=True,
            grounds=True,
            scores=True,
        ),
        PaperKind(
            "notice",
            N_("Notice of conclusions"),
            N_("notice of the meeting's conclusions, PDF"),
            "thong-bao",
            OfMeeting(YEAR_END, composers.notice_paper),
            symbol="TB",
            letter=True,
        ),
        PaperKind(
            "regulation",
            N_("Regulation of the bloc"),
            N_("the bloc's regulation, read off its data, PDF"),
            "quy-che",
            year_papers.regulation_paper,
            symbol="QC",
            steps=(),
            letter=True,
            grounds=True,
        ),
        PaperKind(
            "plan",
            N_("Year's plan"),
            N_("the year's plan of work, PDF"),
            "ke-hoach",
            year_papers.plan_paper,
            symbol="KH",
            steps=(),
            letter=True,
        ),
        PaperKind(
            "rights",
            N_("Who may do what"),
            N_("who may do what in the bloc's data, for the head to sign, PDF"),
            "phan-quyen",
            year_papers.rights_paper,
            symbol="TB",
            steps=(),
            letter=True,
        ),
        PaperKind(
            "guide",
            N_("Guide to scoring"),
            N_("guide to scoring with the table of criteria, PDF"),
            "huong-dan-cham-diem",
            year_papers.guide_paper,
            symbol="HD",
            steps=(),
            letter=True,
            grounds=True,
        ),
        PaperKind(
            "opinion-form",
            N_("Form for written opinions"),
            N_("form for the written opinions of who is absent, PDF"),
            "phieu-lay-y-kien",
            OfMeeting(YEAR_END, year_papers.opinion_paper),
            steps=(),
        ),
        *UPWARD_KINDS,
        *UNIT_KINDS,
    )
}
"""In the order in which the year needs them; what needs no meeting, what goes up, what units write."""
