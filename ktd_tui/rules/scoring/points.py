"""What a score sheet comes to under a criteria set: caps, bonus, deduction, what is missing, the grade."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.words import number

ZERO = Decimal(0)


class RowKind(StrEnum):
    """What a row of the score grid counts as."""

    CRITERION = "criterion"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class Row(NamedTuple):
    """One row of the grid: a criterion, a bonus or a deduction with its cap."""

    code: str
    text: str
    maximum: Decimal
    kind: RowKind
    group: str = ""


class Result(NamedTuple):
    """What a sheet comes to.

    Attributes:
        subtotals: Points by group code.
        bonus: Bonus points after the cap.
        deduction: Points deducted after the cap.
        total: Criteria + bonus - deduction over what is entered, never below 0.
        missing: Codes of criteria without a score; bonus and deduction may stay blank.
    """

    subtotals: Mapping[str, Decimal]
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every criterion has a score."""
        return not self.missing


def rows(criteria: CriteriaSet) -> tuple[Row, ...]:
    """Return the grid's rows in order: criteria by group, then bonus, then deduction."""
    scored = [
        Row(c.code, c.text, c.maximum, RowKind.CRITERION, group.code)
        for group in criteria.groups
        for c in group.criteria
    ]
    bonus = [Row(b.code, b.text, b.maximum, RowKind.BONUS) for b in criteria.bonuses]
    deducted = [Row(d.code, d.text, d.maximum, RowKind.DEDUCTION) for d in criteria.deductions]
    return (*scored, *bonus, *deducted)


def row(criteria: CriteriaSet, code: str) -> Row:
    """Return the row of that code.

    Raises:
        Refused: The criteria set has no such row.
    """
    for each in rows(criteria):
        if each.code == code:
            return each
    raise Refused(N_("The criteria set “{name}” has no row {code}."), name=criteria.name, code=code)


def check_points(criteria: CriteriaSet, code: str, points: Decimal) -> None:
    """Refuse points that the row cannot hold.

    Raises:
        Refused: Negative, over the row's maximum, or no whole number of times for a deduction.
    """
    cell = row(criteria, code)
    if points < 0:
        raise Refused(N_("{code}: points are never below 0."), code=code)
    if points > cell.maximum:
        raise Refused(
            N_("{code}: at most {maximum} points, not {points}."),
            code=code,
            maximum=number(cell.maximum),
            points=number(points),
        )
    for rule in criteria.deductions:
        if rule.code == code and rule.each and points % rule.each:
            raise Refused(
                N_("{code}: {each} points are deducted each time: {each} × a whole number."),
                code=code,
                each=number(rule.each),
            )


def result(criteria: CriteriaSet, points: Mapping[str, Decimal]) -> Result:
    """Add up one sheet; ``points`` by code, absent where blank."""
    subtotals = {
        group.code: sum((points.get(c.code, ZERO) for c in group.criteria), ZERO) for group in criteria.groups
    }
    bonus = sum((points.get(b.code, ZERO) for b in criteria.bonuses), ZERO)
    deduction = sum((points.get(d.code, ZERO) for d in criteria.deductions), ZERO)
    bonus, deduction = min(bonus, criteria.bonus_cap), min(deduction, criteria.deduction_cap)
    total = max(sum(subtotals.values(), ZERO) + bonus - deduction, ZERO)
    missing = tuple(c.code for g in criteria.groups for c in g.criteria if c.code not in points)
    return Result(subtotals, bonus, deduction, total, missing)


def grade(criteria: CriteriaSet, total: Decimal) -> str:
    """Return the name of the first grade whose threshold ``total`` reaches, or an empty text."""
    ordered = sorted(criteria.grades, key=lambda g: g.at_least, reverse=True)
    return next((g.name for g in ordered if total >= g.at_least), "")
