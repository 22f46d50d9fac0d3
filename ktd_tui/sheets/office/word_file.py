"""Tables of a Word file (.docx): a signed registration, a list of results. Each table is a sheet."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from ktd_tui.i18n import t
from ktd_tui.sheets.cells import Box, Cell, Line, RawSheet, check_size, text_cell
from ktd_tui.sheets.office.xlsx_sheet import is_named
from ktd_tui.sheets.xlsx_file import open_package

MAIN = "word/document.xml"


def read_word(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every table of a Word file, with the paragraphs above it as its title.

    Raises:
        Refused: It is no Word file, or is too large.
    """
    with open_package(content, name, ".docx") as package:
        return tuple(_tables(package))


def _tables(package: zipfile.ZipFile) -> Iterator[RawSheet]:
    root = fromstring(package.read(MAIN))  # noqa: S314  # entities were refused before
    body = next(one for one in root if is_named(one, "body"))
    titles: list[str] = []
    count = 0
    for part in body:
        if is_named(part, "p"):
            titles += [text] if (text := _text(part)) else []
        elif is_named(part, "tbl"):
            count += 1
            yield _table(part, t("Table {n}", n=count), titles[-TITLES:])
            titles = []


TITLES = 6
"""Paragraphs above a table that may be its title."""


def _table(table: Element, name: str, titles: list[str]) -> RawSheet:
    # The rows count from 1, as who looks at the table counts them; what stands above it stands above 1.
    lines = [Line(number, {0: Cell(text)}) for number, text in enumerate(titles, 1 - len(titles))]
    boxes: list[Box] = []
    above: dict[int, Cell] = {}
    for number, row in enumerate((one for one in table if is_named(one, "tr")), 1):
        cells: dict[int, Cell] = {}
        place = 0
        for cell in (one for one in row if is_named(one, "tc")):
            broad, goes_on = _span(cell)
            found = above.get(place) if goes_on else text_cell(_text(cell))
            if found:
                cells[place] = found
            if broad > 1:
                boxes.append(Box(number, place, number, place + broad - 1))
            place += broad
        above = cells
        check_size(name, number, place, len(lines))
        if cells:
            lines.append(Line(number, cells))
    return RawSheet(name, tuple(lines), boxes=tuple(boxes))


def _span(cell: Element) -> tuple[int, bool]:
    """Return over how many columns a cell goes, and whether it is the lower part of a merged one."""
    broad, goes_on = 1, False
    for part in (one for of in cell if is_named(of, "tcPr") for one in of):
        value = next((v for key, v in part.attrib.items() if key.endswith("}val")), "")
        if is_named(part, "gridSpan"):
            broad = max(1, int(value))
        elif is_named(part, "vMerge"):
            goes_on = value != "restart"
    return broad, goes_on


def _text(of: Element) -> str:
    """Return the text of a paragraph or a cell; what was struck out in a review is none of it."""
    pieces = []
    for part in of.iter():
        if is_named(part, "t"):
            pieces.append(part.text or "")
        elif is_named(part, "tab") or is_named(part, "br") or is_named(part, "p"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())
