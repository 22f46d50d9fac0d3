"""Taking in what units register and the points of the three layers; an empty cell leaves what is there."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, Target
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import (
    Action,
    BadCell,
    RowOutcome,
    Run,
    day,
    decimal,
    failed,
    in_cell,
    outcomes,
    text,
)
from ktd_tui.operations.data.score_forms import Form, form_above
from ktd_tui.operations.lookup import unit_among
from ktd_tui.operations.scoring.cells import ScoreTyped, record_score
from ktd_tui.operations.scoring.sheets import criteria_of, sheet_of
from ktd_tui.operations.year.registration import Wanted, register, registration_of
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import part_names, score_row
from ktd_tui.rules.year.pledge import target_said
from ktd_tui.sheets.layout import ReadTable, TableRow
from ktd_tui.text import fold
from ktd_tui.words import number, short_date

_LAYERS = (("tu cham", Layer.SELF), ("cheo", Layer.CROSS), ("khoi cham", Layer.BLOC))
"""Words of a head that say whose points stand under it."""


class PointsPlace(NamedTuple):
    """Where points go."""

    year: BlocYear
    criteria: CriteriaSet
    unit: Unit
    layer: Layer
    scorer: Unit | None


class Given(NamedTuple):
    """What a cell of points is read with."""

    year: BlocYear
    criteria: CriteriaSet
    form: Form | None
    key: str


def take_targets(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Write what units register."""
    year = run.year()
    criteria = criteria_of(run.desk, year)
    for row in table.rows:
        yield from outcomes(row, _target(run, row, year, criteria))


def _target(run: Run, row: TableRow, year: BlocYear, criteria: CriteriaSet) -> Iterator[RowOutcome]:
    _check_year(row, year)
    unit = _member(run, year, text(row, "unit") or run.asked.unit, "unit")
    code = text(row, "code", needed=N_("The criterion's code is missing."))
    with in_cell("code"):
        score_row(criteria, code)
    run.once(row, "code", code, unit.id, code)
    count = decimal(row, "number")
    words = text(row, "text", needed="" if count is not None else N_("What is registered is missing."))
    # An empty cell leaves what is there, as does a column that the table has not.
    wanted = Wanted(code, words, text(row, "measure") or None, text(row, "due") or None)
    wanted = wanted._replace(
        number=None if count is None else str(count), counted_in=text(row, "counted_in") or None
    )
    due = day(row, "due")
    before = _target_of(registration_of(run.desk, year.id, unit.id), code)
    said = {"text": words, "measure": wanted.measure or before.measure, "due": due or before.due}
    counted = {
        "number": before.number if count is None else count,
        "counted_in": wanted.counted_in or before.counted_in,
    }
    if before == before.model_copy(update={**said, **counted}):  # also where nothing may be changed any more
        yield RowOutcome(row.where(), Action.SAME, f"{unit.label}, {code}: {_told(before)}")
        return
    after = _target_of(register(run.desk, year.id, unit.id, wanted), code)
    what = f"{unit.label}, {code}: {_told(after)}"
    yield RowOutcome(row.where(), Action.CHANGE if before.text else Action.ADD, what)


def _target_of(registration: Registration, code: str) -> Target:
    return next((one for one in registration.targets if one.code == code), Target(code=code, text=""))


def _told(target: Target) -> str:
    return " · ".join(
        part for part in (target_said(target), target.measure, target.due and short_date(target.due)) if part
    )


def take_scores(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Write points: a row each, or a column for each unit, or a unit's own form."""
    form = form_above(run.desk, table.above, table.rows[0].sheet) if table.rows else None
    year = form.year if form else run.year()
    if form and run.asked.year not in (None, year.year):
        raise Refused(
            N_("{place}: the form is for {year}, not for {asked}."),
            place=form.where,
            year=year.year,
            asked=run.asked.year,
        )
    criteria = criteria_of(run.desk, year)
    if form and form.criteria_id != criteria.id:
        raise Refused(
            N_("{place}: the year's criteria are others since the form was written."), place=form.where
        )
    for row in table.rows:
        for key in table.others or ("points",):
            if key not in row.cells and (table.others or "reason" not in row.cells):
                continue  # a blank cell says nothing, and headings of groups have none
            try:
                yield from _points(run, row, key, _sheet(run, row, table, Given(year, criteria, form, key)))
            except KtdError as error:
                yield failed(row, error, key)


def _sheet(run: Run, row: TableRow, table: ReadTable, of: Given) -> PointsPlace:
    year, criteria, form, key = of
    _check_year(row, year)
    if key in table.others:
        unit = run.desk.store.get(Unit, key)
    else:
        unit = _member(run, year, text(row, "unit") or run.asked.unit or (form.unit if form else ""), "unit")
    layer = (form and form.layer) or run.asked.layer or _layer_of(table) or Layer.BLOC
    named = text(row, "scorer") or run.asked.scorer or (form.scorer if form else "")
    scorer = _member(run, year, named, "scorer") if layer is Layer.CROSS else None
    return PointsPlace(year, criteria, unit, layer, scorer)


def _layer_of(table: ReadTable) -> Layer | None:
    head = fold(table.heads.get("points", ""))
    return next((layer for words, layer in _LAYERS if words in head), None)


def _points(run: Run, row: TableRow, key: str, of: PointsPlace) -> Iterator[RowOutcome]:
    code = text(row, "code", needed=N_("The criterion's code is missing."))
    if code in part_names(of.criteria):
        return  # a group's sum: it follows from its criteria
    points, reason = decimal(row, key), text(row, "reason") if key == "points" else ""
    with in_cell("code"):
        score_row(of.criteria, code)
    scorer_id = of.scorer.id if of.scorer else None
    run.once(row, "code", code, of.layer, scorer_id or "", of.unit.id, code)
    view = View(of.layer, scorer_id)
    sheet = sheet_of(run.desk, of.year.id, of.unit.id, view)
    before, known = sheet.points.get(code), sheet.reasons.get(code, "")
    wanted = before if points is None else points
    if wanted is None or (wanted == before and reason in ("", known)):
        yield RowOutcome(row.where(key), Action.SAME, f"{of.unit.label}, {code}: {_said(before)}")
        return
    record_score(run.desk, ScoreTyped(of.year.id, of.unit.id, code, str(wanted), view, reason))
    action = Action.ADD if before is None else Action.CHANGE
    told = f" ({reason})" if reason else ""
    yield RowOutcome(
        row.where(key), action, f"{of.unit.label}, {code}: {_said(before)} → {_said(wanted)}{told}"
    )


def _said(points: Decimal | None) -> str:
    return "–" if points is None else number(points)


def _check_year(row: TableRow, year: BlocYear) -> None:
    typed = text(row, "year")
    if typed and typed != str(year.year):
        raise BadCell("year", N_("The row is for {year}, not for {asked}."), year=typed, asked=year.year)


def _member(run: Run, year: BlocYear, name: str, key: str) -> Unit:
    if not name:
        raise BadCell(
            key,
            N_("The unit is missing.") if key == "unit" else N_("The unit that scores is missing: --scorer."),
        )
    with in_cell(key):
        unit = unit_among(run.units, name, whole=True)
    if year.role_of(unit.id) is None:
        raise BadCell(key, N_("{unit} is not in the bloc in {year}."), unit=unit.name, year=year.year)
    return unit
