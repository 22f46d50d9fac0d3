"""How much a binary workbook (.xlsb) holds, told by its records: what reads it lays out all at once."""

import zipfile
from collections.abc import Iterator
from struct import Struct

from ktd_tui.sheets.cells import Size, check_size

MOST_CELLS = 1_000_000
"""Cells of the rectangle that a sheet takes: an empty one costs, too."""
_NUMBER = Struct("<I")
_SHEET = b"\x81\x01"
"""How the part of a sheet begins: BrtBeginSheet."""
ROW, BLANK, _RICH = 0, 1, 62
CELLS = frozenset({*range(BLANK, 12), _RICH})
"""Records that begin with the column of a cell: all but the first with something in it."""


def check_cells(package: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook that holds more than any office's.

    Raises:
        Refused: A sheet takes too many rows or columns, or all of them have too many cells.
    """
    size = Size()
    for part in package.infolist():
        content = package.read(part) if part.filename.endswith(".bin") else b""
        if content.startswith(_SHEET):
            _check_sheet(content, name, size)


def _check_sheet(content: bytes, name: str, size: Size) -> None:
    row = widest = filled = last = 0
    for kind, at, length in records(content):
        number = _NUMBER.unpack_from(content, at)[0] if length >= _NUMBER.size else 0
        if kind == ROW:
            row = number + 1
        elif kind in CELLS and length:
            widest = max(widest, number + 1)
            filled += kind != BLANK and last != row
            last = row if kind != BLANK else last
            size.add(name, row, kind != BLANK)
            check_size(name, row, number + 1 if kind != BLANK else 0, filled)
            if row * widest > MOST_CELLS:
                check_size(name, row, widest, row)


def records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield what kind each record is of, where its data begins, and how long it is."""
    at = 0
    while at < len(content):
        kind, at = _short(content, at, 2)
        length, at = _short(content, at, 4)
        if at + length <= len(content):
            yield kind, at, length
        at += length


def _short(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends."""
    number = 0
    for place, byte in enumerate(content[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:  # noqa: PLR2004  # the last byte of it
            return number, at + place + 1
    return number, at + most
