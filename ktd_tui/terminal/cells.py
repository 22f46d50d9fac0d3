"""Send only the cells that changed.

Textual sends whole regions, often several times over: 2 kB for a down-arrow in a list. This writer
keeps what each cell of the terminal shows and sends the difference. It is also the last guard:
every character passes through it, and none that steers a terminal gets out.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate

from ktd_tui.terminal.guard import harmless

BRIDGE = 4
"""Unchanged cells between two changed ones that are sent again: cheaper than a cursor move."""
ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "blink2", "reverse", "conceal", "strike")


class Look(NamedTuple):
    """How a cell is drawn, as SGR codes: attributes, foreground, background."""

    attributes: str
    foreground: str
    background: str


PLAIN = Look("", "39", "49")
Cell = tuple[str, Look] | None
"""What a cell shows: its character (empty behind a wide one) and look; None where that is unknown."""


@lru_cache(maxsize=4096)
def _colour(colour: Color | None, system: ColorSystem, *, foreground: bool) -> str:
    if colour is None:
        return "39" if foreground else "49"
    return ";".join(colour.downgrade(system).get_ansi_codes(foreground=foreground))


def look(style: Style | None, system: ColorSystem | None) -> Look:
    """Reduce a style to its SGR codes; links and metadata do not count."""
    if not style:
        return PLAIN
    attributes = ";".join(str(code) for code, name in enumerate(ATTRIBUTES, 1) if getattr(style, name))
    if system is None:
        return Look(attributes, "39", "49")
    return Look(
        attributes,
        _colour(style.color, system, foreground=True),
        _colour(style.bgcolor, system, foreground=False),
    )


def _change(old: Look, new: Look) -> str:
    """Return the shortest SGR sequence from one look to another."""
    if old == new:
        return ""
    if old.attributes != new.attributes:
        codes = [code for code in new if code not in ("39", "49", "")]
        return f"\x1b[{';'.join(['0', *codes])}m" if codes else "\x1b[m"
    codes = [mine for mine, theirs in zip(new, old, strict=True) if mine != theirs]
    return f"\x1b[{';'.join(codes)}m"


class CellWriter:
    """What the terminal shows, and the way from there to what it should show."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._size = (0, 0)
        self._cursor: tuple[int, int] | None = None

    def forget(self) -> None:
        """Trust nothing: the next update sends every cell it holds."""
        self._size = (0, 0)

    def update(
        self,
        renderable: LayoutUpdate | ChopsUpdate,
        size: tuple[int, int],
        cursor: tuple[int, int],
        system: ColorSystem | None,
    ) -> str:
        """Return what to send so that the terminal shows an update.

        Args:
            renderable: Textual's update.
            size: Columns and rows of the terminal.
            cursor: Where the cursor belongs, from (0, 0).
            system: The terminal's colours; None for none.
        """
        if size != self._size:
            self._size, self._cursor = size, None
            self._rows = [[None] * size[0] for _ in range(size[1])]
        wanted: dict[int, list[Cell]] = {}
        for x, y, segments in _pieces(renderable):
            if 0 <= y < size[1]:
                row = wanted.setdefault(y, list(self._rows[y]))
                _lay(row, x, segments, system)
        out = "".join(self._send(wanted))
        if out or cursor != self._cursor:
            self._cursor = cursor
            out += f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H"
        return out

    def _send(self, wanted: dict[int, list[Cell]]) -> Iterator[str]:
        now = PLAIN
        for y in sorted(wanted):
            new, old = wanted[y], self._rows[y]
            for begin, end in _runs(old, new):
                yield f"\x1b[{y + 1};{begin + 1}H"
                for cell in new[begin:end]:
                    char, wish = cell or (" ", PLAIN)
                    yield _change(now, wish) + char
                    now = wish
            self._rows[y] = new
        if now != PLAIN:
            yield "\x1b[m"


def _runs(old: list[Cell], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of columns to send."""
    changed = [x for x, (was, is_) in enumerate(zip(old, new, strict=True)) if was != is_]
    if not changed:
        return
    if any(cell is not None and not cell[0] for row in (old, new) for cell in row):
        yield 0, len(new)  # a wide character cannot be replaced by halves
        return
    begin = end = changed[0]
    for x in changed[1:]:
        if x - end > BRIDGE:
            yield begin, end + 1
            begin = x
        end = x
    yield begin, end + 1


def _pieces(renderable: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    """Yield column, row and segments of every piece of an update."""
    if isinstance(renderable, LayoutUpdate):
        for y, strips in enumerate(renderable.strips, renderable.region.y):
            yield renderable.region.x, y, [segment for strip in strips for segment in strip]
        return
    for y, x1, x2 in renderable.spans:
        for end, (x, strip) in zip(renderable.chop_ends[y], renderable.chops[y].items(), strict=False):
            if strip is not None and x <= x2 and end > x1:
                yield x, y, strip.crop(0, min(end, x2) - x)


def _lay(row: list[Cell], x: int, segments: Iterable[Segment], system: ColorSystem | None) -> None:
    """Write segments into a row of cells."""
    for text, style, control in segments:
        if control:
            continue
        drawn = look(style, system)
        for char in harmless(text):
            width = get_character_cell_size(char)
            if x >= len(row):
                return
            if width == 0:
                before = row[x - 1] if x else None
                if before:
                    row[x - 1] = (before[0] + char, before[1])
                continue
            _free(row, x)
            row[x] = (char, drawn)
            if width > 1 and x + 1 < len(row):
                _free(row, x + 1)
                row[x + 1] = ("", drawn)
            x += width


def _free(row: list[Cell], x: int) -> None:
    """Blank the other half of a wide character that is about to lose one, as terminals do."""
    cell = row[x]
    if cell is None:
        return
    if not cell[0] and x:
        row[x - 1] = (" ", cell[1])
    behind = row[x + 1] if x + 1 < len(row) else None
    if cell[0] and behind is not None and not behind[0]:
        row[x + 1] = (" ", behind[1])
