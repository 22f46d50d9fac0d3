"""A page of cells: what a terminal shows, or should show, and how Textual's updates change it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate

from ktd_tui.terminal.guard import harmless

ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "blink2", "reverse", "conceal", "strike")
"""Rich's names of the attributes that SGR 1 to 9 switch on."""
SEEN_ON_BLANKS = 1 << 3 | 1 << 6 | 1 << 8
"""Underline, reverse and strike: the attributes that show where no letter stands."""
UNKNOWN = "\0"
"""Stands for a cell of which nobody knows what it shows; no text ever holds it."""
_NARROW = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2012-\u2027\u2030-\u205e\u2190-\u2199\u2500-\u25ff]*"
)
"""Characters that surely take one cell each: Vietnamese, its punctuation, arrows and box lines."""


class Look(NamedTuple):
    """How a cell is drawn.

    Attributes:
        attributes: One bit for each of ``ATTRIBUTES``.
        foreground: SGR codes; empty where it does not matter, since nothing of it shows.
        background: SGR codes.
    """

    attributes: int
    foreground: str
    background: str


PLAIN = Look(0, "39", "49")


@lru_cache(maxsize=1024)
def look(style: Style | None, system: ColorSystem | None) -> Look:
    """Reduce a style to what is seen of it; links and metadata do not count."""
    if not style:
        return PLAIN
    attributes = sum(1 << bit for bit, name in enumerate(ATTRIBUTES) if getattr(style, name))
    foreground = _codes(style.color, system, foreground=True)
    return Look(attributes, foreground, _codes(style.bgcolor, system, foreground=False))


@lru_cache(maxsize=1024)
def blank(drawn: Look) -> Look:
    """Return what is left of a look where a space stands."""
    return drawn if drawn.attributes & SEEN_ON_BLANKS else Look(0, "", drawn.background)


def _codes(colour: Color | None, system: ColorSystem | None, *, foreground: bool) -> str:
    if colour is None or system is None:
        return "39" if foreground else "49"
    return ";".join(colour.downgrade(system).get_ansi_codes(foreground=foreground))


class CellRow:
    """One row of cells, as two lists of the same length.

    Attributes:
        chars: A character each (with what combines with it); empty behind a wide one.
        looks: How each is drawn; of a blank only what is seen of it.
    """

    __slots__ = ("chars", "looks")

    def __init__(self, chars: list[str], looks: list[Look]) -> None:
        self.chars = chars
        self.looks = looks

    def copy(self) -> "CellRow":
        """Return a row of its own with the same cells."""
        return CellRow(self.chars.copy(), self.looks.copy())

    def same(self, other: "CellRow") -> bool:
        """Tell whether two rows look alike."""
        return self.chars == other.chars and self.looks == other.looks

    def lay(self, x: int, segments: Iterable[Segment], system: ColorSystem | None) -> None:
        """Write segments from column ``x`` on; what does not fit is left out."""
        for text, style, control in segments:
            if not control:
                x = self._write(x, text, look(style, system))

    def _write(self, x: int, text: str, drawn: Look) -> int:
        text = harmless(text)
        bare = blank(drawn)
        if not _NARROW.fullmatch(text):
            for char in text:
                x = self._place(x, char, bare if char == " " else drawn)
            return x
        end = min(x + len(text), len(self.chars))
        if end <= x:
            return x + len(text)
        text = text[: end - x]
        self._free(x)
        self._free(end - 1)
        self.chars[x:end] = text
        if bare is drawn or text.isspace():
            self.looks[x:end] = [bare] * (end - x)
        else:
            self.looks[x:end] = [bare if char == " " else drawn for char in text]
        return end

    def _place(self, x: int, char: str, drawn: Look) -> int:
        """Write one character of any width; return the column behind it."""
        width = get_character_cell_size(char)
        if x >= len(self.chars):
            return x
        if width == 0:
            owner = x - 1 if x and self.chars[x - 1] else x - 2
            if owner >= 0 and self.chars[owner] != UNKNOWN:
                if self.chars[owner] == " ":
                    self.looks[owner] = drawn._replace(background=self.looks[owner].background)
                self.chars[owner] += char
            return x
        self._free(x)
        self.chars[x], self.looks[x] = char, drawn
        if width > 1 and x + 1 < len(self.chars):
            self._free(x + 1)
            self.chars[x + 1], self.looks[x + 1] = "", drawn
        return x + width

    def _free(self, x: int) -> None:
        """Blank the other half of a wide character that is about to lose one, as terminals do."""
        if not self.chars[x] and x:
            self.chars[x - 1], self.looks[x - 1] = " ", blank(self.looks[x - 1])
        if self.chars[x] and x + 1 < len(self.chars) and not self.chars[x + 1]:
            self.chars[x + 1], self.looks[x + 1] = " ", blank(self.looks[x + 1])


def blank_rows(size: tuple[int, int], char: str, drawn: Look) -> list[CellRow]:
    """Return rows of one cell again and again; ``size`` is in columns and rows."""
    return [CellRow([char] * size[0], [drawn] * size[0]) for _ in range(size[1])]


def pieces(renderable: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    """Yield column, row and segments of every piece of one of Textual's updates."""
    if isinstance(renderable, LayoutUpdate):
        for y, strips in enumerate(renderable.strips, renderable.region.y):
            yield renderable.region.x, y, [segment for strip in strips for segment in strip]
        return
    for y, x1, x2 in renderable.spans:
        for end, (x, strip) in zip(renderable.chop_ends[y], renderable.chops[y].items(), strict=False):
            if strip is not None and x <= x2 and end > x1:
                yield x, y, strip.crop(0, min(end, x2) - x)
