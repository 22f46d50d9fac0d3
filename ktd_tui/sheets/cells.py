"""What every kind of file is read into: sheets of lines of cells, each with its place for a person."""

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

_STEERING = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""What a person cannot see and a terminal obeys."""


class Cell(NamedTuple):
    """One cell.

    Attributes:
        text: What stands there, clean; a number as it was computed («8.5»), a day as «09/12/2022».
        fault: Why it cannot be used (a msgid), else empty.
        is_day: It is a calendar date, not a number or a text.
    """

    text: str
    fault: str = ""
    is_day: bool = False


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
        merged: (line, column) of cells that stand over several columns.
    """

    name: str
    lines: tuple[Line, ...]
    names: tuple[str, ...] = ()
    merged: frozenset[tuple[int, int]] = frozenset()

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
    """Say a place: «Sheet1, dòng 7, cột D»."""
    if column:
        return t("{sheet}, row {row}, column {column}", sheet=sheet, row=row, column=column)
    return t("{sheet}, row {row}", sheet=sheet, row=row)


def text_cell(raw: str) -> Cell | None:
    """Make a cell of a text, None of an empty one."""
    import re

    if re.search(_STEERING, raw):
        return Cell(clean(raw, limit=LETTERS) or "?", N_("it holds control characters that cannot be seen"))
    text = clean(raw, limit=LETTERS + 1)
    if len(text) > LETTERS:
        return Cell(text[:LETTERS], N_("it is longer than 500 letters"))
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
