"""Taking in points: whose they are, under which code, in which layer; an empty cell leaves what is there."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.scoring import CriteriaSet, Layer, ScoreSheet
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, failed, row_place
from ktd_tui.operations.data.intake.cells import BadCell, decimal, in_cell, is_blank, is_nought, text
from ktd_tui.operations.data.intake.meant import Meaning, rows_coded
from ktd_tui.operations.data.intake.members import check_row_year, member
from ktd_tui.operations.data.intake.sums import Summed, check_totals, unheaded
from ktd_tui.operations.data.intake.titled import scorer_titled
from ktd_tui.operations.data.intake.whose import is_of_other_layer, layer_of, layer_with_code
from ktd_tui.operations.data.score_forms import Form, form_above
from ktd_tui.operations.scoring.layering.together import by_scorer
from ktd_tui.operations.scoring.many import CellGiven, SheetGiven, record_sheets
from ktd_tui.operations.scoring.sheets import criteria_of, sheet_of
from ktd_tui.rules.scoring.codes import as_code, taken_away
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.rules.scoring.scorers.several import is_several, marks_read, mean_of
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.furniture import Passed, Why
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.words import number, parse_points


class _Given(NamedTuple):
    """What a cell gives to a sheet; where several people gave ``marks``, the points are their mean."""

    view: View
    points: Decimal | None
    marks: tuple[Decimal, ...] = ()


class _Cell(NamedTuple):
    """The points of a row on their way into a sheet.

    Attributes:
        before: The points that stand there.
        marks: What several people gave, of which the points are the mean.
        changes: They would be others than they are.
    """

    row: TableRow
    unit: Unit
    view: View
    code: str
    before: Decimal | None
    wanted: Decimal | None
    reason: str
    changes: bool
    marks: tuple[Decimal, ...] = ()


@dataclass
class _Table:
    """A table of points while it is taken in.

    Attributes:
        meaning: Which criterion each row means.
        members: Units by how the table writes them, and in which column.
        scorer: The unit that a line above the table says to have scored.
        headings: The codes of rows that head others, by their number.
        others: Columns of other layers.
    """

    run: Run
    year: BlocYear
    criteria: CriteriaSet
    form: Form | None
    layer: str
    meaning: Meaning
    scorer: str = ""
    members: dict[tuple[str, str], Unit] = field(default_factory=dict)
    summed: list[Summed] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    others: dict[str, Passed] = field(default_factory=dict)
    sheets: dict[tuple[str, View], ScoreSheet] = field(default_factory=dict)
    maxima: dict[tuple[int, str], Decimal | None] = field(default_factory=dict)


def take_scores(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Write points, whatever the shape of the table was."""
    form = form_above(run.desk, table.above, table.sheet)
    year = form.year if form else run.year()
    criteria = criteria_of(run.desk, year)
    if form:
        _check_form(run, form, criteria)
    if run.several and run.asked.layer and form is None and is_of_other_layer(run, table):
        run.passed.append(Passed(table.where, "", Why.OTHER_LAYER, table.sheet, table.span))
        return
    table = table._replace(rows=rows_coded(table, "text", criteria))
    meaning = Meaning(run, criteria, table.rows, "text")
    of = _Table(run, year, criteria, form, layer_of(run, table, form).layer, meaning, scorer_titled(table))
    told: list[RowOutcome | _Cell] = []
    named = {row.number for row in table.rows if row.layer == of.layer}
    for row in table.rows:
        if row.layer != of.layer and (row.layer or row.number in named):
            name = layer_with_code(run, year, row.layer)
            passed = Passed(row.where("points"), name, Why.OTHER_LAYER, row.sheet)
            of.others.setdefault(row.at["points"][1], passed)
            continue
        try:
            told += _points(of, row)
        except KtdError as error:
            told.append(failed(row, error, "points"))
    run.passed += of.others.values()
    check_totals(run, criteria, table, of.summed)
    told += unheaded(table, of.summed, of.headings, {group.code for group in criteria.groups})
    wrong = _write(of, [one for one in told if isinstance(one, _Cell)])
    for one in told:
        yield one if isinstance(one, RowOutcome) else _outcome(one, wrong)


def _write(of: _Table, cells: list[_Cell]) -> dict[str, KtdError]:
    """Write the cells that change anything, sheet by sheet; return why some cannot be, by their place."""
    by_sheet: dict[tuple[str, View], list[_Cell]] = {}
    for cell in cells:
        if cell.changes:
            by_sheet.setdefault((cell.unit.id, cell.view), []).append(cell)
    given = [
        SheetGiven(
            unit_id, view, [CellGiven(cell.code, cell.wanted, cell.reason, cell.marks) for cell in inside]
        )
        for (unit_id, view), inside in by_sheet.items()
    ]
    wrong: dict[str, KtdError] = {}
    done = record_sheets(of.run.desk, of.year.id, given) if given else []
    for inside, refused in zip(by_sheet.values(), done, strict=True):
        for cell in inside:
            error = refused if isinstance(refused, KtdError) else refused.get(cell.code)
            wrong |= {row_place(cell.row): error} if error else {}
    return wrong


def _outcome(cell: _Cell, wrong: dict[str, KtdError]) -> RowOutcome:
    row, place = cell.row, row_place(cell.row)
    if place in wrong:
        return failed(row, wrong[place], "points")
    said = f"{cell.unit.label}, {cell.code}: {_said(cell.before)}"
    if not cell.changes:
        return RowOutcome(place, Action.SAME, said, fields=_fields(cell))
    told = f" ({cell.reason})" if cell.reason else ""
    action = Action.ADD if cell.before is None else Action.CHANGE
    return RowOutcome(place, action, f"{said} → {_said(cell.wanted)}{told}", fields=_fields(cell))


def _fields(cell: _Cell) -> dict[str, str | Decimal | None]:
    return {
        "unit_id": cell.unit.id,
        "unit": cell.unit.label,
        "code": cell.code,
        "before": cell.before,
        "after": cell.wanted,
        "reason": cell.reason,
    }


def _check_form(run: Run, form: Form, criteria: CriteriaSet) -> None:
    if run.asked.year not in (None, form.year.year):
        raise Refused(
            N_("{place}: the form is for {year}, not for {asked}."),
            place=form.where,
            year=form.year.year,
            asked=run.asked.year,
        )
    if form.criteria_id != criteria.id:
        raise Refused(
            N_("{place}: the year's criteria are others since the form was written."), place=form.where
        )


def _points(of: _Table, row: TableRow) -> Iterator[_Cell]:
    run, empty = of.run, "points" not in row.cells and not text(row, "reason")
    meant = of.meaning.of(row, empty=empty)
    if meant.is_group:
        of.meaning.pass_group(row)
        of.headings[row.number] = meant.code
        if "points" in row.cells and "unit" in row.cells:
            of.summed.append(Summed(row, as_code(meant.code), None))
        return
    if empty:
        run.pass_over(row, text(row, "code") or text(row, "text"), Why.BLANK)
        return
    if run.leaves_out(text(row, "unit")):
        run.passed.append(Passed(row.where("points"), text(row, "unit"), Why.LEFT_OUT, row.sheet))
        return
    check_row_year(row, of.year)
    unit = _unit(of, row)
    code = of.meaning.code(row, meant)
    if is_blank(row, "points"):
        run.note(row, "points", N_("“{text}” is read as no points given"), text=row.cells["points"].text)
        return
    _tell_maximum(of, row, code)
    for given in _given(of, row, unit, code):
        yield _cell(of, row, unit, code, given)


def _tell_maximum(of: _Table, row: TableRow, code: str) -> None:
    """Tell where a table has another maximum of a criterion than the year: it may be of other criteria."""
    if (row.number, code) not in of.maxima:
        of.maxima[row.number, code] = None
        with suppress(KtdError):
            of.maxima[row.number, code] = decimal(row, "maximum")
        of.meaning.tell_wording(row, code)
    said, most = of.maxima[row.number, code], score_row(of.criteria, code).entry.maximum
    if said and abs(said) != abs(most):
        message = N_("{code}: the table has {said} as the most points, the criteria of the year {most}")
        of.run.note(row, "maximum", message, code=code, said=number(said), most=number(most))


def _given(of: _Table, row: TableRow, unit: Unit, code: str) -> Iterator[_Given]:
    """Yield what a cell gives to which sheet: of cross scores that stand together each to its own."""
    scorer, typed = _scorer_named(of, row), text(row, "points")
    if of.layer == Layer.CROSS and not scorer and is_several(typed):
        with in_cell("points"):
            each = by_scorer(of.run.desk, of.year, unit.id, typed)
            yield from [_Given(View(of.layer, one), parse_points(points)) for one, points in each.items()]
        return
    view = View(of.layer, _member(of, scorer, "scorer").id if of.layer == Layer.CROSS else None)
    with in_cell("points"):
        marks = marks_read(score_row(of.criteria, code), typed)
    most = score_row(of.criteria, code).entry.maximum
    points = mean_of(marks) if marks else decimal(row, "points", most)
    if is_nought(row, "points"):
        of.run.note(row, "points", N_("“{text}” is shown, and 0 is held: read as 0"), text=typed)
    if points is not None and points < 0 and taken_away(of.criteria, code):
        points = -points
    yield _Given(view, points, marks)


def _scorer_named(of: _Table, row: TableRow) -> str:
    """Return which unit scored, as the row, who asked or the form says it."""
    return text(row, "scorer") or of.run.asked.scorer or (of.form.scorer if of.form else of.scorer)


def _unit(of: _Table, row: TableRow) -> Unit:
    form = of.form
    name = text(row, "unit") or (form.unit if form else "") or of.run.usual_unit
    if not name and "unit" not in row.at:
        message = N_(
            "No column, no title says whose points these are: --unit. If these are criteria: --kind criteria."
        )
        raise BadCell("unit", message)
    return _member(of, name, "unit")


def _member(of: _Table, name: str, key: str) -> Unit:
    if (name, key) not in of.members:
        of.members[name, key] = member(of.run, of.year, name, key)
    return of.members[name, key]


def _cell(of: _Table, row: TableRow, unit: Unit, code: str, given: _Given) -> _Cell:
    view, points, marks = given
    run, reason = of.run, text(row, "reason")
    run.once(row, "points", f"{unit.label}, {code}", of.layer, view.scorer_id or "", unit.id, code)
    if (unit.id, view) not in of.sheets:
        of.sheets[unit.id, view] = sheet_of(run.desk, of.year.id, unit.id, view)
    sheet = of.sheets[unit.id, view]
    before = sheet.points.get(code)
    wanted = before if points is None else points
    if wanted is not None:
        of.summed.append(Summed(row, code, wanted))
    elif reason:
        run.note(row, "reason", N_("“{text}” is not read: no points stand beside it"), text=reason)
    same = (wanted, marks) == (before, sheet.marks.get(code, ()))
    changes = wanted is not None and (not same or reason not in ("", sheet.reasons.get(code, "")))
    return _Cell(row, unit, view, code, before, wanted, reason, changes, marks)


def _said(points: Decimal | None) -> str:
    return "–" if points is None else number(points)
