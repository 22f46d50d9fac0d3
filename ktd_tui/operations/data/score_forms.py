"""The line of a score form that says which sheet it is, for ktd to know when the form comes back."""

import re
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.errors import NotFound, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.sheets.cells import Line, where

_MARK = re.compile(r"ktd\.1 (\S+) (\S+) (\S+) (\S+) (\S+)")
NONE = "-"


class Form(NamedTuple):
    """Which sheet a form is.

    Attributes:
        scorer: The unit that scores, empty but in the cross layer.
        where: Where the form says so.
    """

    year: BlocYear
    unit: str
    layer: str
    scorer: str
    criteria_id: str
    where: str


def form_mark(year: BlocYear, unit: Unit, layer: str, scorer: Unit | None) -> str:
    """Write the line."""
    return f"ktd.1 {year.id} {unit.id} {layer} {scorer.id if scorer else NONE} {year.criteria_id or NONE}"


def form_above(desk: Desk, lines: tuple[Line, ...], sheet: str) -> Form | None:
    """Read the line above a table's head; None where it is no form of ktd.

    Raises:
        Refused: The form is of other data.
    """
    for line in lines:
        for cell in line.cells.values():
            if found := _MARK.fullmatch(cell.text):
                return _form(desk, found.groups(), where(sheet, line.number))
    return None


def _form(desk: Desk, parts: tuple[str, ...], place: str) -> Form:
    year_id, unit_id, layer, scorer_id, criteria_id = parts
    try:
        year = desk.store.get(BlocYear, year_id)
        unit = desk.store.get(Unit, unit_id).name_in(year.year)
        scorer = "" if scorer_id == NONE else desk.store.get(Unit, scorer_id).name_in(year.year)
        return Form(year, unit, layer, scorer, criteria_id, place)
    except (NotFound, ValueError) as error:
        raise Refused(N_("{place}: the form is not of this data."), place=place) from error
