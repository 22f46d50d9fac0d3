"""What a criteria set has beside its rows, as a table: grades, bars, knock-outs, what holds for all of it."""

from collections.abc import Iterator
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.i18n import N_, t
from ktd_tui.operations.data.import_rows import Action, RowOutcome, Run, outcomes
from ktd_tui.operations.data.intake.cells import in_cell, text
from ktd_tui.operations.lookup import code_meant
from ktd_tui.operations.scoring.criteria import Seen, criteria_page, save_entry, save_head
from ktd_tui.rules.scoring.criteria import HEAD, PARTS, Part, row_typed, set_lines
from ktd_tui.sheets.columns import TableKind, written_columns
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.sheets.writing import WrittenTable
from ktd_tui.text import fold

WHOLE = "whole"
SORTS = {part: PARTS[part].name for part in (Part.GRADE, Part.BAR, Part.KNOCK_OUT)} | {WHOLE: N_("Whole set")}
"""What a row may be, by what the column says of it."""
FIELDS = {"points_of": "code"}
"""Fields by their columns, where these are called otherwise: a code is not what tells these rows apart."""
LABELS = {field.key: field.label for field in HEAD}


class _Way(NamedTuple):
    """A row as it is in the data: what it is, which one, and what was typed of it."""

    sort: str
    key: str
    typed: dict[str, str]


def _ways(of: CriteriaSet) -> Iterator[_Way]:
    for field in HEAD:
        value = getattr(of, field.attribute)
        yield _Way(WHOLE, field.key, {"value": "" if value is None else field.codec.write(value)})
    for line in set_lines(of):
        if line.part in SORTS:
            yield _Way(line.part, line.key, row_typed(line))


def ways_table(of: CriteriaSet) -> WrittenTable:
    """Return what a set has beside its rows, to be changed and taken in again."""
    columns = written_columns(TableKind.WAYS)
    rows = []
    for way in _ways(of):
        name = t(LABELS[way.key]) if way.sort == WHOLE else way.key
        cells = {**way.typed, "sort": t(SORTS[way.sort]), "text": name}
        rows.append(tuple(cells.get(FIELDS.get(column.key, column.key)) or None for column in columns))
    return WrittenTable("Xếp loại, điều kiện loại", tuple(column.head for column in columns), tuple(rows))


def take_ways(run: Run, table: ReadTable) -> Iterator[RowOutcome]:
    """Add and change grades, bars, knock-outs and what holds for the whole set; none is taken away."""
    for row in table.rows:
        yield from outcomes(row, _way(run, row))


def _tell_unused(run: Run, row: TableRow, sort: str) -> None:
    """Tell what a row has in columns that its sort does not have: a grade's in the row of a bar."""
    used = {"sort", "text", *(("value",) if sort == WHOLE else (field.key for field in PARTS[sort].fields))}
    for column in written_columns(TableKind.WAYS):
        if FIELDS.get(column.key, column.key) not in used and (said := text(row, column.key)):
            message = N_("“{text}” is not read: no “{kind}” has that")
            run.note(row, column.key, message, text=said, kind=t(SORTS[sort]))


def _way(run: Run, row: TableRow) -> Iterator[RowOutcome]:
    year_id = run.year().id
    seen = Seen(year_id, criteria_page(run.desk, year_id).of)
    with in_cell("sort"):
        sort = code_meant(text(row, "sort"), SORTS)
    name = text(row, "text", needed=N_("The text is empty."))
    with in_cell("text"):
        key = code_meant(name, LABELS) if sort == WHOLE else name
    run.once(row, "text", name, "way", sort, fold(key))
    _tell_unused(run, row, sort)
    ways = _ways(seen.of) if seen.of else ()
    there = next((one for one in ways if (one.sort, fold(one.key)) == (sort, fold(key))), None)
    columns = (column.key for column in written_columns(TableKind.WAYS))
    given = {FIELDS.get(column, column): typed for column in columns if (typed := text(row, column))}
    told = f"{t(SORTS[sort])}: {name}"
    said = {key: typed for key, typed in given.items() if key not in ("sort", "text")}
    if there and said.items() <= there.typed.items():
        yield RowOutcome(row.where(), Action.SAME, told)  # also where nothing may be changed any more
        return
    if sort == WHOLE:
        saved = save_head(run.desk, seen, {key: given["value"]} if "value" in given else {})
    else:
        wanted = {**there.typed, **given, "text": there.key} if there else given
        saved = save_entry(run.desk, seen, sort, there.key if there else None, wanted)
    action = Action.ADD if there is None else Action.SAME if saved == seen.of else Action.CHANGE
    yield RowOutcome(row.where(), action, told)
