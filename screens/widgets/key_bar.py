"""The footer of every screen."""

from collections.abc import Iterable

from rich.text import Text
from textual.widgets import Static

from ktd_tui.layout import cells
from screens.widgets.text import update_text


class KeyBar(Static):
    """The footer: the six keys that matter on this screen, as many as stand there whole."""

    _entries: tuple[tuple[str, str], ...] = ()

    def show(self, entries: Iterable[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs."""
        self._entries = tuple(entries)
        self._fill()

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self._fill()

    def _fill(self) -> None:
        line, room = Text(no_wrap=True, overflow="ellipsis"), self.app.size.width
        for shown, text in self._entries:
            wide = len(shown) + cells(text) + 3
            if not line or line.cell_len + wide <= room:
                line.append(f" {shown}", style="bold")
                line.append(f" {text} ")
        update_text(self, line, layout=False)
