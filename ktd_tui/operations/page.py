"""A page as plain text: sentences, headings and tables without frames, for copying and reading aloud."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypedDict

from ktd_tui.i18n import t
from ktd_tui.layout import by_comma, cells, wrap

GAP = 2
"""Blanks between two columns."""
BROKEN = 24
"""Columns from which on a cell may be broken over several lines, so that the others stay beside it."""


@dataclass(frozen=True)
class PageHeading:
    """What the next parts are about."""

    text: str


@dataclass(frozen=True)
class PageTable:
    """Rows under headings.

    Attributes:
        heads: A heading each column; empty where the cells speak for themselves.
        rows: As many cells a row as there are headings.
        right: Places of the columns whose figures stand at the right.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


Part = str | PageHeading | PageTable


@dataclass(frozen=True)
class Page:
    """A page with everything that is on it, also what a screen must be scrolled to for."""

    title: str
    parts: tuple[Part, ...]


def page_lines(page: Page, width: int) -> list[str]:
    """Lay a page out.

    Where a table's columns do not fit beside each other, the widest is broken over several lines; where
    that is not enough, the table is said row by row, «heading: cell».

    Args:
        width: Columns of the terminal that no line is wider than.
    """
    out = wrap(page.title, width)
    for part in page.parts:
        match part:
            case PageHeading(text):
                out += ["", *wrap(text, width)]
            case PageTable():
                out += _table(part, width)
            case str(text):
                out += wrap(text, width)
    return out


def _table(of: PageTable, width: int) -> list[str]:
    of = replace(of, rows=_by_comma(of))
    texts = [of.heads, *of.rows] if any(of.heads) else list(of.rows)
    sizes = [max((cells(row[n]) for row in texts), default=0) for n in range(len(of.heads))]
    over = sum(sizes) + GAP * (len(sizes) - 1) - width
    if over > 0:
        sizes[sizes.index(max(sizes))] -= over
    if min(sizes, default=0) < 0 or (over > 0 and max(sizes) < BROKEN):
        return list(_rows_said(of, width))
    return [line for row in texts for line in _aligned(row, sizes, of.right)]


def _by_comma(of: PageTable) -> tuple[tuple[str, ...], ...]:
    columns = [list(column) for column in zip(*of.rows, strict=True)]
    for place in of.right if columns else ():
        columns[place] = by_comma(columns[place])
    return tuple(zip(*columns, strict=True))


def _aligned(row: Sequence[str], sizes: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    """Yield a row as one line, or as several where a cell must be broken; figures stand in the first."""
    broken = [
        [cell] if n in right and cells(cell) <= size else wrap(cell, size) if size else [""]
        for n, (cell, size) in enumerate(zip(row, sizes, strict=True))
    ]
    for line in zip_longest(*broken, fillvalue=""):
        padded = []
        for n, (cell, size) in enumerate(zip(line, sizes, strict=True)):
            blanks = " " * (size - cells(cell))
            padded.append(blanks + cell if n in right else cell + blanks)
        yield (" " * GAP).join(padded).rstrip()


def _rows_said(of: PageTable, width: int) -> Iterator[str]:
    for row in of.rows:
        yield ""
        for head, cell in zip(of.heads, row, strict=True):
            if cell:
                yield from wrap(f"{head}: {cell}" if head else cell, width)


def page_pieces(page: Page, width: int) -> dict[str, str]:
    """Return what of a page may be copied: the page, each table, each column, by what a person calls it.

    A table has tabs between its cells, as office programs paste it.
    """
    found = {t("The whole page"): "\n".join(page_lines(page, width))}
    for place, part in enumerate((one for one in page.parts if isinstance(one, PageTable)), 1):
        rows = [part.heads, *part.rows] if any(part.heads) else list(part.rows)
        heads = ", ".join(head for head in part.heads if head)
        name = t("Table {number}: {heads}", number=place, heads=heads)
        found[name] = "\n".join("\t".join(map(_one_cell, row)) for row in rows)
        for column, head in enumerate(part.heads):
            name = t("Column of table {number}: {head}", number=place, head=head or str(column + 1))
            found[name] = "\n".join(_one_cell(row[column]) for row in part.rows)
    return {name: text for name, text in found.items() if text.strip()}


def _one_cell(text: str) -> str:
    return " ".join(text.split())


class _Heading(TypedDict):
    heading: str


class _Table(TypedDict):
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


class _Text(TypedDict):
    text: str


_PartTold = _Heading | _Table | _Text


class PageTold(TypedDict):
    """A page for a program."""

    title: str
    parts: list[_PartTold]


def as_json(page: Page) -> PageTold:
    """Return a page as JSON has it; a row is a list of its cells, in the order of ``heads``."""
    return {"title": page.title, "parts": [_part(part) for part in page.parts]}


def _part(part: Part) -> _PartTold:
    match part:
        case PageHeading(text):
            return {"heading": text}
        case PageTable(heads, rows):
            return {"heads": heads, "rows": rows}
    return {"text": part}
