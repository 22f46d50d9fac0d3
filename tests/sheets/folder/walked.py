"""Sheets that were tried on a council of other words and numbers: as .xls, .ods and Word files, too."""

from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.sheets.columns import TableKind
from tests.sheets.folder.office import BLOC, V22, V23, Office, Rows, book, ods, word, xls

B = V22._replace(layer="bloc")
COUNTS = "chỉ đánh số dòng"
PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
ASKED_SELF = Asked("V", 2022, layer="self")
BULLETS: Rows = [
    ["Stt", "Tiêu chí", "Điểm tối đa"],
    ["I", "Nhóm một", 50],
    ["-", "Gạch một", 20],
    ["•", "Gạch hai", 30],
    ["II", "Nhóm hai", 50],
    ["+", "Cộng một", 50],
]

SHEETS = {
    "serials of units where criteria bear numbers": Office(
        ods([["STT", "Đơn vị", "Điểm"], [1, "CQT I", 9], [2, "Vụ TK", 8]]),
        wrong=(COUNTS, "“STT”"),
        asked=B,
        stage="numbered",
    ),
    "serials of units, a column a layer, where criteria bear numbers": Office(
        xls([["TT", "Tên đơn vị", "Điểm tự chấm", "Điểm Khối chấm"], [1, "CQT I", 9, 8], [2, "Vụ TK", 8, 7]]),
        wrong=(COUNTS, "“TT”"),
        asked=B,
        stage="numbered",
    ),
    "one unit with a serial where criteria bear numbers": Office(
        book([["STT", "Đơn vị", "Điểm"], [1, "CQT I", 9]]),
        wrong=(COUNTS,),
        asked=B,
        stage="numbered",
    ),
    "a number that begins anew with each unit is the criterion's": Office(
        ods([["STT", "Đơn vị", "Điểm"], [1, "CQT I", 9], [2, "CQT I", 8], [1, "Vụ TK", 7], [2, "Vụ TK", 6]]),
        (
            "điểm | bloc | CQT I | 1 | 9",
            "điểm | bloc | CQT I | 2 | 8",
            "điểm | bloc | Vụ TK | 1 | 7",
            "điểm | bloc | Vụ TK | 2 | 6",
        ),
        asked=B,
        stage="numbered",
    ),
    "serials of rows, the criterion by its text": Office(
        xls([["STT", "Đơn vị", "Tiêu chí", "Điểm"], [1, "CQT I", WELL, 5], [2, "Vụ TK", PLAN, 17]]),
        ("điểm | bloc | CQT I | I.4 | 5", "điểm | bloc | Vụ TK | I.1 | 17"),
        asked=B,
        stage="now",
    ),
    "TC1 and TC 2 over criteria that bear numbers": Office(
        ods([["Đơn vị", "TC1", "TC 2"], ["CQT I", 9, 8]]),
        ("điểm | bloc | CQT I | 1 | 9", "điểm | bloc | CQT I | 2 | 8"),
        asked=B,
        stage="numbered",
    ),
    "a unit twice, criteria across": Office(
        ods([["Đơn vị", "I.1"], ["CQT I", 18], ["CỤC QUẢN TRỊ I", 17]]),
        wrong=("Điểm!B3", "“CQT I, I.1” đã có ở Điểm!B2"),
        asked=B,
        stage="now",
    ),
    "the title names another bloc": Office(
        xls([["BẢNG ĐIỂM NĂM 2022 CỦA KHỐI THI ĐUA SỐ IV"], ["Mã", "CQT I"], ["I.1", 18]]),
        ("điểm | bloc | CQT I | I.1 | 18",),
        told=("Khối thi đua số IV",),
        asked=B,
        stage="now",
    ),
    "a column of another office beside that of the layer asked for": Office(
        ods(
            [
                ["Đơn vị: CQT I"],
                ["TT", "Nội dung", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định"],
                ["I.1", PLAN, 20, 18, 17],
            ]
        ),
        ("điểm | self | CQT I | I.1 | 18",),
        told=("Điểm!E3: điểm của lớp khác",),
        asked=ASKED_SELF,
        stage="self",
    ),
    "family and given name under Họ và | tên": Office(
        ods(
            [
                ["Stt", "Họ và", "tên", "Chức vụ, chức danh", "Cơ quan"],
                [1, "Trần Thị", "Bé", "Chuyên viên", "Vụ TK"],
            ]
        ),
        ("người | Trần Thị Bé | Chuyên viên | Vụ TK",),
    ),
    "name and office in one cell": Office(
        xls([["Họ tên, chức vụ", "Đơn vị"], ["Ông Lê A, Vụ trưởng", "Vụ TK"], ["Bà Lê B - Phó", "CQT I"]]),
        ("người | ông Lê A | Vụ trưởng | Vụ TK | thủ trưởng", "người | bà Lê B | Phó | CQT I"),
        asked=BLOC,
    ),
    "bullets of two kinds": Office(
        ods(BULLETS),
        (
            "nhóm | Gạch đầu dòng | I | Nhóm một",
            "nhóm | Gạch đầu dòng | II | Nhóm hai",
            "tiêu chí | Gạch đầu dòng | I.1 | Gạch một | 20 | groups",
            "tiêu chí | Gạch đầu dòng | I.2 | Gạch hai | 30 | groups",
            "tiêu chí | Gạch đầu dòng | II.1 | Cộng một | 50 | groups",
        ),
        told=("“+” là II.1", "“•” là I.2"),
        asked=V23._replace(name="Gạch đầu dòng"),
        kind=TableKind.CRITERIA,
    ),
    "what and how much of a registration, in Word": Office(
        word(
            [["TT", "Nội dung đăng ký", "Chỉ tiêu", "Thời hạn"], ["1", PLAN, "100%", "30/11/2023"]],
            "BẢN ĐĂNG KÝ THI ĐUA NĂM 2023",
            "Đơn vị: Vụ Thư ký",
        ),
        ("đăng ký | Vụ TK | I.1 | 100% | 30/11/2023",),
        asked=V23,
        stage="registering",
    ),
    "the commendation of exemplars": Office(
        ods(
            [
                ["Họ và tên", "Đơn vị", "Thành tích", "Hình thức khen"],
                ["Khoa Nhi", "Vụ TK", "Chống dịch", "Giấy khen"],
            ]
        ),
        ("điển hình | Vụ TK | collective | Khoa Nhi | Chống dịch",),
        asked=V22,
        stage="now",
    ),
    "points of a part of the set, and no criterion under it": Office(
        book(
            [
                ["STT", "Nội dung", "Điểm tối đa", "CQT I", "Vụ TK"],
                ["I", "Nhóm một", 60, 18, 17],
                ["I.1", PLAN, 20, 18, 17],
                [None, "Điểm trừ: nộp báo cáo chậm", 3, None, 1],
                [None, "Điểm thưởng", 5, 0, None],
            ]
        ),
        wrong=("Điểm!E4", "Không có tiêu chí nào dưới “Điểm trừ: nộp báo cáo chậm”"),
        asked=B,
        stage="now",
    ),
    "bonus and deduction in columns, where the year has several of each": Office(
        xls([["STT", "Đơn vị", "I.1", "Điểm thưởng", "Điểm trừ", "Tổng"], [1, "CQT I", 18, 2, 1, 19]]),
        ("điểm | bloc | CQT I | I.1 | 18",),
        told=("Điểm thưởng: có điểm nhưng", "Điểm trừ: có điểm nhưng"),
        asked=B,
        stage="now",
    ),
    "sums of each unit among its rows": Office(
        ods(
            [
                ["Đơn vị", "Mã tiêu chí", "Điểm"],
                ["CQT I", "I.1", 18],
                ["CQT I", "I.2", 17],
                ["Cộng CQT I", None, 35],
                ["Vụ TK", "I.1", 19],
                ["Tổng cộng: Vụ Thư ký", None, 18],
            ]
        ),
        (
            "điểm | bloc | CQT I | I.1 | 18",
            "điểm | bloc | CQT I | I.2 | 17",
            "điểm | bloc | Vụ TK | I.1 | 19",
        ),
        told=("Cộng CQT I | 35: dòng cộng", "dòng cộng ghi 18, các dòng cộng lại là 19"),
        asked=B,
        stage="now",
    ),
    "units that are only numbered, under groups": Office(
        xls(
            [
                ["STT", "Đơn vị", "Điểm"],
                ["I", "Các cục", None],
                ["1", "CQT I", 18],
                ["II", "Các vụ", None],
                ["1", "Vụ TK", 4],
            ]
        ),
        wrong=("“STT” chỉ đánh số dòng",),
        asked=B,
        stage="now",
    ),
    "points with something behind them, and two in one cell": Office(
        xls([["Mã", "CQT I", "CQT II", "CQT III", "Vụ TK"], ["I.1", "18¹", "17-18", "18 (1)", "18*"]]),
        wrong=("“18¹”: sau số điểm còn ghi", "17 hoặc 18", "“18 (1)”: sau", "“18*”: sau"),
        asked=B,
        stage="now",
    ),
    "points, and below them the ranks": Office(
        xls(
            [
                ["Mã", "CQT I", "Vụ TK"],
                ["I.1", 18, 17],
                [],
                ["BẢNG XẾP HẠNG"],
                ["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"],
                ["1", "CQT I", 18, 1],
                ["2", "Vụ TK", 17, 2],
            ]
        ),
        ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | Vụ TK | I.1 | 17"),
        told=("dòng 4–7", "nằm dưới bảng"),
        asked=B,
        stage="now",
    ),
    "why points were taken off": Office(
        xls([["Đơn vị", "Mã tiêu chí", "Điểm", "Lý do trừ điểm"], ["CQT I", "I.1", 18, "thu chậm"]]),
        ("điểm | bloc | CQT I | I.1 | 18 | thu chậm",),
        asked=B,
        stage="now",
    ),
    "offices in the bloc behind units, with a dash": Office(
        xls([["Đơn vị", "I.1"], ["Cục Quản trị I - Khối trưởng", 18], ["Vụ TK, Khối phó", 17]]),
        ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | Vụ TK | I.1 | 17"),
        asked=B,
        stage="now",
    ),
    "what a group comes to, of several units, where groups bear numbers": Office(
        book(
            [
                ["TT", "Tiêu chí", "CQT I", "Vụ TK"],
                [1, "Thực hiện nhiệm vụ chính trị, chuyên môn", 19, 18],
                ["1.1", PLAN, 15, 14],
                ["1.4", WELL, 4, 4],
            ]
        ),
        (
            "điểm | bloc | CQT I | 1.1 | 15",
            "điểm | bloc | CQT I | 1.4 | 4",
            "điểm | bloc | Vụ TK | 1.1 | 14",
            "điểm | bloc | Vụ TK | 1.4 | 4",
        ),
        asked=B,
        stage="digits",
    ),
    "what groups come to alone, where they bear numbers": Office(
        book(
            [
                ["TT", "Nhóm tiêu chí", "CQT I", "Vụ TK"],
                [1, "Thực hiện nhiệm vụ chính trị, chuyên môn", 19, 18],
                [2, "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước; xây dựng cơ quan", 5, 4],
            ]
        ),
        wrong=("Không có tiêu chí nào dưới",),
        asked=B,
        stage="digits",
    ),
}
