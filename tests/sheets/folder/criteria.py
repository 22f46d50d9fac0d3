"""Tables of criteria."""

from datetime import date

from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.sheets.columns import TableKind
from tests.sheets.folder.office import SIGNED, Office, book, raw

NEW = Asked(name="Mới")
HEAD = ["STT", "Nội dung", "Điểm tối đa"]


def given(groups: str, rows: str) -> tuple[str, ...]:
    """«I N» a group; «1 a 40 ×kind» a criterion; parted by «;»."""
    found = [f"nhóm | Mới | {one.strip().replace(' ', ' | ', 1)}" for one in groups.split(";")]
    for one in rows.split(";"):
        code, text, most, *kind = one.split()
        found.append(f"tiêu chí | Mới | {code} | {text} | {most} | {kind[0] if kind else 'groups'}")
    return tuple(found)


SHEETS = {
    "three levels with letters, signed": Office(
        book(
            [
                ["BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA NĂM 2023"],
                ["(Ban hành kèm theo Quyết định số 12/QĐ-HĐTĐ ngày 05/01/2023)"],
                [],
                ["TT", "Nội dung tiêu chí", "Điểm chuẩn", "Ghi chú"],
                ["I", "N", 60],
                [1, "a", 40],
                ["a)", "b", 25],
                ["b)", "c", 15],
                [2, "d", 20],
                ["II", "M", 40],
                [1, "e", 40],
                [None, "Tổng cộng (I + II)", 100],
                *SIGNED,
            ],
            "A1:D1 A2:D2",
        ),
        given("I N;II M", "I.1.a b 25;I.1.b c 15;I.2 d 20;II.1 e 40"),
        asked=NEW,
    ),
    "group letters A and B": Office(
        book([HEAD, ["A", "N", 60], [1, "a", 60], ["B", "M", 40], [1, "b", 40]]),
        given("A N;B M", "A.1 a 60;B.1 b 40"),
        asked=NEW,
    ),
    "a part over groups: A over I": Office(
        book(
            [
                HEAD,
                ["A", "PHẦN CHUNG", 100],
                ["I", "N", 60],
                [1, "a", 60],
                ["II", "M", 40],
                [1, "b", 40],
                ["B", "ĐIỂM THƯỞNG", 5],
                [1, "c", 5],
            ]
        ),
        given("A PHẦN CHUNG", "A.I.1 a 60;A.II.1 b 40;B.1 c 5 bonuses"),
        told=("A.II",),
        asked=NEW,
    ),
    "merged groups without a code, criteria numbered through": Office(
        book(
            [
                HEAD,
                ["Chuyên môn", None, None],
                [1, "a", 40],
                [2, "b", 20],
                ["PHONG TRÀO", None, None],
                [3, "c", 40],
            ],
            "A2:C2 A5:C5",
        ),
        given("I Chuyên môn;II PHONG TRÀO", "1 a 40;2 b 20;3 c 40"),
        asked=NEW,
    ),
    "a maximum as text with its unit": Office(
        book([HEAD, ["I", "N", "60 điểm"], [1, "a", "40đ"], [2, "b", "tối đa 20 điểm"]]),
        given("I N", "1 a 40;2 b 20"),
        asked=NEW,
    ),
    "a maximum as a range": Office(
        book([HEAD, ["I", "N", 20], [1, "a", "0 - 20"]]),
        ("nhóm | Mới | I | N", "tiêu chí | Mới | 1 | a | 20 | groups"),
        told=("“0 - 20” được hiểu là tối đa 20",),
        asked=NEW,
    ),
    "a maximum that is a date": Office(
        book(
            [HEAD, ["I", "N", 20], [1, "a", date(2023, 5, 10)]],
            formats={"C3": "dd/mm/yyyy"},
        ),
        (),
        wrong=("Điểm!C3", "10/05/2023"),
        asked=NEW,
    ),
    "two criteria in one cell": Office(
        book([HEAD, ["I", "N", 20], ["1\n2", "a\nb", "10\n10"]]),
        (),
        wrong=("Điểm!",),
        asked=NEW,
    ),
    "a deduction group by its name": Office(
        book(
            [
                HEAD,
                ["I", "N", 100],
                [1, "a", 100],
                ["II", "Điểm trừ", None],
                [1, "b", "-5"],
                [2, "c", "2 điểm/lần"],
            ]
        ),
        (),
        wrong=("Điểm!C6",),
        asked=NEW,
    ),
    "bonus and deduction as groups": Office(
        book(
            [
                HEAD,
                ["I", "N", 100],
                [1, "a", 100],
                ["II", "Điểm thưởng", 5],
                [1, "b", 5],
                ["III", "Điểm trừ", -6],
                [1, "c", -6],
            ]
        ),
        given("I N", "I.1 a 100;II.1 b 5 bonuses;III.1 c 6 deductions"),
        asked=NEW,
    ),
    "a group's sum that is wrong": Office(
        book([HEAD, ["I", "N", 70], [1, "a", 40], [2, "b", 20]]),
        (),
        wrong=("Điểm!C2", "60"),
        asked=NEW,
    ),
    "a total that is wrong": Office(
        book([HEAD, ["I", "N", 60], [1, "a", 40], [2, "b", 20], ["Tổng", None, 61]]),
        given("I N", "1 a 40;2 b 20"),
        told=("61",),
        asked=NEW,
    ),
    "group code in A, row code in B": Office(
        book(
            [
                ["Mục", "STT", "Nội dung", "Điểm tối đa"],
                ["I", None, "N", 60],
                [None, 1, "a", 40],
                [None, 2, "b", 20],
                ["II", None, "M", 40],
                [None, 1, "c", 40],
            ]
        ),
        given("I N;II M", "I.1 a 40;I.2 b 20;II.1 c 40"),
        asked=NEW,
    ),
    "group code merged down column A, row code in B": Office(
        book(
            [
                ["Nhóm", "TT", "Nội dung", "Điểm tối đa"],
                ["I", 1, "a", 40],
                [None, 2, "b", 20],
                ["II", 1, "c", 40],
            ],
            "A2:A3",
        ),
        given("I Nhóm I;II Nhóm II", "I.1 a 40;I.2 b 20;II.1 c 40"),
        told=("không có dòng nào ghi tên nhóm II",),
        asked=NEW,
    ),
    "group names merged down a column": Office(
        book(
            [
                ["STT", "Nhóm tiêu chí", "Nội dung tiêu chí", "Điểm tối đa"],
                [1, "N", "a", 40],
                [2, None, "b", 20],
                [3, "M", "c", 40],
            ],
            "B2:B3",
        ),
        given("I N;II M", "1 a 40;2 b 20;3 c 40"),
        asked=NEW,
    ),
    "how to score beside, several lines": Office(
        book(
            [[*HEAD, "Căn cứ chấm"], ["I", "N", 20, None], [1, "a", 20, "Đúng hạn: 20 điểm\nChậm: 10 điểm"]]
        ),
        given("I N", "1 a 20"),
        asked=NEW,
    ),
    "a description row under a criterion": Office(
        book(
            [
                HEAD,
                ["I", "N", 20],
                [1, "a", 20],
                [None, "- Đúng hạn: 20 điểm", None],
                [None, "- Chậm: 10 điểm", None],
            ]
        ),
        given("I N", "1 a 20"),
        told=("Đúng hạn",),
        asked=NEW,
    ),
    "dashes with points under a criterion": Office(
        book([HEAD, ["I", "N", 20], [1, "a", 20], ["-", "Nhanh", 12], ["-", "Đủ", 8]]),
        given("I N", "1.1 Nhanh 12;1.2 Đủ 8"),
        asked=NEW,
    ),
    "codes with TC": Office(
        book([["Mã TC", "Tên tiêu chí", "Thang điểm"], ["I", "N", 20], ["TC1", "a", 12], ["TC2", "b", 8]]),
        given("I N", "TC1 a 12;TC2 b 8"),
        asked=NEW,
    ),
    "the same code twice in a group": Office(
        book([HEAD, ["I", "N", 20], [1, "a", 12], [1, "b", 8]]),
        (),
        wrong=("Điểm!A4",),
        asked=NEW,
    ),
    "an empty maximum": Office(
        book([HEAD, ["I", "N", 20], [1, "a", 20], [2, "b", None]]),
        (),
        wrong=("Điểm!C4",),
        asked=NEW,
    ),
    "a maximum of three decimals": Office(
        book([HEAD, ["I", "N", None], [1, "a", 12.345]]),
        (),
        wrong=("Điểm!C3",),
        asked=NEW,
    ),
    "points with a thousand": Office(
        book([HEAD, ["I", "N", 1000], [1, "a", 1000]], formats={"C2": "#,##0", "C3": "#,##0"}),
        given("I N", "1 a 1000"),
        asked=NEW,
    ),
    "a thousand in a text file": Office(
        raw("STT;Nội dung;Điểm tối đa\nI;N;1.000\n1;a;1.000\n".encode()),
        (),
        wrong=("1.000",),
        asked=NEW,
    ),
    "a percent": Office(
        book([HEAD, ["I", "N", 0.4], [1, "a", 0.4]], formats={"C2": "0%", "C3": "0%"}),
        (),
        wrong=("40%",),
        asked=NEW,
    ),
    "the year's, in a year that is scored": Office(
        book([HEAD, ["I", "N", 100], [1, "a", 100]]),
        (),
        wrong=("2022",),
        asked=Asked("V", 2022),
    ),
    "points each time of a criterion that has none": Office(
        book([[*HEAD, "Điểm mỗi lần"], ["I", "N", 100, None], [1, "a", 100, 2]]),
        given("I N", "1 a 100"),
        told=("Điểm!D3: “2” không được đọc",),
        asked=NEW,
    ),
    "a kind that is none": Office(
        book([[*HEAD, "Loại"], ["I", "N", 100, None], [1, "a", 100, "lạ"]]),
        (),
        wrong=("Điểm!D3",),
        asked=NEW,
    ),
    "only groups": Office(
        book([HEAD, ["I", "N", 60], ["II", "M", 40]]),
        (),
        wrong=("Điểm",),
        asked=NEW,
        kind=TableKind.CRITERIA,
    ),
    "the title of what stands below is no group": Office(
        book(
            [
                ["TT", "Nội dung tiêu chí", "Điểm tối đa"],
                ["I", "Chung", 100],
                [1, "Một", 100],
                [],
                ["BẢNG XẾP LOẠI"],
                ["TT", "Xếp loại", "Mức điểm"],
                [1, "Xuất sắc", "Từ 90 điểm trở lên"],
            ]
        ),
        ("nhóm | Lạ | I | Chung", "tiêu chí | Lạ | 1 | Một | 100 | groups"),
        told=("dòng 5–7: BẢNG XẾP LOẠI",),
        asked=Asked("V", 2023, name="Lạ"),
        kind=TableKind.CRITERIA,
    ),
}
