"""Numbers, dates and times: written as the decree has it, read as people type them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.clock import local_date
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.words import (
    count,
    file_size,
    long_date,
    long_time,
    number,
    parse_date,
    parse_decimal,
    parse_points,
    parse_time,
    percent,
    plain_number,
    short_time,
    year_number,
)


@given(st.integers(-(10**8), 10**8))
def test_a_number_typed_either_way_is_the_same(hundredths: int) -> None:
    value = Decimal(hundredths) / 100
    for sign in ",.":
        assert parse_decimal(f"{value:.2f}".replace(".", sign)) == value


@pytest.mark.parametrize("typed", ["-0", "-0,0", "-,0", "+0"])
def test_nought_has_no_sign(typed: str) -> None:
    assert str(parse_decimal(typed)).lstrip("0.") == "", "a minus stays before 0"
    assert number(parse_decimal(typed)) == "0"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "1,2,3",
        "1.000,5",
        "١",
        "１",
        "1e3",
        "inf",
        "0x1",
        "1_0",
        "8,555",
        "8 ,5",
        "-",
        ",",
        "1" * 10,
    ],
)
def test_what_is_no_plain_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_decimal(typed)


def test_a_size_is_written_with_a_comma_in_the_unit_that_fits() -> None:
    sizes = (0, 999, 17_390, 1_250_000, 25_057_000_000)
    assert [file_size(size) for size in sizes] == ["0 byte", "999 byte", "17 kB", "1,3 MB", "25,1 GB"]


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_percent_is_rounded_half_up_from_the_exact_share(part: int, whole: int) -> None:
    tenths = (2 * part * 1000 + whole) // (2 * whole)  # half up, in whole numbers alone
    assert percent(Fraction(part, whole)) == f"{number(Decimal(tenths) / 10)}%"


@given(st.decimals(0, 10**6, places=2))
def test_a_written_number_has_no_useless_nought(value: Decimal) -> None:
    text = number(value)
    assert Decimal(text.replace(".", "").replace(",", ".")) == value
    assert "," not in text or not text.endswith(("0", ",")), text
    assert all(len(three) == 3 for three in text.split(",")[0].split(".")[1:]), text


def test_half_is_up_not_to_even() -> None:
    assert percent(Fraction(25, 10000)) == "0,3%"
    assert percent(Fraction(2, 3)) == "66,7%"
    assert Decimal("0.25").quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal("0.3")


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2022, 12, 9), "ngày 09 tháng 12 năm 2022"),
        (date(2023, 1, 31), "ngày 31 tháng 01 năm 2023"),
        (date(2023, 2, 1), "ngày 01 tháng 02 năm 2023"),
        (date(2023, 3, 3), "ngày 03 tháng 3 năm 2023"),
        (date(2023, 10, 10), "ngày 10 tháng 10 năm 2023"),
    ],
)
def test_the_decrees_leading_noughts(day: date, wanted: str) -> None:
    assert long_date(day) == wanted


def test_counts_have_two_digits_at_least() -> None:
    assert [count(n) for n in (0, 5, 13, 120)] == ["00", "05", "13", "120"]


@given(st.dates(date(1000, 1, 1)), st.sampled_from("/-."), st.booleans())
def test_dates_with_any_of_three_signs(day: date, sign: str, short: bool) -> None:
    digits = "" if short else "02"
    assert parse_date(f" {day.day:{digits}}{sign}{day.month:{digits}}{sign}{day.year} ") == day


@pytest.mark.parametrize(
    "typed",
    [
        "9/12/22",
        "9/12/0022",
        "1_0/12/2022",
        "+1/12/2022",
        "٩/12/2022",
        "29/2/2023",
        "0/1/2022",
        "9/12",
        "2022/12/9",
    ],
)
def test_what_is_no_full_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_date(typed)


@given(
    st.times(), st.sampled_from(["{:%H:%M}", "{:%Hh%M}", "{:%H giờ %M}", "{:%H giờ %M phút}", " {:%H : %M} "])
)
def test_times_are_read_as_people_write_them(moment: time, form: str) -> None:
    assert parse_time(form.format(moment)) == (moment.hour, moment.minute)


@pytest.mark.parametrize(
    "typed", ["", "24:00", "12:60", "-1:00", "١٤:00", "1 4", "14:000", "14:00:00", "phút", "14hh"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_time(typed)


@pytest.mark.parametrize("read", [parse_decimal, parse_date, parse_time, year_number])
def test_nothing_at_all_is_not_quoted(read: Callable[[str], object]) -> None:
    with pytest.raises(Refused) as refused:
        read(" ")
    assert "“" not in tell(refused.value), "«“” không phải năm»"
    with pytest.raises(Refused, match="“x”"):
        read("x")


def test_papers_show_the_vietnamese_day() -> None:
    late = datetime(2022, 12, 9, 17, 5, tzinfo=UTC)
    assert (short_time(late), long_time(late)) == ("00:05", "00 giờ 05 phút")
    assert local_date(late) == date(2022, 12, 10), "after 17:00 UTC it is the next day in Vietnam"


@pytest.mark.parametrize("typed", ["1 8", "9 1/2", "18 5", "1 0000"])
def test_numbers_beside_each_other_are_not_one(typed: str) -> None:
    with pytest.raises(Refused):
        parse_points(typed)


def test_blanks_between_thousands_are_read() -> None:
    assert parse_points("1 000") == 1000


def test_what_is_below_nothing_has_a_true_minus_and_may_be_typed_back() -> None:
    value = Decimal("-1234.5")
    assert (number(value), plain_number(value)) == ("−1.234,5", "-1234,5")
    assert parse_decimal("−1234,5") == parse_decimal(plain_number(value)) == value
