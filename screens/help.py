"""F1: every key of the screen one came from; Enter carries the marked one out."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widgets import Static

from ktd_tui.i18n import t
from ktd_tui.keys import KEYS
from screens.base import KtdScreen
from screens.bindings import Asking, bindings
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget
    from textual.widgets import DataTable


class HelpScreen(KtdScreen):
    """The keys of a screen."""

    FOOTER: ClassVar[tuple[str, ...]] = ("open", "back", "quit")
    BINDINGS = bindings(open=("run", KEYS["open"].text))

    def __init__(self, of: "Screen[Any]") -> None:
        super().__init__()
        self._of = of

    @cached_property
    def _keys(self) -> dict[str, tuple["DOMNode", "Binding"]]:
        return dict(reversed(list(_keys(self._of))))

    def call_bloc(self) -> None:
        """As the page does from which one came."""

    def body(self) -> Iterator["Widget"]:
        """Yield an explanation and the list."""
        yield Static(
            t("Every command of the screen before. Enter carries out the marked one."),
            classes="lead",
            markup=False,
        )
        yield RecordTable((t("Key"), 12), (t("What it does"), 56), id="commands")

    def show(self) -> None:
        """List the bindings of the screen one came from."""
        self.entitle(t("Help"))
        found = {key: (KEYS[key].shown, t(of.description)) for key, (_, of) in self._keys.items()}
        order = [key for key in KEYS if key in found]
        self.query_one(RecordTable).fill((key, found[key]) for key in order)
        self.query_one(RecordTable).focus()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Carry out the marked command."""
        event.stop()
        self.action_run()

    def action_run(self) -> None:
        """Go back and carry out the marked command there."""
        chosen = self.query_one(RecordTable).selected
        self.app.pop_screen()
        if chosen:
            node, binding = self._keys[chosen]
            self.app.call_later(self.app.run_action, binding.action, node)


def _keys(of: "Screen[Any]") -> Iterator[tuple[str, tuple["DOMNode", "Binding"]]]:
    """Yield the keys that work where the cursor is, by id: a step's own come before the meeting's."""
    for node in (of.focused or of).ancestors_with_self:
        for _, binding in node._bindings:  # noqa: SLF001  # there is no public list of own bindings
            known = binding.id in KEYS and binding.id not in ("help", "palette")
            here = node.offers if isinstance(node, Asking) else partial(node.check_action, parameters=())
            if known and here(binding.action):
                yield str(binding.id), (node, binding)
