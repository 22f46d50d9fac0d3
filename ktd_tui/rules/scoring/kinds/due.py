"""Until when a row is scored, with its evidence: «30/11» of each year, or «15/01 năm sau».

A set is taken over from year to year, so that no year stands in it.
"""

import re
from contextlib import suppress
from datetime import date

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.text import fold

_TYPED = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*(nam sau|next year|\+1)?", re.ASCII)
NEXT_YEAR = "+1"
LEAP = 2024
"""A year that has every day."""


def due_read(text: str) -> str:
    """Return a day as it is kept: «30/11», «15/01+1».

    Raises:
        Refused: It is no day of the calendar, or has a year in it.
    """
    if found := _TYPED.fullmatch(fold(text).strip()):
        day, month = int(found[1]), int(found[2])
        with suppress(ValueError):
            return f"{date(LEAP, month, day):%d/%m}{NEXT_YEAR if found[3] else ''}"
    raise Refused(
        N_("“{text}” is no day of every year. Write 30/11, or 15/01 năm sau for the year after."), text=text
    )


def due_written(due: str) -> str:
    """Write a day as one would type it."""
    return due.replace(NEXT_YEAR, " năm sau")


def due_in(due: str, year: int) -> date | None:
    """Return the day in a year; of the 29th of February the last of that month where there is none."""
    if not due:
        return None
    day, month = (int(part) for part in due.removesuffix(NEXT_YEAR).split("/"))
    of = year + due.endswith(NEXT_YEAR)
    with suppress(ValueError):
        return date(of, month, day)
    return date(of, month, day - 1)
