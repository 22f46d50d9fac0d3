"""A table that ktd wrote is read back equal: after LibreOffice saved it, after a user changed it, too."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.points_columns import Known
from ktd_tui.sheets.reading import read_sheets
from ktd_tui.sheets.writing import WrittenTable, csv_bytes, xlsx_bytes
from tests.sheets.recording import ENDINGS, FIXTURES, TABLES

KNOWN = Known(frozenset(["vu mot", "=1+1"]), frozenset())


def read(path: Path) -> ReadTable:
    (table,) = read_tables(read_sheets(path), path.name, None, KNOWN).tables
    return table


def told(table: ReadTable) -> list[dict[str, str]]:
    """What its rows say, numbers as numbers, free of where they stand."""
    return [
        {
            key: f"{Decimal(cell.stored or cell.text.replace(',', '.')).normalize():f}"
            if key in ("points", "maximum", "number")
            else cell.text
            for key, cell in row.cells.items()
        }
        for row in table.rows
    ]


def as_written(folder: Path, of: WrittenTable, ending: str) -> Path:
    path = folder / f"bang.{ending}"
    path.write_bytes(csv_bytes(of) if ending == "csv" else xlsx_bytes(of))
    return path


@pytest.mark.parametrize("name", TABLES)
def test_what_is_written_says_what_it_is(tmp_path: Path, name: str) -> None:
    """Kind, bloc, year and layer come back, from a text file, too."""
    for ending in ("xlsx", "csv"):
        table = read(as_written(tmp_path, TABLES[name], ending))
        assert table.kind == name
        assert table.mark
        assert table.mark.text == TABLES[name].mark


def test_equal_tables_give_equal_bytes(tmp_path: Path) -> None:
    """No part tells the hour of its making: whatever is made twice can be compared."""
    with ZipFile(as_written(tmp_path, TABLES["scores"], "xlsx")) as made:
        assert {part.date_time for part in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert made.read("docProps/core.xml").count(b">1980-01-01T00:00:00Z<") == 2


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", TABLES)
def test_after_libreoffice_saved_it(tmp_path: Path, name: str, ending: str) -> None:
    ours = read(as_written(tmp_path, TABLES[name], "xlsx"))
    theirs = read(FIXTURES / f"libreoffice-{name}.{ending}")
    assert (theirs.kind, theirs.mark) == (ours.kind, ours.mark)
    assert told(theirs) == told(ours)


def a_title_row(sheet: Any) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "ỦY BAN NHÂN DÂN TỈNH"


def a_column(sheet: Any) -> None:
    sheet.insert_cols(3)
    sheet.cell(max(2, sheet.max_row - 3), 3).value = "xem lại"


def a_column_before(sheet: Any) -> None:
    sheet.insert_cols(1)


def a_filter(sheet: Any) -> None:
    """Set over the head; it hides nothing yet."""
    sheet.auto_filter.ref = sheet.dimensions


def a_note(sheet: Any) -> None:
    sheet.append([None, "Ghi chú: theo báo cáo của các đơn vị"])


@pytest.mark.parametrize("change", [a_title_row, a_column, a_column_before, a_filter, a_note])
@pytest.mark.parametrize("name", TABLES)
def test_after_a_user_changed_it(tmp_path: Path, name: str, change: Callable[[Any], None]) -> None:
    from openpyxl import load_workbook

    path = as_written(tmp_path, TABLES[name], "xlsx")
    ours = read(path)
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    theirs = read(path)
    assert (theirs.kind, theirs.mark) == (ours.kind, ours.mark)
    assert told(theirs) == told(ours)


def test_a_filter_that_hides_rows_hides_them_from_ktd(tmp_path: Path) -> None:
    """What a filter hides is not read, and is told; see ``test_office_sheets`` for its words."""
    from openpyxl import load_workbook

    path = as_written(tmp_path, TABLES["criteria"], "xlsx")
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[4].hidden = True
    book.save(path)
    found = read_tables(read_sheets(path), path.name, None, KNOWN)
    assert [row["code"] for row in told(found.tables[0])] == ["I", "1.10"]
    assert [one.why for one in found.passed if one.why == "hidden-row"] == ["hidden-row"]
    assert found.tables[0].kind is TableKind.CRITERIA
