"""What merges by itself, what is asked, and that “both” loses nothing that either side typed."""

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.rules.merging import aligned, both, both_lines, merge

VALUES = st.sampled_from(["", "a", "b", "c"])
RECORDS = st.fixed_dictionaries(dict.fromkeys("pqrs", VALUES))
LINES = st.lists(st.sampled_from(["một", "hai", "ba", "bốn", "năm"]), max_size=8)
TEXTS = st.text("ab ẩ;", max_size=12)


def is_within(part: Sequence[str], whole: Iterable[str]) -> bool:
    """Tell whether every line is there, in order."""
    left = iter(whole)
    return all(line in left for line in part)


@given(RECORDS, RECORDS)
def test_what_one_side_alone_changed_needs_no_question(
    base: dict[str, object], mine: dict[str, object]
) -> None:
    assert merge(base, mine, base) == (mine, ())
    assert merge(base, base, mine) == (mine, ())
    assert merge(base, mine, mine) == (mine, ())


@given(RECORDS, RECORDS, RECORDS)
def test_a_change_is_kept_or_asked_about(
    base: dict[str, object], mine: dict[str, object], theirs: dict[str, object]
) -> None:
    values, clashing = merge(base, mine, theirs)
    assert values.keys() | set(clashing) == mine.keys()
    for name, wanted in mine.items():
        one, other = wanted != base[name], theirs[name] != base[name]
        assert (name in clashing) == (one and other and wanted != theirs[name])
        if name in values:
            assert values[name] == (wanted if one else theirs[name])


@given(LINES, LINES)
def test_both_paragraphs_hold_all_of_either(theirs: list[str], mine: list[str]) -> None:
    joined = both_lines(theirs, mine)
    assert is_within(theirs, joined)
    assert is_within(mine, joined)
    assert both_lines(mine, mine) == tuple(mine)


@given(TEXTS, TEXTS)
def test_both_texts_hold_all_of_either(theirs: str, mine: str) -> None:
    joined = both(theirs, mine)
    assert theirs in joined
    assert mine in joined


@given(LINES, LINES)
def test_the_columns_show_all_of_either(theirs: list[str], mine: list[str]) -> None:
    pairs = aligned(theirs, mine)
    assert [line for pair in pairs for line in pair.theirs] == theirs
    assert [line for pair in pairs for line in pair.mine] == mine
    assert all(pair.theirs == pair.mine for pair in pairs if pair.alike)


def test_theirs_come_first_and_what_is_shared_stands_once() -> None:
    assert both("Một.", "Hai.") == "Một.; Hai."
    assert both("Một. Hai.", "Một.") == "Một. Hai."
    assert both("", "Một.") == both("Một.", "") == "Một."
    assert both("A\nB\nC", "A\nX\nC\nD") == "A\nB\nX\nC\nD"
