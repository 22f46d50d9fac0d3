"""Columns share the room they have."""

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.layout import lent, slack_given, wrap

WIDTHS = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=6)


@given(WIDTHS)
def test_columns_lend_what_they_do_not_need(columns: list[tuple[int, int]]) -> None:
    widths, needed = [has for has, _ in columns], [needs for _, needs in columns]
    after = lent(widths, needed)
    assert sum(after) == sum(widths)
    lacking = [needs - now for needs, now in zip(needed, after, strict=True) if now < needs]
    for had, needs, now in zip(widths, needed, after, strict=True):
        assert now >= min(had, needs), "a column gave what it needed itself"
        assert now <= max(had, needs), "a column took more than it needed"
        assert not lacking or now <= needs, "room is idle while another column is cut"


def test_nothing_moves_where_nothing_is_cut() -> None:
    assert lent([20, 16, 9], [20, 3, 5]) == [20, 16, 9]


def test_what_is_left_goes_to_what_is_cut_and_no_further() -> None:
    assert slack_given([20, 10, 9], [25, 18, 5], 40) == [25, 18, 9], "in a broad terminal nothing is cut"
    assert slack_given([20, 10], [25, 18], 6) == [25, 11]
    assert slack_given([20, 10], [25, 18], -3) == [20, 10]


@given(st.text(" ab-–\u0301中", max_size=12), st.integers(1, 14))
def test_what_fits_one_line_is_broken_as_what_does_not(text: str, width: int) -> None:
    assert wrap(text, width) == wrap(f"{text}\n", width)[:-1]
