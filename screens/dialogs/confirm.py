"""Yes or no. The highlighted answer is what Enter does, and it begins on No."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ktd_tui.i18n import t
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class ConfirmDialog(Dialog[bool]):
    """Ask before something that is not easily taken back."""

    def __init__(self, question: str, yes: str) -> None:
        super().__init__(question, t("↑ ↓ choose · Enter: OK · Esc: No"))
        self._yes = yes

    def content(self) -> Iterator["Widget"]:
        """Yield the two answers, No first."""
        yield OptionList(Option(t("No"), id="no"), Option(self._yes, id="yes"), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.option.id == "yes")
