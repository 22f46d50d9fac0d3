"""Ctrl+G: the whole page as plain text, without frames, to be copied with the mouse or read aloud."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ktd_tui.i18n import t
from ktd_tui.operations.page import Page, page_lines
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings


class PlainTextScreen(KtdScreen):
    """The text of the screen one came from; every line begins at the left edge of the terminal."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "back", "quit")
    BINDINGS = bindings(plain="back")

    def __init__(self, page: Callable[[], Page]) -> None:
        super().__init__()
        self._page = page

    def call_bloc(self) -> None:
        """As the page does from which one came."""

    def body(self) -> Iterator[Widget]:
        """Yield the text."""
        with VerticalScroll(id="plain"):
            yield Static(id="plain-text", markup=False)

    def show(self) -> None:
        """Lay the page out for the width of the terminal."""
        page = self._page()
        self.entitle(t("Plain text"), page.title)
        self.query_one("#plain-text", Static).update(plain("\n".join(page_lines(page, self.app.size.width))))
        self.say(t("↑ ↓ PgUp PgDn: read · drag with the mouse: copy · Esc: back"))
        if self.focused is None:
            self.query_one("#plain").focus()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.action_reload()

    def plain_page(self) -> Page:
        """The page that is shown."""
        return self._page()
