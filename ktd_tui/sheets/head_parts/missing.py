"""A list of units without any head: one column of names, numbered or not."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ktd_tui.sheets.cells import Cell, Line, RawSheet
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.unit_names import unnumbered
from ktd_tui.text import likeness

NO_HEAD_NAMES = "Tên đơn vị (không có tiêu đề)"
"""What then stands for the head: it is read as that of units, and told from one that was written."""
_WORDS = (
    "sở, ban, phòng, văn phòng, thanh tra, vụ, cục, chi cục, tổng cục, chi nhánh, trung tâm, trường, viện, "
    "học viện, bệnh viện, trạm, khoa, ủy ban, ubnd, hđnd, hội, liên hiệp, liên minh, liên đoàn, mặt trận, "
    "đoàn, tỉnh đoàn, thành đoàn, tỉnh ủy, thành ủy, huyện ủy, đảng ủy, công an, bộ chỉ huy, tòa án, "
    "kho bạc, bảo hiểm, thuế, hải quan, công ty, tổng công ty, ngân hàng, báo, đài, nhà, quỹ, hạt, xã, "
    "phường, thị trấn, thị xã, thành phố, huyện, quận, đặc khu"
)
_HIGHEST = ("ủy ban nhân dân tỉnh", "ubnd tỉnh", "ủy ban nhân dân thành phố", "ubnd thành phố", "ubnd tp")
_OFFICES = re.compile(rf"(?:{'|'.join(map(likeness, _WORDS.split(', ')))})\s+\w.*")
_SERIAL = re.compile(r"\(?\d{1,3}[.)]?")
_PROVINCE = re.compile(rf"(?:{'|'.join(map(likeness, _HIGHEST))})(?: |$)")
_FEW = 2


def begins_like_unit(text: str) -> bool:
    """Tell whether a text begins as names of units do, with a word of an office: «1. Sở Y tế»."""
    return bool(_OFFICES.fullmatch(likeness(unnumbered(text.strip()))))


def with_heads(sheets: Sequence[RawSheet], kind: TableKind | None) -> tuple[RawSheet, ...]:
    """Return sheets, a head above the names of those that plainly list units; nothing where none does."""
    headed = [_with_head(sheet, kind) for sheet in sheets]
    return tuple(new or old for new, old in zip(headed, sheets, strict=True)) if any(headed) else ()


def _with_head(sheet: RawSheet, kind: TableKind | None) -> RawSheet | None:
    """Return a sheet with a head above its names of units; None where they are not plainly that.

    Each line is one name, numbered or not, and begins with a word of an office, unless units were asked for.
    """
    if kind not in (None, TableKind.UNITS) or sheet.hidden:
        return None
    lines = [line for line in sheet.lines if not line.hidden]
    names = [_alone(line) for line in lines]
    first = next((at for at, one in enumerate(names) if one and begins_like_unit(one[1])), None)
    first = 0 if first is None and kind else first
    if first is None or len(lines) - first < (1 if kind else _FEW):
        return None
    found = [one for one in names[first:] if one and (kind or begins_like_unit(one[1]))]
    places = {place for place, _ in found}
    if len(found) < len(lines) - first or len(places) != 1:
        return None
    if _has_letterhead(sheet, lines[first:], [text for _, text in found]):
        return None
    serials = {place for line in lines[first:] for place in line.cells} - places
    head = dict.fromkeys(sorted(serials), Cell("STT")) | dict.fromkeys(places, Cell(NO_HEAD_NAMES))
    above = [line for line in sheet.lines if line.number < lines[first].number]
    below = [line for line in sheet.lines if line.number >= lines[first].number]
    return sheet._replace(lines=(*above, Line(lines[first].number - 1, head), *below))


def _has_letterhead(sheet: RawSheet, lines: Sequence[Line], names: Sequence[str]) -> bool:
    """Tell whether the first of the names may be whose list it is: which one is a unit, a person has to say.

    A letterhead is written in capitals above other names, merged over columns, or parted from them by a
    blank line; or it is of the province, of which no office of its own is the equal.
    """
    parted = any(later.number - line.number > 1 for line, later in pairwise(lines))
    broad = {box.top for box in sheet.boxes if box.right > box.left}
    merged = {line.number in broad for line in lines}
    capitals = {text.isupper() for text in names}
    province = {bool(_PROVINCE.match(likeness(unnumbered(text)))) for text in names}
    return parted or max(map(len, (merged, capitals, province))) > 1


def _alone(line: Line) -> tuple[int, str] | None:
    """Return the one text of a line beside its number, with its column."""
    texts = [(place, cell.text) for place, cell in sorted(line.cells.items())]
    texts = texts[1:] if len(texts) > 1 and _SERIAL.fullmatch(texts[0][1]) else texts
    return texts[0] if len(texts) == 1 and texts[0][1] != NO_HEAD_NAMES else None
