"""Heads, names and shapes in the words of many offices: a third and a fourth lot of sheets."""

from ktd_tui.sheets.columns import TableKind
from tests.sheets.folder.office import BLOC, SIGNED, V22, V23, Office, book, raw

B = V22._replace(layer="bloc")
PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
HTML = """<html><head><style>td{mso-number-format:"\\@"}</style></head><body><h3>DANH SÁCH</h3>
<table border=1><tr><th>STT<th>Tên đơn vị</th><th>Tên tắt</th></tr>
<tr><td>1</td><td>Sở T&agrave;i ch&iacute;nh</td><td>STC</td></tr>
<tr style="display:none"><td>2</td><td>Sở Ẩn</td><td></td></tr></table></body></html>"""
FORM = """<table><tr><td>Mã</td><td>Nội dung</td><td>CQT I</td><td>Vụ TK</td></tr>
<tr><td>I.1</td><td>Kế hoạch</td><td>18,5</td><td>17</td></tr>
<tr><td rowspan="2">I.2</td><td>Chất lượng<br>tham mưu</td><td>19</td><td>&nbsp;</td></tr></table>"""

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
    "a form without points": Office(
        book(
            [
                ["TT", "Nội dung chấm điểm", "Thang điểm", "Điểm tự chấm", "Điểm thẩm định"],
                ["I.1", PLAN, 20, None, None],
            ]
        ),
        wrong=("--kind criteria",),
        asked=V22,
    ),
    "what and how much of a registration in other words": Office(
        book(
            [
                ["STT", "Tên đơn vị", "Nội dung đăng ký thi đua", "Kết quả phấn đấu", "Thời gian"],
                [1, "Vụ Thư ký", PLAN, "100%", "Quý 4"],
            ]
        ),
        ("đăng ký | Vụ TK | I.1 | 100% | 31/12/2023 | Quý 4",),
        asked=V23,
        stage="registering",
    ),
    "means under other words": Office(
        book([["Mã", "Nội dung các tiêu chí thi đua", "Vụ TK", "Trung bình cộng"], ["I.1", PLAN, 19, 19]]),
        ("điểm | bloc | Vụ TK | I.1 | 19",),
        told=("Trung bình cộng: tính được từ các cột khác",),
        asked=B,
        stage="now",
    ),
    "a workbook without anything": Office(book([]), wrong=("bang.xlsx không có nội dung",)),
    "a web page called a workbook": Office(
        raw(HTML.encode(), "bang.xls"),
        ("đơn vị | Sở Tài chính | STC | V",),
        told=("Sở Ẩn",),
    ),
    "a page without an end of its cells, merged downward": Office(
        raw(FORM.encode("utf-16"), "bang.xls"),
        (
            "điểm | bloc | CQT I | I.1 | 18.5",
            "điểm | bloc | Vụ TK | I.1 | 17",
            "điểm | bloc | CQT I | I.2 | 19",
        ),
        asked=B,
        stage="now",
    ),
    "the unit's place behind its name": Office(
        book(
            [["Họ, chữ đệm và tên", "Chức vụ hiện tại", "Nơi công tác"], ["Lê A", "CV", "Vụ Thư ký, Hà Nội"]]
        ),
        ("người | Lê A | CV | Vụ TK",),
        told=("“Vụ Thư ký, Hà Nội” là “Vụ Thư ký”",),
    ),
    "codes under «Tiêu chí» beside «Nội dung»": Office(
        book(
            [
                ["Tiêu chí", "Nội dung", "Mức điểm", "Phương pháp chấm"],
                ["Tiêu chí 1", "Nhiệm vụ", None, None],
                ["1.1", "Kế hoạch", "60 điểm", "Chậm trừ 1 điểm"],
                ["Tiêu chí 2", "Xây dựng", None, None],
                ["2.1", "Kỷ luật", "40đ", None],
            ]
        ),
        (
            "nhóm | Lạ | 1 | Nhiệm vụ",
            "nhóm | Lạ | 2 | Xây dựng",
            "tiêu chí | Lạ | 1.1 | Kế hoạch | 60 | groups",
            "tiêu chí | Lạ | 2.1 | Kỷ luật | 40 | groups",
        ),
        asked=V23._replace(name="Lạ"),
        kind=TableKind.CRITERIA,
    ),
    "groups under «Tiêu chí» beside «Nội dung»": Office(
        book(
            [
                ["STT", "Tiêu chí", "Nội dung", "Điểm chuẩn"],
                [1, "Nhiệm vụ", "Kế hoạch", 40],
                [2, None, "Tham mưu", 20],
                [3, "Xây dựng", "Kỷ luật", 25],
                [4, None, "Dân chủ", 15],
            ],
            "B2:B3 B4:B5",
        ),
        (
            "nhóm | Lạ | I | Nhiệm vụ",
            "nhóm | Lạ | II | Xây dựng",
            "tiêu chí | Lạ | 1 | Kế hoạch | 40 | groups",
            "tiêu chí | Lạ | 2 | Tham mưu | 20 | groups",
            "tiêu chí | Lạ | 3 | Kỷ luật | 25 | groups",
            "tiêu chí | Lạ | 4 | Dân chủ | 15 | groups",
        ),
        asked=V23._replace(name="Lạ"),
        kind=TableKind.CRITERIA,
    ),
    "registrations under their units as headings": Office(
        book(
            [
                ["TT", "Tiêu chí", "Chỉ tiêu phấn đấu", "Thời hạn hoàn thành"],
                ["I", "Vụ Thư ký", None, None],
                ["I.1", PLAN, "100%", "từ tháng 3 đến tháng 9"],
                ["II", "Đơn vị: Cục Quản trị I", None, None],
                ["I.4", WELL, "02", "XI/2023"],
                *SIGNED,
            ]
        ),
        (
            "đăng ký | Vụ TK | I.1 | 100% | 30/09/2023 | từ tháng 3 đến tháng 9",
            "đăng ký | CQT I | I.4 | 02 | 30/11/2023 | XI/2023",
        ),
        asked=V23,
        stage="registering",
    ),
    "units down, criteria across with their codes in brackets": Office(
        book(
            [
                ["STT", "Đơn vị", "Đăng ký chỉ tiêu", None],
                [None, None, "Kế hoạch (TC I.1)", "Sáng kiến (I.4)"],
                [1, "Vụ Thư ký", "100%", "2 sáng kiến"],
            ],
            "A1:A2 B1:B2 C1:D1",
        ),
        ("đăng ký | Vụ TK | I.1 | 100%", "đăng ký | Vụ TK | I.4 | 2 sáng kiến"),
        asked=V23,
        kind=TableKind.REGISTRATIONS,
        stage="registering",
    ),
    "points under their units as headings": Office(
        book(
            [
                ["Mã", "Nội dung", "Điểm tự chấm", "Điểm Khối chấm"],
                [None, "Vụ Thư ký", None, None],
                ["I.1", PLAN, 19, 18],
                [None, "Cục Quản trị I", None, None],
                ["I.1", PLAN, 18, 17],
            ]
        ),
        ("điểm | bloc | Vụ TK | I.1 | 18", "điểm | bloc | CQT I | I.1 | 17"),
        asked=B,
        stage="now",
    ),
    "layers under units": Office(
        book(
            [
                ["Đơn vị", "Vụ Thư ký", None, "Cục Quản trị I", None],
                ["Mã", "Tự chấm", "Khối chấm", "Tự chấm", "Khối chấm"],
                ["I.1", 20, 19, 19, 18],
            ],
            "B1:C1 D1:E1",
        ),
        ("điểm | bloc | Vụ TK | I.1 | 19", "điểm | bloc | CQT I | I.1 | 18"),
        told=("điểm của lớp khác",),
        asked=B,
        stage="now",
    ),
    "a signature below a unit that nobody knows": Office(
        book(
            [
                ["Mã", "Nội dung", "Vụ TK", "SGD&ĐT"],
                ["I.1", PLAN, 19, 18],
                ["I.2", "Tham mưu", 18, 17],
                *SIGNED,
            ]
        ),
        wrong=("SGD&ĐT",),
        asked=B,
        stage="now",
    ),
    "a signature with a plain date": Office(
        book(
            [["Mã", "Nội dung", "Vụ TK"], ["I.1", PLAN, 19], [], ["Hà Nội, ngày 01/12/2022"], ["VỤ TRƯỞNG"]]
        ),
        ("điểm | bloc | Vụ TK | I.1 | 19",),
        told=("phần ký",),
        asked=B,
        stage="now",
    ),
    "totals of units in two layers": Office(
        book(
            [["STT", "Đơn vị", "Điểm tự chấm", "Điểm Khối chấm"], [1, "CQT I", 95, 94], [2, "Vụ TK", 94, 93]]
        ),
        wrong=("chỉ đánh số dòng",),
        asked=V22,
        stage="now",
    ),
    "points of thousands": Office(
        raw("Đơn vị;Mã tiêu chí;Nội dung đăng ký;Chỉ tiêu bằng số\nVụ TK;I.1;Hồ sơ;1.234,5\n".encode()),
        ("đăng ký | Vụ TK | I.1 | Hồ sơ | 1234.5",),
        asked=V23,
        stage="registering",
    ),
    "one new unit twice, once in short": Office(
        book([["STT", "Đơn vị"], [1, "Ủy ban nhân dân phường Hòa Bình"], [2, "UBND P. Hoà Bình"]]),
        wrong=("Điểm!B3",),
        asked=BLOC,
    ),
}
