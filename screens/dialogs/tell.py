"""Something that must be read before one goes on; it stays until Enter or Esc."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ktd_tui.i18n import t
from screens.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class TellDialog(Dialog[bool]):
    """Tell it and wait."""

    def content(self) -> Iterator["Widget"]:
        """Yield the only answer."""
        yield OptionList(Option(t("I have noted it down")), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close."""
        event.stop()
        self.dismiss(True)
