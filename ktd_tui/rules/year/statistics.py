"""Rows of the yearly statistics: how many movements and awards of which kind there were."""

from collections.abc import Iterable
from typing import NamedTuple

from ktd_tui.domain.organisation import Movement
from ktd_tui.text import fold

CENTRAL = ("trung uong", "thu tuong", "chinh phu")
"""Words of who launches a movement for the whole country."""
BELOW = ("xa", "phuong", "dac khu", "so", "chi cuc", "truong", "benh vien", "cong ty", "trung tam")
"""How the name of an office below ministries and provinces begins, or what it holds."""


class FormColumn(NamedTuple):
    """A column: which it counts, by what they are and how their names begin."""

    name: str
    of: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()


class FormRow(NamedTuple):
    """A row with its code, what is counted in it, and whether the data cannot know it."""

    code: str
    name: str
    unit: str = ""
    of: frozenset[str] = frozenset()
    open: bool = False


class StatisticsForm(NamedTuple):
    """A form: its number, title, what it is about, columns and rows."""

    number: str
    title: str
    of: frozenset[str]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]


class Counted(NamedTuple):
    """A movement or an award that is counted, and what it is."""

    name: str
    tags: frozenset[str]


def form_figures(form: StatisticsForm, found: Iterable[Counted]) -> tuple[tuple[int | None, ...], ...]:
    """Return a form's cells, row by row; None where the data cannot know."""
    there = [one for one in found if form.of <= one.tags]

    def counted(row: FormRow, column: FormColumn) -> int | None:
        if row.open:
            return None
        wanted = row.of | column.of
        named = (one for one in there if not column.begins or _begins(one.name, column.begins))
        return sum(wanted <= one.tags for one in named)

    return tuple(tuple(counted(row, column) for column in form.columns) for row in form.rows)


def _begins(name: str, ways: Iterable[str]) -> bool:
    return any(fold(name).startswith(fold(way)) for way in ways)


def movement_counted(movement: Movement, agency: str, bloc: Iterable[str], units: Iterable[str]) -> Counted:
    """Return what a movement counts as; who launched it, and for how long, as far as that is known.

    Args:
        agency: The body that the council serves.
        bloc: The names of the bloc.
        units: The names of its units.
    """
    tags = {"movement", "regular" if movement.yearly else "special"}
    tags |= _launched(movement.launcher, agency, bloc, units) | _lasting(movement)
    return Counted(movement.title, frozenset(tags))


def _launched(launcher: str, agency: str, bloc: Iterable[str], units: Iterable[str]) -> set[str]:
    said = fold(launcher)
    if not said:
        return set()
    if said in set(map(fold, bloc)):
        return {"office", "bloc"}
    if said in set(map(fold, units)):
        return {"office", "unit"}
    if any(word in said for word in CENTRAL):
        return {"central"}
    if said == fold(agency):
        low = any(f" {word} " in f" {said} " for word in BELOW)
        return {"office", "unit"} if low else {"ministry"}
    return set()


def _lasting(movement: Movement) -> set[str]:
    if movement.yearly:
        return {"one-year"}
    if movement.first_year is None or movement.last_year is None:
        return set()
    years = movement.last_year - movement.first_year + 1
    for below, tag in ((2, "one-year"), (3, "to-three"), (5, "to-five")):
        if years < below:
            return {tag}
    return {"five-on"}


LEVELS = {"central", "ministry", "office"}


def level_unknown(one: Counted) -> bool:
    """Tell whether nobody said at which level a movement was launched."""
    return "movement" in one.tags and not one.tags & LEVELS
