"""Which paper a Word file came from, and its words: read from anybody's file, whatever stands in it."""

import json
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator

CUSTOM, WORDS = "docProps/custom.xml", "word/document.xml"
PROPERTY = "ktd"
"""The property that tells which paper it is, as JSON; Word and LibreOffice keep it when they save."""
MOST = 32 * 1024 * 1024
"""Bytes of what is unpacked: a small ZIP can hold a thousand times its size."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_word_file(content: bytes) -> bool:
    """Tell whether a file is one of Word's: a ZIP with a document in it."""
    return word_part(content, WORDS) is not None


def told_in_word(content: bytes) -> dict[str, Any]:
    """Return what a Word file tells of the paper that it came from; nothing where it tells nothing."""
    part = word_part(content, CUSTOM)
    for one in part if part is not None else ():
        if one.get("name") == PROPERTY:
            try:
                told = json.loads("".join(one.itertext()))
            except (ValueError, RecursionError):
                return {}
            return told if isinstance(told, dict) else {}
    return {}


def word_lines(content: bytes) -> list[str]:
    """Return the lines of a Word file's text, those in tables in the order of reading."""
    part = word_part(content, WORDS)
    if part is None:
        return []
    lines = ("".join(_said(one)) for one in part.iter(f"{_WORD}p"))
    return [" ".join(line.split()) for line in lines if line.strip()]


def _said(paragraph: Element) -> "Iterator[str]":
    for one in paragraph.iter():
        if one.tag == f"{_WORD}t":
            yield one.text or ""
        elif one.tag in (f"{_WORD}br", f"{_WORD}tab"):
            yield " "


def word_part(content: bytes, name: str) -> Element | None:
    """Return a part of the file; None where there is none, or where somebody made something else of it."""
    try:
        with ZipFile(BytesIO(content)) as package:
            if package.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                return None
            with package.open(name) as part:
                text = part.read(MOST + 1)
        # No program for writing declares entities: who does wants them to grow.
        return None if len(text) > MOST or b"<!DOCTYPE" in text else fromstring(text)  # noqa: S314  # no DTD
    except (BadZipFile, KeyError, ParseError, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        return None
