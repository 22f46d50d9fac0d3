"""A passphrase: what is typed shows as dots, and is kept nowhere."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.widgets import Input

from ktd_tui.errors import Refused
from ktd_tui.i18n import t, tell
from ktd_tui.terminal.fields import VnInput
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class SecretDialog(Dialog[str]):
    """Return what was typed.

    Args:
        question: Whose it is, and what for.
        check: Refuses what cannot be taken, in this dialog: nobody goes on typing into what stands below.
    """

    def __init__(self, question: str, check: Callable[[str], None] | None = None) -> None:
        super().__init__(question)
        self._check = check

    def content(self) -> Iterator["Widget"]:
        """Yield the field."""
        yield VnInput(password=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let nothing below see or keep it."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        if not event.value:
            self.complain(t("Write something, or leave with Esc."))
            return
        try:
            if self._check:
                self._check(event.value)
        except Refused as error:
            event.input.clear()
            self.complain(tell(error))
        else:
            self.dismiss(event.value)
