"""A text editor that composes Vietnamese: decomposed letters are joined as they are typed."""

import unicodedata

from textual import events
from textual.widgets import TextArea

from ktd_tui.text import clean

LINE_LIMIT = 2_000
"""One line of 200 kB would cost 1.8 s a key."""


class VnTextArea(TextArea):
    """A TextArea without blinking cursor; needs ``OrderedKeys`` for bursts of keys."""

    def on_mount(self) -> None:
        """A blinking cursor sends 1.8 kB/s and defeats sshd's ClientAliveInterval."""
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        """Join a combining mark with the letter before the cursor."""
        row, column = self.cursor_location
        mark = event.character or ""
        joins = len(mark) == 1 and unicodedata.combining(mark) and column and self.selection.is_empty
        if joins and not self.read_only:
            before = (row, column - 1)
            joined = unicodedata.normalize("NFC", self.document[row][column - 1] + mark)
            self.replace(joined, before, (row, column), maintain_selection_offset=False)
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
