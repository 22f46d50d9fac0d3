"""Workbooks of other programs and tables of Word files go through the same recogniser."""

import shutil
from pathlib import Path

import pytest

from ktd_tui.errors import Refused
from ktd_tui.sheets.furniture import Why
from ktd_tui.sheets.layout import ReadFile, read_tables
from ktd_tui.sheets.reading import read_sheets
from tests.sheets.making import ods_file, part_of, with_part, word_file, xlsx_file

FIXTURES = Path(__file__).parent.parent / "fixtures"
HEAD = ["Đơn vị", "Mã tiêu chí", "Điểm"]


def read(path: Path) -> ReadFile:
    return read_tables(read_sheets(path), path.name)


def cells(found: ReadFile) -> list[list[str]]:
    return [
        [cell.text for _, cell in sorted(row.cells.items())] for table in found.tables for row in table.rows
    ]


POINTS = [["I.1", "18,5", "Vụ TK"], ["I.2", "19", "Vụ TK"]]


@pytest.mark.parametrize("name", ["diem.xls", "diem.xlsx"])
def test_an_old_workbook_whatever_its_name(tmp_path: Path, name: str) -> None:
    """The file: a title, a head, two points of a unit merged over both; a second sheet that is hidden."""
    path = shutil.copy(FIXTURES / "diem.xls", tmp_path / name)
    found = read(Path(path))
    assert cells(found) == POINTS
    assert [one.sheet for one in found.passed if one.why is Why.HIDDEN_SHEET] == ["Ẩn"]


def test_open_document(tmp_path: Path) -> None:
    path = ods_file(tmp_path, [["BẢNG ĐIỂM"], HEAD, ["Vụ TK", "I.1", 18.5], ["Vụ TK", "I.2", 19]])
    assert cells(read(path)) == POINTS


def test_a_table_of_a_word_file(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [[*HEAD], ["Vụ TK", "I.1", "18,5"], [None, "I.2", "19"]]
    found = read(word_file(tmp_path, ["BẢNG ĐIỂM TỰ CHẤM", "Năm 2022"], rows))
    assert cells(found) == POINTS
    assert found.tables[0].rows[0].where("points").endswith("!C2")
    assert [line.cells[0].text for line in found.tables[0].above] == ["BẢNG ĐIỂM TỰ CHẤM", "Năm 2022"]


def test_a_strict_workbook(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [HEAD, ["Vụ TK", "I.1", 18.5], ["Vụ TK", "I.2", 19]])
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"):
        content = part_of(path, part)
        content = content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        content = content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        )
        path = with_part(path, part, content)
    assert cells(read(path)) == POINTS


@pytest.mark.parametrize(
    "part", ["docProps/core.xml", "docProps/app.xml", "xl/styles.xml", "xl/theme/theme1.xml"]
)
def test_broken_properties_are_no_reason(tmp_path: Path, part: str) -> None:
    path = xlsx_file(tmp_path, [HEAD, ["Vụ TK", "I.1", "18,5"], ["Vụ TK", "I.2", 19]])
    assert cells(read(with_part(path, part, b"<broken"))) == POINTS


@pytest.mark.parametrize("ending", [".xls", ".ods", ".xlsb", ".docx"])
@pytest.mark.parametrize(
    "content", [b"no such file", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    with pytest.raises(Refused):  # a text called .xls is read, and no table
        read(path)


@pytest.mark.parametrize("repeated", ["rows", "columns"])
def test_a_sheet_that_says_that_it_goes_on_for_ever_is_refused_at_once(tmp_path: Path, repeated: str) -> None:
    path = ods_file(tmp_path, [HEAD, ["Vụ TK", "I.1", 18.5]])
    content = part_of(path, "content.xml").decode()
    tag = "<table:table-row>" if repeated == "rows" else "<table:table-cell "
    endless = content.replace(tag, f'{tag[:-1]} table:number-{repeated}-repeated="900000000"{tag[-1]}')
    with pytest.raises(Refused):
        read_sheets(with_part(path, "content.xml", endless.encode()))


OLD = "Tªn ®¬n vÞ;Tªn viÕt t¾t\nSë Y tÕ;SYT\nBan §¶ng;BD\n"
VNI = "Teân ñôn vò;Teân vieát taét\nSôû Y teá;SYT\nBan Ñaûng;BD\n"


@pytest.mark.parametrize("text", [OLD, VNI])
def test_old_letters_saved_as_bytes(tmp_path: Path, text: str) -> None:
    """An office program of that time wrote no Unicode, and no font stands in a text file."""
    path = tmp_path / "bang.csv"
    path.write_bytes(text.encode("latin-1"))
    assert cells(read(path)) == [["Sở Y tế", "SYT"], ["Ban Đảng", "BD"]]


def test_one_old_text_among_those_of_today(tmp_path: Path) -> None:
    found = read(xlsx_file(tmp_path, [["Tên đơn vị"], ["Sở Nội vụ"], ["Së Y tÕ"], ["Sở Thị trường Citroën"]]))
    assert cells(found) == [["Sở Nội vụ"], ["Sở Y tế"], ["Sở Thị trường Citroën"]]
    assert [one.after for one in found.mended] == ["Sở Y tế"]


def test_old_letters_of_a_word_file(tmp_path: Path) -> None:
    path = word_file(tmp_path, [], [["Tªn ®¬n vÞ"], ["Së Y tÕ"]])
    font = b'<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    path = with_part(path, "word/document.xml", part_of(path, "word/document.xml").replace(b"<w:r>", font))
    found = read(path)
    assert cells(found) == [["Sở Y tế"]]
    assert [one.before for one in found.mended] == ["Tªn ®¬n vÞ", "Së Y tÕ"]


def test_what_has_no_height_and_no_width_is_hidden(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [[*HEAD, "x"], ["Vụ TK", "I.1", 18.5], ["Vụ TK", "I.2", 19]])
    sheet = part_of(path, "xl/worksheets/sheet1.xml")
    sheet = sheet.replace(
        b"<sheetData>", b'<cols><col min="4" max="4" width="0" customWidth="1"/></cols><sheetData>'
    )
    sheet = sheet.replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')
    found = read(with_part(path, "xl/worksheets/sheet1.xml", sheet))
    assert cells(found) == POINTS[:1]
    assert {Why.HIDDEN_COLUMN, Why.HIDDEN_ROW} <= {one.why for one in found.passed}


@pytest.mark.parametrize("name", ["hien.ods", "hien.xls"])
def test_a_workbook_as_libreoffice_shows_it(tmp_path: Path, name: str) -> None:
    """Percent, days, what is hidden and merged, remarks: none of them is lost, none is data."""
    found = read(Path(shutil.copy(FIXTURES / name, tmp_path / name)))
    assert cells(found) == [["I.1", "30/11/2023", "98,5%", "Vụ TK"], ["1,10", "12 tin, bài", "Vụ TK"]]
    why = {one.why for one in found.passed}
    assert {Why.HIDDEN_SHEET, Why.HIDDEN_COLUMN, Why.HIDDEN_ROW} <= why


def test_a_package_is_what_its_parts_say_whatever_its_name(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path, [HEAD, ["Vụ TK", "I.1", 18.5], ["Vụ TK", "I.2", 19]],
        lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True),
    ).rename(tmp_path / "bang.xls")  # fmt: skip
    found = read(path)
    assert cells(found) == POINTS[:1]
    assert Why.HIDDEN_ROW in {one.why for one in found.passed}
    path.write_text("Đơn vị;Mã tiêu chí;Điểm\nVụ TK;I.1;18,5\n")
    assert cells(read(path)) == POINTS[:1]
    path.write_text("<html><p>Đơn vị</p></html>")
    with pytest.raises(Refused, match="web page"):
        read(path)


@pytest.mark.parametrize("part", ["<!--", "<a ", '<td x="', "&#", "</", "<table>", "<table><tr><td>x"])
def test_a_page_of_what_is_never_closed_is_refused(tmp_path: Path, part: str) -> None:
    """Each some ten thousand times, which the parser of the standard library takes minutes for."""
    path = tmp_path / "bang.xls"
    path.write_text(f"<table>{part * 50_000}")
    with pytest.raises(Refused, match=r"web page|tables"):
        read_sheets(path)
