"""Charts drawn in characters: a figure stands beside every mark, so nothing is told by length alone.

Not plotext: 2.9 MB and 0.3 s of import for pictures with axes of their own, whose colours tell series apart;
not Textual's Sparkline: its bars have neither a figure nor a twin in ASCII (decision 16).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ktd_tui.layout import cells, told_apart
from ktd_tui.rules.signs import Status, status_sign
from ktd_tui.words import number, percent
from screens.widgets.bars import FULL

Point = tuple[int, Decimal | None, Decimal | None]
"""A year, the bloc's mean, one unit's own total."""
BAR = 20
"""Cells of a full bar."""
EARLIER = "─"
"""What the bar of the year before is drawn with."""
HIGH = 6
"""Lines of the picture of the years."""
STEP = 9
"""Cells from one year to the next."""
MEAN, OWN = "○", "×"
WEAK = Fraction(7, 10)
"""Below this share of its maximum a cell is marked."""
CELL = 6


def bar_lines(rows: Sequence[tuple[str, Fraction | None, Fraction | None]], width: int) -> list[str]:
    """Draw each row as two bars: this year's, and the year before's below it where that is known.

    Args:
        rows: What each is called, its share, its share the year before.
        width: Cells of a line.
    """
    name = _names(width, [text for text, *_ in rows])
    out = []
    for text, now, before in rows:
        out.append(f"{_cut(text, name)} {_bar(now, FULL)}")
        if before is not None:
            out.append(f"{' ' * name} {_bar(before, EARLIER)}")
    return out


def _names(width: int, names: Sequence[str]) -> int:
    """Return how many cells stand before the bars: what the names need, as far as there is room."""
    return max(min(max(map(cells, names), default=0), width - BAR - 10), 8)


def _bar(of: Fraction | None, mark: str) -> str:
    if of is None:
        return status_sign(Status.MISSING)
    length = min(max(round(of * BAR), 0), BAR)
    return f"{mark * length:<{BAR}} {percent(of):>7}"


def _cut(text: str, width: int) -> str:
    short = text if cells(text) <= width else text[: width - 1] + "…"
    return short + " " * (width - cells(short))


def line_chart(points: Sequence[Point]) -> list[str]:
    """Draw totals over the years: the bloc's mean and one unit's, with every figure below the picture.

    One year alone makes no line: its figures are told.

    Args:
        points: The years, the earliest first.
    """
    known = [value for _, *values in points for value in values if value is not None]
    edge = max((len(number(value)) for value in known), default=0)
    picture = _picture(points, min(known), max(known), edge) if known and len(points) > 1 else []
    return [*picture, *_figures(points, edge)]


def _picture(points: Sequence[Point], low: Decimal, high: Decimal, edge: int) -> list[str]:
    """Draw the marks of the years, the highest total at the top."""
    picture = [[" "] * (STEP * len(points)) for _ in range(HIGH)]
    for place, (_, *values) in enumerate(points):
        for mark, value in zip((MEAN, OWN), values, strict=True):
            if value is not None:
                picture[HIGH - 1 - _level(value, low, high)][place * STEP + STEP // 2] = mark
    labels = {HIGH - 1 - _level(value, low, high): number(value) for value in (low, high)}
    out = [f"{labels.get(at, ''):>{edge}} │{''.join(row).rstrip()}" for at, row in enumerate(picture)]
    return [*out, f"{'':>{edge}} └{'─' * (STEP * len(points))}"]


def _figures(points: Sequence[Point], edge: int) -> list[str]:
    """Say the figures of the years beside each other, each row with its mark."""
    rows = [("", [str(year) for year, *_ in points])]
    for mark, figures in ((MEAN, [point[1] for point in points]), (OWN, [point[2] for point in points])):
        if any(figure is not None for figure in figures):
            rows.append((mark, list(map(_said, figures))))
    return [
        f"{mark:>{edge}}  {''.join(f'{text:^{STEP}}' for text in texts).rstrip()}" for mark, texts in rows
    ]


def _said(figure: Decimal | int | None) -> str:
    return status_sign(Status.MISSING) if figure is None else number(figure)


def _level(value: Decimal, low: Decimal, high: Decimal) -> int:
    return (HIGH - 1) // 2 if high == low else int((value - low) * (HIGH - 1) / (high - low))


def count_lines(rows: Sequence[tuple[str, int]], width: int) -> list[str]:
    """Draw how many there are of each kind, a block for each; more than fit are drawn in proportion."""
    most, name = max((n for _, n in rows), default=0), _names(width, [text for text, _ in rows])
    scale = Fraction(min(most, BAR), most) if most else Fraction(0)
    return [f"{_cut(text, name)} {FULL * round(n * scale):<{BAR}} {n:>7}" for text, n in rows]


def heat_lines(
    rows: Sequence[tuple[str, str]],
    units: Sequence[tuple[str, str]],
    heat: Mapping[str, Mapping[str, Fraction]],
    width: int,
) -> list[str]:
    """Draw units × criteria: the share of the maximum in per cent, a sign where it is all or weak.

    As many units as fit stand beside each other, the next ones below.

    Args:
        rows: Code and text of each criterion.
        units: Id and short name of each unit.
        heat: Shares by code, then by unit.
        width: Cells of a line.
    """
    wide = max([CELL, *(min(cells(label), 10) + 2 for _, label in units)])
    longest = max((cells(f"{code} {text} ") for code, text in rows), default=0)
    name = max(min(longest, width - wide * len(units)), 16)
    fits = max((width - name) // wide, 1)
    labels = told_apart([label for _, label in units], wide - 2)
    units = [(unit, label) for (unit, _), label in zip(units, labels, strict=True)]
    out: list[str] = []
    for begin in range(0, len(units), fits):
        beside = units[begin : begin + fits]
        out.append(" " * name + "".join(_right(label, wide) for _, label in beside))
        for code, text in rows:
            shares = (heat.get(code, {}).get(unit) for unit, _ in beside)
            out.append(_cut(f"{code} {text}", name) + "".join(_right(_heat(of), wide) for of in shares))
    return out


def _right(text: str, width: int) -> str:
    short = text if cells(text) < width else text[: width - 2] + "…"
    return " " * (width - cells(short)) + short


def _heat(of: Fraction | None) -> str:
    if of is None:
        return status_sign(Status.MISSING)
    if of >= 1:
        return status_sign(Status.DONE)
    return f"{status_sign(Status.LATE) if of < WEAK else ''}{int(of * 100)}"
