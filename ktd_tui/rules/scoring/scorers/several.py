"""Several numbers typed into one cell («8; 9; 9,5»): the marks of several people, or several cross scores."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.score_rows import ScoreRow
from ktd_tui.words import number, parse_points

BETWEEN = ";"
NONE = frozenset({"", "-", "–"})
"""What stands in the place of who gave nothing."""


def is_several(text: str) -> bool:
    """Tell whether several numbers stand in a cell."""
    return BETWEEN in text


def cell_parts(text: str) -> tuple[str, ...]:
    """Return what stands in a cell, part by part."""
    return tuple(part.strip() for part in text.split(BETWEEN))


def marks_read(row: ScoreRow, text: str) -> tuple[Decimal, ...]:
    """Return the marks that several people gave a row; none where one number stands there.

    Raises:
        Refused: One of them is no number, is more than the row takes, or its kind takes one alone.
    """
    if not is_several(text):
        return ()
    if not row.kind.several:
        raise Refused(N_("{code} takes one number alone, not several: {text}."), code=row.code, text=text)
    found = tuple(parse_points(part) for part in cell_parts(text) if part not in NONE)
    for mark in found:
        row.kind.check(row.entry, mark)
    return found


def mean_of(marks: Sequence[Decimal]) -> Decimal:
    """Return the mean of marks, rounded for the eye."""
    return rounded(Fraction(sum(marks, Decimal(0))) / len(marks))


def cell_written(sheet: ScoreSheet, code: str) -> Decimal | str | None:
    """Return what was entered in a cell as a table has it: the marks of several, or the one number."""
    marks = sheet.marks.get(code)
    return marks_written(marks) if marks else sheet.points.get(code)


def marks_written(marks: Sequence[Decimal]) -> str:
    """Write marks as one would type them."""
    return f"{BETWEEN} ".join(map(number, marks))
