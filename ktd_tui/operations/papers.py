"""The papers of a year: which there are, each composed from the data, written as PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.activity import Activity
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear, Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.directory import council
from ktd_tui.operations.export import minutes_paper, write_new
from ktd_tui.operations.meetings import draft_report, room
from ktd_tui.operations.pledge import pledge_page
from ktd_tui.operations.years import meeting_of
from ktd_tui.papers import handover, invitation, nominations, notice, phrases, pledge, report
from ktd_tui.rules.flow import ORDER
from ktd_tui.text import file_name

if TYPE_CHECKING:
    from ktd_tui.domain.meeting import Meeting
    from ktd_tui.operations.page import Page
    from ktd_tui.papers.document import Paper


class Kind(NamedTuple):
    """A kind of paper.

    Attributes:
        id: Its name on the command line.
        title: What it is called, a msgid.
        stem: How its file's name begins.
        of_meeting: It is composed from the year-end meeting, which there must be.
    """

    id: str
    title: str
    stem: str
    of_meeting: bool = True


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("pledge", N_("Pledge"), "giao-uoc", of_meeting=False),
        Kind("invitation", N_("Invitation with agenda"), "giay-moi"),
        Kind("report", N_("Year's report"), "bao-cao"),
        Kind("minutes", N_("Minutes"), "bien-ban"),
        Kind("handover", N_("Record of the handover"), "bien-ban-ban-giao"),
        Kind("nominations", N_("Proposal of awards"), "to-trinh"),
        Kind("notice", N_("Notice of conclusions"), "thong-bao"),
    )
}
"""In the order in which the year needs them."""


class PaperRow(NamedTuple):
    """A paper as the list shows it.

    Attributes:
        lacking: Why it cannot be composed, a msgid with ``facts``; empty where it can.
    """

    kind: Kind
    lacking: str
    facts: Mapping[str, object]


class PapersPage(NamedTuple):
    """The papers of a bloc-year."""

    bloc: Bloc
    year: BlocYear
    rows: tuple[PaperRow, ...]


def paper_rows(desk: Desk, bloc_year_id: str) -> PapersPage:
    """Return the papers of a year, and which cannot be composed yet.

    Raises:
        NotFound: There is no such year any more.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    rows = tuple(_row(desk, kind, bloc_year_id) for kind in KINDS.values())
    return PapersPage(desk.store.get(Bloc, year.bloc_id), year, rows)


def _row(desk: Desk, kind: Kind, bloc_year_id: str) -> PaperRow:
    try:
        paper(desk, kind.id, bloc_year_id)
    except Refused as refused:
        return PaperRow(kind, refused.message, refused.facts)
    return PaperRow(kind, "", {})


def preview_paper(desk: Desk, kind: str, bloc_year_id: str, width: int) -> list[str]:
    """Return a paper as lines of text, the same words as the PDF's.

    Raises:
        Refused: It cannot be composed yet.
    """
    from ktd_tui.papers.plain import render_text

    return render_text(paper(desk, kind, bloc_year_id), width)


def plain_paper(desk: Desk, kind: str, bloc_year_id: str, title: str) -> "Page":
    """Return a paper as a page of plain text.

    Raises:
        Refused: It cannot be composed yet.
    """
    from ktd_tui.operations.paper_page import paper_page

    return paper_page(title, paper(desk, kind, bloc_year_id))


def paper(desk: Desk, kind: str, bloc_year_id: str) -> "Paper":
    """Compose a paper of a year.

    Raises:
        Refused: There is no pledge or no year-end meeting yet to compose it from.
    """
    return _COMPOSE[kind](desk, bloc_year_id)


def export_paper(desk: Desk, kind: str, bloc_year_id: str, target: Path) -> int:
    """Write a paper as a PDF; return its size in bytes.

    Raises:
        Refused: It cannot be composed, the path cannot be written, or a text cannot be set.
    """
    from ktd_tui.papers.pdf import render_pdf

    return write_new(target, lambda: render_pdf(paper(desk, kind, bloc_year_id)))


def paper_file(desk: Desk, kind: str, bloc_year_id: str, folder: Path) -> Path:
    """Return a path in ``folder`` that is free, named after paper, bloc and year."""
    year = desk.store.get(BlocYear, bloc_year_id)
    bloc = desk.store.get(Bloc, year.bloc_id)
    stem = f"{KINDS[kind].stem}-khoi-{file_name(bloc.code.lower())}-{year.year}"
    place = 1
    while (path := folder / (f"{stem}.pdf" if place == 1 else f"{stem}-{place}.pdf")).exists():
        place += 1
    return path


def _meeting(desk: Desk, bloc_year_id: str) -> "Meeting":
    found = meeting_of(desk, bloc_year_id)
    if found is None:
        raise Refused(N_("There is no year-end meeting in this year yet."))
    return found


def _pledge(desk: Desk, bloc_year_id: str) -> "Paper":
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
    of = room(desk, _meeting(desk, bloc_year_id).id).data
    return invitation.compose_invitation(of, [phrases.STEP_TITLES[step] for step in ORDER[1:]])


_COMPOSE: Mapping[str, Callable[[Desk, str], "Paper"]] = {
    "pledge": _pledge,
    "invitation": _invitation,
    "report": _report,
    "minutes": lambda desk, year: minutes_paper(desk, _meeting(desk, year).id),
    "handover": lambda desk, year: handover.compose_handover(room(desk, _meeting(desk, year).id).data),
    "nominations": lambda d, year: nominations.compose_nominations(room(d, _meeting(d, year).id).data),
    "notice": lambda desk, year: notice.compose_notice(room(desk, _meeting(desk, year).id).data),
}
