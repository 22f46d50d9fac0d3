"""Binary workbooks (.xlsb): values by calamine; formats and what is hidden from the records themselves."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Box, Cell, Line, Mended, RawSheet, check_size, letters, text_cell, where
from ktd_tui.sheets.office.merged import lines_filled
from ktd_tui.sheets.office.old_letters import letters_of_texts
from ktd_tui.sheets.office.shown import GENERAL, day_shown, is_day_format
from ktd_tui.sheets.office.xlsb_shape import SheetShape, sheet_shapes
from ktd_tui.sheets.office.xlsb_size import check_cells
from ktd_tui.sheets.office.xlsx_file import open_package
from ktd_tui.sheets.office.xlsx_sheet import error_cell, number_cell, today

Value = int | float | str | bool | date | datetime | time | timedelta


def read_xlsb(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every sheet of a workbook.

    Raises:
        Refused: It is none, has a password, or is too large.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    with open_package(content, name, ".xlsb") as package:
        check_cells(package, name)  # before anything is laid out
        shapes = sheet_shapes(package)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return tuple(
                _sheet(book.get_sheet_by_name(of.name), of.name, shapes.get(of.name, SheetShape()))._replace(
                    hidden=of.visible != SheetVisibleEnum.Visible
                )
                for of in book.sheets_metadata
                if of.typ == SheetTypeEnum.WorkSheet  # a chart has no cells
            )
    except PasswordError as error:
        raise Refused(N_("{path} has a password. Save it without one."), path=name) from error
    # calamine meets a damaged file with several errors; a panic of its own is one, too.
    except (CalamineError, ValueError, OSError) as error:
        raise Refused(
            N_("{path} has a password or is damaged. Save it as .xlsx without a password."), path=name
        ) from error


def _sheet(sheet: object, name: str, shape: SheetShape) -> RawSheet:
    title = (text_cell(name) or Cell("?")).text
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]  # calamine's, loaded late
    old = letters_of_texts(value for row in rows for value in row if isinstance(value, str))
    lines, mended, filled = [], [], 0
    for number, row in enumerate(rows, 1):
        cells = {}
        for place, value in enumerate(row):
            fresh = today(value, "", old) if isinstance(value, str) and not value.isascii() else value
            error = shape.errors.get((number, place))
            code = shape.formats.get((number, place), GENERAL)
            if cell := error_cell(error) if error else _cell(fresh, code):
                cells[place] = cell
            if fresh is not value and fresh != value:
                mended.append(Mended(where(title, number, letters(place)), str(value), str(fresh)))
        filled += bool(cells)
        check_size(title, number, max(cells, default=-1) + 1, filled)
        if cells:
            lines.append(Line(number, cells, number in shape.hidden_rows))
    boxes = tuple(_boxes(sheet.merged_cell_ranges or ()))  # type: ignore[attr-defined]  # as above
    return RawSheet(
        title,
        lines_filled(lines, boxes),
        boxes=boxes,
        hidden_columns=shape.hidden_columns,
        mended=tuple(mended),
        remarks=shape.remarks,
    )


def _boxes(ranges: object) -> Iterator[Box]:
    for (top, left), (bottom, right) in ranges:  # type: ignore[attr-defined]  # a list, or empty
        yield Box(top + 1, left, bottom + 1, right)


def _cell(value: Value, code: str) -> Cell | None:
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return number_cell(float(value), code, since_1904=False)
    if isinstance(value, datetime | date):
        return Cell(*_day(value, code))
    return text_cell(value if isinstance(value, str) else str(value))


def _day(value: datetime | date, code: str) -> tuple[str, str, bool]:
    shown = day_shown(value, code if is_day_format(code) else "dd/mm/yyyy")
    return shown.text, "", shown.is_day
