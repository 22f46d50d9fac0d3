"""Confirming what the blank cells of a layer propose: a cell, a row, a unit or all, in one step."""

from typing import NamedTuple

from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.operations.scoring.many import CellGiven, SheetGiven, record_sheets
from ktd_tui.rules.scoring.layers import View


class Confirmed(NamedTuple):
    """What came of confirming.

    Attributes:
        cells: How many cells were written.
        refused: Why others were not, by (unit id, code).
    """

    cells: int
    refused: dict[tuple[str, str], KtdError]


def confirm(desk: Desk, bloc_year_id: str, view: View, unit_id: str = "", code: str = "") -> Confirmed:
    """Write what blank cells propose; what is not confirmed counts nothing.

    Args:
        unit_id: The unit; empty: all.
        code: The row; empty: all.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no such layer, no blank cell proposes anything there, or a sheet is handed in or
            locked.
    """
    of = grid(desk, bloc_year_id, view)
    cells: dict[str, list[CellGiven]] = {}
    for one in (unit.id for unit in of.units if unit_id in ("", unit.id)):
        for row in of.rows:
            value = of.proposed(one, row) if code in ("", row.code) else None
            if value is not None:
                cells.setdefault(one, []).append(CellGiven(row.code, value))
    if not cells:
        raise Refused(N_("No blank cell proposes anything here."))
    refused: dict[tuple[str, str], KtdError] = {}
    count = sum(len(of_unit) for of_unit in cells.values())
    told = {"layer": layer_said(of.criteria, view.layer), "count": str(count)}
    with desk.store.transaction(N_("{layer}: {count} proposed cells confirmed"), told):
        sheets = [SheetGiven(unit, view, given) for unit, given in cells.items()]  # rows may hang together
        for unit, wrong in zip(cells, record_sheets(desk, bloc_year_id, sheets), strict=True):
            if isinstance(wrong, KtdError):
                raise wrong
            refused |= {(unit, row_code): error for row_code, error in wrong.items()}
    return Confirmed(count - len(refused), refused)
