"""The leader's page as a paper: the same sentences, in Vietnamese, as PDF, text or Markdown."""

from dataclasses import replace
from pathlib import Path

from ktd_tui.i18n import in_vietnamese, t
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written, draft_file, free_path
from ktd_tui.operations.overview.leading import LeaderPage, overview
from ktd_tui.operations.overview.page import said_page
from ktd_tui.operations.page import PageHeading, PageTable, Part
from ktd_tui.operations.papers.printing import print_prepared
from ktd_tui.operations.papers.register import REHEARSAL
from ktd_tui.papers.document import Align, Block, Heading, Paragraph, Prepared, Table, prepared
from ktd_tui.papers.kinds.overview import compose_overview
from ktd_tui.rules.signs import SIGNS, Status

STEM = "toan-canh"
MATRIX = (0.16, *[0.12] * 7)
"""Shares of the columns: the bloc, then the stations."""


def overview_paper(desk: Desk, year: int | None = None, bloc_id: str | None = None) -> Prepared:
    """Compose the leader's page as a paper.

    Raises:
        Refused: There is no year yet.
    """
    with in_vietnamese():
        of = overview(desk, year, bloc_id)
        blocks = tuple(map(_block, said_page(of).parts[1:]))  # the legend tells signs, a paper has words
    paper = compose_overview(council(desk), of.bloc, of.year, desk.today, blocks)
    return prepared(replace(paper, mark=REHEARSAL if desk.rehearsal else ""))


def _block(part: Part) -> Block:
    match part:
        case PageHeading(text):
            return Heading(text)
        case PageTable(heads, rows):
            left: Align = "left"
            said = tuple(tuple(map(_in_words, row)) for row in rows)
            return Table(heads, said, MATRIX, tuple(left for _ in heads))
    return Paragraph(_unsigned(part), style="plain", indent=False)


def _unsigned(text: str) -> str:
    """Take the sign from before a sentence, which says all that it does."""
    return text[1:].strip() if text[:1] in {of.char for of in SIGNS.values()} else text


def _in_words(text: str) -> str:
    """Say the sign of a cell in words: faces for print lack most of them. That all is done, 5/5 says."""
    for status, of in SIGNS.items():
        if text[:1] == of.char and text != of.char:
            figures = text[1:].strip()
            return figures if status is Status.DONE else f"{figures} ({t(of.says)})"
        if text == of.char and of is not SIGNS[Status.MISSING]:
            return t(of.says)
    return text


def print_overview(desk: Desk, target: Path, year: int | None = None, bloc_id: str | None = None) -> Written:
    """Write the leader's page as its file's name says: .pdf, .docx, .txt, .md.

    Raises:
        Refused: There is no year yet, or the path cannot be written (see ``print_prepared``).
    """
    return print_prepared(desk, overview_paper(desk, year, bloc_id), target)


def overview_file(desk: Desk, of: LeaderPage, elsewhere: Path) -> Path:
    """Return a free path to write the page to: a bloc's lies with the papers of its year."""
    year = of.lines[0].year if of.bloc and of.lines else None
    if year is not None:
        return draft_file(desk, year.id, STEM, elsewhere)
    return free_path(desk, elsewhere, f"{desk.today:%Y%m%d}-{STEM}-{of.year}")
