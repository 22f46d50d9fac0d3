"""How much an old workbook (.xls) holds, told by its records before they are read: each costs time."""

import io
from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import CELLS

_HEAD, _COUNT = Struct("<HH"), Struct("<xxxxI")
_FILLED = frozenset({0x0006, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6})
"""Records of one cell: FORMULA (three generations), NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING."""
_NUMBERS, _BLANKS, _BLANK, _TEXTS = 0x00BD, 0x00BE, 0x0201, 0x00FC
"""MULRK and MULBLANK: cells side by side; BLANK; SST: the texts that cells share."""
_PASSWORD = 0x002F
"""FILEPASS: what follows cannot be read without one."""
BLANKS = 500_000
"""Cells that have a format and nothing in them: a border around them is enough."""


class _Held(NamedTuple):
    """What was counted so far: cells with anything in them, empty ones, all other records."""

    filled: int = 0
    blank: int = 0
    other: int = 0


def check_records(content: bytes, name: str) -> None:
    """Refuse a workbook that holds more than any office's.

    Raises:
        Refused: Its cells, its texts or its other records are too many, or it has a password.
    """
    filled = blank = other = 0
    for held in _records(content, name):
        filled, blank, other = filled + held.filled, blank + held.blank, other + held.other
        if filled > CELLS or blank > BLANKS or other > CELLS:
            raise Refused(
                N_("{path}: more than {most} cells of the file are filled or formatted. Split it."),
                path=name,
                most=CELLS,
            )


def _records(content: bytes, name: str) -> Iterator[_Held]:
    stream, at, end = _stream(content, name)
    while at + _HEAD.size <= end:
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        if kind == _PASSWORD:
            raise Refused(N_("{path} has a password. Save it without one."), path=name)
        if kind in _FILLED:
            yield _Held(filled=1)
        elif kind == _NUMBERS:
            yield _Held(filled=length // 6)
        elif kind in (_BLANKS, _BLANK):
            yield _Held(blank=max(1, length // 2))
        elif kind == _TEXTS and length >= _COUNT.size and at + _COUNT.size <= end:
            yield _Held(other=_COUNT.unpack_from(stream, at)[0])
        else:
            yield _Held(other=1)
        at += length


def _stream(content: bytes, name: str) -> tuple[bytes, int, int]:
    """Return the records, and from where to where they stand."""
    from xlrd.compdoc import SIGNATURE, CompDoc

    if not content.startswith(SIGNATURE):
        return content, 0, len(content)
    package = CompDoc(content, logfile=io.StringIO())
    if package.locate_named_stream("EncryptedPackage")[0]:  # of whatever kind it is within
        raise Refused(N_("{path} has a password. Save it without one."), path=name)
    for called in ("Workbook", "Book"):
        stream, begin, length = package.locate_named_stream(called)
        if stream:
            return stream, begin, begin + length
    return b"", 0, 0
