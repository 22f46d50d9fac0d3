"""A passphrase: what is typed shows as dots, and is kept nowhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import Input

from ktd_tui.i18n import t
from ktd_tui.terminal.fields import VnInput
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class SecretDialog(Dialog[str]):
    """Return what was typed."""

    def content(self) -> Iterator["Widget"]:
        """Yield the field."""
        yield VnInput(password=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let nothing below see or keep it."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        if event.value:
            self.dismiss(event.value)
        else:
            self.complain(t("Write something, or leave with Esc."))
