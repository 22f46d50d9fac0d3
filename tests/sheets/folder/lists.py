"""Lists and files of stranger shapes: sheets beside sheets, Word files, formats, encodings, sizes."""

from datetime import time
from pathlib import Path
from typing import Any

from openpyxl.comments import Comment

from ktd_tui.operations.data.import_rows import Asked
from tests.sheets.folder.office import BLOC, V22, V23, Office, Words, Write, book, cp1258, put, raw, word
from tests.sheets.making import ods_file, part_of, with_part, word_file, xlsx_file

PLAN = "Kế hoạch công tác năm hoàn thành đúng tiến độ"
NOW = V22._replace(layer="bloc")
ONE = ("điểm | bloc | CQT I | I.1 | 18", "điểm | bloc | Vụ TK | I.1 | 17")
LINES: list[list[object]] = [["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", 18], ["I.1", "Vụ TK", 17]]


def now(
    write: Write,
    gives: Words = ONE,
    told: Words = (),
    wrong: Words = (),
    asked: Asked = NOW,
    stage: str = "now",
) -> Office:
    return Office(write, gives, told, wrong, asked, None, stage)


def controls(folder: Path) -> Path:
    """A Word file in which the table, a row and a cell stand in content controls, as templates have them."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    rows = [f"<w:tr>{''.join(map(cell, ('Mã', 'Đơn vị', 'Điểm')))}</w:tr>"]
    rows.append(control(f"<w:tr>{cell('I.1')}{control(cell('CQT I'))}{cell('18')}</w:tr>"))
    rows.append(
        f"<w:tr>{cell('I.1')}{cell('Vụ TK')}"
        f"<w:tc>{control('<w:p><w:r><w:t>17</w:t></w:r></w:p>')}</w:tc></w:tr>"
    )
    path = word_file(folder, [], [])
    body = control(f"<w:tbl>{''.join(rows)}</w:tbl>")
    return with_part(
        path,
        "word/document.xml",
        f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode(),
    )


def struck(folder: Path) -> Path:
    """A Word file with a row that is hidden, one that a review took out, a word that was put in."""
    path = word_file(
        folder,
        [],
        [
            ["Mã", "Đơn vị", "Điểm"],
            ["I.1", "CQT I", "18"],
            ["I.1", "Vụ TK", "17"],
            ["I.2", "CQT I", "9"],
            ["I.3", "CQT I", "8"],
        ],
    )
    text = part_of(path, "word/document.xml").decode()
    rows = text.split("<w:tr>")
    rows[4] = rows[4].replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    rows[5] = "<w:trPr><w:del w:id='1'/></w:trPr>" + rows[5].replace(
        "<w:r>", "<w:del w:id='2'><w:r>"
    ).replace("</w:r>", "</w:r></w:del>").replace("w:t>", "w:delText>")
    return with_part(path, "word/document.xml", "<w:tr>".join(rows).encode())


def inner(folder: Path) -> Path:
    """A Word table in a cell of another table, as forms lay out their pages."""
    path = word_file(folder, [], [["Mã", "Đơn vị", "Điểm"], ["I.1", "CQT I", "18"], ["I.1", "Vụ TK", "17"]])
    text = part_of(path, "word/document.xml").decode()
    table = text[text.index("<w:tbl>") : text.index("</w:tbl>") + len("</w:tbl>")]
    outer = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
    return with_part(path, "word/document.xml", text.replace(table, outer).encode())


def sheets(*parts: tuple[str, list[list[object]]], **hidden: str) -> Write:
    """A workbook of several sheets by their names."""

    def change(sheet: Any) -> None:
        sheet.title = parts[0][0]
        for name, rows in parts[1:]:
            other = sheet.parent.create_sheet(name)
            for row in rows:
                other.append(row)
        for name, state in hidden.items():
            sheet.parent[name].sheet_state = state

    return lambda folder: xlsx_file(folder, parts[0][1], change)


SHEETS = {
    "a cover sheet, then the points": now(
        sheets(("Bìa", [["BÁO CÁO"], ["Năm 2022"]]), ("Điểm", LINES)), told=("Bìa",)
    ),
    "a very hidden sheet of points": now(
        sheets(("Điểm", LINES), ("Cũ", [LINES[0], ["I.2", "CQT I", 1]]), Cũ="veryHidden"), told=("Cũ",)
    ),
    "a sheet of notes behind": now(
        sheets(("Điểm", LINES), ("Ghi chú", [["Điểm do Tổ giúp việc tổng hợp"]])), told=("Ghi chú",)
    ),
    "two sheets with the same points": now(
        sheets(("Điểm", LINES), ("Điểm (2)", LINES)), (), wrong=("Điểm (2)",)
    ),
    "units and people in one workbook": now(
        sheets(
            ("Đơn vị", [["Tên đơn vị"], ["Sở Y tế"]]),
            ("Cán bộ", [["Họ và tên", "Đơn vị"], ["Lê Thị Thử", "Vụ TK"]]),
        ),
        (),
        wrong=("--kind",),
        asked=BLOC,
    ),
    "a Word file with content controls": now(controls),
    "a Word file with what is hidden and struck out": now(struck),
    "a Word table within a table": now(inner),
    "a Word table of the whole form": now(
        lambda folder: word_file(
            folder,
            ["PHIẾU CHẤM ĐIỂM", "Đơn vị: Cục Quản trị I"],
            [
                ["STT", "Nội dung", "Điểm tối đa", "Điểm khối chấm"],
                ["I", "NHIỆM VỤ", "60", ""],
                ["1", PLAN, "20", "18"],
            ],
        ),
        ONE[:1],
    ),
    "a LibreOffice sheet": now(lambda folder: ods_file(folder, LINES)),
    "a text file of tabs called .xls": now(
        raw("Mã\tĐơn vị\tĐiểm\nI.1\tCQT I\t18\nI.1\tVụ TK\t17\n".encode("utf-16"), "bang.xls"),
    ),
    "a web page called .xls": now(
        raw(b"<html><table><tr><td>Ma</td></tr></table></html>", "bang.xls"), (), wrong=("bang.xls",)
    ),
    "an empty file": now(raw(b""), (), wrong=("bang.csv",)),
    "only a byte order mark": now(raw(b"\xef\xbb\xbf"), (), wrong=("bang.csv",)),
    "two tables in a text file, the lower one broader": now(
        raw("Đơn vị;I.1\nCQT I;18\n\nBẢNG CHẤM LẠI\nĐơn vị;I.1;I.2\nVụ TK;17;16\n".encode()),
        (*ONE, "điểm | bloc | Vụ TK | I.2 | 16"),
    ),
    "a head alone": now(raw("Mã;Đơn vị;Điểm\n".encode()), (), wrong=("bang.csv",)),
    "a quote that is not closed": now(
        raw('Mã;Đơn vị;Điểm\nI.1;"CQT I;18\n'.encode()), (), wrong=("bang.csv",)
    ),
    "quotes around all, commas in numbers": now(
        raw('"Mã","Đơn vị","Điểm"\n"I.1","CQT I","18,0"\n"I.1","Vụ TK","17,00"\n'.encode()),
    ),
    "old Mac line ends": now(raw("Mã;Đơn vị;Điểm\rI.1;CQT I;18\rI.1;Vụ TK;17\r".encode())),
    "separators at the end of each line": now(
        raw("Mã;Đơn vị;Điểm;;\nI.1;CQT I;18;;\nI.1;Vụ TK;17;;\n".encode())
    ),
    "half cut at the end": now(raw("Mã;Đơn vị;Điểm\nI.1;CQT I;18\nI.1;Vụ".encode()), (ONE[0],), told=()),
    "utf-8 cut within a letter": now(
        raw("Mã;Đơn vị;Điểm\nI.1;CQT I;18\nI.1;Vụ".encode()[:-1]), (), wrong=("bang.csv",)
    ),
    "utf-16 without a mark": now(raw("Mã;Đơn vị;Điểm\nI.1;CQT I;18\nI.1;Vụ TK;17\n".encode("utf-16-le"))),
    "cp1258 with a tilde in each word": now(
        raw(cp1258("Mã;Đơn vị;Điểm;Lý do\nI.1;CQT I;18;đã rõ mỗi lỗi\n")),
        ("điểm | bloc | CQT I | I.1 | 18 | đã rõ mỗi lỗi",),
    ),
    "points by a Word list separated by bars": now(
        raw("Mã|Đơn vị|Điểm\nI.1|CQT I|18\nI.1|Vụ TK|17\n".encode())
    ),
    "yaml with units as keys": now(raw("- Mã: 'I.1'\n  CQT I: 18\n  Vụ TK: 17\n".encode(), "bang.yaml")),
    "yaml that is no list": now(raw("Mã: I.1\nĐiểm: 18\n".encode(), "bang.yaml"), (), wrong=("bang.yaml",)),
    "a workbook with a comment on each cell": now(
        book(
            LINES,
            change=lambda s: [
                put(
                    cell,
                    "comment",
                    Comment("xem lại", "A"),
                )
                for row in s.iter_rows(min_row=2)
                for cell in row
            ],
        )
    ),
    "points as text with an apostrophe": now(
        book([LINES[0], ["I.1", "CQT I", "'18"], ["I.1", "Vụ TK", "17"]])
    ),
    "points typed with letter O for 0": now(book([LINES[0], ["I.1", "CQT I", "1O"]]), (), wrong=("1O",)),
    "points with two commas": now(book([LINES[0], ["I.1", "CQT I", "1,8,0"]]), (), wrong=("1,8,0",)),
    "points as a percent": now(
        book([LINES[0], ["I.1", "CQT I", 0.9]], formats={"C2": "0%"}), (), wrong=("90%",)
    ),
    "points in words": now(book([LINES[0], ["I.1", "CQT I", "mười tám"]]), (), wrong=("mười tám",)),
    "points as a time": now(
        book([LINES[0], ["I.1", "CQT I", time(18, 30)]], formats={"C2": "h:mm"}),
        (),
        wrong=("Điểm!C2",),
    ),
    "true as a point": now(book([LINES[0], ["I.1", "CQT I", True]]), (), wrong=("TRUE",)),
    "minus points of a criterion": now(book([LINES[0], ["I.1", "CQT I", -1]]), (), wrong=("Điểm!C2",)),
    "a thousand rows of nothing between": now(
        book([LINES[0], LINES[1], *[[]] * 1000, LINES[2]]),
    ),
    "a frozen head with filters and grouping": now(
        book(
            LINES,
            change=lambda s: (
                put(s, "freeze_panes", "A2"),
                put(s.auto_filter, "ref", "A1:C3"),
                s.row_dimensions.group(2, 3, hidden=False),
            ),
        )
    ),
    "rows grouped and folded away": now(
        book(LINES, change=lambda s: s.row_dimensions.group(3, 3, hidden=True)), ONE[:1], told=("dòng 3",)
    ),
    "columns grouped and folded away": now(
        book(
            [["Mã", "CQT I", "CQT II", "Vụ TK"], ["I.1", 18, 5, 17]],
            change=lambda s: s.column_dimensions.group("C", hidden=True),
        ),
        told=("cột C",),
    ),
    "a merged cell of points over two units": now(
        book([["Mã", "CQT I", "Vụ TK"], ["I.1", 18, None]], "B2:C2"), (), wrong=("Điểm!B2",)
    ),
    "points merged down two criteria": now(
        book([["Mã", "CQT I"], ["I.1", 18], ["I.2", None]], "B2:B3"), (), wrong=("Điểm!B2",)
    ),
    "a share that is done beside the day until which": Office(
        book(
            [["Nội dung công việc", "Đơn vị", "Thời hạn", "Tiến độ"], ["Sơ kết", "Vụ TK", "30/6/2023", "50%"]]
        ),
        told=("cột D: Tiến độ",),
        asked=V23,
    ),
    "a letter without a table": Office(
        lambda folder: with_part(
            path := word([], "Kính gửi: Các đơn vị")(folder),
            "word/document.xml",
            part_of(path, "word/document.xml").replace(b"<w:tbl></w:tbl>", b""),
        ),
        wrong=("không có bảng nào",),
    ),
    "a task of all, whatever the bloc is called": Office(
        book([["Nhiệm vụ", "Đơn vị thực hiện"], ["Ký giao ước", "Toàn cụm"]]),
        told=("Lấy từ",),
        asked=V23,
    ),
    "a movement within a year": Office(
        book([["Phong trào thi đua", "Thời gian"], ["Cao điểm cuối năm", "Quý IV/2023"]]),
        ("phong trào | Cao điểm cuối năm | 2023 | 2023",),
        told=("“Quý IV/2023”: chỉ đọc năm, 2023",),
        asked=V23,
    ),
}
