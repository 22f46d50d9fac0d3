"""What a binary workbook (.xlsb) hides, and how its numbers are shown: what calamine does not tell.

The records are those of [MS-XLSB] 2.4: BrtBundleSh, BrtRowHdr, BrtColInfo, BrtFmt, BrtXF.
"""

import zipfile
from collections.abc import Iterator, Mapping
from struct import Struct
from typing import NamedTuple

from ktd_tui.sheets.cells import COLUMNS, Remark
from ktd_tui.sheets.office.remarks import remarks_of
from ktd_tui.sheets.office.shown import BUILT_IN, GENERAL
from ktd_tui.sheets.office.xlsb_size import BLANK, CELLS, ROW, records
from ktd_tui.sheets.office.xlsx_file import main_part, related

_SHEET, _COLUMNS, _FORMAT, _STYLE, _STYLES, _STYLES_END = 156, 60, 44, 47, 617, 618
_ROW_HEAD, _COLUMNS_HEAD, _CELL, _NUMBERS = Struct("<IIHBB"), Struct("<IIIIH"), Struct("<II"), Struct("<HH")
_LENGTH = Struct("<I")
_ERRORS = frozenset({3, 11})
"""BrtCellError, BrtFmlaError."""
_SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}
_HIDDEN_ROW, _HIDDEN_COLUMN, _STYLE_BITS = 0x10, 0x01, 0xFFFFFF


class SheetShape(NamedTuple):
    """What is told of a sheet beside its values.

    Attributes:
        formats: The number format by line (from 1) and column (from 0), where there is one.
        errors: What formulas that went wrong show, by line and column; calamine leaves them blank.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: Mapping[tuple[int, int], str] = {}
    errors: Mapping[tuple[int, int], str] = {}
    remarks: tuple[Remark, ...] = ()


def sheet_shapes(package: zipfile.ZipFile) -> dict[str, SheetShape]:
    """Return the shape of each sheet by its name."""
    main, parts = main_part(package)
    styles = next((path for kind, path in parts.values() if kind.endswith("/styles")), "")
    formats = tuple(_formats(package.read(styles))) if styles in package.namelist() else ()
    content = package.read(main)
    found = {}
    for kind, at, _ in records(content):
        if kind == _SHEET:
            mark, name_at = _text(content, at + 2 * _LENGTH.size)
            name, _ = _text(content, name_at)
            target = parts.get(mark, ("", ""))[1]
            if target in package.namelist():
                remarks = remarks_of(package, target, name, related)
                found[name] = _shape(package.read(target), formats)._replace(remarks=remarks)
    return found


def _shape(content: bytes, formats: tuple[str, ...]) -> SheetShape:
    rows: set[int] = set()
    columns: set[int] = set()
    shown: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    row = 0
    for kind, at, length in records(content):
        if kind == ROW and length >= _ROW_HEAD.size:
            number, _, _, _, flags = _ROW_HEAD.unpack_from(content, at)
            row = number + 1
            rows |= {row} if flags & _HIDDEN_ROW else set()
        elif kind == _COLUMNS and length >= _COLUMNS_HEAD.size:
            first, last, width, _, flags = _COLUMNS_HEAD.unpack_from(content, at)
            if flags & _HIDDEN_COLUMN or not width:
                columns |= set(range(first, min(last + 1, COLUMNS)))
        elif kind in CELLS and kind != BLANK and length >= _CELL.size:
            place, style = _CELL.unpack_from(content, at)
            style &= _STYLE_BITS
            if style < len(formats) and formats[style] != GENERAL:
                shown[row, place] = formats[style]
            if kind in _ERRORS and length > _CELL.size:
                errors[row, place] = _SHOWN.get(content[at + _CELL.size], "#N/A")
    return SheetShape(frozenset(rows), frozenset(columns), shown, errors)


def _formats(content: bytes) -> Iterator[str]:
    """Yield the number format of each style of cells."""
    own: dict[int, str] = {}
    of_cells = False
    for kind, at, _ in records(content):
        if kind == _FORMAT:
            own[_NUMBERS.unpack_from(content, at)[0]] = _text(content, at + 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            of_cells = kind == _STYLES
        elif kind == _STYLE and of_cells:
            number = _NUMBERS.unpack_from(content, at)[1]
            yield own.get(number) or BUILT_IN.get(number, GENERAL)


def _text(content: bytes, at: int) -> tuple[str, int]:
    """Return a text, and where it ends."""
    begin = at + _LENGTH.size
    end = begin + 2 * _LENGTH.unpack_from(content, at)[0]
    return content[begin:end].decode("utf-16-le"), end
