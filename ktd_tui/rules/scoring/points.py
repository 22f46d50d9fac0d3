"""What a score sheet comes to under a criteria set: caps, bonus, deduction, what is missing, the grade."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.criterion_kinds import (
    BONUSES,
    CAPPED,
    DEDUCTIONS,
    GROUPS,
    ScoreRow,
    score_row,
    score_rows,
)

ZERO = Decimal(0)


class ScoreResult(NamedTuple):
    """What a sheet comes to.

    Attributes:
        points: What each row gives, by code; absent where it is blank.
        subtotals: Points by group code.
        bonus: Bonus points after the cap.
        deduction: Points deducted after the cap.
        total: Criteria + bonus - deduction over what is entered, never below 0.
        missing: Codes of criteria without a score; bonus and deduction may stay blank.
    """

    points: Mapping[str, Decimal]
    subtotals: Mapping[str, Decimal]
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every criterion has a score."""
        return not self.missing


def check_points(criteria: CriteriaSet, code: str, value: Decimal) -> None:
    """Refuse a value that the row of that code cannot hold.

    Raises:
        Refused: There is no such row, or its kind refuses the value.
    """
    row = score_row(criteria, code)
    row.kind.check(row.entry, value)


def sheet_result(criteria: CriteriaSet, values: Mapping[str, Decimal]) -> ScoreResult:
    """Add up one sheet; ``values`` by code, absent where blank."""
    return results(criteria, {"": values})[""]


def results(criteria: CriteriaSet, by_unit: Mapping[str, Mapping[str, Decimal]]) -> dict[str, ScoreResult]:
    """Add up the sheets of many units, each as ``sheet_result`` does."""
    rows = score_rows(criteria)
    return {unit: _added_up(criteria, rows, values) for unit, values in by_unit.items()}


def _added_up(criteria: CriteriaSet, rows: Sequence[ScoreRow], values: Mapping[str, Decimal]) -> ScoreResult:
    points: dict[str, Decimal] = {}
    subtotals = dict.fromkeys((group.code for group in criteria.groups), ZERO)
    apart: dict[str, Decimal] = {section.field: ZERO for section in CAPPED}
    missing: list[str] = []
    for row in rows:
        section, code = row.kind.section, row.entry.code
        if code in values:
            came = points[code] = row.kind.points(row.entry, values[code])
            if section is GROUPS:
                subtotals[row.group] += came
            else:
                apart[section.field] += came
        elif section.needed:
            missing.append(code)
    bonus, deduction = (min(apart[one.field], getattr(criteria, one.cap)) for one in (BONUSES, DEDUCTIONS))
    total = max(sum(subtotals.values(), ZERO) + bonus - deduction, ZERO)
    return ScoreResult(points, subtotals, bonus, deduction, total, tuple(missing))


def grade(criteria: CriteriaSet, total: Decimal) -> str:
    """Return the name of the first grade whose threshold ``total`` reaches, or an empty text."""
    ordered = sorted(criteria.grades, key=lambda g: g.at_least, reverse=True)
    return next((g.name for g in ordered if total >= g.at_least), "")
