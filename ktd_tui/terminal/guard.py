"""The output guard: stored text never steers a terminal, and is never read as markup.

Textual passes ESC, C1 and bidirectional marks from nearly every widget to the terminal, and reads
``[/b]`` or ``[@click=…]`` in a plain string as markup. Hence one function that turns a stored string
into a renderable, and a filter over every line that is drawn.
"""

import re

from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.filter import LineFilter

_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> Text:
    """Turn a stored string into a renderable without markup or controls; line breaks stay."""
    return Text(_BAD.sub(lambda m: "\n" if m[0] == "\n" else "", text))


def harmless(text: str) -> str:
    """Return a text without any character that steers a terminal."""
    return _BAD.sub("", text) if _BAD.search(text) else text


class ControlGuard(LineFilter):
    """Removes controls from everything that is drawn, whatever widget draws it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without control characters, styles as they were."""
        del background
        if not any(_BAD.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(_BAD.sub("", text), style, control)
            if _BAD.search(text)
            else Segment(text, style, control)
            for text, style, control in segments
        ]
