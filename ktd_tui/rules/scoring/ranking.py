"""Ranks: by total, then by the tie-break groups in their order; still equal units share a rank."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.points import ScoreResult, grade, results


class Standing(NamedTuple):
    """A unit's place.

    Attributes:
        rank: 1 is the best; None while a criterion is blank, since blank is not 0.
        grade: The grade's name; empty while a criterion is blank.
        shared: Another unit has the same rank.
    """

    unit_id: str
    result: ScoreResult
    rank: int | None
    grade: str
    shared: bool = False


def standings(criteria: CriteriaSet, by_unit: Mapping[str, Mapping[str, Decimal]]) -> tuple[Standing, ...]:
    """Rank the complete units by what was entered; keep the given order of units in the answer."""
    found = results(criteria, by_unit)

    def merit(unit: str) -> tuple[Decimal, ...]:
        of = found[unit]
        ties = (of.subtotals.get(code, of.points.get(code, Decimal(0))) for code in criteria.tie_break)
        return (of.total, *ties)

    merits = {unit: merit(unit) for unit in found if found[unit].complete}

    def place(unit: str) -> Standing:
        of, own = found[unit], merits.get(unit)
        if own is None:
            return Standing(unit, of, None, "")
        others = list(merits.values())
        rank = 1 + sum(other > own for other in others)
        return Standing(unit, of, rank, grade(criteria, of.total), shared=others.count(own) > 1)

    return tuple(place(unit) for unit in found)
