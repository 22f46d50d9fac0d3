"""A paper as PDF, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Table, strings
from ktd_tui.papers.fonts import Faces, find_faces, missing_glyphs

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

LONG_TEXT = 1_000
"""Characters from which a text may be taller than what is left of a page."""


def render_pdf(paper: Paper, faces: Faces | None = None) -> bytes:
    """Render a paper; equal papers give equal bytes with the same fonts.

    Args:
        paper: What to render.
        faces: The fonts; the best that are installed by default.

    Raises:
        Refused: The font has no glyph for some character; the text is named.
    """
    faces = faces or find_faces()
    for text in strings(paper):
        if lacking := missing_glyphs(faces, text):
            raise Refused(
                N_("The font {font} has no sign for “{signs}” in: {text}"),
                font=faces.name,
                signs=lacking,
                text=text[:80],
            )
    from ktd_tui.papers import frame

    frame.register(faces)
    file = BytesIO()
    frame.template(file, paper.meta).build(list(_story(paper)))
    return file.getvalue()


def _story(paper: Paper) -> Iterator["Flowable"]:
    from reportlab.platypus import Spacer

    from ktd_tui.papers import frame

    yield frame.head(paper.head)
    yield Spacer(1, 12)
    yield frame.text(paper.title, "title")
    for line in paper.subject:
        yield frame.text(line, "title")
    yield frame.Rule(frame.TEXT_WIDTH * 0.3, after=10)
    if paper.notice:
        yield frame.text(f"({paper.notice})", "notice")
    last = _kept(paper.blocks)
    for block in paper.blocks[: len(paper.blocks) - last]:
        yield from _flowables(block)
    before = [
        flowable for block in paper.blocks[len(paper.blocks) - last :] for flowable in _flowables(block)
    ]
    yield frame.closing(paper, before)


def _kept(blocks: tuple[Block, ...]) -> int:
    """Count the last blocks that stay with the signatures: a paragraph, and the heading above it."""
    if not blocks or not isinstance(blocks[-1], Paragraph) or len(blocks[-1].text) > LONG_TEXT:
        return 0
    return 2 if len(blocks) > 1 and isinstance(blocks[-2], Heading) else 1


def _flowables(block: Block) -> Iterator["Flowable"]:
    from ktd_tui.papers import frame

    match block:
        case Heading(text=text):
            yield frame.text(text, "heading")
        case Paragraph(text=text, style=style, lead=lead):
            paragraph = frame.text(text, style, lead)
            if text.endswith(":"):
                paragraph.keepWithNext = 1  # it announces what follows
            yield paragraph
        case Points(items=items, marker=marker):
            for item in items:
                yield frame.text(f"{marker} {item}", "body")
        case Table():
            yield _table(block)


def _table(table: Table) -> "Flowable":
    from reportlab.platypus import LongTable

    from ktd_tui.papers import frame

    header = [frame.text(cell, "head-cell") for cell in table.header]
    rows = [
        [frame.text(cell, align) for cell, align in zip(row, table.align, strict=True)] for row in table.rows
    ]
    return LongTable(
        [header, *rows],
        colWidths=[share * frame.TEXT_WIDTH for share in table.widths],
        repeatRows=1,
        # A row taller than a page would end the export; a shorter one is not to be torn.
        splitInRow=int(any(len(cell) > LONG_TEXT for row in table.rows for cell in row)),
        spaceBefore=4,
        spaceAfter=8,
        style=[
            ("FONT", (0, 0), (-1, -1), frame.REGULAR),  # first, else Helvetica is declared
            ("GRID", (0, 0), (-1, -1), 0.5, "black"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ],
    )
