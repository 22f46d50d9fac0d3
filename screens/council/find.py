"""Ctrl+F: find units, people, blocs, years and movements by words, marks aside."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input, Static

from ktd_tui.domain.base import Record
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.council.directory import Found, find_anything
from ktd_tui.terminal.fields import VnInput
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.routes import BlocRoute, Route, UnitRoute, YearRoute
from screens.widgets.table import RecordTable

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
        yield Static(
            t("Type words without marks: “cuc quan tri” finds “Cục Quản trị”."), classes="lead", markup=False
        )
        yield VnInput(id="words")
        yield RecordTable((t("Kind"), 10), (t("Name"), 34), (t("Detail"), 28), id="found")

    def show(self) -> None:
        """Search anew for what stands in the field."""
        self.entitle(t("Find"))
        if self.focused is None:
            self.query_one("#words").focus()
        words = self.query_one("#words", Input).value
        found = find_anything(self.desk, words) if words.strip() else []
        self._found = {f.record.id: f for f in found}
        self.query_one(RecordTable).fill(
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
            self.query_one(RecordTable).focus()

    def action_open(self) -> None:
        """Open the page of what is marked."""
        key = self.query_one(RecordTable).selected
        if key is None:
            return
        if route := _page_of(self._found[key].record):
            self.open(route)
        else:
            self.say(t("A movement is shown on the page of its year."))


def _page_of(record: Record) -> Route | None:
    match record:
        case Person(unit_id=str(unit_id)):
            return UnitRoute(unit_id)
        case Unit():
            return UnitRoute(record.id)
        case Bloc():
            return BlocRoute(record.id)
        case BlocYear():
            return YearRoute(record.id)
        case _:
            return None
