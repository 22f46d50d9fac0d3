"""What reads bytes that somebody else may have written: it takes them in, or says one sentence."""

import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from ktd_tui.config import read_settings
from ktd_tui.domain.people import Person
from ktd_tui.errors import KtdError
from ktd_tui.operations.scripting.script import acts
from ktd_tui.papers.render.read_back import attached, page_count, text_lines
from ktd_tui.papers.render.word.template import template_look
from ktd_tui.sheets.layout import read_tables
from ktd_tui.sheets.reading import read_sheets
from ktd_tui.words import parse_date, parse_points
from store import FILE_NAME, open_store
from store.beside.drafts import Drafts
from store.care.backup_reader import read_backup
from store.care.check import check_data

JOURNAL = f"{FILE_NAME}.journal"
SHEET = "xl/worksheets/sheet1.xml"


class Reader(NamedTuple):
    """A reader as the fuzzer drives it.

    Attributes:
        seeds: Makes whole inputs, from which the fuzzer begins, in an empty folder.
        read: Reads one input, in an empty folder; ``KtdError`` is its one sentence.
    """

    seeds: Callable[[Path], list[bytes]]
    read: Callable[[Path, bytes], object]


def _some_data(folder: Path) -> Path:
    """Make data with a snapshot and a journal of three commits."""
    data = folder / "made"
    store = open_store(data, create=True)
    person = store.save(Person(name="Lê Thị Ánh"))
    store.close()
    store = open_store(data)
    store.save(person.with_(name="Lê Thị Ánh Nguyệt"))
    store.delete(store.save(Person(name="Thừa")))
    return data


def _part_of_data(name: str) -> Reader:
    def seeds(folder: Path) -> list[bytes]:
        return [(_some_data(folder) / name).read_bytes()]

    def read(folder: Path, content: bytes) -> None:
        made = _some_data(folder) if not (folder / "made").exists() else folder / "made"
        data = folder / "data"
        data.mkdir(0o700, exist_ok=True)
        for other in (FILE_NAME, JOURNAL):
            (data / other).write_bytes(content if other == name else (made / other).read_bytes())
        list(check_data(data))
        store = open_store(data, read_only=True)
        try:
            store.find(Person)
            list(store.changes())
        finally:
            store.close()

    return Reader(seeds, read)


def _backups(folder: Path) -> list[bytes]:
    store, copy = open_store(_some_data(folder)), folder / "copy.zip"
    try:
        store.backup(copy)
    finally:
        store.close()
    return [copy.read_bytes()]


def _a_file(name: str, read: Callable[[Path], object]) -> Callable[[Path, bytes], object]:
    def from_bytes(folder: Path, content: bytes) -> object:
        path = folder / name
        path.write_bytes(content)
        return read(path)

    return from_bytes


def _tables(path: Path) -> object:
    return read_tables(read_sheets(path), path.name)


TABLE = [["Mã", "Tên đơn vị", "Điểm tối đa"], ["I.1", "Vụ A", "20"], ["I.2", "Sở Y tế", "9,5"]]


def _workbook() -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in TABLE:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    book.save(out)
    return out.getvalue()


def _sheets_xml(_: Path) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(_workbook())) as package:
        return [package.read(SHEET)]


def _read_xml(folder: Path, content: bytes) -> object:
    path = folder / "bang.xlsx"
    with zipfile.ZipFile(BytesIO(_workbook())) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == SHEET else old.read(part))
    return _tables(path)


def _pdfs(_: Path) -> list[bytes]:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.drawString(72, 720, "BIEN BAN")
    canvas.save()
    return [out.getvalue()]


def _read_pdf(_: Path, content: bytes) -> None:
    # The readers of signatures run in a child that may fail in any way; here only what runs in ktd itself.
    page_count(content), text_lines(content), attached(content)


def _word_files(_: Path) -> list[bytes]:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<d/>")
        package.writestr("word/styles.xml", "<s/>")
    return [out.getvalue()]


def _draft(folder: Path, content: bytes) -> object:
    (folder / "drafts").mkdir(exist_ok=True)
    (folder / "drafts" / "1000.json").write_bytes(content)
    return Drafts(folder).read("1000")


def _words(_: Path, content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    for parse in (parse_points, parse_date):
        with suppress(KtdError):
            parse(text)


def _script(_: Path, content: bytes) -> object:
    return acts(content.decode("utf-8", "replace"))


def _csv(_: Path) -> list[bytes]:
    return ["\n".join(";".join(row) for row in TABLE).encode(), "Tên\tLoại\n“a”\t“b\nc”\n".encode("utf-16")]


READERS: Mapping[str, Reader] = {
    "snapshot": _part_of_data(FILE_NAME),
    "journal": _part_of_data(JOURNAL),
    "backup": Reader(_backups, _a_file("copy.zip", read_backup)),
    "csv": Reader(_csv, _a_file("bang.csv", _tables)),
    "yaml": Reader(lambda _: [b"- ma: I.1\n  ten: A\n"], _a_file("bang.yaml", _tables)),
    "xlsx": Reader(lambda _: [_workbook()], _a_file("bang.xlsx", _tables)),
    "sheet": Reader(_sheets_xml, _read_xml),
    "template": Reader(_word_files, lambda _, content: template_look(content, "mau.docx")),
    "pdf": Reader(_pdfs, _read_pdf),
    "draft": Reader(lambda _: [b'{"texts": {"line": "\\u0111"}}'], _draft),
    "script": Reader(lambda _: ["open 08:10\nline nvđ: Nhất trí\n# hết\n".encode()], _script),
    "settings": Reader(
        lambda _: [b'theme = "dark"\n[keys]\nsave = "ctrl+s"\n'],
        _a_file("ktd.toml", lambda p: read_settings([p])),
    ),
    "words": Reader(lambda _: ["9,5 điểm".encode(), b"14/8/2022", "−1".encode()], _words),
}
