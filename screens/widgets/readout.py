"""A page read off the widgets that show it, for its plain text."""

from collections.abc import Iterable, Iterator

from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList, Static, TextArea

from ktd_tui.operations.page import Page, PageHeading, PageTable, Part
from screens.widgets.bars import FULL
from screens.widgets.long_text import LongText


def readout(title: str, body: Widget) -> Page:
    """Read a page off its widgets: all rows of a table, also those that do not show."""
    return Page(title, tuple(_parts(body.children)))


def _parts(widgets: Iterable[Widget]) -> Iterator[Part]:
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
            case LongText():
                yield from (PageHeading(one.text) if one.heading else one.text for one in widget.paragraphs)
            case Static() if text := _said(widget.content):
                yield PageHeading(text) if widget.has_class("heading") else text
            case _:
                yield from _parts(widget.children)


def _table(of: DataTable[object]) -> PageTable:
    heads = tuple(_said(column.label) for column in of.ordered_columns)
    rows = [tuple(map(_said, of.get_row_at(at))) for at in range(of.row_count)]
    # A bar is a picture of the number beside it; a voice would read it out block by block.
    told = [at for at in range(len(heads)) if not any(FULL in row[at] for row in rows)]
    return PageTable(tuple(heads[at] for at in told), tuple(tuple(row[at] for at in told) for row in rows))


def _said(content: object) -> str:
    """Return the text of what a widget shows; Rich and Textual both call it ``plain``."""
    return str(getattr(content, "plain", content)).rstrip(" ")
