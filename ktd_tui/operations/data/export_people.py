"""The people of a bloc's units as a table, which an import reads again."""

from ktd_tui.domain.organisation import Bloc
from ktd_tui.domain.people import Person
from ktd_tui.naming import Called
from ktd_tui.operations.council.directory import unit_rows
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import people_called
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.writing import WrittenTable

YES = "x"


def people_table(desk: Desk, bloc_id: str) -> WrittenTable:
    """Return everybody of a bloc's units; who deputises stands behind whom, as an import needs it."""
    called = people_called(desk)
    rows = []
    for row in unit_rows(desk, bloc_id):
        for of in sorted(desk.store.find(Person, unit_id=row.unit.id), key=lambda p: bool(p.deputy_for_id)):
            deputy_for = called.get(of.deputy_for_id or "", Called()).name
            cells = {
                "unit": row.unit.name,
                "heads": YES if row.head and row.head.id == of.id else "",
                "deputy_for_id": deputy_for,
            }
            known = of.model_dump(include={"name", "honorific", "degree", "title", "signs_as"}) | cells
            rows.append(tuple(known[column.key] or None for column in written_columns(TableKind.PEOPLE)))
    heads = tuple(column.head for column in written_columns(TableKind.PEOPLE))
    mark = TableMark(TableKind.PEOPLE, desk.store.get(Bloc, bloc_id).code).text
    return WrittenTable("Cán bộ", heads, tuple(rows), mark=mark)
