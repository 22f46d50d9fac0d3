"""What a Word file of the office gives to ktd's own: the face and the line at the head of its pages.

Nothing else of it is taken, and the file is not kept: a template may hold whatever anybody put there.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FONT = "Times New Roman"
"""Phụ lục I, I.4: by its name, whatever is installed here."""
LONGEST = 200
"""Letters of the line at the head of pages."""
MOST_PARTS, MOST_BYTES = 2000, 64 * 1024 * 1024
ACTIVE = re.compile(r"(?i)vbaProject|vbaData|activeX|/embeddings/|\.exe$|\.js$")
"""Parts that do something, or that another program is to open."""
_FACE = re.compile(r"[\w][\w .-]{1,59}")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class WordLook(NamedTuple):
    """How the office's Word files look, beside the decree's styles.

    Attributes:
        font: The face of every text, by its name.
        header: The line at the head of each page; empty: there is none.
    """

    font: str = FONT
    header: str = ""


DECREES = WordLook()
"""As the decree's models have it."""


def check_font(name: str) -> str:
    """Return the name of a face as typed; empty: the decree's.

    Raises:
        Refused: It is none.
    """
    if name and not _FACE.fullmatch(name):
        raise Refused(N_("“{text}” is no font's name: write it like “{font}”."), text=name, font=FONT)
    return name


def template_look(content: bytes, path: object) -> WordLook:
    """Return what a template gives.

    Raises:
        Refused: It is no Word file, or holds what a template for papers has no business to hold.
    """
    from ktd_tui.papers.render.word.telling import is_word_file

    if not is_word_file(content):
        raise Refused(N_("{path} is no Word file (.docx): save it from Word as .docx."), path=path)
    _check(content, path)
    header = " ".join(" ".join(_header(content)).split())
    return WordLook(_face(content) or FONT, within(header, LONGEST))


def _check(content: bytes, path: object) -> None:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            links = [one.filename for one in parts if one.filename.endswith(".rels")]
    except (BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise Refused(N_("{path} is no Word file (.docx): save it from Word as .docx."), path=path) from error
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_BYTES:
        raise Refused(N_("{path} is too large to be a template."), path=path)
    if any(ACTIVE.search(one.filename) for one in parts):
        raise Refused(N_("{path} holds macros or embedded objects: save it without them."), path=path)
    if any(_leads_away(_part(content, name)) for name in links):
        raise Refused(N_("{path} fetches parts from elsewhere: save it without links to files."), path=path)


def _part(content: bytes, name: str) -> "Element | None":
    from ktd_tui.papers.render.word.telling import word_part  # XML and ZIP, which PDFs have no use for

    return word_part(content, name)


def _leads_away(links: "Element | None") -> bool:
    """Tell whether a list of links names anything outside that a program would fetch by itself."""
    if links is None:  # it cannot be read: nobody knows
        return True
    outside = (one for one in links if one.get("TargetMode") == "External")
    return any(not one.get("Type", "").endswith("/hyperlink") for one in outside)


def _face(content: bytes) -> str:
    """Return the face of the template's usual text; empty where it names none."""
    styles = _part(content, "word/styles.xml")
    if styles is None:
        return ""
    usual = [style for style in styles.iter(f"{_WORD}style") if style.get(f"{_WORD}default") == "1"]
    for place in (*usual, *styles.iter(f"{_WORD}docDefaults")):
        for fonts in place.iter(f"{_WORD}rFonts"):
            if name := fonts.get(f"{_WORD}ascii") or _themed(content, fonts.get(f"{_WORD}asciiTheme", "")):
                return name if _FACE.fullmatch(name) else ""
    return ""


def _themed(content: bytes, theme: str) -> str:
    part = _part(content, "word/theme/theme1.xml") if theme else None
    if part is None:
        return ""
    kind = "major" if theme.startswith("major") else "minor"
    faces = part.iter(f"{_DRAWN}{kind}Font")
    latin = next((one.find(f"{_DRAWN}latin") for one in faces), None)
    return latin.get("typeface", "") if latin is not None else ""


def _header(content: bytes) -> Iterator[str]:
    """Yield the words of the first header that has any; a page's number is none."""
    for number in range(1, 7):
        part = _part(content, f"word/header{number}.xml")
        words = [one.text or "" for one in part.iter(f"{_WORD}t")] if part is not None else []
        if any(char.isalpha() for char in "".join(words)):
            yield "".join(words)
            return
