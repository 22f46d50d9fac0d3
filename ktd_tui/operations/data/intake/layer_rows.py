"""Taking in the layers of a year's criteria set: a row each layer; an empty cell leaves what is there."""

from collections.abc import Iterator

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.intake.cells import text
from ktd_tui.operations.scoring.criteria import Seen, save_entry
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.scoring.criteria import Part, row_typed, set_lines
from ktd_tui.rules.scoring.scorers.fields import LAYER_FIELDS
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.writing import WrittenTable
from ktd_tui.text import fold


def layers_table(of: CriteriaSet) -> WrittenTable:
    """Return the layers of a set, to be changed and taken in again."""
    columns = written_columns(TableKind.LAYERS)
    rows = []
    for line in set_lines(of):
        if line.part == Part.LAYER:
            cells = {f"layer_{key}": said for key, said in row_typed(line).items()}
            rows.append(tuple(cells.get(column.key) or None for column in columns))
    return WrittenTable("Lớp chấm điểm", tuple(column.head for column in columns), tuple(rows))


def take_layers(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change layers of the year's criteria set."""
    for row in table.rows:
        yield from outcomes(row, _layer(run, row))


def _layer(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    name = text(row, "layer_name", needed=N_("The layer needs a name."))
    run.once(row, "layer_name", name, "layer", fold(name))
    year = run.year()
    of = criteria_of(run.desk, year)
    lines = [line for line in set_lines(of) if line.part == Part.LAYER]
    meant = {fold(name), fold(text(row, "layer_code"))}
    known = next((one for one in lines if meant & {fold(one.key), fold(one.text)}), None)
    given = {field.key: said for field in LAYER_FIELDS if (said := text(row, f"layer_{field.key}"))}
    before = row_typed(known) if known else {}
    typed = before | given
    if known and typed == before:  # the usual layers are written nowhere, and stay so
        yield RowOutcome(row.where(), Action.SAME, name)
        return
    saved = save_entry(run.desk, Seen(year.id, of), Part.LAYER, known.key if known else None, typed)
    action = Action.ADD if known is None else Action.SAME if saved == of else Action.CHANGE
    yield RowOutcome(row.where(), action, name)
