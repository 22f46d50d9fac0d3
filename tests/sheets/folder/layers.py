"""Points of every layer: forms of one unit, cross scores, results."""

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import SIGNED, V22, Office, Words, Write, book, put

PLAN = "Kế hoạch công tác năm hoàn thành đúng tiến độ"
FORM = ["STT", "Nội dung", "Điểm tối đa", "Tự chấm", "Chấm chéo", "Khối chấm", "Minh chứng", "Ghi chú"]
SELF, CROSS, BLOC = (V22._replace(layer=one) for one in ("self", "cross", "bloc"))


def of(
    write: Write,
    gives: Words = (),
    told: Words = (),
    wrong: Words = (),
    asked: Asked = SELF,
    stage: str = "self",
) -> Office:
    return Office(write, gives, told, wrong, asked, None, stage)


SHEETS = {
    "the form of one unit, its name in a line": of(
        book(
            [
                ["PHIẾU TỰ CHẤM ĐIỂM THI ĐUA NĂM 2022"],
                ["Tên đơn vị: Vụ Thư ký"],
                FORM,
                ["I", "Thực hiện nhiệm vụ chính trị", 60, 34],
                ["1", PLAN, 20, 18, None, None, "BC 12"],
                ["2", "Chất lượng tham mưu", 20, 16],
                *SIGNED,
            ]
        ),
        ("điểm | self | Vụ TK | I.1 | 18", "điểm | self | Vụ TK | I.2 | 16"),
        told=("Minh chứng",),
    ),
    "the form with the name beside «Đơn vị»": of(
        book([["Đơn vị", "Vụ Thư ký"], [], FORM, ["I.1", PLAN, 20, 18]]),
        ("điểm | self | Vụ TK | I.1 | 18",),
    ),
    "a form of the wrong year": of(
        book([["PHIẾU TỰ CHẤM NĂM 2021"], ["Đơn vị: Vụ Thư ký"], FORM, ["I.1", PLAN, 20, 18]]),
        gives=("điểm | self | Vụ TK | I.1 | 18",),
        told=("năm 2021",),
    ),
    "points in the maximum's place": of(
        book(
            [
                ["Đơn vị: Vụ Thư ký"],
                ["STT", "Nội dung", "Điểm tối đa", "Điểm tự chấm"],
                ["I.1", PLAN, 18, None],
            ]
        ),
        wrong=("không đọc được dòng điểm nào",),
    ),
    "reasons beside": of(
        book(
            [
                ["Đơn vị: Vụ Thư ký"],
                ["STT", "Nội dung", "Điểm tự chấm", "Lý do"],
                ["I.1", PLAN, 18, "Chậm 1 việc"],
            ]
        ),
        ("điểm | self | Vụ TK | I.1 | 18 | Chậm 1 việc",),
    ),
    "the layer in the title only": of(
        book([["BẢNG TỔNG HỢP ĐIỂM TỰ CHẤM NĂM 2022"], ["Mã", "CQT I", "Vụ TK"], ["I.1", 18, 17]]),
        ("điểm | self | CQT I | I.1 | 18", "điểm | self | Vụ TK | I.1 | 17"),
        asked=V22,
    ),
    "the layer in the sheet's name only": of(
        book([["Mã", "CQT I"], ["I.1", 18]], change=lambda s: put(s, "title", "Điểm tự chấm")),
        ("điểm | self | CQT I | I.1 | 18",),
        asked=V22,
    ),
    "another layer asked for than the head says": of(
        book([["Mã", "Đơn vị", "Điểm khối chấm"], ["I.1", "CQT I", 18]]),
        wrong=("lớp khác",),
    ),
    "cross scores with who scored": of(
        book([["Đơn vị chấm", "Đơn vị được chấm", "Mã", "Điểm"], ["CQT I", "Vụ TK", "I.1", 18]]),
        ("điểm | cross CQT I | Vụ TK | I.1 | 18",),
        asked=CROSS,
        stage="cross",
    ),
    "cross scores of a pair that was not assigned": of(
        book([["Đơn vị chấm", "Đơn vị được chấm", "Mã", "Điểm"], ["CQT II", "Vụ TK", "I.1", 18]]),
        wrong=("phân công",),
        asked=CROSS,
        stage="cross",
    ),
    "a matrix of who scored whom": of(
        book([["Đơn vị chấm", "CQT II", "Vụ TK"], ["CQT I", 90, 91]]),
        wrong=("Mã tiêu chí",),
        asked=CROSS,
        stage="cross",
    ),
    "the scorer above": of(
        book(
            [
                ["Đơn vị chấm: CQT I"],
                ["Đơn vị được chấm: Vụ TK"],
                ["Mã", "Nội dung", "Điểm chấm chéo"],
                ["I.1", PLAN, 18],
            ]
        ),
        ("điểm | cross CQT I | Vụ TK | I.1 | 18",),
        asked=V22,
        stage="cross",
    ),
    "cross scores, the scorer in the command": of(
        book([["Mã", "Vụ TK"], ["I.1", 18]]),
        ("điểm | cross CQT I | Vụ TK | I.1 | 18",),
        asked=CROSS._replace(scorer="CQT I"),
        stage="cross",
    ),
    "results with every layer's totals": of(
        book(
            [
                ["KẾT QUẢ XẾP LOẠI THI ĐUA NĂM 2022"],
                ["STT", "Đơn vị", "Điểm tự chấm", "Điểm khối chấm", "Xếp hạng", "Xếp loại"],
                [1, "CQT I", 95, 94, 4, "Xuất sắc"],
            ]
        ),
        wrong=("--layer",),
        asked=V22,
    ),
    "points with their rank between": of(
        book([["Mã", "CQT I", "Hạng", "Vụ TK", "Hạng"], ["I.1", 18, 1, 17, 2]]),
        ("điểm | self | CQT I | I.1 | 18", "điểm | self | Vụ TK | I.1 | 17"),
        told=("Hạng",),
    ),
    "a bloc with no layer said in self scoring": of(
        book([["Mã", "CQT I"], ["I.1", 18]]),
        wrong=("khối chấm",),
        asked=V22,
    ),
    "points that stand already": of(
        book([["Mã", "CQT I"], ["I.1", 18]]),
        ("điểm | bloc | CQT I | I.1 | 18", "- điểm | bloc | CQT I | I.1 | 19"),
        asked=BLOC,
        stage="",
    ),
    "two sheets, one a layer": of(
        book(
            [["Mã", "CQT I"], ["I.1", 18]],
            change=lambda s: (
                put(s, "title", "Tự chấm"),
                [s.parent.create_sheet("Khối chấm").append(row) for row in ([["Mã", "CQT I"]])],
                s.parent["Khối chấm"].append(["I.1", 15]),
            ),
        ),
        ("điểm | self | CQT I | I.1 | 18",),
    ),
    "one unit a sheet": of(
        book(
            [["Mã", "Nội dung", "Điểm tự chấm"], ["I.1", PLAN, 18]],
            change=lambda s: (
                put(s, "title", "CQT I"),
                s.parent.create_sheet("Vụ TK").append(["Mã", "Nội dung", "Điểm tự chấm"]),
                s.parent["Vụ TK"].append(["I.1", PLAN, 17]),
            ),
        ),
        ("điểm | self | CQT I | I.1 | 18", "điểm | self | Vụ TK | I.1 | 17"),
    ),
    "one unit a sheet, one of them unknown": of(
        book(
            [["Mã", "Nội dung", "Điểm tự chấm"], ["I.1", PLAN, 18]],
            change=lambda s: (
                put(s, "title", "CQT I"),
                s.parent.create_sheet("Sheet2").append(["Mã", "Nội dung", "Điểm tự chấm"]),
                s.parent["Sheet2"].append(["I.1", PLAN, 17]),
            ),
        ),
        wrong=("Sheet2",),
    ),
    "one unit a table, below one another": of(
        book(
            [
                ["Đơn vị: CQT I"],
                ["Mã", "Nội dung", "Điểm tự chấm"],
                ["I.1", PLAN, 18],
                [],
                ["Đơn vị: Vụ TK"],
                ["Mã", "Nội dung", "Điểm tự chấm"],
                ["I.1", PLAN, 17],
            ]
        ),
        ("điểm | self | CQT I | I.1 | 18", "điểm | self | Vụ TK | I.1 | 17"),
    ),
    "two tables side by side, a unit each": of(
        book(
            [
                ["Mã", "CQT I", None, "Mã", "Vụ TK"],
                ["I.1", 18, None, "I.1", 17],
                ["I.2", 16, None, "I.2", 15],
            ]
        ),
        (
            "điểm | self | CQT I | I.1 | 18",
            "điểm | self | CQT I | I.2 | 16",
            "điểm | self | Vụ TK | I.1 | 17",
            "điểm | self | Vụ TK | I.2 | 15",
        ),
    ),
    "two tables side by side, with titles": of(
        book(
            [
                ["CỤC QUẢN TRỊ I", None, None, None, "VỤ THƯ KÝ"],
                ["Mã", "Nội dung", "Điểm tự chấm", None, "Mã", "Nội dung", "Điểm tự chấm"],
                ["I.1", PLAN, 18, None, "I.1", PLAN, 17],
            ]
        ),
        ("điểm | self | CQT I | I.1 | 18", "điểm | self | Vụ TK | I.1 | 17"),
    ),
    "accounting zeros": of(
        book(
            [["Mã", "CQT I", "Vụ TK"], ["I.1", 18, 17], ["I.2", 0, 16]],
            formats={"B3": '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'},
        ),
        (
            "điểm | self | CQT I | I.1 | 18",
            "điểm | self | Vụ TK | I.1 | 17",
            "điểm | self | Vụ TK | I.2 | 16",
            "điểm | self | CQT I | I.2 | 0",
        ),
        told=("Điểm!B3",),
    ),
    "negative numbers in red brackets": of(
        book([["Mã", "CQT I"], ["P1", -1]], formats={"B2": "0_);[Red](0)"}),
        ("điểm | self | CQT I | P1 | 1",),
    ),
    "units with their office in the bloc above": of(
        book(
            [
                ["STT", "Nội dung", "Khối trưởng", "Thành viên"],
                [None, None, "CQT III", "CQT I"],
                ["I.1", PLAN, 18, 17],
            ],
            "A1:A2 B1:B2",
        ),
        ("điểm | self | CQT III | I.1 | 18", "điểm | self | CQT I | I.1 | 17"),
    ),
    "a reason beside each unit's points": of(
        book(
            [
                ["Mã", "Nội dung", "CQT I", None, "Vụ TK", None],
                [None, None, "Điểm", "Lý do", "Điểm", "Lý do"],
                ["I.1", PLAN, 18, "Chậm 1 việc", 19, None],
                ["I.2", "Tham mưu", 17, None, 16, "Sót việc"],
            ],
            "A1:A2 B1:B2 C1:D1 E1:F1",
        ),
        (
            "điểm | self | CQT I | I.1 | 18 | Chậm 1 việc",
            "điểm | self | Vụ TK | I.1 | 19",
            "điểm | self | CQT I | I.2 | 17",
            "điểm | self | Vụ TK | I.2 | 16 | Sót việc",
        ),
    ),
    "a reason beside one unit's points alone": of(
        book(
            [["Mã", "CQT I", None, "Vụ TK"], [None, "Điểm", "Lý do", "Điểm"], ["I.1", 18, "Chậm", 19]],
            "A1:A2 B1:C1",
        ),
        ("điểm | self | CQT I | I.1 | 18 | Chậm", "điểm | self | Vụ TK | I.1 | 19"),
    ),
    "rows as «Mã: I.1»": of(
        book([["Đơn vị", "Mã tiêu chí", "Điểm"], ["CQT I", "Mã: I.1", 18], ["CQT I", "Tiêu chí I.2", 17]]),
        ("điểm | self | CQT I | I.1 | 18", "điểm | self | CQT I | I.2 | 17"),
    ),
    "one wrong code across five units": of(
        book([["Mã", "CQT I", "CQT II", "CQT III", "LT-HTQT", "Vụ TK"], ["I.9", 1, 2, 3, 4, 5]]),
        wrong=("I.9",),
    ),
    "a reason without points is told": of(
        book(
            [["Mã", "Đơn vị", "Điểm", "Lý do"], ["I.1", "CQT I", 18, None], ["I.4", "CQT I", None, "Chưa có"]]
        ),
        ("điểm | self | CQT I | I.1 | 18",),
        told=("“Chưa có” không được đọc",),
    ),
}
