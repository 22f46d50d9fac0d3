"""Ctrl+F: find units, people, blocs, years and movements by words, marks aside."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input, Static

from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Person, Unit
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.directory import Found, find_anything
from ktd_tui.terminal.fields import VnInput
from screens.base import KtdScreen, bindings
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

KINDS = {
    Unit: N_("Unit"),
    Person: N_("Person"),
    Bloc: N_("Bloc"),
    BlocYear: N_("Year"),
    Movement: N_("Movement"),
}


class FindScreen(KtdScreen):
    """A field and what it finds, as it is typed."""

    FOOTER: ClassVar[tuple[str, ...]] = ("open", "field", "back", "help")
    BINDINGS = bindings(open=("open", N_("Open what is marked")), field="app.focus_next")

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Found] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield the field and the list."""
        yield Static(t("Type words without marks: “cuc quan tri” finds “Cục Quản trị”."), classes="lead")
        yield VnInput(id="words")
        yield Table((t("Kind"), 10), (t("Name"), 34), (t("Detail"), 28), id="found")

    def show(self) -> None:
        """Search anew for what stands in the field."""
        self.entitle(t("Find"))
        if self.focused is None:
            self.query_one("#words").focus()
        words = self.query_one("#words", Input).value
        found = find_anything(self.desk, words) if words.strip() else []
        self._found = {f.record.id: f for f in found}
        self.query_one(Table).fill(
            (key, (t(KINDS[type(f.record)]), f.title, f.detail)) for key, f in self._found.items()
        )
        if words.strip():
            self.say(
                plural("{n} found", "{n} found", len(found))
                if found
                else t("Nothing found. Try fewer words.")
            )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        event.stop()
        self.action_reload()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the marked one."""
        event.stop()
        self.action_open()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the marked one."""
        event.stop()
        self.action_open()

    def key_down(self) -> None:
        """Go from the field into the list."""
        if isinstance(self.focused, Input):
            self.query_one(Table).focus()

    def action_open(self) -> None:
        """Open the page of what is marked."""
        key = self.query_one(Table).selected
        if key is None:
            return
        record = self._found[key].record
        target: KtdScreen | None = None
        if isinstance(record, Person):
            target = _unit(record.unit_id)
        elif isinstance(record, Unit):
            target = _unit(record.id)
        elif isinstance(record, Bloc):
            from screens.council.bloc import BlocScreen

            target = BlocScreen(record.id)
        elif isinstance(record, BlocYear):
            from screens.year.year import YearScreen

            target = YearScreen(record.id)
        if target is None:
            self.say(t("A movement is shown on the page of its year."))
        else:
            self.app.push_screen(target)


def _unit(unit_id: str | None) -> KtdScreen | None:
    if unit_id is None:
        return None
    from screens.council.unit import UnitScreen

    return UnitScreen(unit_id)
