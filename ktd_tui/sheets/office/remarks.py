"""What stands on a sheet of a workbook beside its cells: comments on them, boxes of text."""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from struct import Struct
from xml.etree.ElementTree import Element, ParseError, fromstring

from ktd_tui.sheets.cells import Remark, letters, text_cell, where
from ktd_tui.sheets.office.xlsb_size import records
from ktd_tui.sheets.office.xlsx_sheet import is_named

MOST = 2_000_000
"""Bytes of a part that is read: what is larger is told without its words."""
_OF_CELL, _SAID = 635, 637
"""BrtBeginComment, BrtCommentText."""
_CELL_AT, _LENGTH = Struct("<IIIII"), Struct("<xI")
Related = Callable[[zipfile.ZipFile, str, str], dict[str, tuple[str, str]]]


def remarks_of(package: zipfile.ZipFile, sheet: str, title: str, related: Related) -> tuple[Remark, ...]:
    """Return the remarks on a sheet; parts that cannot be read are no reason to refuse.

    Args:
        sheet: The part of the sheet.
        title: What the sheet is called.
        related: Tells what a part points to.
    """
    folder, name = posixpath.split(sheet)
    try:
        parts = related(package, f"{folder}/_rels/{name}.rels", folder)
        return tuple(one for kind, part in parts.values() for one in _of(package, kind, part, title))
    except (KeyError, ParseError):
        return ()


def _of(package: zipfile.ZipFile, kind: str, part: str, title: str) -> Iterator[Remark]:
    ending = kind.rsplit("/", 1)[-1]
    if ending not in ("comments", "drawing"):
        return
    if package.getinfo(part).file_size > MOST:
        yield Remark(title, "", on_cell=ending == "comments")
        return
    if part.endswith(".bin"):
        yield from _of_records(package.read(part), title)
        return
    root: Element = fromstring(package.read(part))  # noqa: S314  # entities were refused before
    holders = {"comments": "comment", "drawing": "sp"}[ending]
    for one in (each for each in root.iter() if is_named(each, holders)):
        if cell := text_cell(_said(one)):
            place = f"{title}!{one.get('ref', '')}" if ending == "comments" else title
            yield Remark(place, cell.text, on_cell=ending == "comments")


def _of_records(content: bytes, title: str) -> Iterator[Remark]:
    """Yield the comments of a binary workbook: each cell's record has its text behind it."""
    place = title
    for kind, at, length in records(content):
        if kind == _OF_CELL and length >= _CELL_AT.size:
            _, row, _, column, _ = _CELL_AT.unpack_from(content, at)
            place = where(title, row + 1, letters(column))
        elif kind == _SAID and length >= _LENGTH.size:
            begin = at + _LENGTH.size
            said = content[begin : min(begin + 2 * _LENGTH.unpack_from(content, at)[0], at + length)]
            if cell := text_cell(said.decode("utf-16-le", "replace")):
                yield Remark(place, cell.text)


def notes_of(package: zipfile.ZipFile) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the comments and footnotes of a Word file by what refers to them: its kind and its number."""
    for kind in ("comment", "footnote", "endnote"):
        part = f"word/{kind}s.xml"
        if part not in package.namelist() or package.getinfo(part).file_size > MOST:
            continue
        for one in fromstring(package.read(part)):  # noqa: S314  # as above
            number = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
            if is_named(one, kind) and (cell := text_cell(_said(one))):
                yield (kind, number), cell.text


def _said(of: Element) -> str:
    """Return all texts within an element, its paragraphs apart."""
    pieces = []
    for one in of.iter():
        if is_named(one, "p"):
            pieces.append(" ")
        elif is_named(one, "t"):
            pieces.append(one.text or "")
    return " ".join("".join(pieces).split())
