"""The score grid of a bloc-year, layer by layer: what it shows, and typing one cell."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from ktd_tui.domain.layering.layers import Beginning
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.results.ties import LAST_RANK
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of, years_of
from ktd_tui.operations.scoring.evaluating import (
    Evaluated,
    Read,
    evaluated,
    evaluated_again,
    read,
    sheet_put,
)
from ktd_tui.operations.scoring.results.beside import beside_of
from ktd_tui.operations.scoring.results.blanks import open_scores
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.layers import BLOC_VIEW, View
from ktd_tui.rules.scoring.results.ranking import Standing, standings
from ktd_tui.rules.scoring.results.ties import Beside
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, rows_there, score_rows
from ktd_tui.rules.scoring.scorers.beginning import proposed
from ktd_tui.rules.scoring.scorers.joining import Exact, may_stay_blank
from ktd_tui.rules.scoring.scorers.listed import RESULT, coded_layer, counting_layers, layers_of, result_layer
from ktd_tui.rules.year.pledge import target_said

Points = Mapping[str, Mapping[str, Decimal]]
"""By unit id, then by row code; a missing code is a blank cell."""


class Grid(NamedTuple):
    """The score grid: units across, rows down.

    Attributes:
        points: The points in view, rounded for the eye.
        targets: What each unit registered, by unit id, then by row code.
        standings: In the order of ``units``.
        view: Which layer is shown.
        by_layer: The points of each layer: the cross layer's are means, but in view of one scorer theirs.
        sheets: The sheets in view by unit id, of those units that have one.
        known: What all of it follows from.
        evaluated: The same, exact.
        there: The codes of the rows that each unit has in this layer.
        beside: What decides of the results beside the points.
    """

    bloc: Bloc
    year: BlocYear
    criteria: CriteriaSet
    units: tuple[Unit, ...]
    rows: tuple[ScoreRow, ...]
    points: Points
    targets: Mapping[str, Mapping[str, str]]
    standings: tuple[Standing, ...]
    known: Read
    evaluated: Evaluated
    there: Mapping[str, frozenset[str]]
    view: View = BLOC_VIEW
    by_layer: Mapping[str, Points] = {}
    sheets: Mapping[str, ScoreSheet] = {}

    @property
    def beside(self) -> Beside:
        """What decides beside the points."""
        return self.known.beside

    def entered(self, unit_id: str, code: str) -> Decimal | None:
        """Return what was entered in a cell, None in a blank one; of a mean nothing was."""
        sheet = self.sheets.get(unit_id)
        return sheet.points.get(code) if sheet else None

    def sum_of(self, standing: Standing, group: str = "") -> Decimal | None:
        """Return a unit's points of a group, or of all; None while no row of it has points: that is not 0."""
        rows = (row for row in self.rows if not group or group in (row.group, *row.headings))
        if self.points[standing.unit_id].keys().isdisjoint(row.code for row in rows):
            return None
        return standing.result.subtotals.get(group) if group else standing.result.total

    def proposed(self, unit_id: str, row: ScoreRow) -> Decimal | None:
        """Return what a blank cell proposes, to be confirmed; None where it proposes nothing."""
        layer = next((one for one in layers_of(self.criteria) if one.code == self.view.layer), None)
        code = row.code
        sheet, nobodys = self.sheets.get(unit_id), self.view == View(Layer.CROSS)
        filled = sheet and (code in sheet.points or code in sheet.by_hand)
        if layer is None or layer.begins is Beginning.BLANK or nobodys or filled:
            return None
        if not self.is_there(unit_id, code):
            return None
        return proposed(self.criteria, layer, row, self.evaluated.entered(unit_id, code))

    def is_there(self, unit_id: str, code: str) -> bool:
        """Tell whether a row is one of the unit's in this layer."""
        return code in self.there.get(unit_id, frozenset())

    def values(self, unit_id: str, code: str) -> layers.Values:
        """Return one cell in every layer that has points there."""
        found = {layer: of.get(unit_id, {}).get(code) for layer, of in self.by_layer.items()}
        return {layer: points for layer, points in found.items() if points is not None}

    def gap(self, unit_id: str, row: ScoreRow) -> Decimal | None:
        """Return by how much a cell lies over the layer before; None where nothing is held against it."""
        values = self.values(unit_id, row.code)
        return self.evaluated.gap(unit_id, row, self.view.layer, values)

    def is_beyond(self, unit_id: str, row: ScoreRow) -> bool:
        """Tell whether a cell lies further from the layer before than the year's limit."""
        limit = layers.gap_limit(self.year, self.criteria, self.view.layer)
        return limit is not None and layers.is_beyond(self.gap(unit_id, row), limit)

    def barred(self, unit_id: str) -> dict[str, str]:
        """Return what keeps a unit from any title, each with why; the result tells."""
        if self.view.layer != result_layer(self.criteria):
            return {}
        return next((dict(s.barred) for s in self.standings if s.unit_id == unit_id), {})

    def asked(self, unit_id: str) -> bool:
        """Tell whether points of a unit are asked for in this view."""
        scorer = self.view.scorer_id
        if self.view.layer != Layer.CROSS:
            return True
        return any(c.unit_id == unit_id and scorer in (None, c.scorer_id) for c in self.year.cross)


def layers_lacking(of: Grid, unit_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which layers of what is in view lack points of a unit, in the cross layer with who owes them."""
    wanted = (
        [one.code for one in counting_layers(of.criteria)] if of.view.layer == RESULT else [of.view.layer]
    )
    found = []
    for layer in wanted:
        owing: tuple[str, ...] = ()
        blank = bool(of.evaluated.results(layer)[unit_id].missing)
        if layer == Layer.CROSS and of.view.scorer_id is None:
            rows = _needed(of, unit_id, layer)
            scored = {
                sheet.scorer_id
                for sheet in of.known.sheets
                if sheet.layer == layer and sheet.unit_id == unit_id and rows <= sheet.points.keys()
            }
            asked = [pair.scorer_id for pair in of.year.cross if pair.unit_id == unit_id]
            owing = tuple(one for one in asked if one not in scored)
        if blank or owing:
            found.append((layer, owing))
    return tuple(found)


def _needed(of: Grid, unit_id: str, layer: str) -> set[str]:
    """Return the codes of the criteria that a scorer fills in a layer."""
    facts = of.evaluated.facts.get(unit_id, NO_FACTS)
    rows = rows_there(of.criteria, facts, layer)
    return {row.code for row in rows if not may_stay_blank(row) and row.entry.layer in (None, layer)}


def next_layer(of: Grid) -> str:
    """Return the layer after the one in view; behind the last the result, where several layers count."""
    result = result_layer(of.criteria)
    order = [*of.by_layer, *([] if result in of.by_layer else [result])]
    return order[(order.index(of.view.layer) + 1) % len(order)]


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


def grid(desk: Desk, bloc_year_id: str, view: View | None = None) -> Grid:
    """Return the grid of one layer; without more the result: the one layer that counts, or all by weight.

    Raises:
        Refused: The year has no criteria set yet, or the set has no such layer.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    units = tuple(units_of(desk, year))
    known = read(desk, year, criteria_of(desk, year))._replace(unit_ids=tuple(unit.id for unit in units))
    beside = beside_of(desk, year, known.criteria, _last_ranks(desk, known))
    known = known._replace(beside=beside)
    wanted = view or View(result_layer(known.criteria))
    if wanted.layer != RESULT:
        coded_layer(known.criteria, wanted.layer)
    return _of_records(desk.store.get(Bloc, year.bloc_id), units, known, wanted)


def _last_ranks(desk: Desk, known: Read) -> dict[str, int]:
    """Return the ranks of the year before, where they decide ties."""
    if LAST_RANK not in known.criteria.tie_break:
        return {}
    last = known.year.year - 1
    before = [y for y in years_of(desk, known.year.bloc_id) if y.year == last and y.criteria_id]
    return {s.unit_id: s.rank for y in before for s in grid(desk, y.id).standings if s.rank}


@kept(4, parts=True)
def _of_records(bloc: Bloc, units: tuple[Unit, ...], known: Read, view: View) -> Grid:
    """Evaluate a year; what a line of minutes or a vote does not touch is not evaluated again."""
    return _grid(bloc, units, known, view, evaluated(known, view))


def _grid(bloc: Bloc, units: tuple[Unit, ...], known: Read, view: View, of: Evaluated) -> Grid:
    by_layer = {layer: _rounded(exact) for layer, exact in of.exact.items()}
    points = by_layer[view.layer]
    del by_layer[RESULT]  # no layer: nothing is held against it
    return Grid(
        bloc=bloc,
        year=known.year,
        criteria=known.criteria,
        units=units,
        rows=score_rows(known.criteria),
        points=points,
        targets={r.unit_id: {t.code: target_said(t) for t in r.targets} for r in known.registrations},
        standings=standings(known.criteria, of.results(view.layer), of.facts, known.beside),
        view=view,
        by_layer=by_layer,
        sheets={s.unit_id: s for s in known.sheets if (s.layer, s.scorer_id) == view},
        known=known,
        evaluated=of,
        there={
            unit: frozenset(row.code for row in rows_there(known.criteria, facts, view.layer))
            for unit, facts in of.facts.items()
        },
    )


def _rounded(exact: Exact) -> Points:
    return {unit: _of_unit(points) for unit, points in exact.items()}


@kept(2048)
def _of_unit(points: Mapping[str, Fraction]) -> Mapping[str, Decimal]:
    return {code: rounded(of) for code, of in points.items()}


def with_sheet(of: Grid, sheet: ScoreSheet) -> Grid:
    """Return the grid once a sheet was saved; what others saved meanwhile comes with the next look."""
    if (sheet.layer, sheet.scorer_id) != of.view:
        return of
    known = sheet_put(of.known, sheet)
    fresh = evaluated_again(of.evaluated, known, of.view, sheet.unit_id)
    return _grid(of.bloc, of.units, known, of.view, fresh)


def results_digest(desk: Desk, year: BlocYear, known: Grid | None = None) -> str:
    """Return the SHA-256 of what a meeting approves: each unit's points, rank and grade; empty: no criteria.

    Args:
        known: The year's grid, where it has been computed already.
    """
    if not year.criteria_id:
        return ""
    standings = sorted((known or grid(desk, year.id)).standings, key=lambda s: s.unit_id)
    told = (f"{s.unit_id} {s.result.total.normalize():f} {s.rank} {s.grade}" for s in standings)
    return sha256("\n".join(told).encode()).hexdigest()


def unscored(desk: Desk, year: BlocYear, known: Grid | None = None) -> tuple[Unit, ...]:
    """Return the units with a blank criterion; all of them where there is no criteria set.

    Args:
        known: The year's grid, where it has been computed already.
    """
    if known:
        return tuple(u for u, s in zip(known.units, known.standings, strict=True) if not s.result.complete)
    blank = open_scores(desk, year).result
    return tuple(unit for unit in units_of(desk, year) if unit.id in blank)
