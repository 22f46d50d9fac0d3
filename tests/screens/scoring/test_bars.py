"""The bars of the ranking: where they begin, and that a longer one never stands for fewer points."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.bars import FULL, Span, bar, span
from tests.builders import a_criteria


def test_bars_begin_below_the_lowest_total() -> None:
    criteria = a_criteria()
    assert span(criteria, [Decimal(82), Decimal(97)]) == Span(Decimal(80), Decimal(105))
    assert span(criteria, []) == Span(Decimal(0), Decimal(105))


@given(st.decimals(0, 105, places=1), st.decimals(0, 105, places=1), st.integers(1, 40))
def test_a_longer_bar_is_never_for_fewer_points(one: Decimal, other: Decimal, width: int) -> None:
    of = Span(Decimal(20), Decimal(105))
    less, more = sorted((one, other))
    assert len(bar(less, of, width)) <= len(bar(more, of, width)) <= width
    assert set(bar(more, of, width)) <= {FULL}
    assert bool(bar(more, of, width)) == (more > of.low)
