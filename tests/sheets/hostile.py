"""Bad files, each with the sentence that names what is wrong with it: rows with their place, whole files."""

import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.sheets.making import csv_file, part_of, with_part, xlsx_file, yaml_file

SCORES = ["Đơn vị", "Mã tiêu chí", "Điểm"]


def scores(*rows: tuple[object, ...]) -> Callable[[Path], Path]:
    return lambda folder: xlsx_file(folder, [SCORES, *rows])


def csv(text: str) -> Callable[[Path], Path]:
    return lambda folder: csv_file(folder, text)


def yaml(text: str) -> Callable[[Path], Path]:
    return lambda folder: yaml_file(folder, text)


def point(value: str) -> Callable[[Path], Path]:
    return csv(f"Đơn vị;Mã tiêu chí;Điểm\nVụ TK;I.1;8\nVụ TK;I.2;{value}\n")


def _hide(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True


def _another_sheet(sheet: Any) -> None:
    other = sheet.parent.create_sheet("Cán bộ")
    other.append(["Họ và tên", "Đơn vị"])


def _bytes(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-200])
    return path


def _zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.xlsx", "w") as package:
        package.writestr("x.txt", "x")
    return folder / "a.xlsx"


def _entities(path: Path) -> Path:
    part = "xl/workbook.xml"
    return with_part(path, part, b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part_of(path, part))


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _link(folder: Path) -> Path:
    (folder / "x.csv").symlink_to(csv_file(folder, "Tên đơn vị\nVụ Một\n"))
    return folder / "x.csv"


def _sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(200_000_000)
    return path


ROWS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "unknown unit": (scores(("Vụ Ma", "I.1", 8)), "Điểm!A2: Không có đơn vị “Vụ Ma”."),
    "unit of another bloc": (
        scores(("Vụ TCCB", "I.1", 8)),
        "Điểm!A2: Vụ Tổ chức - cán bộ không thuộc khối trong năm 2022.",
    ),
    "unit twice": (
        csv("Tên đơn vị;Khối\nVụ Một;V\nVỤ MỘT;V\n"),
        "bang.csv!A3: “VỤ MỘT” đã có ở bang.csv, dòng 2.",
    ),
    "score twice": (
        scores(("Vụ TK", "I.1", 8), ("Vụ Thư ký", "I.1", 9)),
        "Điểm!C3: “Vụ TK, I.1” đã có ở Điểm!C2.",
    ),
    "empty name": (csv("Tên đơn vị;Địa bàn;Khối\n;Huế;V\n"), "bang.csv!A2: Tên còn trống."),
    "no bloc": (
        csv("Tên đơn vị\nVụ Một\n"),
        "bang.csv, dòng 2: Thiếu khối của đơn vị: thêm cột “Khối” hoặc --bloc V.",
    ),
    "unknown bloc": (csv("Tên đơn vị;Khối\nVụ Một;IX\n"), "bang.csv!B2: Không có khối “IX”."),
    "nearly a known name": (
        csv("Tên đơn vị;Khối\nVu Thu Ky;V\n"),
        "bang.csv!A2: Đã có đơn vị “Vụ Thư ký”; hãy ghi đúng tên ấy.",
    ),
    "moved to another bloc": (
        csv("Tên đơn vị;Khối\nVụ Thư ký;I\n"),
        "bang.csv!B2: “Vụ Thư ký” thuộc khối khác; nhập bảng không chuyển khối cho đơn vị.",
    ),
    "person without a unit": (csv("Họ và tên;Đơn vị\nLê A;\n"), "bang.csv!B2: Thiếu đơn vị."),
    "over the maximum": (
        scores(("Vụ TK", "I.1", 20.5)),
        "Điểm!C2: I.1: tối đa 20 điểm, không phải 20,5.",
    ),
    "negative": (scores(("Vụ TK", "I.1", -1)), "Điểm!C2: I.1: điểm không thể nhỏ hơn 0."),
    "part of a deduction": (scores(("Vụ TK", "P1", 0.5)), "Điểm!C2: P1: "),
    "three decimals": (point("8,125"), "bang.csv!C3: Nhiều nhất hai số lẻ: 8,125"),
    "text for a number": (point("tám"), "bang.csv!C3: “tám” không phải số."),
    "two decimal commas": (point("1,2,3"), "bang.csv!C3: “1,2,3” không phải số."),
    "thousands": (point("1.234,5"), "bang.csv!C3: I.2: tối đa 20 điểm, không phải 1.234,5."),
    "1e400": (point("1e400"), "bang.csv!C3: “1e400” không phải số."),
    "NaN": (point("NaN"), "bang.csv!C3: “NaN” không phải số."),
    "Infinity": (point("Infinity"), "bang.csv!C3: “Infinity” không phải số."),
    "Arabic digits": (point("٨"), "bang.csv!C3: “٨” không phải số."),
    "huge number in a workbook": (
        scores(("Vụ TK", "I.1", 1e300)),
        "Điểm!C2: không phải là một số",
    ),
    "date as points": (
        scores(("Vụ TK", "I.1", date(2022, 5, 8))),
        "Điểm!C2: “08/05/2022” là ngày",
    ),
    "truth as points": (scores(("Vụ TK", "I.1", True)), "Điểm!C2: “TRUE” không phải số."),
    "wrong code": (scores(("Vụ TK", "X.9", 8)), "Điểm!B2: Bảng tiêu chí “"),
    "no code": (scores(("Vụ TK", None, 8)), "Điểm!B2: Thiếu mã tiêu chí."),
    "wrong year": (
        csv("Đơn vị;Mã;Điểm;Năm\nVụ TK;I.1;8;2021\n"),
        "bang.csv!D2: Dòng này của năm 2021, không phải năm 2022.",
    ),
    "bad day": (
        csv("Đơn vị;Mã;Chỉ tiêu;Thời hạn\nVụ TK;I.1;Đủ;31/02/2022\n"),
        "bang.csv!D2: “31/02/2022” không phải ngày.",
    ),
    "error cell": (scores(("Vụ TK", "I.1", "#REF!")), "Điểm!C2: ô có lỗi của phần mềm bảng tính"),
    "formula without a value": (
        scores(("Vụ TK", "I.1", "=4+4")),
        "Điểm!C2: công thức chưa có giá trị",
    ),
    "NUL": (csv("Tên đơn vị;Khối\nVụ\0Một;V\n"), "bang.csv!A2: ô có ký tự điều khiển"),
    "ESC": (
        csv("Tên đơn vị;Khối\n\x1b]52;c;eA==\x07Vụ Một;V\n"),
        "bang.csv!A2: ô có ký tự điều khiển",
    ),
    "bidi override": (
        csv("Tên đơn vị;Khối\nVụ \u202eMột;V\n"),
        "bang.csv!A2: ô có ký tự điều khiển",
    ),
    "5,000 letters": (
        csv(f"Tên đơn vị;Khối\n{'V' * 5000};V\n"),
        "bang.csv!A2: dài hơn 500 chữ: thừa 4500",
    ),
    "group that does not add up": (
        csv("Mã;Nội dung;Điểm tối đa\nI;Nhóm;10\nI.1;Một;9\n"),
        "bang.csv!C2: Nhóm I ghi 10 điểm nhưng các tiêu chí cộng lại là 9.",
    ),
    "criterion twice": (
        csv("Mã;Nội dung;Điểm tối đa\nI;Nhóm;\nI.1;Một;9\nI.1;Hai;9\n"),
        "bang.csv!A4: “I.1” đã có ở bang.csv, dòng 3.",
    ),
    "criterion without a maximum": (
        csv("Mã;Nội dung;Điểm tối đa\nI;Nhóm;\nI.1;Một;\n"),
        "bang.csv!C3: I.1: thiếu điểm tối đa.",
    ),
}
FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no head": (csv("Vụ Một;Hà Nội\nVụ Hai;Huế\n"), "bang.csv: không nhận ra nội dung bảng."),
    "head on row 30": (csv("x\n" * 29 + "Tên đơn vị\nVụ Một\n"), "bang.csv: không nhận ra nội dung bảng."),
    "head alone": (csv("Tên đơn vị\n"), "bang.csv có dòng tiêu đề nhưng không có dòng dữ liệu nào."),
    "all rows hidden": (
        lambda folder: xlsx_file(folder, [SCORES, ["Vụ TK", "I.1", 8]], _hide),
        "bang.xlsx có dòng tiêu đề nhưng không có dòng dữ liệu nào.",
    ),
    "head twice": (
        csv("Đơn vị;Mã;Điểm;Điểm\nVụ TK;I.1;8;9\n"),
        "bang.csv!D1: có hai cột cùng là “Điểm”.",
    ),
    "head merged over columns": (
        lambda folder: xlsx_file(
            folder, [[*SCORES, None], ["Vụ TK", "I.1", 8, 9]], lambda s: s.merge_cells("C1:D1")
        ),
        "Điểm!C1: tiêu đề này gộp ô qua nhiều cột.",
    ),
    "several kinds": (
        lambda folder: xlsx_file(folder, [SCORES, ["Vụ TK", "I.1", 8]], _another_sheet),
        "bang.xlsx có nhiều loại bảng: ",
    ),
    "too many columns": (csv("Tên đơn vị\n" + ";" * 300 + "x\n"), "bang.csv, dòng 2: có 301 cột"),
    "too many rows": (csv("Tên đơn vị\n" + "Vụ\n" * 5_001), "bang.csv, dòng 5001: quá 5000 dòng."),
    "open quotation mark": (
        csv('Tên đơn vị;Khối\nVụ Một;V\n"Vụ Hai;V\nVụ Ba;V\n'),
        'bang.csv, dòng 3: dấu ngoặc kép (") chưa đóng hoặc thừa.',
    ),
    "letters of no encoding": (
        lambda folder: _bytes(folder, "a.csv", b"Don vi\n\x90\x9d\n"),
        "không nhận ra bảng mã chữ",
    ),
    "no bloc and year": (
        scores(("Vụ TK", "I.1", 8)),
        "Cho biết bảng của khối và năm nào: --bloc V --year 2022",
    ),
    "not a zip": (
        lambda folder: _bytes(folder, "a.xlsx", b"not a zip"),
        "a.xlsx bị hỏng hoặc không phải tệp .xlsx.",
    ),
    "cut workbook": (lambda folder: _cut(xlsx_file(folder, [SCORES])), "bang.xlsx bị hỏng"),
    "zip without a workbook": (_zip, "a.xlsx bị hỏng"),
    "encrypted": (
        lambda folder: _bytes(folder, "a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "a.xlsx có mật khẩu hoặc bị hỏng.",
    ),
    "zip bomb": (
        lambda folder: with_part(xlsx_file(folder, [SCORES]), "xl/media/x.bin", bytes(60_000_000)),
        "bang.xlsx khi giải nén lớn hơn nhiều so với một bảng tính",
    ),
    "macros": (
        lambda folder: with_part(xlsx_file(folder, [SCORES]), "xl/vbaProject.bin", b"x"),
        "bang.xlsx có macro nên không được đọc.",
    ),
    "external links": (
        lambda folder: with_part(xlsx_file(folder, [SCORES]), "xl/externalLinks/externalLink1.xml", b"<x/>"),
        "bang.xlsx lấy giá trị từ tệp khác.",
    ),
    "entities": (
        lambda folder: _entities(xlsx_file(folder, [SCORES])),
        "bang.xlsx không phải là bảng tính thông thường",
    ),
    "archive called csv": (
        lambda folder: _zip(folder).rename(folder / "a.csv"),
        "là bảng tính hoặc tệp nén, không phải văn bản",
    ),
    "YAML tag": (
        yaml("- Tên đơn vị: !!python/object/apply:os.getcwd []\n"),
        "bang.yaml, dòng 1: không đọc thẻ YAML",
    ),
    "YAML alias": (yaml("- &a\n  Tên đơn vị: Vụ\n- *a\n"), "bang.yaml, dòng 1: không đọc neo và bí danh"),
    "YAML bomb": (yaml("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), "không đọc neo và bí danh"),
    "YAML depth": (yaml("[" * 5000), "bang.yaml, dòng 1: danh sách lồng nhau quá sâu."),
    "YAML key twice": (
        yaml("- Tên đơn vị: A\n  Tên đơn vị: B\n"),
        "bang.yaml, dòng 2: “Tên đơn vị” có hai lần.",
    ),
    "YAML without rows": (yaml("Tên đơn vị: A\n"), "bang.yaml, dòng 1: cần một danh sách các dòng"),
    "no YAML": (yaml("- a: [1\n- b: }\n"), "sai cú pháp YAML."),
    "empty file": (csv(""), "không có nội dung."),
    "another ending": (
        lambda folder: _bytes(folder, "a.doc", b"x"),
        "ktd nhập bảng .csv, .xlsx, .xls, .ods, .docx, .yaml",
    ),
    "no file": (lambda folder: folder / "x.csv", "Không có tệp "),
    "folder": (lambda folder: _folder(folder / "x.csv"), "là thư mục."),
    "FIFO": (lambda folder: _fifo(folder / "x.csv"), "không phải là tệp thông thường nên không được đọc."),
    "link": (_link, "là liên kết nên không được đọc."),
    "200 MB": (
        lambda folder: _sparse(folder / "x.csv"),
        "x.csv quá lớn: 200 MB; chỉ đọc tệp nhiều nhất 20 MB.",
    ),
    "NUL in the name": (lambda folder: folder / "a\0.csv", "không phải là tên tệp."),
    "endless name": (lambda folder: folder / f"{'a' * 5000}.csv", "Không đọc được"),
}
