"""Blank cells of the grid filled from others: downward, to the right, or with the points of another layer.

What stands in a cell already is left alone; each is a plan like that of a paste, shown before it is written.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.operations.scoring.paste import PastedCell, PastePlan
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.words import number


def fill_down(of: Grid, unit_id: str, code: str) -> PastePlan:
    """Say what putting a cell's points into the blank cells of its unit below would do.

    Raises:
        Refused: The cell is blank.
    """
    codes = [row.code for row in of.rows]
    below = codes[codes.index(code) + 1 :]
    points = _there(of, unit_id, code)
    return _plan(of, ((PastedCell(unit_id, one, None, points)) for one in below))


def fill_right(of: Grid, unit_id: str, code: str) -> PastePlan:
    """Say what putting a cell's points into the blank cells of its row to the right would do.

    Raises:
        Refused: The cell is blank.
    """
    units = [unit.id for unit in of.units]
    points = _there(of, unit_id, code)
    return _plan(of, (PastedCell(one, code, None, points) for one in units[units.index(unit_id) + 1 :]))


def other_layers(of: Grid) -> dict[str, str]:
    """Return the layers beside the one in view that have any points, each with its name."""
    return {
        layer: layer_said(of.criteria, layer)
        for layer, points in of.by_layer.items()
        if layer != of.view.layer and any(points.values())
    }


def copy_layer(of: Grid, layer: str, unit_ids: Iterable[str]) -> PastePlan:
    """Say what putting another layer's points into the blank cells of units would do."""
    there = of.by_layer[layer]
    return _plan(
        of,
        (
            PastedCell(unit, row.code, None, there[unit][row.code])
            for unit in unit_ids
            for row in of.rows
            if row.code in there.get(unit, {})
        ),
    )


def _there(of: Grid, unit_id: str, code: str) -> Decimal:
    points = of.entered(unit_id, code)
    if points is None:
        raise Refused(N_("The cell is blank; there is nothing to fill the others with."))
    return points


def _plan(of: Grid, wanted: Iterable[PastedCell]) -> PastePlan:
    cells, unfit = [], []
    for cell in wanted:
        blank = of.entered(cell.unit_id, cell.code) is None
        if not blank or not of.asked(cell.unit_id) or not of.is_there(cell.unit_id, cell.code):
            continue
        if said := next(_unfit(of, cell), None):
            unfit.append(said)
        else:
            cells.append(cell)
    return PastePlan(tuple(cells), tuple(unfit), ())


def _unfit(of: Grid, cell: PastedCell) -> Iterator[str]:
    """Yield why a cell does not take the points, where it does not."""
    row = score_row(of.criteria, cell.code)
    try:
        row.kind.check(row.entry, cell.points)
    except KtdError as error:
        yield tell(error)
        return
    if row.kind.computed:  # what is entered there is a count or a result, never points
        yield t(
            "{code} takes no points but {what}: {points} is left out",
            code=cell.code,
            what=t(row.kind.entered),
            points=number(cell.points),
        )
