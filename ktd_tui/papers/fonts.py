"""Fonts are found, never shipped: Times New Roman, else a face of the same widths, else Crimson Text.

A face is taken only with all four styles, each holding every Vietnamese letter: Debian's
fonts-liberation 1.07 has the right name, lacks 92 letters, and reportlab then prints boxes silently.
"""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯàáèéìíòóùúýãõÀÁÈÉÌÍÒÓÙÚÝÃÕ") | {chr(c) for c in range(0x1EA0, 0x1EFA)}
"""Every letter that Vietnamese has beyond ASCII, less the few that every Latin face has."""

CANDIDATES: tuple[tuple[str, tuple[str, str, str, str]], ...] = (
    ("Times New Roman", ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),
    (
        "Times New Roman",
        (
            "Times_New_Roman.ttf",
            "Times_New_Roman_Bold.ttf",
            "Times_New_Roman_Italic.ttf",
            "Times_New_Roman_Bold_Italic.ttf",
        ),
    ),
    (
        "Liberation Serif",
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
    ),
    ("Tinos", ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")),
)
CRIMSON = ("CrimsonText-Regular", "CrimsonText-Bold", "CrimsonText-Italic", "CrimsonText-BoldItalic")
ROOTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@dataclass(frozen=True)
class Faces:
    """One family in four styles.

    Attributes:
        styles: Files of regular, bold, italic, bold italic.
        of_the_decree: Times New Roman or a face of the same widths (Phụ lục I, I.4).
    """

    name: str
    styles: tuple[Path, Path, Path, Path]
    of_the_decree: bool


def find_faces(roots: Sequence[Path] | None = None) -> Faces:
    """Return the best face that is there.

    Args:
        roots: Where fonts are installed; the system's and the user's own folders by default.
    """
    folders = list(_folders(_default_roots() if roots is None else roots))
    for name, files in CANDIDATES:
        for folder in folders:
            regular, bold, italic, both = (folder / file for file in files)
            styles = (regular, bold, italic, both)
            if all(path.is_file() for path in styles) and all(holds_vietnamese(path) for path in styles):
                return Faces(name, styles, of_the_decree=True)
    return crimson()


def crimson() -> Faces:
    """Return the serif that comes as a Python package (OFL, every Vietnamese letter)."""
    import fontpkg_crimson_text

    folder = Path(str(fontpkg_crimson_text.__file__)).parent
    found = {path.stem: path for path in folder.rglob("*.ttf")}
    regular, bold, italic, both = (found[name] for name in CRIMSON)
    return Faces("Crimson Text", (regular, bold, italic, both), of_the_decree=False)


def _default_roots() -> tuple[Path, ...]:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return (*ROOTS, data / "fonts")


def _folders(roots: Sequence[Path]) -> Iterator[Path]:
    for root in roots:
        for folder, _, _ in os.walk(root):
            yield Path(folder)


@cache
def face(path: Path) -> "TTFontFace":
    """Parse a font file once."""
    from reportlab.pdfbase.ttfonts import TTFontFace

    return TTFontFace(str(path))


def holds_vietnamese(path: Path) -> bool:
    """Tell whether a font file has every Vietnamese letter."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        return all(ord(letter) in face(path).charToGlyph for letter in VIETNAMESE)
    except (TTFError, OSError):
        return False


def missing_glyphs(faces: Faces, text: str) -> str:
    """Return the characters of ``text`` that a style of the face lacks, each once."""
    glyphs = [face(path).charToGlyph for path in faces.styles]
    wanted = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(c for c in wanted if not c.isspace() and any(ord(c) not in g for g in glyphs))
