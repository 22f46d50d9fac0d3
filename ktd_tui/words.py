"""How Vietnamese offices write numbers, dates and times (Nghị định 30/2020/NĐ-CP; domain.md §7)."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from ktd_tui.clock import VIETNAM, local
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

MAX_DECIMALS = 2
_VIETNAMESE = str.maketrans(",.-", ".,−")
_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d*)?|\.\d+)", re.ASCII)
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*([1-9]\d{3})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})\s*(?:(?:[:h]|giờ)\s*(?:(\d{1,2})\s*(?:phút)?)?)?", re.ASCII)


def number(value: Decimal | int) -> str:
    """Write a number with a decimal comma and dots between thousands (``1.234,5``), and a true minus."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_VIETNAMESE)


def plain_number(value: Decimal | int) -> str:
    """Write a number as one types it: a hyphen, and no dots between thousands, which would be refused."""
    return number(value).replace(".", "").replace("−", "-")


def with_unit(value: Decimal, unit: str) -> str:
    """Write a number with what it counts: «12 vụ», «97%»."""
    return f"{number(value)}{unit}" if unit.startswith("%") else f"{number(value)} {unit}".rstrip()


def file_size(octets: int) -> str:
    """Write how large something is: ``812 byte``, ``17 kB``, ``1,2 MB``, ``25 GB``."""
    for unit, most in (("GB", 10**9), ("MB", 10**6)):
        if octets >= most:
            return f"{number((Decimal(octets) / most).quantize(Decimal('0.1'), ROUND_HALF_UP))} {unit}"
    return f"{number((octets + 500) // 1000)} kB" if octets >= 1000 else f"{octets} byte"  # noqa: PLR2004  # kB


@lru_cache(maxsize=512)
def percent(share: Fraction) -> str:
    """Write a share as ``92,3%``, rounded half up to one decimal."""
    scaled = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return f"{number(scaled.quantize(Decimal('0.1'), ROUND_HALF_UP))}%"


def count(value: int) -> str:
    """Write a paper's number with at least two digits: ``05`` (Phụ lục I, II.3c)."""
    return f"{value:02d}"


@lru_cache(maxsize=512)
def short_date(day: date) -> str:
    """Write ``09/12/2022``."""
    return f"{day:%d/%m/%Y}"


def long_date(day: date) -> str:
    """Write ``ngày 09 tháng 12 năm 2022``; months 1 and 2 with a leading 0 (Phụ lục I, II.4)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004  # the decree names months 1 and 2
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


_DAY = re.compile(r"\bngày (\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


def in_full(text: str) -> str:
    """Write the days that were typed short in a sentence as the decree has them: «ngày 15 tháng 01 năm …»."""

    def written(found: re.Match[str]) -> str:
        day, month, year = map(int, found.groups())
        try:
            return long_date(date(year, month, day))
        except ValueError:  # no such day: it stands as it was typed
            return found[0]

    return _DAY.sub(written, text)


def long_time(instant: datetime) -> str:
    """Write the Vietnamese wall clock of an instant: ``14 giờ 00 phút``."""
    return f"{local(instant):%H giờ %M phút}"


@lru_cache(maxsize=4096)  # a long meeting tells the same hours at each line that comes to it
def short_time(instant: datetime) -> str:
    """Write the Vietnamese wall clock of an instant: ``14:05``."""
    return f"{local(instant):%H:%M}"


def short_moment(instant: datetime) -> str:
    """Write the Vietnamese wall clock of an instant with its day: ``14:05 09/12/2022``."""
    return f"{local(instant):%H:%M %d/%m/%Y}"


def _unread(text: str, message: str, blank: str) -> Refused:
    """Return why something cannot be read; nothing at all is not quoted: «“” is not a year»."""
    return Refused(message, text=text) if text.strip() else Refused(blank)


def parse_decimal(text: str) -> Decimal:
    """Read a number typed with ``,`` or ``.`` before the decimals.

    Raises:
        Refused: Not a plain number, or more than two decimals.
    """
    plain = text.strip().replace(",", ".").replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        raise _unread(text, N_("“{text}” is not a number. Type for example 8 or 8,5."), N_("Write a number."))
    value = Decimal(plain) + 0  # so that “-0” is 0
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MAX_DECIMALS:
        raise Refused(N_("At most two decimals: {text}"), text=text)
    return value


NO_POINTS = frozenset(
    [
        "-", "--", "–", "—", "\u2212", "\u2012", "\u2015", "/", "//", ".", "..", "...", "…",
        "x", "*", "k", "ko", "kad", "k/ad", "kđ",
        "n/a", "na",
        "không", "khong", "không có", "khong co", "không áp dụng", "khong ap dung", "không giao",
        "khong giao", "không đăng ký", "không đánh giá", "không chấm", "không xét", "không phát sinh", "miễn",
        "chưa có", "chưa chấm", "chưa đánh giá",
    ]
)  # fmt: skip
"""What offices write where no points are given, in small letters."""
_AFTER_POINTS = r"\s*(đ|đ\.|điểm)$"
_THOUSANDS = r"[+-]?\d{1,3}(\.\d{3})+"
_OF_MOST = r"(\d+[.,]\d+)\s*/\s*(\d+(?:[.,]\d+)?)"
_FRACTION = r"(\d{1,2})/(\d{1,3})"
_GROUPED = r"[+-]?\d{1,3}((\.\d{3})+,|(,\d{3})+\.)\d{1,2}"
_RANGE = r"(\d+(?:[.,]\d+)?)\s*[-–—]\s*(\d+(?:[.,]\d+)?)"
_NOTED = r"([+-]?\d+(?:[.,]\d+)?)\s*(?:đ|điểm)?\s*(\*+|\(.*\))"
_MARKS = "[¹²³⁰⁴-⁹]+"
"""Little numbers behind a number: those of notes."""
_PARTS = {"½": ",5", "¼": ",25", "¾": ",75"}


def bare_number(shown: str) -> str:
    """Reduce what stands for a number: full-width digits, «½», long minus signs, «(1)», blanks, «điểm»."""
    whole = re.sub("(\\d*) ?([½¼¾])", lambda part: (part[1] or "0") + _PARTS[part[2]], shown)
    whole = re.sub(_MARKS, "*", whole)  # «18¹» is not 181
    text = re.sub(_AFTER_POINTS, "", unicodedata.normalize("NFKC", whole).strip().lstrip("'’‘`").lower())
    text = re.sub(r"^\((\d+(?:[.,]\d+)?)\)$", r"-\1", text)  # as accounts write it
    text = re.sub(r"^[−–—-]\s*(?=\d)", "-", re.sub(r"^\+\s+(?=\d)", "+", text))
    if re.fullmatch(_GROUPED, text):  # «1.234,5», «1,234.5»
        text = re.sub(r"[.,](?=.*[.,])", "", text)
    return text.replace(" ", "") if re.fullmatch(r"[+-]?\d{1,3}( \d{3})+(,\d+)?", text) else text


def parse_points(shown: str, most: Decimal | None = None) -> Decimal:
    """Read points in every writing of an office: «9,5», «5,5đ», «−1»; what may be two numbers is refused.

    Args:
        most: The most points of the criterion: written behind the points, it says nothing new («9,5/10»).

    Raises:
        Refused: No number, or not plainly one.
    """
    typed = bare_number(shown)
    if re.fullmatch(_THOUSANDS, typed):
        raise Refused(
            N_("“{text}” may be {one} or {other}. Write it without dots between thousands."),
            text=shown,
            one=typed.replace(".", ""),
            other=number(Decimal(typed)) if typed.count(".") == 1 else typed.replace(".", ","),
        )
    if found := re.fullmatch(_OF_MOST, typed):
        if most is not None and parse_decimal(found[2]) == most:
            return parse_decimal(found[1])
        message = N_("“{text}” has the most points behind it. Write {one} alone.")
        raise Refused(message, text=shown, one=found[1])
    if found := re.fullmatch(_FRACTION, typed):
        raise Refused(
            N_("“{text}” may be a fraction, a day, or {one}. Write the points."),
            text=shown,
            one=f"{found[1]},{found[2]}",
        )
    if found := re.fullmatch(_RANGE, typed):
        message = N_("“{text}” may be {one} or {other}. Write the points that were given.")
        raise Refused(message, text=shown, one=found[1], other=found[2])
    if found := re.fullmatch(_NOTED, typed):
        message = N_("“{text}” has something behind the points. Write {one} alone; “Lý do” is for notes.")
        raise Refused(message, text=shown, one=found[1])
    try:
        return parse_decimal(typed)
    except Refused as error:
        raise Refused(error.message, text=shown) from error


def parse_date(text: str) -> date:
    """Read ``09/12/2022`` (also ``9-12-2022`` and ``9.12.2022``).

    Raises:
        Refused: Not a date of the calendar, or a year without its four digits.
    """
    if found := _DATE.fullmatch(text.strip()):
        day, month, year = (int(part) for part in found.groups())
        with suppress(ValueError):
            return date(year, month, day)
    message = N_("“{text}” is not a date. Write day/month/year: 09/12/2022.")
    raise _unread(text, message, N_("Write a date as day/month/year: 09/12/2022."))


def optional_date(text: str) -> date | None:
    """Read a date that may be left out, as ``parse_date`` does.

    Raises:
        Refused: Something is written that is no date.
    """
    return parse_date(text) if text.strip() else None


def parse_time(text: str) -> tuple[int, int]:
    """Read ``14:00``, ``14h00``, ``14 giờ 00`` or ``14`` as (hour, minute).

    Raises:
        Refused: Not a time of day.
    """
    if found := _TIME.fullmatch(text.strip().lower()):
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour < 24 and minute < 60:  # noqa: PLR2004  # a day
            return hour, minute
    message = N_("“{text}” is not a time. Write hour:minute: 14:00.")
    raise _unread(text, message, N_("Write a time as hour:minute: 14:00."))


def parse_moment(text: str, day: date) -> datetime:
    """Read an hour of a day («14:20»), or day and hour («09/12/2022 14:20», «9/12 14:20»), as an instant.

    Args:
        text: What was typed.
        day: The day where none is typed; a day without its year is the nearest to it.

    Raises:
        Refused: Not a time of day, or not a date.
    """
    first, _, rest = text.strip().partition(" ")
    if rest.strip() and "/" in first:
        day, text = _nearest(first, day) or parse_date(first), rest
    hour, minute = parse_time(text)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def _nearest(text: str, near: date) -> date | None:
    """Read a day without its year («9/12») as the nearest one to another day; None: it is none."""
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        with suppress(Refused):
            found.append(parse_date(f"{text}/{year}"))
    return min(found, key=lambda one: abs(one - near), default=None)


FIRST_YEAR, LAST_YEAR = 1945, 2200
"""Years that an emulation year can have."""


def year_number(text: str) -> int:
    """Read a year as typed.

    Raises:
        Refused: Not four digits, or no year that an office could mean.
    """
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal() and FIRST_YEAR <= int(plain[:5]) <= LAST_YEAR):
        message = N_("“{text}” is not a year. Write four digits: 2022.")
        raise _unread(text, message, N_("Write a year of four digits: 2022."))
    return int(plain)


def optional_year(text: str) -> int | None:
    """Read a year that may be left out; None where nothing is typed.

    Raises:
        Refused: Something else is typed.
    """
    return year_number(text) if text.strip() else None


def whole_number(text: str) -> int:
    """Read a count as typed; an empty text is 0.

    Raises:
        Refused: Not a whole number.
    """
    plain = text.strip() or "0"
    # Six digits at most: no meeting has a million voters, no bloc as many units.
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 6:  # noqa: PLR2004  # see above
        raise Refused(N_("“{text}” is not a whole number."), text=text)
    return int(plain)
