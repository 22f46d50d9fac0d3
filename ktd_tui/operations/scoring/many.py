"""Many cells of one unit's sheet written at once: an import, a paste. Each is checked as if it were typed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import ScoreSheet
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.sheets import changeable_sheet, criteria_of, scope_of_sheet, sheet_of
from ktd_tui.rules.access import LAYERS
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.criterion_kinds import score_row, score_rows
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.sheets import check_sheet_open

T = TypeVar("T")


class CellGiven(NamedTuple):
    """The points of one cell; None clears it."""

    code: str
    points: Decimal | None
    reason: str = ""


def record_many(
    desk: Desk, bloc_year_id: str, unit_id: str, view: View, cells: Sequence[CellGiven]
) -> dict[str, KtdError]:
    """Write cells of a unit's sheet in one act; those that cannot be are returned by code, with why.

    Raises:
        NotAllowed: The right is missing.
        Refused: The sheet is not asked of this scorer, is handed in or locked, or the minutes are signed.
    """
    place = sheet_of(desk, bloc_year_id, unit_id, view)
    told = {"unit": unit_label(desk, unit_id), "count": str(len(cells))}
    wrong: dict[str, KtdError] = {}
    at = scope_of_sheet(desk.scope(place), place)
    with desk.act(LAYERS[view.layer], N_("Scores of {unit}: {count} cells"), told, at=at) as store:
        year = store.get(BlocYear, bloc_year_id)
        criteria = criteria_of(desk, year)
        sheet = changeable_sheet(desk, store, place)
        check_sheet_open(sheet, told["unit"])
        others = store.find(ScoreSheet, bloc_year_id=bloc_year_id, unit_id=unit_id)
        rows = {row.code: row for row in score_rows(criteria)}
        points, reasons = dict(sheet.points), dict(sheet.reasons)
        for cell in cells:
            try:
                row = rows.get(cell.code) or score_row(criteria, cell.code)
                if cell.points is not None:
                    row.kind.check(row.entry, cell.points)
                why = reason_of(year, sheet, others, cell)
            except KtdError as error:
                wrong[cell.code] = error
                continue
            _put(points, cell.code, cell.points)
            _put(reasons, cell.code, why or None)
        fresh = sheet.with_(points=points, reasons=reasons)
        if fresh != sheet:
            store.save(fresh)
    return wrong


def reason_of(year: BlocYear, sheet: ScoreSheet, others: Sequence[ScoreSheet], cell: CellGiven) -> str:
    """Return the reason that stands with a cell from now on.

    Args:
        others: All sheets of the unit in that year.

    Raises:
        ReasonNeeded: The gap to the layer before is beyond the year's limit and no reason was given.
    """
    if cell.points is None:
        return ""
    found = layers.layer_gap(layers.cell_values(others, cell.code) | {sheet.layer: cell.points}, sheet.layer)
    known = sheet.reasons.get(cell.code, "") if cell.points == sheet.points.get(cell.code) else ""
    return layers.needed_reason(cell.code, found, year.gap_limit, within(cell.reason, LIMIT) or known)


def _put(cells: dict[str, T], code: str, value: T | None) -> None:
    if value is None:
        cells.pop(code, None)
    else:
        cells[code] = value
