"""Ranks: by total, then by the tie-break groups in their order; still equal units share a rank."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.scoring import CriteriaSet, Grade, Layer, Unassigned
from ktd_tui.rules.scoring.points import ScoreResult, grade, maximum, results
from ktd_tui.rules.scoring.results.knock_outs import Knocked, grade_left, knocked_out
from ktd_tui.rules.scoring.score_rows import NO_FACTS, UnitFacts


class Standing(NamedTuple):
    """A unit's place.

    Attributes:
        rank: 1 is the best; None while a criterion is blank, since blank is not 0.
        grade: The grade's name; empty while a criterion is blank.
        shared: Another unit has the same rank.
        knocked: What took a title, a grade or the rank from it.
    """

    unit_id: str
    result: ScoreResult
    rank: int | None
    grade: str
    shared: bool = False
    knocked: tuple[Knocked, ...] = ()


def standings(
    criteria: CriteriaSet,
    by_unit: Mapping[str, Mapping[str, Decimal | Fraction]],
    facts: Mapping[str, UnitFacts] | None = None,
    layer: Layer = Layer.BLOC,
) -> tuple[Standing, ...]:
    """Rank the complete units by their points; keep the given order of units in the answer."""
    known = facts or {}
    found = results(criteria, by_unit, known, layer)
    knocked = {
        unit: knocked_out(criteria, of, known.get(unit, NO_FACTS).events) for unit, of in found.items()
    }

    def merit(unit: str) -> tuple[Decimal | Fraction | bool, ...]:
        of = found[unit]
        kept = not any(one.rule.consequence is Consequence.LAST for one in knocked[unit])
        ties = (of.subtotals.get(code, of.points.get(code, Decimal(0))) for code in criteria.tie_break)
        by_share = criteria.unassigned is Unassigned.SHARE
        return (kept, of.share if by_share else of.total, *ties)

    merits = {unit: merit(unit) for unit in found if found[unit].complete}

    def place(unit: str) -> Standing:
        of, own = found[unit], merits.get(unit)
        if own is None:
            return Standing(unit, of, None, "", knocked=knocked[unit])
        group = known.get(unit, NO_FACTS).sub_group
        others = [
            merit
            for one, merit in merits.items()
            if not criteria.ranked_apart or known.get(one, NO_FACTS).sub_group == group
        ]
        rank = 1 + sum(other > own for other in others)
        left = grade_left(criteria, grade_of(criteria, of), knocked[unit])
        return Standing(unit, of, rank, left.name if left else "", others.count(own) > 1, knocked[unit])

    return tuple(place(unit) for unit in found)


def grade_of(criteria: CriteriaSet, of: ScoreResult) -> Grade | None:
    """Return the grade that a unit's points reach: where units are ranked by share, by that share."""
    if criteria.unassigned is Unassigned.SHARE:
        return grade(criteria, of.share * Fraction(maximum(criteria)))
    return grade(criteria, Fraction(of.total))
