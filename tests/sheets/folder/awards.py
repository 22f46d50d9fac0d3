"""Titles, decisions, exemplars, tasks, movements, activities, grades and layers."""

from datetime import date
from pathlib import Path

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import V22, V23, Office, book, word
from tests.sheets.making import word_file

FLAG, BEST = "Cờ thi đua của Văn phòng Quốc hội", "Tập thể lao động tiên tiến"
NONE = Asked("V")


def two_tables(folder: Path) -> Path:
    """Targets of a unit, and below them its titles: two tables of one Word file."""
    from docx import Document

    document = Document()
    document.add_paragraph("BẢN ĐĂNG KÝ")
    document.add_paragraph("Đơn vị: Vụ Thư ký")
    for rows in (
        [["STT", "Tiêu chí", "Chỉ tiêu đăng ký"], ["I.1", "Kế hoạch", "100%"]],
        [["Đơn vị", "Danh hiệu đăng ký"], ["Vụ TK", BEST]],
    ):
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("II")
    path = folder / "bang.docx"
    document.save(str(path))
    return path


SHEETS = {
    "titles of a council": Office(
        book(
            [
                ["STT", "Danh hiệu thi đua", "Đối tượng", "Cấp"],
                [1, "Chiến sĩ thi đua cơ sở", "Cá nhân", "Cơ sở"],
            ]
        ),
        ("danh hiệu | Chiến sĩ thi đua cơ sở | title | person | grassroots",),
    ),
    "decisions with number and day in the title": Office(
        book(
            [
                ["DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG"],
                ["(Kèm theo Quyết định số 12/QĐ-VPQH ngày 05 tháng 01 năm 2023)"],
                ["STT", "Tên tập thể", "Hình thức khen thưởng"],
                [1, "Vụ Thư ký", BEST],
                [2, "Cục Quản trị I", FLAG],
                ["Danh sách gồm 02 tập thể./."],
            ]
        ),
        (
            f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {BEST} | Vụ TK",
            f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {FLAG} | CQT I",
        ),
        asked=V22,
    ),
    "decisions in one column": Office(
        book(
            [
                ["STT", "Đơn vị", "Danh hiệu", "Số, ngày quyết định"],
                [1, "Vụ Thư ký", BEST, "12/QĐ-VPQH ngày 05/01/2023"],
            ]
        ),
        (f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {BEST} | Vụ TK",),
        asked=V22,
    ),
    "decisions with people": Office(
        book(
            [
                ["STT", "Họ và tên", "Đơn vị", "Danh hiệu", "Số QĐ", "Ngày ký"],
                [1, "Lê Thị Thử", "Vụ TK", "Giấy khen", "13/QĐ", date(2023, 1, 5)],
            ],
            formats={"F2": "dd/mm/yyyy"},
        ),
        ("quyết định | 13/QĐ | 2023-01-05 | 2022 | Giấy khen | Vụ TK | Lê Thị Thử",),
        asked=V22,
    ),
    "a decision with a title that the council has not": Office(
        book(
            [["Đơn vị", "Danh hiệu", "Số QĐ", "Ngày ký"], ["Vụ TK", "Huân chương Lạ", "13/QĐ", "05/01/2023"]]
        ),
        wrong=("Huân chương Lạ",),
        asked=V22,
    ),
    "a decision with no day": Office(
        book([["Đơn vị", "Danh hiệu", "Số QĐ", "Ngày ký"], ["Vụ TK", BEST, "13/QĐ", None]]),
        wrong=("Điểm!D2",),
        asked=V22,
    ),
    "results proposed: units, points, titles": Office(
        book(
            [
                ["STT", "Đơn vị", "Tổng điểm", "Xếp loại", "Danh hiệu đề nghị"],
                [1, "Vụ TK", 96, "Xuất sắc", BEST],
            ]
        ),
        wrong=("Tổng điểm",),
        asked=V22,
    ),
    "results as a Word file": Office(
        lambda folder: word_file(
            folder,
            ["KẾT QUẢ", "(Kèm theo Quyết định số 12/QĐ-VPQH ngày 05/01/2023)"],
            [["TT", "Tập thể", "Danh hiệu"], ["1", "Vụ Thư ký", BEST]],
        ),
        (f"quyết định | 12/QĐ-VPQH | 2023-01-05 | 2022 | {BEST} | Vụ TK",),
        asked=V22,
    ),
    "exemplars": Office(
        book(
            [
                ["STT", "Họ và tên", "Đơn vị", "Thành tích tiêu biểu", "Loại"],
                [1, "Lê Thị Thử", "Vụ TK", "Cứu người", "Cá nhân"],
            ]
        ),
        ("điển hình | Vụ TK | person | Lê Thị Thử | Cứu người",),
        asked=V22,
    ),
    "an exemplar without a deed": Office(
        book([["STT", "Họ và tên", "Đơn vị", "Thành tích"], [1, "Lê Thị Thử", "Vụ TK", None]]),
        wrong=("Điểm!D2",),
        asked=V22,
    ),
    "activities with a day and a place": Office(
        book(
            [
                ["TT", "Tên hoạt động", "Đơn vị chủ trì", "Thời gian", "Địa điểm", "Kết quả"],
                [1, "Hội thao", "Vụ TK", "15/5/2022", "Hà Nội", "20 người"],
            ]
        ),
        ("hoạt động | 2022 | Hội thao | Vụ TK | 2022-05-15 | Hà Nội | 20 người",),
        asked=V22,
    ),
    "an activity over two days": Office(
        book([["Tên hoạt động", "Đơn vị chủ trì", "Thời gian"], ["Hội thao", "Vụ TK", "15-16/5/2022"]]),
        wrong=("15-16/5/2022",),
        asked=V22,
    ),
    "parts in movements": Office(
        book(
            [
                ["Phong trào", "Đơn vị", "Cụ thể hóa", "Kết quả thực hiện"],
                ["Cả nước chung sức xây dựng nông thôn mới", "Vụ TK", "Giúp 1 xã", "Đạt"],
            ]
        ),
        ("cụ thể hóa | Vụ TK | Giúp 1 xã | Đạt",),
        asked=V22,
    ),
    "a part in a movement that is none": Office(
        book([["Phong trào", "Đơn vị", "Cụ thể hóa"], ["Phong trào lạ", "Vụ TK", "Giúp 1 xã"]]),
        wrong=("Phong trào lạ",),
        asked=V22,
    ),
    "movements with years in words": Office(
        book([["Phong trào thi đua", "Từ năm", "Đến năm"], ["Chuyển đổi số", "2022", "nay"]]),
        wrong=("nay",),
        asked=V22,
    ),
    "a title in digits": Office(
        book([["Danh hiệu thi đua", "Đối tượng"], [2022, "Tập thể"]]),
        wrong=("2022",),
    ),
    "titles, one twice": Office(
        book([["Danh hiệu thi đua"], ["Giấy khen lạ"], ["GIẤY KHEN LẠ"]]),
        wrong=("Điểm!A3",),
    ),
    "tables of two kinds in a Word file": Office(
        two_tables,
        wrong=("--table",),
        asked=V23,
        stage="registering",
    ),
    "the second table of a Word file": Office(
        two_tables,
        (f"phấn đấu | Vụ TK | {BEST}",),
        asked=V23._replace(table=2),
        stage="registering",
    ),
    "decisions under heads in short": Office(
        book(
            [
                ["TT", "Số QĐ", "Ngày QĐ", "Tên đơn vị", "Hình thức khen"],
                [1, "15/QĐ-VPQH", date(2023, 1, 5), "Vụ Thư ký", "Giấy khen"],
            ]
        ),
        ("quyết định | 15/QĐ-VPQH | 2023-01-05 | 2022 | Giấy khen | Vụ TK",),
        asked=V22,
    ),
    "Ông and Bà before the names of persons are no part of them": Office(
        word(
            [
                ["STT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"],
                ["1", "Ông Phạm Đức Thảo", "CQT I", "Giấy khen"],
                ["2", "TS. Lê Thị Mới", "Vụ TK", "Giấy khen"],
            ],
            "Quyết định số 20/QĐ-VPQH ngày 10/01/2023",
        ),
        (
            "quyết định | 20/QĐ-VPQH | 2023-01-10 | 2022 | Giấy khen | CQT I | Phạm Đức Thảo",
            "quyết định | 20/QĐ-VPQH | 2023-01-10 | 2022 | Giấy khen | Vụ TK | TS. Lê Thị Mới",
        ),
        told=("“Ông Phạm Đức Thảo” là “Phạm Đức Thảo”",),
        asked=V22,
    ),
    "exemplars under «Họ và tên/Tên tập thể»": Office(
        book(
            [
                ["STT", "Họ và tên/Tên tập thể", "Đơn vị", "Loại", "Thành tích"],
                [1, "Tổ bảo vệ", "CQT II", "Tập thể", "Dập tắt vụ cháy"],
            ]
        ),
        ("điển hình | CQT II | collective | Tổ bảo vệ | Dập tắt vụ cháy",),
        asked=V22,
    ),
    "titles as headings over units": Office(
        book([["TT", "Tên đơn vị"], ["I", "GIẤY KHEN"], [1, "Cục Quản trị III"], [2, "Vụ Mới"]]),
        wrong=("“GIẤY KHEN”", "“Danh hiệu đăng ký”"),
    ),
}
