"""How a sheet of the folder is written down: the file, what is said beside it, what the data has after."""

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.sheets.columns import TableKind
from tests.sheets.making import ods_file, word_file, xlsx_file
from tests.sheets.old_workbooks import label, number, xls_file

Rows = Sequence[Sequence[object]]
Words = Sequence[str]
Write = Callable[[Path], Path]
V22, V23 = Asked("V", 2022), Asked("V", 2023)
BLOC = Asked("V")
SIGNED: list[list[object]] = [
    [],
    [None, None, "Hà Nội, ngày 05 tháng 12 năm 2022"],
    ["NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"],
    ["(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"],
    [],
    ["Lê Thị A", None, "Lê Văn B"],
]


class Office(NamedTuple):
    """A file and the right answer.

    Attributes:
        write: Makes the file.
        gives: What the data has after that it had not: lines of ``facts``; «- …» what it has no more.
        told: Words that stand in the plan beside its rows.
        wrong: Words of the refusal, or of the plan's wrong rows; then nothing is written.
        stage: «now»: 2022 is being scored; «cross», «self»: its other layers; «registering»: 2023.
    """

    write: Write
    gives: Words = ()
    told: Words = ()
    wrong: Words = ()
    asked: Asked = BLOC
    kind: TableKind | None = None
    stage: str = ""


def book(
    rows: Rows,
    merged: str = "",
    formats: dict[str, str] | None = None,
    change: Callable[[Any], object] | None = None,
) -> Write:
    """A workbook: its rows, what is merged («A1:A2 B1:C1»), how cells are shown."""

    def made(sheet: Any) -> None:
        for box in merged.split():
            sheet.merge_cells(box)
        for place, code in (formats or {}).items():
            sheet[place].number_format = code
        if change:
            change(sheet)

    return lambda folder: xlsx_file(folder, rows, made)


def raw(content: bytes, name: str = "bang.csv") -> Write:
    """A file of these bytes."""

    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def cp1258(text: str) -> bytes:
    """Write a text as Windows-1258 does: letters with their shape, tones as marks behind them."""
    tones = dict(zip("\u0300\u0301\u0303\u0309\u0323", "\u0300\u0301\u0303\u0309\u0323", strict=True))
    out = ""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in apart[1:] if mark in tones), "")
        out += unicodedata.normalize("NFC", apart.replace(tone, "")) + tone if tone else letter
    return out.encode("cp1258")


def put(on: Any, name: str, value: object) -> object:
    """Set something of a sheet, within an expression; return it."""
    setattr(on, name, value)
    return on


def ods(rows: Rows) -> Write:
    """A sheet as LibreOffice writes it."""
    return lambda folder: ods_file(folder, rows)


def xls(rows: Rows) -> Write:
    """A workbook of before 2007."""

    def cell(line: int, column: int, value: object) -> bytes:
        if isinstance(value, int | float):
            return number(line, column, value)
        return label(line, column, str(value))

    cells = [
        cell(line, column, value)
        for line, row in enumerate(rows)
        for column, value in enumerate(row)
        if value is not None
    ]
    return lambda folder: xls_file(folder, cells)


def word(rows: Sequence[Sequence[str | None]], *above: str) -> Write:
    """A Word file: paragraphs, and a table below them."""
    return lambda folder: word_file(folder, above, rows)
