"""The decree's page and its styles (Phụ lục I), in points: PDF and Word file are made from these."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Face = Literal["regular", "bold", "italic", "bold_italic"]
Side = Literal["left", "center", "right", "justify"]

MM = 72 / 25.4
A4 = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 17 * MM, 20 * MM, 20 * MM  # I.3: 30–35, 15–20, 20–25, 20–25
BODY, SMALL, CELL, LIST = 14, 13, 12, 11
FIRST_LINE = 12.7 * MM  # II.6e: 1 or 1.27 cm
FOOT, FOOT_ROOM = 9, 14
"""Size of the line at the foot, and the points that it takes of the text's height."""
NUMBER_AT = TOP * 0.62
"""From the upper edge down to the line on which the page's number stands."""

AGENCY = 0.42
"""The agency's share of the head's width; the rest is the national motto's."""
UNDER_HEAD, GAP, PAIRS = 12, 8, 8
"""Points under the head, between the closing sentence and the signatures, and between pairs of these."""
SIGNING_ROOM = 22 * MM

ABOVE_ROW, BELOW_ROW = 1, 2
"""Points in the rows of a table without rules, as of signatures."""

CELL_SIDE = 3
"""Points between a ruled table's text and its rules at the sides."""
ABOVE_CELL, BELOW_CELL, ABOVE_TABLE, BELOW_TABLE = 2, 3, 4, 8
TABLE_BEGINS = 1 / 8
"""The share of a page's text with which a table begins at its foot; a shorter table stays whole."""
GRID = 0.5
"""Thickness of a ruled table's lines."""

RULE, ABOVE_RULE, BELOW_RULE = 0.6, 2.5, 10
"""Thickness of the lines under agency, motto and title; points above, where closer would read as underlining,
and below the title's."""
RULE_SHARE = 0.4
"""The rules under the agency and the title are 1/3 to 1/2 of their line (II.2b, II.5b)."""

BAR, BETWEEN = 9.0, 7.0
"""Points: how thick a bar of a chart is, how far rows of bars stand apart."""
BESIDE = 6
"""Points between a name and its bars."""
NAMES, FIGURES = 0.36, 44.0
"""Share of a chart's width for the names; points for the figure behind a bar."""


class ParagraphLook(NamedTuple):
    """How a paragraph looks.

    Attributes:
        leading: From line to line.
        first: How far the first line is indented.
        after: What is left free below it.
    """

    face: Face
    size: float
    side: Side
    leading: float
    first: float = 0
    before: float = 0
    after: float = 0


def _look(face: Face, size: float, side: Side, after: float = 0) -> ParagraphLook:
    return ParagraphLook(face, size, side, size * 1.25, after=after)


def _body(face: Face, side: Side) -> ParagraphLook:
    # II.6e: 13–14 pt, justified, at least 6 pt between paragraphs, 1 to 1.5 lines apart.
    return ParagraphLook(face, BODY, side, BODY * 1.3, after=6)


_HEADING = ParagraphLook("bold", BODY, "left", BODY * 1.25, FIRST_LINE, after=6)
_FLUSH: Mapping[str, ParagraphLook] = {
    "body": _body("regular", "justify"),
    "plain": _body("regular", "left"),
    "italic": _body("italic", "justify"),
    "bold": _body("bold", "justify"),
}
LOOKS: Mapping[str, ParagraphLook] = {
    **_FLUSH,
    **{f"{name} indented": look._replace(first=FIRST_LINE) for name, look in _FLUSH.items()},
    "centred": ParagraphLook("bold", BODY, "center", BODY * 1.25, before=4, after=6),
    "heading": _HEADING._replace(before=4),
    "subheading": _HEADING,
    "superior": _look("regular", 12, "center"),  # II.2b: 12–13, as the agency
    "agency": _look("bold", SMALL, "center"),
    "nation": _look("bold", 12, "center"),  # II.1a: 12–13
    "motto": _look("bold", SMALL, "center"),  # II.1b: 13–14
    "number": _look("regular", SMALL, "center"),  # II.3c: 13
    "date": _look("italic", SMALL, "center"),  # II.4c: 13–14
    "title": _look("bold", BODY, "center"),  # II.5b: 13–14
    "notice": _look("italic", SMALL, "center", after=6),
    "caption": _look("italic", SMALL, "center", after=2),
    "office": _look("bold", BODY, "center"),  # II.7đ: 13–14
    "hint": _look("italic", CELL, "center"),
    "name": _look("bold", BODY, "center"),
    "label": _look("bold_italic", 12, "left"),  # II.9: 12
    "recipient": _look("regular", LIST, "left"),  # II.9: 11
    "page number": _look("regular", SMALL, "center"),  # I.7: 13–14
    "bar": ParagraphLook("regular", BAR - 2, "left", BAR),
    "bar name": ParagraphLook("regular", CELL, "left", CELL * 1.15),
    "foot": _look("italic", FOOT, "center"),
    "header": _look("bold", CELL, "center"),
    "left": _look("regular", CELL, "left"),
    "center": _look("regular", CELL, "center"),
    "right": _look("regular", CELL, "right"),
    "strong left": _look("bold", CELL, "left"),
    "strong center": _look("bold", CELL, "center"),
    "strong right": _look("bold", CELL, "right"),
}
"""By name, as both renderers take them."""
