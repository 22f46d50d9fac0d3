"""Choose one of a list; typing narrows it, marks aside."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ktd_tui.i18n import t
from ktd_tui.terminal.guard import plain
from ktd_tui.text import matches
from screens.dialogs.base import Dialog
from screens.widgets.list_field import ListField

if TYPE_CHECKING:
    from textual.widget import Widget


class PickDialog(Dialog[str]):
    """Return the key of the choice."""

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        """Ask.

        Args:
            question: What is to be chosen.
            choices: Key and text of each.
        """
        super().__init__(question, t("↑ ↓ choose · type to narrow · Enter: OK · Esc: leave"))
        self._choices = tuple(dict(choices).items())  # an option twice is an error

    def content(self) -> Iterator["Widget"]:
        """Yield the field that narrows, and the list."""
        yield ListField("#choices", id="narrow")
        yield OptionList(id="choices", classes="led", markup=False)

    def on_mount(self) -> None:
        """Show every choice."""
        self._narrow("")

    def _narrow(self, words: str) -> None:
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        choices.add_options(
            Option(plain(text), id=key) for key, text in self._choices if matches(words, text)
        )
        choices.highlighted = 0 if choices.option_count else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what was typed."""
        event.stop()
        self._narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted choice."""
        event.stop()
        self.query_one("#choices", OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.option.id)
