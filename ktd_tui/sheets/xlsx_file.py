"""XLSX as offices write it: several sheets, merged titles, formulas with their values; nothing that runs.

The file is a zip of XML and may come from anywhere: its size unpacked, its parts and its declarations are
looked at before openpyxl reads it.
"""

import io
import math
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Cell, Line, RawSheet, check_size, text_cell

UNPACKED = 30_000_000
"""Bytes of all parts unpacked; an office's sheet has a few hundred thousand."""
PARTS = 500
TALLEST = 2_000
"""Rows over which one merged cell is filled down."""
LARGEST = 1e12
_OLE = b"\xd0\xcf\x11\xe0"
_PIECE = 1 << 16


def read_xlsx(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every sheet of a workbook.

    Raises:
        Refused: It is no workbook, is encrypted, holds macros or links to other files, or is too large.
    """
    _check_package(content, name)
    values = _load(content, name, values=True)
    # Formulas without a value look empty in one reading, and are formulas in the other.
    formulas = _load(content, name, values=False)
    return tuple(_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets)


def _check_package(content: bytes, name: str) -> None:
    if content.startswith(_OLE):
        raise Refused(
            N_("{path} has a password or is an old .xls. Save it as .xlsx without a password."), path=name
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_parts(package, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _damaged(name) from error


def _check_parts(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Refused(N_("{path} unpacks to far more than a sheet; it was not read."), path=name)
    names = {part.filename.lower() for part in parts}
    if any("vbaproject" in part or "macrosheets/" in part for part in names):
        raise Refused(N_("{path} holds macros; it was not read. Save it as .xlsx."), path=name)
    if any("externallinks/" in part for part in names):
        raise Refused(
            N_("{path} takes values from other files. Paste them as values and save it again."), path=name
        )
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_xml(package, part, name)


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Refuse declarations of entities: a few of them unfold to gigabytes."""
    before = b""
    with package.open(part) as file:
        while piece := file.read(_PIECE):
            # Two-byte letters would hide what is looked for.
            if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece or b"\0" in piece:
                raise Refused(N_("{path} is no workbook of an office; it was not read."), path=name)
            before = piece[-16:]


def _load(content: bytes, name: str, *, values: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of styles and extensions that are not kept: nothing is written back
            return load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    # openpyxl meets a strange file with whatever its parts raise: KeyError, ValueError, ParseError …
    except Exception as error:
        raise _damaged(name) from error


def _damaged(name: str) -> Refused:
    return Refused(N_("{path} is damaged or is no .xlsx file."), path=name)


def _sheet(values: Worksheet, formulas: Worksheet) -> RawSheet:
    rows: dict[int, dict[int, Cell]] = {}
    computed = _stored(formulas)
    for (row, column), raw in _stored(values).items():
        cell = _cell(raw)
        if raw.value is None and computed[row, column].data_type == "f":
            cell = Cell("=", N_("its formula has no value; open the file in the office program and save it"))
        if cell:
            rows.setdefault(row, {})[column - 1] = cell
    name = text_cell(values.title)
    title = name.text if name else "?"
    merged = _fill_down(values, rows)
    for count, row in enumerate(sorted(rows), 1):
        check_size(title, row, max(rows[row], default=0) + 1, count)
    heights = values.row_dimensions
    hidden = {row for row in rows if row in heights and heights[row].hidden}
    return RawSheet(title, tuple(Line(row, rows[row], row in hidden) for row in sorted(rows)), (), merged)


def _stored(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """Return the cells that the file holds: asking for rows would make every cell up to the last one."""
    cells: dict[tuple[int, int], Any] = sheet._cells  # noqa: SLF001  # no public way
    return cells


def _fill_down(sheet: Worksheet, rows: dict[int, dict[int, Cell]]) -> frozenset[tuple[int, int]]:
    """Fill what is merged over rows (a unit beside its criteria); return what is merged over columns."""
    wide = set()
    box: Any
    for box in sheet.merged_cells.ranges:
        top, left = box.min_row, box.min_col - 1
        if box.max_col > box.min_col:
            wide.add((top, left))
        elif (cell := rows.get(top, {}).get(left)) and box.max_row - top <= TALLEST:
            for row in range(top + 1, box.max_row + 1):
                if row in rows:
                    rows[row].setdefault(left, cell)
    return frozenset(wide)


def _cell(raw: Any) -> Cell | None:
    value = raw.value
    if value is None:
        return None
    if raw.data_type == "e":
        return Cell(str(value), N_("it holds an error of the office program"))
    if isinstance(value, datetime | date | time):
        return Cell(f"{value:%H:%M}" if isinstance(value, time) else f"{value:%d/%m/%Y}", is_day=True)
    if isinstance(value, bool):
        return Cell("x") if value else None
    return _number(value) if isinstance(value, int | float) else text_cell(str(value))


def _number(value: float) -> Cell:
    if not math.isfinite(value) or abs(value) >= LARGEST:
        return Cell(f"{value:.6g}", N_("it is no number that points or counts have"))
    # Computed values carry the dust of binary fractions: 0.30000000000000004.
    return Cell(f"{value:.8f}".rstrip("0").rstrip("."))
