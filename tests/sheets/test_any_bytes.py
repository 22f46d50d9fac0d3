"""Whatever the bytes: a table, or one sentence; and what was written is read again as it was."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktd_tui.errors import Refused
from ktd_tui.sheets.cells import letters
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.reading import read_sheets
from ktd_tui.sheets.writing import WrittenTable, csv_bytes, xlsx_bytes
from ktd_tui.text import clean
from tests.sheets.making import part_of, with_part, xlsx_file

LAX = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SCRAPS = st.sampled_from(
    [
        '"',
        ";",
        ",",
        "\n",
        "\r",
        "\t",
        "'",
        "=",
        "- ",
        ": ",
        "{",
        "[",
        "&a",
        "*a",
        "!",
        "Tên đơn vị",
        "Mã",
        "Điểm",
    ]
)
TEXTS = st.lists(SCRAPS | st.text(max_size=4), max_size=30).map("".join)


def read_or_refuse(path: Path) -> None:
    with suppress(Refused):
        read_tables(read_sheets(path), path.name)


@LAX
@given(content=st.binary(max_size=300) | TEXTS.map(str.encode))
@pytest.mark.parametrize("ending", [".csv", ".yaml", ".xlsx"])
def test_any_bytes_are_a_table_or_refused(tmp_path: Path, content: bytes, ending: str) -> None:
    path = tmp_path / f"bang{ending}"
    path.write_bytes(content)
    read_or_refuse(path)


@LAX
@given(place=st.integers(min_value=0), scrap=st.binary(min_size=1, max_size=8))
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_spoilt_part(tmp_path: Path, part: str, place: int, scrap: bytes) -> None:
    path = xlsx_file(tmp_path, [["Tên đơn vị", "Địa bàn"], ["Vụ Một", "Hà Nội"]])
    whole = part_of(path, part)
    cut = place % len(whole)
    read_or_refuse(with_part(path, part, whole[:cut] + scrap + whole[cut + len(scrap) :]))


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20) | st.sampled_from(
    ["=1+1", "+2", "-3", "@x", "'=1", '"', ";"]
)


@LAX
@given(name=CELLS, points=st.decimals(0, 99999, places=2))
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_was_written_is_read_as_it_was(tmp_path: Path, ending: str, name: str, points: Decimal) -> None:
    of = WrittenTable("Điểm", ("Đơn vị", "Mã tiêu chí", "Điểm", "Lý do"), (("Vụ TK", "I.1", points, name),))
    path = tmp_path / f"bang{ending}"
    path.write_bytes(csv_bytes(of) if ending == ".csv" else xlsx_bytes(of))
    (row,) = read_tables(read_sheets(path), path.name, TableKind.SCORES).tables[0].rows
    assert Decimal(row.cells["points"].text.replace(",", ".")) == points
    told = row.cells["reason"].text if "reason" in row.cells else ""
    assert told == clean(name)


def test_columns_are_lettered_as_office_programs_do() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
