"""Grades and ties beside points: how shares are rounded, what a set refuses, how people's words are read."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ktd_tui.domain.results.grades import Grade, Level, Rounding
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring.criteria import HEAD, Part, entry_typed, head_typed, row_typed, set_lines
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.results.grades import rounded_units
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
        "best": "2", "apart": "có", "floors": "II: 85\n*: 80", "ballot": "có",
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
