"""A change is taken back alone, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.ids import named_id
from ktd_tui.rules.reverting import mentions, named, reverted

VALUES = st.one_of(st.none(), st.integers(0, 3), st.text("ab", max_size=2))
RECORDS = st.dictionaries(
    st.sampled_from("pqrs"), st.one_of(VALUES, st.dictionaries(st.sampled_from("xy"), VALUES))
)


@given(RECORDS, RECORDS)
def test_where_nobody_did_anything_since_all_is_as_before(
    before: dict[str, object], after: dict[str, object]
) -> None:
    assert reverted(after, before, after) == before
    assert reverted(after, after, after) == after


@given(RECORDS, RECORDS, RECORDS)
def test_what_others_did_since_stays(
    before: dict[str, object], after: dict[str, object], now: dict[str, object]
) -> None:
    back = reverted(now, before, after)
    for name in {**before, **after, **now}:
        old, left, present = (side.get(name, "-") for side in (before, after, now))
        if old == left and back is not None:
            assert back.get(name, "-") == present
        if left not in (old, present) and not isinstance(present, dict):
            assert back is None, "a change that somebody built on was taken back"


def test_points_go_back_cell_by_cell() -> None:
    assert reverted({"p": {"a": "2", "b": "5"}}, {"p": {"a": "1"}}, {"p": {"a": "2"}}) == {
        "p": {"a": "1", "b": "5"}
    }
    assert reverted({"p": {"a": "3"}}, {"p": {"a": "1"}}, {"p": {"a": "2"}}) is None
    assert reverted({"p": {"a": "3", "b": "2"}}, {"p": {"a": "3"}}, {"p": {"a": "3", "b": "2"}}) == {
        "p": {"a": "3"}
    }


def people(**present: bool) -> dict[str, object]:
    return {"attendees": [{"id": name, "present": here} for name, here in present.items()]}


def test_things_in_a_list_go_back_one_by_one() -> None:
    before, after = people(a=False, b=False), people(a=True, b=False)
    assert reverted(people(a=True, b=True), before, after) == people(a=False, b=True)
    assert reverted(people(a=True, b=False, c=True), before, after) == people(a=False, b=False, c=True)
    assert reverted(people(b=True), before, after) is None, "somebody took a off the list"
    gone = people(b=False)
    assert reverted(people(b=True), before, gone) == people(a=False, b=True), "not back in its place"


def test_lists_of_ids_and_of_texts() -> None:
    one, two, three = (named_id(name, n) for n, name in enumerate("abc"))
    back = reverted({"ids": [one, two, three]}, {"ids": [one]}, {"ids": [one, two]})
    assert back == {"ids": [one, three]}
    assert reverted({"report": ["A", "B", "C"]}, {"report": ["A"]}, {"report": ["A", "B"]}) is None


@given(st.lists(st.sampled_from("abc"), max_size=4))
def test_only_what_has_one_name_each_is_named(names: list[str]) -> None:
    found = named([{"id": name} for name in names])
    assert (found is None) == (len(set(names)) < len(names))
    assert named(["Một", "Hai"]) is None


def test_an_id_is_found_wherever_it_stands() -> None:
    document = {"p": {"x": ["y", {"z": "w"}]}}
    for name in "pxyzw":
        assert mentions(document, {name}) == (name in "pxyzw")
    assert not mentions(document, {"q"})
