"""Binary workbooks made record by record, as no library writes them: .xls (BIFF8), .xlsb (BIFF12)."""

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
END, FREE, TABLE, MORE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
"""What the table of sectors says of one: the last of a chain, free, of the table, of the table's list."""
STYLE = 15
"""The first style of a cell; those before it are of the program."""


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, STYLE, value))


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, STYLE, len(text), 1)
    return record(0x204, head + text.encode("utf-16-le"))


def remark(row: int, column: int, text: str) -> bytes:
    """Return a comment on a cell: its box, the text in it, and where it belongs."""
    box = struct.pack("<HHHHH", 0x15, 18, 25, 1, 0) + bytes(12) + struct.pack("<HH", 0, 0)
    held = struct.pack("<HH6sHHH", 0, 0, bytes(6), len(text), 16, 0)
    runs = struct.pack("<HHIHHI", 0, 0, 0, len(text), 0, 0)
    words = record(0x3C, b"\1" + text.encode("utf-16-le")) + record(0x3C, runs)
    belongs = struct.pack("<HHHHHB", row, column, 0, 1, 0, 0)
    return record(0x5D, box) + record(0x1B6, held) + words + record(0x1C, belongs)


def numbers(row: int, columns: int) -> bytes:
    """Return points side by side in one record (MULRK)."""
    cell = struct.pack("<HI", STYLE, 8 << 2 | 2)
    return record(0xBD, struct.pack("<HH", row, 0) + cell * columns + struct.pack("<H", columns - 1))


def blanks(row: int, columns: int) -> bytes:
    """Return cells with a format and nothing in them, in one record (MULBLANK)."""
    styles = struct.pack("<H", STYLE) * columns
    return record(0xBE, struct.pack("<HH", row, 0) + styles + struct.pack("<H", columns - 1))


def xls_file(folder: Path, cells: Iterable[bytes], *, before: bytes = b"") -> Path:
    """Write a workbook of one sheet of these cells; ``before`` stands among the records of the workbook."""
    begins = [record(0x809, struct.pack("<HHHHII", 0x600, kind, 0xDBB, 0x7CC, 0, 6)) for kind in (5, 0x10)]
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\5\0Arial")
    styles = [record(0xE0, struct.pack("<HHH", 0, 0, mark) + bytes(14)) for mark in (0xFFF5, 1)]

    def book(sheet_at: int) -> bytes:
        sheet = record(0x85, struct.pack("<IBBBB", sheet_at, 0, 0, 4, 0) + b"Diem")
        return begins[0] + before + font * 4 + styles[0] * STYLE + styles[1] + sheet + record(0xA)

    path = folder / "bang.xls"
    path.write_bytes(_compound(b"".join([book(len(book(0))), begins[1], *cells, record(0xA)])))
    return path


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream."""
    count = max(-(-len(stream) // SECTOR), 8)  # what is shorter would stand in sectors of another size
    tables = next(n for n in range(1, 1 << 12) if n * 128 >= n + _lists(n) + 1 + count)
    lists, first = _lists(tables), tables + _lists(tables) + 1
    chain = [*range(first + 1, first + count), END]
    sectors = [*[TABLE] * tables, *[MORE] * lists, END, *chain]
    sectors += [FREE] * (tables * 128 - len(sectors))
    places = [*range(tables), *[FREE] * (109 + lists * 127 - tables)]
    more = [places[109 + n * 127 : 109 + (n + 1) * 127] for n in range(lists)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first - 1, 0, 4096, END, 0,
        tables if lists else END, lists,
    )  # fmt: skip
    folder = _entry("Root Entry", 5, 1, (END, 0)) + _entry("Workbook", 2, FREE, (first, count * SECTOR))
    return b"".join([
        head, struct.pack("<109I", *places[:109]), struct.pack(f"<{len(sectors)}I", *sectors),
        *(struct.pack("<128I", *of, END if n == lists else tables + n) for n, of in enumerate(more, 1)),
        folder, _entry("", 0, FREE, (0, 0)) * 2, stream.ljust(count * SECTOR, b"\0"),
    ])  # fmt: skip


def _lists(tables: int) -> int:
    return max(0, -(-(tables - 109) // 127))


def _entry(name: str, kind: int, child: int, stream: tuple[int, int]) -> bytes:
    called = f"{name}\0".encode("utf-16-le") if name else b""
    head = called.ljust(64, b"\0") + struct.pack("<HBBIII", len(called), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", *stream)


def short(value: int) -> bytes:
    """Return a number of seven bits a byte."""
    found = b""
    while value >= 0x80:
        found, value = found + bytes([value & 0x7F | 0x80]), value >> 7
    return found + bytes([value])


def part(kind: int, data: bytes = b"") -> bytes:
    return short(kind) + short(len(data)) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


class Beside(NamedTuple):
    """What a sheet has beside its values: rows and columns hidden, from 0; the format of numbers."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    shown: str = "General"


PLAIN = Beside()


def xlsb_file(
    folder: Path, rows: Iterable[tuple[int, Iterable[tuple[int, str | float]]]], beside: Beside = PLAIN
) -> Path:
    """Write a workbook of one sheet: rows from 0, each with its cells by column; «#REF!» is an error."""
    sheet = [part(129), part(148, bytes(16))]
    sheet += [part(60, struct.pack("<IIIIH", at, at, 2304, 0, 1)) for at in sorted(beside.columns)]
    sheet.append(part(145))
    for row, cells in rows:
        hidden = 0x10 if row in beside.rows else 0
        sheet.append(part(0, struct.pack("<IIHBB", row, 0, 300, 0, hidden) + bytes(13)))
        for column, value in cells:
            if value == "#REF!":
                sheet.append(part(3, struct.pack("<IIB", column, 0, 0x17)))
                continue
            said = wide(value) if isinstance(value, str) else struct.pack("<d", value)
            kind, style = (6, 0) if isinstance(value, str) else (5, 1)
            sheet.append(part(kind, struct.pack("<II", column, style) + said))
    sheet += [part(146), part(130)]
    book = part(131) + part(143) + part(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Diem"))
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pointers = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = folder / "bang.xlsb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        of_book = (("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin"))
        for file, parts in (
            ("_rels/.rels", (("officeDocument", "xl/workbook.bin"),)),
            ("xl/_rels/workbook.bin.rels", of_book),
        ):
            relations = "".join(
                f'<Relationship Id="rId{n}" Type="{kinds}/{kind}" Target="{target}"/>'
                for n, (kind, target) in enumerate(parts, 1)
            )
            package.writestr(file, f'<Relationships xmlns="{pointers}">{relations}</Relationships>')
        styles = part(44, struct.pack("<H", 164) + wide(beside.shown)) + part(617, struct.pack("<I", 2))
        styles += part(47, struct.pack("<HH", 0, 0) + bytes(12)) + part(
            47, struct.pack("<HH", 0, 164) + bytes(12)
        )
        package.writestr("xl/styles.bin", styles + part(618))
        package.writestr("xl/workbook.bin", book + part(144) + part(132))
        package.writestr("xl/worksheets/sheet1.bin", b"".join(sheet))
    return path
