"""A chart of bars in Word: a bar is a shaded tab stop as far as its value, which is written behind it."""

from collections.abc import Iterator

from ktd_tui.papers.document import Bars
from ktd_tui.papers.render.looks import ABOVE_ROW, BELOW_ROW, BESIDE, BETWEEN, FIGURES, LOOKS, NAMES
from ktd_tui.papers.render.measure import Measure, row_of_bars
from ktd_tui.papers.render.word.elements import paragraph, row, run, word_gap, word_table
from ktd_tui.papers.render.word.ooxml import Made, element, twips
from ktd_tui.papers.render.word.styles import style_id

FILLS = ("000000", "FFFFFF", "D3D3D3")
"""The first series is full, the second empty, the third grey, as in the PDF."""
LEGEND = 20.0
"""Points: how long the bars are that tell what each fill means."""


def word_bars(of: Bars, measure: Measure) -> Iterator[Made]:
    """Yield the caption, what each fill means where there are several, and the rows."""
    yield paragraph("caption", of.caption)
    widths = [measure.text_width * NAMES, measure.text_width * (1 - NAMES)]
    room = widths[1] - FIGURES
    rows = []
    if len(of.series) > 1:
        legend = [_bar(LEGEND, fill, name) for name, fill in zip(of.series, FILLS, strict=False)]
        rows.append(row([[], legend], widths, middle=True))
    for name, values, shown in zip(of.names, of.values, of.shown, strict=True):
        drawn = [
            _bar(room * max(min(value / of.most, 1.0), 0.0) if of.most else 0.0, fill, said)
            for value, said, fill in zip(values, shown, FILLS, strict=False)
            if value is not None
        ]
        lines = measure.lines(name, "bar name", widths[0] - BESIDE)
        taken = len(lines) * LOOKS["bar name"].leading + ABOVE_ROW + BELOW_ROW
        around = (row_of_bars(len(lines), len(of.series)) - taken) / 2  # rows stand as in the PDF
        said = paragraph(
            "bar name",
            "\n".join(lines),
            keep=True,
            spacing={"before": max(around, 0), "after": max(around, 0)},
        )
        rows.append(row([[said], drawn], widths, middle=True))
    yield word_table(rows, widths, ruled=False)
    yield word_gap(BETWEEN)  # what comes next stands off


def _bar(length: float, fill: str, said: str) -> Made:
    looks = [element("pStyle", val=style_id("bar")), element("keepNext")]
    looks += [element("tabs", element("tab", val="left", pos=twips(max(length, 1))))]
    frame = element("bdr", val="single", sz="4", space="0", color="000000")
    shade = element("shd", val="clear", color="auto", fill=fill)
    drawn = element("r", element("rPr", frame, shade), element("tab"))
    return element("p", element("pPr", *looks), drawn, run(f" {said}"))
