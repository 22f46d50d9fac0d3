"""Where sheets are joined by totals: what scorers, then layers, come to; rounded once, at the end.

Each sheet is added up by itself, with its own caps. Rows are joined beside that as everywhere, for the eye
and for what looks at single rows (floors, knock-outs, ties).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ktd_tui.domain.layering.layers import Joining, ScoreLayer
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.points import Entered, points_by_sheet
from ktd_tui.rules.scoring.score_rows import UnitFacts, score_rows
from ktd_tui.rules.scoring.scorers.joining import FEWEST, Exact
from ktd_tui.rules.scoring.scorers.listed import RESULT, coded_layer, counting_layers
from ktd_tui.rules.scoring.sums import Sum, added_up, as_decided

Sheets = Mapping[str, Sequence[Entered]]
Weighted = tuple[Fraction, Sum]


def sums_of_layer(
    criteria: CriteriaSet,
    layer: str,
    sheets: tuple[Sheets, Sheets],
    facts: Mapping[str, UnitFacts],
    exact: Exact,
) -> dict[str, Sum]:
    """Return what each unit comes to in a layer: the mean of its scorers' sheets.

    Args:
        sheets: Those that are looked at, and those of the whole bloc.
        exact: The points of its rows, joined.
    """
    of = coded_layer(criteria, layer)
    found = {}
    for unit, each in points_by_sheet(criteria, sheets[0], facts, layer, sheets[1]).items():
        own = facts[unit]
        sums = [added_up(criteria, points, own, layer) for points in each]
        rows = added_up(criteria, exact.get(unit, {}), own, layer).points
        mean = _mean(criteria, [(Fraction(1), one) for one in _counted(of, sums)], rows)
        found[unit] = mean._replace(total=Fraction(rounded(mean.total, of.rounding))) if of.rounding else mean
    return found


def sums_of_result(
    criteria: CriteriaSet,
    by_layer: Mapping[str, Mapping[str, Sum]],
    facts: Mapping[str, UnitFacts],
    exact: Exact,
) -> dict[str, Sum]:
    """Return what each unit comes to: the totals of the layers that count, by their weights.

    Args:
        by_layer: What ``sums_of_layer`` tells of each of them.
        exact: The points of the rows in the result.
    """
    weights = [(Fraction(one.weight), by_layer[one.code]) for one in counting_layers(criteria)]
    found = {}
    for unit, own in facts.items():
        rows = added_up(criteria, exact.get(unit, {}), own, RESULT).points
        mean = _mean(criteria, [(weight, sums[unit]) for weight, sums in weights], rows)
        found[unit] = mean._replace(total=as_decided(criteria, own, RESULT, mean.total))
    return found


def _counted(of: ScoreLayer, sums: Sequence[Sum]) -> Sequence[Sum]:
    """Return the sheets that count: of enough scorers not the highest total, and not the lowest."""
    if of.joining is Joining.TRIMMED and len(sums) >= FEWEST:
        return sorted(sums, key=lambda one: one.total)[1:-1]
    return sums


def _mean(criteria: CriteriaSet, of: Sequence[Weighted], rows: Mapping[str, Fraction]) -> Sum:
    """Return the weighted mean of sums, with the points of rows as they were joined beside."""
    whole = sum((weight for weight, _ in of), Fraction(0))

    def mean(values: Sequence[Fraction]) -> Fraction:
        weighed = (weight * value for (weight, _), value in zip(of, values, strict=True))
        return sum(weighed, Fraction(0)) / whole

    def by_code(values: Sequence[Mapping[str, Fraction]]) -> dict[str, Fraction]:
        return {code: mean([one.get(code, Fraction(0)) for one in values]) for code in values[0]}

    sums = [one for _, one in of]
    missing = {code for one in sums for code in one.missing}
    return Sum(
        points=rows,
        subtotals=by_code([one.subtotals for one in sums]),
        bonus=mean([one.bonus for one in sums]),
        deduction=mean([one.deduction for one in sums]),
        total=mean([one.total for one in sums]),
        missing=tuple(row.code for row in score_rows(criteria) if row.code in missing),
        most=by_code([one.most for one in sums]),
        out_of=mean([one.out_of for one in sums]),
        own_most=mean([one.own_most for one in sums]),
    )
