"""Sheets that look like another kind, or whose words look like what is no data."""

from datetime import date

from openpyxl.styles import Font

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import BLOC, SIGNED, V22, V23, Office, book, ods, put, word, xls
from tests.sheets.folder.points import PLAN

B = V22._replace(layer="bloc")
FLAG, GIVEN = "Cờ thi đua của Văn phòng Quốc hội", "Giấy khen"
NEW_VILLAGES, FOR_POOR = (
    "Cả nước chung sức xây dựng nông thôn mới",
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
)

SHEETS = {
    "given names that are words of a foot": Office(
        book(
            [
                ["STT", "Họ và", "Tên", "Chức vụ", "Phòng/Ban"],
                [1, "Lê Thị", "Hằng", "Phó Vụ trưởng", "Vụ TK"],
                [2, "Trần Văn", "Công", "Chuyên viên", "Vụ TK"],
                [3, "Vũ Đình", "Tổng", "Chuyên viên", "Vụ TK"],
                [None, "Cộng", None, "03 người"],
            ]
        ),
        (
            "người | Lê Thị Hằng | Phó Vụ trưởng | Vụ TK",
            "người | Trần Văn Công | Chuyên viên | Vụ TK",
            "người | Vũ Đình Tổng | Chuyên viên | Vụ TK",
        ),
        told=("dòng 5",),
    ),
    "one more of a name, and two of one": Office(
        ods(
            [
                ["Họ và tên", "Chức vụ", "Đơn vị"],
                ["Phạm Đức Thảo", "Chuyên viên", "CQT I"],
                ["Trần Thị Thúy", "Phó Vụ trưởng", "Vụ TK"],
                ["Trần Thị Thuý", "Chuyên viên", "Vụ TK"],
            ]
        ),
        (
            "người | Trần Thị Thúy | Phó Vụ trưởng | Vụ TK",
            "người | Trần Thị Thuý | Chuyên viên | Vụ TK",
            "người | Phạm Đức Thảo | Chuyên viên | CQT I | thủ trưởng",
            "- người | Phạm Đức Thảo | Cục trưởng | CQT I | thủ trưởng",
        ),
        told=("!A3: “Trần Thị Thúy” có hơn một dòng ở Vụ TK",),
    ),
    "a row of criteria that has the word of another head": Office(
        book(
            [
                ["TT", "Việc", "Bộ phận A"],
                ["I", "Chuyên môn", 60],
                ["II", "Phong trào thi đua", 20],
                [1, "Ký", 5],
            ]
        ),
        wrong=("không nhận ra nội dung bảng",),
        asked=V22,
    ),
    "what is registered beside how much, under codes": Office(
        word(
            [
                ["Đơn vị", "Mã TC", "Nội dung đăng ký", "Chỉ tiêu"],
                ["Vụ TK", "I.1", "Ban hành 10 văn bản", "10 văn bản"],
                ["Vụ TK", "I.2", "Phiếu đúng hạn", "98,5%"],
            ]
        ),
        (
            "đăng ký | Vụ TK | I.1 | Ban hành 10 văn bản",
            "đăng ký | Vụ TK | I.2 | Phiếu đúng hạn: 98,5%",
        ),
        asked=V23,
        stage="registering",
    ),
    "what is registered beside how much and the criterion": Office(
        xls(
            [
                ["TT", "Tiêu chí", "Nội dung đăng ký", "Chỉ tiêu", "Đơn vị"],
                ["I.1", PLAN, "Hoàn thành kế hoạch", "100%", "Vụ TK"],
            ]
        ),
        ("đăng ký | Vụ TK | I.1 | Hoàn thành kế hoạch: 100%",),
        asked=V23,
        stage="registering",
    ),
    "persons and collectives in one column beside their units": Office(
        word(
            [
                ["TT", "Tên tập thể, cá nhân", "Đơn vị", "Hình thức khen thưởng"],
                ["I", "TẬP THỂ", "", ""],
                ["1", "Vụ Thư ký", "", FLAG],
                ["2", "Cục Quản trị I", "Khối V", FLAG],
                ["II", "CÁ NHÂN", "", ""],
                ["1", "Lê Văn Nam", "Vụ Thư ký", GIVEN],
            ],
            "DANH SÁCH KHEN THƯỞNG",
            "(Kèm theo Quyết định số 12/QĐ-VPQH ngày 05/01/2023)",
        ),
        (
            f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {FLAG} | Vụ TK",
            f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {FLAG} | CQT I",
            f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {GIVEN} | Vụ TK | Lê Văn Nam",
        ),
        told=("“Lê Văn Nam” được hiểu là cá nhân của Vụ TK", "“Khối V” không được đọc"),
        asked=V22,
    ),
    "movements with who began them and their years in a cell": Office(
        book(
            [
                ["STT", "Tên phong trào thi đua", "Cơ quan phát động", "Số kế hoạch", "Thời gian thực hiện"],
                [1, NEW_VILLAGES, "Thủ tướng Chính phủ", "1689/QĐ-TTg", "Giai đoạn 2021 - 2025"],
                [2, FOR_POOR.replace(" - ", " – "), None, None, "Hằng năm"],
                [3, "Chuyển đổi số", None, None, "từ năm 2022"],
            ]
        ),
        (
            f"phong trào | {NEW_VILLAGES} | Thủ tướng Chính phủ | 1689/QĐ-TTg | 2021 | 2025",
            f"- phong trào | {NEW_VILLAGES}",
            "phong trào | Chuyển đổi số | 2022",
        ),
        told=("“Hằng năm” không ghi năm nào",),
        asked=V22,
    ),
    "what came of movements in units, and nothing else": Office(
        book([["Đơn vị", "Phong trào", "Kết quả thực hiện"], ["Vụ TK", FOR_POOR, "Ủng hộ 10 triệu đồng"]]),
        ("cụ thể hóa | Vụ TK | Ủng hộ 10 triệu đồng",),
        asked=V22,
    ),
    "collectives and persons that set an example": Office(
        book(
            [
                ["TT", "Họ và tên/Tập thể", "Đơn vị", "Thành tích", "Ngày"],
                [1, "Vũ Thị A", "Vụ TK", "Cứu người", date(2022, 5, 12)],
            ],
            formats={"E2": "dd/mm/yyyy"},
        ),
        ("điển hình | Vụ TK | person | Vũ Thị A | Cứu người | 2022-05-12",),
        asked=V22,
    ),
    "an activity and who is its host": Office(
        book([["STT", "Hoạt động", "Thời gian", "Đơn vị đăng cai"], [1, "Về nguồn", "20/7/2022", "Vụ TK"]]),
        ("hoạt động | 2022 | Về nguồn | Vụ TK | 2022-07-20",),
        asked=V22,
    ),
    "the title says another layer than was asked for": Office(
        book([["BẢNG TỔNG HỢP ĐIỂM TỰ CHẤM NĂM 2022"], ["Mã", "Tiêu chí", "CQT I"], ["I.1", PLAN, 18]]),
        ("điểm | bloc | CQT I | I.1 | 18",),
        told=("tên bảng ghi “Tự chấm”, không phải “Khối chấm”",),
        asked=B,
        stage="now",
    ),
    "a code of the year with the words of another table": Office(
        book([["Mã", "Tiêu chí", "CQT I"], ["I.1", "Ứng dụng công nghệ thông tin", 18]]),
        ("điểm | bloc | CQT I | I.1 | 18",),
        told=("I.1: bảng ghi “Ứng dụng công nghệ thông tin”, tiêu chí của năm là",),
        asked=B,
        stage="now",
    ),
    "points of groups alone": Office(
        book([["Mã", "Tiêu chí", "CQT I"], ["I", "Chuyên môn", 55], ["II", "Đảng", 19]]),
        wrong=("Điểm!C2", "dưới “Chuyên môn”", "Điểm!C3"),
        asked=B,
        stage="now",
    ),
    "two layers and none asked for": Office(
        book(
            [["Mã", "Tiêu chí", "CQT I", None], [None, None, "Tự chấm", "Khối chấm"], ["I.1", PLAN, 18, 17]],
            "C1:D1",
        ),
        wrong=("Tự chấm (self), Khối chấm (bloc)",),
        asked=V22,
        stage="now",
    ),
    "signs of minus as blanks": Office(
        book([["Mã", "Tiêu chí", "CQT I", "Vụ TK"], ["I.1", PLAN, "\u2212", 18], *SIGNED]),
        ("điểm | bloc | Vụ TK | I.1 | 18",),
        told=("“−” được hiểu là không chấm",),
        asked=B,
        stage="now",
    ),
    "who scores and who is scored in one line, and the scorer is nobody": Office(
        word(
            [["TT", "Tiêu chí", "Điểm chấm chéo"], ["I.1", PLAN, "18"], ["I.2", "Chất lượng", "17"]],
            "Đơn vị chấm: Cục Quản trị X. Đơn vị được chấm: Vụ Thư ký",
        ),
        wrong=("Không có đơn vị “Cục Quản trị X”", "(và 1 dòng nữa)"),
        asked=V22,
        stage="cross",
    ),
    "criteria that are changed, each with what of it": Office(
        book([["Nội dung và thang điểm", "Điểm tối đa"], ["Một", 60], ["Hai", 40]]),
        wrong=("đã chốt",),
        asked=Asked("V", 2022, name="X"),
    ),
    "a title of the list in words that are none of its kind": Office(
        book(
            [
                ["Danh hiệu", "Loại", "Đối tượng"],
                [FLAG, "Danh hiệu", "Tập thể"],
                ["Kỷ niệm chương", "Huy", "Cá nhân"],
            ]
        ),
        wrong=("!B3: Huy: ",),
        asked=BLOC,
    ),
    "a unit and a cell of points that are struck through": Office(
        book(
            [["Mã", "Tiêu chí", "CQT I", "Vụ TK"], ["I.1", PLAN, 18, 17]],
            change=lambda sheet: put(sheet["C2"], "font", Font(strike=True)),
        ),
        wrong=("!C2: 18: ô bị gạch ngang",),
        asked=B,
        stage="now",
    ),
    "a note beside the points of each unit": Office(
        book(
            [
                ["Mã", "Tiêu chí", "CQT I", None, "Vụ TK", None],
                [None, None, "Điểm", "Ghi chú", "Điểm", "Tỷ lệ %"],
                ["I.1", PLAN, 18, "tốt", 17, 85],
            ],
            "C1:D1 E1:F1",
        ),
        ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | Vụ TK | I.1 | 17"),
        told=("CQT I / Ghi chú", "Vụ TK / Tỷ lệ %"),
        asked=B,
        stage="now",
    ),
    "a unit with what became of it in brackets, and a comma behind another": Office(
        book([["Tên đơn vị"], ["Vụ Thư ký (nay là Vụ Tổng hợp)"], ["Vụ Pháp luật;"]]),
        wrong=("!A2: Vụ Thư ký (nay là Vụ Tổng hợp): Đã có đơn vị “Vụ Thư ký”",),
    ),
    "a comma behind a unit": Office(
        book([["Tên đơn vị"], ["Vụ Pháp luật;"]]), ("đơn vị | Vụ Pháp luật | V",)
    ),
    "awards of no year": Office(
        book([["Số quyết định", "Ngày ký", "Danh hiệu", "Đơn vị"], ["5/QĐ", "05/01/2023", GIVEN, "Vụ TK"]]),
        wrong=("Không chỗ nào ghi khen cho năm thi đua nào",),
    ),
    "a unit that begins as all do, and is like none": Office(
        book([["Mã", "Tiêu chí", "CQT I", "Vụ Y tế"], ["I.1", PLAN, 18, 17]]),
        wrong=("Không có đơn vị “Vụ Y tế”.",),
        asked=B,
        stage="now",
    ),
    "units numbered in roman, and one whose name begins as a sum does": Office(
        book([["STT", "Tên đơn vị"], ["I", "Vụ Một"], ["II", "Tổng Công đoàn"]]),
        ("đơn vị | Vụ Một | V", "đơn vị | Tổng Công đoàn | V"),
    ),
    "people and tasks whose words are those of a foot, numbered": Office(
        book(
            [
                ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
                [1, "Lê A", "Tổng", "Vụ TK"],
                [2, "Lê B", "Hạng", "Vụ TK"],
            ]
        ),
        ("người | Lê A | Tổng | Vụ TK", "người | Lê B | Hạng | Vụ TK"),
    ),
}
