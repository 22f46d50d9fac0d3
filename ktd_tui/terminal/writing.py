"""What a screen has for writing: its fields and editors, and which of them would take a text now."""

from typing import TYPE_CHECKING

from ktd_tui.terminal.editor import VnTextArea
from ktd_tui.terminal.fields import VnInput

if TYPE_CHECKING:
    from textual.screen import Screen


def writing_fields(screen: "Screen[object]") -> list[VnInput | VnTextArea]:
    """Return the fields for writing of a screen, in the order in which they stand there."""
    return [field for field in screen.query("*") if isinstance(field, (VnInput, VnTextArea))]


def writes_here(field: VnInput | VnTextArea) -> bool:
    """Tell whether a field takes a text now: not where one reads along, nor in what is signed."""
    return field.focusable and not (isinstance(field, VnTextArea) and field.read_only)
