"""The score grid of a bloc-year, layer by layer: what it shows, and typing one cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, ScoreSheet
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Clash, difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label, units_of
from ktd_tui.operations.scoring.many import CellGiven, reason_of
from ktd_tui.operations.scoring.sheets import changeable_sheet, criteria_of, scope_of_sheet, sheet_of
from ktd_tui.rules.access import LAYERS
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.criterion_kinds import ScoreRow, score_row, score_rows
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.ranking import Standing, standings
from ktd_tui.rules.scoring.sheets import barred, check_sheet_open
from ktd_tui.words import number, parse_decimal

Points = Mapping[str, Mapping[str, Decimal]]
"""By unit id, then by row code; a missing code is a blank cell."""
SENTENCES: Mapping[tuple[Layer, bool], str] = {
    (Layer.SELF, False): N_("Self score of {unit}, {code}: {old} → {new}"),
    (Layer.SELF, True): N_("Self score of {unit}, {code}: {old} → {new} ({reason})"),
    (Layer.CROSS, False): N_("{scorer} scores {unit}, {code}: {old} → {new}"),
    (Layer.CROSS, True): N_("{scorer} scores {unit}, {code}: {old} → {new} ({reason})"),
    (Layer.BLOC, False): N_("Score of {unit}, {code}: {old} → {new}"),
    (Layer.BLOC, True): N_("Score of {unit}, {code}: {old} → {new} ({reason})"),
}
"""What the history says of a cell, by layer, without and with a reason."""


class Grid(NamedTuple):
    """The score grid: units across, rows down.

    Attributes:
        points: The points in view.
        targets: What each unit registered, by unit id, then by row code.
        standings: In the order of ``units``.
        view: Which layer is shown.
        by_layer: The points of each layer: the cross layer's are means, but in view of one scorer theirs.
        sheets: The sheets in view by unit id, of those units that have one.
    """

    bloc: Bloc
    year: BlocYear
    criteria: CriteriaSet
    units: tuple[Unit, ...]
    rows: tuple[ScoreRow, ...]
    points: Points
    targets: Mapping[str, Mapping[str, str]]
    standings: tuple[Standing, ...]
    view: View = BLOC_VIEW
    by_layer: Mapping[Layer, Points] = {}
    sheets: Mapping[str, ScoreSheet] = {}

    def values(self, unit_id: str, code: str) -> layers.Values:
        """Return one cell in every layer that has points there."""
        found = {layer: of.get(unit_id, {}).get(code) for layer, of in self.by_layer.items()}
        return {layer: points for layer, points in found.items() if points is not None}

    def is_beyond(self, unit_id: str, code: str) -> bool:
        """Tell whether a cell lies further from the layer before than the year's limit."""
        return layers.is_beyond(
            layers.layer_gap(self.values(unit_id, code), self.view.layer), self.year.gap_limit
        )

    def barred(self, unit_id: str) -> dict[str, str]:
        """Return what keeps a unit from any title, each with why; the bloc's own layer tells."""
        sheet = self.sheets.get(unit_id)
        return barred(self.criteria, sheet) if sheet and sheet.layer is Layer.BLOC else {}

    def asked(self, unit_id: str) -> bool:
        """Tell whether points of a unit are asked for in this view."""
        scorer = self.view.scorer_id
        if self.view.layer is not Layer.CROSS:
            return True
        return any(c.unit_id == unit_id and scorer in (None, c.scorer_id) for c in self.year.cross)


class Blank(NamedTuple):
    """A criterion of a unit without points."""

    unit_id: str
    code: str


def blanks(of: Grid) -> tuple[Blank, ...]:
    """Return what blocks the ranking of the layer in view, unit by unit, in the order of the rows."""
    return tuple(
        Blank(unit.id, code)
        for unit, standing in zip(of.units, of.standings, strict=True)
        if of.asked(unit.id)
        for code in standing.result.missing
    )


def grid(desk: Desk, bloc_year_id: str, view: View = BLOC_VIEW) -> Grid:
    """Return the grid of one layer; without more the bloc's own scores (khối chấm).

    Raises:
        Refused: The year has no criteria set yet.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    criteria = criteria_of(desk, year)
    units = units_of(desk, year)
    everything = store.find(ScoreSheet, bloc_year_id=bloc_year_id)
    by_layer = {layer: _points(everything, View(layer), units) for layer in layers.ORDER}
    if view.scorer_id is not None:
        by_layer[view.layer] = _points(everything, view, units)
    targets = {
        r.unit_id: {t.code: t.text for t in r.targets}
        for r in store.find(Registration, bloc_year_id=bloc_year_id)
    }
    return Grid(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        criteria=criteria,
        units=tuple(units),
        rows=score_rows(criteria),
        points=by_layer[view.layer],
        targets=targets,
        standings=standings(criteria, by_layer[view.layer]),
        view=view,
        by_layer=by_layer,
        sheets={s.unit_id: s for s in everything if (s.layer, s.scorer_id) == view},
    )


def _points(sheets: list[ScoreSheet], view: View, units: list[Unit]) -> Points:
    of: dict[str, list[ScoreSheet]] = {unit.id: [] for unit in units}
    for sheet in sheets:
        if sheet.layer is view.layer and view.scorer_id in (None, sheet.scorer_id) and sheet.unit_id in of:
            of[sheet.unit_id].append(sheet)
    if view.layer is Layer.CROSS:
        return {unit_id: layers.cross_points(found) for unit_id, found in of.items()}
    return {unit_id: found[0].points if found else {} for unit_id, found in of.items()}


def with_sheet(of: Grid, sheet: ScoreSheet) -> Grid:
    """Return the grid once a sheet was saved; what others saved meanwhile comes with the next look."""
    if (sheet.layer, sheet.scorer_id) != of.view:
        return of
    points = {**of.points, sheet.unit_id: sheet.points}
    return of._replace(
        points=points,
        by_layer={**of.by_layer, of.view.layer: points},
        sheets={**of.sheets, sheet.unit_id: sheet},
        standings=standings(of.criteria, points),
    )


def unscored(desk: Desk, year: BlocYear, known: Grid | None = None) -> tuple[Unit, ...]:
    """Return the units with a blank criterion; all of them where there is no criteria set.

    Args:
        known: The year's grid, where it has been computed already.
    """
    if not year.criteria_id:
        return tuple(units_of(desk, year))
    of = known or grid(desk, year.id)
    return tuple(u for u, s in zip(of.units, of.standings, strict=True) if not s.result.complete)


class ScoreTyped(NamedTuple):
    """What is typed into one cell; an empty text clears it (blank is not 0).

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
        desk: The store and the person.
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
    sentence = SENTENCES[place.layer, bool(given)]
    with desk.act(LAYERS[place.layer], sentence, told, at=scope_of_sheet(desk.scope(place), place)) as store:
        year = store.get(BlocYear, typed.bloc_year_id)
        criteria = criteria_of(desk, year)
        sheet = changeable_sheet(desk, store, place)
        check_sheet_open(sheet, told["unit"])
        score_row(criteria, code)
        wanted = parse_decimal(typed.text) if typed.text.strip() else None
        if wanted is not None:
            check_points(criteria, code, wanted)
        there = sheet.points.get(code)
        if seen not in (UNSEEN, there) and wanted != there:
            raise Clash((difference(code, wanted, there),), mine=wanted, theirs=there, record_id=sheet.id)
        others = store.find(ScoreSheet, bloc_year_id=typed.bloc_year_id, unit_id=typed.unit_id)
        why = reason_of(year, sheet, others, CellGiven(code, wanted, given))
        fresh = sheet.with_(
            points=_put(sheet.points, code, wanted), reasons=_put(sheet.reasons, code, why or None)
        )
        return sheet if fresh == sheet else store.save(fresh)


def _told(desk: Desk, typed: ScoreTyped, before: Decimal | None, reason: str) -> dict[str, str]:
    """Return what the history says of the cell."""
    told = {
        "unit": unit_label(desk, typed.unit_id),
        "code": typed.code,
        "old": "–" if before is None else number(before),
        "new": typed.text.strip() or "–",
    }
    told |= {"reason": reason} if reason else {}
    return told | ({"scorer": unit_label(desk, typed.view.scorer_id or "")} if typed.view.scorer_id else {})


def _put(cells: Mapping[str, object], code: str, value: object) -> dict[str, object]:
    return {c: v for c, v in {**cells, code: value}.items() if v is not None}
