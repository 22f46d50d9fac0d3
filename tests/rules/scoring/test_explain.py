"""Explained numbers equal shown numbers: 600 random regulations, told from what was entered alone."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui import i18n
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.rules.scoring.criteria import entry_typed
from ktd_tui.rules.scoring.kinds.giving import Case
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.results.grades_told import ToldGrade, grades_told
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.results.ranks_told import rank_told, told_field
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.cells_told import reckoned
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.sums import results
from ktd_tui.rules.scoring.told import Telling, added_said, half_up
from tests.builders import a_criteria
from tests.rules.scoring.regulations import UNITS, Dice, years

SAYS_NOTHING = re.compile(r"(?:^|[:(=] )([−\d,]+) = \1\b(?!,)|(?:\+|−|\+ −) 0(?= =|$)|^Total: 0 \+")
"""«0 = 0», «95 + 0 − 0 = 95», «5 = 5»."""
NO_GRADE = ToldGrade("", "", ())
NAMES = {unit: f"Vụ {unit.upper()}" for unit in UNITS}


@settings(max_examples=1000, deadline=None)
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
        come = total_told(asked, unit)
        assert own is None or own.come == come._replace(lines=())  # what is not told comes to the same
        assert come.lines[-1].value == come.total == result.total
        said = [one.message.format(**one.facts) for one in come.lines]
        assert not [one for one in said if SAYS_NOTHING.search(one)], said
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


def test_what_is_one_number_already_is_not_said_twice() -> None:
    """A group of one row, one without points, a bonus under and over its cap, nothing deducted."""
    rows = {
        code: Criterion(code=code, text="Việc", maximum=Decimal(10)) for code in ("I.1", "II.1", "T1", "P1")
    }
    of = CriteriaSet(
        name="Thử",
        groups=tuple(
            CriteriaGroup(code=code, name="Nhóm", criteria=(rows[f"{code}.1"],)) for code in ("I", "II")
        ),
        bonuses=(rows["T1"],),
        bonus_cap=Decimal(3),
        deductions=(rows["P1"],),
        deduction_cap=Decimal(5),
    )

    def said(**points: int) -> list[str]:
        values = {code.replace("_", "."): Decimal(one) for code, one in points.items()}
        come = total_told(Telling(of, {"a": [Entered(values)]}), "a")
        return [one.message.format(**one.facts) for one in come.lines]

    assert said(I_1=8) == [
        "I Nhóm: 8 (I.1)",
        "Blank, which is not 0: II.1",
        "II Nhóm: no points yet",
        "Bonus: none",
        "Deduction: none",
        "Total: 8",
    ]
    assert said(I_1=8, II_1=7, T1=4, P1=2)[2:] == [
        "Bonus: 4 (T1), counted 3 (at most 3)",
        "Deduction: 2 (P1)",
        "Total: 8 + 7 + 3 − 2 = 16",
    ]
    assert added_said(["10 (I.1)", "−3 (I.2)", "1 (I.3)"]) == "10 (I.1) − 3 (I.2) + 1 (I.3)"
    assert said(I_1=1, P1=4)[-1] == "Total: 1 − 4, never below 0: 0"
    assert said(I_1=0, II_1=0)[-1] == "Total: 0"


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


def test_who_stands_before_is_told_from_the_first_on() -> None:
    of = CriteriaSet(
        name="Thử",
        groups=(
            CriteriaGroup(
                code="I", name="Một", criteria=(Criterion(code="I.1", text="Việc", maximum=Decimal(9)),)
            ),
        ),
    )
    points = {"a": 7, "b": 9, "c": 8, "d": 1}
    sheets = {unit: [Entered({"I.1": Decimal(value)})] for unit, value in points.items()}
    (before, _) = rank_told(told_field(Telling(of, sheets), NAMES), "d")
    assert before.facts["units"] == "Vụ B 9, Vụ C 8, Vụ A 7"


@pytest.mark.parametrize(
    ("kind", "levels", "value", "said"),
    [
        ("placed", "1: 5; 10: 1", "4", "4 thuộc bậc không quá 10: 1 điểm."),
        ("placed", "90: 5; 50: 1", "94", "94 thuộc bậc từ 90 trở lên: 5 điểm."),
        ("ranked", "1: 5; 4: 1", "9", "9 đứng thứ 1/2 trong khối: 5 điểm."),
        ("ranked", "1: 5; 4: 1", "3", "3 đứng thứ 2/2 trong khối, trong số 4 hạng đầu: 1 điểm."),
        ("bands", "90: 5; 50: 1", "9", "Kết quả 9 bằng 90% chỉ tiêu 10: khoảng từ 90% trở lên, 5 điểm."),
        ("bands", "100: 5; 120: 1", "11", "Kết quả 11 bằng 110% chỉ tiêu 10: khoảng không quá 120%, 1 điểm."),
    ],
)
def test_a_step_is_said_with_its_side(kind: str, levels: str, value: str, said: str) -> None:
    """«Bậc 10» of a scale of places is not the tenth step, and «mức 10» no points: it says from or up to."""
    entry = entry_typed(kind, {"code": "I.1", "text": "Hạng", "points": "5", "levels": levels})
    assert isinstance(entry, Criterion)
    case = Case(Decimal(10), ((Fraction(9), None), (Fraction(3), None)), Fraction(value))
    told = score_rows(
        a_criteria(groups=(CriteriaGroup(code="I", name="Một", criteria=(entry,)),), tie_break=())
    )[0].kind.reckon(entry, Decimal(value), case)
    i18n.use("vi")
    assert i18n.t(told.message, **told.facts) == said
