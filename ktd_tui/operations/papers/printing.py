"""Papers as they are printed now, sealed or as a draft: read in the terminal, written as PDF."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import NOTHING, Desk
from ktd_tui.operations.files import draft_file, sealed_file
from ktd_tui.operations.papers.export import SEALED_AS, as_text, write_paper
from ktd_tui.operations.papers.kinds import KINDS, Kind, kind_named, paper
from ktd_tui.operations.papers.register import latest, printed, register, reprinted, sealed
from ktd_tui.operations.written import Written, page_count
from ktd_tui.words import count, short_date

if TYPE_CHECKING:
    from ktd_tui.operations.page import Page


class PaperRow(NamedTuple):
    """A paper as the list shows it.

    Attributes:
        lacking: Why it cannot be composed, a msgid with ``facts``; empty where it can.
        sealed: Its last sealed version, if any.
        changed: The data is not as it was sealed any more.
    """

    kind: Kind
    lacking: str = ""
    facts: Mapping[str, object] = NOTHING
    sealed: SealedPaper | None = None
    changed: bool = False


class PapersPage(NamedTuple):
    """The papers of a bloc-year."""

    bloc: Bloc
    year: BlocYear
    rows: tuple[PaperRow, ...]


def paper_rows(desk: Desk, bloc_year_id: str) -> PapersPage:
    """Return the papers of a year, which cannot be composed yet, and which are sealed.

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
    last = latest(desk, kind.id, bloc_year_id)
    changed = last is not None and bool(printed(desk, kind.id, bloc_year_id).mark)
    return PaperRow(kind, sealed=last, changed=changed)


def preview_paper(desk: Desk, kind: str, bloc_year_id: str, width: int) -> list[str]:
    """Return a paper as lines of text, the same words as the PDF's.

    Raises:
        Refused: It cannot be composed yet.
    """
    from ktd_tui.papers.render.plain import render_text

    return render_text(printed(desk, kind, bloc_year_id), width)


def preview_sealed(desk: Desk, of: SealedPaper, width: int) -> list[str]:
    """Return a sealed version as lines of text."""
    from ktd_tui.papers.render.plain import render_text

    return render_text(sealed(desk, of), width)


def plain_paper(desk: Desk, kind: str, bloc_year_id: str, title: str) -> "Page":
    """Return a paper as a page of plain text.

    Raises:
        Refused: It cannot be composed yet.
    """
    from ktd_tui.operations.papers.paper_page import paper_page

    return paper_page(title, printed(desk, kind, bloc_year_id))


def plain_sealed(desk: Desk, of: SealedPaper, title: str) -> "Page":
    """Return a sealed version as a page of plain text."""
    from ktd_tui.operations.papers.paper_page import paper_page

    return paper_page(title, sealed(desk, of))


def paper_file(desk: Desk, kind: str, bloc_year_id: str, elsewhere: Path) -> Path:
    """Return a free path to write a paper to as it is printed now, sealed or as a draft.

    Args:
        desk: The desk.
        kind: Which paper, of ``papers.KINDS``.
        bloc_year_id: The year.
        elsewhere: The folder where nothing is written beside the data (see ``filing.year_folder``).

    Raises:
        Refused: It cannot be composed yet.
    """
    last = latest(desk, kind, bloc_year_id)
    if last and not printed(desk, kind, bloc_year_id).mark:
        return sealed_file(desk, last, elsewhere)
    return draft_file(desk, bloc_year_id, kind_named(kind).stem, elsewhere)


def minutes_file(desk: Desk, meeting_id: str, elsewhere: Path) -> Path:
    """Return a free path to write a meeting's minutes to (see ``paper_file``)."""
    meeting = desk.store.get(Meeting, meeting_id)
    if kind := SEALED_AS.get(meeting.kind):
        return paper_file(desk, kind, meeting.bloc_year_id, elsewhere)
    return draft_file(desk, meeting.bloc_year_id, "bien-ban", elsewhere)


def export_paper(desk: Desk, kind: str, bloc_year_id: str, target: Path) -> Written:
    """Write a paper. A PDF that is sealed is written as it was sealed.

    The file's name says how: ``.txt`` as plain text, ``.md`` as Markdown, anything else as a PDF.

    Raises:
        Refused: It cannot be composed, the path cannot be written, or a text cannot be set.
    """
    if in_words := as_text(target.suffix):
        return write_paper(desk, target, lambda: in_words(printed(desk, kind, bloc_year_id)).encode())
    return write_paper(desk, target, lambda: _content(desk, kind, bloc_year_id))


def _content(desk: Desk, kind: str, bloc_year_id: str) -> bytes:
    of = printed(desk, kind, bloc_year_id)
    last = None if of.mark else latest(desk, kind, bloc_year_id)
    return reprinted(desk, last) if last else desk.render(of)


def export_sealed(desk: Desk, of: SealedPaper, target: Path) -> Written:
    """Write a sealed version as a PDF.

    Raises:
        Refused: The path cannot be written.
    """
    return write_paper(desk, target, lambda: reprinted(desk, of))


FIELDS = {1: ("KhoiTruong",), 2: ("ThuKy", "ChuToa")}
"""Names of the signature fields by how many sign; else they are numbered."""


def export_archival(desk: Desk, of: SealedPaper, target: Path) -> Written:
    """Write a sealed version as PDF/A-2b with empty signature fields.

    Raises:
        Refused: The path cannot be written, or the optional part for PDF/A is not installed.
    """
    from ktd_tui.papers.render.archival import archival

    count_of = len(of.signers)
    names = FIELDS.get(count_of) or tuple(f"KyTen{n}" for n in range(1, count_of + 1))
    content = reprinted(desk, of)
    # The archive's form hides its page tree in a compressed stream; it has the pages it was made from.
    return write_paper(desk, target, lambda: archival(content, names))._replace(pages=page_count(content))


INDEX = "muc-luc.txt"
"""The list of what a year's ZIP holds."""


def export_year(desk: Desk, bloc_year_id: str, target: Path) -> Written:
    """Write every sealed paper of a year into one ZIP with an index.

    Equal registers give equal files: the ZIP tells the days of the papers, not the hour of its making.

    Raises:
        Refused: Nothing is sealed yet, or the path cannot be written.
    """
    found = register(desk, bloc_year_id)
    if not found:
        raise Refused(N_("Nothing is sealed yet."))
    return write_paper(desk, target, lambda: _zipped(desk, found))


def _zipped(desk: Desk, found: Sequence[SealedPaper]) -> bytes:
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    file = BytesIO()
    lines = []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for of in found:
            name = f"{of.number:02d}-{of.version}-{kind_named(of.kind).stem}.pdf"
            day = of.day or of.sealed_at.date()
            archive.writestr(
                ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0)), reprinted(desk, of)
            )
            told = (
                count(of.number),
                str(of.version),
                short_date(day),
                of.title,
                of.pdf_sha256,
                name,
                of.reason,
            )
            lines.append("\t".join(told).rstrip())
        archive.writestr(ZipInfo(INDEX), "\n".join([*lines, ""]))
    return file.getvalue()
