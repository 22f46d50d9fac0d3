"""Exemplars of a year: who, the deed, how soon it was proposed, for which commendation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.merit import Exemplar, ExemplarKind
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.year.exemplars import (
    ExemplarRow,
    ExemplarsPage,
    delete_exemplar,
    exemplars_page,
    save_exemplar,
)
from ktd_tui.terminal.guard import plain
from ktd_tui.words import short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

KINDS = {ExemplarKind.COLLECTIVE: N_("collective"), ExemplarKind.PERSON: N_("person")}


class ExemplarsScreen(KtdScreen):
    """The exemplars, the newest deed first."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "delete", "history", "back")
    BINDINGS = bindings(new="new", edit="edit", delete="delete")

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: ExemplarsPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the table and the marked exemplar in full."""
        yield Table(
            (t("Who"), 24),
            (t("Unit"), 10),
            (t("Deed on"), 10),
            (t("Proposed"), 10),
            (t("After"), 9),
            id="exemplars",
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = exemplars_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Exemplars"))
        table = self.query_one(Table)
        table.fill((row.exemplar.id, _cells(row)) for row in page.rows)
        if self.focused is None:
            table.focus()
        self._tell()

    def _marked(self) -> ExemplarRow | None:
        key = self.query_one(Table).selected
        rows = self._page.rows if self._page else ()
        return next((row for row in rows if row.exemplar.id == key), None)

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked exemplar in full."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked exemplar."""
        event.stop()
        self.action_edit()

    def _tell(self) -> None:
        row = self._marked()
        if row is None:
            said = t("No exemplar yet. F2 notes one: who, the deed, the day.")
            self.query_one("#detail", Static).update(said)
            return
        of = row.exemplar
        lines = [f"{of.name} ({t(KINDS[of.kind])})", of.deed]
        if of.award:
            lines.append(t("Proposed for: {award}", award=of.award))
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def record_here(self) -> tuple[str, str] | None:
        """The marked exemplar has the history."""
        row = self._marked()
        return (row.exemplar.id, row.exemplar.name) if row else None

    def action_new(self) -> None:
        """Note an exemplar."""
        self._form(t("New exemplar"), None)

    def action_edit(self) -> None:
        """Change the marked exemplar."""
        if row := self._marked():
            self._form(t("Exemplar"), row.exemplar)

    def _form(self, title: str, of: Exemplar | None) -> None:
        page = self._page
        if page is None:
            return
        kinds = [(kind.value, t(name)) for kind, name in KINDS.items()]
        day = t("day/month/year")
        deed_on = short_date(of.deed_on) if of and of.deed_on else ""
        proposed_on = short_date(of.proposed_on) if of and of.proposed_on else ""
        fields = [
            Field("name", t("Who"), of.name if of else ""),
            Field("kind", t("Kind"), (of.kind if of else ExemplarKind.COLLECTIVE).value, choices=kinds),
            Field("unit", t("Unit"), of.unit_id if of else "", choices=[(u.id, u.name) for u in page.units]),
            Field("deed", t("Deed"), of.deed if of else ""),
            Field("deed_on", t("Deed on"), deed_on, day),
            Field("proposed_on", t("Proposed on"), proposed_on, day),
            Field("award", t("For"), of.award if of else "", t("the commendation")),
        ]

        def save(values: dict[str, str], seen: Exemplar | None) -> object:
            return save_exemplar(self.desk, self._year_id, seen, values)

        self.app.push_screen(FormDialog(title, fields, save, of))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Put the marked exemplar into the trash, asking first."""
        row = self._marked()
        if row is None:
            return
        question = t("Delete “{title}”? It goes to the trash.", title=row.exemplar.name)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, delete it"))):
            await self.act(lambda: delete_exemplar(self.desk, row.exemplar))
            self.action_reload()


def _cells(row: ExemplarRow) -> tuple[str, ...]:
    of = row.exemplar
    return (
        of.name,
        row.unit,
        short_date(of.deed_on) if of.deed_on else "–",
        short_date(of.proposed_on) if of.proposed_on else "–",
        plural("{n} day", "{n} days", row.days) if row.days is not None else "–",
    )
