"""How wide texts are on paper: what breaks lines evenly and shares columns out, in PDF and Word alike."""

import re
from collections.abc import Sequence

from ktd_tui.layout import balanced, share_out
from ktd_tui.papers.document import Signature, Table
from ktd_tui.papers.render.fonts import Faces, font
from ktd_tui.papers.render.looks import (
    A4,
    ABOVE_CELL,
    BAR,
    BELOW_CELL,
    BETWEEN,
    BOTTOM,
    CELL_SIDE,
    LEFT,
    LOOKS,
    RIGHT,
    TOP,
)

_BEFORE_A_BODY = re.compile(
    r"(?<=\w)(?<!^TRƯỞNG)(?<!^PHÓ) "
    r"(?=(?:BỘ|SỞ|(?:CHI |TỔNG )?CỤC|VỤ|BAN|(?:HỌC |BỆNH |THƯ )?VIỆN|KHOA|TRƯỜNG|TRUNG TÂM|ỦY BAN|HỘI|ĐẠI HỌC"
    r"|LIÊN ĐOÀN|NGÂN HÀNG|(?:TỔNG )?CÔNG TY|KHO BẠC|BẢO TÀNG|NHÀ XUẤT BẢN)\b(?! TRƯỞNG\b))"
)
"""Between a signer's office and the body: «VỤ TRƯỞNG | VỤ TỔ CHỨC CÁN BỘ»."""
_BEFORE_A_ROOM = re.compile(r"(?<=\bTRƯỞNG )(PHÒNG|KHOA|ĐỘI|BAN) (?=\w)")
"""Behind an office that has its body's first word: «TRƯỞNG PHÒNG | CẢNH SÁT HÌNH SỰ»."""


THREE, OFFICE_LINES = 3, 4
"""Signatures that may stand abreast, and lines of an office up to which they do."""


class Measure:
    """The decree's page in one family of fonts.

    Attributes:
        page: Width and height of the page in points; lying for broad tables.
    """

    def __init__(self, faces: Faces, *, landscape: bool = False) -> None:
        self.page = (A4[1], A4[0]) if landscape else A4
        regular, bold, italic, both = map(font, faces.paths)
        self._fonts = {"regular": regular, "bold": bold, "italic": italic, "bold_italic": both}

    @property
    def text_width(self) -> float:
        """The width between the margins in points."""
        return self.page[0] - LEFT - RIGHT

    @property
    def text_height(self) -> float:
        """The height between the margins in points."""
        return self.page[1] - TOP - BOTTOM

    def lines(self, content: str, style: str, width: float, names: Sequence[str] = ()) -> list[str]:
        """Break a text into lines that are about equally long; a signer's office above the body.

        Args:
            names: What is held together while there is room.
        """
        if style == "office":
            apart = (
                _apart(line) if self.width(line, style) > width - 1 else line for line in content.split("\n")
            )
            content = "\n".join(apart)
        return balanced(content, width - 1, lambda line: self.width(line, style), names)

    def width(self, line: str, style: str) -> float:
        """Return how wide a line is in a style."""
        look = LOOKS[style]
        wide: float = self._fonts[look.face].stringWidth(line, look.size)
        return wide


def abreast(signatures: Sequence[Signature], of: Measure) -> int:
    """Return how many signatures stand in a row: two, but three where there are no more and all find room.

    So the third does not push the end of a paper off a page that is left half white for it.
    """
    if len(signatures) != THREE:
        return 2
    third = of.text_width / THREE
    short = (len(of.lines(one.office, "office", third)) <= OFFICE_LINES for one in signatures)
    whole = (of.width(one.name, "name") <= third for one in signatures)
    return THREE if all(short) and all(whole) else 2


def row_height(cells: Sequence[str], widths: Sequence[float], of: Measure) -> float:
    """Return about how high a row of a ruled table is."""
    rooms = [width - 2 * CELL_SIDE for width in widths]
    lines = max(of.width(cell, "left") // room + 1 for cell, room in zip(cells, rooms, strict=True))
    return lines * LOOKS["left"].leading + ABOVE_CELL + BELOW_CELL


def row_of_bars(lines: int, series: int) -> float:
    """Return how high a chart's row is whose name has so many lines, with so many bars."""
    return max(series * BAR, lines * LOOKS["bar name"].leading) + BETWEEN


def _apart(office: str) -> str:
    """Begin a line with the body that an office is in."""
    apart = _BEFORE_A_ROOM.sub("\\1\n", office, count=1)
    return apart if apart != office else _BEFORE_A_BODY.sub("\n", office, count=1)


def column_widths(table: Table, of: Measure) -> list[float]:
    """Share out the text's width so that no word is broken while there is room for it."""
    least = []
    for name, *column in zip(table.header, *table.rows, strict=True):
        words = {
            (word, "strong left" if row in table.strong else "left")
            for row, cell in enumerate(column)
            for word in cell.split()
        }
        longest = max((of.width(*word) for word in words), default=0.0)
        header = max((of.width(word, "header") for word in name.split()), default=0.0)
        least.append(min(max(longest, header) + 2 * CELL_SIDE + 1, of.text_width / 3))
    return share_out(of.text_width, table.widths, least)
