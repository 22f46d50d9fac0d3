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
