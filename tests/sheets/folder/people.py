"""Lists of people and of delegates."""

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import SIGNED, Office, book, put, raw

HEAD = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]
A, B = "Lê Thị Thử", "Trần Văn Mẫu"

SHEETS = {
    "delegates with sex in two columns": Office(
        book(
            [
                ["DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ TỔNG KẾT"],
                ["TT", "Họ và tên", "Giới tính", None, "Chức vụ", "Cơ quan, đơn vị", "Ghi chú"],
                [None, None, "Nam", "Nữ"],
                [1, A, None, "x", "Phó Vụ trưởng", "Vụ TK", "Đoàn chủ tịch"],
                [2, B, "x", None, "Chuyên viên", "Cục Quản trị II"],
            ],
            "A2:A3 B2:B3 C2:D2 E2:E3 F2:F3 G2:G3",
        ),
        (f"người | bà {A} | Phó Vụ trưởng | Vụ TK", f"người | ông {B} | Chuyên viên | CQT II"),
        told=("Ghi chú",),
    ),
    "year of birth in two columns, Nam and Nữ": Office(
        book(
            [
                ["TT", "Họ và tên", "Năm sinh", None, "Chức vụ", "Đơn vị"],
                [None, None, "Nam", "Nữ"],
                [1, A, None, 1980, "Phó Vụ trưởng", "Vụ TK"],
                [2, B, 1975, None, "Chuyên viên", "CQT II"],
            ],
            "A1:A2 B1:B2 C1:D1 E1:E2 F1:F2",
        ),
        (f"người | bà {A} | Phó Vụ trưởng | Vụ TK", f"người | ông {B} | Chuyên viên | CQT II"),
        told=("Nữ",),
    ),
    "titles and honorifics in the name": Office(
        book(
            [
                HEAD,
                [1, "Bà PGS.TS. Lê Thị Thử", "Vụ trưởng", "Vụ TK"],
                [2, "Đ/c Trần Văn Mẫu", "Chuyên viên", "Vụ TK"],
            ]
        ),
        (f"người | bà PGS.TS {A} | Vụ trưởng | Vụ TK | thủ trưởng", f"người | {B} | Chuyên viên | Vụ TK"),
    ),
    "an office behind the name": Office(
        book([HEAD, [1, "Bà Lê Thị Thử, Phó Vụ trưởng", None, "Vụ TK"]]),
        (f"người | bà {A} | Phó Vụ trưởng | Vụ TK",),
        told=("Điểm!B2", "chức vụ “Phó Vụ trưởng”"),
    ),
    "an office behind the name and in its column": Office(
        book([HEAD, [1, "Lê Thị Thử - Phó", "Vụ trưởng", "Vụ TK"]]), wrong=("Điểm!B2", "Lê Thị Thử - Phó")
    ),
    "two people in one cell": Office(
        book([HEAD, [1, "Lê Thị Thử và Trần Văn Mẫu", "Chuyên viên", "Vụ TK"]]),
        wrong=("Điểm!B2", "nhiều người"),
    ),
    "comrades": Office(
        book([HEAD, [1, "Đồng chí Lê Thị Thử", "Vụ trưởng", "Vụ TK"]]),
        (f"người | {A} | Vụ trưởng | Vụ TK | thủ trưởng",),
    ),
    "units as headings": Office(
        book(
            [
                ["STT", "Họ và tên", "Chức vụ"],
                ["I", "Vụ Thư ký"],
                [1, A, "Vụ trưởng"],
                ["II", "Cục Quản trị II"],
                [1, B, "Cục trưởng"],
            ]
        ),
        (f"người | {A} | Vụ trưởng | Vụ TK | thủ trưởng", f"người | {B} | Cục trưởng | CQT II | thủ trưởng"),
    ),
    "units merged downward": Office(
        book(
            [["Đơn vị", "Họ và tên", "Chức vụ"], ["Vụ Thư ký", A, "Vụ trưởng"], [None, B, "Phó Vụ trưởng"]],
            "A2:A3",
        ),
        (f"người | {A} | Vụ trưởng | Vụ TK | thủ trưởng", f"người | {B} | Phó Vụ trưởng | Vụ TK"),
    ),
    "units only in the first row of each, nothing merged": Office(
        book([["Đơn vị", "Họ và tên", "Chức vụ"], ["Vụ Thư ký", A, "Vụ trưởng"], [None, B, "Phó Vụ trưởng"]]),
        (),
        wrong=("Điểm!A3",),
    ),
    "office and unit in one cell": Office(
        book(
            [
                ["STT", "Họ và tên", "Chức vụ, đơn vị"],
                [1, A, "Phó Vụ trưởng Vụ Thư ký"],
                [2, B, "Chuyên viên, Vụ Lễ tân và Hợp tác quốc tế"],
            ]
        ),
        (f"người | {A} | Phó Vụ trưởng | Vụ TK", f"người | {B} | Chuyên viên | LT-HTQT"),
    ),
    "an office without a unit": Office(
        book([["STT", "Họ và tên", "Chức vụ, đơn vị"], [1, A, "Phó Vụ trưởng Vụ Pháp chế"]]),
        (),
        wrong=("--unit",),
    ),
    "a unit that nobody bears": Office(
        book([HEAD, [1, A, "Vụ trưởng", "Vụ Thư kí"], [2, B, "Vụ trưởng", "Vụ Thư viện"]]),
        (),
        wrong=("Vụ Thư viện",),
    ),
    "the unit in the title": Office(
        book([["DANH SÁCH CÁN BỘ VỤ THƯ KÝ"], ["STT", "Họ và tên", "Chức danh"], [1, A, "Chuyên viên"]]),
        (f"người | {A} | Chuyên viên | Vụ TK",),
    ),
    "the unit in a line «Đơn vị:»": Office(
        book([["Đơn vị: Vụ Thư ký"], ["STT", "Họ và tên", "Chức danh"], [1, A, "Chuyên viên"]]),
        (f"người | {A} | Chuyên viên | Vụ TK",),
    ),
    "the unit in the sheet's name": Office(
        book(
            [["STT", "Họ và tên", "Chức danh"], [1, A, "Chuyên viên"]],
            change=lambda s: put(s, "title", "Vụ TK"),
        ),
        (f"người | {A} | Chuyên viên | Vụ TK",),
    ),
    "names in capitals": Office(
        book([HEAD, [1, "LÊ THỊ THỬ", "Vụ trưởng", "Vụ TK"]]),
        ("người | LÊ THỊ THỬ | Vụ trưởng | Vụ TK | thủ trưởng",),
    ),
    "a known person in capitals and in another unit's writing": Office(
        book([HEAD, [1, "PHẠM ĐỨC THẢO", "Cục trưởng", "cục quản trị i"]]),
        (),
    ),
    "two namesakes": Office(
        book([HEAD, [1, A, "Chuyên viên", "Vụ TK"], [2, A, "Văn thư", "Vụ TK"]]),
        (f"người | {A} | Chuyên viên | Vụ TK", f"người | {A} | Văn thư | Vụ TK"),
    ),
    "one person in two rows": Office(
        book([HEAD, [1, A, "Chuyên viên", "Vụ TK"], [2, "lê thị thử", "Chuyên viên", "Vụ TK"]]),
        (),
        wrong=("Điểm!B3",),
    ),
    "delegates with signatures": Office(
        book([[*HEAD, "Ký tên"], [1, A, "Chuyên viên", "Vụ TK", None], *SIGNED]),
        (f"người | {A} | Chuyên viên | Vụ TK",),
    ),
    "who is the head, by a word": Office(
        book(
            [
                [*HEAD, "Thủ trưởng"],
                [1, A, "Vụ trưởng", "Vụ TK", "Có"],
                [2, B, "Phó Vụ trưởng", "Vụ TK", "Không"],
            ]
        ),
        (f"người | {A} | Vụ trưởng | Vụ TK | thủ trưởng", f"người | {B} | Phó Vụ trưởng | Vụ TK"),
    ),
    "the head's name in each row": Office(
        book([[*HEAD, "Thủ trưởng"], [1, A, "Chuyên viên", "Vụ TK", "Nguyễn Văn Mẫu"]]),
        (),
        wrong=("Điểm!E2", "Nguyễn Văn Mẫu"),
    ),
    "family name, middle name, given name": Office(
        book([["STT", "Họ đệm", "Tên", "Chức vụ", "Đơn vị"], [1, "Lê Thị", "Thử", "Chuyên viên", "Vụ TK"]]),
        (f"người | {A} | Chuyên viên | Vụ TK",),
    ),
    "the sex as M and F": Office(
        book([["Họ và tên", "Giới tính", "Đơn vị"], [A, "Nữ", "Vụ TK"], [B, "Nam", "Vụ TK"]]),
        (f"người | bà {A} | Vụ TK", f"người | ông {B} | Vụ TK"),
    ),
    "a sex that is none": Office(
        book([["Họ và tên", "Giới tính", "Đơn vị"], [A, "khác", "Vụ TK"]]),
        (),
        wrong=("Điểm!B2",),
    ),
    "a list of names alone for one unit": Office(
        raw("Họ và tên\nLê Thị Thử\nTrần Văn Mẫu\n".encode()),
        (f"người | {A} | Vụ TK", f"người | {B} | Vụ TK"),
        asked=Asked("V", unit="Vụ TK"),
    ),
    "a mail and a telephone": Office(
        book([[*HEAD, "Email", "Di động"], [1, A, "Chuyên viên", "Vụ TK", "a@b.vn", 912345671]]),
        (f"người | {A} | Chuyên viên | Vụ TK",),
        told=("Email", "Di động"),
    ),
    "party offices in a second column": Office(
        book(
            [
                ["STT", "Họ và tên", "Chức vụ", None, "Đơn vị"],
                [None, None, "Chính quyền", "Đảng"],
                [1, A, "Vụ trưởng", "Bí thư chi bộ", "Vụ TK"],
            ],
            "A1:A2 B1:B2 C1:D1 E1:E2",
        ),
        (f"người | {A} | Vụ trưởng | Vụ TK | thủ trưởng",),
        told=("Đảng",),
    ),
    "deputies": Office(
        book(
            [
                ["STT", "Họ tên", "Chức vụ", "Đơn vị", "Thay"],
                [1, A, "Vụ trưởng", "Vụ TK", None],
                [2, B, "Phó Vụ trưởng", "Vụ TK", "Vụ trưởng"],
            ]
        ),
        (f"người | {A} | Vụ trưởng | Vụ TK | thủ trưởng", f"người | {B} | Phó Vụ trưởng | Vụ TK | thay {A}"),
    ),
    "a total row with the number of people": Office(
        book([HEAD, [1, A, "Chuyên viên", "Vụ TK"], ["Tổng số: 01 người"]]),
        (f"người | {A} | Chuyên viên | Vụ TK",),
        told=("Tổng số",),
    ),
    "a vacant place": Office(
        book([HEAD, [1, A, "Chuyên viên", "Vụ TK"], [2, None, "Phó Vụ trưởng", "Vụ TK"]]),
        (),
        wrong=("Điểm!B3",),
    ),
    "who wrote the list stands below it": Office(
        book(
            [
                ["TT", "Đơn vị", "Họ tên", "Chức vụ"],
                [1, "Vụ TK", "Lê Thử", "Chuyên viên"],
                [None, None, "Người lập: Lê A"],
            ]
        ),
        ("người | Lê Thử | Chuyên viên | Vụ TK",),
        told=("Người lập: Lê A: phần ký",),
    ),
    "how many there are, under another column": Office(
        book(
            [
                ["TT", "Danh xưng", "Họ", "Tên", "Chức vụ", "Đơn vị"],
                [1, "Bà", "Tô Thị", "Lan", "Chuyên viên", "Vụ TK"],
                [None, "Tổng: 1 người"],
            ]
        ),
        ("người | bà Tô Thị Lan | Chuyên viên | Vụ TK",),
        told=("Tổng: 1 người: dòng cộng",),
    ),
}
