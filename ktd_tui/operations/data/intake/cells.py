"""What stands in one cell of a table: texts, points in every writing, days; or why it cannot be taken in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import LETTERS, Cell
from ktd_tui.sheets.head_parts.decisions import day_written
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.words import NO_POINTS, bare_number, parse_date, parse_points, plain_number

_AT_MOST = r"(?i)^(tối đa|không quá|cao nhất|đến)( là)?\s*:?\s+"
"""What stands before the most points: «Tối đa 20»."""


class BadCell(Refused):
    """A cell that cannot be taken in.

    Attributes:
        key: The key of its column.
    """

    def __init__(self, key: str, message: str, **facts: object) -> None:
        super().__init__(message, **facts)
        self.key = key


@contextmanager
def in_cell(key: str) -> Iterator[None]:
    """Say of a refusal which cell it is about."""
    try:
        yield
    except (BadCell, NotAllowed):
        raise
    except Refused as error:
        raise BadCell(key, error.message, **error.facts) from error


def text(row: TableRow, key: str, *, needed: str = "") -> str:
    """Return the text of a cell, empty where there is none.

    Args:
        needed: What to say (a msgid) where it is empty.

    Raises:
        BadCell: It cannot be used, or is empty and needed.
    """
    cell = _sound(row, key)
    if cell is None and needed:
        raise BadCell(key, needed)
    return cell.text if cell else ""


def name_cell(row: TableRow, key: str, needed: str) -> str:
    """Return the name in a cell.

    Args:
        needed: What to say (a msgid) where it is empty.

    Raises:
        BadCell: It is empty, or has no letter: a number or a year that slipped into the column of names.
    """
    name = text(row, key, needed=needed)
    if not any(letter.isalpha() for letter in name):
        raise BadCell(key, N_("“{text}” has no letter: it is no name."), text=name)
    return name


def code_cell(row: TableRow) -> str:
    """Return the code that a row shows, empty where it has none.

    Raises:
        BadCell: The cell cannot be used, or the office program made a date of it.
    """
    shown = text(row, "code")
    if shown and row.cells["code"].is_day:
        message = N_("“{text}” is a date, not a code: mend it in the office program.")
        raise BadCell("code", message, text=shown)
    return shown


def _sound(row: TableRow, key: str) -> Cell | None:
    cell = row.cells.get(key)
    if cell and cell.fault:
        raise BadCell(key, cell.fault, most=LETTERS, over=cell.length - LETTERS)
    return cell


def is_blank(row: TableRow, key: str) -> bool:
    """Tell whether a cell says in words that no points are given: «-», «Không», «KAD»."""
    cell = row.cells.get(key)
    return cell is not None and not cell.stored and cell.text.strip().lower() in NO_POINTS


def is_nought(row: TableRow, key: str) -> bool:
    """Tell whether a cell holds 0 and shows a dash for it, as formats of accounts do."""
    cell = row.cells.get(key)
    return cell is not None and cell.stored == "0" and cell.text.strip().lower() in NO_POINTS


def decimal(row: TableRow, key: str, most: Decimal | None = None) -> Decimal | None:
    """Return the number in a cell, None where it is empty.

    Args:
        most: What points are at most: it may stand behind them.

    Raises:
        BadCell: It is no number, or not plainly one.
    """
    cell = _sound(row, key)
    if cell is None:
        return None
    if cell.is_day:
        raise _day_for_points(key, cell)
    if is_nought(row, key):
        return Decimal(0)
    typed = bare_number(cell.text)
    if cell.stored:
        return _behind(key, cell, typed)
    if re.fullmatch(r"[+-]?\d+[.,]", typed):
        message = N_("“{text}” ends with a sign of decimals: write {one}, or the digit that is missing.")
        raise BadCell(key, message, text=cell.text, one=typed[:-1])
    with in_cell(key):
        return parse_points(re.sub(_AT_MOST, "", cell.text) if key == "maximum" else cell.text, most)


def _behind(key: str, cell: Cell, typed: str) -> Decimal:
    """Return the number behind a cell of a workbook, which is to be what the cell shows."""
    stored = Decimal(cell.stored)
    shown = re.sub(r"^\((.+)\)$", r"-\1", typed).replace(".", "").replace(",", ".")
    exponent = stored.as_tuple().exponent
    two = 2
    try:
        same = Decimal(shown) == stored
    except ArithmeticError:
        same = False
    if same and isinstance(exponent, int) and -exponent <= two:
        return stored
    if same:
        raise BadCell(key, N_("At most two decimals: {text}"), text=cell.text)
    raise BadCell(
        key,
        N_(
            "the cell shows {shown}, but holds {stored}. Points have at most two decimals: "
            "write them as they are."
        ),
        shown=cell.text,
        stored=plain_number(stored),
    )


def _day_for_points(key: str, cell: Cell) -> BadCell:
    day, month, *_ = (part.lstrip("0") for part in cell.text.split("/"))
    return BadCell(
        key,
        N_("“{text}” is a date, not points. The office program made it of {one} or {other}: mend it there."),
        text=cell.text,
        one=f"{day},{month}",
        other=f"{month},{day}",
    )


def day(row: TableRow, key: str) -> date | None:
    """Return the day in a cell, None where it is empty.

    Raises:
        BadCell: It is no date.
    """
    typed = text(row, key)
    with in_cell(key):
        return parse_date(day_written(typed)) if typed else None
