"""Tables as offices send them by mail: another lot, written with the right answer before it was tried."""

from datetime import date

from ktd_tui.sheets.columns import TableKind
from tests.sheets.folder.office import SIGNED, V22, V23, Office, book, ods

B = V22._replace(layer="bloc")
SELF = V22._replace(layer="self")
PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
CRITERIA = TableKind.CRITERIA
NEW = V23._replace(name="Lạ")

SHEETS = {
    "units, their head under «Người đứng đầu»": Office(
        book(
            [
                ["UBND TỈNH A", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["SỞ NỘI VỤ", None, None, "Độc lập - Tự do - Hạnh phúc"],
                [],
                ["DANH SÁCH CÁC ĐƠN VỊ THUỘC KHỐI THI ĐUA"],
                ["TT", "Tên đơn vị", "Tên viết tắt", "Người đứng đầu", "Chức vụ", "Điện thoại"],
                [1, "Ban Dân nguyện lạ", "BDN", "Lê Thị Thử", "Trưởng ban", "0912345678"],
                [2, "Viện Mẫu", "VM", "Trần Văn Mẫu", "Viện trưởng", "0987654321"],
                [None, "Tổng số: 02 đơn vị"],
                *SIGNED,
            ],
            "A1:C1 D1:F1 A2:C2 D2:F2 A4:F4",
        ),
        (
            "đơn vị | Ban Dân nguyện lạ | BDN | V",
            "đơn vị | Viện Mẫu | VM | V",
            "người | Lê Thị Thử | Trưởng ban | BDN | thủ trưởng",
            "người | Trần Văn Mẫu | Viện trưởng | VM | thủ trưởng",
        ),
        told=("Điện thoại",),
    ),
    "units without any head": Office(
        book([["DANH SÁCH ĐƠN VỊ"], [1, "Ban Mẫu Một"], [2, "Ban Mẫu Hai"]]),
        ("đơn vị | Ban Mẫu Một | V", "đơn vị | Ban Mẫu Hai | V"),
        kind=TableKind.UNITS,
    ),
    "people, unit merged downward and a note in its own line": Office(
        book(
            [
                ["Đơn vị", "Họ và tên cán bộ", "Chức vụ/Chức danh"],
                ["Cục Quản trị II", "Lê Thị Thử", "Phó Cục trưởng"],
                [None, "Trần Văn Mẫu", "Chuyên viên"],
                ["Vụ TK", "Ngô Thị Ba", "Chuyên viên"],
                ["Ghi chú: danh sách có thể thay đổi."],
            ],
            "A2:A3 A5:C5",
        ),
        (
            "người | Lê Thị Thử | Phó Cục trưởng | CQT II",
            "người | Trần Văn Mẫu | Chuyên viên | CQT II",
            "người | Ngô Thị Ba | Chuyên viên | Vụ TK",
        ),
    ),
    "criteria with sub-items that sum to theirs and a method": Office(
        book(
            [
                ["BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA"],
                ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm"],
                ["A", "NHÓM TIÊU CHÍ CHUYÊN MÔN", 70, None],
                [1, "Hoàn thành nhiệm vụ", 50, None],
                ["1.1", "Đúng hạn", 30, "Trễ 1 việc trừ 2 điểm"],
                ["1.2", "Chất lượng", 20, "Theo đánh giá"],
                [2, "Cải cách hành chính", 20, None],
                ["B", "NHÓM TIÊU CHÍ XÂY DỰNG", 30, None],
                [1, "Đoàn kết", 30, None],
                [None, "TỔNG ĐIỂM (A+B)", 100, None],
            ],
            "A1:D1",
        ),
        (
            "nhóm | Lạ | A | NHÓM TIÊU CHÍ CHUYÊN MÔN",
            "nhóm | Lạ | B | NHÓM TIÊU CHÍ XÂY DỰNG",
            "tiêu chí | Lạ | A.1.1 | Đúng hạn | 30 | groups",
            "tiêu chí | Lạ | A.1.2 | Chất lượng | 20 | groups",
            "tiêu chí | Lạ | A.2 | Cải cách hành chính | 20 | groups",
            "tiêu chí | Lạ | B.1 | Đoàn kết | 30 | groups",
        ),
        asked=NEW,
        kind=CRITERIA,
    ),
    "criteria in numbers with a decimal format, bonus and deduction": Office(
        book(
            [
                ["TT", "Tiêu chí", "Điểm tối đa"],
                ["I", "Tiêu chí chung", 100],
                ["I.1", "Chuyên môn", 99.5],
                ["I.2", "Báo cáo", 0.5],
                ["II", "Điểm thưởng", 5],
                ["II.1", "Sáng kiến cấp bộ", 5],
                ["III", "Điểm trừ", -5],
                ["III.1", "Báo cáo chậm", -5],
            ],
            formats={"C4": '0.0 "điểm"', "C5": "0.00"},
        ),
        (
            "nhóm | Lạ | I | Tiêu chí chung",
            "tiêu chí | Lạ | I.1 | Chuyên môn | 99.5 | groups",
            "tiêu chí | Lạ | I.2 | Báo cáo | 0.5 | groups",
            "tiêu chí | Lạ | II.1 | Sáng kiến cấp bộ | 5 | bonuses",
            "tiêu chí | Lạ | III.1 | Báo cáo chậm | 5 | deductions",
        ),
        asked=NEW,
        kind=CRITERIA,
    ),
    "registrations by unit across": Office(
        book(
            [
                ["TỔNG HỢP ĐĂNG KÝ CHỈ TIÊU THI ĐUA NĂM 2023"],
                ["Mã TC", "Nội dung", "Cục Quản trị I", "Vụ Thư ký"],
                ["I.1", PLAN, "100% kế hoạch", "98%"],
                ["I.4", WELL, "2 sáng kiến", None],
            ],
            "A1:D1",
        ),
        (
            "đăng ký | CQT I | I.1 | 100% kế hoạch",
            "đăng ký | Vụ TK | I.1 | 98%",
            "đăng ký | CQT I | I.4 | 2 sáng kiến",
        ),
        asked=V23,
        stage="registering",
    ),
    "registrations with dates and quarters": Office(
        book(
            [
                [
                    "STT",
                    "Đơn vị đăng ký",
                    "Tiêu chí",
                    "Chỉ tiêu đăng ký",
                    "Thời gian hoàn thành",
                    "Người phụ trách",
                ],
                [1, "Vụ TK", "I.1", "100%", date(2023, 11, 30), "Bà Thử"],
                [2, None, "I.4", "02 sáng kiến", "Quý III/2023", None],
                [3, "CQT I", "I.1", "95 %", "Cả năm", None],
            ],
            "B2:B3",
        ),
        (
            "đăng ký | Vụ TK | I.1 | 100% | 30/11/2023",
            "đăng ký | Vụ TK | I.4 | 02 sáng kiến | 30/09/2023 | Quý III/2023",
            "đăng ký | CQT I | I.1 | 95 % | Cả năm",
        ),
        told=("Người phụ trách",),
        asked=V23,
        stage="registering",
    ),
    "titles that units aim at, in short": Office(
        book(
            [
                ["TT", "Đơn vị", "Danh hiệu đăng ký"],
                [1, "Vụ TK", "Tập thể LĐXS"],
                [2, "CQT I", "TTLĐTT"],
                [3, "CQT II", "Tập thể LĐ tiên tiến"],
            ]
        ),
        ("phấn đấu | CQT I | Tập thể lao động tiên tiến",),  # the others aimed at the same in 2022
        told=(
            "Điểm!C2: “Tập thể LĐXS” là “Tập thể lao động xuất sắc”",
            "Điểm!C4: “Tập thể LĐ tiên tiến” là “Tập thể lao động tiên tiến”",
        ),
        asked=V23,
        stage="registering",
    ),
    "several titles in short": Office(
        book([["Đơn vị", "Danh hiệu đăng ký"], ["CQT I", "TTLĐTT, GK"]]),
        ("phấn đấu | CQT I | Tập thể lao động tiên tiến", "phấn đấu | CQT I | Giấy khen"),
        asked=V23,
        stage="registering",
    ),
    "a commendation of another giver is none of the council's": Office(
        book([["Đơn vị", "Danh hiệu đăng ký"], ["CQT I", "Giấy khen của UBND tỉnh"]]),
        wrong=("Điểm!B2", "Có phải là “Giấy khen”?"),
        asked=V23,
        stage="registering",
    ),
    "scores, criteria across below groups, sum and rank": Office(
        book(
            [
                ["BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM 2022"],
                ["TT", "Đơn vị", "Nhóm I", None, "Nhóm II", "Tổng điểm", "Xếp hạng", "Xếp loại"],
                [None, None, "I.1", "I.2", "II.1"],
                [None, "Điểm tối đa", 20, 20, 5, 45],
                [1, "Cục Quản trị I", 19.5, 18, 5, "=SUM(C5:E5)", 1, "Xuất sắc"],
                [2, "Vụ Thư ký", "18,25", 17, "-", 35.25, 2, "Tốt"],
                [None, "Bình quân", 18.875, 17.5, 5],
                *SIGNED,
            ],
            "A1:H1 A2:A3 B2:B3 C2:D2 F2:F3 G2:G3 H2:H3",
        ),
        (
            "điểm | bloc | CQT I | I.1 | 19.5",
            "điểm | bloc | CQT I | I.2 | 18",
            "điểm | bloc | CQT I | II.1 | 5",
            "điểm | bloc | Vụ TK | I.1 | 18.25",
            "điểm | bloc | Vụ TK | I.2 | 17",
        ),
        asked=B,
        stage="now",
    ),
    "one unit's form with reasons and three columns": Office(
        book(
            [
                ["VĂN PHÒNG", None, "Mẫu số 02"],
                ["PHIẾU TỰ CHẤM ĐIỂM"],
                ["Tên đơn vị: Vụ Thư ký"],
                ["TT", "Tiêu chí", "Điểm tối đa", "Đơn vị tự chấm", "Khối chấm", "Lý do"],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                ["I", "NHIỆM VỤ", 60, 37, None, None],
                ["I.1", PLAN, 20, 19, None, "Chậm 1 việc"],
                ["I.2", "Tham mưu", 20, 18, None, None],
                [None, "Cộng", 100, 37, None, None],
                *SIGNED,
            ],
            "A2:F2 A3:F3",
        ),
        ("điểm | self | Vụ TK | I.1 | 19 | Chậm 1 việc", "điểm | self | Vụ TK | I.2 | 18"),
        asked=SELF,
        stage="self",
    ),
    "points long, unit as headings": Office(
        book(
            [
                ["TT", "Tiêu chí", "Điểm"],
                ["I", "Cục Quản trị I", 37],
                ["I.1", PLAN, 19],
                ["I.2", "Tham mưu", 18],
                ["II", "Vụ Thư ký", 17],
                ["I.1", PLAN, 17],
            ]
        ),
        (
            "điểm | bloc | CQT I | I.1 | 19",
            "điểm | bloc | CQT I | I.2 | 18",
            "điểm | bloc | Vụ TK | I.1 | 17",
        ),
        asked=B,
        stage="now",
    ),
    "points with «/maximum» in the head": Office(
        ods(
            [
                ["Đơn vị", "Tiêu chí I.1 (20 điểm)", "Tiêu chí I.2 (tối đa 20đ)", "Cộng (40)"],
                ["CQT I", 18, 19, 37],
            ]
        ),
        ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | CQT I | I.2 | 19"),
        asked=B,
        stage="now",
    ),
    "decisions of awards, the flag of the province": Office(
        book(
            [
                ["TT", "Tên tập thể", "Hình thức khen thưởng", "Số quyết định", "Ngày ký", "Năm"],
                [1, "Vụ TK", "Giấy khen", "15/QĐ-VP", date(2023, 1, 9), 2022],
                [2, "CQT I", "Tập thể LĐXS", "15/QĐ-VP", date(2023, 1, 9), 2022],
            ]
        ),
        (
            "quyết định | 15/QĐ-VP | 2023-01-09 | 2022 | Giấy khen | Vụ TK",
            "quyết định | 15/QĐ-VP | 2023-01-09 | 2022 | Tập thể lao động xuất sắc | CQT I",
        ),
        asked=V22,
    ),
    "units, their head with the office in one cell, one vacant": Office(
        book(
            [
                ["TT", "Đơn vị", "Họ và tên người đứng đầu", "Cấp phó"],
                [1, "Ban Mẫu Một", "Ông Lê A - Trưởng ban", "Bà Trần B"],
                [2, "Ban Mẫu Hai", "Đang khuyết", None],
                [3, "Cục Quản trị I", "Phạm Đức Thảo", None],
            ]
        ),
        (
            "đơn vị | Ban Mẫu Một | V",
            "đơn vị | Ban Mẫu Hai | V",
            "người | ông Lê A | Trưởng ban | Ban Mẫu Một | thủ trưởng",
        ),
        told=("Cấp phó",),
    ),
    "marks under the head of units": Office(
        book([["TT", "Đơn vị", "Thủ trưởng"], [1, "Ban Mẫu Một", "x"]]), wrong=("Điểm!C2",)
    ),
    "units alone as rows with one number": Office(
        book([["TT", "Nội dung", "Điểm"], ["I", "Cục Quản trị I", 37], ["II", "Vụ Thư ký", 17]]),
        wrong=("không có dòng dữ liệu nào",),
        asked=B,
        stage="now",
    ),
}
