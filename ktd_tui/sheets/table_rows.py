"""The rows of a table below its head: which line is one, and which is not, and why."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Cell, Line, RawSheet, where
from ktd_tui.sheets.columns import TableKind, plain_head
from ktd_tui.sheets.furniture import (
    Why,
    is_maxima,
    is_mean,
    is_note,
    is_number_row,
    is_one_more,
    is_rank,
    is_signature,
    is_total,
)
from ktd_tui.sheets.head_parts.marked import is_mark
from ktd_tui.sheets.head_parts.missing import begins_like_unit
from ktd_tui.sheets.head_words import SUMS
from ktd_tui.sheets.heads import TableHead
from ktd_tui.sheets.points_columns import is_unit

SHARED = N_("it is merged over several cells: write into each what stands for it")
_GROUP = re.compile("[IVX]+|[A-H]")
CODES = "."
"""What joins a group's code and that of its row, which stand in two columns."""


class TableRow(NamedTuple):
    """A row of a table: its cells by the columns' keys.

    Attributes:
        at: Where each cell stands: the line, and what a person calls its column.
        layer: Whose points, where the head says it.
    """

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    at: Mapping[str, tuple[int, str]]
    layer: str = ""

    def where(self, key: str = "") -> str:
        """Say the place of the row, or of one of its cells."""
        return where(self.sheet, *self.at.get(key, (self.number, "")))


class RowSum(NamedTuple):
    """What a row of criteria across says that it comes to.

    Attributes:
        row: The row; its points are the sum.
        over: The columns to the left of the sum.
        since: Those of them that stand behind the sum before.
    """

    row: TableRow
    over: frozenset[str]
    since: frozenset[str]


def row_sums(sheet: RawSheet, head: TableHead, line: Line) -> Iterator[RowSum]:
    """Yield the sums of a line whose points are of several criteria: of all, or of a group."""
    if not head.points or not head.points[0].code:
        return
    cells = {key: line.cells[place] for key, place in head.places.items() if place in line.cells}
    before = -1
    for place in sorted(set(head.texts) - head.taken):
        if plain_head(head.texts[place][-1]) not in SUMS:
            continue
        left = [one.place for one in head.points if one.place < place]
        if place in line.cells and left:
            at = {"points": (line.number, sheet.column(place))}
            yield RowSum(
                TableRow(sheet.name, line.number, {**cells, "points": line.cells[place]}, at),
                frozenset(sheet.column(one) for one in left),
                frozenset(sheet.column(one) for one in left if one > before),
            )
        before = place


def columns_of_words(head: TableHead) -> frozenset[int]:
    """Return the columns in which data has words, never a number alone."""
    keys = {"name", "unit", "criterion", "measure", "due"}
    if head.kind is not TableKind.REGISTRATIONS:  # there the text is a target: «2» may be all of it
        keys.add("text")
    return frozenset(head.places[key] for key in keys & set(head.places))


def why_no_row(
    line: Line,
    head: TableHead,
    numbers: frozenset[int],
    rows: Sequence[TableRow],
    at: tuple[int, Why | None, Why | None, bool, frozenset[str]],
) -> Why | None:
    """Tell why a line is no row of the table, None where it is one.

    Args:
        head: The head of the table.
        numbers: The columns that number its rows.
        rows: Its rows so far.
        at: The line before; why the table ended; why that line is none; is this the first; marks that head.
    """
    before, ended, last, first, groups = at
    alone = line.cells[min(line.cells)].text
    codes = {head.places.get("code"), *head.joined.get("code", ())}
    coded = not codes.isdisjoint(line.cells) and not (is_total(alone) or is_rank(alone))
    keys = {"code", "reason", *(("text", "criterion") if head.lists_criteria else ())}
    points = {one.place for one in head.points} | {head.places[key] for key in keys & set(head.places)}
    complete = bool(rows) and bool(numbers & set(line.cells)) and len(head.taken & set(line.cells)) > 1
    numbered = bool(numbers) and bool(rows) and not numbers & set(line.cells)
    words = [cell.text for cell in line.cells.values() if not cell.stored]
    sums = _words_of_sums(line, head, numbers)
    tests = (
        (Why.NUMBERS, first and is_number_row(line, columns_of_words(head))),
        (Why.SIGNATURE, is_signature(line)),
        (ended, ended and not complete),
        (Why.TOTAL, not coded and any(map(is_total, sums))),
        (Why.RANK, head.kind is not TableKind.WAYS and not coded and any(map(is_rank, sums))),
        (Why.MAXIMA, any(map(is_maxima, words)) and head.names_points and "maximum" not in head.places),
        (Why.NOTE, len(line.cells) == 1 and is_note(alone)),
        (Why.RANK, not coded and any(map(is_mean, words[:1]))),
        (Why.NOTE, last in (Why.NOTE, Why.TOTAL, Why.RANK) and len(line.cells) == 1 and is_one_more(alone)),
        (Why.HEADING, not head.lists_criteria and heads_lines(line, head, numbers, groups)),
        (Why.EMPTY, not (points or head.taken) & set(line.cells)),
        (Why.AFTER, line.number - before > 1 and numbered and not coded),
    )
    return next((why for why, holds in tests if holds), None)


def _words_of_sums(line: Line, head: TableHead, numbers: frozenset[int]) -> list[str]:
    """Return the words that may say that a line is a sum.

    A row of a list that bears a number is none: «3 | Vũ Đình | Tổng | Phó Giám đốc», «1 | Phân loại».
    """
    serials = [line.cells[place].text.strip(" .") for place in numbers if place in line.cells]
    if not head.lists_criteria and any(map(str.isdecimal, serials)):
        return []
    return [cell.text for cell in line.cells.values() if not cell.stored]


def group_marks(lines: Sequence[Line], numbers: frozenset[int]) -> frozenset[str]:
    """Return the marks that head lines of a list: «I», «A» where others are numbered, «1» over «1.1»."""
    marks = [
        line.cells[place].text.strip(" .)") for line in lines for place in numbers if place in line.cells
    ]
    there = set(marks)
    within = {mark for mark in there if f"{mark}.1" in there or f"{mark}.01" in there}
    if any(map(str.isdecimal, marks)) or not all(map(_GROUP.fullmatch, marks[:2])):
        return frozenset(within | {mark for mark in there if _GROUP.fullmatch(mark)})
    return frozenset(within)  # a list that has no other numbers counts by them


def heads_lines(line: Line, head: TableHead, numbers: frozenset[int], groups: frozenset[str]) -> bool:
    """Tell whether a line of a list heads the lines below it: it bears such a mark, or is one text alone.

    «1 | Sở A» over «1.1 | Chi cục B» is a unit itself.
    """
    marks = [line.cells[place].text.strip(" .)") for place in numbers if place in line.cells]
    others = [line.cells[place].text for place in set(line.cells) - numbers]
    if not groups.isdisjoint(marks):
        unit = head.kind is TableKind.UNITS and any(map(str.isdecimal, marks))
        return len(others) == 1 and not (unit and begins_like_unit(others[0]))
    return not others and any(len(mark.split()) > 1 for mark in marks)


def unit_apart(line: Line, head: TableHead, units: Collection[str]) -> Why | None:
    """Tell whether a line has a unit, but is none of its rows: it heads them, or sums them up."""
    if heads_unit(line, head, units):
        return Why.HEADING
    return Why.TOTAL if _sums_unit(line, head, units) else None


def _sums_unit(line: Line, head: TableHead, units: Collection[str]) -> bool:
    """Tell whether a line sums up a unit's rows: «Cộng Vụ Thư ký», where others have codes."""
    coded = "code" in head.places and head.places["code"] in line.cells
    cell = line.cells.get(head.places.get("unit", -1))
    said = re.fullmatch(r"(?i)(?:tổng )?cộng\s*:?\s+(.+)", cell.text) if cell and not coded else None
    return "code" in head.places and bool(said) and is_unit(said[1] if said else "", units)


def heads_unit(line: Line, head: TableHead, units: Collection[str]) -> bool:
    """Tell whether a line among criteria names the unit whose rows follow: «II | Sở Y tế», «Đơn vị: Sở A»."""
    if not head.lists_criteria or "unit" in head.places or any(one.unit for one in head.points):
        return False
    apart = {head.places.get("code"), *(one.place for one in head.points)}  # its sum may stand in the points
    texts = [cell.text for place, cell in line.cells.items() if place not in apart]
    return len(texts or line.cells) == 1 and is_unit(
        heading(line, frozenset({head.places.get("code", -1)})), units
    )


def heading(line: Line, numbers: frozenset[int]) -> str:
    """Return what such a line says."""
    texts = [cell.text for place, cell in sorted(line.cells.items()) if place not in numbers]
    return re.sub(
        r"^(([IVX]+|[A-H]|\d+)[.):]|(?i:(tên )?đơn vị)\s*:)\s*",
        "",
        (texts or [line.cells[min(line.cells)].text])[0],
    )


def check_lengths(sheet: RawSheet, lines: Sequence[Line], head: TableHead) -> None:
    """Refuse a row of a text file that is longer than its head: a separator within a text, or in a number.

    Raises:
        Refused: One is; its place is named.
    """
    if not sheet.ragged:
        return
    most = max(head.texts)
    for line in lines:
        faulty = any(cell.fault for cell in line.cells.values())  # told of by itself
        if line.number > head.last and (last := max(line.cells)) > most and not faulty:
            raise Refused(
                N_(
                    "{place}: the row has {count} columns, its head {most}. Put a text or a number that "
                    'has the separator in it between quotation marks ("18,5").'
                ),
                place=where(sheet.name, line.number, sheet.column(most + 1)),
                count=last + 1,
                most=most + 1,
            )


def table_rows(
    sheet: RawSheet, head: TableHead, line: Line, heading: tuple[int, str] | None = None
) -> Iterator[TableRow]:
    """Yield the rows that a line makes: one, or one for each point that stands in it.

    Args:
        sheet: Where it stands.
        head: The head of the table.
        heading: The line above that says of which unit the rows are, where no column does.
    """
    cells = {key: line.cells[place] for key, place in head.places.items() if place in line.cells}
    at = {key: (line.number, sheet.column(place)) for key, place in head.places.items()}
    if sheet.begins is not None:  # a row of the table beside it has the same number
        at[""] = line.number, sheet.column(sheet.begins)
    if heading and "unit" not in head.places:
        cells["unit"], at["unit"] = Cell(heading[1]), (heading[0], "")
    for key, further in head.joined.items():
        parts = [cells[key].text] if key in cells else []
        parts += [line.cells[place].text for place in further if place in line.cells]
        if parts:
            cells[key] = Cell((CODES if key == "code" else " ").join(parts))
    for key, said in head.marks.items():
        there = [place for place in said if place in line.cells and is_mark(line.cells[place].text)]
        if there:
            cells[key] = Cell("; ".join(said[place] for place in there))
            at[key] = (line.number, sheet.column(there[0]))
    if head.points:
        yield from _points(sheet, head, line, TableRow(sheet.name, line.number, cells, at))
    else:
        yield TableRow(sheet.name, line.number, cells, at)


def unshared(sheet: RawSheet, lines: Sequence[Line], head: TableHead) -> list[Line]:
    """Return the lines below a head; a number that is merged over several units or criteria is marked.

    Whose it is nobody can tell. A target in words may stand for several criteria.
    """
    places = {one.place for one in head.points}
    fresh = {line.number: dict(line.cells) for line in lines}
    for box in sheet.boxes:
        over = {place for place in places if box.left <= place <= box.right}
        several = len(over) > 1 or (head.kind is TableKind.SCORES and box.bottom > box.top)
        cell = fresh.get(box.top, {}).get(box.left)
        if several and cell and box.left in over:
            for number in fresh.keys() & set(range(box.top, box.bottom + 1)):
                fresh[number][min(over)] = cell._replace(fault=SHARED)
    return [line._replace(cells=fresh[line.number]) for line in lines]


def _points(sheet: RawSheet, head: TableHead, line: Line, row: TableRow) -> Iterator[TableRow]:
    """Yield a row for each point, or target, of a line; one where it has none: a group, or blanks."""
    key = "points" if head.kind is TableKind.SCORES else "text"
    there = [one for one in head.points if {one.place, one.reason} & line.cells.keys()]
    for one in there or head.points[:1]:
        cells, at = dict(row.cells), dict(row.at)
        at["points"] = at[key] = (line.number, sheet.column(one.place))
        if one.place in line.cells:
            cells[key] = line.cells[one.place]
        if one.reason is not None:
            at["reason"] = (line.number, sheet.column(one.reason))
            cells |= {"reason": line.cells[one.reason]} if one.reason in line.cells else {}
        for said, text in (("unit", one.unit), ("code", one.code)):
            if text:
                cells[said], at[said] = Cell(text), (one.at, sheet.column(one.place))
        yield TableRow(row.sheet, row.number, cells, at, one.layer)
