"""Typing one cell of the score grid: points, a result, a count; or with “=” points by hand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Clash, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring.evaluating import gaps, read_unit, unit_facts
from ktd_tui.operations.scoring.layering.filling import layer_said
from ktd_tui.operations.scoring.sheets import (
    criteria_of,
    fillable_sheet,
    right_to_sheet,
    scope_of_sheet,
    sheet_of,
)
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.layers import BLOC_VIEW, ReasonNeeded, View
from ktd_tui.rules.scoring.points import check_by_hand, check_points
from ktd_tui.rules.scoring.score_rows import check_there, score_row
from ktd_tui.rules.scoring.scorers.several import marks_read, mean_of
from ktd_tui.rules.scoring.sheets import check_sheet_open
from ktd_tui.words import NO_POINTS, bare_number, number, parse_points

BY_HAND = "="
"""Before points that are to stand instead of computed ones."""
SENTENCES: Mapping[tuple[str, bool], str] = {
    (Layer.SELF, False): N_("Self score of {unit}, {code}: {old} → {new}"),
    (Layer.SELF, True): N_("Self score of {unit}, {code}: {old} → {new} ({reason})"),
    (Layer.CROSS, False): N_("{scorer} scores {unit}, {code}: {old} → {new}"),
    (Layer.CROSS, True): N_("{scorer} scores {unit}, {code}: {old} → {new} ({reason})"),
    (Layer.BLOC, False): N_("Score of {unit}, {code}: {old} → {new}"),
    (Layer.BLOC, True): N_("Score of {unit}, {code}: {old} → {new} ({reason})"),
}
"""What the history says of a cell, by layer, without and with a reason."""
OTHERS = (
    N_("{layer}: {unit}, {code}: {old} → {new}"),
    N_("{layer}: {unit}, {code}: {old} → {new} ({reason})"),
)
"""The same of a layer that the bloc named."""


class ScoreTyped(NamedTuple):
    """What is typed into one cell; an empty text clears it (blank is not 0), “=8” are points by hand.

    Attributes:
        view: Whose score it is.
        reason: Why the points lie far from the layer before, where they do.
    """

    bloc_year_id: str
    unit_id: str
    code: str
    text: str
    view: View = BLOC_VIEW
    reason: str = ""


def record_score(desk: Desk, typed: ScoreTyped, *, seen: Decimal | None = UNSEEN) -> ScoreSheet:
    """Write what was typed into one cell.

    Args:
        seen: What stood in the cell when typing began, None for a blank one.

    Raises:
        Clash: Somebody else scored the cell meanwhile.
        ReasonNeeded: The gap to the layer before is beyond the year's limit and no reason was given.
        Refused: Not a number, negative, over the row's cap, no such row, not asked of this scorer, the
            sheet is handed in or locked, or the scores are approved and signed.
    """
    code, given = typed.code, within(typed.reason, LIMIT)
    place = sheet_of(desk, typed.bloc_year_id, typed.unit_id, typed.view)
    told = _told(desk, typed, place.points.get(code), given)
    sentence = SENTENCES.get((place.layer, bool(given))) or OTHERS[bool(given)]
    with desk.act(
        right_to_sheet(desk, place), sentence, told, at=scope_of_sheet(desk.scope(place), place)
    ) as store:
        year = store.get(BlocYear, typed.bloc_year_id)
        criteria = criteria_of(desk, year)
        sheet = fillable_sheet(desk, store, place)
        check_sheet_open(sheet, told["unit"])
        wanted, points, marks = _read(criteria, code, typed.text)
        there, stood = sheet.points.get(code), sheet.by_hand.get(code)
        if points is not None:
            wanted = there
        elif seen not in (UNSEEN, there) and wanted != there:
            raise Clash((difference(code, wanted, there),), mine=wanted, theirs=there, record_id=sheet.id)
        if wanted is not None or points is not None:
            _check_there(desk, year, criteria, sheet, code)
        fresh = _with_cell(sheet, code, _Typed(wanted, points, marks))
        known = sheet.reasons.get(code, "") if (wanted, points) == (there, stood) else ""
        why = _reason(desk, year, criteria, fresh, code, given or known)
        fresh = fresh.with_(reasons=_put(sheet.reasons, code, why or None))
        return sheet if fresh == sheet else store.save(fresh)


class _Typed(NamedTuple):
    value: Decimal | None = None
    by_hand: Decimal | None = None
    marks: tuple[Decimal, ...] = ()


def _read(criteria: CriteriaSet, code: str, text: str) -> _Typed:
    """Return what was entered, points by hand, the marks of several; nothing for what was not typed."""
    row, plain = score_row(criteria, code), text.strip()
    if plain.startswith(BY_HAND):
        points = parse_points(plain.removeprefix(BY_HAND))
        check_by_hand(criteria, code, points)
        return _Typed(by_hand=points)
    if marks := marks_read(row, plain):
        return _Typed(mean_of(marks), marks=marks)
    if not plain:
        return _Typed()
    if plain.lower() in NO_POINTS:
        raise Refused(N_("“{text}” says that no points are given: Delete clears the cell."), text=plain)
    value = parse_points(plain, row.entry.maximum)
    check_points(criteria, code, value)
    return _Typed(value)


def _with_cell(sheet: ScoreSheet, code: str, typed: _Typed) -> ScoreSheet:
    return sheet.with_(
        points=_put(sheet.points, code, typed.value),
        by_hand=_put(sheet.by_hand, code, typed.by_hand),
        marks=_put(sheet.marks, code, typed.marks or None),
    )


def _check_there(desk: Desk, year: BlocYear, criteria: CriteriaSet, sheet: ScoreSheet, code: str) -> None:
    facts = unit_facts(read_unit(desk, year, criteria, sheet.unit_id)).get(sheet.unit_id)
    check_there(criteria, facts, sheet.layer, code, unit_label(desk, sheet.unit_id))


def _told(desk: Desk, typed: ScoreTyped, before: Decimal | None, reason: str) -> dict[str, str]:
    """Return what the history says of the cell."""
    told = {
        "unit": unit_label(desk, typed.unit_id),
        "code": typed.code,
        "old": "–" if before is None else number(before),
        "new": bare_number(typed.text) or "–",
    }
    told |= {"reason": reason} if reason else {}
    if (typed.view.layer, False) not in SENTENCES:
        criteria = criteria_of(desk, desk.store.get(BlocYear, typed.bloc_year_id))
        told["layer"] = layer_said(criteria, typed.view.layer)
    return told | ({"scorer": unit_label(desk, typed.view.scorer_id or "")} if typed.view.scorer_id else {})


def _reason(
    desk: Desk, year: BlocYear, criteria: CriteriaSet, sheet: ScoreSheet, code: str, given: str
) -> str:
    """Return the reason that stands with a cell from now on."""
    if code in sheet.by_hand and not given:
        raise ReasonNeeded(N_("{code}: computed points are changed by hand; that needs a reason."), code=code)
    if code not in sheet.points and code not in sheet.by_hand:
        return ""
    (found,) = gaps(read_unit(desk, year, criteria, sheet.unit_id), [sheet])
    return layers.needed_reason(code, found.get(code), layers.gap_limit(year, criteria, sheet.layer), given)


def _put(cells: Mapping[str, object], code: str, value: object) -> dict[str, object]:
    return {c: v for c, v in {**cells, code: value}.items() if v is not None}
