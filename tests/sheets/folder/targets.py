"""Registrations, pledges, titles aimed at."""

from datetime import date, datetime

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import SIGNED, V23, Office, Words, Write, book, raw
from tests.sheets.making import word_file

PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
FLAG, BEST = "Cờ thi đua của Văn phòng Quốc hội", "Tập thể lao động tiên tiến"
TK = V23._replace(unit="Vụ TK")


def of(
    write: Write,
    gives: Words = (),
    told: Words = (),
    wrong: Words = (),
    asked: Asked = V23,
    stage: str = "registering",
) -> Office:
    return Office(write, gives, told, wrong, asked, None, stage)


SHEETS = {
    "the whole registration, signed": of(
        book(
            [
                ["BẢN ĐĂNG KÝ THI ĐUA NĂM 2023"],
                ["Đơn vị: Vụ Thư ký"],
                [],
                ["TT", "Tiêu chí", "Chỉ tiêu đăng ký", "Biện pháp thực hiện", "Thời hạn", "Người phụ trách"],
                ["I", "Thực hiện nhiệm vụ chính trị, chuyên môn"],
                [1, PLAN, "100%", "Giao ban tuần", "Quý IV", "Lê Thị A"],
                [4, WELL, "02 sáng kiến", None, date(2023, 11, 30), None],
                *SIGNED,
            ],
            formats={"E7": "dd/mm/yyyy"},
        ),
        (
            "đăng ký | Vụ TK | I.1 | 100% | Giao ban tuần | 31/12/2023 | Quý IV",
            "đăng ký | Vụ TK | I.4 | 02 sáng kiến | 30/11/2023",
        ),
        told=("Người phụ trách",),
    ),
    "a Word file": of(
        lambda folder: word_file(
            folder,
            ["BẢN ĐĂNG KÝ", "Đơn vị: Vụ Thư ký"],
            [
                ["STT", "Nội dung tiêu chí", "Chỉ tiêu đăng ký", "Thời hạn"],
                ["I.1", PLAN, "100%", "30/11/2023"],
            ],
        ),
        ("đăng ký | Vụ TK | I.1 | 100% | 30/11/2023",),
    ),
    "numbers with their unit": of(
        book(
            [
                ["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Chỉ tiêu bằng số", "Đơn vị tính"],
                ["I.4", "Vụ TK", "Sáng kiến", 2, "sáng kiến"],
            ]
        ),
        ("đăng ký | Vụ TK | I.4 | Sáng kiến | 2 sáng kiến",),
    ),
    "a percent in the number's column": of(
        book(
            [
                ["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Chỉ tiêu bằng số", "Đơn vị tính"],
                ["I.1", "Vụ TK", "Đúng hạn", 0.95, "%"],
            ],
            formats={"D2": "0%"},
        ),
        wrong=("Điểm!D2",),
    ),
    "a target that shows as a date": of(
        book(
            [["Mã", "Đơn vị", "Chỉ tiêu đăng ký"], ["I.4", "Vụ TK", date(2023, 2, 3)]], formats={"C2": "d/m"}
        ),
        ("đăng ký | Vụ TK | I.4 | 03/02/2023",),
        told=("là ngày",),
    ),
    "due in words that are no due": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Thời hạn"], ["I.4", "Vụ TK", "2", "khi có lệnh"]]),
        ("đăng ký | Vụ TK | I.4 | 2 | khi có lệnh",),
        told=("khi có lệnh",),
    ),
    "a day that there is not": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Thời hạn"], ["I.4", "Vụ TK", "2", "31/11/2023"]]),
        wrong=("31/11/2023",),
    ),
    "American days as text": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Thời hạn"], ["I.4", "Vụ TK", "2", "11/30/2023"]]),
        wrong=("11/30/2023",),
    ),
    "ISO days": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Thời hạn"], ["I.4", "Vụ TK", "2", "2023-11-30"]]),
        ("đăng ký | Vụ TK | I.4 | 2 | 30/11/2023",),
    ),
    "a day with its time": of(
        book(
            [
                ["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Thời hạn"],
                ["I.4", "Vụ TK", "2", datetime(2023, 11, 30, 17)],  # noqa: DTZ001  # a sheet's times have no zone
            ],
            formats={"D2": "dd/mm/yyyy hh:mm"},
        ),
        ("đăng ký | Vụ TK | I.4 | 2 | 30/11/2023",),
    ),
    "the year of another registration": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Năm"], ["I.4", "Vụ TK", "2", 2022]]),
        wrong=("2022",),
    ),
    "one criterion twice for a unit": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký"], ["I.4", "Vụ TK", "2"], ["I.4", "Vụ TK", "3"]]),
        wrong=("Điểm!A3",),
    ),
    "several targets in one cell": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký"], ["I.4", "Vụ TK", "- 2 sáng kiến\n- 1 đề tài"]]),
        ("đăng ký | Vụ TK | I.4 | - 2 sáng kiến - 1 đề tài",),
    ),
    "titles with a mark": of(
        book(
            [
                ["STT", "Đơn vị", "Danh hiệu đăng ký", None],
                [None, None, BEST, FLAG],
                [1, "Vụ TK", "x", "x"],
                [2, "CQT I", "X", None],
            ],
            "A1:A2 B1:B2 C1:D1",
        ),
        (f"phấn đấu | Vụ TK | {BEST}", f"phấn đấu | Vụ TK | {FLAG}", f"phấn đấu | CQT I | {BEST}"),
    ),
    "collectives that aim at a title by a mark": of(
        book([["STT", "Tập thể đăng ký", BEST], [1, "Vụ TK", "x"], [2, "CQT I", None]]),
        (f"phấn đấu | Vụ TK | {BEST}",),
    ),
    "titles in lines of a cell": of(
        book([["Đơn vị", "Danh hiệu đăng ký"], ["Vụ TK", f"- {BEST}\n- {FLAG}"]]),
        (f"phấn đấu | Vụ TK | {BEST}", f"phấn đấu | Vụ TK | {FLAG}"),
    ),
    "titles parted by commas": of(
        book([["Đơn vị", "Danh hiệu đăng ký"], ["Vụ TK", f"{BEST}, {FLAG}"]]),
        (f"phấn đấu | Vụ TK | {BEST}", f"phấn đấu | Vụ TK | {FLAG}"),
    ),
    "collective and personal titles in columns of their own": of(
        book([["STT", "Đơn vị", "Danh hiệu tập thể", "Danh hiệu cá nhân"], [1, "Vụ TK", BEST, "05 CSTĐ"]]),
        wrong=("Danh hiệu",),
    ),
    "short names of titles": of(
        book([["Đơn vị", "Danh hiệu đăng ký"], ["CQT I", "TTLĐTT"]]),
        ("phấn đấu | CQT I | Tập thể lao động tiên tiến",),
        told=("“TTLĐTT” là “Tập thể lao động tiên tiến”",),
    ),
    "registrations of TCVN3 in Word's font": of(
        raw("M·;§¬n vÞ;ChØ tiªu ®¨ng ký\nI.4;Vô Th­ ký;02 s¸ng kiÕn\n".encode("latin-1")),
        ("đăng ký | Vụ TK | I.4 | 02 sáng kiến",),
        told=("sáng kiến",),
    ),
    "too long a target": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký"], ["I.4", "Vụ TK", "a" * 501]]),
        wrong=("Điểm!C2", "thừa 1"),
    ),
    "exactly as long as may be": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký"], ["I.4", "Vụ TK", "a" * 500]]),
        ("đăng ký | Vụ TK | I.4 | " + "a" * 500,),
    ),
    "too long a measure": of(
        book([["Mã", "Đơn vị", "Chỉ tiêu đăng ký", "Biện pháp"], ["I.4", "Vụ TK", "2", "a" * 501]]),
        wrong=("Điểm!D2",),
    ),
    "a registration without criteria: texts of its own": of(
        book([["STT", "Nội dung đăng ký", "Thời hạn"], [1, "Hoàn thành 100% kế hoạch", "Quý IV"]]),
        wrong=("Điểm!A2",),
        asked=TK,
    ),
    "criteria down, units across, merged heads": of(
        book(
            [
                ["STT", "Tiêu chí", "Chỉ tiêu đăng ký của các đơn vị", None],
                [None, None, "CQT I", "Vụ TK"],
                ["(1)", "(2)", "(3)", "(4)"],
                ["I.1", PLAN, "100%", "98,5%"],
            ],
            "A1:A2 B1:B2 C1:D1",
        ),
        ("đăng ký | CQT I | I.1 | 100%", "đăng ký | Vụ TK | I.1 | 98,5%"),
    ),
    "a target of a unit that nobody knows": of(
        book([["Mã", "Nội dung", "CQT I", "Vụ Thư viện"], ["I.1", PLAN, "100%", "98%"]]),
        wrong=("Vụ Thư viện",),
    ),
    "signed where the head of the unit stands beside": of(
        book(
            [
                ["Mã", "Đơn vị", "Chỉ tiêu đăng ký"],
                ["I.4", "Vụ TK", "2"],
                [],
                [None, "XÁC NHẬN CỦA KHỐI TRƯỞNG", "VỤ TRƯỞNG"],
                [None, None, "Lê Văn B"],
            ]
        ),
        ("đăng ký | Vụ TK | I.4 | 2",),
    ),
    "rows that are only counted, codes under «Tiêu chí», what and how much apart": of(
        book(
            [
                ["STT", "Đơn vị", "Tiêu chí", "Nội dung đăng ký", "Chỉ tiêu"],
                [1, "Vụ TK", "I.1", "Hồ sơ đúng hạn", "≥ 95%"],
                [2, "Vụ TK", "I.4", "Sáng kiến ngành", "02"],
                [None, "CQT I", "I.4", "Đề án", "01"],
            ]
        ),
        (
            "đăng ký | Vụ TK | I.1 | Hồ sơ đúng hạn: ≥ 95%",
            "đăng ký | Vụ TK | I.4 | Sáng kiến ngành: 02",
            "đăng ký | CQT I | I.4 | Đề án: 01",
        ),
    ),
    "a dash where nothing is registered": of(
        book([["Mã", "Nội dung tiêu chí", "CQT I", "Vụ TK"], ["I.1", PLAN, "100%", "-"]]),
        ("đăng ký | CQT I | I.1 | 100%",),
        told=("“-” được hiểu là không đăng ký",),
    ),
    "a mark for what is registered": of(
        book([["Mã", "Nội dung tiêu chí", "CQT I", "Vụ TK"], ["I.1", PLAN, "100%", "x"]]),
        wrong=("Điểm!D2", "“x” không nói đăng ký gì"),
    ),
    "a code of the year with the words of another criterion": of(
        book([["Mã", "Nội dung tiêu chí", "CQT I"], ["I.1", "Chuyển đổi số toàn diện", "100%"]]),
        ("đăng ký | CQT I | I.1 | 100%",),
        told=("Điểm!B2", "“Chuyển đổi số toàn diện”"),
    ),
    "two rows of one criterion": of(
        book(
            [
                ["Đơn vị", "Mã tiêu chí", "Nội dung đăng ký"],
                ["Vụ TK", "I.1", "100% kế hoạch"],
                ["Vụ TK", "I.1", "Không việc quá hạn"],
            ]
        ),
        wrong=("Điểm!B3", "I.1", "Điểm, dòng 2", "gộp"),
    ),
    "the criteria by their texts alone": Office(
        book([["Đơn vị", "Tiêu chí", "Nội dung đăng ký"], ["Vụ TK", f"I.1. {PLAN}", "100% đúng hạn"]]),
        ("đăng ký | Vụ TK | I.1 | 100% đúng hạn",),
        asked=V23,
        stage="registering",
    ),
    "a unit that aims at nothing": Office(
        book([["Đơn vị", "Danh hiệu đăng ký"], ["CQT I", "Giấy khen"], ["Vụ TK", "Không đăng ký"]]),
        ("phấn đấu | CQT I | Giấy khen",),
        told=("“Không đăng ký” được hiểu là không đăng ký",),
        asked=V23,
        stage="registering",
    ),
}
