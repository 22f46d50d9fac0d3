"""Writing a table: CSV as Vietnamese office programs read it, XLSX with numbers as numbers.

A text that begins like a formula is written as a text: it may come from anybody, and is opened by others.
"""

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ktd_tui.clock import ZIPS_FIRST_DAY, packed_at
from ktd_tui.sheets.csv_file import begins_like_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

Value = str | Decimal | int | None
NARROW, BROAD = 8, 60
"""Characters of the narrowest and the broadest column."""


class WrittenTable(NamedTuple):
    """A table to be written.

    Attributes:
        name: The sheet's name.
        above: Lines over the head for readers (XLSX only).
        mark: The line over the head that is for ktd and not for readers: what the table is.
        locked: Only the columns in ``open`` can be typed in.
        open: Heads of the columns that are typed in.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    above: tuple[str, ...] = ()
    mark: str = ""
    locked: bool = False
    open: frozenset[str] = frozenset()


def csv_bytes(grid: WrittenTable) -> bytes:
    """Write CSV: UTF-8 with its mark, semicolons, decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (*([(grid.mark,)] if grid.mark else ()), grid.heads, *grid.rows):
        writer.writerow([_field(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _field(value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if begins_like_formula(value) else value
    return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")


def xlsx_bytes(grid: WrittenTable) -> bytes:
    """Write XLSX: the head stays in sight, columns are as broad as what stands in them.

    Equal tables give equal bytes: the file does not tell the hour of its making.
    """
    from zipfile import ZipFile

    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = _sheet_name(grid.name)
    _fill(sheet, grid)
    _shape(sheet, grid)
    about = book.properties
    about.creator, about.created = "ktd", ZIPS_FIRST_DAY.replace(tzinfo=None)
    about.modified = about.created
    out = io.BytesIO()
    ExcelWriter(book, ZipFile(out, "w")).save()  # the book's own ``save`` writes the hour
    return packed_at(out, ZIPS_FIRST_DAY)


def _sheet_name(name: str) -> str:
    return "".join(" " if char in "[]:*?/\\" else char for char in name)[:31].strip("' ") or "ktd"


def _fill(sheet: "Worksheet", grid: WrittenTable) -> None:
    from openpyxl.styles import Font

    above = _above(grid)
    for place, line in enumerate(above, 1):
        faint = "999999" if line == grid.mark else None
        _put(sheet, place, 1, line).font = Font(bold=place == 1 and not faint, color=faint)
    lines: Sequence[Sequence[Value]] = (grid.heads, *grid.rows)
    for row, values in enumerate(lines, len(above) + 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                _put(sheet, row, column, value)


def _above(grid: WrittenTable) -> tuple[str, ...]:
    return (*grid.above, *([grid.mark] if grid.mark else ()))


def _put(sheet: "Worksheet", row: int, column: int, value: Value) -> Any:
    cell: Any = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take «=…» for a formula
        cell.quotePrefix = begins_like_formula(value)
    return cell


def _shape(sheet: "Worksheet", grid: WrittenTable) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    head, line = len(_above(grid)) + 1, Side(style="thin", color="808080")
    for column, name in enumerate(grid.heads, 1):
        values = [name, *(str(row[column - 1] or "") for row in grid.rows)]
        width = min(max(NARROW, *(len(value) + 2 for value in values)), BROAD)
        sheet.column_dimensions[get_column_letter(column)].width = width
        for row in range(head, head + len(grid.rows) + 1):
            cell: Any = sheet.cell(row, column)
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == head:
                cell.font = Font(bold=True)
            elif name in grid.open:
                cell.fill = PatternFill("solid", fgColor="FFF9DB")
                cell.protection = Protection(locked=False)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.protection.sheet = grid.locked  # without a password: against slips, not against people
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
