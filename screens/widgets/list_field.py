"""A field that belongs to a list: what is typed is for the field, the arrows move in the list."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from ktd_tui.terminal.fields import VnInput

MOVES = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down"}


class ListField(VnInput):
    """A field over or under a list; a blank begins nothing in it, so that Space may mark in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{to}')", show=False) for key, to in MOVES.items()
    ]

    class Marked(Message):
        """Space was pressed where nothing is typed yet: it is for the list."""

    def __init__(self, of: str, *, id: str, placeholder: str = "") -> None:  # noqa: A002  # as table.py
        """Make a field.

        Args:
            of: How its list is found on the screen.
            id: The widget's id.
            placeholder: What it is for.
        """
        super().__init__(id=id, placeholder=placeholder)
        self._of = of

    def takes(self, typed: str) -> bool:
        """Leave a blank at the beginning to the list."""
        return bool(self.value or typed.strip())

    async def _on_key(self, event: events.Key) -> None:
        """Mark by a blank at the beginning."""
        if event.is_printable and not self.takes(event.character or ""):
            event.stop().prevent_default()
            self.post_message(self.Marked())

    async def action_move(self, to: str) -> None:
        """Move in the list while one goes on writing."""
        await self.screen.query_one(self._of).run_action(to)
