"""Ranks: by total, then by the tie-break groups in their order; still equal units share a rank."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.points import Result, grade, result


class Standing(NamedTuple):
    """A unit's place.

    Attributes:
        rank: 1 is the best; None while a criterion is blank, since blank is not 0.
        grade: The grade's name; empty while a criterion is blank.
        shared: Another unit has the same rank.
    """

    unit_id: str
    result: Result
    rank: int | None
    grade: str
    shared: bool = False


def standings(
    criteria: CriteriaSet, points_by_unit: Mapping[str, Mapping[str, Decimal]]
) -> tuple[Standing, ...]:
    """Rank the complete units; keep the given order of units in the answer."""
    results = {unit: result(criteria, points) for unit, points in points_by_unit.items()}

    def merit(unit: str) -> tuple[Decimal, ...]:
        of = results[unit]
        points = points_by_unit[unit]
        ties = (of.subtotals.get(code, points.get(code, Decimal(0))) for code in criteria.tie_break)
        return (of.total, *ties)

    complete = [unit for unit in results if results[unit].complete]

    def place(unit: str) -> Standing:
        of = results[unit]
        if not of.complete:
            return Standing(unit, of, None, "")
        rank = 1 + sum(merit(other) > merit(unit) for other in complete)
        shared = any(other != unit and merit(other) == merit(unit) for other in complete)
        return Standing(unit, of, rank, grade(criteria, of.total), shared)

    return tuple(place(unit) for unit in results)
