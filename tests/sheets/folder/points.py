"""Tables of points of the bloc."""

from datetime import date

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import V22, Office, Words, Write, book, cp1258, put, raw

ACROSS = ["STT", "Nội dung", "Điểm tối đa", "CQT I", "Vụ TK"]
PLAN = "Kế hoạch công tác năm hoàn thành đúng tiến độ"
ONE = ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | Vụ TK | I.1 | 17")
B = V22._replace(layer="bloc")


def now(
    write: Write, gives: Words = (), told: Words = (), wrong: Words = (), asked: Asked = B, stage: str = "now"
) -> Office:
    return Office(write, gives, told, wrong, asked, None, stage)


SHEETS = {
    "a total row of formulas without values": now(
        book([ACROSS, ["I.1", PLAN, 20, 18, 17], [None, "Tổng cộng", None, "=SUM(D2:D2)", "=SUM(E2:E2)"]]),
        ONE,
        told=("Tổng cộng",),
    ),
    "points as formulas without values": now(
        book([ACROSS, ["I.1", PLAN, 20, "=9+9", 17]]),
        wrong=("Điểm!D2",),
    ),
    "an error of a formula": now(
        book([ACROSS, ["I.1", PLAN, 20, "#REF!", 17]]),
        wrong=("Điểm!D2",),
    ),
    "unit names upright in two lines": now(
        book(
            [["STT", "Nội dung", "Điểm tối đa", "Cục Quản\ntrị I", "Vụ\nThư ký"], ["I.1", PLAN, 20, 18, 17]]
        ),
        ONE,
    ),
    "tự chấm and khối chấm under each unit": now(
        book(
            [
                ["STT", "Nội dung", "Điểm tối đa", "CQT I", None, "Vụ TK", None],
                [None, None, None, "Tự chấm", "Khối chấm", "Tự chấm", "Khối chấm"],
                ["I.1", PLAN, 20, 20, 18, 19, 17],
            ],
            "A1:A2 B1:B2 C1:C2 D1:E1 F1:G1",
        ),
        ONE,
        told=("lớp khác",),
    ),
    "two layers over all units": now(
        book(
            [
                ["STT", "Nội dung", "Điểm tối đa", "Điểm tự chấm", None, "Điểm khối chấm", None],
                [None, None, None, "CQT I", "Vụ TK", "CQT I", "Vụ TK"],
                ["I.1", PLAN, 20, 20, 19, 18, 17],
            ],
            "A1:A2 B1:B2 C1:C2 D1:E1 F1:G1",
        ),
        ONE,
        told=("lớp khác",),
    ),
    "units down, codes under merged group names": now(
        book(
            [
                ["STT", "Đơn vị", "Thực hiện nhiệm vụ chính trị, chuyên môn", None, "Tổng"],
                [None, None, "I.1", "I.2", None],
                [1, "CQT I", 18, 16, 34],
                [2, "Vụ TK", 17, 15, 33],
            ],
            "A1:A2 B1:B2 C1:D1 E1:E2",
        ),
        (
            "điểm | bloc | CQT I | I.1 | 18",
            "điểm | bloc | CQT I | I.2 | 16",
            "điểm | bloc | Vụ TK | I.1 | 17",
            "điểm | bloc | Vụ TK | I.2 | 15",
        ),
        told=("Điểm!E4",),
    ),
    "units down, a sum that is wrong": now(
        book([["Đơn vị", "I.1", "I.2", "Tổng"], ["CQT I", 18, 16, 35]]),
        ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | CQT I | I.2 | 16"),
        told=("Điểm!D2",),
    ),
    "bonus and deductions beside the codes": now(
        book([["Đơn vị", "I.1", "T1", "P1", "Tổng"], ["CQT I", 18, 1, -1, 18]]),
        ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | CQT I | T1 | 1", "điểm | bloc | CQT I | P1 | 1"),
    ),
    "columns «Điểm thưởng», «Điểm trừ» that mean no one criterion": now(
        book([["Đơn vị", "I.1", "Điểm thưởng", "Điểm trừ", "Tổng điểm"], ["CQT I", 18, 1, 2, 17]]),
        gives=("điểm | bloc | CQT I | I.1 | 18",),
        told=("Điểm thưởng", "Điểm trừ", "Điểm!E2"),
    ),
    "points of groups only": now(
        book([["STT", "Đơn vị", "Nhóm I", "Nhóm II", "Nhóm III", "Tổng"], [1, "CQT I", 56, 18, 19, 93]]),
        wrong=("Điểm: không có dòng tiêu đề",),
    ),
    "only totals": now(
        book([["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"], [1, "CQT I", 93, 1]]),
        wrong=("Tổng điểm",),
        asked=V22,
    ),
    "numbers with letters around": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "18 đ"], ["I.1", "Vụ TK", "17,0 điểm"]]),
        ONE,
    ),
    "numbers with NBSP, full width, a plus": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "１８"], ["I.1", "Vụ TK", "\u202f17\u00a0"]]),
        ONE,
    ),
    "a decimal before the maximum": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "18,5/20"], ["I.2", "CQT I", "17.5 / 20 điểm"]]),
        ("điểm | bloc | CQT I | I.1 | 18.5", "điểm | bloc | CQT I | I.2 | 17.5"),
    ),
    "a decimal before another number than the maximum": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "8,5/10"]]),
        wrong=("“8,5/10” có kèm điểm tối đa phía sau. Hãy chỉ ghi 8,5.",),
    ),
    "halves, an account's minus, an apostrophe of Word": now(
        book(
            [
                ["Mã", "Đơn vị", "Điểm"],
                ["I.1", "CQT I", "18½"],
                ["I.2", "CQT I", "’17"],
                ["P1", "CQT I", "(1)"],
            ]
        ),
        (
            "điểm | bloc | CQT I | I.1 | 18.5",
            "điểm | bloc | CQT I | I.2 | 17",
            "điểm | bloc | CQT I | P1 | 1",
        ),
    ),
    "an account's minus where nothing is taken away": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "(1)"]]),
        wrong=("Điểm!C2", "nhỏ hơn 0"),
    ),
    "a fraction of the maximum": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "18/20"]]),
        wrong=("18/20",),
    ),
    "two numbers in a cell": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "18 - 19"]]),
        wrong=("18 - 19",),
    ),
    "a number with a remark": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "18 (chậm)"]]),
        wrong=("18 (chậm)",),
    ),
    "more than the maximum": now(
        book([ACROSS, ["I.1", PLAN, 20, 21, 17]]),
        wrong=("Điểm!D2",),
    ),
    "another maximum than the year's": now(
        book([ACROSS, ["I.1", PLAN, 25, 18, 17]]),
        ONE,
        told=("25",),
    ),
    "a date of two numbers": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", date(2022, 5, 9)]], formats={"C2": "d/m"}),
        wrong=("5,9",),
    ),
    "a code that became a date": now(
        book([["Mã", "Đơn vị", "Điểm"], [date(2022, 1, 1), "CQT I", 18]], formats={"A2": "d/m"}),
        wrong=("Điểm!A2",),
    ),
    "points shown as 0.0 that hold more": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", 17.9666]], formats={"C2": "0.0"}),
        wrong=("Điểm!C2",),
    ),
    "blank words": now(
        book(
            [
                ACROSS,
                ["I.1", PLAN, 20, 18, 17],
                ["I.2", "Chất lượng", 20, "KAD", "x"],
                ["I.3", "CC", 8, "–", "Không"],
            ]
        ),
        ONE,
        told=("KAD", "–"),
    ),
    "a word that is no number": now(
        book([ACROSS, ["I.1", PLAN, 20, "Đạt", 17]]),
        wrong=("Đạt",),
    ),
    "names and codes in other letters: Cyrillic look-alikes": now(
        book([["Mã", "Đơn vị", "Điểm"], ["І.1", "CQT I", 18]]),
        wrong=("Điểm!A2",),
    ),
    "roman numbers of one letter": now(
        book([["Mã", "Đơn vị", "Điểm"], ["Ⅰ.1", "CQT I", 18], ["Ⅰ.1", "Vụ TK", 17]]),
        ONE,
    ),
    "codes with spaces and small letters": now(
        book([["Mã", "Đơn vị", "Điểm"], ["i. 1", "CQT I", 18], [" I.1. ", "Vụ TK", 17]]),
        ONE,
    ),
    "a code and its text in one cell": now(
        book([["Tiêu chí", "Điểm tối đa", "CQT I", "Vụ TK"], [f"I.1. {PLAN}", 20, 18, 17]]),
        ONE,
    ),
    "criteria by their texts alone": now(
        book([["Nội dung", "Điểm tối đa", "CQT I", "Vụ TK"], [PLAN.upper(), 20, 18, 17]]),
        ONE,
    ),
    "a text that no criterion has": now(
        book([["Nội dung", "Điểm tối đa", "CQT I", "Vụ TK"], ["Việc lạ", 20, 18, 17]]),
        wrong=("Việc lạ",),
    ),
    "a row without a code between": now(
        book([ACROSS, ["I.1", PLAN, 20, 18, 17], [None, None, None, 3, 4]]),
        wrong=("Điểm!A3",),
    ),
    "a column of points without a head": now(
        book([[*ACROSS, None], ["I.1", PLAN, 20, 18, 17, 16]]),
        ONE,
        told=("cột F",),
    ),
    "a unit of another bloc": now(
        book([["Mã", "Đơn vị", "Điểm"], ["I.1", "Vụ Tổ chức - cán bộ", 18]]),
        wrong=("Vụ Tổ chức - cán bộ",),
    ),
    "a row hidden, a column hidden": now(
        book(
            [[*ACROSS, "CQT II"], ["I.1", PLAN, 20, 18, 17, 16], ["I.2", "CL", 20, 1, 1, 1]],
            change=lambda s: (
                put(s.row_dimensions[3], "hidden", True),
                put(s.column_dimensions["F"], "hidden", True),
            ),
        ),
        ONE,
        told=("cột F", "dòng 3"),
    ),
    "numbers hidden by their format": now(
        book(
            [ACROSS, ["I.1", PLAN, 20, 18, 17], ["I.2", "CL", 20, 1, 1]], formats={"D3": ";;;", "E3": ";;;"}
        ),
        wrong=("Điểm!D3",),
    ),
    "a comma in an unquoted text of a comma file": now(
        raw("Mã,Nội dung,CQT I\nI.1,Kế hoạch, đúng hạn,18\n".encode()),
        wrong=("bang.csv!D2",),
    ),
    "cp1258, semicolons": now(
        raw(cp1258("Mã;Đơn vị;Điểm\nI.1;Cục Quản trị I;18\nI.1;Vụ Thư ký;17\n")),
        ONE,
    ),
    "tabs, utf-8 with a mark": now(
        raw("\ufeffMã\tĐơn vị\tĐiểm\r\nI.1\tCục Quản trị I\t18\r\nI.1\tVụ Thư ký\t17\r\n".encode()),
        ONE,
    ),
    "yaml of rows": now(
        raw(
            "- Mã: I.1\n  Đơn vị: CQT I\n  Điểm: 18\n- Mã: I.1\n  Đơn vị: Vụ TK\n  Điểm: 17\n".encode(),
            "d.yaml",
        ),
        ONE,
    ),
    "yaml in which 1.10 became 1.1": now(
        raw("- Mã: 1.10\n  Đơn vị: CQT I\n  Điểm: 18\n".encode(), "d.yaml"),
        wrong=("1.10",),
    ),
    "a remark in the points' column of a unit": now(
        book([[*ACROSS, "Lý do"], ["I.1", PLAN, 20, 18, 17, "Vượt"]]),
        ("điểm | bloc | CQT I | I.1 | 18 | Vượt", "điểm | bloc | Vụ TK | I.1 | 17 | Vượt"),
    ),
}
