"""What a screen has for writing: its fields and editors, and which of them would take a text now."""

from typing import TYPE_CHECKING

from ktd_tui.terminal.editor import VnTextArea
from ktd_tui.terminal.fields import VnInput

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget


def writing_fields(screen: "Screen[object]") -> list[VnInput | VnTextArea]:
    """Return the fields for writing of a screen, in the order in which they stand there."""
    return [field for field in screen.query("*") if isinstance(field, (VnInput, VnTextArea))]


def writes_here(place: "Widget | None") -> bool:
    """Tell whether one writes in a place now: in no list, not where one reads along or it is signed."""
    match place:
        case VnTextArea():
            return place.focusable and not place.read_only
        case VnInput():
            return place.focusable
        case _:
            return False
