"""Fonts are found, never shipped: Times New Roman, else a face of the same widths, else Crimson Text.

A face is taken only with all four styles, each holding every Vietnamese letter: Debian's
fonts-liberation 1.07 has the right name, lacks 92 letters, and reportlab then prints boxes silently.
"""

import os
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.papers.document import Prepared, strings

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for vowel in "aăâeêioôơuưy"
    for letter in (vowel, vowel.upper())
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | frozenset("đĐ")
"""The vowels with every tone, and đ: 146 letters, of which 134 are not ASCII."""

_LIBERATION = "LiberationSerif-{}.ttf"
_TINOS = "Tinos-{}.ttf"
_STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
_TIMES = "Times New Roman"
_TIMES_STYLES = ("", " Bold", " Italic", " Bold Italic")

CANDIDATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_TIMES, ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),  # as Windows names it
    (_TIMES, tuple(f"{_TIMES}{style}.ttf" for style in _TIMES_STYLES)),  # as macOS does
    (_TIMES, tuple(f"{_TIMES}{style}.ttf".replace(" ", "_") for style in _TIMES_STYLES)),  # msttcorefonts
    ("Liberation Serif", tuple(_LIBERATION.format(style) for style in _STYLES)),
    ("Tinos", tuple(_TINOS.format(style) for style in _STYLES)),
)
"""Best first: the decree's own face (Phụ lục I, I.4), then those of its widths."""

SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_DEPTH = 2
"""Folders below a root that are looked into: /usr/share/fonts/truetype/liberation2."""


@dataclass(frozen=True)
class Faces:
    """One family in four styles.

    Attributes:
        is_decree_face: Times New Roman, or a face of the same widths.
    """

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path
    is_decree_face: bool

    @property
    def paths(self) -> tuple[Path, Path, Path, Path]:
        """The four files."""
        return self.regular, self.bold, self.italic, self.bold_italic


def find_faces(search: Sequence[Path] | None = None) -> Faces:
    """Return the best face that is there.

    Args:
        search: Where fonts are installed; the system's and the user's own folders by default.
    """
    folders = dict(_folders(_default_roots() if search is None else search, _DEPTH))
    for name, files in CANDIDATES:
        for folder, there in folders.items():
            if there.issuperset(files):
                faces = _in_folder(folder, files, name, is_decree_face=True)
                if all(_is_usable(path) for path in faces.paths):
                    return faces
    return crimson()


def crimson() -> Faces:
    """Return the serif that comes as a Python package (OFL, every Vietnamese letter)."""
    import fontpkg_crimson_text

    folder = Path(fontpkg_crimson_text.__file__).parent / "files"
    files = [f"CrimsonText-{style}.ttf" for style in _STYLES]
    return _in_folder(folder, files, "Crimson Text", is_decree_face=False)


def _in_folder(folder: Path, files: Sequence[str], name: str, *, is_decree_face: bool) -> Faces:
    regular, bold, italic, bold_italic = (folder / file for file in files)
    return Faces(name, regular, bold, italic, bold_italic, is_decree_face)


def missing_glyphs(faces: Faces, text: str) -> set[str]:
    """Return the characters of ``text`` that some style of the face lacks.

    reportlab prints a box for them and says nothing, so this is asked before anything is drawn.
    """
    wanted = {c for c in set(unicodedata.normalize("NFC", text)) if not c.isspace()}
    return {c for path in faces.paths for c in wanted if ord(c) not in font(path).face.charToGlyph}


def glyphless(paper: Prepared, faces: Faces) -> Iterator[Refused]:
    """Yield a refusal for every text of a prepared paper with a sign that the font lacks, with its place."""
    texts = list(strings(paper))
    lacking = missing_glyphs(faces, "".join(text for _, text in texts))
    for place, text in texts if lacking else ():
        if here := [c for c in dict.fromkeys(text) if c in lacking]:
            yield Refused(
                N_("The font {font} has no sign for “{signs}” ({place}). Take it out of the text."),
                font=faces.name,
                signs="".join(here),
                place=place,
            )


def register_fonts(faces: Faces) -> tuple[str, str, str, str]:
    """Make the four styles known to reportlab; return their names: regular, bold, italic, both."""
    from reportlab.pdfbase import pdfmetrics

    regular, bold, italic, both = (font(path) for path in faces.paths)
    names = regular.fontName, bold.fontName, italic.fontName, both.fontName
    if names[0] not in pdfmetrics.getRegisteredFontNames():
        for style in (regular, bold, italic, both):
            pdfmetrics.registerFont(style)
        pdfmetrics.registerFontFamily(names[0], *names)  # so that <b> finds the bold style
    return names


@cache
def font(path: Path) -> "TTFont":
    """Parse a font file, once a process: it takes 5 to 10 ms, a fourth of it for each paper's style."""
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(str(path), str(path))


def _default_roots() -> tuple[Path, ...]:
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return (*map(Path, SYSTEM), data / "fonts", home / ".fonts", home / "Library/Fonts")


def _folders(roots: Sequence[Path], depth: int) -> Iterator[tuple[Path, set[str]]]:
    """Yield the folders and the names in them, no deeper than ``depth``: font trees can be huge."""
    for root in roots:
        try:
            with os.scandir(root) as found:
                entries = list(found)
        except OSError:  # not there, not a folder, or not ours to read: then no font comes from it
            continue
        yield root, {entry.name for entry in entries}
        if depth:
            below = sorted(entry.name for entry in entries if entry.is_dir())
            yield from _folders([root / name for name in below], depth - 1)


def _is_usable(path: Path) -> bool:
    """Tell whether a font file is whole, of a kind reportlab can embed, and has every Vietnamese letter."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        face = font(path).face
    except (TTFError, OSError, struct.error, ValueError, LookupError):  # PostScript outlines, cut off, …
        return False
    whole = max(table["offset"] + table["length"] for table in face.tables) <= path.stat().st_size
    return whole and all(ord(letter) in face.charToGlyph for letter in VIETNAMESE)
