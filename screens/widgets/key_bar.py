"""The footer of every screen."""

from collections.abc import Iterable

from rich.text import Text
from textual.widgets import Static

from screens.widgets.text import update_text


class KeyBar(Static):
    """The footer: the six keys that matter on this screen."""

    def show(self, entries: Iterable[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs."""
        line = Text(no_wrap=True, overflow="ellipsis")
        for shown, text in entries:
            line.append(f" {shown}", style="bold")
            line.append(f" {text} ")
        update_text(self, line, layout=False)
