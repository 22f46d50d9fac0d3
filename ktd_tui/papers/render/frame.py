"""The page of Nghị định 30/2020/NĐ-CP, Phụ lục I: margins, page number, styles, rules.

Imported only where a PDF is made: it pulls in reportlab.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import md5
from typing import IO, Any, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

import ktd_tui.papers.render.engine  # noqa: F401  # before any part of reportlab
from ktd_tui.papers.document import Meta
from ktd_tui.papers.render.fonts import Faces

# isort: split
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm, mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from ktd_tui.layout import balanced
from ktd_tui.papers.document import ATTACHED
from ktd_tui.papers.render.fonts import register_fonts

Alignment = Literal[0, 1, 2, 4]

LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 17 * mm, 20 * mm, 20 * mm  # I.3: 30–35, 15–20, 20–25, 20–25
BODY, SMALL, CELL, LIST = 14, 13, 12, 11
FIRST_LINE = 1.27 * cm  # II.6e: 1 or 1.27 cm
FOOT, FOOT_ROOM = 9, 14
"""Size of the line at the foot, and the points that it takes of the text's height."""

CELL_SIDE = 3
"""Points between a ruled table's text and its rules at the sides."""

RULE_SHARE = 0.4
"""The rules under the agency and the title are 1/3 to 1/2 of their line (II.2b, II.5b)."""


class PageStyles:
    """The decree's styles in one family of fonts, and the only maker of paragraphs.

    Attributes:
        regular: The name of the upright face, which every table must be told (see ``columns``).
        styles: By name, as ``text`` takes it.
        page: Width and height of the page in points; lying for broad tables.
    """

    def __init__(self, faces: Faces, *, landscape: bool = False) -> None:
        self.page = (A4[1], A4[0]) if landscape else A4
        self.regular, self.bold, self.italic, self.bold_italic = register_fonts(faces)
        self.styles = self._body_styles() | self._other_styles()

    @property
    def text_width(self) -> float:
        """The width between the margins in points."""
        return self.page[0] - LEFT - RIGHT

    @property
    def text_height(self) -> float:
        """The height between the margins in points."""
        return self.page[1] - TOP - BOTTOM

    def text(self, content: str, style: str, lead: str = "") -> Paragraph:
        """Make a paragraph of a prepared text, which is data: none of it is read as markup."""
        begin = f"<b>{_escaped(lead)}</b>" if lead else ""
        return Text(begin + _escaped(content), self.styles[style])

    def centred(self, content: str, style: str, width: float) -> Paragraph:
        """Make a paragraph of lines that are about equally long."""
        return self.text("\n".join(self.lines(content, style, width)), style)

    def lines(self, content: str, style: str, width: float) -> list[str]:
        """Break a text as ``centred`` does."""
        return balanced(content, width - 1, lambda line: self.width(line, style))

    def width(self, line: str, style: str) -> float:
        """Return how wide a line is in a style."""
        of = self.styles[style]
        return stringWidth(line, of.fontName, of.fontSize)

    def _body_styles(self) -> dict[str, ParagraphStyle]:
        # II.6e: 13–14 pt, justified, at least 6 pt between paragraphs, 1 to 1.5 lines apart.
        body = {"spaceAfter": 6, "leading": BODY * 1.3, "allowWidows": 0, "allowOrphans": 0}
        kinds: dict[str, tuple[str, Alignment]] = {
            "body": (self.regular, TA_JUSTIFY),
            "plain": (self.regular, TA_LEFT),
            "italic": (self.italic, TA_JUSTIFY),
            "bold": (self.bold, TA_JUSTIFY),
        }
        flush = {name: _style(font, BODY, align, **body) for name, (font, align) in kinds.items()}
        indented = {
            f"{name} indented": _style(font, BODY, align, firstLineIndent=FIRST_LINE, **body)
            for name, (font, align) in kinds.items()
        }
        heading = {"firstLineIndent": FIRST_LINE, "spaceAfter": 6}
        return {
            **flush,
            **indented,
            "heading": _style(self.bold, BODY, TA_LEFT, spaceBefore=4, **heading),
            "subheading": _style(self.bold, BODY, TA_LEFT, **heading),
        }

    def _other_styles(self) -> dict[str, ParagraphStyle]:
        regular, bold, italic = self.regular, self.bold, self.italic
        return {
            "superior": _style(regular, 12, TA_CENTER),  # II.2b: 12–13, as the agency
            "agency": _style(bold, SMALL, TA_CENTER),
            "nation": _style(bold, 12, TA_CENTER),  # II.1a: 12–13
            "motto": _style(bold, SMALL, TA_CENTER),  # II.1b: 13–14
            "number": _style(regular, SMALL, TA_CENTER),  # II.3c: 13
            "date": _style(italic, SMALL, TA_CENTER),  # II.4c: 13–14
            "title": _style(bold, BODY, TA_CENTER),  # II.5b: 13–14
            "notice": _style(italic, SMALL, TA_CENTER, spaceAfter=6),
            "caption": _style(italic, SMALL, TA_CENTER, spaceAfter=2),
            "office": _style(bold, BODY, TA_CENTER),  # II.7đ: 13–14
            "hint": _style(italic, CELL, TA_CENTER),
            "name": _style(bold, BODY, TA_CENTER),
            "label": _style(self.bold_italic, 12, TA_LEFT),  # II.9: 12
            "recipient": _style(regular, LIST, TA_LEFT),  # II.9: 11
            "header": _style(bold, CELL, TA_CENTER),
            "left": _style(regular, CELL, TA_LEFT),
            "center": _style(regular, CELL, TA_CENTER),
            "right": _style(regular, CELL, TA_RIGHT),
            "strong left": _style(bold, CELL, TA_LEFT),
            "strong center": _style(bold, CELL, TA_CENTER),
            "strong right": _style(bold, CELL, TA_RIGHT),
        }


@cache
def sheet(faces: Faces, *, landscape: bool = False) -> PageStyles:
    """Return the styles in a family, made once a process."""
    return PageStyles(faces, landscape=landscape)


def _style(font: str, size: float, align: Alignment, **more: Any) -> ParagraphStyle:
    settings: dict[str, Any] = {"leading": size * 1.25, "splitLongWords": 1, **more}
    return ParagraphStyle("ktd", None, fontName=font, fontSize=size, alignment=align, **settings)


def _escaped(text: str) -> str:
    # Not xml.sax.saxutils.escape: it imports urllib and http.client, 12 ms of every export.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br/>")


class Text(Paragraph):
    """A paragraph that breaks its lines once for a width: reportlab asks two to three times for each."""

    _asked = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  # reportlab's
        """Break the lines, unless they are broken for this width."""
        if availWidth != self._asked or not hasattr(self, "blPara"):  # splitting drops the lines
            super().wrap(availWidth, availHeight)
            self._asked = availWidth
        return self.width, self.height


class Rule(Flowable):
    """A line centred in the width that is there. HRFlowable stands at the left in a table cell."""

    ABOVE = 2.5
    """Points between the descenders' room and the line: closer, it reads as underlining."""

    def __init__(self, length: float, after: float = 0) -> None:
        super().__init__()
        self._length = length
        self._after = after
        self._room = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  # reportlab's
        """Take the whole width."""
        del availHeight
        self._room = availWidth
        return availWidth, self.ABOVE + 1 + self._after

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setLineWidth(0.6)
        begin = (self._room - self._length) / 2
        self.canv.line(begin, 1 + self._after, begin + self._length, 1 + self._after)


def columns(of: PageStyles, rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Table:
    """Make a table without rules.

    Its font is said although only paragraphs stand in it: else reportlab declares an unembedded
    Helvetica. splitInRow lets a name that is longer than a page end on the next one.
    """
    return Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        splitInRow=1,
        style=[
            ("FONT", (0, 0), (-1, -1), of.regular),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
    )


def template(
    file: IO[bytes], meta: Meta, of: PageStyles, *, foot: str = "", attached: str = ""
) -> BaseDocTemplate:
    """Make the document: A4, the decree's margins, a page number from page 2 (I.7).

    Args:
        file: Where it is written.
        foot: A line at the foot of every page, within the margins.
        attached: JSON that is embedded as the file ``ktd.json``.
    """
    document = BaseDocTemplate(
        file,
        pagesize=of.page,
        title=meta.title,
        author=meta.author,
        subject=meta.subject,
        keywords=[meta.keywords] if meta.keywords else [],
        creator="ktd",
        lang="vi-VN",
        displayDocTitle=True,
        invariant=1,  # equal papers are equal files: no time and no chance in them
        pageCompression=1,
        initialFontName=of.regular,
    )

    def date(canvas: Canvas, _: BaseDocTemplate) -> None:
        if day := meta.created:
            canvas.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000+07'00'")
            # The file's ID is a digest that reportlab has begun with $SOURCE_DATE_EPOCH: begin it anew.
            of_file: Any = canvas
            of_file._doc.signature = md5(usedforsecurity=False)  # noqa: SLF001  # no public way

    def first_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        date(canvas, document)
        if attached:
            _attach(canvas, attached)
        foot_line(canvas)

    def later_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(of.regular, SMALL)
        canvas.drawCentredString(LEFT + of.text_width / 2, of.page[1] - TOP * 0.62, str(document.page))
        foot_line(canvas)

    def foot_line(canvas: Canvas) -> None:
        if foot:
            canvas.setFont(of.italic, FOOT)
            canvas.drawCentredString(LEFT + of.text_width / 2, BOTTOM + FOOT * 0.25, foot)

    frames = [[_frame(of, FOOT_ROOM if foot else 0)] for _ in range(2)]
    first = PageTemplate("first", frames[0], onPage=first_page, autoNextPageTemplate="later")
    document.addPageTemplates([first, PageTemplate("later", frames[1], onPage=later_page)])
    return document


def _frame(of: PageStyles, raised: float) -> Frame:
    # No padding (the noughts): with reportlab's own, a table as tall as the frame is not split in a row.
    return Frame(LEFT, BOTTOM + raised, of.text_width, of.text_height - raised, 0, 0, 0, 0)


def _attach(canvas: Canvas, content: str) -> None:
    """Embed a file (PDF 1.7, 7.11.4). reportlab has no call for it, but writes what stands in the catalog."""
    document: Any = canvas
    of_file = document._doc  # noqa: SLF001  # no public way
    stream = PDFStream(PDFDictionary(), content.encode("utf-8"), filters=[PDFZCompress])
    stream.dictionary["Type"] = PDFName("EmbeddedFile")
    stream.dictionary["Subtype"] = PDFName("application#2Fjson")
    name = PDFString(ATTACHED)
    spec = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": name,
            "UF": name,
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": of_file.Reference(stream)}),
        }
    )
    files = PDFDictionary({"Names": PDFArray([name, of_file.Reference(spec)])})
    of_file.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})
