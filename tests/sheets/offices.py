"""Tables as offices write them, one function a kind: what is in the file is what one reads here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.sheets.making import csv_file, part_of, with_part, xlsx_file

Rows = Sequence[Sequence[object]]
Change = Callable[[Any], object]
UNITS = ("CQT I", "CQT II", "CQT III", "LT-HTQT", "Vụ TK")
PLAIN_SCORES: Rows = [["Mã tiêu chí", "Đơn vị", "Điểm"], ["I.1", "Vụ TK", 18], ["I.2", "Vụ TK", 19]]


def book(rows: Rows, change: Change | None = None) -> Callable[[Path], Path]:
    return lambda folder: xlsx_file(folder, rows, change)


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    return lambda folder: csv_file(folder, content, encoding)


def _show(**formats: str) -> Change:
    def change(sheet: Any) -> None:
        for place, code in formats.items():
            sheet[place].number_format = code

    return change


def _merge(*ranges: str) -> Change:
    return lambda sheet: [sheet.merge_cells(one) for one in ranges]


def _hide_column(sheet: Any) -> None:
    sheet.column_dimensions["C"].hidden = True


def _hidden_sheet(sheet: Any) -> None:
    other = sheet.parent.create_sheet("linh vuc")
    for row in (["NAME", "CODE"], ["Y tế", "0001"], ["N/A", "0000"]):
        other.append(row)
    other.sheet_state = "hidden"


def _font(name: str) -> Change:
    def change(sheet: Any) -> None:
        from openpyxl.styles import Font

        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font(name=name)

    return change


def _odd_colour(folder: Path) -> Path:
    path = xlsx_file(folder, PLAIN_SCORES)
    styles = part_of(path, "xl/styles.xml").replace(
        b"</fonts>", b"</fonts><colors><x rgb='#FF0000'/></colors>"
    )
    return with_part(path, "xl/styles.xml", styles.replace(b"<color ", b"<color rgb='#12' "))


ACROSS = ["STT", "Nội dung", "Điểm tối đa", *UNITS]
LINE = ["I.1", "Kế hoạch công tác năm", 20, 19, 18.5, 19, 19, 19]
TITLE = ["BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2022"]
SIGNED: Rows = [
    [],
    ["Hà Nội, ngày 05 tháng 12 năm 2022"],
    ["NGƯỜI LẬP BIỂU", None, None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
    [],
    ["Lê Thị A", None, None, None, "Lê Văn B"],
]
SCORES: dict[str, Callable[[Path], Path]] = {
    "a comma within a number": text("Mã tiêu chí,Đơn vị,Điểm\nI.1,Vụ TK,18,5\n"),
    "hidden column": book([["Mã tiêu chí", "CQT I", "CQT II", "Vụ TK"], ["I.1", 18, 3, 17]], _hide_column),
    "units down": book(
        [
            TITLE,
            ["STT", "Đơn vị", "I.1", "I.2", "I.3", "Tổng điểm", "Xếp hạng"],
            [1, "Cục Quản trị I", 18, 17, 7, 42, 2],
            [2, "Vụ Thư ký", 19, 19, 7, 45, 1],
            [None, "Tổng cộng", 37, 36, 14, 87],
        ]
    ),
    "sums in the rows": book(
        [
            ["STT", "Đơn vị", "Nhóm I", None, None, "Nhóm II", "Tổng điểm"],
            [None, None, "I.1", "I.2", "Cộng", "II.1", None],
            [1, "Cục Quản trị I", 18, 17, 35, 4, 39],
            [2, "Vụ Thư ký", 19, 19, 37, 4, 43],
        ],
        _merge("A1:A2", "B1:B2", "C1:E1", "G1:G2"),
    ),
    "two tables, one below the other": book(
        [
            ["BẢNG CHẤM ĐIỂM"],
            ["Mã tiêu chí", "Đơn vị", "Điểm"],
            ["I.1", "Vụ TK", 18],
            [],
            ["ĐIỂM CHẤM LẠI"],
            ["Mã tiêu chí", "Đơn vị", "Điểm"],
            ["I.2", "Vụ TK", 17],
        ]
    ),
    "units down, groups over codes": book(
        [
            ["STT", "Đơn vị", "Nhóm I", None, "Nhóm II"],
            [None, None, 1, 2, 1],
            [1, "Cục Quản trị I", 18, 17, 4],
        ],
        _merge("A1:A2", "B1:B2", "C1:D1"),
    ),
    "two layers side by side": book(
        [
            ["STT", "Nội dung", "Điểm chuẩn", "Điểm tự chấm", "Điểm khối chấm", "Ghi chú"],
            ["I.1", "Kế hoạch", 20, 19, 18.5, "chậm 1 báo cáo"],
        ]
    ),
    "head of two rows": book(
        [
            TITLE,
            [],
            ["STT", "Nội dung", "Điểm tối đa", "Điểm của các đơn vị"],
            [None, None, None, *UNITS],
            ["I", "Nhiệm vụ chính trị", 60],
            LINE,
        ],
        _merge("A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:H3"),
    ),
    "head of two rows, nothing merged": text(
        "STT;Nội dung;Điểm tối đa;Điểm của các đơn vị;\n;;;CQT I;Vụ TK\nI.1;Kế hoạch;20;18;17,5\n"
    ),
    "number row of letters": book([TITLE, ACROSS, ["A", "B", "1", "2", "3", "4", "5", "6"], LINE]),
    "number row in brackets": book([TITLE, ACROSS, [f"({n})" for n in range(1, 9)], LINE]),
    "sums, ranks, note and signature": book(
        [
            TITLE,
            ACROSS,
            LINE,
            [None, "TỔNG CỘNG (I+II+III)", 100, 19, 18.5, 19, 19, 19],
            [None, "Xếp hạng", None, 2, 3, 1, 1, 1],
            [None, "Ghi chú: điểm do Tổ giúp việc tổng hợp"],
            *SIGNED,
        ]
    ),
    "a sum that is wrong": book([ACROSS, LINE, [None, "Tổng cộng", None, 20, 18.5, 19, 19, 19]]),
    "the head on each page": book([ACROSS, LINE, ACROSS, ["I.2", "Chất lượng", 20, 17, 17, 17, 17, 17]]),
    "every writing of a number": book(
        [
            ["Mã tiêu chí", "Đơn vị", "Điểm"],
            ["I.1", "Vụ TK", "9,5"],
            ["I.2", "Vụ TK", "9.5"],
            ["I.3", "Vụ TK", "\u00a07,5\u00a0"],
            ["I.4", "Vụ TK", "4,5đ"],
            ["II.1", "Vụ TK", "4,5 điểm"],
            ["II.4", "Vụ TK", "-"],
            ["II.5", "Vụ TK", "０"],
            ["P1", "Vụ TK", -1],
            ["P2", "Vụ TK", "−1"],
            ["T1", "Vụ TK", "+1"],
        ]
    ),
    "numbers that are none": book(
        [
            ["Mã tiêu chí", "Đơn vị", "Điểm"],
            ["I.1", "Vụ TK", "5/6"],
            ["I.2", "Vụ TK", "1.000"],
            ["I.3", "Vụ TK", 3.111111111111],
            ["I.4", "Vụ TK", 3.1111],
        ],
        _show(C5="0.00"),
    ),
    "names written otherwise": book([["Mã", "CQT-I", "Vụ Thư kí", "VỤ THƯ KY"][:3], ["I.1", 18, 17]]),
    "names that nobody bears": book(
        [
            ["STT", "Nội dung", "Điểm chuẩn", "CQT I", "Cục QT II", "Vụ Thư viện", "Ghi chú"],
            ["I.1", "a", 20, 1, 2, 3],
        ]
    ),
    "only names that nobody bears": book(
        [
            ["STT", "Nội dung", "Điểm chuẩn", "Sở Một", "Sở Hai"],
            ["I.1", "a", 20, 1, 2],
            ["I.2", "b", 20, 3, 4],
        ]
    ),
    "a wrong code": book([["Mã", *UNITS], ["X.9", 1, 2, 3, 4, 5], ["I.1", 18, 18, 18, 18, 18]]),
    "an odd colour": _odd_colour,
    "a table without points": book([["Mã", *UNITS], ["I.1"], ["I.2"]]),
}
CRITERIA: dict[str, Callable[[Path], Path]] = {
    "codes that begin anew": book(
        [
            ["STT", "Nội dung", "Điểm tối đa"],
            ["I", "Nhiệm vụ chính trị", 60],
            [1, "Kế hoạch", 40],
            [2, "Tham mưu", 20],
            ["II", "Xây dựng cơ quan", 40],
            [1, "Kỷ luật", 25],
            [2, "Dân chủ", 15],
        ]
    ),
    "three levels": book(
        [
            ["STT", "Nội dung", "Điểm tối đa"],
            ["I", "Nhiệm vụ chính trị", None],
            ["1", "Kế hoạch", 40],
            ["1.1", "Đúng hạn", 25],
            ["1.2", "Chất lượng", 15],
            ["2", "Tham mưu", 20],
            ["II", "Xây dựng cơ quan", None],
            ["3", "Kỷ luật", 25],
            ["4", "Dân chủ", 15],
        ]
    ),
    "three levels that do not add up": book(
        [
            ["STT", "Nội dung", "Điểm tối đa"],
            ["I", "Nhóm", None],
            ["1", "Một", 40],
            ["1.1", "a", 25],
            ["1.2", "b", 10],
        ]
    ),
    "letters under numbers": book(
        [
            ["STT", "Nội dung", "Điểm tối đa"],
            ["I.", "Nhóm", 30],
            ["1.", "Một", 20],
            ["a)", "Đúng hạn", 15],
            ["b)", "Chất lượng", 5],
            ["2.", "Hai", 10],
            ["a)", "Khác", 10],
        ]
    ),
    "dots behind": book(
        [
            ["TT", "Tiêu chí", "Điểm tối đa"],
            ["I.", "NHIỆM VỤ", 60],
            ["1.", "Kế hoạch", 40],
            ["2.", "Chất lượng", 20],
            ["II.", "XÂY DỰNG", 40],
            ["3.", "Kỷ luật", 40],
        ]
    ),
    "bonus and deductions with a minus": book(
        [
            ["TT", "Tiêu chí", "Điểm tối đa"],
            ["I", "Nhiệm vụ", 100],
            ["I.1", "Kế hoạch", 100],
            ["II", "ĐIỂM CỘNG", 5],
            ["1", "Mô hình mới", 5],
            ["III", "ĐIỂM TRỪ", -10],
            ["1", "Báo cáo chậm", -3],
            ["2", "Vắng họp", "-3"],
        ]
    ),
    "codes as shown": book(
        [["Mã", "Nội dung", "Điểm tối đa"], ["I", "Nhóm", None], ["1.1", "Một", 10], [1.1, "Mười", 10]],
        _show(A4="0.00"),
    ),
    "no codes": book(
        [
            ["Nội dung", "Điểm tối đa"],
            ["Nhóm một", None],
            ["Kế hoạch", 10],
            ["Chất lượng", 5],
            ["Nhóm hai", None],
            ["Kỷ luật", 5],
        ]
    ),
    "sums and a signature": book(
        [
            ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Căn cứ chấm", "Ghi chú"],
            ["I", "Nhóm", 60],
            ["1", "Một", "47,5"],
            ["2", "Hai", 12.5],
            [None, "Cộng I", 60],
            ["II", "Nhóm hai", 40],
            ["3", "Ba", 40, "2 điểm/bài"],
            [None, "Cộng II", 41],
            [None, "TỔNG CỘNG (I+II)", 100],
            *SIGNED,
        ]
    ),
}
LISTS: dict[str, Callable[[Path], Path]] = {
    "a hidden sheet": book(
        [["STT", "Tên gọi", "Tên tập thể, cá nhân", "Đơn vị công tác"], [1, "Ông", "Lê Văn Thử", "Vụ TK"]],
        _hidden_sheet,
    ),
    "units with sums and a signature": book(
        [
            ["UBND TỈNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["DANH SÁCH CÁC ĐƠN VỊ NĂM 2022"],
            [],
            ["STT", "Tên đơn vị", "Tên viết tắt", "Ghi chú"],
            [1, "Vụ Một", "V1"],
            [2, "Tổng cục Hai", "TC2"],
            ["Tổng cộng: 2 đơn vị"],
            *SIGNED,
        ]
    ),
    "units in an old font": book(
        [
            ["STT", "Tên đơn vị", "Tên viết tắt"],
            [1, "Vô KÕ ho¹ch vµ §Çu t\u00ad", "KHDT"],
            [2, "Côc Qu¶n trÞ §µ N½ng", "QTDN"],
        ],
        _font(".VnTime"),
    ),
    "units in old letters of no font": text("Tªn ®¬n vÞ;Tªn viÕt t¾t\nVô KÕ ho¹ch vµ §Çu t\u00ad;KHDT\n"),
    "units in VNI": text("Teân ñôn vò;Teân vieát taét\nVuï Keá hoaïch vaø Ñaàu tö;KHDT\n"),
    "units in capitals": text("TÊN ĐƠN VỊ;KHỐI\nVỤ THƯ KÝ;V\nCỤC QUẢN TRỊ I;V\n"),
    "one column with commas": text("Tên đơn vị\nVụ Văn hóa, Thể thao và Du lịch\nVụ Y tế\n"),
    "a name in two columns": book(
        [
            ["STT", "Họ và tên", None, "Đơn vị", "Chức vụ"],
            [1, "Nguyễn Thị Thu", "Hà", "Vụ TK", "Chuyên viên"],
        ],
        _merge("B1:C1"),
    ),
    "two namesakes": text(
        "Họ và tên;Đơn vị;Chức vụ\nLê Thị Thử;Vụ TK;Chuyên viên\nLê Thị Thử;Vụ TK;Văn thư\n"
    ),
    "people with a telephone": text(
        "STT;Họ và tên;Chức vụ;Đơn vị công tác;Thủ trưởng;Số điện thoại\n"
        "1;Lê Thị Thử;Vụ trưởng;Vụ TK;x;0912 345 671\n",
        "utf-8-sig",
    ),
}
TARGETS: dict[str, Callable[[Path], Path]] = {
    "percent": book(
        [["STT", "Đơn vị", "Chỉ tiêu đăng ký"], ["I.1", "Vụ TK", 1], ["I.2", "Vụ TK", 0.985]],
        _show(C2="0%", C3="0.0%"),
    ),
    "words for days": book(
        [
            ["STT", "Đơn vị", "Chỉ tiêu đăng ký", "Thời hạn"],
            ["I.1", "Vụ TK", "a", "Quý IV/2023"],
            ["I.2", "Vụ TK", "b", "Thường xuyên"],
            ["I.3", "Vụ TK", "c", "12/2023"],
            ["I.4", "Vụ TK", "d", "31/12/23"],
            ["I.5", "Vụ TK", "e", "30 - 11 - 2023"],
            ["II.1", "Vụ TK", "f", 45291],
            ["II.2", "Vụ TK", "g", "trước ngày 31/12/2023"],
            ["II.3", "Vụ TK", "h", "6 tháng đầu năm 2023"],
        ]
    ),
    "a text too long": text(f"Mã tiêu chí;Đơn vị;Chỉ tiêu đăng ký\nI.2;Vụ TK;{'dài ' * 213}x\n"),
    "a separator in a text": text("Mã tiêu chí;Đơn vị;Chỉ tiêu đăng ký\nI.2;Vụ TK;Đúng hạn; đủ\n"),
    "a unit merged downward": book(
        [
            ["STT", "Đơn vị", "Mã tiêu chí", "Chỉ tiêu đăng ký"],
            [1, "Vụ TK", "I.1", "98,5% nhiệm vụ"],
            [None, None, "I.3", 3],
            *SIGNED,
        ],
        _merge("A2:A3", "B2:B3"),
    ),
}
