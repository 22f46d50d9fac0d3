"""The papers of a year: which there are, each composed from the data."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, BlocYear, Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.conflicts import save_onto
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.long_texts import draft_report
from ktd_tui.operations.meeting.preparation import paragraphs
from ktd_tui.operations.meeting.view import room
from ktd_tui.operations.papers.export import minutes_paper
from ktd_tui.papers import house_style
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.flow import ORDER
from ktd_tui.text import clean

if TYPE_CHECKING:
    from ktd_tui.papers.document import Paper
    from ktd_tui.papers.record import MinutesData


class Kind(NamedTuple):
    """A kind of paper.

    Attributes:
        id: Its name on the command line.
        title: What it is called, a msgid.
        stem: How its file's name begins.
        steps: Steps of the meeting that must lack nothing before it is sealed.
        meeting: Which meeting it is about.
    """

    id: str
    title: str
    stem: str
    steps: tuple[Step, ...] = ORDER
    meeting: MeetingKind = MeetingKind.YEAR_END


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("pledge", N_("Pledge"), "giao-uoc", ()),
        Kind("invitation", N_("Invitation with agenda"), "giay-moi", (Step.PREPARATION,)),
        Kind(
            "mid-year", N_("Minutes of the mid-year meeting"), "bien-ban-so-ket", ORDER, MeetingKind.MID_YEAR
        ),
        Kind("report", N_("Year's report"), "bao-cao", (Step.REPORT,)),
        Kind("annex", N_("Annex of scores and ranks"), "phu-luc-diem", (Step.SCORES,)),
        Kind("ballots", N_("Ballot papers"), "phieu", ()),
        Kind("count", N_("Record of the count"), "bien-ban-kiem-phieu", (Step.AWARDS, Step.ELECTION)),
        Kind("minutes", N_("Minutes"), "bien-ban"),
        Kind("handover", N_("Record of the handover"), "bien-ban-ban-giao"),
        Kind("nominations", N_("Proposal of awards"), "to-trinh"),
        Kind("notice", N_("Notice of conclusions"), "thong-bao"),
    )
}
"""In the order in which the year needs them."""


def kind_named(kind: str) -> Kind:
    """Return a kind of paper by its name on the command line.

    Raises:
        Refused: There is none of that name.
    """
    if kind not in KINDS:
        raise Refused(N_("There is no paper “{kind}”."), kind=kind)
    return KINDS[kind]


def paper(desk: Desk, kind: str, bloc_year_id: str) -> "Paper":
    """Compose a paper of a year.

    Raises:
        Refused: There is no such paper, or no pledge or year-end meeting yet to compose it from.
    """
    bloc = desk.store.get(Bloc, desk.store.get(BlocYear, bloc_year_id).bloc_id)
    composed = _COMPOSE[kind_named(kind).id](desk, bloc_year_id)
    return house_style.styled(composed, bloc, letter=kind in LETTERS)


LETTERS = frozenset({"invitation", "report", "nominations", "notice"})
"""Papers that go to the bloc's usual recipients; minutes have their own."""


class Style(NamedTuple):
    """How the office of a bloc writes its papers, as typed; recipients one a line."""

    superior: str = ""
    agency: str = ""
    number: str = ""
    signer: str = ""
    recipients: str = ""


def style_of(bloc: Bloc) -> Style:
    """Return how a bloc's papers are written, as it is typed."""
    return Style(
        bloc.paper_superior,
        bloc.paper_agency,
        bloc.paper_number_form,
        bloc.paper_signer,
        "\n".join(bloc.paper_recipients),
    )


def set_style(desk: Desk, seen: Bloc, style: Style) -> Bloc:
    """Set how a bloc's papers are written; what is empty is as the decree's models have it.

    Raises:
        Refused: The number has no place.
        Clash: Somebody else changed the same since it was ``seen``.
    """
    wanted: dict[str, object] = {
        "paper_superior": clean(style.superior, limit=STYLE),
        "paper_agency": clean(style.agency, limit=STYLE),
        "paper_number_form": house_style.check_number(clean(style.number, limit=STYLE)),
        "paper_signer": clean(style.signer, lines=True, limit=STYLE),
        "paper_recipients": paragraphs(style.recipients),
    }
    with desk.act(Act.EDIT_BLOC, N_("How papers are written: {bloc}"), {"bloc": seen.name}, at=seen) as store:
        return save_onto(store, seen, wanted, limit=STYLE * 10)


STYLE = 300
"""Letters of a setting."""


def _meeting(desk: Desk, bloc_year_id: str) -> Meeting:
    found = meeting_of(desk, bloc_year_id)
    if found is None:
        raise Refused(N_("There is no year-end meeting in this year yet."))
    return found


def _record(desk: Desk, bloc_year_id: str) -> "MinutesData":
    return room(desk, _meeting(desk, bloc_year_id).id).data


def _mid_year(desk: Desk, bloc_year_id: str) -> "Paper":
    found = meeting_of(desk, bloc_year_id, MeetingKind.MID_YEAR)
    if found is None:
        raise Refused(N_("There is no mid-year meeting in this year yet."))
    return minutes_paper(desk, found.id)


def _count(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.papers.kinds import count

    of = _record(desk, bloc_year_id)
    if not of.proceedings.meeting.tellers or not count.ballots(of):
        raise Refused(N_("The tellers have not counted any ballot yet."))
    return count.compose_count(of)


def _ballots(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.papers.kinds import ballots

    of = _record(desk, bloc_year_id)
    if not ballots.to_vote(of):
        raise Refused(N_("No question waits for its ballots."))
    return ballots.compose_ballots(of)


def _annex(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.domain.scoring import Layer
    from ktd_tui.operations.data.exporting import score_annex

    _meeting(desk, bloc_year_id)
    return score_annex(desk, bloc_year_id, Layer.BLOC)


def _pledge(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.operations.year.pledge import pledge_page
    from ktd_tui.papers.kinds import pledge

    page = pledge_page(desk, bloc_year_id)
    if not page.contents:
        raise Refused(N_("No unit has registered yet; the pledge is drawn from what they register."))
    people = {person.id: person for person in desk.store.find(Person)}
    heads = {u.id: people[u.head_id] for u in page.units if u.head_id in people}
    return pledge.compose_pledge(
        pledge.PledgeData(
            council=council(desk),
            bloc=page.bloc,
            year=page.year,
            units=page.units,
            pledge=page.pledge,
            preamble=page.preamble,
            contents=page.contents,
            heads=heads,
        )
    )


def _report(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.domain.activity import Activity
    from ktd_tui.domain.merit import Exemplar
    from ktd_tui.papers.kinds import report

    meeting = _meeting(desk, bloc_year_id)
    return report.compose_report(
        report.ReportData(
            meeting=room(desk, meeting.id).data,
            activities=desk.store.find(Activity, bloc_year_id=bloc_year_id),
            exemplars=desk.store.find(Exemplar, bloc_year_id=bloc_year_id),
            draft=draft_report(desk, meeting.id),
        )
    )


def _invitation(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.papers import phrases
    from ktd_tui.papers.kinds import invitation
    from ktd_tui.rules.meeting.flow import agenda

    of = _record(desk, bloc_year_id)
    return invitation.compose_invitation(
        of, [one.title or phrases.STEP_TITLES[one.step] for one in agenda(of.proceedings.meeting)[1:]]
    )


def _handover(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.papers.kinds import handover

    return handover.compose_handover(_record(desk, bloc_year_id))


def _nominations(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.papers.kinds import nominations

    return nominations.compose_nominations(_record(desk, bloc_year_id))


def _notice(desk: Desk, bloc_year_id: str) -> "Paper":
    from ktd_tui.papers.kinds import notice

    return notice.compose_notice(_record(desk, bloc_year_id))


_COMPOSE: Mapping[str, Callable[[Desk, str], "Paper"]] = {
    "pledge": _pledge,
    "invitation": _invitation,
    "report": _report,
    "mid-year": _mid_year,
    "annex": _annex,
    "ballots": _ballots,
    "count": _count,
    "minutes": lambda desk, year: minutes_paper(desk, _meeting(desk, year).id),
    "handover": _handover,
    "nominations": _nominations,
    "notice": _notice,
}
