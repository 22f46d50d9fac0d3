"""The year's activities: what was held, when, where, by whom; exchanges with their partners."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.activity import Activity, ActivityKind
from ktd_tui.i18n import N_, t
from ktd_tui.operations.year.activities import (
    ActivitiesPage,
    ActivityRow,
    activities_page,
    delete_activity,
    save_activity,
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

KINDS = {ActivityKind.ACTIVITY: N_("Activity"), ActivityKind.EXCHANGE: N_("Exchange")}


class ActivitiesScreen(KtdScreen):
    """The activities, the newest first; F6 shows one movement's only."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "pane", "delete", "back")
    BINDINGS = bindings(
        new=("new", N_("Add")),
        edit=("edit", N_("Edit")),
        pane=("movement", N_("Next movement")),
        delete="delete",
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: ActivitiesPage | None = None
        self._movement: str | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the lead, the table and the marked activity in full."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table(
            (t("Day"), 10),
            (t("Activity"), 32),
            (t("Unit"), 10),
            (t("Kind"), 10),
            (t("Place"), 10),
            id="activities",
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Fill the table."""
        page = self._page = activities_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Activities"))
        titles = {m.id: m.title for m in page.movements}
        lead = (
            t("Movement: {title}", title=titles[self._movement])
            if self._movement in titles
            else t("All activities")
        )
        self.query_one("#lead", Static).update(plain(lead))
        table = self.query_one(Table)
        table.fill((row.activity.id, _cells(row)) for row in self._rows())
        if self.focused is None:
            table.focus()
        self._tell()

    def _rows(self) -> list[ActivityRow]:
        rows = self._page.rows if self._page else ()
        return [r for r in rows if self._movement in (None, r.activity.movement_id)]

    def _marked(self) -> ActivityRow | None:
        key = self.query_one(Table).selected
        return next((row for row in self._rows() if row.activity.id == key), None)

    def _tell(self) -> None:
        row = self._marked()
        if row is None:
            self.query_one("#detail", Static).update(t("No activity yet. Press F2 to add the first one."))
            return
        of = row.activity
        facts = (
            (t("With"), row.partners),
            (t("Movement"), row.movement),
            (t("Result"), of.result),
        )
        lines = [of.title, *(f"{name}: {text}" for name, text in facts if text)]
        self.query_one("#detail", Static).update(plain("\n".join(lines)))

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Show the marked activity in full."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Change the marked activity."""
        event.stop()
        self.action_edit()

    def record_here(self) -> tuple[str, str] | None:
        """The marked activity has the history."""
        row = self._marked()
        return (row.activity.id, row.activity.title) if row else None

    def action_movement(self) -> None:
        """Show the activities of the next movement, then all again."""
        ids: list[str | None] = [None, *(m.id for m in self._page.movements)] if self._page else [None]
        place = ids.index(self._movement) if self._movement in ids else 0
        self._movement = ids[(place + 1) % len(ids)]
        self.action_reload()

    def action_new(self) -> None:
        """Add an activity."""
        self._form(t("New activity"), None)

    def action_edit(self) -> None:
        """Change the marked activity."""
        if row := self._marked():
            self._form(t("Activity"), row.activity)

    def _form(self, title: str, of: Activity | None) -> None:
        page = self._page
        if page is None:
            return
        units = [(u.id, u.name) for u in page.units]
        names = {u.id: u.label for u in page.units}
        movements = [("", t("none")), *((m.id, m.title) for m in page.movements)]
        kinds = [(kind.value, t(name)) for kind, name in KINDS.items()]
        fields = [
            Field("title", t("Activity"), of.title if of else ""),
            Field("unit", t("Unit"), of.unit_id if of else "", choices=units),
            Field("kind", t("Kind"), (of.kind if of else ActivityKind.ACTIVITY).value, choices=kinds),
            Field(
                "partners",
                t("With"),
                "\n".join(names.get(p, "") for p in of.partner_ids) if of else "",
                t("short names of units; for an exchange"),
                many=True,
            ),
            Field("day", t("Day"), short_date(of.day) if of and of.day else "", t("day/month/year")),
            Field("place", t("Place"), of.place if of else ""),
            Field(
                "movement",
                t("Movement"),
                (of.movement_id or "") if of else (self._movement or ""),
                choices=movements,
            ),
            Field("result", t("Result"), of.result if of else ""),
        ]

        def save(values: dict[str, str], seen: Activity | None) -> object:
            return save_activity(self.desk, self._year_id, seen, values)

        self.app.push_screen(FormDialog(title, fields, save, of))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Put the marked activity into the trash, asking first."""
        row = self._marked()
        if row is None:
            return
        question = t("Delete “{title}”? It goes to the trash.", title=row.activity.title)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, delete it"))):
            await self.act(lambda: delete_activity(self.desk, row.activity))
            self.action_reload()


def _cells(row: ActivityRow) -> tuple[str, ...]:
    of = row.activity
    return short_date(of.day) if of.day else "–", of.title, row.unit, t(KINDS[of.kind]), of.place or "–"
