"""The movements of a bloc's year, with plan and period; added and changed here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ktd_tui.domain.organisation import Movement
from ktd_tui.i18n import N_, t
from ktd_tui.operations.year.years import save_movement, year_page
from screens.base import KtdScreen, bindings
from screens.dialogs.form import Field, FormDialog
from screens.widgets.movements import period
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class MovementsScreen(KtdScreen):
    """The movements, and the whole text of the marked one."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "new", "edit", "back", "quit")
    BINDINGS = bindings(
        open=("open", N_("The units' part")),
        new=("new", N_("Add movement")),
        edit=("edit", N_("Edit movement")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._movements: dict[str, Movement] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield the table and the marked movement in full."""
        yield Table((t("Movement"), 42), (t("Plan"), 20), (t("Period"), 9), id="movements")
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = year_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Movements"))
        self._movements = {m.id: m for m in page.movements}
        table = self.query_one(Table)
        table.fill((m.id, (m.title, m.plan or "–", period(m) or "–")) for m in page.movements)
        if self.focused is None:
            table.focus()
        if not page.movements:
            self.query_one("#detail", Static).update(t("No movement yet. Press F2 to add the first one."))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked movement in full."""
        event.stop()
        if key := self.query_one(Table).selected:  # the event's key is None in an empty table
            m = self._movements[key]
            lines = [f"“{m.title}”"]
            facts = ((t("Launched by"), m.launcher), (t("Plan"), m.plan), (t("Period"), period(m)))
            lines += [f"{name}: {text or '–'}" for name, text in facts]
            self.query_one("#detail", Static).update("\n".join(lines))

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Show what the units made of the marked movement."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show what the units made of the marked movement."""
        from screens.year.movement import MovementScreen

        if key := self.query_one(Table).selected:
            self.app.push_screen(MovementScreen(self._year_id, key))

    def record_here(self) -> tuple[str, str] | None:
        """The marked movement has the history."""
        key = self.query_one(Table).selected
        return (key, self._movements[key].title) if key else None

    def action_new(self) -> None:
        """Add a movement."""
        self._form(t("New movement"), None)

    def action_edit(self) -> None:
        """Change the marked movement."""
        if key := self.query_one(Table).selected:
            self._form(t("Movement"), self._movements[key])

    def _form(self, title: str, m: Movement | None) -> None:
        fields = [
            Field("title", t("Title"), m.title if m else ""),
            Field("launcher", t("Launched by"), m.launcher if m else ""),
            Field("plan", t("Plan"), m.plan if m else "", t("number and date of the plan")),
            Field("first_year", t("From year"), str(m.first_year or "") if m else ""),
            Field("last_year", t("To year"), str(m.last_year or "") if m else ""),
        ]
        year = year_page(self.desk, self._year_id).year

        def save(values: dict[str, str], seen: Movement | None) -> object:
            return save_movement(self.desk, year, seen, **values)

        self.app.push_screen(FormDialog(title, fields, save, m))
