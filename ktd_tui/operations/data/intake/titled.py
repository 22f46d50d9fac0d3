"""The unit that a title above a table, or its sheet, is about."""

import re
from collections.abc import Mapping, Sequence

from ktd_tui.domain.organisation import Unit
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.text import fold, plain_name

_SAID = re.compile(
    r"(?:tên )?(?:đơn vị|cơ quan)(?: (?:tự chấm|được chấm|đăng ký|báo cáo))?(?: điểm)?\s*[:：]\s*(.+)",
    re.IGNORECASE,
)
_SCORING = re.compile(
    r"(?:tên )?(?:đơn vị|cơ quan|bên)(?: đi)? chấm(?: chéo)?(?: điểm)?\s*[:：]\s*(.+)", re.IGNORECASE
)
_PARTS = re.compile(r"[.;,|–-]\s+(?=(?:tên )?(?:đơn vị|cơ quan|bên)\b[^:：]{0,25}[:：])", re.IGNORECASE)
"""Where a line that says two units, who scored and who was scored, is parted."""
_MEASURES = ("diem", "%", "dong", "trieu", "nghin", "nguoi", "ty ")
"""How «Đơn vị: triệu đồng» goes on, where no unit of the bloc is meant."""


def unit_titled(units: Sequence[Unit], table: ReadTable) -> str:
    """Return the unit that the title or the sheet's name says the whole table is of, or nothing."""
    called = [(unit.name, unit.short_name) for unit in units]
    called += [(old.name, old.short_name) for unit in units for old in unit.former_names]
    names = {plain_name(name) for of in called for name in of if name}
    if said := _said(table, _SAID):
        return said
    lines = _texts_above(table)
    alone = [text for texts in lines for text in texts if plain_name(text) in names]
    alone += [table.sheet] if plain_name(table.sheet) in names else []
    full = {plain_name(unit.name): unit.name for unit in units}
    ending = (name for texts in lines for text in texts if (name := _ending(text, full)))
    return next(iter(alone), "") or next(ending, "")


def scorer_titled(table: ReadTable) -> str:
    """Return the unit that a line above a table says to have scored: «Đơn vị chấm: CQT I»; or nothing."""
    return _said(table, _SCORING)


def _texts_above(table: ReadTable) -> list[list[str]]:
    return [[cell.text for _, cell in sorted(line.cells.items())] for line in table.above]


def _said(table: ReadTable, what: "re.Pattern[str]") -> str:
    """Return the name behind a colon in a line above a table, which may stand in a cell of its own."""
    for texts in _texts_above(table):
        for told in (*(part for text in texts for part in _PARTS.split(text)), " ".join(texts)):
            found = what.fullmatch(told.strip())
            name = found[1].strip(" .…_") if found else ""
            if name and not fold(name).startswith(_MEASURES):
                return name
    return ""


def _ending(title: str, full: Mapping[str, str]) -> str:
    """Return the unit with whose full name a title ends: «DANH SÁCH CÁN BỘ VỤ THƯ KÝ»; no addressee."""
    plain = plain_name(title)
    found = [name for name in full if " " in name and plain.endswith(f" {name}")]
    return "" if plain.startswith("kinh gui") or not found else full[max(found, key=len)]
