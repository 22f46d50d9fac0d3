"""The line above a table that ktd wrote: what the table tells, of which bloc, year and layer.

It stands in the first column, so that it stays where it is when an office program saves the file, when a
row is put above it, or a column into the table.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ktd_tui.sheets.cells import Line
from ktd_tui.sheets.columns import TableKind

_MARK = re.compile(r"'?ktd\.2 · (?P<kind>\S+) · (?P<bloc>.+) · (?P<year>\d{4}|-) · (?P<layer>\S+)")
NONE = "-"


class TableMark(NamedTuple):
    """What a table that ktd wrote says of itself; empty where it belongs to no bloc, year or layer."""

    kind: TableKind
    bloc: str = ""
    year: int | None = None
    layer: str = ""

    @property
    def text(self) -> str:
        """The line, as it is written."""
        parts = (self.kind, self.bloc or NONE, self.year or NONE, self.layer or NONE)
        return " · ".join(("ktd.2", *map(str, parts)))


def mark_in(line: Line) -> TableMark | None:
    """Read the line; None where it is none."""
    for cell in line.cells.values():
        if (found := _MARK.fullmatch(cell.text)) and found["kind"] in set(TableKind):
            bloc, year, layer = (
                "" if part == NONE else part for part in found.group("bloc", "year", "layer")
            )
            return TableMark(TableKind(found["kind"]), bloc, int(year) if year else None, layer)
    return None


def mark_above(lines: Iterable[Line]) -> TableMark | None:
    """Return what the lines above a table's head say; None where ktd wrote none of them."""
    return next((mark for line in lines if (mark := mark_in(line))), None)
