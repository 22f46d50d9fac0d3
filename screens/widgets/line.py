"""The line field of the minutes: a phrase's open places are marked, typing fills them, Tab goes on."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static
from textual.widgets.input import Selection

from ktd_tui.i18n import N_
from ktd_tui.rules.meeting.phrases import open_place
from ktd_tui.terminal.fields import VnInput
from screens.bindings import bindings
from screens.widgets.text import update_text


class SpeakerLabel(Static):
    """Whose words the line will be: «nvđ · Nguyễn Văn Định:», that it is nobody's, or nothing."""

    def __init__(self, *, markup: bool) -> None:
        super().__init__("", id="speaker", markup=markup)

    def tell(self, name: str) -> None:
        """Show a name, with the letters that find it."""
        letters = "".join(word[0] for word in name.partition(" (")[0].casefold().split())
        self.ask(f"{letters} · {name}:")

    def ask(self, words: str) -> None:
        """Show words in place of a name; none show nothing."""
        self.display = bool(words)
        update_text(self, words)


class LineInput(VnInput):
    """A field that knows the open places of a phrase."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_place", show=False),
        Binding("up", "go_up", show=False),
        *bindings(more=("screen.long_line", N_("Long statement"))),
    ]

    class NobodySays(Message):
        """Backspace where nothing stands before the cursor: the speaker goes, as a recipient of a mail."""

    def action_delete_left(self) -> None:
        """Delete the letter before the cursor; at the beginning, the speaker."""
        if self.cursor_position == 0 and self.selection.is_empty:
            self.post_message(self.NobodySays())
        else:
            super().action_delete_left()

    class OfMinutes(Message):
        """Several lines were pasted, which may be lines of the minutes."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def ask_of_lines(self, text: str) -> None:
        """Ask what they are to be in the minutes."""
        self.post_message(self.OfMinutes(text))

    class Up(Message):
        """The cursor leaves the line for what stands above it."""

    def action_go_up(self) -> None:
        """Leave the line for what stands above it."""
        self.post_message(self.Up())

    def take_phrase(self, text: str) -> None:
        """Put a phrase in at the cursor, and mark its first open place."""
        before, after = self.value[: self.cursor_position], self.value[self.cursor_position :]
        self.value = f"{before}{text}{after}"
        self.cursor_position = len(before) + len(text)
        self.mark_open(len(before))
        self.focus()

    def mark_open(self, after: int = 0) -> bool:
        """Mark the next open place, so that typing fills it; False where there is none."""
        place = open_place(self.value, after)
        if place is None:
            return False
        self.cursor_position = place[0]  # where it begins is in sight, too
        self.selection = Selection(*place)
        return True

    def action_next_place(self) -> None:
        """Go to the next open place, else to the next field."""
        if not self.mark_open(self.cursor_position) and not self.mark_open():
            self.screen.focus_next()
