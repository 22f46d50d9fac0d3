"""Tables of a Word file (.docx): a signed registration, a list of results. Each table is a sheet."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, fromstring

from ktd_tui.i18n import t
from ktd_tui.sheets.cells import (
    Box,
    Cell,
    Line,
    Mended,
    RawSheet,
    Remark,
    Size,
    check_size,
    letters,
    text_cell,
    where,
)
from ktd_tui.sheets.office.old_letters import OldLetters, letters_of_texts
from ktd_tui.sheets.office.remarks import notes_of
from ktd_tui.sheets.office.xlsx_file import open_package
from ktd_tui.sheets.office.xlsx_sheet import is_named, today

MAIN = "word/document.xml"


def read_word(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every table of a Word file, with the paragraphs above it as its title.

    Raises:
        Refused: It is no Word file, or is too large.
    """
    with open_package(content, name, ".docx") as package:
        return tuple(_tables(package))


def _tables(package: zipfile.ZipFile) -> list[RawSheet]:
    root = fromstring(package.read(MAIN))  # noqa: S314  # entities were refused before
    body = next(one for one in root if is_named(one, "body"))
    common = letters_of_texts(_pieces_of(one) for one in body.iter() if is_named(one, "p"))
    notes = dict(notes_of(package))
    titles: list[str] = []
    boxes: list[str] = []
    found: list[RawSheet] = []
    size = Size()
    for part in _parts(body):
        boxes += _boxes_of_text(part)
        if is_named(part, "p"):
            titles += [text] if (text := _text(part, common)) else []
        elif is_named(part, "tbl"):
            name = t("Table {n}", n=len(found) + 1)
            sheet = _table(part, name, titles[-TITLES:], common, size)
            found.append(_with_boxes(_with_notes(sheet, part, notes), boxes))
            titles, boxes = [], []
        for inner in _tables_within(part):
            found.append(_table(inner, t("Table {n}", n=len(found) + 1), [], common, size))
    return [*found[:-1], _with_boxes(found[-1], boxes)] if found else []


def _with_boxes(sheet: RawSheet, boxes: Iterable[str]) -> RawSheet:
    """Return a table with the boxes of text that stand about it."""
    more = tuple(Remark(sheet.name, text, on_cell=False) for text in boxes)
    return sheet._replace(remarks=(*sheet.remarks, *more))


def _boxes_of_text(of: Element) -> Iterator[str]:
    """Yield what stands in boxes; each is stored once more for programs that cannot draw it."""
    for part in of:
        if is_named(part, "txbxContent"):
            yield from [cell.text] if (cell := text_cell(_pieces_of(part))) else []
        elif not is_named(part, "Fallback"):
            yield from _boxes_of_text(part)


def _with_notes(sheet: RawSheet, table: Element, notes: Mapping[tuple[str, str], str]) -> RawSheet:
    """Return a table with the comments and footnotes that belong to its cells."""
    if not notes:
        return sheet
    remarks = []
    for number, row in enumerate((one for one in _parts(table) if is_named(one, "tr")), 1):
        for one in row.iter():
            kind = one.tag.rpartition("}")[2].removesuffix("Reference")
            key = kind, next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
            if key in notes:
                remarks.append(Remark(where(sheet.name, number), notes[key]))
    return sheet._replace(remarks=tuple(remarks))


def _parts(of: Element) -> Iterator[Element]:
    """Yield what an element is made of; what stands in a content control, as in templates, stands there."""
    for part in of:
        if is_named(part, "sdt"):
            for inner in part:
                yield from _parts(inner) if is_named(inner, "sdtContent") else ()
        else:
            yield part


def _tables_within(of: Element) -> Iterator[Element]:
    """Yield the tables that stand in cells of a table, which lays out the page; the outer ones first."""
    if is_named(of, "tbl"):
        for inner in of.iter():
            if inner is not of and is_named(inner, "tbl"):
                yield inner


TITLES = 6
"""Paragraphs above a table that may be its title."""


def _table(table: Element, name: str, titles: list[str], common: OldLetters | None, size: Size) -> RawSheet:
    # The rows count from 1, as who looks at the table counts them; what stands above it stands above 1.
    lines = [Line(number, {0: Cell(text)}) for number, text in enumerate(titles, 1 - len(titles))]
    boxes: list[Box] = []
    mended: list[Mended] = []
    above: dict[int, Cell] = {}
    for number, row in enumerate((one for one in _parts(table) if is_named(one, "tr")), 1):
        cells: dict[int, Cell] = {}
        place = 0
        for cell in (one for one in _parts(row) if is_named(one, "tc")):
            broad, goes_on = _span(cell)
            before, fresh = _pieces_of(cell), _text(cell, common)
            found = above.get(place) if goes_on else text_cell(fresh)
            if found:
                cells[place] = found
            if before != fresh and not goes_on:
                mended.append(Mended(where(name, number, letters(place)), before, fresh))
            if broad > 1:
                boxes.append(Box(number, place, number, place + broad - 1))
            place += broad
        above = cells
        check_size(name, number, place, len(lines))
        size.add(name, number, len(cells))
        if cells:
            lines.append(Line(number, cells))
    return RawSheet(name, tuple(lines), boxes=tuple(boxes), mended=tuple(mended))


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


def _pieces_of(of: Element) -> str:
    """Return the text of a paragraph or a cell as it is stored."""
    return " ".join("".join(text for text, _ in _pieces(of)).split())


def _text(of: Element, common: OldLetters | None) -> str:
    """Return the text of a paragraph or a cell in today's letters."""
    return " ".join("".join(today(text, font, common) for text, font in _pieces(of)).split())


def _flat(of: Element) -> Iterator[Element]:
    """Yield all parts of a text, none of a table or a box within it: they stand for themselves."""
    for part in of:
        if not (is_named(part, "tbl") or is_named(part, "txbxContent")):
            yield part
            yield from _flat(part)


def _pieces(of: Element) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text with their fonts; what is hidden, or a review struck out, is none of it."""
    font, hidden = "", False
    for part in _flat(of):
        if is_named(part, "r"):
            font, hidden = "", False
        elif is_named(part, "vanish"):
            hidden = not any(value in ("0", "false") for value in part.attrib.values())
        elif is_named(part, "rFonts"):
            font = next((value for key, value in part.attrib.items() if key.endswith("}ascii")), "")
        elif is_named(part, "t") and not hidden:
            yield part.text or "", font
        elif is_named(part, "tab") or is_named(part, "br") or is_named(part, "p"):
            yield " ", font
