"""A table of points written in any shape that offices have is read back equal; nothing is unaccounted for."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ktd_tui.sheets.cells import RawSheet
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.layout import ReadFile, read_tables
from ktd_tui.sheets.points_columns import Known
from ktd_tui.sheets.reading import read_sheets
from ktd_tui.text import plain_name
from tests.sheets.making import csv_file, xlsx_file

UNITS = ("Vụ Một", "Cục Hai", "Sở Ba", "CQT IV")
CODES = ("I.1", "I.2", "II.1", "II.2", "T1")
KNOWN = Known(frozenset(map(plain_name, UNITS)), frozenset(CODES))
LAX = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Points = dict[tuple[str, str], str]


class Shape(NamedTuple):
    """How a table is written.

    Attributes:
        form: «rows»: a row a point; «across»: a column a unit; «down»: a row a unit; «sheet»: the form of one
            unit, which its title names, with a column a layer.
        titles: Lines above the head.
        deep: How many rows the head has.
        merged: They are merged, as far as a table of one unit a row or column can be.
        groups: The rows of criteria stand under headings, merged across, and are numbered anew in each.
        numbered: A row of numbers stands under the head.
        serial: A column of numbers stands before the others.
        foot: A sum, a note and a signature stand below.
        hidden: A row and a column are hidden.
        csv: It is a text file.
        sums: Each group's sum stands below it.
        twice: The last unit stands in a table of its own below.
    """

    form: str
    titles: int
    deep: int
    merged: bool
    groups: bool
    numbered: bool
    serial: bool
    foot: bool
    hidden: bool
    csv: bool
    sums: bool = False
    twice: bool = False


SHAPES = st.builds(
    Shape,
    form=st.sampled_from(["rows", "across", "down", "sheet"]),
    titles=st.integers(0, 4),
    deep=st.integers(1, 3),
    merged=st.booleans(),
    groups=st.booleans(),
    numbered=st.booleans(),
    serial=st.booleans(),
    foot=st.booleans(),
    hidden=st.booleans(),
    csv=st.booleans(),
    sums=st.booleans(),
    twice=st.booleans(),
).map(lambda shape: shape._replace(merged=shape.merged and not shape.csv))  # a text file merges nothing
TABLES = st.dictionaries(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(CODES)),
    st.sampled_from(["0", "7", "8,5", "12,25"]),
    min_size=1,
)


def body(of: Points, shape: Shape) -> tuple[list[Any], list[list[Any]]]:
    """The head's names and the rows."""
    units = [unit for unit in UNITS if any(u == unit for u, _ in of)]
    codes = [code for code in CODES if any(c == code for _, c in of)]
    if shape.form == "rows":
        return ["Đơn vị", "Mã tiêu chí", "Điểm"], list(by_unit(of, shape))
    if shape.form == "sheet":
        rows = [[code, f"Việc {code}", 20, None, 3, of.get((units[0], code)), "báo cáo"] for code in codes]
        return ["STT", "Nội dung", "Điểm tối đa", "Tự chấm", "Chấm chéo", "Khối chấm", "Minh chứng"], rows
    if shape.form == "across":
        rows = [[code, f"Việc {code}", *(of.get((unit, code)) for unit in units)] for code in codes]
        return ["Mã tiêu chí", "Nội dung", *units], rows
    return ["Đơn vị", *codes], [[unit, *(of.get((unit, code)) for code in codes)] for unit in units]


def by_unit(of: Points, shape: Shape) -> Iterator[list[Any]]:
    """A row a point; a unit that is merged over its rows stands in the first of them."""
    before = ""
    for unit, code in sorted(of, key=lambda at: UNITS.index(at[0])) if shape.merged else of:
        yield [None if shape.merged and unit == before else unit, code, of[unit, code]]
        before = unit


def grouped(rows: list[list[Any]], *, sums: bool) -> list[list[Any]]:
    """The rows under their groups' headings, with codes that begin anew; bonus stands apart."""
    lines: list[list[Any]] = []
    for group, inside in groupby(rows, lambda row: str(row[0]).partition(".")[0]):
        of = list(inside)
        if "." not in str(of[0][0]):
            lines += of
            continue
        lines.append([f"{group}. NHÓM {group}"])
        lines += [[str(row[0]).partition(".")[2], *row[1:]] for row in of]
        lines += [[None, f"Cộng nhóm {group}", *[None] * (len(of[0]) - 3), 7]] if sums else []
    return lines


def written(of: Points, shape: Shape) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
    """The lines of the sheet, and what is merged in it: top, left, bottom, right, from 1."""
    head, rows = body(of, shape)
    serial = shape.serial and shape.form not in ("across", "sheet")
    if serial:
        head, rows = ["STT", *head], [[at, *row] for at, row in enumerate(rows, 1)]
    if shape.groups and shape.form in ("across", "sheet"):
        rows = grouped(rows, sums=shape.sums)
    broad = len(head)
    lines: list[list[Any]] = [[f"BẢNG CHẤM ĐIỂM {n}"] for n in range(shape.titles)]
    if shape.form == "sheet":
        lines.append([f"Đơn vị: {next(iter(of))[0]}"])
    first, boxes = len(lines) + 1, []
    deep = 1 if shape.form == "rows" else shape.deep
    lead = {"across": 2, "sheet": 3}.get(shape.form, 1) + serial
    over = ["Điểm của các đơn vị", "Năm 2022"][: deep - 1]
    lines += [[*(head[:lead] if not at else [None] * lead), text] for at, text in enumerate(over)]
    lines.append([*[None] * lead, *head[lead:]] if over else head)
    if shape.merged and over:
        boxes += [(first, place, first + deep - 1, place) for place in range(1, lead + 1)]
        boxes += [(first + at, lead + 1, first + at, broad) for at in range(deep - 1) if broad > lead + 1]
    if shape.numbered:
        lines.append([f"({n})" for n in range(1, broad + 1)])
    boxes += [(len(lines) + n, 1, len(lines) + n, broad) for n, row in enumerate(rows, 1) if len(row) == 1]
    if shape.form == "rows" and shape.merged:
        boxes += [(top, serial + 1, bottom, serial + 1) for top, bottom in runs(rows, serial, len(lines) + 1)]
    lines += rows
    if shape.foot:
        lines += [
            ["Tổng cộng"],
            [],
            ["Ghi chú: theo báo cáo"],
            ["Hà Nội, ngày 05 tháng 12 năm 2022"],
            ["NGƯỜI LẬP BIỂU"],
        ]
    return lines, boxes


def runs(rows: Sequence[Sequence[Any]], column: int, first: int) -> Iterator[tuple[int, int]]:
    """Where a cell goes on below: its first line and its last."""
    begins = [n for n, row in enumerate(rows) if row[column] is not None]
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        if end - begin > 1:
            yield first + begin, first + end - 1


def tables(of: Points, shape: Shape) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
    """The lines and boxes of one table, or of two, one below the other."""
    last = [unit for unit in UNITS if any(u == unit for u, _ in of)][-1]
    below = {at: mark for at, mark in of.items() if at[0] == last}
    above = {at: mark for at, mark in of.items() if at[0] != last}
    if not shape.twice or not above or shape.form == "sheet":
        return written(of, shape)
    titled = shape._replace(titles=max(shape.titles, 1))
    lines, boxes = written(above, titled)
    more, others = written(below, titled)
    gap = len(lines) + 1
    return [*lines, [], *more], [
        *boxes,
        *((top + gap, left, bottom + gap, right) for top, left, bottom, right in others),
    ]


def made(folder: Path, of: Points, shape: Shape) -> Path:
    lines, boxes = tables(of, shape)
    if shape.csv:
        broad = max(map(len, lines))
        padded = [[*line, *[None] * (broad - len(line))] for line in lines]
        text = "\n".join(";".join("" if cell is None else str(cell) for cell in line) for line in padded)
        return csv_file(folder, text)

    def change(sheet: Any) -> None:
        if shape.hidden:
            last, broad = sheet.max_row + 1, sheet.max_column + 1
            sheet.cell(last, 1).value = "Vụ Một"
            sheet.row_dimensions[last].hidden = True
            sheet.cell(shape.titles + 1, broad).value = "CQT IV"
            sheet.cell(sheet.max_row, broad).value = 3
            sheet.column_dimensions[sheet.cell(1, broad).column_letter].hidden = True
        for top, left, bottom, right in boxes:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    return xlsx_file(folder, lines, change)


def read_back(found: ReadFile, unit: str = "") -> Points:
    """The points of the bloc's layer; of the unit that the title names, where no column does."""
    points, group = {}, ""
    for row in (row for table in found.tables for row in table.rows):
        code = row.cells["code"].text
        group = code.partition(".")[0] if "NHÓM" in code else group
        if "points" in row.cells and row.layer in ("", "bloc"):
            place = f"{group}.{code}" if code.isdigit() else code
            points[row.cells["unit"].text if "unit" in row.cells else unit, place] = row.cells["points"].text
    return points


def unaccounted(sheets: Sequence[RawSheet], found: ReadFile) -> list[str]:
    """Every line and column of the file that is neither read nor said to be not read."""
    left = []
    read = {(row.sheet, row.number) for table in found.tables for row in table.rows}
    for sheet in sheets:
        of = [one for one in found.passed if one.sheet == sheet.name]
        if any(one.rows is None and one.column is None for one in of):
            continue  # the whole sheet is passed over
        rows = [one.rows for one in of if one.rows]
        left += [
            f"{sheet.name} {line.number}"
            for line in sheet.lines
            if (sheet.name, line.number) not in read
            and not any(first <= line.number <= last for first, last in rows)
        ]
    return left


@LAX
@given(of=TABLES, shape=SHAPES)
@example(
    {("Vụ Một", "I.1"): "0"}, Shape("down", 0, 1, False, False, True, False, False, False, False)
)  # found by it
def test_a_table_in_any_shape_is_read_back_equal(tmp_path: Path, of: Points, shape: Shape) -> None:
    unit = next(iter(of))[0]
    of = {at: mark for at, mark in of.items() if at[0] == unit} if shape.form == "sheet" else of
    path = made(tmp_path, of, shape)
    sheets = read_sheets(path)
    found = read_tables(sheets, path.name, None, KNOWN)
    assert {table.kind for table in found.tables} == {TableKind.SCORES}
    assert read_back(found, unit) == of
    assert unaccounted(sheets, found) == []


@LAX
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(
                [None, "Đơn vị", "Mã", "Điểm", "Vụ Một", "I.1", "8", "Tổng cộng", "Ghi chú: x", "Ông A"]
            ),
            max_size=5,
        ),
        max_size=12,
    )
)
def test_whatever_stands_there_is_accounted_for(tmp_path: Path, rows: list[list[str | None]]) -> None:
    from contextlib import suppress

    from ktd_tui.errors import Refused

    path = xlsx_file(tmp_path, rows)
    with suppress(Refused):
        sheets = read_sheets(path)
        assert unaccounted(sheets, read_tables(sheets, path.name, None, KNOWN)) == []
