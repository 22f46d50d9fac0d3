"""Where points are lost: the criteria in which no unit has the full points, the weakest first."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

SHOWN = 3
"""Criteria that are told of a year."""
HALF = Fraction(1, 2)


class WeakRow(NamedTuple):
    """A criterion in which all are weak: the share of its maximum that they have on average, and the best."""

    code: str
    mean: Fraction
    best: Fraction


def shares(
    points: Mapping[str, Mapping[str, Decimal]], most: Mapping[str, Decimal]
) -> dict[str, dict[str, Fraction]]:
    """Return the share of its maximum that each unit has of each row, by code, then by unit.

    Args:
        points: By unit, then by code; a blank is absent, and is no 0.
        most: The most points of each row; a row without any is passed over.
    """
    return {
        code: {unit: Fraction(of[code]) / Fraction(maximum) for unit, of in points.items() if code in of}
        for code, maximum in most.items()
        if maximum > 0
    }


def mean(of: Iterable[Fraction]) -> Fraction | None:
    """Return the mean, None of nothing."""
    known = list(of)
    return sum(known, Fraction(0)) / len(known) if known else None


def weakest(of: Mapping[str, Mapping[str, Fraction]], shown: int = SHOWN) -> tuple[WeakRow, ...]:
    """Return the rows in which no unit has all points, the lowest mean first; one unit alone is no bloc."""
    rows = [
        WeakRow(code, found, max(units.values()))
        for code, units in of.items()
        if len(units) > 1 and max(units.values()) < 1 and (found := mean(units.values())) is not None
    ]
    return tuple(sorted(rows, key=lambda row: row.mean)[:shown])


def is_wide(gap: Decimal | None, maximum: Decimal, limit: Decimal | None) -> bool:
    """Tell whether two layers lie far apart in a cell: beyond the year's limit, else half of the maximum."""
    if gap is None or not gap:
        return False
    return abs(gap) > limit if limit is not None else Fraction(abs(gap)) >= HALF * Fraction(maximum)


def spread(values: Sequence[Decimal]) -> tuple[Decimal, Fraction, Decimal] | None:
    """Return the lowest, the mean and the highest of some totals; None of nothing."""
    if not values:
        return None
    return min(values), sum(map(Fraction, values), Fraction(0)) / len(values), max(values)
