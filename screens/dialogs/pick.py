"""Choose one of a list; typing narrows it, marks aside."""

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ktd_tui.i18n import t
from ktd_tui.operations.lookup import called
from ktd_tui.terminal.guard import plain
from ktd_tui.text import fold, matches
from screens.dialogs.base import Dialog
from screens.widgets.list_field import ListField

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

    from screens.host import Host


class _Choices(OptionList):
    """The choices: of a province's units there are hundreds, of which a screen shows some."""

    def get_content_height(self, container: "Size", viewport: "Size", width: int) -> int:
        """Return how high they stand; those beyond the screen's height are not measured."""
        if len(self.options) > viewport.height:
            return viewport.height
        return super().get_content_height(container, viewport, width)


class PickDialog(Dialog[str]):
    """Return the key of the choice.

    Attributes:
        typed: What the list was narrowed to.
    """

    def __init__(
        self,
        question: str,
        choices: Sequence[tuple[str, str]],
        find: Callable[[str], Container[str]] | None = None,
        *,
        empty: str = "",
    ) -> None:
        """Ask.

        Args:
            question: What is to be chosen.
            choices: Key and text of each.
            find: Tells the keys that letters may mean, beside those whose text holds the words: initials.
                None: units and people as ``lookup.called`` finds them.
            empty: Why there is no choice, and which key makes one; said where there is none.
        """
        super().__init__(question, t("↑ ↓ choose · type to narrow · Enter: OK · Esc: leave"))
        self._find = find
        self._empty = empty
        self._choices = tuple(dict(choices).items())  # an option twice is an error
        self.typed = ""

    def content(self) -> Iterator["Widget"]:
        """Yield the field that narrows, and the list."""
        yield ListField("#choices", id="narrow")
        yield _Choices(id="choices", classes="led", markup=False)

    def on_mount(self) -> None:
        """Show every choice."""
        self._narrow("")

    def _narrow(self, words: str) -> None:
        self.typed = words.strip()
        choices = self.query_one("#choices", OptionList)
        find = self._find or partial(called, cast("Host", self.app).desk)
        found: Container[str] = find(words) if words else ()
        choices.clear_options()
        fitting = [one for one in self._choices if not words or matches(words, one[1]) or one[0] in found]
        # what a name itself holds comes before what only the office behind it does: «bảo» is no Bảo Lộc
        # and what holds the letters as they were typed before what has them here and there
        named = sorted(
            fitting,
            key=lambda one: (not matches(words, one[1].partition(",")[0]), fold(words) not in fold(one[1])),
        )
        choices.add_options(Option(plain(text), id=key) for key, text in (named if words else fitting))
        choices.highlighted = 0 if choices.option_count else None
        self._say_why_empty(words)

    def _say_why_empty(self, words: str) -> None:
        """An empty list says why it is empty, and the way out."""
        if self.query_one("#choices", OptionList).option_count:
            self.query_one("#complaint", Static).update("")
        elif self._choices:
            self.complain(t("Nothing here has “{words}” in it. Delete some letters.", words=words))
        else:
            self.complain(self._empty or t("There is nothing to choose from here. Esc leaves."))

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
