"""The most points as offices write them: «0-5đ», «2đ/SK, tối đa 6đ», «I. Nhiệm vụ (60 điểm)»."""

import re
from decimal import Decimal

from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.operations.data.intake.cells import BadCell
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.table_rows import TableRow

_NUMBER = r"(\d+(?:[.,]\d{1,2})?)"
_UNIT = r"\s*(?:điểm|đ)?"
_TO = r"\s*(?:[-–—÷]|đến|tới)\s*"
_RANGE = re.compile(rf"(?i)(?:từ\s*)?{_NUMBER}{_UNIT}{_TO}[-−]?{_NUMBER}{_UNIT}")
_MOST = re.compile(rf"(?i)[,;(]?\s*(?:nhưng\s+)?(?:tối đa|không quá)\s*:?\s*[-−]?{_NUMBER}{_UNIT}(?!\w)")
_GIVES = r"(?:(?:được\s+)?(?:cộng|thưởng|trừ)\s+)?[-+−–]?\s*"
_TIME = r"[^\W\d][^\d,;()]*"
_EACH = (
    re.compile(rf"(?i){_GIVES}{_NUMBER}{_UNIT}\s*/\s*(?:1\s+)?{_TIME}"),
    re.compile(rf"(?i)mỗi\s+{_TIME}?[\s:]*{_GIVES}{_NUMBER}{_UNIT}"),
)
_HEADED = re.compile(
    rf"(?i)[(\[:–—-]\s*(?:(?:tổng|số|điểm|tối đa|không quá|là)\s*:?\s*)*(\d{{1,3}}(?:\.\d{{3}})+|{_NUMBER})"
    r"\s*(?:điểm|đ)\s*[)\]]?[.:;]?"
    r"$"
)


def with_most(run: Run, row: TableRow) -> TableRow:
    """Return a row with its most points as a number, and what each time gives, where one cell says them.

    Raises:
        BadCell: It says what each time gives and not the most, or a range that may be read in two ways.
    """
    cell = row.cells.get("maximum")
    if cell is None or cell.fault or cell.is_day or cell.stored:
        return row
    words = cell.text.strip()
    if found := _RANGE.fullmatch(words):
        if Decimal(found[1].replace(",", ".")):
            message = N_("“{text}” may be at most {most}, or points between the two. Write the most alone.")
            raise BadCell("maximum", message, text=words, most=found[2])
        return _read(run, row, words, most=found[2])
    most = _MOST.search(words)
    rest = (words[: most.start()] + words[most.end() :] if most else words).strip(" ,;().")
    each = next((found for one in _EACH if (found := one.fullmatch(rest))), None)
    if each is None:
        return row
    if most is None:
        message = N_("“{text}” says what each time gives, not the most: add for example “tối đa 5”.")
        raise BadCell("maximum", message, text=words)
    taken = "-" if re.search(r"(?i)\btrừ\b|^[-−–]", rest) else ""  # where points are given that is refused
    return _read(run, row, words, most=taken + most[1], each=each[1])


def _read(run: Run, row: TableRow, words: str, *, most: str, each: str = "") -> TableRow:
    fresh = {"maximum": Cell(most)} | ({"each": Cell(each)} if each and "each" not in row.cells else {})
    at = {"each": row.at["maximum"]} if "each" in fresh else {}
    run.note(row, "maximum", N_("“{text}” is read as at most {most}"), text=words, most=most.lstrip("-"))
    return row._replace(cells={**row.cells, **fresh}, at={**row.at, **at})


def most_headed(words: str) -> Decimal | None:
    """Return the points that the words of a heading end with: «NHIỆM VỤ (60 điểm)», «(1.000 điểm)»."""
    found = _HEADED.search(words)
    if found is None:
        return None
    return Decimal(found[1].replace(".", "") if found[2] is None else found[1].replace(",", "."))
