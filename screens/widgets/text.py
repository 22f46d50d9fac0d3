"""Texts on a screen: a changed line is drawn only where it changed, a long one is scrolled."""

from collections.abc import Iterable

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from ktd_tui.layout import cells, wrap
from ktd_tui.terminal.guard import plain
from screens.widgets.own_bar import OwnBar

WIDTH = 76
"""Columns of a paper on the screen."""
HANGING, NO_BREAK = "  ", "\u00a0"
BETWEEN = " › "
"""Stands between the parts of a title line."""
LEAST_OF_FIRST = 16
"""Cells of the first part of a title line that stay where all of it has no room."""


def update_text(widget: Static, text: Text | str, *, layout: bool = True) -> bool:
    """Show a text, where another one shows.

    Args:
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


def update_row(widget: Static, text: Text) -> None:
    """Show a text that mostly takes one row: nothing else moves where the one before it took one, too."""
    room, before = widget.content_size.width, Text(str(widget.content))
    one_row = all("\n" not in one.plain and one.cell_len <= room for one in (before, text))
    update_text(widget, text, layout=not one_row)


def hung(line: str) -> list[str]:
    """Fold a line that is too long for a paper's width: what goes on stands in from where it begins."""
    if cells(line) <= WIDTH:
        return [line]
    margin = " " * (len(line) - len(line.lstrip(" ")))
    held = line.strip().replace(" (", f"{NO_BREAK}(")  # a number stays with the code behind it
    folded = wrap(held, WIDTH - len(margin) - len(HANGING))
    first, *rest = (one.replace(f"{NO_BREAK}(", " (") for one in folded)
    return [margin + first, *(margin + HANGING + one for one in rest)]


class ScrolledColumn(OwnBar, VerticalScroll):
    """What stands below each other and is scrolled, on a narrow screen sideways, too."""

    BELOW = False

    @property
    def scrollbar_size_vertical(self) -> int:
        """None: the bar stands in the padding at the right."""
        return 0


class Reading(ScrolledColumn):
    """A text that one reads from top to bottom; the arrows and PgUp, PgDn move it."""

    def __init__(self) -> None:
        super().__init__(Static("", id="text", markup=False), id="paper")

    def read(self, lines: Iterable[str], *, aside: bool = False) -> None:
        """Show these lines; unless they stand aside, one reads here where nothing else has the focus."""
        self.query_one("#text", Static).update(plain("\n".join(lines)))
        if not aside and self.screen.focused is None:
            self.focus()


def way_said(parts: list[str], room: int, aside: str = "") -> str:
    """Join the parts of a title line; where room lacks the first is cut: the last says which page it is.

    Args:
        aside: Said behind them where it has room in full.
    """
    said = BETWEEN.join(parts)
    if aside and cells(whole := BETWEEN.join((said, aside))) <= room:
        return whole
    over = cells(said) - room
    if over <= 0 or len(parts) == 1 or cells(parts[0]) - over < LEAST_OF_FIRST:
        return said
    first = Text(parts[0])
    first.truncate(cells(parts[0]) - over, overflow="ellipsis")
    return BETWEEN.join([first.plain, *parts[1:]])
