"""Units and people under the heads and names of many offices."""

from typing import Any

from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.sheets.columns import TableKind
from tests.sheets.folder.office import BLOC, Office, book, raw

PLAN = "Kế hoạch công tác năm hoàn thành đúng tiến độ"
HTML = """<html><head><style>td{mso-number-format:"\\@"}</style></head><body><h3>DANH SÁCH</h3>
<table border=1><tr><th>STT<th>Tên đơn vị</th><th>Tên tắt</th></tr>
<tr><td>1</td><td>Sở T&agrave;i ch&iacute;nh</td><td>STC</td></tr>
<tr style="display:none"><td>2</td><td>Sở Ẩn</td><td></td></tr></table></body></html>"""


def _goes_on(sheet: Any) -> None:
    other = sheet.parent.create_sheet("Tiếp")
    for row in (["TT", "Tiêu chí", "Điểm"], ["II", "Hai", 40], [1, "c", 40], [None, "Tổng", 100]):
        other.append(row)


SHEETS = {
    "a head of two lines: Cơ quan over its full and its short name": Office(
        book(
            [
                ["TT", "Cơ quan, đơn vị", None, "Địa bàn"],
                [None, "Tên gọi đầy đủ", "Tên gọi tắt", None],
                ["I", "Khối tham mưu", None, None],
                [1, "Sở Nội vụ", "SNV", "Huế"],
            ],
            "A1:A2 B1:C1 D1:D2",
        ),
        ("đơn vị | Sở Nội vụ | SNV | Huế | V",),
    ),
    "heads that say «thành viên», the year, the present": Office(
        book([["STT", "Tên đơn vị thành viên năm 2023", "Địa bàn hiện nay"], [1, "Sở Nội vụ", "Huế"]]),
        ("đơn vị | Sở Nội vụ | Huế | V",),
    ),
    "known units written in short": Office(
        book([["STT", "Đơn vị thành viên"], [1, "Vụ Lễ tân & HTQT"], [2, "VỤ LT VÀ HỢP TÁC QT"]]),
        wrong=("Điểm!B3", "Vụ Lễ tân và Hợp tác quốc tế"),
    ),
    "a known unit spelled as offices shorten it": Office(
        book([["STT", "Phường, xã"], [1, "Vụ Lễ tân và HTQT"]]),
        told=("“Vụ Lễ tân và HTQT” là “Vụ Lễ tân và Hợp tác quốc tế”",),
    ),
    "units whose names are one in short, and two written out": Office(
        book([["STT", "Tên đơn vị"], [1, "Ban Đầu tư"], [2, "Ban Đào tạo"]]),
        ("đơn vị | Ban Đầu tư | V", "đơn vị | Ban Đào tạo | V"),
    ),
    "a name in short that may be either": Office(
        book([["STT", "Tên đơn vị"], [1, "Ban Đầu tư"], [2, "Ban Đào tạo"], [3, "Ban ĐT"]]),
        wrong=("Điểm!B4", "Ban ĐT"),
    ),
    "a unit's office in the bloc behind its name": Office(
        book([["STT", "Tên đơn vị"], [1, "Sở Nội vụ (Khối trưởng)"], [2, "Sở Y tế - Khối phó năm 2023"]]),
        ("đơn vị | Sở Nội vụ | V", "đơn vị | Sở Y tế | V"),
        told=("(Khối trưởng)",),
    ),
    "heads in words that no list has": Office(
        book(
            [
                ["Số TT", "TÊN CÁC ĐƠN VỊ ĐĂNG KÝ", "Tên gọi tắt của đơn vị", "Trụ sở chính"],
                ["01", "Sở Tư pháp", "STP", "Huế"],
            ]
        ),
        ("đơn vị | Sở Tư pháp | STP | Huế | V",),
    ),
    "communes, wards; an order with dots": Office(
        book(
            [
                ["Khối", "Thứ tự", "Xã, phường, đặc khu"],
                ["V", "1.", "Xã Bình An"],
                [None, "2.", "Phường Bình Yên"],
            ],
            "A2:A3",
        ),
        ("đơn vị | Xã Bình An | V", "đơn vị | Phường Bình Yên | V"),
    ),
    "evidence": Office(
        book([["TT", "Tiêu chí", "Tài liệu minh chứng"], ["I.1", PLAN, "Báo cáo 12"]]),
        wrong=("ktd score evidence add",),
    ),
    "evidence of units": Office(
        book([["Đơn vị", "Mã", "Tên minh chứng", "Ngày"], ["Vụ TK", "I.1", "Báo cáo 12", "1/2/2022"]]),
        wrong=("ktd score evidence add",),
    ),
    "schools": Office(
        book([["STT", "Tên trường, cơ sở giáo dục", "Cụm"], [1, "Trường PTDTNT tỉnh", "V"]]),
        ("đơn vị | Trường PTDTNT tỉnh | V",),
    ),
    "several units in one cell": Office(
        book([["Khối", "Đơn vị thành viên"], ["V", "1. Sở Nội vụ; 2. Sở Tư pháp"]]),
        wrong=("Điểm!B2", "nhiều đơn vị"),
    ),
    "people under their units, both under one head; a vacancy": Office(
        book(
            [
                ["TT", "Đơn vị/Họ và tên", "Chức vụ, chức danh hiện nay"],
                ["I", "VỤ THƯ KÝ"],
                [1, "Lê A", "CV"],
                [2, "(Khuyết)", "CV"],
            ]
        ),
        wrong=("Điểm!B4", "không phải tên người"),
    ),
    "an office and a unit with a stroke between": Office(
        book([["Họ tên cán bộ", "Chức vụ/Đơn vị"], ["Lê A", "Phó Vụ trưởng/Vụ TK"]]),
        ("người | Lê A | Phó Vụ trưởng | Vụ TK",),
    ),
    "an office that is none without its body": Office(
        book([["Họ tên cán bộ", "Chức vụ/Đơn vị"], ["Lê A", "Phó Trưởng vụ Thư ký"]]),
        ("người | Lê A | Phó Trưởng vụ | Vụ TK",),
    ),
    "a workbook without anything": Office(book([]), wrong=("bang.xlsx không có nội dung",)),
    "a web page called a workbook": Office(
        raw(HTML.encode(), "bang.xls"),
        ("đơn vị | Sở Tài chính | STC | V",),
        told=("Sở Ẩn",),
    ),
    "the unit's place behind its name": Office(
        book(
            [["Họ, chữ đệm và tên", "Chức vụ hiện tại", "Nơi công tác"], ["Lê A", "CV", "Vụ Thư ký, Hà Nội"]]
        ),
        ("người | Lê A | CV | Vụ TK",),
        told=("Điểm!C2: “Vụ Thư ký, Hà Nội” là “Vụ Thư ký”",),
    ),
    "one new unit twice, once in short": Office(
        book([["STT", "Đơn vị"], [1, "Ủy ban nhân dân phường Hòa Bình"], [2, "UBND P. Hoà Bình"]]),
        wrong=("Điểm!B3",),
        asked=BLOC,
    ),
    "a letterhead in ordinary letters, no head": Office(
        book([["Bộ Mẫu"], ["Sở Nội vụ tỉnh A"], [], ["Ban Thử"], ["Viện Mẫu"]]), wrong=("Tên đơn vị",)
    ),
    "the province right above names, no head": Office(
        book([["Ủy ban nhân dân tỉnh A"], ["Ban Thử"], ["Viện Mẫu"]]), wrong=("Tên đơn vị",)
    ),
    "a merged line right above names, no head": Office(
        book([["Sở Nội vụ tỉnh A"], ["Ban Thử"], ["Viện Mẫu"]], "A1:C1"), wrong=("Tên đơn vị",)
    ),
    "units of another bloc, as the title says": Office(
        book([["CÁC ĐƠN VỊ THUỘC KHỐI THI ĐUA SỐ I"], ["TT", "Tên đơn vị"], [1, "Viện Mẫu"]]),
        ("đơn vị | Viện Mẫu | V",),
        told=("Khối thi đua số I",),
    ),
    "cells merged over rows, and over rows and columns": Office(
        book([["Tên đơn vị", "Địa bàn"], ["Ban Thử", "Huế"], ["Viện Mẫu", None]], "B2:C3"),
        ("đơn vị | Ban Thử | Huế | V", "đơn vị | Viện Mẫu | Huế | V"),
    ),
    "cells of a web page over several rows": Office(
        raw(
            "<table><tr><th>Tên đơn vị<th>Địa bàn<tr><td>Ban Thử<td rowspan=2>Huế"
            "<tr><td>Viện Mẫu</table>".encode(),
            "bang.xls",
        ),
        ("đơn vị | Ban Thử | Huế | V", "đơn vị | Viện Mẫu | Huế | V"),
    ),
    "the head of each unit under a head of two lines": Office(
        book(
            [
                ["TT", "Tên đơn vị", "Người đứng đầu", None],
                [None, None, "Họ và tên", "Chức vụ"],
                [1, "Viện Mẫu", "Trần Văn Mẫu", "Viện trưởng"],
            ],
            "A1:A2 B1:B2 C1:D1",
        ),
        ("đơn vị | Viện Mẫu | V", "người | Trần Văn Mẫu | Viện trưởng | Viện Mẫu | thủ trưởng"),
    ),
    "people of units that nobody knows": Office(
        book([["Lãnh đạo", None, "Đơn vị"], ["Họ và tên", "Chức vụ", None], ["Lê A", "CV", "Viện Mẫu"]]),
        told=("--kind units",),
        wrong=("Viện Mẫu",),
    ),
    "units numbered 1 over their people 1.1": Office(
        book(
            [
                ["TT", "Họ tên, chức vụ đại biểu"],
                ["1", "Vụ Thư ký"],
                ["1.1", "Lê A - CV"],
                ["2", "CQT II"],
                ["2.1", "Lê B - CV"],
            ]
        ),
        ("người | Lê A | CV | Vụ TK", "người | Lê B | CV | CQT II"),
        told=("chức vụ “CV”",),
    ),
    "groups numbered 1 over units 1.1, and a unit over another": Office(
        book(
            [
                ["TT", "Tên đơn vị"],
                ["1", "Khối tham mưu"],
                ["1.1", "Ban Thử"],
                ["2", "Viện Mẫu"],
                ["2.1", "Trung tâm Mẫu"],
            ]
        ),
        ("đơn vị | Ban Thử | V", "đơn vị | Viện Mẫu | V", "đơn vị | Trung tâm Mẫu | V"),
        told=("Khối tham mưu",),
    ),
    "marks of notes behind names": Office(
        book([["TT", "Tên đơn vị"], [1, "Viện Mẫu (*)"], [2, "Ban Thử (1)"], [3, "Đài Ví dụ¹"], [4, "Tổ 1"]]),
        ("đơn vị | Viện Mẫu | V", "đơn vị | Ban Thử | V", "đơn vị | Đài Ví dụ | V", "đơn vị | Tổ 1 | V"),
        told=("“Viện Mẫu (*)” là “Viện Mẫu”", "“Đài Ví dụ¹” là “Đài Ví dụ”"),
    ),
    "marks of notes behind people and their units": Office(
        book([["Họ tên", "Đơn vị"], ["Lê Thị Thử*", "Vụ TK (1)"]]),
        ("người | Lê Thị Thử | Vụ TK",),
        told=("“Lê Thị Thử*” là “Lê Thị Thử”",),
    ),
    "a workbook in XML": Office(raw(b'<?xml version="1.0"?><Workbook/>', "bang.xml"), wrong=(".xlsx",)),
    "criteria that go on in a second table, counted anew in each group": Office(
        book(
            [["TT", "Tiêu chí", "Điểm"], ["I", "Một", 60], [1, "a", 20], [2, "b", 40]],
            change=_goes_on,
        ),
        (
            "nhóm | Lạ | I | Một",
            "nhóm | Lạ | II | Hai",
            "tiêu chí | Lạ | I.1 | a | 20 | groups",
            "tiêu chí | Lạ | I.2 | b | 40 | groups",
            "tiêu chí | Lạ | II.1 | c | 40 | groups",
        ),
        asked=Asked("V", 2023, name="Lạ"),
        kind=TableKind.CRITERIA,
    ),
}
