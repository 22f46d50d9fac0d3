"""The layers of scores: means, gaps, reasons, and who scores whom in rotation."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ktd_tui.domain.organisation import BlocYear, CrossScoring, Member
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Layer
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.sums import ScoreResult, results
from ktd_tui.rules.year import cross_assignment

POINTS = st.decimals(0, 20, places=2)
TWENTY = CriteriaSet(
    name="Thử",
    groups=(
        CriteriaGroup(
            code="I",
            name="Một",
            criteria=tuple(Criterion(code=f"I.{n}", text="Việc", maximum=Decimal(20)) for n in (1, 2, 3)),
        ),
    ),
)


def crossed(*scorers: dict[str, str]) -> ScoreResult:
    """What several scorers' points of one unit come to."""
    sheets = [Entered({code: Decimal(points) for code, points in one.items()}) for one in scorers]
    return results(TWENTY, given_points(TWENTY, {"U": sheets}))["U"]


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
    assert crossed(*({"I.1": points} for points in given)).total == Decimal(mean)


def test_the_mean_is_rounded_once_and_never_a_cell_at_a_time() -> None:
    """6,333… thrice is 19, not 18,99."""
    third = ({"I.1": "6", "I.2": "6", "I.3": "6"}, {"I.1": "6", "I.2": "6", "I.3": "6"})
    assert crossed(*third, {"I.1": "7", "I.2": "7", "I.3": "7"}).total == 19


@given(st.lists(POINTS, min_size=1, max_size=12))
def test_the_mean_lies_between_the_scorers(points: list[Decimal]) -> None:
    mean = given_points(TWENTY, {"U": [Entered({"I.1": one}) for one in points]})["U"]["I.1"]
    assert min(points) <= mean <= max(points)
    assert mean * len(points) == sum(points)


def test_a_blank_of_one_scorer_is_not_counted_as_nought() -> None:
    assert crossed({"I.1": "8"}, {}).points == {"I.1": Decimal(8)}
    assert given_points(TWENTY, {"U": [Entered({})]}) == {"U": {}}, (
        "the mean of nobody is none, and not nought"
    )


def test_the_gap_is_to_the_nearest_layer_before() -> None:
    values: layers.Values = {Layer.SELF: Decimal(18), Layer.CROSS: Decimal("17.5"), Layer.BLOC: Decimal(17)}
    assert layers.layer_gap(values, Layer.BLOC) == Decimal("-0.5")
    assert layers.layer_gap(values, Layer.CROSS) == Decimal("-0.5")
    assert layers.layer_gap(values, Layer.SELF) is None
    del values[Layer.CROSS]
    assert layers.layer_gap(values, Layer.BLOC) == -1, "no cross scores: to self"
    assert layers.layer_gap({Layer.BLOC: Decimal(17)}, Layer.BLOC) is None


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


@pytest.mark.parametrize(
    ("units", "each", "sentence"),
    [
        *(("abcde", each, "1 to 4 others") for each in (-1, 0, 5, 6)),
        ("a", 1, "two units at least; the year has 1"),
        ("", 1, "two units at least; the year has 0"),
    ],
)
def test_a_round_that_comes_back_to_oneself_is_refused(units: str, each: int, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        cross_assignment.rotation(list(units), each)
    assert sentence in str(refused.value)


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
