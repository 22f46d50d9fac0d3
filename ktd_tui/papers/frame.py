"""The page of Nghị định 30/2020/NĐ-CP, Phụ lục I: styles, margins, page number, head, signatures."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm, mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.flowables import KeepTogether

from ktd_tui.papers.plain import MOTTO

if TYPE_CHECKING:
    from typing import IO

    from reportlab.pdfgen.canvas import Canvas

    from ktd_tui.papers.document import Head, Meta, Paper, Signature
    from ktd_tui.papers.fonts import Faces

LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 17 * mm, 20 * mm, 20 * mm  # I.3: 30–35, 15–20, 20–25, 20–25
TEXT_WIDTH = A4[0] - LEFT - RIGHT
TEXT_HEIGHT = A4[1] - TOP - BOTTOM
REGULAR, BOLD, ITALIC, BOTH = "ktd", "ktd-b", "ktd-i", "ktd-bi"
BODY, SMALL, CELL = 14, 13, 12
RULE = 0.6
TA_LEFT: Final = 0  # reportlab.lib.enums has them as plain int
TA_CENTER: Final = 1
TA_RIGHT: Final = 2
TA_JUSTIFY: Final = 4


def register(faces: "Faces") -> None:
    """Make the four styles known under our own names, once a process."""
    for name, path in zip((REGULAR, BOLD, ITALIC, BOTH), faces.styles, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOTH)


def _style(font: str, size: float, align: Literal[0, 1, 2, 4], **more: Any) -> ParagraphStyle:
    settings: dict[str, Any] = {"leading": size * 1.25, "splitLongWords": 1, **more}
    return ParagraphStyle(
        f"{font}{size}{align}{more}", fontName=font, fontSize=size, alignment=align, **settings
    )


# II.6e: 13–14 pt, justified, first line 1 or 1.27 cm, at least 6 pt between paragraphs.
_BODY = {
    "firstLineIndent": 1.27 * cm,
    "spaceAfter": 6,
    "leading": BODY * 1.3,
    "allowWidows": 0,
    "allowOrphans": 0,
}
STYLES = {
    "body": _style(REGULAR, BODY, TA_JUSTIFY, **_BODY),
    "bold": _style(BOLD, BODY, TA_JUSTIFY, keepWithNext=1, **_BODY),
    "italic": _style(ITALIC, BODY, TA_JUSTIFY, **_BODY),
    "heading": _style(
        BOLD, BODY, TA_LEFT, firstLineIndent=1.27 * cm, spaceAfter=6, spaceBefore=4, keepWithNext=1
    ),
    "superior": _style(REGULAR, 12, TA_CENTER),  # II.2b
    "agency": _style(BOLD, SMALL, TA_CENTER),
    "nation": _style(BOLD, 12, TA_CENTER),  # II.1a
    "motto": _style(BOLD, SMALL, TA_CENTER),  # II.1b
    "number": _style(REGULAR, SMALL, TA_CENTER),  # II.3c
    "date": _style(ITALIC, SMALL, TA_CENTER),  # II.4
    "title": _style(BOLD, BODY, TA_CENTER),  # II.5b
    "notice": _style(ITALIC, SMALL, TA_CENTER, spaceAfter=6),
    "office": _style(BOLD, BODY, TA_CENTER),  # II.7
    "hint": _style(ITALIC, CELL, TA_CENTER),
    "name": _style(BOLD, BODY, TA_CENTER),
    "label": _style(BOTH, 12, TA_LEFT),  # II.9
    "recipient": _style(REGULAR, 11, TA_LEFT),
    "head-cell": _style(BOLD, CELL, TA_CENTER, allowWidows=1),
    "left": _style(REGULAR, CELL, TA_LEFT),
    "center": _style(REGULAR, CELL, TA_CENTER),
    "right": _style(REGULAR, CELL, TA_RIGHT),
}


def text(content: str, style: str, lead: str = "") -> Paragraph:
    """Make a paragraph: the only way by which text reaches reportlab, composed (NFC) and escaped."""
    markup = escape(unicodedata.normalize("NFC", content))
    if lead:
        markup = f'<font name="{BOLD}">{escape(unicodedata.normalize("NFC", lead))}</font>{markup}'
    return Paragraph(markup, STYLES[style])


class Rule(Flowable):
    """A line centred in the width that is there. HRFlowable stands at the left in a table cell."""

    def __init__(self, length: float, after: float = 0) -> None:
        super().__init__()
        self._length = length
        self._after = after
        self._room = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  # reportlab's
        """Take the whole width."""
        del availHeight
        self._room = availWidth
        return availWidth, 3 + self._after

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setLineWidth(RULE)
        begin = (self._room - self._length) / 2
        self.canv.line(begin, 1 + self._after, begin + self._length, 1 + self._after)


def columns(cells: Sequence[Sequence[object]], widths: Sequence[float]) -> Table:
    """Make a table without rules. FONT is said first, else reportlab declares an unembedded Helvetica."""
    return Table(
        [list(row) for row in cells],
        colWidths=list(widths),
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
    )


def head(of: "Head") -> Table:
    """Lay out the head: agency left, national motto right, number and date below (II.1–4)."""
    agency = [text(of.superior, "superior"), text(of.agency, "agency"), Rule(_share(of.agency, 0.4))]
    motto_width = pdfmetrics.stringWidth(MOTTO[1], BOLD, SMALL)
    nation = [text(MOTTO[0], "nation"), text(MOTTO[1], "motto"), Rule(motto_width)]
    last = [text(of.number, "number"), text(of.place_and_date, "date") if of.place_and_date else ""]
    return columns([[agency, nation], last], [TEXT_WIDTH * 0.42, TEXT_WIDTH * 0.58])


def _share(line: str, share: float) -> float:
    return min(pdfmetrics.stringWidth(line, BOLD, SMALL), TEXT_WIDTH * 0.42) * share


def closing(paper: "Paper", before: Sequence[Flowable]) -> KeepTogether:
    """Keep the end together with what stands ``before`` it: no lone signature page."""
    signatures = columns(
        [
            [_signed(s, "office") for s in paper.signatures],
            [_signed(s, "hint") for s in paper.signatures],
            [Spacer(1, 22 * mm), ""],
            [_signed(s, "name") for s in paper.signatures],
        ],
        [TEXT_WIDTH / 2, TEXT_WIDTH / 2],
    )
    last = len(paper.recipients) - 1
    lines = [f"- {r}{'.' if place == last else ';'}" for place, r in enumerate(paper.recipients)]
    recipients = [text("Nơi nhận:", "label"), *(text(line, "recipient") for line in lines)]
    return KeepTogether(
        [*before, text(paper.closing, "body"), Spacer(1, 8), signatures, Spacer(1, 6), *recipients]
    )


def _signed(signature: "Signature", part: str) -> Paragraph:
    return text(getattr(signature, part), part)


def template(file: "IO[bytes]", meta: "Meta") -> BaseDocTemplate:
    """Make the document: A4, the decree's margins, a page number from page 2 (I.7)."""
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=meta.title,
        author=meta.author,
        subject=meta.subject,
        creator="ktd",
        lang="vi-VN",
        displayDocTitle=True,
        invariant=1,  # equal input gives equal bytes
        pageCompression=1,
        initialFontName=REGULAR,
    )
    first, later = (
        Frame(
            LEFT,
            BOTTOM,
            TEXT_WIDTH,
            TEXT_HEIGHT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        for _ in range(2)
    )
    document.addPageTemplates(
        [
            PageTemplate("first", [first], autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=_number),
        ]
    )
    return document


def _number(canvas: "Canvas", document: BaseDocTemplate) -> None:
    canvas.setFont(REGULAR, SMALL)
    canvas.drawCentredString(LEFT + TEXT_WIDTH / 2, A4[1] - TOP * 0.62, str(document.page))
