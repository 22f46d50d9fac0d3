"""Ctrl+G: the whole page as plain text, without frames, to be copied with the mouse or read aloud."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import DataTable, Input, OptionList, Static, TextArea

from ktd_tui.i18n import t
from ktd_tui.operations.page import Heading, Page, Part, Table, lines
from ktd_tui.rules.bars import FULL
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen, bindings

if TYPE_CHECKING:
    from textual.widget import Widget


class PlainTextScreen(KtdScreen):
    """The text of the screen one came from; every line begins at the left edge of the terminal."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "back", "quit")
    BINDINGS = bindings(plain="back")

    def __init__(self, of: KtdScreen) -> None:
        super().__init__()
        self._of = of

    def body(self) -> Iterator["Widget"]:
        """Yield the text."""
        with VerticalScroll(id="plain"):
            yield Static(id="plain-text", markup=False)

    def show(self) -> None:
        """Lay the page out for the width of the terminal."""
        page = self._of.plain_page()
        self.entitle(t("Plain text"), page.title)
        self.query_one("#plain-text", Static).update(plain("\n".join(lines(page, self.app.size.width))))
        self.say(t("↑ ↓ PgUp PgDn: read · drag with the mouse: copy · Esc: back"))
        if self.focused is None:
            self.query_one("#plain").focus()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.action_reload()

    def plain_page(self) -> Page:
        """The page that is shown."""
        return self._of.plain_page()


def derived(screen: KtdScreen) -> Page:
    """Read a page off a screen's widgets: all rows of a table, also those that do not show."""
    return Page(screen.titled, tuple(_parts(screen.query_one("#body").children)))


def _parts(widgets: Iterable["Widget"]) -> Iterator[Part]:
    for widget in widgets:
        match widget:
            case DataTable():
                yield _table(widget)
            case OptionList():
                yield from (_said(option.prompt) for option in widget.options)
            case Input():
                yield widget.value or f"({widget.placeholder})"
            case TextArea():
                yield widget.text
            case Static() if text := _said(widget.content):
                yield Heading(text) if widget.has_class("heading") else text
            case _:
                yield from _parts(widget.children)


def _table(of: DataTable[object]) -> Table:
    heads = tuple(_said(column.label) for column in of.ordered_columns)
    rows = [tuple(map(_said, of.get_row_at(at))) for at in range(of.row_count)]
    # A bar is a picture of the number beside it; a voice would read it out block by block.
    told = [at for at in range(len(heads)) if not any(FULL in row[at] for row in rows)]
    return Table(tuple(heads[at] for at in told), tuple(tuple(row[at] for at in told) for row in rows))


def _said(content: object) -> str:
    """Return the text of what a widget shows; Rich and Textual both call it ``plain``."""
    return str(getattr(content, "plain", content))
