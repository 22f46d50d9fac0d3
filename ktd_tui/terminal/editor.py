"""A text editor that composes Vietnamese: decomposed letters are joined as they are typed."""

import unicodedata
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from ktd_tui.terminal.fields import own_keys
from ktd_tui.terminal.writing import Writing
from ktd_tui.text import clean

LINE_LIMIT = 2_000
"""One line of 200 kB would cost 1.8 s a key."""


class VnTextArea(TextArea, Writing, inherit_bindings=False):
    """A TextArea without blinking cursor; needs ``OrderedKeys`` for bursts of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *own_keys(TextArea.BINDINGS),
        Binding("ctrl+home", "text_start", show=False),
        Binding("ctrl+end", "text_end", show=False),
    ]

    @property
    def writes(self) -> bool:
        """Whether a text that is typed here goes in now: not where it is only read."""
        return self.focusable and not self.read_only

    def action_text_start(self) -> None:
        """Go to the beginning of the whole text."""
        self.move_cursor((0, 0))

    def action_text_end(self) -> None:
        """Go to the end of the whole text."""
        self.move_cursor(self.document.end)

    def on_mount(self) -> None:
        """A blinking cursor sends 1.8 kB/s and defeats sshd's ClientAliveInterval."""
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        """Join a combining mark with the letter before the cursor; delete by Backspace, as in a field."""
        row, column = self.cursor_location
        mark = event.character or ""
        joins = len(mark) == 1 and unicodedata.combining(mark) and column and self.selection.is_empty
        if joins and not self.read_only:
            before = (row, column - 1)
            joined = unicodedata.normalize("NFC", self.document[row][column - 1] + mark)
            self.replace(joined, before, (row, column), maintain_selection_offset=False)
            event.stop()
        elif event.key == "backspace" and not self.read_only:
            self.action_delete_left()
            event.stop()
        else:
            await super()._on_key(event)
        event.prevent_default()  # Textual would run the parent's handler a second time

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste cleaned text, with over-long lines broken."""
        lines = clean(event.text, lines=True, limit=1_000_000).split("\n")
        parts = [
            line[at : at + LINE_LIMIT] for line in lines for at in range(0, max(len(line), 1), LINE_LIMIT)
        ]
        event.text = "\n".join(parts)
        await super()._on_paste(event)
        event.prevent_default()
