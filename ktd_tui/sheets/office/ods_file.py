"""One of LibreOffice's own workbooks (.ods): its cells as they are shown, what it hides, what it merges."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import IO
from xml.etree.ElementTree import Element, iterparse  # entities are refused before

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import (
    ROWS,
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
from ktd_tui.sheets.office.merged import fill_merged
from ktd_tui.sheets.office.old_letters import OldLetters, letters_of_texts
from ktd_tui.sheets.office.shown import SHOWS_NOTHING, day_shown
from ktd_tui.sheets.office.xlsx_file import open_package
from ktd_tui.sheets.office.xlsx_sheet import LARGEST, is_named, today
from ktd_tui.words import plain_number

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
MOST = 10 * ROWS
"""Rows that are written out, also those with nothing in them."""
_SWAPPED = str.maketrans(",.", ".,")


@dataclass
class _Sheet:
    """A sheet while it is read; texts wait for their encoding."""

    name: str
    hidden: bool
    cells: dict[int, dict[int, Cell | str]] = field(default_factory=dict)
    boxes: list[Box] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    row: int = 0
    column: int = 0
    filled: int = 0
    written: int = 0


def read_ods(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every sheet of a workbook.

    Raises:
        Refused: It is none, has a password, or is too large.
    """
    if _has_password(content):
        raise Refused(N_("{path} has a password. Save it without one."), path=name)
    with open_package(content, name, ".ods") as package, package.open(CONTENT) as file:
        sheets = tuple(_sheets(file))
        rows = (row for of in sheets for row in of.cells.values())
        common = letters_of_texts(value for row in rows for value in row.values() if isinstance(value, str))
        return tuple(_raw(of, common) for of in sheets)


def _has_password(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(MANIFEST) as file:
            return b"encryption-data" in file.read(1 << 20)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False


def _sheets(file: IO[bytes]) -> Iterator[_Sheet]:
    invisible: set[str] = set()
    sheet, size = _Sheet("", hidden=False), Size()
    for event, element in iterparse(file, ("start", "end")):  # noqa: S314  # as above
        named = element.tag.rpartition("}")[2]
        if event == "start":
            if named == "table":
                title = (text_cell(_of(element, "name")) or Cell("?")).text
                sheet = _Sheet(title, hidden=_of(element, "style-name") in invisible)
        elif named == "style":
            invisible |= _hiding(element)
        elif named in ("table-column", "shapes"):
            _take_beside(sheet, element, named)
        elif named == "table-row":
            _take_row(sheet, element, size)
            element.clear()
        elif named == "table":
            yield sheet


def _hiding(style: Element) -> set[str]:
    """Return the name of a style if sheets of it are hidden."""
    hides = any(_of(one, "display") == "false" for one in style if is_named(one, "table-properties"))
    return {_of(style, "name")} if hides else set()


def _of(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _count(element: Element, name: str) -> int:
    return max(1, int(_of(element, name) or 1))


def _is_hidden(element: Element) -> bool:
    return _of(element, "visibility") in ("collapse", "filter")


def _take_beside(sheet: _Sheet, element: Element, named: str) -> None:
    """Take in what is told of columns, or was drawn on the sheet."""
    if named == "shapes":
        sheet.remarks += _boxes_of_text(element, sheet.name)
        return
    first, count = sheet.column, _count(element, "number-columns-repeated")
    sheet.column += count
    if _is_hidden(element):
        sheet.hidden_columns |= set(range(first, min(first + count, 1 << 10)))


def _take_row(sheet: _Sheet, element: Element, size: Size) -> None:
    first, count = sheet.row + 1, _count(element, "number-rows-repeated")
    sheet.row += count
    sheet.written += 1
    if sheet.written > MOST:
        check_size(sheet.name, first, 0, sheet.written)
    cells: dict[int, Cell | str] = {}
    place = 0
    for one in element:
        repeated = _count(one, "number-columns-repeated")
        value = _value(one) if is_named(one, "table-cell") else None
        sheet.remarks += _remarks(one, where(sheet.name, first, letters(place)))
        sheet.remarks += _boxes_of_text(one, sheet.name)
        if value:
            check_size(sheet.name, first, place + repeated, sheet.filled)
            cells |= dict.fromkeys(range(place, place + repeated), value)
            broad, deep = _count(one, "number-columns-spanned"), _count(one, "number-rows-spanned")
            if broad > 1 or deep > 1:
                sheet.boxes.append(Box(first, place, first + deep - 1, place + broad - 1))
        place += repeated
    if cells:
        sheet.filled += count
        check_size(sheet.name, first, max(cells) + 1, sheet.filled)
        size.add(sheet.name, first, len(cells) * count)
        sheet.cells |= {row: dict(cells) for row in range(first, first + count)}
        sheet.hidden_rows |= set(range(first, first + count)) if _is_hidden(element) else set()


def _remarks(element: Element, place: str) -> Iterator[Remark]:
    """Yield what somebody remarked on a cell."""
    for note in (one for one in element if is_named(one, "annotation")):
        if cell := text_cell(" ".join(_text(one) for one in note if is_named(one, "p"))):
            yield Remark(place, cell.text)


def _boxes_of_text(element: Element, title: str) -> Iterator[Remark]:
    """Yield what stands in boxes that were drawn on a sheet, or are tied to a cell."""
    for drawn in (one for one in element if not (is_named(one, "p") or is_named(one, "annotation"))):
        if cell := text_cell(" ".join(_text(one) for one in drawn.iter() if is_named(one, "p"))):
            yield Remark(title, cell.text, on_cell=False)


def _value(element: Element) -> Cell | str | None:
    """Return what stands in a cell: a text as it is stored, all else as it is shown."""
    shown = " ".join(" ".join(_text(one) for one in element if is_named(one, "p")).split())
    kind, stored = _of(element, "value-type"), _of(element, "value")
    if kind in ("float", "percentage", "currency"):
        blank = not shown and any(is_named(one, "p") for one in element)
        return _number(shown, stored, nothing_shown=blank)
    if kind == "date":
        day = date.fromisoformat(_of(element, "date-value")[:10])
        return Cell(shown) if shown.count("/") == 1 else Cell(day_shown(day, "dd/mm/yyyy").text, is_day=True)
    if kind == "boolean":
        return Cell(_of(element, "boolean-value").upper())
    if not shown and _of(element, "formula"):
        return Cell("=", N_("its formula has no value; open the file in the office program and save it"))
    if shown.startswith(("#", "Err:")) and _of(element, "formula"):
        return Cell(shown, N_("it holds an error of the office program"))
    return shown or None


def _text(element: Element) -> str:
    """Return the text of a paragraph; what somebody remarked on the cell stands beside it."""
    pieces = [element.text or ""]
    for one in element:
        if is_named(one, "s"):
            pieces.append(" " * _count(one, "c"))
        elif not is_named(one, "annotation"):
            pieces.append(" " if is_named(one, "line-break") or is_named(one, "tab") else _text(one))
        pieces.append(one.tail or "")
    return "".join(pieces)


def _number(shown: str, stored: str, *, nothing_shown: bool) -> Cell:
    value = Decimal(stored)
    if not abs(value) < Decimal(LARGEST):
        return Cell(f"{value:.6g}", N_("it is no number that points or counts have"))
    exact = Decimal(f"{value:.8f}") + 0
    if nothing_shown:
        return Cell(plain_number(exact), SHOWS_NOTHING)
    kept = f"{exact:f}".rstrip("0").rstrip(".") if exact else "0"
    return Cell(_as_in_vietnam(shown, exact) or plain_number(exact), stored=kept)


def _as_in_vietnam(shown: str, value: Decimal) -> str:
    """Return a number as shown with a decimal comma, whatever the language of the office program was."""
    scaled = value * 100 if shown.endswith("%") else value

    def off(text: str) -> Decimal:
        try:
            return abs(Decimal(text.rstrip(" %")) - scaled)
        except InvalidOperation:
            return Decimal(LARGEST)

    ours, other = off(shown.replace(".", "").replace(",", ".")), off(shown.replace(",", ""))
    return shown.translate(_SWAPPED) if other < ours else shown


def _raw(of: _Sheet, common: OldLetters | None) -> RawSheet:
    mended: list[Mended] = []
    read: dict[int, dict[int, Cell]] = {}
    for number, row in of.cells.items():
        for place, value in row.items():
            fresh = today(value, "", common) if isinstance(value, str) else value
            cell = text_cell(fresh) if isinstance(fresh, str) else fresh
            if cell:
                read.setdefault(number, {})[place] = cell
            if cell and isinstance(value, str) and fresh != value:
                mended.append(Mended(where(of.name, number, letters(place)), value, cell.text))
    fill_merged(read, of.boxes)
    return RawSheet(
        of.name,
        tuple(Line(number, read[number], number in of.hidden_rows) for number in sorted(read)),
        boxes=tuple(of.boxes),
        hidden=of.hidden,
        hidden_columns=frozenset(of.hidden_columns),
        mended=tuple(mended),
        remarks=tuple(of.remarks),
    )
