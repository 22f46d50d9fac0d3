"""Many cells of one unit's sheet written at once: an import, a paste. Each is checked as if it were typed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, ScoreSheet
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.evaluating import Read, gaps, read_unit, unit_facts
from ktd_tui.operations.scoring.sheets import (
    criteria_of,
    fillable_sheet,
    right_to_sheet,
    scope_of_sheet,
    sheet_of,
)
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.score_rows import UnitFacts, check_there, score_row
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
    act = right_to_sheet(desk, place)
    with desk.act(act, N_("Scores of {unit}: {count} cells"), told, at=at) as store:
        year = store.get(BlocYear, bloc_year_id)
        criteria = criteria_of(desk, year)
        sheet = fillable_sheet(desk, store, place)
        check_sheet_open(sheet, told["unit"])
        of = read_unit(desk, year, criteria, unit_id)
        facts = unit_facts(of).get(unit_id)
        given = []
        for cell in cells:
            try:
                given.append(_checked(criteria, facts, view, cell, told["unit"]))
            except KtdError as error:
                wrong[cell.code] = error
        fresh = _with_cells(sheet, given)
        fresh = _with_reasons(of, (sheet, fresh), given, wrong)
        if fresh != sheet:
            store.save(fresh)
    return wrong


def _checked(
    criteria: CriteriaSet, facts: UnitFacts | None, view: View, cell: CellGiven, unit: str
) -> CellGiven:
    score_row(criteria, cell.code)
    if cell.points is not None:
        check_points(criteria, cell.code, cell.points)
        check_there(criteria, facts, view.layer, cell.code, unit)
    return cell._replace(reason=within(cell.reason, LIMIT))


def _with_reasons(
    of: Read, sheets: tuple[ScoreSheet, ScoreSheet], cells: Sequence[CellGiven], wrong: dict[str, KtdError]
) -> ScoreSheet:
    """Put the reasons beside the points; what lacks its own stays as before, and is told in ``wrong``."""
    sheet, fresh = sheets
    found = gaps(of, fresh)
    for cell in cells:
        try:
            why = _reason(of, sheet, cell, found.get(cell.code))
        except KtdError as error:
            wrong[cell.code] = error
            fresh = _as_before(fresh, sheet, cell.code)
            continue
        fresh = fresh.with_(reasons=_put(fresh.reasons, cell.code, why or None))
    return fresh


def _with_cells(sheet: ScoreSheet, cells: Sequence[CellGiven]) -> ScoreSheet:
    points, by_hand = dict(sheet.points), dict(sheet.by_hand)
    for cell in cells:
        points = _put(points, cell.code, cell.points)
        by_hand.pop(cell.code, None)
    return sheet.with_(points=points, by_hand=by_hand)


def _as_before(fresh: ScoreSheet, sheet: ScoreSheet, code: str) -> ScoreSheet:
    return fresh.with_(
        points=_put(fresh.points, code, sheet.points.get(code)),
        by_hand=_put(fresh.by_hand, code, sheet.by_hand.get(code)),
    )


def _reason(of: Read, sheet: ScoreSheet, cell: CellGiven, gap: Decimal | None) -> str:
    """Return the reason that stands with a cell from now on."""
    if cell.points is None:
        return ""
    same = cell.points == sheet.points.get(cell.code) and cell.code not in sheet.by_hand
    known = sheet.reasons.get(cell.code, "") if same else ""
    limit = layers.gap_limit(of.year, of.criteria, sheet.layer)
    return layers.needed_reason(cell.code, gap, limit, cell.reason or known)


def _put(cells: Mapping[str, T], code: str, value: T | None) -> dict[str, T]:
    return {c: v for c, v in {**cells, code: value}.items() if v is not None}
