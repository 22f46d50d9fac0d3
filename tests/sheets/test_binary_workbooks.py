"""Binary workbooks are read as others are, and refused by what they hold before it is laid out in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ktd_tui.errors import Refused
from ktd_tui.sheets.cells import CELLS, COLUMNS, ROWS
from ktd_tui.sheets.csv_file import read_csv
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.office.xls_size import BLANKS
from ktd_tui.sheets.reading import read_sheets
from tests.sheets.making import ods_file, part_of, with_part
from tests.sheets.old_workbooks import Beside, blanks, label, number, numbers, record, xls_file, xlsb_file

HEAD = ("Đơn vị", "Mã tiêu chí", "Điểm")
LAST_ROW, LAST_COLUMN = 65_535, 255


def xls_table(folder: Path) -> Path:
    return xls_file(folder, [
        *(label(0, at, text) for at, text in enumerate(HEAD)),
        label(1, 0, "Vụ TK"), label(1, 1, "I.1"), number(1, 2, 18.5), blanks(2, 10),
    ])  # fmt: skip


def xlsb_table(folder: Path) -> Path:
    return xlsb_file(folder, [(0, enumerate(HEAD)), (1, enumerate(("Vụ TK", "I.1", 18.5)))])


@pytest.mark.parametrize("make", [xls_table, xlsb_table])
def test_a_binary_workbook_is_read(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    found = read_tables(read_sheets(path), path.name).tables[0].rows
    assert [{key: cell.text for key, cell in row.cells.items()} for row in found] == [
        {"unit": "Vụ TK", "code": "I.1", "points": "18,5"}
    ]


def test_what_a_binary_workbook_hides_is_not_read_and_numbers_are_as_shown(tmp_path: Path) -> None:
    """As of .xlsx: a hidden row and column are named, 0.985 is «98,5%», an error is one."""
    lines: list[tuple[str | float, ...]] = [
        (*HEAD, "Ẩn"), ("Vụ TK", "I.1", 0.985, "x"), ("Vụ TK", "I.2", 1.0), ("Vụ TK", "I.3", "#REF!"),
    ]  # fmt: skip
    rows = [(place, enumerate(line)) for place, line in enumerate(lines)]
    path = xlsb_file(tmp_path, rows, Beside(frozenset([2]), frozenset([3]), "0.0%"))
    found = read_tables(read_sheets(path), path.name)
    cells = [row.cells["points"] for row in found.tables[0].rows]
    assert [(cell.text, bool(cell.fault)) for cell in cells] == [("98,5%", False), ("#REF!", True)]
    assert {Why.HIDDEN_ROW, Why.HIDDEN_COLUMN} <= {one.why for one in found.passed}


def full(rows: int) -> Iterator[tuple[int, Iterator[tuple[int, str | float]]]]:
    return ((row, ((at, 8.0) for at in range(COLUMNS))) for row in range(rows))


TOO_MUCH: dict[str, Callable[[Path], Path]] = {
    "xls, points side by side": lambda f: xls_file(f, (numbers(row, COLUMNS) for row in range(ROWS))),
    "xls, texts": lambda f: xls_file(f, (label(n // 200, n % 200, "a") for n in range(CELLS + 1))),
    "xls, borders": lambda f: xls_file(f, (blanks(row, 256) for row in range(BLANKS // 256 + 1))),
    "xls, texts that no cell shows": lambda f: xls_file(f, (), before=record(0xFC, b"\xff\xff\xff\x0f" * 2)),
    "xls, styles": lambda f: xls_file(f, (), before=record(0xE0, bytes(20)) * (CELLS + 1)),
    "xlsb, full": lambda f: xlsb_file(f, full(CELLS // COLUMNS + 1)),
    "xlsb, two corners": lambda f: xlsb_file(f, [(0, [(0, 1.0)]), (1_048_575, [(199, 1.0)])]),
    "xlsb, far to the right": lambda f: xlsb_file(f, [(0, [(16_383, 1.0)])]),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_holds_too_much_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"more than|at most"):
        read_sheets(TOO_MUCH[name](tmp_path))


def test_two_corners_of_an_old_sheet_are_two_cells(tmp_path: Path) -> None:
    path = xls_file(tmp_path, [number(0, 0, 1), number(LAST_ROW, 199, 2)])
    assert [(line.number, *line.cells) for line in read_sheets(path)[0].lines] == [
        (1, 0),
        (LAST_ROW + 1, 199),
    ]
    with pytest.raises(Refused, match=f"{LAST_COLUMN + 1} columns; at most {COLUMNS}"):
        read_sheets(xls_file(tmp_path, [number(LAST_ROW, LAST_COLUMN, 2)]))


def test_what_has_a_password_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="password"):
        read_sheets(xls_file(tmp_path, [], before=record(0x2F, bytes(54))))


def test_the_cells_of_all_formats_are_bounded(tmp_path: Path) -> None:
    """The same number for each: one more than it is too many."""
    line = b"x;" * (COLUMNS - 1) + b"x\n"
    assert len(read_csv(line * (CELLS // COLUMNS), "a.csv").lines) == CELLS // COLUMNS
    with pytest.raises(Refused, match=f"more than {CELLS} cells"):
        read_csv(line * (CELLS // COLUMNS) + b"x\n", "a.csv")
    path = ods_file(tmp_path, [["Vụ TK"]])
    many = part_of(path, "content.xml").decode()
    many = many.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="5000">')
    many = many.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="21" ')
    with pytest.raises(Refused, match=f"more than {CELLS} cells"):
        read_sheets(with_part(path, "content.xml", many.encode()))
