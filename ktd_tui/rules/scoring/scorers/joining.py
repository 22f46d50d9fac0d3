"""Several scorers join in a layer, several layers in the result: exact, but where a layer rounds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from ktd_tui.domain.layering.layers import Joining, ScoreLayer
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.kinds.sections import GROUPS
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, UnitFacts, rows_there, score_rows
from ktd_tui.rules.scoring.scorers.listed import RESULT, counting_layers, earlier

FEWEST = 3
"""So many scorers are needed before the highest and the lowest are left out."""
Exact = Mapping[str, Mapping[str, Fraction]]
"""Points by unit id, then by code."""


def joined(of: ScoreLayer | None, given: Sequence[Fraction], step: Decimal | None) -> Fraction:
    """Return what the points that several scorers gave a row come to.

    Args:
        of: The layer; None: a plain mean.
        step: To what that is rounded; None: not at all.
    """
    trims = of is not None and of.joining is Joining.TRIMMED and len(given) >= FEWEST
    counted = sorted(given)[1:-1] if trims else given
    mean = sum(counted[1:], counted[0]) / len(counted) if len(counted) > 1 else counted[0]
    return Fraction(rounded(mean, step)) if step else mean


def weighed(
    criteria: CriteriaSet, exact: Mapping[str, Exact], facts: Mapping[str, UnitFacts]
) -> dict[str, Mapping[str, Fraction]]:
    """Return the points of each row of each unit in the result: the layers' by their weights.

    A row that one layer alone scores counts from that layer on. Where a layer that counts lacks the points
    of a criterion, the result lacks them, too: blank is not 0. What may stay blank counts nothing there.
    """
    layers = [
        (one.code, Fraction(one.weight), {*earlier(criteria, one.code), one.code})
        for one in counting_layers(criteria)
    ]
    if len(layers) == 1 and all(row.entry.layer is None for row in score_rows(criteria)):
        return dict(exact[layers[0][0]])
    found: dict[str, Mapping[str, Fraction]] = {}
    for unit in {unit: None for one in exact.values() for unit in one}:
        points: dict[str, Fraction] = {}
        for row in rows_there(criteria, facts.get(unit, NO_FACTS), RESULT):
            given = [
                (weight, exact[code].get(unit, {}).get(row.code))
                for code, weight, known in layers
                if row.entry.layer is None or row.entry.layer in known
            ]
            there = [(weight, one) for weight, one in given if one is not None]
            if len(there) == len(given) == 1:
                points[row.code] = there[0][1]
            elif there and (len(there) == len(given) or may_stay_blank(row)):
                whole = sum((weight for weight, _ in given), Fraction(0))
                points[row.code] = sum((weight * one for weight, one in there), Fraction(0)) / whole
        found[unit] = MappingProxyType(points)
    return found


def may_stay_blank(row: ScoreRow) -> bool:
    """Tell whether a row without points counts nothing, instead of being missed."""
    return row.section is not GROUPS or row.kind.beside
