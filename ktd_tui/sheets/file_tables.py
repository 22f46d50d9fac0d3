"""The tables that a file was found to have: all of them, or the one that was chosen."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.sheets.cells import Line, RawSheet
from ktd_tui.sheets.columns import COLUMNS, KINDS, TableKind, plain_head
from ktd_tui.sheets.furniture import WHY, Passed, Why
from ktd_tui.sheets.marks import TableMark, mark_above
from ktd_tui.sheets.table_rows import RowSum, TableRow

HEAD_WITHIN = 20
"""The head stands in one of so many first rows."""


class ReadTable(NamedTuple):
    """A recognised table.

    Attributes:
        above: The lines above the head, where a form names itself.
        heads: What stands over each column.
        totals: Lines of sums, their cells by the columns' keys; each with the rows that it closes.
        sums: What single rows say that they come to.
        head_at: The last line of its head.
        begins: Its first column, where other tables stand beside it.
    """

    kind: TableKind
    sheet: str
    rows: tuple[TableRow, ...]
    above: tuple[Line, ...]
    heads: Mapping[str, str]
    totals: tuple[TableRow, ...] = ()
    sums: tuple[RowSum, ...] = ()
    head_at: int = 0
    begins: str = ""

    @property
    def mark(self) -> TableMark | None:
        """What it says of itself, where ktd wrote it."""
        return mark_above(self.above)

    @property
    def span(self) -> tuple[int, int]:
        """The last line of its head, and the last of its rows."""
        return self.head_at, self.rows[-1].number if self.rows else self.head_at

    @property
    def where(self) -> str:
        """Where it stands, for a person."""
        first, last = self.span
        if self.begins:
            return t(
                "{sheet}, rows {first}–{last} from column {column}",
                sheet=self.sheet, first=first, last=last, column=self.begins,
            )  # fmt: skip
        return t("{sheet}, rows {first}–{last}", sheet=self.sheet, first=first, last=last)


def tables_told(tables: Sequence[ReadTable]) -> str:
    """Number tables as ``--table`` does, each with its place."""
    return "; ".join(f"{place}: {table.where}" for place, table in enumerate(tables, 1))


def choose_table(
    tables: Sequence[ReadTable], name: str, wanted: int | None
) -> tuple[tuple[ReadTable, ...], tuple[Passed, ...]]:
    """Return the table that was chosen, or all of them; and what is not read because of it.

    Raises:
        Refused: The file has not so many.
    """
    if wanted is None:
        return tuple(tables), ()
    if not 0 < wanted <= len(tables):
        raise Refused(
            N_("{path} has no table {number}. There are: {there}."),
            path=name,
            number=wanted,
            there=tables_told(tables),
        )
    others = [table for place, table in enumerate(tables, 1) if place != wanted]
    passed = (Passed(table.where, "", Why.OTHER_TABLE, table.sheet, table.span) for table in others)
    return (tables[wanted - 1],), tuple(passed)


def as_one_list(tables: Sequence[ReadTable]) -> Sequence[ReadTable]:
    """Return tables as they are taken in: criteria that go on in a further table, or sheet, are one list."""
    if len(tables) == 1 or tables[0].kind is not TableKind.CRITERIA:
        return tables
    rows = tuple(row for table in tables for row in table.rows)
    totals = tuple(row for table in tables for row in table.totals)
    return [tables[0]._replace(rows=rows, totals=totals)]


def check_one_kind(tables: Sequence[ReadTable], name: str) -> None:
    """Refuse tables of which one tells other things than another.

    Raises:
        Refused: They do.
    """
    kinds = {table.kind for table in tables}
    if len(kinds) > 1:
        raise Refused(
            N_("{path} tells several things: {kinds}. Say which with --kind or --table ({tables})."),
            path=name,
            kinds=", ".join(sorted(t(KINDS[one]) for one in kinds)),
            tables=tables_told(tables),
        )


EVIDENCE = N_(
    "{path} lists evidence, which no table brings in: hand it in on the page “Evidence” of the unit's "
    "scores, or with “ktd score evidence add”."
)


def tells_evidence(head: str) -> bool:
    """Tell whether a head is that of evidence: «Minh chứng», «Tài liệu kiểm chứng»."""
    return bool(
        re.fullmatch(r"((ten|danh muc|ho so|tai lieu|van ban|va) )*(minh chung|kiem chung)", plain_head(head))
    )


def nothing_read(
    kind: TableKind | None, sheets: Sequence[RawSheet], passed: Sequence[Passed], name: str
) -> Refused:
    """Say why no table of a file was recognised: it is empty, or has no head that is known."""
    if not any(sheet.lines for sheet in sheets):
        message = N_("{path} is empty.")
        only_text = N_("{path} has no table: what is to be read has to stand in one, under heads.")
        return Refused(message if sheets else only_text, path=name)
    within = [line for sheet in sheets for line in sheet.lines[:HEAD_WITHIN]]
    if kind is None and any(tells_evidence(cell.text) for line in within for cell in line.cells.values()):
        return Refused(EVIDENCE, path=name)
    facts = {"path": name, "columns": _needed(kind), "rows": HEAD_WITHIN, "sheets": _said(passed)}
    return Refused(_missing(kind), **facts)


def _said(passed: Sequence[Passed]) -> str:
    return "; ".join(f"{one.sheet}: {t(WHY[one.why])}" for one in passed)


def _missing(kind: TableKind | None) -> str:
    if kind is None:
        return N_(
            "{path}: what it tells was not recognised. The first {rows} rows need a row of heads, "
            "for example {columns}. ({sheets})"
        )
    return N_("{path}: the first {rows} rows have no row with the heads {columns}. ({sheets})")


def _needed(kind: TableKind | None) -> str:
    if kind is None:
        return t("“Tên đơn vị”, or “Họ và tên” and “Đơn vị”, or “Mã tiêu chí” and “Điểm”")
    return ", ".join(f"“{column.head}”" for column in COLUMNS[kind] if column.needed)
