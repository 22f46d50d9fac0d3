"""One line of text: a reason, a mended line."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import Input

from ktd_tui.i18n import t
from ktd_tui.terminal.fields import VnInput
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class AskDialog(Dialog[str]):
    """Return what was typed; an empty line is no answer."""

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__(question)
        self._value = value

    def content(self) -> Iterator["Widget"]:
        """Yield the field."""
        yield VnInput(self._value, id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value)
        else:
            self.complain(t("Write something, or leave with Esc."))
