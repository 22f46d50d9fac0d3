"""One sheet of a workbook: its cells as they are shown, what it hides, what it merges."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, iterparse  # entities are refused before

from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import (
    COLUMNS,
    Box,
    Cell,
    Line,
    Mended,
    RawSheet,
    Size,
    check_size,
    letters,
    text_cell,
    where,
)
from ktd_tui.sheets.office.merged import fill_merged
from ktd_tui.sheets.office.old_letters import (
    OldLetters,
    converted,
    is_of_today,
    letters_of_font,
    letters_of_text,
    letters_of_texts,
)
from ktd_tui.sheets.office.shown import GENERAL, SHOWS_NOTHING, as_shown, day_shown
from ktd_tui.words import plain_number

LARGEST = 1e12
STRUCK = N_("it is struck through: delete it in the file, or take the line off it")
"""Who strikes a text through means that it counts no more, or did not decide."""
SharedText = tuple[tuple[str, str], ...]
"""A text in pieces, each with its font, empty for the cell's own."""


class Book(NamedTuple):
    """What the sheets of a workbook share.

    Attributes:
        formats: The number format of each style.
        fonts: The font of each style.
        struck: The styles that strike their cells through.
        size: How many of their cells were read so far.
        since_1904: Its days are counted from 1904 (old Macs).
    """

    texts: tuple[SharedText, ...]
    formats: tuple[str, ...]
    fonts: tuple[str, ...]
    struck: frozenset[int]
    size: Size
    since_1904: bool = False


@dataclass
class CellsRead:
    """What was read of a sheet so far; texts wait for their encoding."""

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    texts: dict[tuple[int, int], SharedText] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    boxes: list[Box] = field(default_factory=list)


def is_named(element: Element, name: str) -> bool:
    """Tell whether an element is called so; «Strict» workbooks have the same names in another space."""
    return element.tag.rpartition("}")[2] == name


def shared_text(element: Element) -> SharedText:
    """Return the text of an element in pieces; what is spoken beside it (phonetics) is none of it."""
    pieces: list[tuple[str, str]] = []
    for part in element:
        if is_named(part, "t"):
            pieces.append((part.text or "", ""))
        elif is_named(part, "r"):
            font = next((of.get("val", "") for of in part.iter() if is_named(of, "rFont")), "")
            pieces += [(of.text or "", font) for of in part if is_named(of, "t")]
    return tuple(pieces)


def read_sheet(file: IO[bytes], name: str, book: Book, *, hidden: bool) -> RawSheet:
    """Read a sheet.

    Raises:
        Refused: More rows or columns than are read.
    """
    read, title = CellsRead(), (text_cell(name) or Cell("?")).text
    row = column = filled = widest = count = 0
    for event, element in iterparse(file, ("start", "end")):  # noqa: S314  # entities were refused before
        named = element.tag.rpartition("}")[2]
        if event == "start":
            if named == "row":
                row, column, widest, count = int(element.get("r", row + 1)), 0, 0, 0
                read.hidden_rows |= {row} if _is_hidden(element) else set()
        elif named == "c":
            column = _column(element.get("r", ""), column) + 1
            if _take(read, (row, column - 1), element, book):
                widest, count = column, count + 1
        elif named == "row":
            filled += widest > 0
            check_size(title, row, widest, filled)
            book.size.add(title, row, count)
            element.clear()
        else:
            _take_shape(read, named, element)
    return as_sheet(read, title, hidden=hidden)


def as_sheet(read: CellsRead, title: str, *, hidden: bool) -> RawSheet:
    """Return a sheet of what was read of it: texts in today's letters, what is merged filled."""
    mended = tuple(_say_texts(read, title))
    for row, column in read.struck:
        if (cell := read.cells.get(row, {}).get(column)) and not cell.fault:
            read.cells[row][column] = cell._replace(fault=STRUCK)
    fill_merged(read.cells, read.boxes)
    lines = tuple(Line(row, read.cells[row], row in read.hidden_rows) for row in sorted(read.cells))
    return RawSheet(
        title, lines, boxes=tuple(read.boxes), hidden=hidden,
        hidden_columns=frozenset(read.hidden_columns), mended=mended,
    )  # fmt: skip


def _is_hidden(element: Element) -> bool:
    """Tell whether a row or a column cannot be seen: it says so, or has no height, no width."""
    none = {element.get("ht"), element.get("width")} & {"0", "0.0"}
    return element.get("hidden") in ("1", "true") or bool(none)


def _take_shape(read: CellsRead, named: str, element: Element) -> None:
    """Take in which columns are hidden, and what is merged."""
    if named == "col" and _is_hidden(element):
        last = min(int(element.get("max", "0")), COLUMNS)
        read.hidden_columns |= set(range(int(element.get("min", "1")) - 1, last))
    elif named == "mergeCell":
        read.boxes += _box(element.get("ref", ""))


def _column(place: str, following: int) -> int:
    name = re.match("[A-Z]{1,3}", place)
    if not name:
        return following
    count = 0
    for letter in name[0]:
        count = count * 26 + ord(letter) - ord("A") + 1
    return count - 1


def _box(text: str) -> list[Box]:
    ends = re.fullmatch(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)", text)
    if not ends:
        return []
    return [Box(int(ends[2]), _column(ends[1], 0), int(ends[4]), _column(ends[3], 0))]


def _take(read: CellsRead, place: tuple[int, int], element: Element, book: Book) -> bool:
    """Take a cell in; tell whether anything stands in it."""
    style = int(element.get("s", "0"))
    if style in book.struck:
        read.struck.add(place)
    parts = {part.tag.rpartition("}")[2]: part for part in element}
    value = parts["v"].text if "v" in parts else None
    kind, inline = element.get("t", "n"), shared_text(parts["is"]) if "is" in parts else None
    if kind == "s" and value is not None:
        inline = book.texts[int(value)]
    elif kind == "str" and value is not None:
        inline = ((value, ""),)
    if inline is not None:
        font = book.fonts[style] if style < len(book.fonts) else ""
        there = any(text.strip() for text, _ in inline)
        if there:
            read.texts[place] = tuple((text, of or font) for text, of in inline)
        return there
    code = book.formats[style] if style < len(book.formats) else GENERAL
    cell = _no_value(formula="f" in parts) if value is None else _cell(kind, value, code, book)
    if cell:
        read.cells.setdefault(place[0], {})[place[1]] = cell
    return cell is not None


def _no_value(*, formula: bool) -> Cell | None:
    if not formula:
        return None
    return Cell("=", N_("its formula has no value; open the file in the office program and save it"))


def _cell(kind: str, value: str, code: str, book: Book) -> Cell | None:
    if kind == "e":
        return error_cell(value)
    if kind == "b":
        return Cell("TRUE" if value == "1" else "FALSE")
    if kind == "d":
        return Cell(*_day(value))
    return number_cell(float(value), code, since_1904=book.since_1904)


def error_cell(shown: str) -> Cell:
    """Return the cell of a formula that went wrong: «#REF!»."""
    return Cell(shown, N_("it holds an error of the office program"))


@lru_cache(4_096)  # the points of a sheet are few numbers
def number_cell(number: float, code: str, *, since_1904: bool) -> Cell:
    """Return the cell of a number as its format shows it."""
    if not math.isfinite(number) or abs(number) >= LARGEST:
        return Cell(f"{number:.6g}", N_("it is no number that points or counts have"))
    # Computed values carry the dust of binary fractions: 0.30000000000000004.
    exact = Decimal(f"{number:.8f}") + 0
    said = as_shown(exact, code, since_1904=since_1904)
    if not said.text:
        return Cell(plain_number(exact), SHOWS_NOTHING)
    return Cell(said.text, is_day=said.is_day, stored=f"{exact:f}".rstrip("0").rstrip(".") if exact else "0")


def _day(value: str) -> tuple[str, str, bool]:
    found = day_shown(datetime.fromisoformat(value), "dd/mm/yyyy")
    return found.text, "", found.is_day


def _say_texts(read: CellsRead, title: str) -> Iterable[Mended]:
    """Put the texts into their cells, those of old encodings converted."""
    unsaid = [
        "".join(piece for piece, _ in of)
        for of in read.texts.values()
        if not any(letters_of_font(font) for _, font in of)
    ]
    common = letters_of_texts(unsaid)
    for (row, column), pieces in read.texts.items():
        before = "".join(text for text, _ in pieces)
        fresh = "".join(today(text, font, common) for text, font in pieces)
        if cell := text_cell(fresh):
            read.cells.setdefault(row, {})[column] = cell
            if fresh != before:
                yield Mended(where(title, row, letters(column)), before.replace("\u00ad", "-"), cell.text)


def today(text: str, font: str, common: OldLetters | None) -> str:
    """Return a text in today's letters: by its font, by what all texts are written in, by its own signs."""
    if text.isascii() and not font:
        return text
    # Whoever types on a machine of today leaves the old font as it is.
    of = common if is_of_today(text) else letters_of_font(font) or common or letters_of_text(text)
    return converted(text, of, font) if of else text
