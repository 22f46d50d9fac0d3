"""The kinds of paper, one row each: a new paper is its composer in ``ktd_tui/papers/kinds`` and a row here.

A row says steps and meetings by their ids, as the command line has them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.papers.sources import annex_data, report_data
from ktd_tui.operations.year.pledge import pledge_data
from ktd_tui.papers.document import Paper
from ktd_tui.papers.kinds import ballots, count
from ktd_tui.papers.kinds.annex import compose_annex
from ktd_tui.papers.kinds.handover import compose_handover
from ktd_tui.papers.kinds.invitation import compose_invitation
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.kinds.nominations import compose_nominations
from ktd_tui.papers.kinds.notice import compose_notice
from ktd_tui.papers.kinds.pledge import compose_pledge
from ktd_tui.papers.kinds.report import compose_report
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.flow import agenda
from ktd_tui.rules.meeting.steps import paper_title

YEAR_END, MID_YEAR = "year-end", "mid-year"
PLEDGE = "pledge"
"""It is signed unit by unit; a year whose minutes are signed keeps it too."""


class PaperRef(NamedTuple):
    """Which paper is meant.

    Attributes:
        kind: Its id in ``KINDS``.
        year: The bloc-year's id.
        meeting: Whose minutes, where that is neither the year's year-end nor its mid-year meeting.
        version: As it was sealed in that version; 0: as it is now.
    """

    kind: str
    year: str
    meeting: str = ""
    version: int = 0


Compose = Callable[[Desk, PaperRef], Paper]
"""Composes a paper from the data as it is now."""


class PaperKind(NamedTuple):
    """A kind of paper.

    Attributes:
        id: Its name on the command line.
        title: What it is called, a msgid.
        help: What the command line says of it, a msgid.
        stem: How its file's name begins.
        compose: What composes it; refuses where there is nothing to compose it from.
        steps: Steps of the meeting that must lack nothing before it is sealed; None: all of them.
        meeting: Which meeting of the year it is about.
        any_meeting: It is composed of any other meeting, too, where one is named; that one is not sealed.
        letter: It goes to the bloc's usual recipients; minutes have their own.
        scores: Points and ranks stand in it: where an appeal changes them after the signing, it says so.
    """

    id: str
    title: str
    help: str
    stem: str
    compose: "Callable[[Desk, PaperRef], Paper]"
    steps: tuple[str, ...] | None = None
    meeting: str = YEAR_END
    any_meeting: bool = False
    letter: bool = False
    scores: bool = False

    @property
    def is_minutes(self) -> bool:
        """Whether it is the minutes of its meeting."""
        return self.compose is _minutes


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


def _meeting(desk: Desk, ref: PaperRef) -> str:
    found = meeting_about(desk, ref)
    if found is None:
        if kind_named(ref.kind).meeting == MID_YEAR:
            raise Refused(N_("There is no mid-year meeting in this year yet."))
        raise Refused(N_("There is no year-end meeting in this year yet."))
    return found.id


def _record(desk: Desk, ref: PaperRef) -> MinutesData:
    return meeting_view(desk, _meeting(desk, ref)).data


def _pledge(desk: Desk, ref: PaperRef) -> Paper:
    return compose_pledge(pledge_data(desk, ref.year))


def _invitation(desk: Desk, ref: PaperRef) -> Paper:
    of = _record(desk, ref)
    steps = agenda(of.proceedings.meeting)[1:]
    return compose_invitation(
        of, [paper_title(one, of.bloc.words, of.proceedings.meeting.kind) for one in steps]
    )


def _from_meeting(compose: Callable[[MinutesData], Paper]) -> Compose:
    """Return what composes a paper that needs the meeting alone."""
    return lambda desk, ref: compose(_record(desk, ref))


_minutes = _from_meeting(compose_minutes)


def _report(desk: Desk, ref: PaperRef) -> Paper:
    return compose_report(report_data(desk, _record(desk, ref)))


def _annex(desk: Desk, ref: PaperRef) -> Paper:
    _meeting(desk, ref)  # it belongs to what that one decides
    return compose_annex(annex_data(desk, ref.year, Layer.BLOC))


def _ballots(desk: Desk, ref: PaperRef) -> Paper:
    of = _record(desk, ref)
    if not ballots.to_vote(of):
        raise Refused(N_("No question waits for its ballots."))
    return ballots.compose_ballots(of)


def _count(desk: Desk, ref: PaperRef) -> Paper:
    of = _record(desk, ref)
    if not of.proceedings.meeting.tellers or not count.ballots(of):
        raise Refused(N_("The tellers have not counted any ballot yet."))
    return count.compose_count(of)


KINDS: Mapping[str, PaperKind] = {
    kind.id: kind
    for kind in (
        PaperKind(
            PLEDGE,
            N_("Pledge"),
            N_("the pledge with every unit's signature, PDF"),
            "giao-uoc",
            _pledge,
            steps=(),
        ),
        PaperKind(
            "invitation",
            N_("Invitation with agenda"),
            N_("invitation to the meeting with its agenda, PDF"),
            "giay-moi",
            _invitation,
            steps=("preparation",),
            letter=True,
        ),
        PaperKind(
            "mid-year",
            N_("Minutes of the mid-year meeting"),
            N_("minutes of the mid-year meeting, PDF"),
            "bien-ban-so-ket",
            _minutes,
            meeting=MID_YEAR,
        ),
        PaperKind(
            "report",
            N_("Year's report"),
            N_("the year's report, a draft from the data, PDF"),
            "bao-cao",
            _report,
            steps=("report",),
            letter=True,
            scores=True,
        ),
        PaperKind(
            "annex",
            N_("Annex of scores and ranks"),
            N_("annex of scores and ranks, PDF"),
            "phu-luc-diem",
            _annex,
            steps=("scores",),
            scores=True,
        ),
        PaperKind(
            "ballots",
            N_("Ballot papers"),
            N_("ballot papers of the questions that wait, PDF"),
            "phieu",
            _ballots,
            steps=(),
        ),
        PaperKind(
            "count",
            N_("Record of the count"),
            N_("record of the count by the tellers, PDF"),
            "bien-ban-kiem-phieu",
            _count,
            steps=("awards", "election"),
        ),
        PaperKind(
            "minutes",
            N_("Minutes"),
            N_("minutes of a meeting, PDF"),
            "bien-ban",
            _minutes,
            any_meeting=True,
            scores=True,
        ),
        PaperKind(
            "handover",
            N_("Record of the handover"),
            N_("record of the handover, PDF"),
            "bien-ban-ban-giao",
            _from_meeting(compose_handover),
        ),
        PaperKind(
            "nominations",
            N_("Proposal of awards"),
            N_("proposal of awards, PDF"),
            "to-trinh",
            _from_meeting(compose_nominations),
            letter=True,
            scores=True,
        ),
        PaperKind(
            "notice",
            N_("Notice of conclusions"),
            N_("notice of the meeting's conclusions, PDF"),
            "thong-bao",
            _from_meeting(compose_notice),
            letter=True,
        ),
    )
}
"""In the order in which the year needs them."""
