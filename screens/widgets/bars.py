"""Totals as bars of text. They begin at a bound near the totals, which is said beside them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.sums import maximum

FULL = "█"


class Span(NamedTuple):
    """What the bars reach from and to, in points."""

    low: Decimal
    high: Decimal


def span(criteria: CriteriaSet, totals: Iterable[Decimal]) -> Span:
    """Return the bars' span: from the highest grade threshold below every total to the most there may be."""
    known = list(totals)
    high = max((maximum(criteria) + criteria.bonus_cap, *known))
    reached = (g.at_least for g in criteria.grades if known and g.at_least < min(known))
    return Span(max(reached, default=Decimal(0)), high)


def bar(total: Decimal, of: Span, width: int) -> str:
    """Draw a total as a bar of at most ``width`` cells; above the low bound it has at least one."""
    room = of.high - of.low
    if total <= of.low or room <= 0:
        return ""
    cells = (width * (total - of.low) / room).quantize(Decimal(1), ROUND_HALF_UP)
    return FULL * min(max(int(cells), 1), width)
