"""What a screen has for writing: its fields and editors, and which of them would take a text now."""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget


class Writing:
    """Marks a widget that one writes in; the editor is heavy to load, and few pages have one."""

    def takes(self, typed: str) -> bool:
        """Tell whether a text that is typed beside the field is meant for it."""
        del typed
        return True

    @property
    def writes(self) -> bool:
        """Whether a text that is typed here goes in now: not where one reads along or it is signed."""
        return cast("Widget", self).focusable


def writing_fields(screen: "Screen[object]") -> list["Widget"]:
    """Return the fields for writing of a screen, in the order in which they stand there."""
    return [field for field in screen.query("*") if isinstance(field, Writing)]


def writes_here(place: "Widget | None") -> bool:
    """Tell whether one writes in a place now: in no list."""
    return isinstance(place, Writing) and place.writes


def takes(place: "Widget", typed: str) -> bool:
    """Tell whether a text that is typed beside a field is meant for it."""
    return isinstance(place, Writing) and place.takes(typed)
