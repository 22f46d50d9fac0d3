"""The frame of a screen that is only read, from top to bottom."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.widget import Widget

from screens.base import KtdScreen
from screens.widgets.text import Reading


class ReadingScreen(KtdScreen):
    """A text in the width of a printed page."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "plain", "back", "quit")

    def lines(self) -> Iterable[str]:
        """Write the text anew, and entitle the screen. May raise KtdError."""
        raise NotImplementedError

    def body(self) -> Iterator[Widget]:
        """Yield the text."""
        yield Reading()

    def show(self) -> None:
        """Show the text as it is now: it follows what others change."""
        self.query_one(Reading).read(self.lines())
