"""Files to import, made as offices and as enemies make them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "bang.csv"
    path.write_bytes(text.encode(encoding))
    return path


def yaml_file(folder: Path, text: str) -> Path:
    path = folder / "bang.yaml"
    path.write_text(text, "utf-8")
    return path


def xlsx_file(
    folder: Path, rows: Sequence[Sequence[object]], change: Callable[[Any], object] | None = None
) -> Path:
    """Write a workbook with one sheet; ``change`` is handed the sheet before it is saved."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Điểm"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    path = folder / "bang.xlsx"
    book.save(path)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """Put one more part into a workbook, or another one in the place of a part."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return path


def part_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(name)


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods_file(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a sheet as LibreOffice does: numbers as numbers, texts as texts."""

    def cell(value: object) -> str:
        if isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
        if not value:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content{spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Điểm">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    path = folder / "bang.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", body)
    return path


def word_file(folder: Path, above: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Path:
    """Write a Word file with paragraphs and a table; None goes on with the cell above it."""

    def cell(text: str | None) -> str:
        goes_on = "<w:tcPr><w:vMerge/></w:tcPr>" if text is None else ""
        return f"<w:tc>{goes_on}<w:p><w:r><w:t>{text or ''}</w:t></w:r></w:p></w:tc>"

    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in above)
    lines = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    path = folder / "bang.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{paragraphs}<w:tbl>{lines}</w:tbl></w:body></w:document>',
        )
    return path
