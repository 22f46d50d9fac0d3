"""Who has led the bloc when, and who is due: the head's office goes round (1122/BTĐKT-VI)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, Role


class Term(NamedTuple):
    """One year in office."""

    year: int
    unit_id: str


def terms_held(years: Iterable[BlocYear], role: Role = Role.HEAD) -> tuple[Term, ...]:
    """Return who held an office in which year, the earliest first."""
    held = ((year.year, year.unit_with(role)) for year in years)
    return tuple(Term(number, unit_id) for number, unit_id in sorted(held, key=lambda one: one[0]) if unit_id)


def due(units: Sequence[str], terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the units in the order in which they are due: who never led, then who led longest ago."""
    last = {term.unit_id: term.year for term in terms}
    return tuple(sorted(units, key=lambda unit: (unit in last, last.get(unit, 0), units.index(unit))))
