"""Lists of units, blocs and delegates' units."""

from typing import Any

from tests.sheets.folder.office import SIGNED, Office, book, cp1258, raw
from tests.sheets.old_workbooks import label, number, xls_file

TWO = [[1, "Vụ Pháp chế", "PC"], [2, "Sở Y tế", "SYT"]]
TWO_GIVEN = ("đơn vị | Vụ Pháp chế | PC | V", "đơn vị | Sở Y tế | SYT | V")
HEAD = ["STT", "Tên đơn vị", "Tên viết tắt"]


def _filter(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:C4"
    sheet.row_dimensions[3].hidden = True


SHEETS = {
    "a national head, titles, an empty column A": Office(
        book(
            [
                [None, "UBND TỈNH AN GIANG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                [None, "HỘI ĐỒNG TĐKT", None, None, "Độc lập - Tự do - Hạnh phúc"],
                [],
                [None, "DANH SÁCH CÁC ĐƠN VỊ THUỘC KHỐI THI ĐUA SỐ V"],
                [None, "(Kèm theo Quyết định số 12/QĐ-HĐTĐ ngày 05/01/2023 của Hội đồng)"],
                [],
                [None, *HEAD],
                *([None, *row] for row in TWO),
                *([None, *row] for row in SIGNED),
            ],
            "B1:C1 E1:F1 B4:F4 B5:F5",
        ),
        TWO_GIVEN,
    ),
    "units under blocs as headings": Office(
        book([HEAD, ["I", "Khối tham mưu"], [1, *TWO[0][1:]], ["II", "Khối sự nghiệp"], [1, *TWO[1][1:]]]),
        TWO_GIVEN,
        told=("Khối tham mưu",),
    ),
    "a filter hides a row": Office(
        book([HEAD, *TWO, [3, "Chi cục Ẩn", "CCA"]], change=_filter),
        ("đơn vị | Vụ Pháp chế | PC | V", "đơn vị | Chi cục Ẩn | CCA | V"),
        told=("Sở Y tế",),
    ),
    "a telephone, a head of the unit, an address": Office(
        book(
            [
                ["TT", "Tên cơ quan, đơn vị", "Thủ trưởng", "Điện thoại", "Địa chỉ"],
                [1, "Vụ Pháp chế", "Lê Văn Thử", "0912345671", "12 phố Huế"],
            ]
        ),
        ("đơn vị | Vụ Pháp chế | V", "người | Lê Văn Thử | Vụ Pháp chế | thủ trưởng"),
        told=("Lê Văn Thử", "Điện thoại", "Địa chỉ"),
    ),
    "a blank line between the units": Office(
        book([HEAD, TWO[0], [], TWO[1]]),
        TWO_GIVEN,
    ),
    "numbers in the unit's column": Office(
        book([HEAD, TWO[0], [2, 2023, "X"]]),
        (),
        wrong=("2023",),
    ),
    "one unit twice": Office(
        book([HEAD, TWO[0], [2, "VỤ PHÁP CHẾ", "PC2"]]),
        (),
        wrong=("Điểm!B3", "Điểm, dòng 2"),
    ),
    "a name in two lines of a cell": Office(
        book([HEAD, [1, "Vụ Lễ tân\nvà Hợp tác quốc tế", "LT-HTQT"], [2, "Văn phòng\nBan Cán sự", "BCS"]]),
        ("đơn vị | Văn phòng Ban Cán sự | BCS | V",),
    ),
    "a known unit's name with «&»": Office(
        book([HEAD, [1, "Vụ Lễ tân & Hợp tác Quốc tế", None], [2, "CỤC QUẢN TRỊ  I.", None]]),
        (),
    ),
    "other encodings of a mark: composed apart": Office(
        book([HEAD, [1, "Vu\u0323 Thư ky\u0301", None], [2, "Sở Y tê\u0301", "SYT"]]),
        ("đơn vị | Sở Y tế | SYT | V",),
    ),
    "a former name in a column": Office(
        book(
            [["Tên đơn vị", "Tên mới", "Từ năm", "Quyết định"], ["Vụ Thư ký", "Vụ Tổng hợp", 2023, "QĐ 12"]]
        ),
        (
            "đơn vị | Vụ Tổng hợp | Vụ TK | Hà Nội | V",
            "- đơn vị | Vụ Thư ký | Vụ TK | Hà Nội | V",
            "tên cũ | Vụ Tổng hợp | Vụ Thư ký | 2022",
        ),
    ),
    "units of cp1258 with marks of their own": Office(
        raw(cp1258("Tên đơn vị;Địa bàn\nSở Y tế;Huế\n")),
        ("đơn vị | Sở Y tế | Huế | V",),
    ),
    "units of utf-16 with tabs and quotes": Office(
        raw('Tên đơn vị\tĐịa bàn\r\n"Sở Y tế"\t"Huế"\r\n"Ban ""Một cửa"""\tHuế\r\n'.encode("utf-16")),
        ("đơn vị | Sở Y tế | Huế | V", 'đơn vị | Ban "Một cửa" | Huế | V'),
    ),
    "units of TCVN3 bytes": Office(
        raw("Tªn ®¬n vÞ;§Þa bµn\nSë Y tÕ;HuÕ\nVô Ph¸p chÕ;Hµ Néi\n".encode("latin-1")),
        ("đơn vị | Sở Y tế | Huế | V", "đơn vị | Vụ Pháp chế | Hà Nội | V"),
        told=("Sở Y tế",),
    ),
    "units of VNI bytes": Office(
        raw("Teân ñôn vò;Ñòa baøn\nSôû Y teá;Hueá\nVuï Phaùp cheá;Haø Noäi\n".encode("latin-1")),
        ("đơn vị | Sở Y tế | Huế | V", "đơn vị | Vụ Pháp chế | Hà Nội | V"),
        told=("Sở Y tế",),
    ),
    "a line of a list of delegates": Office(
        raw("sep=;\nTên đơn vị;Địa bàn\nSở Y tế;Huế\n".encode("utf-8-sig")),
        ("đơn vị | Sở Y tế | Huế | V",),
    ),
    "quoted newlines and a comma in a name": Office(
        raw('Tên đơn vị,Địa bàn\n"Sở Văn hóa,\nThể thao",Huế\n'.encode()),
        ("đơn vị | Sở Văn hóa, Thể thao | Huế | V",),
    ),
    "an old workbook": Office(
        lambda folder: xls_file(
            folder,
            [label(0, 0, "STT"), label(0, 1, "Tên đơn vị"), number(1, 0, 1), label(1, 1, "Sở Y tế")],
        ),
        ("đơn vị | Sở Y tế | V",),
    ),
    "the blocs of a council": Office(
        book(
            [["STT", "Số khối", "Tên khối thi đua"], [1, "IX", "Khối các trường"], [2, "X", "Khối bệnh viện"]]
        ),
        ("khối | IX | Khối các trường", "khối | X | Khối bệnh viện"),
    ),
    "units with the bloc's name beside": Office(
        book(
            [["STT", "Khối thi đua", "Đơn vị"], [1, "Khối V", "Sở Y tế"], [None, None, "Vụ Pháp chế"]],
            "B2:B3",
        ),
        ("đơn vị | Sở Y tế | V", "đơn vị | Vụ Pháp chế | V"),
    ),
    "two lists side by side": Office(
        book([["STT", "Tên đơn vị", None, "STT", "Tên đơn vị"], [1, "Sở Y tế", None, 3, "Vụ Pháp chế"]]),
        ("đơn vị | Sở Y tế | V", "đơn vị | Vụ Pháp chế | V"),
        told=("từ cột D",),
    ),
    "beside the list a table that nobody knows": Office(
        book([["STT", "Tên đơn vị", None, "STT", "Tuổi"], [1, "Sở Y tế", None, 1, 30]]),
        ("đơn vị | Sở Y tế | V",),
        told=("STT | Tuổi: không có dòng tiêu đề",),
    ),
    "a count of people beside": Office(
        book(
            [
                ["STT", "Tên đơn vị", "Số lượng cán bộ"],
                [1, "Sở Y tế", 25],
                [2, "Vụ Pháp chế", 14],
                [None, "Cộng", 39],
            ]
        ),
        ("đơn vị | Sở Y tế | V", "đơn vị | Vụ Pháp chế | V"),
        told=("Số lượng cán bộ", "dòng cộng"),
    ),
    "a table without one known head": Office(
        book([["Họ tên", "Tuổi"], ["Lê Văn Thử", 30]]),
        (),
        wrong=("Điểm",),
    ),
    "a unit of another bloc": Office(
        book([HEAD, [1, "Vụ Tổ chức - cán bộ", None]]),
        (),
        wrong=("khối khác",),
    ),
    "a formula without a value": Office(
        book([HEAD, [1, '=CONCATENATE("Sở"," Y tế")', "SYT"]]),
        (),
        wrong=("Điểm!B2",),
    ),
    "a list in which the signatures have numbers": Office(
        book([HEAD, *TWO, [], [None, "Người lập", "Lê Thị A"], [None, "Kế toán trưởng", "Lê Thị B"]]),
        TWO_GIVEN,
        told=("Người lập",),
    ),
    "a list that ends with a count": Office(
        book([HEAD, *TWO, [None, "(Danh sách có 02 đơn vị)"]]),
        TWO_GIVEN,
        told=("Danh sách có",),
    ),
    "units that are called otherwise, under «Tên cũ» and «Tên mới»": Office(
        book(
            [
                ["TT", "Tên cũ", "Tên mới", "Thực hiện từ năm", "Căn cứ"],
                [1, "Vụ Thư ký", "Vụ Thư ký - Tổng hợp", 2023, "Nghị quyết số 12/NQ-UBTVQH"],
            ]
        ),
        (
            "đơn vị | Vụ Thư ký - Tổng hợp | Vụ TK | Hà Nội | V",
            "tên cũ | Vụ Thư ký - Tổng hợp | Vụ Thư ký | 2022",
            "- đơn vị | Vụ Thư ký | Vụ TK | Hà Nội | V",
        ),
    ),
    "how many there are, counted in their own word": Office(
        book([["STT", "Tên đơn vị"], [1, "Xã Một"], [None, "Cộng: 1 xã"], [None, "Tổng: 1 xã, phường"]]),
        ("đơn vị | Xã Một | V",),
        told=("Cộng: 1 xã: dòng cộng",),
    ),
}
