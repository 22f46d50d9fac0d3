"""Where one is typing in a meeting: remembered while one works, gone back to after a cut line."""

from typing import TYPE_CHECKING, cast

from textual.widgets import DataTable, Input, TextArea

from ktd_tui.operations.server.drafts import NOWHERE, Cursor

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from screens.host import Host


class PlaceKeeper:
    """Keeps the field in work and its cursor in the draft."""

    def __init__(self, screen: "Screen[None]", meeting_id: str, start: Cursor | None) -> None:
        """Make a keeper.

        Args:
            screen: The meeting's screen.
            start: Where to go on after a cut line; None where one begins anew.
        """
        self._screen = screen
        self._meeting_id = meeting_id
        self._start = start

    def begin(self) -> None:
        """Remember the meeting; after a cut line still with the place that is yet to be gone back to."""
        self._keep(self._start or NOWHERE)

    def follow(self, field: "Widget") -> None:
        """Remember a field that got the focus, and from now on its cursor."""
        if isinstance(field, (Input, TextArea)):
            self._screen.watch(field, "selection", self._moved, init=False)
        elif isinstance(field, DataTable):
            self._screen.watch(field, "cursor_coordinate", self._moved, init=False)
        self._moved()

    def _moved(self) -> None:
        field = self._screen.focused
        if field is not None and self._start is None:
            self._keep(Cursor(field.id or "", _cursor(field)))

    def _keep(self, place: Cursor) -> None:
        cast("Host", self._screen.app).keep_place(self._meeting_id, place)

    def go_back(self) -> bool:
        """Give the focus to the field that had it, at the same letter; False where there is none."""
        start, self._start = self._start, None
        here = self._screen.query("#step *")
        field = next((w for w in here if start and w.focusable and w.id == start.field), None)
        if start is None or field is None:
            return False
        _set_cursor(field, start.cursor)
        field.focus()
        return True


def _cursor(field: "Widget") -> tuple[int, int]:
    match field:
        case Input():
            return 0, field.cursor_position
        case TextArea():
            return field.cursor_location
        case DataTable():
            return field.cursor_coordinate.row, field.cursor_coordinate.column
        case _:
            return 0, 0


def _set_cursor(field: "Widget", cursor: tuple[int, int]) -> None:
    """Set a cursor; each field brings one back that lies outside of what it holds now."""
    match field:
        case Input():
            field.cursor_position = cursor[1]
        case TextArea():
            field.move_cursor(cursor)
        case DataTable():
            field.move_cursor(row=cursor[0], column=cursor[1])
