"""Texts that are often said anew and seldom change: what stays is neither laid out nor drawn again."""

from rich.text import Text
from textual.widgets import Static


def put(widget: Static, text: Text | str, *, layout: bool = True) -> bool:
    """Show a text, where another one shows.

    Args:
        widget: Where.
        text: What.
        layout: Its size may change with it.

    Returns:
        Whether it changed.
    """
    before = widget.content
    # Text compares neither its own style nor its folding; here both stay the same.
    if type(before) is type(text) and before == text:
        return False
    widget.update(text, layout=layout)
    return True
