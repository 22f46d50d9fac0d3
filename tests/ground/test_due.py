"""Until when, in the words of an office."""

from datetime import date

import pytest

from ktd_tui.due import parse_due
from ktd_tui.errors import Refused


@pytest.mark.parametrize(
    ("written", "day", "words"),
    [
        ("31/12/2023", date(2023, 12, 31), False),
        ("31/12", date(2023, 12, 31), True),
        ("trước 30/11", date(2023, 11, 30), True),
        ("từ 01/01/2023 đến 31/12/2024", date(2024, 12, 31), True),
        ("ngày 15 tháng 6 năm 2023", date(2023, 6, 15), True),
        ("2023-12-05", date(2023, 12, 5), False),
        ("2024", date(2024, 12, 31), True),
        ("Tháng 6-12/2023", date(2023, 12, 31), True),
        ("tháng 6, tháng 9", date(2023, 9, 30), True),
        ("Quý III, IV/2023", date(2023, 12, 31), True),
        ("Quý II - III", date(2023, 9, 30), True),
        ("9 tháng đầu năm", date(2023, 9, 30), True),
        ("Hằng tháng, quý", None, True),
        ("sau khi có văn bản", None, True),
        ("Khi có yêu cầu", None, True),
        ("Theo tiến độ", None, True),
        ("Hằng ngày", None, True),
        ("từ tháng 3 đến tháng 9", date(2023, 9, 30), True),
        ("XI/2023", date(2023, 11, 30), True),
        ("Trước 15 tháng 12 năm 2023", date(2023, 12, 15), True),
        ("Tháng IV", date(2023, 4, 30), True),
        ("từ tháng I đến tháng III", date(2023, 3, 31), True),
        ("suốt năm", None, True),
        ("Xuyên suốt năm", None, True),
    ],
)
def test_until_when(written: str, day: date | None, words: bool) -> None:
    """«Tháng 6-12/2023» is no 6 December."""
    due = parse_due(written, 2023)
    assert (due.day, due.words) == (day, written if words else "")


@pytest.mark.parametrize(
    "written", ["31/13", "30/2/2023", "Quý V", "tháng 13", "tháng XIII", "mai mốt", "99", "IV/2023"]
)
def test_what_says_no_day_is_refused(written: str) -> None:
    with pytest.raises(Refused):
        parse_due(written, 2023)
