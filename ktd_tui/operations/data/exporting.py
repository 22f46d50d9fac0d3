"""Tables out of the data: scores with ranks, registrations, score forms, empty templates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.scoring import CriteriaSet, Criterion, Layer, Registration, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.data.intake.agenda_steps import agenda_table
from ktd_tui.operations.data.intake.criteria.criteria_rows import CAPPED_GROUP, GROUP, SECTIONS
from ktd_tui.operations.data.intake.layer_rows import layers_table
from ktd_tui.operations.data.intake.ways import ways_table
from ktd_tui.operations.data.score_forms import form_mark
from ktd_tui.operations.data.year_tables import WORK, work_table
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import (
    Written,
    check_paper_target,
    check_target,
    ending_of,
    write_output,
    write_paper,
)
from ktd_tui.operations.lookup import all_units, unit_among
from ktd_tui.operations.papers.sources import annex_data
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.papers.document import prepared
from ktd_tui.papers.kinds.annex import compose_annex
from ktd_tui.papers.result_phrases import grade_said
from ktd_tui.rules.scoring.criterion_kinds import kind_of
from ktd_tui.rules.scoring.kinds.fields import WEIGHT
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS, SetSection
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import outline, part_names
from ktd_tui.rules.scoring.scorers.listed import earlier, paper_name, usual_name
from ktd_tui.rules.scoring.scorers.several import cell_written
from ktd_tui.rules.scoring.sums import maximum
from ktd_tui.rules.scoring.tree import most_of
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.writing import Value, WrittenTable, csv_bytes, xlsx_bytes

PDF = ".pdf"
TABLES: Mapping[str, Callable[[WrittenTable], bytes]] = {".csv": csv_bytes, ".xlsx": xlsx_bytes}
"""What a table is written by, by its file's ending."""


def _scored_by(criteria: CriteriaSet, layer: str, bloc: Bloc) -> str:
    """Tables are papers: Vietnamese whatever the screens speak; the bloc's own points are called after it."""
    if layer == Layer.BLOC and usual_name(criteria, layer):
        return f"{bloc.words.within} chấm"
    return paper_name(criteria, layer)


def score_table(desk: Desk, bloc_year_id: str, layer: str | None) -> WrittenTable:
    """Return the points of a layer (None: the result): criteria down, units across, sums and ranks below.

    The cross layer has several scorers for a unit: there each score has a row of its own.

    Raises:
        Refused: The year has no criteria set yet.
    """
    of = grid(desk, bloc_year_id, None if layer is None else View(layer))
    title = f"Điểm {_scored_by(of.criteria, of.view.layer, of.bloc)} {of.bloc.name} năm {of.year.year}"
    mark = TableMark(TableKind.SCORES, of.bloc.code, of.year.year, of.view.layer).text
    if layer == Layer.CROSS:
        pairs = ("Đơn vị chấm", "Đơn vị", "Mã tiêu chí", "Điểm", "Lý do")
        return WrittenTable(title, pairs, tuple(_cross_rows(desk, of)), (title,), mark)
    heads = ("Mã tiêu chí", "Nội dung", "Điểm tối đa", *(unit.label for unit in of.units))
    return WrittenTable(title, heads, tuple(_score_rows(of)), (title,), mark)


def _score_rows(of: Grid) -> Iterator[tuple[Value, ...]]:
    """Yield each group with its sum, its criteria, then bonus and deductions, then the sums."""
    names, most = part_names(of.criteria), most_of(of.criteria)
    for row in outline(of.rows):
        if isinstance(row, str):
            yield (row, names[row], most[row], *(of.sum_of(s, row) for s in of.standings))
            continue
        yield (row.code, row.text, row.maximum, *(of.points[unit.id].get(row.code) for unit in of.units))
    yield (None, "Tổng điểm", maximum(of.criteria), *(of.sum_of(s) for s in of.standings))
    yield (None, "Xếp hạng", None, *(s.rank for s in of.standings))
    yield (None, "Xếp loại", None, *(grade_said(s) if s.rank else None for s in of.standings))


def _cross_rows(desk: Desk, of: Grid) -> Iterator[tuple[Value, ...]]:
    labels = {unit.id: unit.label for unit in of.units}
    sheets = desk.store.find(ScoreSheet, bloc_year_id=of.year.id, layer=Layer.CROSS)
    for sheet in sorted(sheets, key=lambda s: (labels.get(s.scorer_id or "", ""), labels.get(s.unit_id, ""))):
        for row in of.rows:
            if row.code in sheet.points:
                scorer, unit = labels.get(sheet.scorer_id or "", "?"), labels.get(sheet.unit_id, "?")
                yield scorer, unit, row.code, cell_written(sheet, row.code), sheet.reasons.get(row.code)


def registration_table(desk: Desk, bloc_year_id: str) -> WrittenTable:
    """Return what the units of a year registered, a row each target."""
    year = desk.store.get(BlocYear, bloc_year_id)
    found = desk.store.find(Registration, bloc_year_id=bloc_year_id)
    labels = {unit.id: unit.name for unit in all_units(desk, year).values()}
    lines = [
        (
            labels.get(of.unit_id, "?"),
            one.code,
            one.text,
            one.number,
            one.counted_in or None,
            one.measure,
            one.due_said,
        )
        for of in sorted(found, key=lambda one: labels.get(one.unit_id, ""))
        for one in of.targets
    ]
    title = f"Đăng ký thi đua năm {year.year}"
    heads = tuple(c.head for c in written_columns(TableKind.REGISTRATIONS) if c.key != "year")
    mark = TableMark(TableKind.REGISTRATIONS, desk.store.get(Bloc, year.bloc_id).code, year.year).text
    return WrittenTable(title, heads, tuple(lines), (title,), mark)


class Wish(NamedTuple):
    """Whose score form is wanted: units by name."""

    unit: str
    layer: str = Layer.SELF.value
    scorer: str = ""


def score_form(desk: Desk, bloc_year_id: str, wish: Wish) -> WrittenTable:
    """Return a form to be filled in elsewhere and imported again: only points and reasons can be typed.

    Raises:
        Refused: No such unit in the year, no criteria set, or the scorer is missing or is the unit itself.
    """
    of = grid(desk, bloc_year_id)
    unit = unit_among(of.units, wish.unit)
    scorer = unit_among(of.units, wish.scorer) if wish.scorer else None
    if (wish.layer == Layer.CROSS) != (scorer is not None):
        raise Refused(
            N_("A form of the cross layer needs the unit that scores (--scorer), others have none.")
        )
    if scorer and scorer.id == unit.id:
        raise Refused(N_("{unit} does not score itself in the cross layer."), unit=unit.label)
    found = desk.store.find(
        ScoreSheet,
        bloc_year_id=bloc_year_id,
        unit_id=unit.id,
        layer=wish.layer,
        scorer_id=scorer.id if scorer else None,
    )
    title = f"Phiếu {_scored_by(of.criteria, wish.layer, of.bloc)}: {unit.name}, năm {of.year.year}"
    before = [one for one in earlier(of.criteria, wish.layer) if of.by_layer[one].get(unit.id)]
    shown = [f"Kết quả {_scored_by(of.criteria, one, of.bloc)}" for one in before]
    heads = ("Mã tiêu chí", "Nội dung", "Điểm tối đa", "Chỉ tiêu đăng ký", *shown, "Điểm", "Lý do")
    return WrittenTable(
        "Phiếu chấm điểm",
        heads,
        tuple(_form_rows(of, unit, before, found[0] if found else None)),
        (
            title,
            *([f"Đơn vị chấm: {scorer.name}"] if scorer else []),
            "Chỉ nhập vào cột Điểm và Lý do. Ô để trống được giữ như trong dữ liệu.",
        ),
        mark=form_mark(of.year, unit, wish.layer, scorer),
        locked=True,
        open=frozenset({"Điểm", "Lý do"}),
    )


def _form_rows(
    of: Grid, unit: Unit, before: Sequence[str], sheet: ScoreSheet | None
) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a form, with what earlier layers gave beside what is typed."""
    targets = of.targets.get(unit.id, {})
    for row in of.rows:
        given = (of.by_layer[one][unit.id].get(row.code) for one in before)
        known = (cell_written(sheet, row.code), sheet.reasons.get(row.code)) if sheet else (None, None)
        yield (row.code, row.text, row.maximum, targets.get(row.code), *given, *known)


def example(desk: Desk, kind: TableKind, bloc_year_id: str | None = None) -> WrittenTable:
    """Return an empty table of a kind; of criteria and agendas: the year's, or the first, to begin with."""
    year = desk.store.get(BlocYear, bloc_year_id) if bloc_year_id else None
    if kind is TableKind.AGENDA:
        bloc = next((one for one in desk.store.find(Bloc) if year is None or one.id == year.bloc_id), None)
        return agenda_table(desk, bloc) if bloc else empty_table(kind)
    wanted = year.criteria_id if year else None
    sets = desk.store.find(CriteriaSet)
    of = next((one for one in sets if wanted in (None, one.id)), None)
    mark = TableMark(kind, desk.store.get(Bloc, year.bloc_id).code, year.year) if year else TableMark(kind)
    write = {TableKind.WAYS: ways_table, TableKind.LAYERS: layers_table}.get(kind)
    if of and write:
        return write(of)._replace(mark=mark.text)
    return empty_table(kind, of, mark)


def empty_table(
    kind: TableKind, criteria: CriteriaSet | None = None, mark: TableMark | None = None
) -> WrittenTable:
    """Return an empty table of a kind, with the heads that an import knows; of criteria: a set as it is."""
    heads = tuple(column.head for column in written_columns(kind))
    lines = tuple(_criteria_rows(criteria)) if criteria and kind is TableKind.CRITERIA else ()
    return WrittenTable(heads[0], heads, lines, mark=(mark or TableMark(kind)).text)


def _criteria_rows(of: CriteriaSet) -> Iterator[tuple[Value, ...]]:
    most = most_of(of)
    for group in of.groups:
        head: dict[str, Value] = {"code": group.code, "text": group.name, "weight": WEIGHT.cell(group.weight)}
        top: dict[str, Value] = {"maximum": most[group.code] / group.weight, "sort": GROUP}
        if group.maximum is not None:
            top = {"maximum": group.maximum, "sort": CAPPED_GROUP}
        yield _criteria_row({**head, **top})
        yield from _entries(GROUPS, group.criteria)
    for section in CAPPED:
        entries: tuple[Criterion, ...] = getattr(of, section.field)
        if any(kind_of(section, entry).section is not section for entry in entries):
            head = {"code": SECTIONS[section.field], "text": SECTIONS[section.field], "sort": GROUP}
            yield _criteria_row({**head, "maximum": getattr(of, section.cap)})
        yield from _entries(section, entries)


def _entries(section: SetSection, entries: tuple[Criterion, ...]) -> Iterator[tuple[Value, ...]]:
    for entry in entries:
        kind = kind_of(section, entry)
        cells = {field.column: field.cell(getattr(entry, field.attribute)) for field in kind.fields}
        yield _criteria_row({**cells, "sort": kind.word})


def _criteria_row(cells: Mapping[str, Value]) -> tuple[Value, ...]:
    found = (cells.get(column.key) for column in written_columns(TableKind.CRITERIA))
    return tuple(None if value == "" else value for value in found)


def export_scores(desk: Desk, bloc_year_id: str, layer: str | None, target: Path) -> Written:
    """Write the points of a layer (None: the result) as .csv, .xlsx or, as an annex to be printed, .pdf.

    Raises:
        Refused: No criteria set, another ending, or the path cannot be written (see ``check_target``).
    """
    if ending_of(target, *TABLES, PDF) != PDF:
        return write_table(score_table(desk, bloc_year_id, layer), target)
    paper = prepared(compose_annex(annex_data(desk, bloc_year_id, layer)))
    check_paper_target(desk, target)
    return write_paper(desk, target, *desk.render(paper))


class What(StrEnum):
    """What can be written as a table."""

    SCORES = "scores"
    FORM = "sheet"
    REGISTRATIONS = "registrations"
    CRITERIA = "criteria"
    WAYS = "ways"
    AGENDA = "agenda"
    MOVEMENTS = "movements"
    PARTS = "parts"
    ACTIVITIES = "activities"
    TASKS = "tasks"
    EXEMPLARS = "exemplars"


def export_table(desk: Desk, bloc_year_id: str, what: What, wish: Wish, target: Path) -> Written:
    """Write one of a year's tables.

    Raises:
        Refused: See ``export_scores``, ``score_form`` and ``write_table``.
    """
    if what is What.SCORES:
        return export_scores(desk, bloc_year_id, wish.layer, target)
    if what is What.FORM:
        return write_table(score_form(desk, bloc_year_id, wish), target)
    if what is What.REGISTRATIONS:
        return write_table(registration_table(desk, bloc_year_id), target)
    if (kind := TableKind(what)) in WORK:
        return write_table(work_table(desk, bloc_year_id, kind), target)
    return write_table(example(desk, kind, bloc_year_id), target)


def write_table(of: WrittenTable, target: Path) -> Written:
    """Write a table as its file's name says, .csv or .xlsx.

    Raises:
        Refused: Another ending, or the path cannot be written (see ``check_target``).
    """
    writer = TABLES[ending_of(target, *TABLES)]
    check_target(target)
    return write_output(target, writer(of))
