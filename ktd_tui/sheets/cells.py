"""What every kind of file is read into: sheets of lines of cells, each with its place for a person."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.text import clean

LETTERS = 500
"""Letters of a cell: a field of the data keeps no more."""
COLUMNS = 200
ROWS = 5_000
"""Rows with anything in them: while they are written, the others wait."""
CELLS = 100_000
"""Cells of a file with anything in them: each costs time and memory."""

_STEERING = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""What a person cannot see and a terminal obeys."""


class Cell(NamedTuple):
    """One cell.

    Attributes:
        text: What stands there as the office program shows it, clean: «98,5%», «1,10», «09/12/2022».
        fault: Why it cannot be used (a msgid), else empty.
        is_day: It is a calendar date, not a number or a text.
        stored: The number behind what is shown («0.985»), empty where it is no number.
        length: How many letters stood there, where a few only are kept because they are too many.
    """

    text: str
    fault: str = ""
    is_day: bool = False
    stored: str = ""
    length: int = 0


class Box(NamedTuple):
    """Cells that are merged into one: lines from 1, columns from 0, both ends within it."""

    top: int
    left: int
    bottom: int
    right: int


class Remark(NamedTuple):
    """What stands on a sheet beside its cells: a comment on one, else a box of text."""

    where: str
    text: str
    on_cell: bool = True


class Mended(NamedTuple):
    """A text that was written in an old encoding, and what it was read as."""

    where: str
    before: str
    after: str


class Line(NamedTuple):
    """One line of a sheet.

    Attributes:
        number: As the office program counts it, from 1.
        cells: By column, from 0; empty cells are absent.
        hidden: The file hides it.
    """

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False


class RawSheet(NamedTuple):
    """One table of a file.

    Attributes:
        names: What columns are called where they have no letters (YAML).
        boxes: Its merged cells.
        hidden: The file hides the whole sheet.
        hidden_columns: The columns that it hides, from 0.
        mended: Texts of old encodings that were converted.
        ragged: It has no columns of its own (CSV): a line that is longer than the head is a slip.
        begins: The first of its columns, where other tables stand beside it.
        remarks: What stands on it beside its cells.
    """

    name: str
    lines: tuple[Line, ...]
    names: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    mended: tuple[Mended, ...] = ()
    ragged: bool = False
    begins: int | None = None
    remarks: tuple[Remark, ...] = ()

    def column(self, place: int) -> str:
        """Return what a person calls a column: «D»."""
        return self.names[place] if self.names else letters(place)


def letters(place: int) -> str:
    """Return the letters of a column counted from 0: A to Z, then AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def where(sheet: str, row: int, column: str = "") -> str:
    """Say a place: «Sheet1!D7» as office programs do, «Sheet1, dòng 7», «ds.yaml, dòng 7, cột Tên đơn vị»."""
    if column and re.fullmatch("[A-Z]{1,3}", column):
        return f"{sheet}!{column}{row}"
    if column:
        return t("{sheet}, row {row}, column {column}", sheet=sheet, row=row, column=column)
    return t("{sheet}, row {row}", sheet=sheet, row=row)


def text_cell(raw: str) -> Cell | None:
    """Make a cell of a text, None of an empty one."""
    if not raw.isprintable() and re.search(_STEERING, raw):
        return Cell(clean(raw, limit=LETTERS) or "?", N_("it holds control characters that cannot be seen"))
    if "\ufffd" in raw:
        return Cell(clean(raw, limit=LETTERS), N_("letters of it were lost when the file was saved"))
    text = clean(raw, limit=len(raw))
    if len(text) > LETTERS:
        return Cell(text[:LETTERS], N_("it is longer than {most} letters: {over} too many"), length=len(text))
    return Cell(text) if text else None


def check_size(sheet: str, row: int, columns: int, rows: int) -> None:
    """Refuse a sheet that no office writes.

    Raises:
        Refused: More columns or rows than are read.
    """
    if columns > COLUMNS:
        raise Refused(
            N_("{place}: {count} columns; at most {most} are read."),
            place=where(sheet, row),
            count=columns,
            most=COLUMNS,
        )
    if rows > ROWS:
        raise Refused(
            N_("{place}: more than {most} rows. Split the file."), place=where(sheet, row), most=ROWS
        )


class Size:
    """How many cells of a file were read so far."""

    def __init__(self) -> None:
        """Begin with a file of which nothing was read."""
        self.cells = 0

    def add(self, sheet: str, row: int, cells: int) -> None:
        """Count the cells of one more row.

        Raises:
            Refused: The file has more than any office's.
        """
        self.cells += cells
        if self.cells > CELLS:
            raise Refused(
                N_("{place}: more than {most} cells of the file are filled. Split it."),
                place=where(sheet, row),
                most=CELLS,
            )
