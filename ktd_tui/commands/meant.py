"""Which year, unit and row of a list a command means, by its options."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, member_named, year_of

T = TypeVar("T")


def year_meant(desk: Desk, options: Namespace) -> BlocYear:
    """Return the year that a command names."""
    return year_of(desk, bloc_named(desk, options.bloc), options.year)


def unit_meant(desk: Desk, year: BlocYear, name: str) -> Unit:
    """Return a unit of a year by its name or short name, marks aside."""
    return member_named(desk, year, name)


def numbered(rows: Sequence[T], typed: str, command: str) -> T:
    """Return the row of a number, as ``command`` lists them from 1.

    Raises:
        Refused: There is no such number.
    """
    place = int(typed[:6]) if typed.isascii() and typed.isdecimal() else 0
    if not 1 <= place <= len(rows):
        raise Refused(N_("There is no number {n}; “{command}” lists them."), n=typed, command=command)
    return rows[place - 1]


def given(options: Namespace, names: Iterable[str], there: Record | None) -> dict[str, str]:
    """Return texts as they were typed; what was left out is as it is ``there``, empty in something new."""

    def kept(name: str) -> str:
        value = getattr(there, name, None)
        return "" if value is None else str(value)

    typed = {name: getattr(options, name) for name in names}
    return {name: kept(name) if text is None else text for name, text in typed.items()}
