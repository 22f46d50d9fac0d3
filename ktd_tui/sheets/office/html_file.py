"""Web pages that programs of offices save under the name of a workbook: their tables, one a sheet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Box, Cell, Line, RawSheet, Size, check_size, text_cell
from ktd_tui.sheets.office.merged import lines_filled

_MOST_SPAN = 1_000
_TABLES = 100
_BREAKS = frozenset(("br", "p", "div", "li"))
_QUIET = frozenset(("style", "script", "title"))
_TOLD = frozenset(("tr", "td", "th"))
_TAG = re.compile(r"<(/?[a-zA-Z][\w:]*)")
_FACT = re.compile(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_LONG = 2_000
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass
class _Table:
    """A table while it is read."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    number: int = 0
    at: int = 0
    hidden: bool = False


class _Page:
    """Goes through a page; a text outside of tables is a line of its own above the next of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._said: list[str] | None = None
        self._above: list[str] = []
        self._span = (1, 1)
        self._quiet = 0
        self._size = Size()

    def read(self, text: str) -> None:
        """Take in the page."""
        for tag, rest in _tokens(text):
            if not tag:
                self._data(unescape(rest))
            elif tag.startswith("/"):
                self._ends(tag[1:])
            else:
                self._begins(tag, {} if tag not in _TOLD else _facts(rest))
        self._end_row()

    def _begins(self, tag: str, facts: Mapping[str, str]) -> None:
        if tag in _QUIET:
            self._quiet += 1
        elif tag == "table":
            self._table()
        elif tag == "tr" and self._open:
            self._end_row()
            table = self._open[-1]
            table.number += 1
            table.at = 0
            table.hidden = bool(_HIDDEN.search(facts.get("style", ""))) or "hidden" in facts
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            self._said = []
            self._span = _span(facts.get("rowspan", "")), _span(facts.get("colspan", ""))
        elif tag in _BREAKS and self._said:
            self._said.append("\n")

    def _ends(self, tag: str) -> None:
        if tag in _QUIET:
            self._quiet = max(0, self._quiet - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table" and self._open:
            self._end_row()
            self._open.pop()

    def _data(self, data: str) -> None:
        if self._quiet:
            return
        if self._said is not None:
            self._said.append(re.sub(r"\s+", " ", data))
        elif not self._open and data.strip():
            self._above.append(" ".join(data.split()))

    def _table(self) -> None:
        """Begin a table; one that stands within another takes the place of it, which only lays it out."""
        self._end_row()
        table = _Table()
        for text in self._above:
            table.number += 1
            if cell := text_cell(text):
                table.lines.append(Line(table.number, {0: cell}))
        self._above = []
        self._open.append(table)
        self.tables.append(table)

    def _end_cell(self) -> None:
        if self._said is None or not self._open:
            return
        table, said = self._open[-1], "".join(self._said).strip()
        self._said = None
        table.number = max(table.number, 1)
        while table.taken.get(table.at, 0) >= table.number:
            table.at += 1
        rows, columns = self._span
        check_size(self.name, table.number, table.at + columns, table.number)
        if rows > 1 or columns > 1:
            last = table.at + columns - 1
            table.boxes.append(Box(table.number, table.at, table.number + rows - 1, last))
            table.taken |= dict.fromkeys(range(table.at, last + 1), table.number + rows - 1)
        if cell := text_cell(said.replace("\u00a0", " ").strip()):
            table.cells[table.at] = cell
        table.at += columns

    def _end_row(self) -> None:
        self._end_cell()
        if self._open and self._open[-1].cells:
            table = self._open[-1]
            self._size.add(self.name, table.number, len(table.cells))
            table.lines.append(Line(table.number, table.cells, table.hidden))
            table.cells = {}


def read_html(text: str, name: str) -> tuple[RawSheet, ...]:
    """Read the tables of a web page.

    Raises:
        Refused: It has none, or one that is larger than any office's.
    """
    page = _Page(name)
    page.read(text)
    tables = [table for table in page.tables if table.lines]
    if not tables:
        raise Refused(N_("{path} is a web page without a table. Save the table as .xlsx."), path=name)
    if len(tables) > _TABLES:
        raise Refused(
            N_("{path}: {count} tables; at most {most} are read. Save the one that you need as .xlsx."),
            path=name, count=len(tables), most=_TABLES,
        )  # fmt: skip
    one = len(tables) == 1
    return tuple(
        RawSheet(
            name if one else f"{name} ({place})",
            lines_filled(table.lines, table.boxes),
            boxes=tuple(table.boxes),
        )
        for place, table in enumerate(tables, 1)
    )


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield texts, and tags with what stands in them; what is never closed ends the page.

    The parser of the standard library goes through the rest of a page again for each thing in it that is not
    closed: some kilobytes of such take it minutes.
    """
    at = 0
    while (begins := text.find("<", at)) >= 0:
        if begins > at:
            yield "", text[at:begins]
        mark = "-->" if text.startswith("<!--", begins) else ">"
        ends = text.find(mark, begins)
        if ends < 0:
            return
        at = ends + len(mark)
        if found := _TAG.match(text, begins, ends):
            yield found[1].lower(), text[found.end() : ends]
    if at < len(text):
        yield "", text[at:]


def _facts(inside: str) -> dict[str, str]:
    """Return what a tag says of itself; of one that is longer than any, nothing."""
    found = _FACT.findall(inside) if len(inside) <= _LONG else []
    return {key.lower(): unescape(value.strip("\"'")) for key, value in found}


def _span(said: str) -> int:
    return min(max(int(said), 1), _MOST_SPAN) if said.isascii() and said.isdigit() else 1
