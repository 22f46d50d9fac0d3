"""For terminals without box letters or colours: ASCII twins, attributes, a scrollbar of signs."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar

from rich.cells import get_character_cell_size
from rich.color import Color as RichColor
from rich.color import parse_rgb_hex
from rich.segment import Segment, Segments
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBarRender
from textual.theme import Theme

LINES = dict.fromkeys("─━═", "-") | dict.fromkeys("│┃║", "|") | dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+")
"""Box letters; the plain set is ─ │ and their corners and crossings."""
SIGNS = {
    "✓": "v",
    "✗": "x",
    "▸": ">",
    "▾": "v",
    "◂": "<",
    "●": "*",
    "○": "o",
    "·": ".",
    "•": "*",
    "…": "~",
    "↑": "^",
    "↓": "v",
    "→": ">",
    "←": "<",
    "›": ">",
    "‹": "<",
    "×": "x",
    "−": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "≠": "#",
    "≤": "<",
    "≥": ">",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "\xa0": " ",
    "█": "#",
}
"""Signs that the screens show. Each twin takes one cell too, so that no column moves."""
TWINS = LINES | SIGNS
"""The one table: everything that is drawn beside letters, digits and ASCII has its twin here."""
STRANGE = "?"
"""Stands for what is neither a letter nor in the table: an emoji in somebody's text, for instance."""


@lru_cache(maxsize=4096)
def twin(char: str) -> str:
    """Return what stands for a character where only ASCII and letters can be drawn; as wide as it."""
    if char.isascii() or unicodedata.category(char)[0] in "LM":
        return char
    return TWINS.get(char) or STRANGE * get_character_cell_size(char)


class AsciiSigns(LineFilter):
    """Draws every sign by its ASCII twin, whatever widget draws it; letters stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII and letters, styles as they were."""
        del background
        return [
            segment
            if segment.text.isascii()
            else Segment("".join(map(twin, segment.text)), segment.style, segment.control)
            for segment in segments
        ]


class Colourless(LineFilter):
    """Says by attributes what the screens say by a background: underlined is a field, reversed is chosen.

    Whatever widget draws it, so that no screen can forget. What is told by the colour of letters alone has
    its sign or word on the screen already.
    """

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Begin.

        Args:
            theme: Tells the theme that is in use.
        """
        super().__init__()
        self._theme = theme

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without any colour."""
        del background
        of = self._theme()
        grounds = (of.background or "", of.panel or "", of.primary)
        return [Segment(text, style and _bare(style, *grounds), control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def _bare(style: Style, *grounds: str) -> Style:
    bare = style.without_color
    if style.bgcolor is None or style.bgcolor.is_default or style.reverse:
        return bare
    here = style.bgcolor.get_truecolor()
    # Widgets tint and mix the theme's colours: the nearest is meant.
    distances = [sum((a - b) ** 2 for a, b in zip(here, parse_rgb_hex(g[1:]), strict=True)) for g in grounds]
    return bare + SAID_BY[distances.index(min(distances))]


SAID_BY = (Style(), Style(underline=True), Style(reverse=True))
"""What stands for the theme's background, panel and primary colour."""


class SignBar(ScrollBarRender):
    """A scrollbar that is seen without colours and without block letters: # on a line of |."""

    THUMB: ClassVar[str] = "#"
    TRACK: ClassVar[dict[bool, str]] = {True: "|", False: "-"}

    @classmethod
    def render_bar(  # noqa: PLR0913, PLR0917  # Textual's own signature
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: RichColor = RichColor.default(),  # noqa: B008  # immutable
        bar_color: RichColor = RichColor.default(),  # noqa: B008  # immutable
    ) -> Segments:
        """Return the bar; colours are the caller's, the signs say the same without them."""
        style = Style(color=bar_color)
        del back_color
        begin, end = 0, 0
        if window_size and size and virtual_size > window_size:
            length = max(1, round(size * window_size / virtual_size))
            begin = round((size - length) * position / (virtual_size - window_size))
            end = begin + length
        width = thickness if vertical else 1
        if not end:  # all of it shows
            return Segments([Segment(" " * width)] * int(size), new_lines=vertical)
        signs = [cls.THUMB if begin <= at < end else cls.TRACK[vertical] for at in range(int(size))]
        pieces = [Segment(sign * width, style) for sign in signs]
        if vertical:
            return Segments(pieces, new_lines=True)
        return Segments([*pieces, Segment.line()] * thickness)
