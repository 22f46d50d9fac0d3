"""Yes or no. The highlighted answer is what Enter does; it begins on No unless told."""

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

    def __init__(self, question: str, yes: str, *, begin_on_yes: bool = False) -> None:
        """Ask.

        Args:
            question: What is to be decided.
            yes: The words of consent.
            begin_on_yes: Enter alone consents; only where nothing can be lost by it.
        """
        super().__init__(question, t("↑ ↓ choose · Enter: OK · Esc: No"))
        self._yes = yes
        self._begin_on_yes = begin_on_yes

    def content(self) -> Iterator["Widget"]:
        """Yield the two answers, first the one to begin on."""
        answers = [Option(t("No"), id="no"), Option(self._yes, id="yes")]
        yield OptionList(*(answers[::-1] if self._begin_on_yes else answers), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.option.id == "yes")
