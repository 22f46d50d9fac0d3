"""The layers of scores: means, gaps, reasons, and who scores whom in rotation."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ktd_tui.domain.organisation import BlocYear, CrossScoring, Member
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring import cross_assignment, layers

POINTS = st.decimals(0, 20, places=2)


def sheet(layer: Layer, points: str, scorer: str | None = None) -> ScoreSheet:
    given = {"I.1": Decimal(points)}
    return ScoreSheet(bloc_year_id="Y", unit_id="U", layer=layer, scorer_id=scorer, points=given)


@pytest.mark.parametrize(
    ("given", "mean"),
    [
        (("17", "18"), "17.50"),
        (("1", "1", "2"), "1.33"),
        (("1", "2", "2"), "1.67"),
        (("0.01", "0.02"), "0.02"),  # 0,015 goes up
        (("4.5",), "4.5"),
    ],
)
def test_the_mean_is_rounded_half_up(given: tuple[str, ...], mean: str) -> None:
    assert layers.mean(map(Decimal, given)) == Decimal(mean)


def test_the_mean_of_nobody_is_none_and_not_nought() -> None:
    assert layers.mean(()) is None


@given(st.lists(POINTS, min_size=1, max_size=12))
def test_the_mean_lies_between_the_scorers(points: list[Decimal]) -> None:
    mean = layers.mean(points)
    assert mean is not None
    assert min(points) <= mean <= max(points)
    assert mean == layers.mean(reversed(points))


def test_a_blank_of_one_scorer_is_not_counted_as_nought() -> None:
    blank = ScoreSheet(bloc_year_id="Y", unit_id="U", layer=Layer.CROSS, scorer_id="B")
    assert layers.cross_points([sheet(Layer.CROSS, "8", "A"), blank]) == {"I.1": Decimal(8)}


def test_the_gap_is_to_the_nearest_layer_before() -> None:
    own, bloc = sheet(Layer.SELF, "18"), sheet(Layer.BLOC, "17")
    crossed = [sheet(Layer.CROSS, "17", "A"), sheet(Layer.CROSS, "18", "B")]
    whole = layers.cell_values([own, bloc, *crossed], "I.1")
    assert layers.layer_gap(whole, Layer.BLOC) == Decimal("-0.5")
    assert layers.layer_gap(whole, Layer.CROSS) == Decimal("-0.5")
    assert layers.layer_gap(whole, Layer.SELF) is None
    assert layers.layer_gap(layers.cell_values([own, bloc], "I.1"), Layer.BLOC) == -1, (
        "no cross scores: to self"
    )
    assert layers.layer_gap(layers.cell_values([bloc], "I.1"), Layer.BLOC) is None


@given(POINTS, POINTS, POINTS)
def test_a_reason_is_needed_exactly_beyond_the_limit(one: Decimal, other: Decimal, limit: Decimal) -> None:
    found = layers.layer_gap({Layer.SELF: one, Layer.BLOC: other}, Layer.BLOC)
    if abs(one - other) > limit:
        with pytest.raises(layers.ReasonNeeded):
            layers.needed_reason("I.1", found, limit, "")
    else:
        assert layers.needed_reason("I.1", found, limit, "") == ""
    assert layers.needed_reason("I.1", found, limit, "Vì thiếu") == "Vì thiếu"
    assert layers.needed_reason("I.1", found, None, "") == "", "no limit, no reason"


def test_a_number_typed_ahead_is_no_reason() -> None:
    with pytest.raises(layers.ReasonNeeded):
        layers.needed_reason("I.1", Decimal(3), Decimal(1), "18,5")


@pytest.mark.parametrize(("gap", "text"), [("0.5", "+0,5"), ("-1.25", "−1,25"), ("0.00", "0")])
def test_a_gap_has_its_sign(gap: str, text: str) -> None:
    assert layers.with_sign(Decimal(gap)) == text


YEAR = BlocYear(
    bloc_id="B",
    year=2022,
    members=(Member(unit_id="A"), Member(unit_id="U")),
    cross=(CrossScoring(scorer_id="A", unit_id="U"),),
)


@pytest.mark.parametrize(
    ("layer", "unit", "scorer", "sentence"),
    [
        (Layer.CROSS, "U", "U", "does not score itself"),
        (Layer.CROSS, "A", "U", "not assigned"),
        (Layer.CROSS, "U", None, "needs the unit that scores"),
        (Layer.SELF, "U", "A", "Only cross"),
        (Layer.BLOC, "X", None, "not in the bloc"),
    ],
)
def test_nobody_scores_whom_they_are_not_asked_to(
    layer: Layer, unit: str, scorer: str | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        layers.check_scorer(YEAR, layer, unit, scorer)


@given(st.integers(2, 15), st.integers(1, 14))
def test_in_rotation_all_score_and_are_scored_equally_often(units: int, each: int) -> None:
    assume(each < units)
    members = [f"u{n}" for n in range(units)]
    pairs = cross_assignment.rotation(members, each)
    cross_assignment.check_assignment(members, pairs)
    assert set(cross_assignment.times(members, pairs)) == {(each, each)}


@pytest.mark.parametrize("each", [-1, 0, 5, 6])
def test_a_round_that_comes_back_to_oneself_is_refused(each: int) -> None:
    with pytest.raises(Refused, match="1 to 4 others"):
        cross_assignment.rotation(["a", "b", "c", "d", "e"], each)


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ((("A", "A"),), "itself"),
        ((("A", "X"),), "not in the bloc"),
        ((("A", "U"), ("A", "U")), "twice"),
    ],
)
def test_a_wrong_assignment_is_refused(pairs: tuple[tuple[str, str], ...], sentence: str) -> None:
    wanted = [CrossScoring(scorer_id=scorer, unit_id=unit) for scorer, unit in pairs]
    with pytest.raises(Refused, match=sentence):
        cross_assignment.check_assignment(["A", "U"], wanted)
