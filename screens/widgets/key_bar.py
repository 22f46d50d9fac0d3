"""The footer of every screen."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text
from textual.widgets import Static

from ktd_tui.layout import cells
from screens.widgets.text import update_text


class KeyBar(Static):
    """The footer: the six keys that matter on this screen, as many as stand there whole.

    The last one always stands there: it is the way out.
    """

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
        for shown, text in _whole(self._entries, room):
            line.append(f" {shown}", style="bold")
            line.append(f" {text} ")
        update_text(self, line, layout=False)


def _whole(entries: Sequence[tuple[str, str]], room: int) -> Iterator[tuple[str, str]]:
    """Yield the first entry, what fits after it, and the last."""
    left = room - sum(_wide(entry) for entry in {*entries[:1], *entries[-1:]})
    for number, entry in enumerate(entries):
        if number in (0, len(entries) - 1):
            yield entry
        elif (wide := _wide(entry)) <= left:
            left -= wide
            yield entry


def _wide(entry: tuple[str, str]) -> int:
    shown, text = entry
    return len(shown) + cells(text) + 3
