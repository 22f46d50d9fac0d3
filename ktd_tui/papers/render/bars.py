"""A chart of bars, drawn with reportlab's graphics: black and white safe, the value behind each bar."""

from collections.abc import Iterator
from typing import Any

from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib import colors
from reportlab.platypus import Flowable, Table

from ktd_tui.papers.document import Bars
from ktd_tui.papers.render.frame import PageStyles
from ktd_tui.papers.render.looks import BAR, BESIDE, BETWEEN, CELL, FIGURES, LIST, LOOKS, NAMES
from ktd_tui.papers.render.measure import row_of_bars
from ktd_tui.papers.render.tags import Element, tagged

LINE = LOOKS["bar name"].leading
"""Points from a line of a name to the next."""
TOGETHER = 15
"""Rows up to which a chart stands whole on a page."""
FILLS = (colors.black, colors.white, colors.lightgrey)
"""The first series is full, the second empty, the third grey: told apart on any printer."""


def bars(of: Bars, sheet: PageStyles) -> Iterator[Flowable]:
    """Yield the caption, the legend where there are several series, and the rows."""
    STATE_DEFAULTS["fontName"] = sheet.regular  # each drawing declares it, and PDF/A embeds every font
    head: list[Flowable] = [sheet.text(of.caption, "caption")]
    head += [_legend(of, sheet)] if len(of.series) > 1 else []
    rows = [_row(of, place, sheet) for place in range(len(of.names))]
    together = len(rows) if len(rows) <= TOGETHER else 1
    yield Whole(sheet, [*head, *rows[:together]])
    yield from rows[together:]


class Whole(Table):
    """What stands whole on a page."""

    whole = True

    def __init__(self, sheet: PageStyles, parts: list[Flowable]) -> None:
        look: list[Any] = [("FONT", (0, 0), (-1, -1), sheet.regular)]  # else Helvetica is declared
        look += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
        super().__init__(
            [[parts]],
            colWidths=[sheet.text_width],
            splitInRow=0,
            style=look,
            spaceBefore=BETWEEN,
            spaceAfter=BETWEEN,
        )


class Figure(Drawing):
    """A drawing, and what is said in its place to who has the page read aloud."""

    def __init__(self, width: float, height: float, said: str) -> None:
        super().__init__(width, height)
        self._said = said

    def draw(self, *settings: Any) -> None:
        """Draw it as a figure."""
        with tagged(self.canv).marked(Element("Figure", alt=self._said)):
            super().draw(*settings)


def _legend(of: Bars, sheet: PageStyles) -> Drawing:
    drawn = Figure(sheet.text_width, LIST + 8, "; ".join(of.series))
    at = sheet.text_width * NAMES
    for name, fill in zip(of.series, FILLS, strict=False):
        drawn.add(_box(at, 4, BAR, BAR, fill))
        drawn.add(String(at + BAR + 4, 4.5, name, fontName=sheet.regular, fontSize=LIST))
        at += sheet.width(name, "recipient") + BAR + 24
    return drawn


def _box(x: float, y: float, width: float, height: float, fill: Any) -> Rect:
    look: dict[str, Any] = {"fillColor": fill, "strokeColor": colors.black, "strokeWidth": 0.5}
    return Rect(x, y, width, height, **look)


def _row(of: Bars, place: int, sheet: PageStyles) -> Drawing:
    left = sheet.text_width * NAMES
    room = sheet.text_width - left - FIGURES
    lines = sheet.lines(of.names[place], "bar name", left - BESIDE)
    bars_high = len(of.series) * BAR
    high = row_of_bars(len(lines), len(of.series))
    drawn = Figure(sheet.text_width, high, f"{of.names[place]}: {'; '.join(filter(None, of.shown[place]))}")
    first = (high + len(lines) * LINE) / 2 - CELL
    for n, line in enumerate(lines):
        drawn.add(String(0, first - n * LINE, line, fontName=sheet.regular, fontSize=CELL))
    top = high - (high - bars_high) / 2
    for n, (value, shown) in enumerate(zip(of.values[place], of.shown[place], strict=True)):
        bottom = top - (n + 1) * BAR
        if value is not None:
            length = room * max(min(value / of.most, 1.0), 0.0) if of.most else 0.0
            fill = FILLS[n % len(FILLS)]
            drawn.add(_box(left, bottom + 1, length, BAR - 2, fill))
            drawn.add(String(left + length + 4, bottom + 1, shown, fontName=sheet.regular, fontSize=BAR))
    drawn.add(Line(left, 0, left, high, strokeWidth=0.5))
    return drawn
