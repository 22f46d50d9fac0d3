"""A block copied from a spreadsheet, pasted on a list: taken in as a table of that list's kind."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import ACTIONS, Plan, plan_sheets, planned
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.rights import check_writing
from ktd_tui.sheets.cells import RawSheet
from ktd_tui.sheets.columns import COLUMNS, TableKind, written_columns
from ktd_tui.sheets.csv_file import block_lines, fields_sheet
from ktd_tui.sheets.layout import ReadFile, read_tables

LARGEST = 100_000
"""Letters of a block."""
SHOWN = 8
"""Rows of a preview."""
BARE: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.PEOPLE: ("name", "title", "degree", "honorific"),
    TableKind.CRITERIA: ("code", "text", "maximum", "sort"),
}
"""What the columns of a block are that has no heads of its own, where they are others than ktd writes."""


def plan_pasted(desk: Desk, text: str, asked: Asked, kind: TableKind) -> Plan:
    """Say what a pasted block would do; nothing is changed.

    Raises:
        Refused: It is too large, or is no table of that kind.
        ReadOnly: ktd was opened read-only.
    """
    check_writing(desk.actor)
    _check_length(text)
    name, lines = t("What was pasted"), list(block_lines(text))
    *tries, last = _ways(lines, kind, asked)
    for way in tries:
        with suppress(Refused):
            return planned(desk, name, asked, _read(name, way, kind))
    return planned(desk, name, asked, _read(name, last, kind))


def plan_block(desk: Desk, text: str, asked: Asked, kind: TableKind | None = None) -> Plan:
    """Say what a block with heads of its own would do, whatever it tells, as of a file; nothing is changed.

    Raises:
        Refused: It is too large, or what it tells is not clear.
        ReadOnly: ktd was opened read-only.
    """
    _check_length(text)
    name = t("What was pasted")
    sheet = _sheet(name, _Way([list(fields) for fields in block_lines(text)]))
    return plan_sheets(desk, [sheet], name, asked, kind)


def _check_length(text: str) -> None:
    if len(text) > LARGEST:
        raise Refused(N_("The block has {count} letters; at most {most}."), count=len(text), most=LARGEST)


class _Way(NamedTuple):
    """A block as it may be meant; a head that is put over it is its line 0."""

    lines: list[list[str]]
    first: int = 1


def _ways(lines: list[list[str]], kind: TableKind, asked: Asked) -> Iterator[_Way]:
    """Yield a block as it stands, with the unit that is asked for, and with the heads of its columns."""
    names = {column.key: column.head for column in COLUMNS[kind]}
    heads = BARE.get(kind, tuple(column.key for column in written_columns(kind)))
    broad = max(map(len, lines), default=0)
    even = [[*fields, *[""] * (broad - len(fields))] for fields in lines] or [[""]]
    yield _Way(even)
    unit = [asked.unit] if "unit" in names and asked.unit else []
    unit_head = [names["unit"]] if unit else []
    if unit:
        yield _Way([[*even[0], *unit_head], *([*fields, *unit] for fields in even[1:])])
    if broad <= len(heads):
        head = [*(names[key] for key in heads[:broad]), *unit_head]
        yield _Way([head, *([*fields, *unit] for fields in even)], 0)


def _read(name: str, way: _Way, kind: TableKind) -> ReadFile:
    return read_tables([_sheet(name, way)], name, kind)


def _sheet(name: str, way: _Way) -> RawSheet:
    return fields_sheet(enumerate(way.lines, way.first), name, ragged=False)


def told_pasted(plan: Plan) -> list[str]:
    """Say what the block would do, row by row, what is wrong first; then what of it is not read."""
    rows = [row for row in plan.rows if row.action is not Action.SAME]
    rows = [*sorted(rows, key=lambda row: row.action is not Action.ERROR), *plan.beside]
    lines = [
        t("{action}: {place}: {what}", action=t(ACTIONS[row.action]), place=row.where, what=row.told)
        for row in rows[:SHOWN]
    ]
    more = len(rows) - SHOWN
    return [*lines, plural("… and {n} more", "… and {n} more", more)] if more > 0 else lines
