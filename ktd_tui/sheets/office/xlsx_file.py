"""XLSX as offices write it: several sheets, merged titles, formulas with their values; nothing that runs.

The file is a zip of XML and may come from anywhere: its size unpacked, its parts and its declarations are
looked at first. It is read here and not by openpyxl, which stops at a colour that it does not like, and
hides what a sheet shows: number formats, hidden rows, fonts.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, ParseError, fromstring  # entities are refused before

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import RawSheet, Size
from ktd_tui.sheets.office.remarks import remarks_of
from ktd_tui.sheets.office.shown import BUILT_IN, GENERAL
from ktd_tui.sheets.office.xlsx_sheet import Book, SharedText, is_named, read_sheet, shared_text

UNPACKED = 30_000_000
"""Bytes of all parts unpacked; an office's sheet has a few hundred thousand."""
PARTS = 500
_PIECE = 1 << 16


def read_xlsx(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read every sheet of a workbook.

    Raises:
        Refused: It is no workbook, holds macros or links to other files, or is too large.
    """
    with open_package(content, name, ".xlsx") as package:
        return tuple(_sheets(package))


@contextmanager
def open_package(content: bytes, name: str, kind: str) -> Iterator[zipfile.ZipFile]:
    """Open the package of an office's file, looked at before; whatever is wrong with it is one refusal.

    Raises:
        Refused: It is none, holds macros or links to other files, or is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_package(package, name)
            yield package
    except Refused:
        raise
    # A strange file raises whatever its parts raise: KeyError, ValueError, ParseError, zlib.error …
    except Exception as error:
        raise Refused(N_("{path} is damaged or is no {kind} file."), path=name, kind=kind) from error


def check_package(package: zipfile.ZipFile, name: str) -> None:
    """Refuse what is no office's file.

    Raises:
        Refused: It unpacks to too much, holds macros, links or declarations of entities.
    """
    parts = package.infolist()
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Refused(N_("{path} unpacks to far more than a sheet; it was not read."), path=name)
    names = {part.filename.lower() for part in parts}
    if any("vbaproject" in part or "macrosheets/" in part for part in names):
        raise Refused(N_("{path} holds macros; it was not read. Save it as .xlsx."), path=name)
    if any("externallinks/" in part for part in names):
        raise Refused(
            N_("{path} takes values from other files. Paste them as values and save it again."), path=name
        )
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_xml(package, part, name)


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Refuse declarations of entities: a few of them unfold to gigabytes."""
    before = b""
    with package.open(part) as file:
        while piece := file.read(_PIECE):
            # Two-byte letters would hide what is looked for.
            if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece or b"\0" in piece:
                raise Refused(N_("{path} is no workbook of an office; it was not read."), path=name)
            before = piece[-16:]


def _sheets(package: zipfile.ZipFile) -> Iterator[RawSheet]:
    main, parts = main_part(package)
    workbook = _xml(package, main)
    by_kind = {kind.rsplit("/", 1)[-1]: target for kind, target in parts.values()}
    book = Book(
        _shared(package, by_kind.get("sharedStrings", "")),
        *_styles(package, by_kind.get("styles", "")),
        size=Size(),
        since_1904=any(
            pr.get("date1904", "0") in ("1", "true") for pr in workbook.iter() if is_named(pr, "workbookPr")
        ),
    )
    for sheet in (each for each in workbook.iter() if is_named(each, "sheet")):
        mark = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        kind, target = parts[mark]
        if kind.endswith("/worksheet"):
            hidden = sheet.get("state", "visible") != "visible"
            with package.open(target) as file:
                read = read_sheet(file, sheet.get("name", "?"), book, hidden=hidden)
            yield read._replace(remarks=remarks_of(package, target, read.name, related))


def main_part(package: zipfile.ZipFile) -> tuple[str, dict[str, tuple[str, str]]]:
    """Return the part that lists the sheets, and what it points to: kind and path by mark."""
    root = related(package, "_rels/.rels", "")
    main = next(target for kind, target in root.values() if kind.endswith("/officeDocument"))
    folder = posixpath.dirname(main)
    return main, related(package, f"{folder}/_rels/{posixpath.basename(main)}.rels", folder)


def related(package: zipfile.ZipFile, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Return what a part points to: kind and path by mark."""
    found = {}
    for one in _xml(package, part):
        target = one.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[one.get("Id", "")] = (one.get("Type", ""), path)
    return found


def _xml(package: zipfile.ZipFile, part: str) -> Element:
    return fromstring(package.read(part))  # noqa: S314  # entities were refused before


def _shared(package: zipfile.ZipFile, part: str) -> tuple[SharedText, ...]:
    if not part or part not in package.namelist():
        return ()
    return tuple(shared_text(one) for one in _xml(package, part) if is_named(one, "si"))


def _styles(package: zipfile.ZipFile, part: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[int]]:
    """Return number format and font of each style, and which strike their cells through.

    Styles that cannot be read are no reason to refuse.
    """
    try:
        root = _xml(package, part)
    except (KeyError, ParseError):
        return (), (), frozenset()
    own = {f.get("numFmtId", ""): f.get("formatCode", "") for f in root.iter() if is_named(f, "numFmt")}
    fonts = [
        next((of.get("val", "") for of in font if is_named(of, "name")), "")
        for fonts in root
        if is_named(fonts, "fonts")
        for font in fonts
    ]
    lines = [
        any(is_named(of, "strike") and of.get("val", "1") not in ("0", "false") for of in font)
        for fonts in root
        if is_named(fonts, "fonts")
        for font in fonts
    ]
    formats: list[str] = []
    faces: list[str] = []
    struck: set[int] = set()
    for style in (one for cells in root if is_named(cells, "cellXfs") for one in cells):
        number = style.get("numFmtId", "0")
        formats.append(own.get(number) or BUILT_IN.get(int(number), GENERAL))
        place = int(style.get("fontId", "0"))
        struck |= {len(faces)} if place < len(lines) and lines[place] else set()
        faces.append(fonts[place] if place < len(fonts) else "")
    return tuple(formats), tuple(faces), frozenset(struck)
