"""The page of Nghị định 30/2020/NĐ-CP, Phụ lục I: margins, page number, styles, rules.

Imported only where a PDF is made: it pulls in reportlab.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import md5
from typing import IO, Any, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

import ktd_tui.papers.render.engine  # noqa: F401  # before any part of reportlab
from ktd_tui.papers.document import ATTACHED, Meta
from ktd_tui.papers.render.fonts import Faces, register_fonts
from ktd_tui.papers.render.looks import (
    ABOVE_ROW,
    ABOVE_RULE,
    BELOW_ROW,
    BOTTOM,
    FOOT,
    FOOT_ROOM,
    LEFT,
    LOOKS,
    NUMBER_AT,
    RULE,
    SMALL,
    ParagraphLook,
    Side,
)
from ktd_tui.papers.render.measure import Measure
from ktd_tui.papers.render.tags import ROLES, Element, tagged

# isort: split
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
)

ALIGNMENTS: Mapping[Side, Literal[0, 1, 2, 4]] = {
    "left": TA_LEFT,
    "center": TA_CENTER,
    "right": TA_RIGHT,
    "justify": TA_JUSTIFY,
}


class PageStyles(Measure):
    """The decree's styles in one family of fonts, and the only maker of paragraphs.

    Attributes:
        regular: The name of the upright face, which every table must be told (see ``columns``).
        styles: By name, as ``text`` takes it.
    """

    def __init__(self, faces: Faces, *, landscape: bool = False) -> None:
        super().__init__(faces, landscape=landscape)
        self.regular, self.bold, self.italic, self.bold_italic = register_fonts(faces)
        self.styles = {name: _style(name, getattr(self, look.face), look) for name, look in LOOKS.items()}

    def text(self, content: str, style: str, lead: str = "") -> "Text":
        """Make a paragraph of a prepared text, which is data: none of it is read as markup."""
        begin = f"<b>{_escaped(lead)}</b>" if lead else ""
        return Text(begin + _escaped(content), self.styles[style])

    def centred(self, content: str, style: str, width: float, names: Sequence[str] = ()) -> "Text":
        """Make a paragraph of lines that are about equally long."""
        return self.text("\n".join(self.lines(content, style, width, names)), style)


@cache
def sheet(faces: Faces, *, landscape: bool = False) -> PageStyles:
    """Return the styles in a family, made once a process."""
    return PageStyles(faces, landscape=landscape)


def _style(name: str, font: str, look: ParagraphLook) -> ParagraphStyle:
    settings: dict[str, Any] = {"allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1}
    settings["spaceShrinkage"] = 0  # Word squeezes no blank to get one more word into a line either
    return ParagraphStyle(
        name,
        None,
        fontName=font,
        fontSize=look.size,
        leading=look.leading,
        alignment=ALIGNMENTS[look.side],
        firstLineIndent=look.first,
        spaceBefore=look.before,
        spaceAfter=look.after,
        **settings,
    )


def _escaped(text: str) -> str:
    # Not xml.sax.saxutils.escape: it imports urllib and http.client, 12 ms of every export.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br/>")


class Text(Paragraph):
    """A paragraph that breaks its lines once for a width: reportlab asks two to three times for each.

    Attributes:
        element: What it is in the paper's structure; by its style, unless a table says.
    """

    _asked = 0.0
    element: Element | None = None

    def part(self) -> Element:
        """Return what it is in the paper's structure."""
        if self.element is None:
            self.element = Element(ROLES.get(self.style.name, "P"))
        return self.element

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803  # reportlab's
        """Split it; both parts are one element."""
        parts: list[Any] = super().split(availWidth, availHeight)
        if len(parts) > 1:
            for one in parts:
                one.element = self.part()
        return parts

    def draw(self) -> None:
        """Draw the lines as what they are; the head of a table that repeats is decoration."""
        part = self.part()
        repeats = part.role == "TH" and part.drawn
        with tagged(self.canv).artifact() if repeats else tagged(self.canv).marked(part):
            super().draw()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  # reportlab's
        """Break the lines, unless they are broken for this width."""
        if availWidth != self._asked or not hasattr(self, "blPara"):  # splitting drops the lines
            super().wrap(availWidth, availHeight)
            self._asked = availWidth
        return self.width, self.height


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
        return availWidth, ABOVE_RULE + 1 + self._after

    def draw(self) -> None:
        """Draw the line."""
        begin = (self._room - self._length) / 2
        with tagged(self.canv).artifact():
            self.canv.setLineWidth(RULE)
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
            ("TOPPADDING", (0, 0), (-1, -1), ABOVE_ROW),
            ("BOTTOMPADDING", (0, 0), (-1, -1), BELOW_ROW),
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
        with tagged(canvas).artifact():
            canvas.setFont(of.regular, SMALL)
            canvas.drawCentredString(LEFT + of.text_width / 2, of.page[1] - NUMBER_AT, str(document.page))
        foot_line(canvas)

    def foot_line(canvas: Canvas) -> None:
        if foot:
            with tagged(canvas).artifact():
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
