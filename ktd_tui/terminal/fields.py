"""A one-line field that composes Vietnamese: decomposed letters are joined as they are typed."""

import unicodedata
from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.validation import ValidationResult
from textual.widgets import Input

from ktd_tui.terminal.writing import Writing
from ktd_tui.text import clean

ELSEWHERE = frozenset({"ctrl+e", "ctrl+k", "f6", "f7"})
"""Keys of Textual's editors that mean something else here: the pen, the door, the other pane, what is missing
before.
Its F7 marks a whole text, which the next letter would wipe out."""


def own_keys(stock: Iterable[BindingType]) -> list[BindingType]:
    """Return Textual's bindings of a field without the keys that mean something else everywhere here."""
    return [one for one in Binding.make_bindings(stock) if one.key not in ELSEWHERE]


class VnInput(Input, Writing, inherit_bindings=False):
    """An Input without blinking cursor; needs ``OrderedKeys`` for bursts of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *own_keys(Input.BINDINGS),
        Binding("ctrl+home", "home", show=False),
        Binding("ctrl+end", "end", show=False),
    ]

    virtual_size = Reactive(Size(0, 0))
    """Textual would lay the whole screen out anew at each letter, for a field that keeps its size."""
    overwritten = False
    """The first key replaces what stands there, as in a spreadsheet."""
    _handed_in = ""
    """What stood here when one came, or was handed in last."""

    def validate(self, value: str) -> ValidationResult | None:
        """Check nothing: a form does when it is saved. Textual styles each field anew as a valid one."""

    def on_mount(self) -> None:
        """A blinking cursor sends 1.8 kB/s and defeats sshd's ClientAliveInterval."""
        self.cursor_blink = False
        self.select_on_focus = self.overwritten

    async def _on_key(self, event: events.Key) -> None:
        """Delete by Backspace here, as a letter is typed: bindings run in the app, behind all above."""
        if event.key == "backspace":
            event.stop().prevent_default()
            self.action_delete_left()

    @property
    def is_half_typed(self) -> bool:
        """Whether something stands here that was typed since one came, and not handed in."""
        return bool(self.value) and self.value != self._handed_in

    async def action_submit(self) -> None:
        """Hand in what stands here."""
        self._handed_in = self.value
        await super().action_submit()

    def on_focus(self) -> None:
        """Show the cursor, at the end of a value that is longer than the field: of a path, its name."""
        self._handed_in = self.value
        self.call_after_refresh(self._show_cursor)

    def on_resize(self) -> None:
        """Keep the cursor in sight in a field that became narrower."""
        if self.has_focus:
            self.call_after_refresh(self._show_cursor)

    def on_blur(self) -> None:
        """Show the beginning again."""
        self.scroll_to(0, animate=False, force=True)

    def _show_cursor(self) -> None:
        column = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(column, 0, 1, 1), animate=False, force=True)

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text; a combining mark joins the letter before the cursor."""
        if unicodedata.combining(text[:1]) and self.cursor_position:
            before = self.cursor_position - 1
            joined = unicodedata.normalize("NFC", self.value[before] + text)
            self.replace(joined, before, self.cursor_position)
            return
        wanted = text.replace("\n", " ") if text.isspace() else clean(text, limit=len(text))
        if wanted:
            super().insert_text_at_cursor(unicodedata.normalize("NFC", wanted))

    class Several(Message):
        """Several lines were pasted; nothing of them stands in the field yet: who asks puts them in."""

        def __init__(self, field: "VnInput", text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    def _on_paste(self, event: events.Paste) -> None:
        """Paste one line, cleaned; ask what several are to be."""
        event.prevent_default()  # Textual would run the parent's handler a second time
        if len([line for line in event.text.splitlines() if line.strip()]) > 1:
            event.stop()
            self.ask_of_lines(event.text)
            return
        event.text = clean(event.text, limit=len(event.text))
        super()._on_paste(event)

    def ask_of_lines(self, text: str) -> None:
        """Ask what several pasted lines are to be."""
        self.post_message(self.Several(self, text))
