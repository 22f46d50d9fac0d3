"""The footer of every screen."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text
from textual.widgets import Static

from ktd_tui.keys import KEYS
from ktd_tui.layout import cells
from screens.widgets.text import update_text

BACK = KEYS["back"].shown
FOOTER_KEYS = 6


class KeyBar(Static):
    """The footer: the six keys that matter on this screen, as many as stand there whole.

    Esc always stands there: it is the way out.
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
    """Yield the first entry, the way out, and of the others what fits."""
    always = {*entries[:1], *(entry for entry in entries if entry[0] == BACK)}
    left = room - sum(map(_wide, always))
    for entry in entries:
        if entry in always:
            yield entry
        elif (wide := _wide(entry)) <= left:
            left -= wide
            yield entry


def _wide(entry: tuple[str, str]) -> int:
    shown, text = entry
    return len(shown) + cells(text) + 3
