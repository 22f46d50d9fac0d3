"""Which copies are kept: the newest of each of the last days, weeks, months and years."""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


class Keep(NamedTuple):
    """For how many days, weeks, months and years the newest copy of each is kept."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0


UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
PERIODS: dict[str, Callable[[date], tuple[int, ...]]] = {
    "days": lambda day: (day.year, day.month, day.day),
    "weeks": lambda day: day.isocalendar()[:2],
    "months": lambda day: (day.year, day.month),
    "years": lambda day: (day.year,),
}
"""In which day, week, month and year a day lies."""


def read_keep(text: str) -> Keep:
    """Read ``7d,4w,12m``.

    Raises:
        Refused: It is written otherwise, or keeps nothing.
    """
    found: dict[str, int] = {}
    for part in text.replace(" ", "").split(","):
        match = re.fullmatch(r"(\d{1,4})([dwmy])", part)
        if not match or UNITS[match[2]] in found:
            raise _unreadable(text)
        found[UNITS[match[2]]] = int(match[1])
    keep = Keep(**found)
    if not any(keep):
        raise _unreadable(text)
    return keep


def _unreadable(text: str) -> Refused:
    return Refused(
        N_("“{text}” says not how long copies are kept. Write it like 7d,4w,12m: days, weeks, months."),
        text=text,
    )


def superfluous(copies: Collection[datetime], keep: Keep) -> set[datetime]:
    """Return the copies that need not be kept.

    Only periods that have a copy are counted, whatever the clock says today: a server that stood still for a
    year, or whose clock went astray, loses no copy by that. The newest is always kept.
    """
    newest_first = sorted(copies, reverse=True)
    kept = set(newest_first[:1])
    for unit, count in keep._asdict().items():
        seen: dict[tuple[int, ...], datetime] = {}
        for copy in newest_first:
            seen.setdefault(PERIODS[unit](copy.date()), copy)
        kept |= set(list(seen.values())[:count])
    return set(copies) - kept
