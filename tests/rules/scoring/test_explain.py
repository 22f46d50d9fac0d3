"""Explained numbers equal shown numbers: 600 random regulations, told from what was entered alone."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.results.grades_told import ToldGrade, grades_told
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.results.ranks_told import rank_told, told_field
from ktd_tui.rules.scoring.scorers.cells_told import reckoned
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.sums import results
from ktd_tui.rules.scoring.told import Telling, half_up
from tests.rules.scoring.regulations import UNITS, Dice, years

NO_GRADE = ToldGrade("", "", ())
NAMES = {unit: f"Vụ {unit.upper()}" for unit in UNITS}


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_told_is_what_is_shown(number: int) -> None:
    year = years(Dice(number))
    of, asked = year.criteria, Telling(*year[:3])
    points = given_points(of, year.sheets, year.facts)
    shown = {s.unit_id: s for s in standings(of, results(of, points, year.facts), year.facts, year.beside)}
    field = told_field(asked, NAMES, {unit: one.knocked for unit, one in shown.items()}, year.beside)
    grades = grades_told(field)
    for unit, one in shown.items():
        assert reckoned(asked, unit) == points[unit]
        result, own = one.result, field.merits.get(unit)
        come = own.come if own else total_told(asked, unit)
        assert come.lines[-1].value == come.total == result.total
        assert {code: half_up(part) for code, part in come.parts.items()} == result.subtotals
        assert {code: half_up(most) for code, most in come.tops.items()} == result.most
        for code, part in result.subtotals.items():
            assert -result.most[code] <= part <= result.most[code]
        assert result.total >= 0
        rank = rank_told(field, unit)
        assert (None if rank[-1].value is None else int(rank[-1].value)) == one.rank
        assert one.shared == any("Equal in everything" in line.message for line in rank)
        told = grades.get(unit, NO_GRADE)
        assert (told.name, told.contended) == (one.grade, one.contended)
        assert one.to_vote == (bool(told.lines) and "is to confirm" in told.lines[-1].message)


def test_a_tie_is_told_step_by_step() -> None:
    rows = tuple(Criterion(code=f"I.{n}", text="Việc", maximum=Decimal(10)) for n in (1, 2))
    of = CriteriaSet(
        name="Thử",
        groups=(CriteriaGroup(code="I", name="Một", criteria=rows),),
        tie_break=("I", "I.2"),
    )
    points = {
        "a": {"I.1": Decimal(8), "I.2": Decimal(5)},
        "b": {"I.1": Decimal(7), "I.2": Decimal(6)},
    }
    asked = told_field(Telling(of, {unit: [Entered(values)] for unit, values in points.items()}), NAMES)
    lines = [one.message.format(**one.facts) for one in rank_told(asked, "a")]
    assert lines == [
        "Vụ A and Vụ B both have 13; I: 13 = 13",
        "Vụ A and Vụ B both have 13; I.2: 5 < 6, so Vụ B stands before",
        "Before it: Vụ B 13",
        "Rank 2 of 2",
    ]
