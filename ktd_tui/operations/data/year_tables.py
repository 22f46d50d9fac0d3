"""A year's movements, units' parts in them, activities, tasks and exemplars as tables that come in again."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ktd_tui.domain.activity import Concretisation
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.i18n import t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units
from ktd_tui.operations.year.activities import activities_page, movement_page
from ktd_tui.operations.year.exemplars import EXEMPLAR_KINDS, exemplars_page
from ktd_tui.operations.year.years import year_page
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.writing import Value, WrittenTable
from ktd_tui.words import short_date

_Cells = Mapping[str, Value]


def work_table(desk: Desk, bloc_year_id: str, kind: TableKind) -> WrittenTable:
    """Return the year's table of a kind, one of ``WORK``."""
    year = desk.store.get(BlocYear, bloc_year_id)
    columns = written_columns(kind)
    rows = tuple(tuple(cells.get(c.key) or None for c in columns) for cells in WORK[kind](desk, year))
    mark = TableMark(kind, desk.store.get(Bloc, year.bloc_id).code, year.year).text
    return WrittenTable(columns[0].head, tuple(column.head for column in columns), rows, mark=mark)


def _movements(desk: Desk, year: BlocYear) -> Iterator[_Cells]:
    for one in year_page(desk, year.id).movements:
        yield one.model_dump(include={"title", "launcher", "plan", "first_year", "last_year"})


def _parts(desk: Desk, year: BlocYear) -> Iterator[_Cells]:
    names = _names(desk, year)
    for movement in year_page(desk, year.id).movements:
        of = movement_page(desk, year.id, movement.id)
        for unit in of.units:
            part = of.parts.get(unit.id)
            if part and (part.text or part.result):
                yield _part(part, movement.title, names)


def _part(of: Concretisation, movement: str, names: Mapping[str, str]) -> _Cells:
    return {"movement": movement, "unit": names[of.unit_id], "text": of.text, "result": of.result}


def _activities(desk: Desk, year: BlocYear) -> Iterator[_Cells]:
    names = _names(desk, year)
    for row in reversed(activities_page(desk, year.id).rows):
        of = row.activity
        yield {
            **of.model_dump(include={"title", "place", "result"}),
            "unit": names.get(of.unit_id, "?"),
            "day": _said(of.day),
            "partners": "; ".join(names.get(one, "?") for one in of.partner_ids),
            "movement": row.movement,
        }


def _tasks(desk: Desk, year: BlocYear) -> Iterator[_Cells]:
    names = _names(desk, year)
    for of in year.tasks:
        unit = names.get(of.unit_id, "?") if of.unit_id else ""
        yield {"text": of.text, "unit": unit, "due": _said(of.due), "done_on": _said(of.done_on)}


def _exemplars(desk: Desk, year: BlocYear) -> Iterator[_Cells]:
    names = _names(desk, year)
    for row in reversed(exemplars_page(desk, year.id).rows):
        of = row.exemplar
        yield {
            **of.model_dump(include={"name", "deed", "award"}),
            "kind": t(EXEMPLAR_KINDS[of.kind]),
            "unit": names.get(of.unit_id, "?"),
            "deed_on": _said(of.deed_on),
            "proposed_on": _said(of.proposed_on),
        }


def _names(desk: Desk, year: BlocYear) -> Mapping[str, str]:
    units: Mapping[str, Unit] = all_units(desk, year)
    return {key: unit.name for key, unit in units.items()}


def _said(of: date | None) -> str:
    return short_date(of) if of else ""


WORK: Mapping[TableKind, Callable[[Desk, BlocYear], Iterator[_Cells]]] = {
    TableKind.MOVEMENTS: _movements,
    TableKind.PARTS: _parts,
    TableKind.ACTIVITIES: _activities,
    TableKind.TASKS: _tasks,
    TableKind.EXEMPLARS: _exemplars,
}
