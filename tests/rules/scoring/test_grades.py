"""Grades and ties beside points: how shares are rounded, what a set refuses, how people's words are read."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ktd_tui.domain.results.grades import RANKED, Grade, Level, Rounding
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring.criteria import HEAD, Part, entry_typed, head_typed, row_typed, set_lines
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.results.grades import GradeRun, Runner, graded, rounded_units
from ktd_tui.rules.scoring.results.ties import NOTHING_BESIDE
from ktd_tui.rules.scoring.sums import ScoreResult
from tests.builders import a_criteria


@pytest.mark.parametrize(
    ("per_cent", "units", "down", "half_up", "up"),
    [
        (20, 4, 0, 1, 1),
        (20, 5, 1, 1, 1),
        (20, 7, 1, 1, 2),
        (50, 5, 2, 3, 3),
        (100, 6, 6, 6, 6),
        (0, 9, 0, 0, 0),
    ],
)
def test_a_share_of_units_is_rounded_as_the_set_says(
    per_cent: int, units: int, down: int, half_up: int, up: int
) -> None:
    share = Fraction(per_cent, 100)
    found = [rounded_units(share, units, how) for how in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP)]
    assert found == [down, half_up, up]


LAST = Grade(name="Đạt", at_least=Decimal(0))


@pytest.mark.parametrize(("share_of", "places"), [("", 2), (RANKED, 1), ("Tốt", 0)])
def test_a_share_is_one_of_all_of_the_ranked_or_of_those_that_reach_a_grade(
    share_of: str, places: int
) -> None:
    """Ten units, a quarter of them, rounded down: of all 2, of the seven ranked 1, of three good ones 0."""
    best = Grade(name="Xuất sắc", at_least=Decimal(8), share=Decimal(25), share_of=share_of)
    of = a_criteria(grades=(best, Grade(name="Tốt", at_least=Decimal(7)), LAST))
    totals = (10, 9, 8, 6, 5, 4, 3)
    runners = [
        Runner(f"{n}", ScoreResult({}, {}, Decimal(0), Decimal(0), Decimal(total), ()), (Decimal(total),), "")
        for n, total in enumerate(totals)
    ]
    found = graded(GradeRun(of, runners, {"": 10}, NOTHING_BESIDE, Decimal(0)))
    assert sum(one.grade == best for one in found.values()) == places


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        ((LAST.model_copy(update={"ballot": True}),), "takes all who are left"),
        ((Grade(name="Tốt", at_least=Decimal(80), share=Decimal(101)), LAST), "at most 100 per cent"),
        (
            (Grade(name="Tốt", at_least=Decimal(80), floors=(Level(name="X", points=Decimal(5)),)), LAST),
            "no group or row",
        ),
    ],
)
def test_a_grade_that_cannot_be_given_is_refused(grades: tuple[Grade, ...], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_criteria(a_criteria(grades=grades))


def test_ties_are_typed_and_shown_in_words() -> None:
    typed = "I, điểm trừ ít hơn, hạng năm trước, nữ từ 70%, bốc thăm"
    kept = head_typed({"tie_break": typed})["tie_break"]
    assert kept == ("I", ":deductions", ":last-rank", ":women:70", ":lot")
    (field,) = (field for field in HEAD if field.key == "tie_break")
    assert field.codec.write(kept) == typed
    check_criteria(a_criteria(tie_break=kept, grades=(LAST,)))


def test_a_grade_is_typed_with_all_that_it_takes() -> None:
    typed = {
        "text": "Xuất sắc", "points": "90", "units_share": "20", "units_rounded": "làm tròn nửa lên",
        "best": "2", "apart": "có", "floors": "II: 85\n*: 80", "ballot": "có", "share_of": "có hạng",
    }  # fmt: skip
    grade = entry_typed(Part.GRADE, typed)
    assert isinstance(grade, Grade)
    assert (grade.share, grade.rounding, grade.best, grade.apart, grade.ballot) == (
        Decimal(20), Rounding.HALF_UP, 2, True, True,
    )  # fmt: skip
    of = a_criteria(grades=(grade, LAST))
    check_criteria(of)
    line = next(line for line in set_lines(of) if line.key == "Xuất sắc")
    assert row_typed(line) == typed
