"""Until when something is to be done, as offices write it: a day, a quarter, «thường xuyên»."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.words import FIRST_YEAR, LAST_YEAR, short_date


class Due(NamedTuple):
    """Until when something is to be done.

    Attributes:
        day: The last day; None where the words name none («Thường xuyên»).
        words: What was written, where it is more than a day.
    """

    day: date | None
    words: str = ""

    @property
    def said(self) -> str:
        """What is typed for it."""
        return self.words or (short_date(self.day) if self.day else "")


_ALWAYS = (
    "thường xuyên|liên tục|xuyên suốt|((cả|trong|(xuyên )?suốt|quanh) )+năm|không thời hạn"
    "|(hằng|hàng) (tuần|tháng|quý|năm)([,; và]+(tuần|tháng|quý|năm))*"
    "|(hằng|hàng) ngày|định kỳ.*|theo .*|(ngay |sau |trước )?khi .*"
)
_DAYS = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?:.*[^\d\s]\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm\s+(?P<year>\d{4}))?",
    r"(?:.*[^\d\s/.-]\s+)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}|\d{2}))?",
)
"""Days, also with words before them; without a year, it is of the year that is asked for."""
_AND = r"\s*(?:-|–|đến|,|và|\+)\s*"
_PERIODS = (
    rf"(?:tháng|t)\s*(?:\d{{1,2}}{_AND}(?:tháng\s*)?)*(?P<month>\d{{1,2}})",
    rf"tháng\s*(?:[ivx]+{_AND}(?:tháng\s*)?)*(?P<roman>i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})",
    r"(?P<later>vi{0,3}|ix|xi{0,2})(?=\s*[/.-]\s*\d{4})",
    rf"(?:quý|q)\s*(?:(?:iv|i{{1,3}}|[1-4]){_AND}(?:quý\s*|q)?)*(?P<quarter>iv|i{{1,3}}|[1-4])",
    r"(?P<half>(?:6|sáu) tháng (?:đầu|cuối) năm)",
    r"(?P<nine>(?:9|chín) tháng(?: đầu năm)?)",
    r"(?P<number>\d{1,2})(?=\s*[/.-]\s*\d{4})",
    r"(?:(?:hết|cuối) )?(?P<whole>năm|(?=\d{4}))",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
"""Months; bare, «IV/2026» may be the quarter, «XI/2026» is none."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BEFORE = r"(?:(?:từ|trước|đến|trong|hết|cuối|xong|hoàn thành|hoàn thành trong)\s+)*"
_OF_YEAR = r"(?:\s*(?:/|năm|-|,|\.)?\s*(?P<year>\d{4}))?"


def parse_due(text: str, year: int) -> Due:
    """Read until when: a day, «12/2023», «Quý IV/2023», «trước ngày 31/12», or words without a day.

    Args:
        text: What is written.
        year: The year where none is written.

    Raises:
        Refused: Nothing that an office writes there.
    """
    plain = " ".join(text.split())
    low = plain.lower()
    if re.fullmatch(_ALWAYS, low):
        return Due(None, plain)
    for period in _PERIODS:
        if found := re.fullmatch(f"{_BEFORE}{period}{_OF_YEAR}", low, re.ASCII):
            parts = found.groupdict()
            return Due(_month_end(_last_month(parts), int(parts["year"] or year), text), plain)
    for written in _DAYS:
        if found := re.fullmatch(written, low, re.ASCII):
            day = _day(found.groupdict(), year, text)
            return Due(day, "" if low[0].isdigit() and found["year"] else plain)
    raise _no_day(text)


def _day(parts: dict[str, str | None], year: int, text: str) -> date:
    of = parts["year"] or str(year)
    with suppress(ValueError):
        number = int(of) if len(of) > 2 else 2000 + int(of)  # noqa: PLR2004  # «23»
        return date(number, int(parts["month"] or 0), int(parts["day"] or 0))
    raise _no_day(text)


def _last_month(parts: dict[str, str | None]) -> int:
    if month := parts.get("month") or parts.get("number"):
        return int(month)
    if roman := parts.get("roman") or parts.get("later"):
        return _ROMAN.index(roman) + 1
    if quarter := parts.get("quarter"):
        return 3 * (_QUARTERS.get(quarter) or int(quarter))
    if parts.get("nine"):
        return 9
    return 6 if "đầu" in (parts.get("half") or "") else 12


def _month_end(month: int, year: int, text: str) -> date:
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:  # noqa: PLR2004  # a year's months
        raise _no_day(text)
    return date(year, month, monthrange(year, month)[1])


def _no_day(text: str) -> Refused:
    return Refused(N_("“{text}” is not a date. Write day/month/year: 09/12/2022."), text=text)
