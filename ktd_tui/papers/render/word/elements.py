"""What a Word file is made of (ECMA-376, WordprocessingML): paragraphs, rules, tables.

Children stand in the order of the standard's schema: Word asks to repair a file where they do not.
"""

from collections.abc import Iterable, Sequence

from ktd_tui.papers.render.looks import ABOVE_ROW, ABOVE_RULE, BELOW_CELL, BELOW_ROW, CELL_SIDE, GRID, RULE
from ktd_tui.papers.render.word.ooxml import Made, element, twips
from ktd_tui.papers.render.word.styles import style_id

_IN_AN_EIGHTH = 8
"""Thickness of a line is told in eighths of a point."""


def run(text: str, *looks: Made) -> Made:
    """Make a run of text, which is data; a line break in it stays one."""
    made = element("r", *([element("rPr", *looks)] if looks else []))
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(element("br"))
        said = element("t")
        said.text = line
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(said)
    return made


def field(instruction: str) -> Made:
    """Make a field that the program fills in («PAGE»)."""
    return element("fldSimple", run("2"), instr=instruction)


def paragraph(  # what a paragraph can have
    style: str,
    *content: str | Made,
    lead: str = "",
    keep: bool = False,
    whole: bool = True,
    new_page: bool = False,
    spacing: dict[str, float] | None = None,
) -> Made:
    """Make a paragraph.

    Args:
        style: As in ``looks.LOOKS``.
        lead: Its bold beginning.
        keep: Its end stays on the page where the next one begins.
        whole: And all of it.
        new_page: It begins a page.
        spacing: ``before`` and ``after`` in points, where these are not the style's.
    """
    looks = [element("pStyle", val=style_id(style))]
    looks += [element("keepNext")] if keep else []
    looks += [element("keepLines")] if keep and whole else []
    looks += [element("pageBreakBefore")] if new_page else []
    looks += [element("spacing", **{k: twips(v) for k, v in spacing.items()})] if spacing else []
    runs = [run(lead, element("b"))] if lead else []
    runs += [run(part) if isinstance(part, str) else part for part in content if part != ""]
    return element("p", element("pPr", *looks), *runs)


def word_rule(length: float, room: float, *, after: float = 0, keep: bool = False) -> Made:
    """Make a line that is centred in the room: a paragraph without text, with a border below it."""
    side = twips(max(room - length, 0) / 2)
    line = element("bottom", val="single", sz=str(round(RULE * _IN_AN_EIGHTH)), space="0", color="000000")
    looks = [element("keepNext")] if keep else []
    looks += [
        element("pBdr", line),
        element("spacing", line=twips(ABOVE_RULE), lineRule="exact", after=twips(1 + after)),
        element("ind", left=side, right=side),
    ]
    return element("p", element("pPr", element("pStyle", val=style_id("rule")), *looks))


def word_gap(height: float, *, keep: bool = False) -> Made:
    """Make a paragraph without text: room to sign, or what keeps two tables from being one."""
    looks = [element("pStyle", val=style_id("rule")), *([element("keepNext")] if keep else [])]
    looks += [element("spacing", line=twips(height), lineRule="exact")]
    return element("p", element("pPr", *looks))


def _cell(content: Sequence[Made], width: float, *, middle: bool) -> Made:
    looks = [element("tcW", w=twips(width), type="dxa")]
    looks += [element("vAlign", val="center")] if middle else []
    return element("tc", element("tcPr", *looks), *(content or [word_gap(1)]))


def row(
    cells: Iterable[Sequence[Made]],
    widths: Sequence[float],
    *,
    head: bool = False,
    splits: bool = False,
    middle: bool = False,
) -> Made:
    """Make a row.

    Args:
        cells: The paragraphs of each.
        head: It is repeated on every page.
        splits: It may be torn at the end of a page.
        middle: Its cells stand in the middle of its height.
    """
    how = [] if splits else [element("cantSplit")]
    how += [element("tblHeader")] if head else []
    made = element("tr", *([element("trPr", *how)] if how else []))
    made.extend(_cell(list(cell), width, middle=middle) for cell, width in zip(cells, widths, strict=True))
    return made


def word_table(rows: Iterable[Made], widths: Sequence[float], *, ruled: bool) -> Made:
    """Make a table of fixed columns, as wide as the text."""
    lines = [
        element(side, val="single", sz=str(round(GRID * _IN_AN_EIGHTH)), space="0", color="000000")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    # The line between two rows is the format's own height, reportlab's is not.
    below = BELOW_CELL - GRID if ruled else BELOW_ROW
    margins = {
        "top": 2.0 if ruled else ABOVE_ROW,
        "left": CELL_SIDE * ruled,
        "bottom": below,
        "right": CELL_SIDE * ruled,
    }
    how = [
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("tblInd", w="0", type="dxa"),
        *([element("tblBorders", *lines)] if ruled else []),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=twips(of), type="dxa") for side, of in margins.items())),
    ]
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", element("tblPr", *how), grid, *rows)
