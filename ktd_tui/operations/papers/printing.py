"""Papers as they are printed, sealed or as a draft: read in the terminal or written as a file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.desk import NOTHING, Desk
from ktd_tui.operations.files import (
    Written,
    check_paper_target,
    draft_file,
    ending_of,
    sealed_file,
    write_paper,
)
from ktd_tui.operations.meeting.view import MeetingView
from ktd_tui.operations.papers.composers import YEAR_END
from ktd_tui.operations.papers.current import check_composable
from ktd_tui.operations.papers.kinds import KINDS, PaperKind, PaperRef, kind_named, meeting_about
from ktd_tui.operations.papers.register import latest, printed, reprinted
from ktd_tui.operations.papers.style import word_look
from ktd_tui.papers import document
from ktd_tui.papers.document import Prepared
from ktd_tui.papers.render.plain import render_text
from ktd_tui.papers.render.word.template import DECREES, WordLook
from ktd_tui.text import file_name, fold

if TYPE_CHECKING:
    from ktd_tui.operations.page import Page, Part
    from ktd_tui.sheets.writing import WrittenTable

PDF, WORD, XLSX, CSV, ZIP = ".pdf", ".docx", ".xlsx", ".csv", ".zip"


class PaperRow(NamedTuple):
    """A paper as the list shows it.

    Attributes:
        lacking: Why it cannot be composed, a msgid with ``facts``; empty where it can.
        sealed: Its last sealed version, if any.
        changed: The data is not as it was sealed any more.
        waits: The minutes of its meeting are signed, and it has no number yet.
    """

    kind: PaperKind
    lacking: str = ""
    facts: Mapping[str, object] = NOTHING
    sealed: SealedPaper | None = None
    changed: bool = False
    waits: bool = False


class PapersPage(NamedTuple):
    """The papers of a bloc-year."""

    bloc: Bloc
    year: BlocYear
    rows: tuple[PaperRow, ...]


def papers_page(desk: Desk, bloc_year_id: str) -> PapersPage:
    """Return the papers of a year, which cannot be composed yet, and which are sealed.

    Raises:
        NotFound: There is no such year any more.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    held = {meeting.kind.value for meeting in desk.store.find(Meeting, bloc_year_id=year.id)} | {YEAR_END}
    # Of a meeting that the year has not, its minutes say so for all its papers.
    listed = (kind for kind in KINDS.values() if kind.meeting in held or kind.is_minutes)
    seen: dict[str, MeetingView] = {}
    rows = tuple(_row(desk, kind, bloc_year_id, seen) for kind in listed)
    return PapersPage(desk.store.get(Bloc, year.bloc_id), year, rows)


def _row(desk: Desk, kind: PaperKind, bloc_year_id: str, seen: dict[str, MeetingView]) -> PaperRow:
    """Return a paper's row; only what was sealed is composed, to be compared with its seal."""
    if kind.whom:
        return PaperRow(kind)
    ref = PaperRef(kind.id, bloc_year_id)
    last = latest(desk, ref)
    try:
        if last:
            return PaperRow(kind, sealed=last, changed=printed(desk, ref).sealed is None)
        check_composable(desk, ref, seen)
    except Refused as refused:
        return PaperRow(kind, refused.message, refused.facts)
    meeting = meeting_about(desk, ref) if kind.symbol else None
    return PaperRow(kind, waits=kind.steps != () and bool(meeting and meeting.signed_at))


def preview(desk: Desk, ref: PaperRef, width: int, lying: int = 0) -> list[str]:
    """Return a paper as lines of text, the same words as the PDF's; pages that lie take ``lying`` columns.

    Raises:
        Refused: It cannot be composed yet.
    """
    return render_text(of := printed(desk, ref).paper, max(width, lying) if of.landscape else width)


def plain_paper(desk: Desk, ref: PaperRef) -> "Page":
    """Return a paper as a page of plain text: the same words, without ruled lines.

    Raises:
        Refused: It cannot be composed yet.
    """
    from ktd_tui.operations.page import Page

    year = desk.store.get(BlocYear, ref.year)
    bloc = desk.store.get(Bloc, year.bloc_id)
    title = " › ".join((bloc.name, str(year.year), t(kind_named(ref.kind).title)))
    return Page(title, tuple(part for part in _parts(printed(desk, ref).paper) if part))


def _parts(of: Prepared) -> "Iterator[Part]":
    """Yield a paper's words; what stands side by side on paper stands one after the other."""
    from ktd_tui.operations.page import PageHeading

    if not of.is_annex:
        head = of.head
        yield from (head.superior, head.agency, *document.MOTTO, head.number, of.mark, head.place_and_date)
        yield PageHeading(of.title)
        yield from of.subject
    yield f"({of.notice})" if of.notice else ""
    for block in of.blocks:
        yield from _block(block)
    yield of.closing
    for signature in of.signatures:
        yield PageHeading(signature.office)
        yield from (signature.hint, signature.name)
    if of.recipients:
        yield PageHeading(document.RECIPIENTS)
        yield from of.recipient_lines
    yield of.foot


def _block(block: document.Block) -> "Iterator[Part]":
    from ktd_tui.operations.page import PageHeading, PageTable

    match block:
        case document.Heading(text=text):
            yield PageHeading(text)
        case document.Paragraph(lead=lead, lines=(first, *more)):
            yield from (lead + first, *more)
        case document.Points(marked=marked):
            yield from marked
        case document.Table(header=header, rows=rows, caption=caption):
            yield from [PageHeading(caption)] if caption else []
            yield PageTable(header, rows)
        case document.Bars(told=told):
            yield from _block(told)
        case document.Annex(name=name, title=title, to=to):
            yield from (PageHeading(name), title, to)


def paper_file(desk: Desk, ref: PaperRef, elsewhere: Path, ending: str = PDF) -> Path:
    """Return a free path to write a paper to, ``elsewhere`` where there is no ``files.year_folder``.

    Raises:
        Refused: It cannot be composed yet.
    """
    sealed = printed(desk, ref).sealed if latest(desk, ref) else None
    if sealed:
        return sealed_file(desk, sealed, elsewhere, ending=ending)
    kind = kind_named(ref.kind)
    whose = "-".join(fold(dict(kind.whom(desk, ref.year))[ref.about]).split()) if kind.whom else ""
    stem = file_name("-".join(part for part in (kind.stem, whose) if part))
    return draft_file(desk, ref.year, stem, elsewhere, ending)


def print_paper(desk: Desk, ref: PaperRef, target: Path) -> Written:
    """Write a paper into a new file; a PDF of what is sealed is written as it was sealed.

    The file's name says how: see ``WAYS``; a list can be written as a spreadsheet, too.

    Raises:
        Refused: It cannot be composed, the path cannot be written, its name ends otherwise, or a text cannot
            be set.
    """
    kind = kind_named(ref.kind)
    ending = ending_of(target, *WAYS, *_TABLES if kind.table else ())
    check_paper_target(desk, target)
    of = printed(desk, ref)
    if ending in _TABLES and kind.table:
        return write_paper(desk, target, _TABLES[ending](kind.table(desk, ref.year)))
    if ending == PDF and of.sealed:
        return write_paper(desk, target, *reprinted(desk, of.sealed))
    return write_paper(desk, target, *WAYS[ending](desk, of.paper, _origin(desk, ref, of.sealed)))


class Origin(NamedTuple):
    """From which paper a file comes, and how Word files of who issues it look."""

    told: Mapping[str, object] = NOTHING
    look: WordLook = DECREES


def _origin(desk: Desk, ref: PaperRef, sealed: SealedPaper | None) -> Origin:
    year, kind = desk.store.get(BlocYear, ref.year), kind_named(ref.kind)
    bloc = desk.store.get(Bloc, year.bloc_id)
    told: dict[str, object] = {"bloc": bloc.code, "year": year.year}
    told |= {"kind": ref.kind, "meeting": ref.meeting} | ({"about": ref.about} if ref.about else {})
    told |= {"version": sealed.version, "sha256": sealed.sha256} if sealed else {}
    return Origin(told, DECREES if kind.of_office or kind.whom else word_look(bloc))


def print_prepared(desk: Desk, of: Prepared, target: Path) -> Written:
    """Write a paper that no register knows into a new file, as its name says.

    Raises:
        Refused: The path cannot be written, its name is none of ``WAYS``, or a text cannot be set.
    """
    ending = ending_of(target, *WAYS)
    check_paper_target(desk, target)
    return write_paper(desk, target, *WAYS[ending](desk, of, Origin()))


def _as_pdf(desk: Desk, of: Prepared, _: Origin) -> tuple[bytes, int]:
    return desk.render(of)


def _as_word(_: Desk, of: Prepared, origin: Origin) -> tuple[bytes, int]:
    from ktd_tui.papers.render.word.writing import render_word

    return render_word(of, *origin), 0


def _as_text(_: Desk, of: Prepared, _of: Origin) -> tuple[bytes, int]:
    return "\n".join([*render_text(of), ""]).encode(), 0


def _as_markdown(_: Desk, of: Prepared, _of: Origin) -> tuple[bytes, int]:
    from ktd_tui.papers.render.markdown import render_markdown

    return render_markdown(of).encode(), 0


WAYS: Mapping[str, Callable[[Desk, Prepared, Origin], tuple[bytes, int]]] = {
    PDF: _as_pdf,
    WORD: _as_word,
    ".txt": _as_text,
    ".md": _as_markdown,
}
"""How a paper is written, by its file's ending; its pages are 0 where nobody counted them."""


def _as_xlsx(of: "WrittenTable") -> bytes:
    from ktd_tui.sheets.writing import xlsx_bytes

    return xlsx_bytes(of)


def _as_csv(of: "WrittenTable") -> bytes:
    from ktd_tui.sheets.writing import csv_bytes

    return csv_bytes(of)


_TABLES: Mapping[str, "Callable[[WrittenTable], bytes]"] = {XLSX: _as_xlsx, CSV: _as_csv}
"""How what is a list is written, too."""


def print_archival(desk: Desk, of: SealedPaper, target: Path) -> Written:
    """Write a sealed version as PDF/A-2b with empty signature fields.

    Raises:
        Refused: The path cannot be written, or the optional part for PDF/A is not installed.
    """
    from ktd_tui.papers.render.archival import archival

    ending_of(target, PDF)
    check_paper_target(desk, target)
    pdf, pages = reprinted(desk, of)
    return write_paper(desk, target, archival(pdf), pages)
