"""Tables as offices write them, read whatever their letters, separators and titles."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.reading import read_sheets
from tests.sheets.making import csv_file, xlsx_file, yaml_file

PEOPLE = "Họ và tên;Chức vụ;Đơn vị\nNguyễn Văn Định;Cục trưởng;Cục Quản trị III\n"


def read(path: Path, kind: TableKind | None = None) -> list[dict[str, str]]:
    found = read_tables(read_sheets(path), path.name, kind).tables
    return [{key: cell.text for key, cell in row.cells.items()} for table in found for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("separator", ";,\t")
def test_csv_in_every_usual_form(tmp_path: Path, encoding: str, separator: str) -> None:
    text = PEOPLE.replace(";", separator)
    if encoding == "cp1258":  # which has no ễ, but ê and a tone
        text = _for_1258(text)
    assert read(csv_file(tmp_path, text, encoding)) == [
        {"name": "Nguyễn Văn Định", "title": "Cục trưởng", "unit": "Cục Quản trị III"}
    ]


def _for_1258(text: str) -> str:
    out = ""
    for char in text:
        try:
            char.encode("cp1258")
            out += char
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            rest = "".join(c for c in parts if c not in tones)
            out += unicodedata.normalize("NFC", rest) + tones
    return out


def test_text_that_macs_decompose_is_composed(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, unicodedata.normalize("NFD", PEOPLE)))[0]["name"] == "Nguyễn Văn Định"


def test_quoted_line_breaks_and_spaces_that_do_not_break(tmp_path: Path) -> None:
    text = 'Họ và tên;Đơn vị\n"Lê\nVăn A";\u00a0Vụ\u00a0Thư ký \n'
    assert read(csv_file(tmp_path, text)) == [{"name": "Lê Văn A", "unit": "Vụ Thư ký"}]


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        ("Tên đơn vị;Địa bàn", TableKind.UNITS),
        ("TT;Cục, Vụ", TableKind.UNITS),
        ("STT;HỌ TÊN;ĐƠN VỊ", TableKind.PEOPLE),
        ("Mã;Nội dung;Điểm chuẩn (*)", TableKind.CRITERIA),
        ("Đơn vị;Mã tiêu chí;Chỉ tiêu đăng ký", TableKind.REGISTRATIONS),
        ("Đơn vị;TT;Nội dung;Điểm tối đa;Điểm tự chấm", TableKind.SCORES),
    ],
)
def test_the_heads_tell_what_it_is(tmp_path: Path, heads: str, kind: TableKind) -> None:
    path = csv_file(tmp_path, f"{heads}\n{';'.join('abcde'[: heads.count(';') + 1])}\n")
    assert read_tables(read_sheets(path), path.name, None).tables[0].kind is kind


def test_the_head_stands_under_merged_titles_on_any_sheet(tmp_path: Path) -> None:
    def shape(sheet: object) -> None:
        sheet.merge_cells("A1:C1")  # type: ignore[attr-defined]  # openpyxl's
        sheet.merge_cells("A5:A6")  # type: ignore[attr-defined]  # as above
        sheet.parent.create_sheet("Ghi chú", 0)["A1"] = "Không phải bảng"  # type: ignore[attr-defined]  # as above

    rows: list[list[object]] = [
        ["KHỐI THI ĐUA SỐ V"],
        [],
        [],
        ["Đơn vị", "Mã", "Điểm"],
        ["Vụ TK", "I.1", 8.5],
        [None, "I.2", 0.1 + 0.2],
    ]
    path = xlsx_file(tmp_path, rows, shape)
    assert read(path) == [
        {"unit": "Vụ TK", "code": "I.1", "points": "8,5"},
        {"unit": "Vụ TK", "code": "I.2", "points": "0,3"},
    ]


def test_days_of_a_workbook_are_days(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Đơn vị", "Mã", "Nội dung đăng ký", "Thời hạn"],
        ["Vụ TK", "I.1", "Đủ", date(2022, 11, 30)],
    ]
    assert read(xlsx_file(tmp_path, rows))[0]["due"] == "30/11/2022"


def test_yaml_rows_by_name_or_plain(tmp_path: Path) -> None:
    expected = [{"name": "Vụ Một", "city": "Hà Nội"}, {"name": "Vụ Hai"}]
    rows = "- Tên đơn vị: Vụ Một\n  Địa bàn: Hà Nội\n- Tên đơn vị: Vụ Hai\n"
    assert read(yaml_file(tmp_path, rows)) == expected
    assert read(yaml_file(tmp_path, "đơn vị:\n" + rows)) == expected


def test_rows_know_their_place(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path, [["Bảng"], [""], ["Đơn vị", "Mã", "Nội dung", "Điểm"], ["Vụ TK", "I.1", "x", 8]]
    )
    row = read_tables(read_sheets(path), path.name, None).tables[0].rows[0]
    assert (row.where("points"), row.where()) == ("Điểm!D4", "Điểm, dòng 4")
    path = csv_file(tmp_path, 'Tên đơn vị\n"Vụ\nMột"\nVụ Hai\n')
    assert read_tables(read_sheets(path), path.name, None).tables[0].rows[1].where("name") == "bang.csv!A4"


def test_sums_are_passed_over(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Đơn vị", "Mã", "Điểm"], ["Vụ TK", "I.1", 8], ["Tổng cộng", None, 8]]
    assert len(read(xlsx_file(tmp_path, rows))) == 1


def test_a_hundred_thousand_empty_rows_cost_nothing(tmp_path: Path) -> None:
    def far(sheet: object) -> None:
        sheet.cell(1_000_000, 1).value = ""  # type: ignore[attr-defined]  # openpyxl's

    assert len(read(xlsx_file(tmp_path, [["Tên đơn vị"], ["Vụ Một"]], far))) == 1
    assert len(read(csv_file(tmp_path, "Tên đơn vị;x\nVụ Một;\n" + ";\n" * 100_000))) == 1


@pytest.mark.parametrize(
    ("head", "numbers", "first", "told"),
    [
        (["Mã tiêu chí", "Nội dung đăng ký"], ["(1)", "(2)"], [1, 2], ("1", "2")),
        (["STT", "Chỉ tiêu", "Chỉ tiêu bằng số"], ["A", "B", 1], [1, 2, 3], ("1", "2")),
        (["Mã tiêu chí", "Tiêu chí", "Chỉ tiêu"], [1, 2, 3], [1, "Sáng kiến", 3], ("1", "3")),
        (["Đơn vị", "Mã tiêu chí", "Chỉ tiêu"], [1, 2, "3=1+2"], ["Vụ Một", 1, 2], ("1", "2")),
    ],
)
def test_a_target_that_is_a_number_numbers_no_column(
    tmp_path: Path, head: list[str], numbers: list[object], first: list[object], told: tuple[str, str]
) -> None:
    """«1 | 2», of criterion 1 two, is data; such a row once vanished without a word in the plan."""
    for above in ([], [numbers]):
        path = xlsx_file(tmp_path, [head, *above, first])
        (table,) = read_tables(read_sheets(path), path.name, TableKind.REGISTRATIONS).tables
        assert [(row.cells["code"].text, row.cells["text"].text) for row in table.rows] == [told]
