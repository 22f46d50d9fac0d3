"""The signs of ``ktd_tui.rules.signs`` in their colours, wherever they stand on a screen."""

import re
from collections.abc import Mapping

from rich.text import Text
from textual.theme import Theme

from ktd_tui.rules.signs import SIGNS

_COLOURED: Mapping[str, str] = {of.char: of.colour for of in SIGNS.values() if of.colour != "foreground"}
_SIGN = re.compile(rf"^ *([{''.join(_COLOURED)}])(?= |$)", re.MULTILINE)
"""A sign at the beginning of a line or cell; within a sentence the same character is punctuation."""


def coloured(text: Text, theme: Theme) -> Text:
    """Give the signs that a text begins a line with their colours, in bold: they are told without, too."""
    for found in _SIGN.finditer(text.plain):
        colour = getattr(theme, _COLOURED[found[1]])
        text.stylize(f"bold {colour}", found.start(1), found.end(1))
    return text
