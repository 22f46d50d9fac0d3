"""Finds the tables of a file, and says of everything else in it why it is not read.

Whatever its shape, a table of scores ends as one row a point: unit, criterion, points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Line, Mended, RawSheet
from ktd_tui.sheets.columns import HEAD_WORDS, TableKind, plain_head
from ktd_tui.sheets.file_tables import HEAD_WITHIN, ReadTable, check_one_kind, choose_table, nothing_read
from ktd_tui.sheets.furniture import Passed, Why, column_passed, is_number_row, remarks_passed, rows_passed
from ktd_tui.sheets.head_parts.beside import side_by_side
from ktd_tui.sheets.head_parts.marked import is_bare_mark
from ktd_tui.sheets.head_parts.missing import with_heads
from ktd_tui.sheets.head_words import COMPUTED, heads_in
from ktd_tui.sheets.heads import TableHead, find_head, serials
from ktd_tui.sheets.marks import mark_in
from ktd_tui.sheets.points_columns import Known, are_codeless, has_numbers
from ktd_tui.sheets.table_rows import (
    RowSum,
    TableRow,
    check_lengths,
    columns_of_words,
    group_marks,
    heading,
    row_sums,
    table_rows,
    unit_apart,
    unshared,
    why_no_row,
)
from ktd_tui.text import plain_name

NAMELESS = Known()


class ReadFile(NamedTuple):
    """What was found in a file."""

    tables: tuple[ReadTable, ...]
    passed: tuple[Passed, ...]
    mended: tuple[Mended, ...]


@dataclass
class _Reading:
    """A sheet while it is gone through."""

    sheet: RawSheet
    lines: list[Line]
    tables: list[ReadTable] = field(default_factory=list)
    aside: list[tuple[Line, Why]] = field(default_factory=list)
    columns: list[Passed] = field(default_factory=list)


def read_tables(
    sheets: Sequence[RawSheet],
    name: str,
    kind: TableKind | None = None,
    known: Known = NAMELESS,
    only: str = "",
    table: int | None = None,
) -> ReadFile:
    """Recognise the tables of a file, and account for everything else in it.

    Args:
        kind: What to look for; None: whatever is there.
        known: Units and codes that heads may name.
        only: The sheet to read; empty: all that are not hidden.
        table: Which of its tables to read, from 1 in the order of the file; None: all of them.

    Raises:
        Refused: No sheet has a head that is known, sheets tell different things, or a head is ambiguous.
    """
    _check_chosen(sheets, name, only)
    tables, passed, mended = list[ReadTable](), list[Passed](), list[Mended]()
    for sheet in sheets:
        unread = _unread(sheet, only)
        parts = () if unread else side_by_side(sheet, known.units)
        read = [_read(part, kind, known._replace(kind=kind)) for part in parts]
        if not any(of.tables for of in read):
            passed.append(Passed(sheet.name, "", unread or Why.NO_TABLE, sheet.name))
            continue
        tables += [table for of in read for table in of.tables]
        passed += [*(one for of in read for one in _passed(of)), *remarks_passed(sheet)]
        mended += sheet.mended
    if not tables:
        if headed := with_heads(sheets, kind):
            return read_tables(headed, name, TableKind.UNITS, known, only, table)
        raise nothing_read(kind, sheets, passed, name)
    chosen, others = choose_table(tables, name, table)
    check_one_kind(chosen, name)
    return ReadFile(chosen, (*passed, *others), tuple(mended))


def _passed(of: _Reading) -> Iterator[Passed]:
    aside = of.aside if of.tables else [(line, Why.NO_TABLE) for line in of.lines]
    yield from rows_passed(of.sheet, sorted(aside, key=lambda one: one[0].number))
    yield from of.columns


def _check_chosen(sheets: Sequence[RawSheet], name: str, only: str) -> None:
    if only and only not in {sheet.name for sheet in sheets}:
        there = ", ".join(sheet.name for sheet in sheets)
        raise Refused(
            N_("{path} has no sheet “{sheet}”. There are: {there}."), path=name, sheet=only, there=there
        )


def _unread(sheet: RawSheet, only: str) -> Why | None:
    if sheet.hidden:
        return Why.HIDDEN_SHEET
    return Why.NOT_CHOSEN if only and sheet.name != only else None


def _read(sheet: RawSheet, kind: TableKind | None, known: Known) -> _Reading:
    of = _Reading(sheet, [])
    for line in sheet.lines:
        cells = {place: cell for place, cell in line.cells.items() if place not in sheet.hidden_columns}
        if line.hidden:
            of.aside.append((line, Why.HIDDEN_ROW))
        elif cells:
            of.lines.append(line._replace(cells=cells))
    there = {place for line in sheet.lines for place in line.cells}
    of.columns += [
        column_passed(sheet, p, _first(sheet, p), Why.HIDDEN_COLUMN)
        for p in sorted(there & sheet.hidden_columns)
    ]
    kinds = (kind,) if kind else tuple(TableKind)
    start = 0
    while (head := _next_head(of, start, known, kinds)) is not None:
        begin = next(n for n, line in enumerate(of.lines) if line is head.lines[0])
        above = of.lines[start:begin]
        of.aside += [(line, Why.TITLE) for line in above]
        of.aside += [(line, Why.HEAD) for line in head.lines]
        first = begin + len(head.lines)
        start = _table(of, head, tuple(above), (first, known, kinds))
        check_lengths(of.sheet, of.lines[first:start], head)  # a table below may be broader
    return of


def _first(sheet: RawSheet, place: int) -> str:
    return next(line.cells[place].text for line in sheet.lines if place in line.cells)


def _next_head(of: _Reading, start: int, known: Known, kinds: tuple[TableKind, ...]) -> TableHead | None:
    for place in range(start, len(of.lines)):
        if of.lines[place].number > HEAD_WITHIN and not of.tables:
            return None
        if (mark := mark_in(of.lines[place])) and mark.kind in kinds:
            kinds = (mark.kind,)
        if head := find_head(of.sheet, of.lines, place, known, kinds):
            return head
    return None


def _table(
    of: _Reading, head: TableHead, above: tuple[Line, ...], rest: tuple[int, Known, tuple[TableKind, ...]]
) -> int:
    """Read the rows of a table; return where the next one begins."""
    start, known, kinds = rest
    numbers = frozenset(serials(head))
    of.lines[start:] = unshared(of.sheet, of.lines[start:], head)
    rows, totals = list[TableRow](), list[TableRow]()
    groups = group_marks(of.lines[start:], numbers)
    ended, end, before, why = None, len(of.lines), head.last, None
    unit: tuple[int, str] | None = None
    for place in range(start, len(of.lines)):
        line = of.lines[place]
        if place > start or not is_number_row(line, columns_of_words(head)):
            titles = _titles_before(of, start, place)
            other = _other_head(of, (place, titles), head, known, kinds)
            if other == _SAME and not titles:  # a new page
                of.aside.append((line, Why.AGAIN))
                continue
            ended, rows = _closed(of, rows, place - titles, place) if other == _STRANGE else (ended, rows)
            if other in (_SAME, _OTHER):
                end = place - titles
                rows = _without(of, rows, of.lines[end:place])
                break
        at, before = (before, ended, why, place == start, groups), line.number
        why = why_no_row(line, head, numbers, rows, at)
        why = unit_apart(line, head, known.units) if why is None else why
        ended = why if why in (Why.SIGNATURE, Why.AFTER) else ended
        if why is None:
            rows += table_rows(of.sheet, head, line, unit)
            continue
        if why is Why.HEADING:
            unit = (line.number, heading(line, numbers | {head.places.get("code", -1)}))
        of.aside.append((line, why))
        totals += table_rows(of.sheet, head, line, unit) if why is Why.TOTAL else ()
    names = (head.kind, of.sheet.name, tuple(rows), above, _heads(head))
    begins = "" if of.sheet.begins is None else of.sheet.column(of.sheet.begins)
    of.tables.append(ReadTable(*names, tuple(totals), tuple(_sums(of, head, rows)), head.last, begins))
    _columns(of, head, numbers, of.lines[start:end])
    return end


def _sums(of: _Reading, head: TableHead, rows: Sequence[TableRow]) -> Iterator[RowSum]:
    read = {row.number for row in rows}
    for line in of.lines:
        if line.number in read:
            yield from row_sums(of.sheet, head, line)


def _without(of: _Reading, rows: list[TableRow], lines: Sequence[Line]) -> list[TableRow]:
    """Leave lines to the table below: neither rows of this one, nor set aside."""
    numbers = {line.number for line in lines}
    of.aside = [one for one in of.aside if one[0].number not in numbers]
    return [row for row in rows if row.number not in numbers]


def _closed(of: _Reading, rows: list[TableRow], first: int, end: int) -> tuple[Why, list[TableRow]]:
    """Say that the table ended, and leave out the titles of what follows it: no rows of this one."""
    rows = _without(of, rows, of.lines[first:end])
    of.aside += [(line, Why.AFTER) for line in of.lines[first:end]]
    return Why.AFTER, rows


def _titles_before(of: _Reading, start: int, place: int) -> int:
    """Return how many lines right above a head are titles of its table: single texts, a blank line above."""
    for count in range(1, place - start):
        first, before = of.lines[place - count], of.lines[place - count - 1]
        if len(first.cells) != 1:
            break
        if first.number - before.number > 1:
            return count
    return 0


_SAME, _OTHER, _STRANGE = "same", "other", "strange"


def _other_head(
    of: _Reading, at: tuple[int, int], head: TableHead, known: Known, kinds: tuple[TableKind, ...]
) -> str:
    """Tell whether a line within a table is its head once more (a new page), or that of another table.

    What is below heads apart that are of no table here, as those of ranks, are no rows of this one.

    Args:
        at: The place of the line, and how many lines above it are titles.
    """
    place, titles = at
    line = of.lines[place]
    first = {p: cell.text for p, cell in head.lines[0].cells.items()}
    if {p: cell.text for p, cell in line.cells.items()} == first:
        return _SAME
    few = 2  # one word that is also a head stands in many a table
    texts = [cell.text for cell in line.cells.values() if not cell.stored]
    words = sum(plain_head(text) in HEAD_WORDS for text in texts)
    apart = bool(words) and (titles > 0 or line.number - of.lines[place - 1].number > 1)
    computed = sum(plain_head(text) in COMPUTED for text in texts) if apart else 0
    strange = computed > 0 and words + computed == len(line.cells) >= few
    if apart:  # a blank line above it or its title; all that stands there must be heads, units, codes
        named = sum(plain_name(text) in known.units or text in known.codes for text in texts)
        apart = words + named == len(line.cells)
    found = find_head(of.sheet, of.lines, place, known, kinds) if words >= few or apart else None
    if found and (apart or found.score > few):
        return _OTHER
    return _STRANGE if strange else ""


def _heads(head: TableHead) -> dict[str, str]:
    found = {key: head.head(place) for key, place in head.places.items()}
    if head.points and not head.points[0].unit and not head.points[0].code:
        found["points"] = head.head(head.points[0].place)
    return found


def _columns(of: _Reading, head: TableHead, numbers: frozenset[int], lines: Sequence[Line]) -> None:
    """Name the columns that are not read."""
    there = {place for line in lines for place in line.cells} | set(head.texts)
    for place in sorted(there - head.taken):
        if place in head.marked:
            if all(is_bare_mark(line.cells[place].text) for line in lines if place in line.cells):
                continue
            why = Why.MARKED
        else:
            why = Why.SERIAL if place in numbers else _why_unread(head, place, lines)
        of.columns.append(column_passed(of.sheet, place, head.head(place), why))


def _why_unread(head: TableHead, place: int, lines: Sequence[Line]) -> Why:
    """Tell why a column is not read whose head is none of the table's."""
    if not (texts := head.texts.get(place, ())):
        return Why.NO_HEAD
    tests = (
        (Why.COMPUTED, plain_head(texts[-1]) in COMPUTED),
        (Why.NUMBERS_UNKNOWN, has_numbers(texts, place, lines)),
        (Why.NO_CRITERION, are_codeless(texts, place, head.points, lines)),
        (Why.OF_OTHERS, any(plain_head(part) in HEAD_WORDS for part in heads_in(texts[-1]))),
    )
    return next((why for why, holds in tests if holds), Why.UNKNOWN)
