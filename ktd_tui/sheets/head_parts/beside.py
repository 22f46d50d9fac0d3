"""Tables that stand side by side in one sheet: each is read as if it stood there alone."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ktd_tui.sheets.cells import Cell, Line, RawSheet
from ktd_tui.sheets.columns import HEAD_WORDS, plain_head
from ktd_tui.sheets.head_words import CODE, NAMES, SERIALS, TEXTS, UNIT_WORDS
from ktd_tui.text import plain_name

_FIRST = SERIALS | UNIT_WORDS | frozenset(f"{CODE}, {TEXTS}, {NAMES}".split(", "))
"""Heads with which a table begins."""
LOOK = 20
"""The head stands in one of so many first rows."""


class _Heads(NamedTuple):
    """The line of heads of tables side by side, and in which columns they begin; none of one table."""

    number: int = 0
    begins: tuple[int, ...] = ()


def side_by_side(sheet: RawSheet, units: Collection[str]) -> Iterator[RawSheet]:
    """Yield the tables of a sheet as sheets of their own, the sheet itself where it has none side by side.

    A line of heads that begins anew to its right is the head of two tables: «Mã | Điểm |   | Mã | Điểm».

    Args:
        units: Names of units as ``plain_name`` has them: a title with one is of the table below it alone.
    """
    lines = (line for line in sheet.lines[:LOOK] if _is_head(line))
    heads = next((_begins(sheet, line) for line in lines), _Heads())
    if not heads.begins:
        yield sheet
    for place, first in enumerate(heads.begins):
        yield _part(sheet, heads, place, units)._replace(begins=first)


def _is_head(line: Line) -> bool:
    """Tell whether a line has two words of heads: what is below it is data, whatever words it has."""
    few = 2
    return sum(plain_head(cell.text) in HEAD_WORDS for cell in line.cells.values()) >= few


def _begins(sheet: RawSheet, line: Line) -> _Heads:
    places = [place for place in sorted(line.cells) if place not in sheet.hidden_columns]
    if line.hidden or not places:
        return _Heads()
    texts = {place: plain_head(line.cells[place].text) for place in places}
    begins = [place for place in places if texts[place] == texts[places[0]]]
    ends = [*begins[1:], places[-1] + 1]
    counts = [sum(first <= place < end for place in places) for first, end in zip(begins, ends, strict=True)]
    below = min(place for one in sheet.lines if one.number >= line.number for place in one.cells)
    anew = texts[places[0]] in _FIRST and below >= places[0] and min(counts) > 1
    return _Heads(line.number, tuple(begins)) if len(begins) > 1 and anew else _Heads()


def _part(sheet: RawSheet, heads: _Heads, place: int, units: Collection[str]) -> RawSheet:
    """Return the columns of one of the tables."""
    first = heads.begins[place]
    last = heads.begins[place + 1] - 1 if place + 1 < len(heads.begins) else 1 << 14
    lines = []
    for line in sheet.lines:
        cells = {at: cell for at, cell in line.cells.items() if first <= at <= last}
        if not cells and line.number < heads.number:
            cells = _over_all(line, first, units)
        if cells:
            lines.append(line._replace(cells=cells))
    boxes = tuple(box for box in sheet.boxes if first <= box.left <= box.right <= last)
    hidden = frozenset(at for at in sheet.hidden_columns if first <= at <= last)
    return sheet._replace(lines=tuple(lines), boxes=boxes, hidden_columns=hidden)


def _over_all(line: Line, first: int, units: Collection[str]) -> dict[int, Cell]:
    """Return a title that stands over all tables, at the beginning of one; none that names a unit."""
    (cell, *others) = line.cells.values()
    plain = plain_name(cell.text)
    its_own = "don vi" in plain or any(unit in plain for unit in units)
    return {} if others or its_own else {first: cell}
