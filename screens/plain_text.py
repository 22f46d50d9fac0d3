"""Ctrl+G: the whole page as plain text, without frames, to be copied with the mouse or read aloud."""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual import work
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from ktd_tui.i18n import N_, t
from ktd_tui.layout import cells
from ktd_tui.operations.page import Page, page_lines, page_pieces
from ktd_tui.terminal.guard import plain
from ktd_tui.text import clean
from screens.base import KtdScreen
from screens.bindings import bindings

MOST = 74_000
"""Bytes that terminals take into their clipboard at once: xterm’s own limit is 100,000 in base64."""


def _tabbed(text: str) -> str:
    """Clean a table cell by cell: the tabs between them stay."""
    rows = (line.split("\t") for line in text.split("\n"))
    return "\n".join("\t".join(clean(cell, limit=len(cell)) for cell in row) for row in rows)


class PlainLines(ScrollView, can_focus=True):
    """Lines as they are, of which those in sight alone are drawn."""

    lines: tuple[str, ...] = ()

    def write(self, lines: Iterable[str]) -> None:
        """Show these lines."""
        self.lines = tuple(lines)
        self.virtual_size = Size(max(map(cells, self.lines), default=0), len(self.lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line in sight."""
        at, width, style = y + self.scroll_offset.y, self.size.width, self.rich_style
        if at >= len(self.lines):
            return Strip.blank(width, style)
        line = plain(self.lines[at])
        line.stylize_before(style)
        return Strip(line.render(self.app.console)).adjust_cell_length(width, style)


class PlainTextScreen(KtdScreen):
    """The text of the screen one came from; every line begins at the left edge of the terminal."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "export", "back", "quit")
    BINDINGS = bindings(plain="back", export=("copy", N_("Copy a table, a column")))

    def __init__(self, page: Callable[[], Page]) -> None:
        super().__init__()
        self._page = page
        self._laid = 0
        """For how many columns it is laid out."""

    def call_bloc(self) -> None:
        """As the page does from which one came."""

    def body(self) -> Iterator[Widget]:
        """Yield the text."""
        yield PlainLines(id="plain")

    def show(self) -> None:
        """Lay the page out for the width of the terminal."""
        page, self._laid = self._page(), self.app.size.width
        self.entitle(t("Plain text"), page.title)
        self.query_one(PlainLines).write(page_lines(page, self._laid))
        self.say(t("↑ ↓ PgUp PgDn: read · drag with the mouse: copy · F12: a table, a column · Esc: back"))
        if self.focused is None:
            self.query_one("#plain").focus()

    @work(exclusive=True)
    async def action_copy(self) -> None:
        """Copy the page, one of its tables or a column into the clipboard, or show it alone to be marked."""
        from screens.dialogs.pick import PickDialog

        pieces = page_pieces(self._page(), self.app.size.width)
        name = await self.app.push_screen_wait(
            PickDialog(t("What is to be copied?"), [(n, n) for n in pieces])
        )
        if name is None:
            return
        text = _tabbed(pieces[name])
        if self.host.may_copy and len(text.encode()) <= MOST:
            self.host.copy_to_clipboard(text)
            self.say(
                t(
                    "Handed to the terminal’s clipboard: {name}. Nothing there? Mark it with the mouse.",
                    name=name,
                )
            )
            return
        await self.app.push_screen(
            PlainTextScreen(lambda: Page(name, tuple(text.replace("\t", "; ").split("\n"))))
        )
        shown = self.app.screen
        why = (
            t("too long for the clipboard")
            if self.host.may_copy
            else t('the clipboard is switched off (ktd.toml: clipboard = "osc52")')
        )
        if isinstance(shown, KtdScreen):
            shown.say(t("To be marked with the mouse: {why}", why=why))

    def on_resize(self) -> None:
        """Break the lines anew, where they are to be shorter or longer."""
        if self._laid != self.app.size.width:
            self.action_reload()

    def plain_page(self) -> Page:
        """The page that is shown."""
        return self._page()
