"""What stands on a sheet beside its cells, comments and boxes of text, is told as not read."""

import struct
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.sheets.furniture import Passed, Why
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.reading import read_sheets
from tests.sheets.making import ods_file, part_of, with_part, word_file, xlsx_file
from tests.sheets.old_workbooks import label, part, remark, wide, xls_file, xlsb_file

ROWS: list[list[str | float]] = [["Đơn vị", "Mã tiêu chí", "Điểm"], ["Vụ TK", "I.1", 18]]
ROWS += [[f"Vụ {n}", "I.1", 18] for n in range(9)]
LATE = "Trừ 2 điểm do chậm"
COMMENT = Passed("Điểm!C2", LATE, Why.COMMENT, "Điểm")
BOX = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody>'
    "<a:p><a:r><a:t>Đơn vị:</a:t></a:r></a:p><a:p><a:r><a:t>Vụ TK</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:sp></xdr:wsDr>"
)
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
    'Target="../drawings/drawing1.xml"/></Relationships>'
)


def told(path: Path) -> list[Passed]:
    found = read_tables(read_sheets(path), path.name)
    return [one for one in found.passed if one.why in (Why.COMMENT, Why.TEXT_BOX)]


def commented(folder: Path, count: int = 1) -> Path:
    from openpyxl.comments import Comment

    def change(sheet: Any) -> None:
        for row in range(2, 2 + count):
            sheet.cell(row, 3).comment = Comment(LATE, "A")

    return xlsx_file(folder, ROWS, change)


def ods(folder: Path) -> Path:
    path = ods_file(folder, ROWS)
    old = b"<text:p>18</text:p></table:table-cell>"
    note = f"<office:annotation><text:p>{LATE}</text:p></office:annotation>".encode()
    return with_part(path, "content.xml", part_of(path, "content.xml").replace(old, note + old, 1))


def xls(folder: Path) -> Path:
    cells = [label(at, place, str(said)) for at, row in enumerate(ROWS) for place, said in enumerate(row)]
    return xls_file(folder, [*cells, remark(1, 2, LATE)])


def xlsb(folder: Path) -> Path:
    path = xlsb_file(folder, [(at, enumerate(row)) for at, row in enumerate(ROWS)])
    at = part(635, struct.pack("<IIIII", 0, 1, 1, 2, 2) + bytes(16))
    with_part(path, "xl/comments1.bin", at + part(637, b"\0" + wide(LATE)))
    related = RELATED.replace("/drawing", "/comments", 1).replace("drawings/drawing1.xml", "comments1.bin")
    return with_part(path, "xl/worksheets/_rels/sheet1.bin.rels", related.encode())


@pytest.mark.parametrize("write", [commented, ods, xls, xlsb])
def test_a_comment_on_a_cell(tmp_path: Path, write: Any) -> None:
    (one,) = told(write(tmp_path))
    assert (one.where.rpartition("!")[2], one.text, one.why) == ("C2", LATE, Why.COMMENT)


def test_notes_of_a_word_file(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    path = word_file(tmp_path, [], [["Đơn vị", "Mã tiêu chí", "Điểm"], ["Vụ TK", "I.1", "18"]])
    main, mark = part_of(path, "word/document.xml"), b"<w:t>18</w:t>"
    refers = b'<w:commentReference w:id="0"/><w:footnoteReference w:id="1"/>'
    with_part(path, "word/document.xml", main.replace(mark, mark + refers))
    for kind, at, text in (("comment", 0, LATE), ("footnote", 1, "Tạm tính")):
        note = f'<w:{kind} w:id="{at}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        with_part(path, f"word/{kind}s.xml", f"<w:{kind}s {space}>{note}</w:{kind}s>".encode())
    assert [(one.where, one.text) for one in told(path)] == [
        ("Bảng 1, dòng 2", LATE), ("Bảng 1, dòng 2", "Tạm tính")
    ]  # fmt: skip


def test_of_many_comments_the_first_few_and_how_many_more(tmp_path: Path) -> None:
    found = told(commented(tmp_path, 8))
    assert found[0] == COMMENT
    assert [one.where for one in found] == [*(f"Điểm!C{row}" for row in range(2, 7)), "Điểm"]
    assert "3" in found[-1].text


def test_a_box_of_text(tmp_path: Path) -> None:
    path = with_part(xlsx_file(tmp_path, ROWS), "xl/drawings/drawing1.xml", BOX.encode())
    with_part(path, "xl/worksheets/_rels/sheet1.xml.rels", RELATED.encode())
    assert told(path) == [Passed("Điểm", "Đơn vị: Vụ TK", Why.TEXT_BOX, "Điểm")]


def test_boxes_that_are_larger_than_any_are_told_without_their_words(tmp_path: Path) -> None:
    path = with_part(xlsx_file(tmp_path, ROWS), "xl/drawings/drawing1.xml", BOX.encode() + b" " * 2_000_000)
    with_part(path, "xl/worksheets/_rels/sheet1.xml.rels", RELATED.encode())
    assert told(path) == [Passed("Điểm", "", Why.TEXT_BOX, "Điểm")]


def test_boxes_of_text_that_libreoffice_draws_on_a_sheet_and_ties_to_a_cell(tmp_path: Path) -> None:
    path = ods_file(tmp_path, ROWS)
    box = "<d:custom-shape xmlns:d='urn:x'><text:p>{}</text:p></d:custom-shape>"
    first, cell = b'<table:table table:name="\xc4\x90i\xe1\xbb\x83m">', b"<text:p>18</text:p>"
    content = part_of(path, "content.xml")
    drawn = f"<table:shapes>{box.format('Trừ 2')}</table:shapes>".encode()
    content = content.replace(first, first + drawn, 1)
    tied = cell + box.format("Tạm tính").encode()
    with_part(path, "content.xml", content.replace(cell, tied, 1))
    assert [(one.where, one.text, one.why) for one in told(path)] == [
        ("Điểm", "Trừ 2", Why.TEXT_BOX), ("Điểm", "Tạm tính", Why.TEXT_BOX)
    ]  # fmt: skip
    found = read_tables(read_sheets(path), path.name).tables[0].rows
    assert found[0].cells["points"].text == "18", "what is tied to a cell is none of it"


def test_a_box_of_text_of_a_word_file_is_no_part_of_the_cell_that_it_is_tied_to(tmp_path: Path) -> None:
    path = word_file(tmp_path, [], [["Đơn vị", "Mã tiêu chí", "Điểm"], ["Vụ TK", "I.1", "18"]])
    main, cell = part_of(path, "word/document.xml"), b"<w:t>18</w:t>"
    box = f"<w:txbxContent><w:p><w:r><w:t>{LATE}</w:t></w:r></w:p></w:txbxContent>"
    twice = f"<m:Choice xmlns:m='urn:m'>{box}</m:Choice><m:Fallback xmlns:m='urn:m'>{box}</m:Fallback>"
    with_part(path, "word/document.xml", main.replace(cell, cell + twice.encode()))
    assert [(one.where, one.text, one.why) for one in told(path)] == [("Bảng 1", LATE, Why.TEXT_BOX)]
    assert read_tables(read_sheets(path), path.name).tables[0].rows[0].cells["points"].text == "18"
