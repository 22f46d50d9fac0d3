"""Which copies a rule such as 7d,4w,12m keeps."""

from datetime import UTC, datetime, timedelta

import pytest

from ktd_tui.errors import Refused
from ktd_tui.rules.server.keeping import Keep, read_keep, superfluous

START = datetime(2022, 12, 31, 19, 30, tzinfo=UTC)
NIGHTS = [START - timedelta(days=n) for n in range(800)]


def kept(copies: list[datetime], keep: Keep) -> list[datetime]:
    return sorted(set(copies) - superfluous(copies, keep), reverse=True)


def test_the_newest_of_each_period() -> None:
    found = kept(NIGHTS, Keep(days=7, weeks=4, months=12))
    assert found[:7] == NIGHTS[:7]
    assert {day.date().isocalendar()[:2] for day in found[:9]} >= {
        (2022, 52),
        (2022, 51),
        (2022, 50),
        (2022, 49),
    }
    last_days = {(2022, month) for month in range(1, 13)}
    assert {(day.year, day.month) for day in found} == last_days
    assert all((day + timedelta(days=1)).month != day.month for day in found[9:])


def test_two_of_one_day() -> None:
    morning = START - timedelta(hours=8)
    assert kept([morning, START], Keep(days=3)) == [START]


def test_nights_kept_one_after_the_other_are_those_kept_at_once() -> None:
    keep, there = Keep(days=7, weeks=4, months=12), list[datetime]()
    for night in reversed(NIGHTS):
        there = kept([*there, night], keep)
        assert night in there
    assert there == kept(NIGHTS, keep)


def test_a_server_that_stood_still_for_two_years_loses_nothing() -> None:
    old = [START - timedelta(days=730 + n) for n in range(3)]
    assert kept([START, *old], Keep(days=7)) == [START, *old]


def test_the_newest_stays_whatever_is_kept() -> None:
    assert kept(NIGHTS, Keep(years=0)) == NIGHTS[:1]
    assert kept([], Keep(days=7)) == []


def test_how_it_is_written() -> None:
    assert read_keep("7d, 4w,12m") == Keep(7, 4, 12)
    assert read_keep("2y") == Keep(years=2)
    for text in ("", "7", "7x", "7d,7d", "0d", "-1d", "7d;4w", "12345d"):
        with pytest.raises(Refused):
            read_keep(text)
