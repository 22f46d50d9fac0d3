"""What LibreOffice writes when it opens a workbook and saves it, recorded once: ``tests/fixtures``.

Run ``python -m tests.sheets.recording`` where ``soffice`` is installed (Debian: libreoffice-calc); the tests
read what it left. An office program's own files, not what we believe that it writes.
"""

import shutil
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.marks import TableMark
from ktd_tui.sheets.writing import WrittenTable, xlsx_bytes
from tests.sheets.making import xlsx_file

FIXTURES = Path(__file__).parent.parent / "fixtures"
TABLES = {
    "scores": WrittenTable(
        "Điểm tự chấm",
        ("Mã tiêu chí", "Nội dung", "Điểm tối đa", "Vụ Một", "=1+1"),
        (
            ("I", "Nhiệm vụ", 40, Decimal("18.5"), 20),
            ("I.1", "Kế hoạch, “đúng hạn”; đủ", 20, Decimal("18.5"), 20),
            ("I.10", "-không là công thức", 20, None, 0),
            (None, "Tổng điểm", 40, Decimal("18.5"), 20),
        ),
        ("Điểm tự chấm khối V năm 2022",),
        TableMark(TableKind.SCORES, "V", 2022, "self").text,
    ),
    "registrations": WrittenTable(
        "Đăng ký",
        ("Đơn vị", "Mã tiêu chí", "Nội dung đăng ký", "Chỉ tiêu bằng số", "Đơn vị tính", "Thời hạn"),
        (
            ("Vụ Một", "I.1", "98,5%", Decimal("98.5"), "%", "30/11/2022"),
            ("Vụ Một", "I.10", "=không", None, None, "Quý IV/2022"),
        ),
        mark=TableMark(TableKind.REGISTRATIONS, "V", 2022).text,
    ),
    "criteria": WrittenTable(
        "Tiêu chí",
        ("Mã tiêu chí", "Nội dung", "Điểm tối đa", "Loại"),
        (("I", "Nhóm", 30, "nhóm"), ("I.1", "Một", Decimal("12.5"), "tiêu chí"), ("1.10", "Mười", 2, "trừ")),
        mark=TableMark(TableKind.CRITERIA, "V", 2022).text,
    ),
}
ENDINGS = ("xlsx", "ods")


def merged_and_hidden(sheet: Any) -> None:
    """A unit beside its two points, and a sheet that nobody sees."""
    sheet.merge_cells("A3:A4")
    other = sheet.parent.create_sheet("Ẩn")
    other.append(["Tên đơn vị"])
    other.append(["Vụ Ẩn"])
    other.sheet_state = "hidden"


def main() -> None:
    """Record the tables as .xlsx and .ods, and a workbook of old as .xls."""
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder)
        for name, table in TABLES.items():
            source = inside / f"{name}.xlsx"
            source.write_bytes(xlsx_bytes(table))
            for ending in ENDINGS:
                shutil.copy(saved(source, ending), FIXTURES / f"libreoffice-{name}.{ending}")
        rows: list[list[object]] = [
            ["BẢNG CHẤM ĐIỂM"],
            ["Đơn vị", "Mã tiêu chí", "Điểm"],
            ["Vụ TK", "I.1", 18.5],
        ]
        old = xlsx_file(inside, [*rows, [None, "I.2", 19]], merged_and_hidden)
        shutil.copy(saved(old, "xls"), FIXTURES / "diem.xls")


def saved(path: Path, ending: str) -> Path:
    """Let LibreOffice open a file and save it."""
    out = path.parent / "saved"
    home = f"-env:UserInstallation=file://{path.parent}/home"
    run = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(run, check=True, capture_output=True)
    return out / f"{path.stem}.{ending}"


if __name__ == "__main__":
    main()
