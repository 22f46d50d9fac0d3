"""The decision that a title or a cell names: «Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2023»."""

import re
from typing import NamedTuple

_DAY = r"ngày\s+(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<year>\d{4})"
_NAMED = re.compile(
    rf"(?:(?:quyết định|QĐ)\s*(?:số)?\s*:?\s*)?(?P<number>\d+[\w.-]*/[\w./&-]+),?\s*{_DAY}", re.IGNORECASE
)
_WRITTEN_DAY = re.compile(_DAY, re.IGNORECASE)


class DecisionNamed(NamedTuple):
    """A decision by its number and its day (dd/mm/yyyy)."""

    number: str
    day: str


def decision_named(text: str) -> DecisionNamed | None:
    """Return the decision that a text names, None where it names none."""
    found = _NAMED.search(text)
    return DecisionNamed(found["number"], _day(found)) if found else None


def day_written(text: str) -> str:
    """Return «ngày 05 tháng 01 năm 2023» as a day is typed; anything else as it is."""
    found = _WRITTEN_DAY.fullmatch(text.strip() if "ngày" in text.lower() else f"ngày {text.strip()}")
    return _day(found) if found else text


def _day(found: "re.Match[str]") -> str:
    return f"{found['day']}/{found['month']}/{found['year']}"
