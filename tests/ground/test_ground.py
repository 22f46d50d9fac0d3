"""Text, numbers, dates: what everything else stands on."""

import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.errors import Refused
from ktd_tui.ids import named_id, new_id
from ktd_tui.text import clean, collate, collate_name, fold, matches
from ktd_tui.words import long_date, number, parse_date, parse_decimal, parse_time, percent, short_date


@given(st.text())
def test_clean_text_is_composed_and_steers_no_terminal(text: str) -> None:
    done = clean(text)
    assert unicodedata.is_normalized("NFC", done)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u200b\ufeff" for c in done)
    assert clean(done) == done, "cleaning twice changes the text"


@pytest.mark.parametrize(
    ("dirty", "wanted"),
    [
        ("A\x1b]52;c;aGFja2Vk\x07B", "AB"),
        ("\x1b[31mđỏ\x1b[0m", "đỏ"),
        ("a\u202eb\u200bc", "abc"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("  một\t hai\r\nba ", "một hai ba"),
    ],
)
def test_clean(dirty: str, wanted: str) -> None:
    assert clean(dirty) == wanted


def test_search_ignores_marks_and_case() -> None:
    assert fold("Đỗ Hoàng Việt") == "do hoang viet"
    assert matches("cuc quan tri", "Cục Quản trị II")
    assert matches("viet do", "Đỗ Hoàng Việt"), "the order of the words matters"
    assert not matches("cuc quan tri", "Vụ Thư ký")


def test_vietnamese_order() -> None:
    wanted = ["a", "á", "ạ", "ăn", "ân", "b", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"]
    assert sorted(set(wanted), key=collate) == wanted
    people = ["Trần Quốc Nam", "Phạm Đức Thảo", "Nguyễn Văn Định", "Đỗ Hoàng Việt"]
    ordered = ["Nguyễn Văn Định", "Trần Quốc Nam", "Phạm Đức Thảo", "Đỗ Hoàng Việt"]
    assert sorted(people, key=collate_name) == ordered, "people are not sorted by given name"


@given(st.decimals(0, 10**6, places=2))
def test_numbers_are_written_and_read_back(value: Decimal) -> None:
    assert parse_decimal(number(value).replace(".", "")) == value


def test_numbers_as_offices_write_them() -> None:
    assert (number(Decimal("1234.50")), number(Decimal(100)), number(Decimal("0.05"))) == (
        "1.234,5",
        "100",
        "0,05",
    )
    assert (percent(Fraction(12, 13)), percent(Fraction(1)), percent(Fraction(1, 2000))) == (
        "92,3%",
        "100%",
        "0,1%",
    )


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "1e3", "٣", "1.234", "--1", "nan", "1 2"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_decimal(typed)


def test_both_decimal_signs_are_read() -> None:
    assert parse_decimal("8,5") == parse_decimal("8.5") == parse_decimal(" 8.50 ") == Decimal("8.5")


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_dates_are_written_and_read_back(day: date) -> None:
    assert parse_date(short_date(day)) == day
    wanted = f"ngày {day.day:02d} tháng {'0' if day.month < 3 else ''}{day.month} năm {day.year}"
    assert long_date(day) == wanted


@pytest.mark.parametrize("typed", ["31/02/2022", "2022", "a/b/c", "1/13/2022", ""])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_date(typed)


def test_times() -> None:
    assert [parse_time(t) for t in ("14:05", "14h5", "14 giờ 05", "14")] == [(14, 5)] * 3 + [(14, 0)]
    for wrong in ("24:00", "12:60", "giờ", ""):
        with pytest.raises(Refused):
            parse_time(wrong)


def test_ids_sort_by_time_and_named_ids_by_order() -> None:
    assert len(new_id()) == len(named_id("x", 1)) == 26
    assert named_id("a", 1) < named_id("b", 2) < new_id()
    assert named_id("a", 1) == named_id("a", 1)
