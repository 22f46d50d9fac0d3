"""Scores under the template that offices start from: caps, blanks, grades, ranks."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.scoring import CriteriaSet, CriterionKind
from ktd_tui.errors import Refused
from ktd_tui.operations.council.setup import TEMPLATES
from ktd_tui.operations.shipped import load
from ktd_tui.rules.scoring.criterion_kinds import KINDS
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.score_rows import ScoreRow, score_rows
from ktd_tui.rules.scoring.sums import maximum, results, sheet_result
from ktd_tui.rules.scoring.tree import exact_sum
from tests.builders import a_criteria
from tests.rules.scoring.regulations import grade_at

TEMPLATE = next(r for r in load(TEMPLATES) if isinstance(r, CriteriaSet))
ROWS = score_rows(TEMPLATE)
EACH = {d.code: d.each for d in TEMPLATE.deductions if d.each}
NEEDED = [r.code for r in ROWS if r.kind.key is CriterionKind.CRITERION]

Sheet = dict[str, Decimal]


@given(st.lists(st.fractions(max_denominator=200), max_size=8))
def test_points_are_added_up_as_fractions_are(points: list[Fraction]) -> None:
    assert exact_sum(points) == sum(points, Fraction(0))


@st.composite
def sheets(draw: st.DrawFn, *, complete: bool = False) -> Sheet:
    """Points that the template's rows can hold; some rows blank."""
    sheet = {}
    for row in ROWS:
        step = EACH.get(row.code, Decimal("0.25"))
        if (complete and row.kind.key is CriterionKind.CRITERION) or draw(st.booleans()):
            sheet[row.code] = draw(st.integers(0, int(row.maximum / step))) * step
    return sheet


def test_the_template_is_worth_a_hundred() -> None:
    assert maximum(TEMPLATE) == 100
    assert [r.kind for r in ROWS] == sorted((r.kind for r in ROWS), key=KINDS.index), "rows out of order"
    assert len({r.code for r in ROWS}) == len(ROWS), "a code stands twice"


@given(sheets())
def test_a_total_recomputed_from_fractions(sheet: Sheet) -> None:
    def add(kind: CriterionKind) -> Fraction:
        return sum(
            (Fraction(sheet[r.code]) for r in ROWS if r.kind.key is kind and r.code in sheet), Fraction(0)
        )

    bonus = min(add(CriterionKind.BONUS), Fraction(5))
    deduction = min(add(CriterionKind.DEDUCTION), Fraction(10))
    of = sheet_result(TEMPLATE, sheet)
    assert Fraction(of.total) == max(add(CriterionKind.CRITERION) + bonus - deduction, Fraction(0))
    assert Fraction(sum(of.subtotals.values())) == add(CriterionKind.CRITERION), "the groups do not add up"
    assert (Fraction(of.bonus), Fraction(of.deduction)) == (bonus, deduction), "a cap does not hold"
    assert of.missing == tuple(code for code in NEEDED if code not in sheet)


@given(st.dictionaries(st.sampled_from([r.code for r in ROWS]), st.decimals(0, 99999, places=2)))
def test_caps_hold_whatever_is_in_the_sheet(sheet: Sheet) -> None:
    of = sheet_result(TEMPLATE, sheet)
    assert of.bonus <= TEMPLATE.bonus_cap
    assert of.deduction <= TEMPLATE.deduction_cap
    assert of.total >= 0


@given(sheets(), st.sampled_from(NEEDED))
def test_nought_completes_a_row_and_blank_does_not(sheet: Sheet, code: str) -> None:
    blank = {c: p for c, p in sheet.items() if c != code}
    without, with_nought = sheet_result(TEMPLATE, blank), sheet_result(TEMPLATE, {**blank, code: Decimal(0)})
    assert without.total == with_nought.total
    assert code in without.missing
    assert code not in with_nought.missing
    (unranked,) = standings(TEMPLATE, results(TEMPLATE, {"u": blank}))
    assert (unranked.rank, unranked.grade) == (None, ""), "a unit with a blank criterion is ranked"


@given(st.sampled_from(ROWS), st.integers(-500, 5000))
def test_a_row_takes_just_what_it_can_hold(row: ScoreRow, hundredths: int) -> None:
    code, points = row.code, Decimal(hundredths) / 100
    fits = 0 <= points <= row.maximum and (code not in EACH or points % EACH[code] == 0)
    if fits:
        check_points(TEMPLATE, code, points)
    else:
        with pytest.raises(Refused):
            check_points(TEMPLATE, code, points)


@given(st.lists(sheets(complete=True), min_size=1, max_size=6), st.data())
def test_ranks_do_not_depend_on_the_order_of_units(given_sheets: list[Sheet], data: st.DataObject) -> None:
    units = {f"unit-{n}": sheet for n, sheet in enumerate(given_sheets)}
    turned = data.draw(st.permutations(list(units)))
    of = standings(TEMPLATE, results(TEMPLATE, {unit: units[unit] for unit in turned}))
    assert [s.unit_id for s in of] == turned, "the answer is not in the order that was asked for"
    assert {s.unit_id: s for s in of} == {s.unit_id: s for s in standings(TEMPLATE, results(TEMPLATE, units))}


@given(sheets(complete=True), st.integers(2, 5))
def test_equal_sheets_share_a_rank_and_the_next_is_skipped(sheet: Sheet, number: int) -> None:
    units = {str(n): sheet for n in range(number)}
    worst = {code: Decimal(0) for code in NEEDED} | {code: EACH[code] for code in EACH}
    of = {
        s.unit_id: (s.rank, s.shared) for s in standings(TEMPLATE, results(TEMPLATE, units | {"last": worst}))
    }
    if sheet_result(TEMPLATE, sheet).total > 0:
        assert of.pop("last") == (number + 1, False)
        assert set(of.values()) == {(1, True)}


@given(st.decimals(0, 105, places=2))
def test_grades_follow_their_thresholds(total: Decimal) -> None:
    reached = [g for g in TEMPLATE.grades if g.at_least <= total]
    assert grade_at(TEMPLATE, total) == max(reached, key=lambda g: g.at_least)


def test_grades_may_stand_in_any_order_and_may_be_absent() -> None:
    criteria = a_criteria()
    turned = a_criteria(grades=tuple(reversed(criteria.grades)))
    assert grade_at(turned, Decimal(80)) == criteria.grades[0]
    assert grade_at(criteria, Decimal("64.99")) is None
    assert grade_at(a_criteria(grades=()), Decimal(100)) is None
