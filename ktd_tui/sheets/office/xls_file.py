"""Workbooks from before 2007 (.xls): cells as they are shown, what they hide, what they merge."""

import io
from typing import TYPE_CHECKING

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import (
    COLUMNS,
    ROWS,
    Box,
    Cell,
    RawSheet,
    Remark,
    check_size,
    letters,
    text_cell,
    where,
)
from ktd_tui.sheets.office.shown import GENERAL
from ktd_tui.sheets.office.xls_size import check_records
from ktd_tui.sheets.office.xlsx_sheet import CellsRead, SharedText, as_sheet, error_cell, number_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlrd.book import Book
    from xlrd.sheet import Sheet

NUMBER, DAY, BOOLEAN, ERROR = 2, 3, 4, 5
"""What stands in a cell, as xlrd numbers it."""


def read_xls(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every sheet of a workbook.

    Raises:
        Refused: It is damaged, has a password, or is too large.
    """
    from xlrd import open_workbook

    try:
        check_records(content, name)
        with open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        ) as book:
            return tuple(_sheet(book, sheet) for sheet in book.sheets())
    except Refused:
        raise
    # A strange file raises whatever its parts raise: XLRDError, struct.error, IndexError, AssertionError …
    except Exception as error:
        raise Refused(
            N_("{path} has a password or is damaged. Save it as .xlsx without a password."), path=name
        ) from error


def _sheet(book: "Book", sheet: "Sheet") -> RawSheet:
    title = (text_cell(sheet.name) or Cell("?")).text
    read, filled = CellsRead(), 0
    read.hidden_rows |= {row + 1 for row, of in sheet.rowinfo_map.items() if of.hidden or of.height == 0}
    read.hidden_columns |= {at for at, of in sheet.colinfo_map.items() if of.hidden and at < COLUMNS}
    read.boxes += [
        Box(top + 1, left, min(bottom, top + ROWS), right - 1)
        for top, bottom, left, right in sheet.merged_cells
    ]
    for row in range(sheet.nrows):
        last = max((_take(book, sheet, read, (row, place)) for place in range(sheet.row_len(row))), default=0)
        filled += last > 0
        check_size(title, row + 1, last, filled)
    remarks = (
        Remark(where(title, row + 1, letters(place)), cell.text)
        for (row, place), note in sorted(sheet.cell_note_map.items())
        if (cell := text_cell(note.text or ""))
    )
    return as_sheet(read, title, hidden=bool(sheet.visibility))._replace(remarks=tuple(remarks))


def _take(book: "Book", sheet: "Sheet", read: CellsRead, at: tuple[int, int]) -> int:
    """Take a cell in; return the number of its column where anything stands in it, else 0."""
    row, place = at
    value, style = sheet.cell_value(row, place), book.xf_list[sheet.cell_xf_index(row, place)]
    if isinstance(value, str):
        if not value.strip():
            return 0
        runs = [(0, style.font_index), *sheet.rich_text_runlist_map.get(at, ())]
        read.texts[row + 1, place] = _pieces(book, value, runs)
    elif cell := _cell(book, sheet.cell_type(row, place), value, style.format_key):
        read.cells.setdefault(row + 1, {})[place] = cell
    else:
        return 0
    return place + 1


def _cell(book: "Book", kind: int, value: float, format_key: int) -> Cell | None:
    if kind == ERROR:
        from xlrd import error_text_from_code

        return error_cell(error_text_from_code.get(int(value), "#N/A"))
    if kind == BOOLEAN:
        return Cell("TRUE" if value else "FALSE")
    if kind not in (NUMBER, DAY):
        return None
    known = book.format_map.get(format_key)
    return number_cell(value, known.format_str if known else GENERAL, since_1904=bool(book.datemode))


def _pieces(book: "Book", text: str, runs: "Sequence[tuple[int, int]]") -> SharedText:
    """Return a text in pieces, each with its font; a run is where it begins, and which font it has."""
    ends = [begin for begin, _ in runs[1:]] + [len(text)]
    return tuple(
        (text[begin:end], book.font_list[font].name)
        for (begin, font), end in zip(runs, ends, strict=True)
        if begin < end
    )
