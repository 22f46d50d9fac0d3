"""Points, criteria and registrations in the words and shapes of many offices."""

from ktd_tui.sheets.columns import TableKind
from tests.sheets.folder.office import SIGNED, V22, V23, Office, book, raw

B = V22._replace(layer="bloc")
NEW = V23._replace(name="Lạ")
PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
FORM = """<table><tr><td>Mã</td><td>Nội dung</td><td>CQT I</td><td>Vụ TK</td></tr>
<tr><td>I.1</td><td>Kế hoạch</td><td>18,5</td><td>17</td></tr>
<tr><td rowspan="2">I.2</td><td>Chất lượng<br>tham mưu</td><td>19</td><td>&nbsp;</td></tr></table>"""

SHEETS = {
    "a bonus headed by words alone": Office(
        book(
            [
                ["TT", "Nội dung tiêu chí", "Điểm tối đa"],
                ["I", "NHIỆM VỤ", "100 điểm"],
                ["1.1", "Kế hoạch", "100 điểm"],
                [None, "ĐIỂM CỘNG (tối đa)", "05 điểm"],
                ["3.1", "Sáng kiến", "05 điểm"],
            ]
        ),
        (
            "nhóm | Lạ | I | NHIỆM VỤ",
            "tiêu chí | Lạ | 1.1 | Kế hoạch | 100 | groups",
            "tiêu chí | Lạ | 3.1 | Sáng kiến | 5 | bonuses",
        ),
        asked=V23._replace(name="Lạ"),
        kind=TableKind.CRITERIA,
    ),
    "numbers that units register, in what they are counted": Office(
        book([["Tiêu chí số", "Tên chỉ tiêu", "ĐVT", "CQT I", "Vụ TK"], ["TC I.1", PLAN, "%", 100, 98.5]]),
        ("đăng ký | CQT I | I.1 | 100 | %", "đăng ký | Vụ TK | I.1 | 98,5 | %"),
        asked=V23,
        kind=TableKind.REGISTRATIONS,
        stage="registering",
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
    "«Điểm» before the codes of criteria": Office(
        book(
            [
                ["TT", "Tên cơ quan, đơn vị công tác", "Điểm TC I.1", "Điểm tiêu chí I.2"],
                [1, "VỤ THƯ KÝ", 19, "18,50"],
            ]
        ),
        ("điểm | bloc | Vụ TK | I.1 | 19", "điểm | bloc | Vụ TK | I.2 | 18.5"),
        asked=B,
        stage="now",
    ),
    "points that are proposed": Office(
        book([["Đơn vị", "Mã", "Điểm đề nghị"], ["Vụ TK", "I.1", 19]]),
        ("điểm | bloc | Vụ TK | I.1 | 19",),
        asked=B,
        stage="now",
    ),
    "means under other words": Office(
        book([["Mã", "Nội dung các tiêu chí thi đua", "Vụ TK", "Trung bình cộng"], ["I.1", PLAN, 19, 19]]),
        ("điểm | bloc | Vụ TK | I.1 | 19",),
        told=("Trung bình cộng: tính được từ các cột khác",),
        asked=B,
        stage="now",
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
    "the most points as a range from 0, and by what each time gives": Office(
        book(
            [
                ["STT", "Tiêu chí", "Khung điểm"],
                ["I", "NHIỆM VỤ: 10 điểm"],
                [1, "Việc A", "0-5đ"],
                [2, "Việc B", "từ 0 đến 5 điểm"],
                ["II", "Điểm thưởng (tối đa 7 điểm)"],
                [1, "Sự kiện", "2đ/SK, tối đa 6đ"],
                [2, "Mô hình", 3],
                ["III", "Các nội dung trừ điểm"],
                [1, "Vắng họp", "Mỗi lần trừ 1 điểm, không quá 3 điểm"],
            ]
        ),
        (
            "nhóm | Lạ | I | NHIỆM VỤ: 10 điểm",
            "tiêu chí | Lạ | I.1 | Việc A | 5 | groups",
            "tiêu chí | Lạ | I.2 | Việc B | 5 | groups",
            "tiêu chí | Lạ | II.1 | Sự kiện | 6 | bonuses",
            "tiêu chí | Lạ | II.2 | Mô hình | 3 | bonuses",
            "tiêu chí | Lạ | III.1 | Vắng họp | 3 | deductions",
        ),
        told=("“0-5đ” được hiểu là tối đa 5", "“2” không được đọc: loại “thưởng”"),
        asked=NEW,
    ),
    "maxima that may be read in two ways, or are none": Office(
        book(
            [
                ["STT", "Tiêu chí", "Điểm tối đa"],
                ["I", "Nhiệm vụ"],
                [1, "Việc A", "5–10"],
                [2, "Việc B", "2đ/SK"],
                [3, "Việc C", "16,"],
            ]
        ),
        wrong=("Điểm!C3", "có thể là tối đa 10", "Điểm!C4", "điểm mỗi lần", "Điểm!C5", "dấu thập phân"),
        asked=NEW,
    ),
    "taken away where points are given": Office(
        book([["STT", "Tiêu chí", "Điểm tối đa"], ["I", "Nhiệm vụ"], [1, "Việc A", "trừ 1đ/lần, tối đa 3đ"]]),
        wrong=("Điểm!C3",),
        asked=NEW,
    ),
    "a group whose words say other points than its criteria": Office(
        book([["STT", "Tiêu chí", "Điểm tối đa"], ["I", "NHIỆM VỤ (1.000 điểm)"], [1, "Việc A", 900]]),
        wrong=("Điểm!C2", "1.000", "900"),
        asked=NEW,
    ),
    "a group whose words say other points than the cell beside them": Office(
        book([["STT", "Tiêu chí", "Điểm tối đa"], ["I", "NHIỆM VỤ (60 điểm)", 50], [1, "Việc A", 50]]),
        wrong=("Điểm!C2", "ghi 60 điểm"),
        asked=NEW,
    ),
    "rows that are only counted, codes under «Tiêu chí»": Office(
        book([["STT", "Tiêu chí", "CQT I", "Vụ TK"], [1, "I.2", 18, 17], [2, f"I.1. {PLAN}", 19, 16]]),
        (
            "điểm | bloc | CQT I | I.2 | 18",
            "điểm | bloc | Vụ TK | I.2 | 17",
            "điểm | bloc | CQT I | I.1 | 19",
            "điểm | bloc | Vụ TK | I.1 | 16",
        ),
        asked=B,
        stage="now",
    ),
}
