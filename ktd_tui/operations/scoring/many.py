"""Many cells of one unit's sheet written at once: an import, a paste. Each is checked as if it were typed."""

from collections.abc import Mapping, Sequence
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
from ktd_tui.operations.scoring.evaluating import Read, gaps, read, unit_facts
from ktd_tui.operations.scoring.sheets import (
    criteria_of,
    fillable_sheet,
    right_to_sheet,
    scope_of_sheet,
    sheet_of,
)
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import (
    ScoreRow,
    UnitFacts,
    check_there,
    plain_codes,
    score_row,
    score_rows,
)
from ktd_tui.rules.scoring.sheets import check_sheet_open

T = TypeVar("T")
SCORES = N_("Scores of {unit}: {count} cells")


class CellGiven(NamedTuple):
    """The points of one cell; None clears it.

    Attributes:
        marks: What several people gave, of which the points are the mean.
    """

    code: str
    points: Decimal | None
    reason: str = ""
    marks: tuple[Decimal, ...] = ()


class SheetGiven(NamedTuple):
    """Cells of one unit's sheet in a view."""

    unit_id: str
    view: View
    cells: Sequence[CellGiven]


def record_many(
    desk: Desk, bloc_year_id: str, unit_id: str, view: View, cells: Sequence[CellGiven]
) -> dict[str, KtdError]:
    """Write cells of a unit's sheet in one act; those that cannot be are returned by code, with why.

    Raises:
        NotAllowed: The right is missing.
        Refused: The sheet is not asked of this scorer, is handed in or locked, or the minutes are signed.
    """
    told = {"unit": unit_label(desk, unit_id), "count": str(len(cells))}
    with desk.store.transaction(SCORES, told):
        (found,) = record_sheets(desk, bloc_year_id, [SheetGiven(unit_id, view, cells)])
    if isinstance(found, KtdError):
        raise found
    return found


def record_sheets(
    desk: Desk, bloc_year_id: str, given: Sequence[SheetGiven]
) -> list[dict[str, KtdError] | KtdError]:
    """Write cells of several sheets in one transaction; the year is read once for all of them.

    Returns:
        For each sheet what of it cannot be written, by code, or why nothing of it can.
    """
    with desk.store.transaction(N_("Scores: {count} sheets"), {"count": str(len(given))}):
        year = desk.store.get(BlocYear, bloc_year_id)
        of = read(desk, year, criteria_of(desk, year))
        rows, facts = {row.code: row for row in score_rows(of.criteria)}, unit_facts(of)
        drafts: list[_Draft | KtdError] = []
        for one in given:
            try:
                drafts.append(_draft(desk, of, rows, facts.get(one.unit_id), one))
            except KtdError as error:
                drafts.append(error)
        sound = [draft for draft in drafts if isinstance(draft, _Draft)]
        beyond = gaps(of, [draft.fresh for draft in sound])
        for draft, found in zip(sound, beyond, strict=True):
            fresh = _with_reasons(of, draft, found)
            if fresh != draft.before:
                desk.store.save(fresh)
        return [draft.wrong if isinstance(draft, _Draft) else draft for draft in drafts]


class _Draft(NamedTuple):
    """A sheet with cells written into it, before the reasons are put beside them."""

    before: ScoreSheet
    fresh: ScoreSheet
    cells: Sequence[CellGiven]
    wrong: dict[str, KtdError]


def _draft(
    desk: Desk, of: Read, rows: Mapping[str, ScoreRow], facts: UnitFacts | None, given: SheetGiven
) -> _Draft:
    place, unit = sheet_of(desk, of.year.id, given.unit_id, given.view), unit_label(desk, given.unit_id)
    told = {"unit": unit, "count": str(len(given.cells))}
    at = scope_of_sheet(desk.scope(place), place)
    with desk.act(right_to_sheet(desk, place), SCORES, told, at=at) as store:
        sheet = fillable_sheet(desk, store, place)
        check_sheet_open(sheet, unit)
    there = plain_codes(of.criteria, facts, given.view.layer)
    wrong: dict[str, KtdError] = {}
    cells = []
    for cell in given.cells:
        try:
            row = rows.get(cell.code) or score_row(of.criteria, cell.code)
            if cell.points is not None:
                for one in cell.marks or (cell.points,):
                    row.kind.check(row.entry, one)
                if cell.code not in there:
                    check_there(of.criteria, facts, given.view.layer, cell.code, unit)
            cells.append(cell._replace(reason=within(cell.reason, LIMIT)))
        except KtdError as error:
            wrong[cell.code] = error
    return _Draft(sheet, _with_cells(sheet, cells), cells, wrong)


def _with_reasons(of: Read, draft: _Draft, found: Mapping[str, Decimal | None]) -> ScoreSheet:
    """Put the reasons beside the points; what lacks its own stays as before, and is told as wrong."""
    fresh, said = draft.fresh, dict[str, str | None]()
    for cell in draft.cells:
        try:
            why = _reason(of, draft.before, cell, found.get(cell.code))
        except KtdError as error:
            draft.wrong[cell.code] = error
            fresh = _as_before(fresh, draft.before, cell.code)
            continue
        said[cell.code] = why or None
    reasons = _put(draft.fresh.reasons, said)
    return fresh if reasons == fresh.reasons else fresh.with_(reasons=reasons)


def _with_cells(sheet: ScoreSheet, cells: Sequence[CellGiven]) -> ScoreSheet:
    written = {cell.code for cell in cells}
    return sheet.with_(
        points=_put(sheet.points, {cell.code: cell.points for cell in cells}),
        by_hand={code: value for code, value in sheet.by_hand.items() if code not in written},
        marks=_put(sheet.marks, {cell.code: cell.marks or None for cell in cells}),
    )


def _as_before(fresh: ScoreSheet, sheet: ScoreSheet, code: str) -> ScoreSheet:
    return fresh.with_(
        points=_put(fresh.points, {code: sheet.points.get(code)}),
        by_hand=_put(fresh.by_hand, {code: sheet.by_hand.get(code)}),
        marks=_put(fresh.marks, {code: sheet.marks.get(code)}),
    )


def _reason(of: Read, sheet: ScoreSheet, cell: CellGiven, gap: Decimal | None) -> str:
    """Return the reason that stands with a cell from now on."""
    if cell.points is None:
        return ""
    same = cell.points == sheet.points.get(cell.code) and cell.code not in sheet.by_hand
    known = sheet.reasons.get(cell.code, "") if same else ""
    limit = layers.gap_limit(of.year, of.criteria, sheet.layer)
    return layers.needed_reason(cell.code, gap, limit, cell.reason or known)


def _put(cells: Mapping[str, T], written: Mapping[str, T | None]) -> dict[str, T]:
    """Return cells with others written into them; None takes one out."""
    return {code: value for code, value in {**cells, **written}.items() if value is not None}
