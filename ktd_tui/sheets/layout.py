"""Finds the tables of a file: the head of each, its rows, and which column is what."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.sheets.cells import Cell, Line, RawSheet, where
from ktd_tui.sheets.columns import COLUMNS, KINDS, TableKind, plain_head

HEAD_WITHIN = 20
"""The head stands in one of so many first rows."""


class TableRow(NamedTuple):
    """A row of a table: its cells by the columns' keys.

    Attributes:
        columns: What a person calls each column.
    """

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]

    def where(self, key: str = "") -> str:
        """Say the place of the row, or of one of its cells."""
        return where(self.sheet, self.number, self.columns.get(key, ""))


class ReadTable(NamedTuple):
    """A recognised table.

    Attributes:
        others: Keys of the columns that the caller asked for by their heads (units of a wide table).
        above: The lines above the head, where a form names itself.
        heads: What stands over each column.
    """

    kind: TableKind
    rows: tuple[TableRow, ...]
    others: tuple[str, ...]
    above: tuple[Line, ...]
    heads: Mapping[str, str]


class TableHead(NamedTuple):
    """A line that was recognised as a head: column by key."""

    kind: TableKind
    line: Line
    places: Mapping[str, int]


_TOTALS = {"tong", "tong cong", "cong", "tong diem", "tong so", "xep hang", "xep loai"}


def tables(
    sheets: tuple[RawSheet, ...], name: str, kind: TableKind | None, others: Mapping[str, str]
) -> list[ReadTable]:
    """Recognise the tables of a file; sheets that are none are passed over where one is.

    Args:
        kind: What to look for; None: whatever is there.
        others: Further columns of a table of scores, key by folded head: the units.

    Raises:
        Refused: No sheet has a head that is known, sheets tell different things, or a head is ambiguous.
    """
    found = [_table(sheet, head, others) for sheet in sheets if (head := _head(sheet, kind, set(others)))]
    if not found:
        raise Refused(_missing(kind), path=name, columns=_needed(kind), rows=HEAD_WITHIN)
    kinds = {table.kind for table in found}
    if len(kinds) > 1:
        raise Refused(
            N_("{path} tells several things: {kinds}. Say which with --kind."),
            path=name,
            kinds=", ".join(sorted(t(KINDS[one]) for one in kinds)),
        )
    return found


def _missing(kind: TableKind | None) -> str:
    if kind is None:
        return N_(
            "{path}: what it tells was not recognised. The first {rows} rows need a row of heads, "
            "for example {columns}."
        )
    return N_("{path}: the first {rows} rows have no row with the heads {columns}.")


def _needed(kind: TableKind | None) -> str:
    if kind is None:
        return t("“Tên đơn vị”, or “Họ và tên” and “Đơn vị”, or “Mã tiêu chí” and “Điểm”")
    return ", ".join(f"“{column.head}”" for column in COLUMNS[kind] if column.needed)


def _head(sheet: RawSheet, kind: TableKind | None, others: set[str]) -> TableHead | None:
    """Find the head: the first line that has all that its kind needs."""
    for line in sheet.lines:
        if line.number > HEAD_WITHIN:
            break
        for one in (kind,) if kind else TableKind:
            places = _places(line, one, others)
            if all(c.key in places for c in COLUMNS[one] if c.needed):
                _check_head(sheet, line, places, one)
                return TableHead(one, line, places)
    return None


def _places(line: Line, kind: TableKind, others: set[str]) -> dict[str, int]:
    heads = {place: plain_head(cell.text) for place, cell in line.cells.items()}
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        for words in (column.words, column.weak):
            found = [place for place, head in heads.items() if head in words]
            if found and column.key not in places:
                places[column.key] = found[0]
    if kind is TableKind.SCORES and "points" not in places:
        units = [place for place, head in heads.items() if head in others]
        if units:
            places["points"] = min(units)
    return places


def _check_head(sheet: RawSheet, line: Line, places: Mapping[str, int], kind: TableKind) -> None:
    for column in COLUMNS[kind]:
        same = [p for p, cell in line.cells.items() if plain_head(cell.text) in column.words]
        if len(same) > 1:
            raise Refused(
                N_("{place}: two columns are both “{head}”. Keep one of them."),
                place=where(sheet.name, line.number, sheet.column(same[1])),
                head=column.head,
            )
    for place in places.values():
        if (line.number, place) in sheet.merged:
            raise Refused(
                N_("{place}: this head is merged over several columns. Give each column a head of its own."),
                place=where(sheet.name, line.number, sheet.column(place)),
            )


def _table(sheet: RawSheet, head: TableHead, others: Mapping[str, str]) -> ReadTable:
    places = dict(head.places)
    keys: list[str] = []
    if head.kind is TableKind.SCORES:
        keys = _unit_columns(sheet, head, others, places)
    names = {key: sheet.column(place) for key, place in places.items()}
    rows = []
    for line in sheet.lines:
        cells = {key: line.cells[place] for key, place in places.items() if place in line.cells}
        if line.number <= head.line.number or not cells or _is_total(line, cells):
            continue
        if line.hidden:
            # What nobody sees on the screen of the office program is not to be taken for seen.
            cells = {
                key: cell._replace(fault=N_("its row is hidden; show it or delete it"))
                for key, cell in cells.items()
            }
        rows.append(TableRow(sheet.name, line.number, cells, names))
    above = tuple(line for line in sheet.lines if line.number < head.line.number)
    heads = {key: head.line.cells[place].text for key, place in places.items()}
    return ReadTable(head.kind, tuple(rows), tuple(keys), above, heads)


def _unit_columns(
    sheet: RawSheet, head: TableHead, others: Mapping[str, str], places: dict[str, int]
) -> list[str]:
    keys: list[str] = []
    if plain_head(head.line.cells[places["points"]].text) not in others:
        return keys
    del places["points"]
    for place, cell in sorted(head.line.cells.items()):
        key = others.get(plain_head(cell.text))
        if key in keys:
            raise Refused(
                N_("{place}: two columns are both “{head}”. Keep one of them."),
                place=where(sheet.name, head.line.number, sheet.column(place)),
                head=cell.text,
            )
        if key:
            keys.append(key)
            places[key] = place
    return keys


def _is_total(line: Line, cells: Mapping[str, Cell]) -> bool:
    """Tell a line of sums: nothing is read from it."""
    return "code" not in cells and any(plain_head(cell.text) in _TOTALS for cell in line.cells.values())
