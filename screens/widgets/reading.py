"""A text that one reads from top to bottom, in the width of a printed page."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widgets import Static

from ktd_tui.terminal.guard import plain

WIDTH = 76
"""Columns of a paper on the screen."""


class Reading(VerticalScroll):
    """The text; the arrows and PgUp, PgDn move it."""

    def __init__(self) -> None:
        super().__init__(Static("", id="text", markup=False), id="paper")

    def read(self, lines: Iterable[str], *, aside: bool = False) -> None:
        """Show these lines; unless they stand aside, one reads here where nothing else has the focus."""
        self.query_one("#text", Static).update(plain("\n".join(lines)))
        if not aside and self.screen.focused is None:
            self.focus()
