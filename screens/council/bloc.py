"""A bloc: its units with their roles over the years, and its years."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.clock import local_date
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import UnitRow, bloc_of, current_year, unit_rows
from ktd_tui.operations.council.units import Since, delete_unit, reorder_unit, save_unit
from ktd_tui.operations.lookup import years_of
from ktd_tui.operations.scope import At, Where
from ktd_tui.operations.year.years import open_year
from ktd_tui.rules.access import Act
from ktd_tui.words import year_number
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.ordering import OrderedScreen
from screens.routes import BlocYearsRoute, UnitRoute, YearRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page


class BlocScreen(OrderedScreen):
    """Years above, units below; Enter opens either."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "field", "new", "edit", "more")
    ASKS = (
        needs(Act.EDIT_BLOC, "new", "delete", "move_up", "move_down")
        | needs(Act.EDIT_UNIT, "edit")
        | needs((Act.EDIT_COUNCIL, Act.EDIT_BLOC), "reorganise")
    )
    BINDINGS = bindings(
        "new",
        "edit",
        open=("open", N_("Open")),
        field=("app.focus_next", N_("Years / units")),
        more=("reorganise", N_("Move, merge, dissolve")),
        pane=("over_years", N_("Over the years")),
        delete="delete",
        move_up="move_up",
        move_down="move_down",
    )

    def __init__(self, bloc_id: str) -> None:
        super().__init__()
        self._bloc_id = bloc_id
        self._units: dict[str, Unit] = {}

    @property
    def about(self) -> At:
        """The bloc that is shown."""
        return At(Bloc, self._bloc_id)

    def body(self) -> Iterator["Widget"]:
        """Yield the two tables under their headings."""
        yield Static(t("Emulation years"), classes="heading", markup=False)
        yield RecordTable((t("Year"), 6), (t("Stage"), 16), (t("Theme"), 50), id="years", classes="above")
        yield Static(t("Units and their roles"), classes="heading", markup=False)
        yield Static("", id="empty", classes="lead", markup=False)
        yield RecordTable(
            (t("Unit"), 26), (t("City"), 15), (t("Head of unit"), 17),
            (t("Role"), 14), id="units", classes="records",
        )  # fmt: skip

    def show(self) -> None:
        """Fill both tables."""
        bloc = bloc_of(self.desk, self._bloc_id)
        self.entitle(bloc.name)
        years = years_of(self.desk, bloc.id)
        self.query_one("#years", RecordTable).fill(
            (y.id, (str(y.year), saying.stage(y.stage), y.theme or "–")) for y in years
        )
        current = current_year(self.desk, bloc.id)
        rows = unit_rows(self.desk, bloc.id)
        self._units = {row.unit.id: row.unit for row in rows}
        self.query_one("#units", RecordTable).fill(
            (
                row.unit.id,
                (
                    row.unit.name,
                    row.unit.city or "–",
                    row.head.name if row.head else "–",
                    _part(row, current, bloc),
                ),
            )
            for row in rows
        )
        self._advise(bool(rows), bool(years))

    def action_over_years(self) -> None:
        """Show the bloc's years beside each other."""
        self.open(BlocYearsRoute(self._bloc_id))

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.bloc(self.desk, self._bloc_id)

    def _advise(self, units: bool, years: bool) -> None:
        advice = ""
        if not units:
            advice = self.advice("new", t("This bloc has no units yet. Press F2 to add the first one."))
        elif not years:
            advice = self.advice(
                "new", t("No year is open yet. Press Tab, then F2 among the years, to open one.")
            )
        empty = self.query_one("#empty", Static)
        empty.update(advice)
        empty.display = bool(advice)  # else a blank line stands above the units
        if self.focused is None:
            self.query_one("#years" if years else "#units", RecordTable).focus()

    def _among_years(self) -> bool:
        return self.focused is not None and self.focused.id == "years"

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the marked year or unit."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the marked year or unit."""
        if self._among_years():
            if key := self.query_one("#years", RecordTable).selected:
                self.open(YearRoute(key))
            return
        if key := self.query_one("#units", RecordTable).selected:
            self.open(UnitRoute(key))

    def record_here(self) -> tuple[str, str] | None:
        """The marked unit or year has the history."""
        if self._among_years():
            key = self.query_one("#years", RecordTable).selected
            return (key, t("Emulation years")) if key else None
        key = self.query_one("#units", RecordTable).selected
        return (key, self._units[key].name) if key else (self._bloc_id, "")

    def action_new(self) -> None:
        """Open a year, or add a unit, whichever table has the focus."""
        if self._among_years():
            self._new_year()
        else:
            self._unit_form(t("New unit"), None)

    def action_edit(self) -> None:
        """Change the marked unit."""
        if unit := self._marked:
            self._unit_form(t("Unit"), unit)

    def _unit_form(self, title: str, unit: Unit | None) -> None:
        fields = [
            Field("name", t("Name"), unit.name if unit else ""),
            Field("short_name", t("Short name"), unit.short_name if unit else "", t("for narrow columns")),
            Field("city", t("City"), unit.city if unit else ""),
        ]
        if unit:
            fields += [
                Field("since", t("New name from"), "", t("the first year; empty: a slip is corrected")),
                Field("ground", t("Decision"), "", t("number and date")),
            ]

        def save(values: dict[str, str], seen: Unit | None) -> object:
            since = Since(values.pop("since", ""), values.pop("ground", ""))
            saved = save_unit(self.desk, self._bloc_id, seen, since, **values)
            if seen is None and (year := current_year(self.desk, self._bloc_id)):
                said = t("Saved. {unit} takes no part in {year} yet: F3.", unit=saved.label, year=year.year)
                form.told = said
            return saved

        form = FormDialog(title, fields, save, unit)
        self.app.push_screen(form)

    def acts_of(self, action: str) -> tuple[Act, ...]:
        """Among the years another one is opened."""
        opens = action == "new" and self._among_years()
        return (Act.OPEN_YEAR,) if opens else super().acts_of(action)

    def asked_of(self, action: str) -> Where:
        """The marked unit's own people change it, too."""
        key = self.query_one("#units", RecordTable).selected
        return At(Unit, key) if action == "edit" and key and not self._among_years() else self.where

    @property
    def _marked(self) -> Unit | None:
        """The unit that a key means; a key that means units says so where there is none under the cursor."""
        if self._among_years():
            self.say(t("This is done to a unit: Tab goes to the units."))
            return None
        unit = self._units.get(self.query_one("#units", RecordTable).selected or "")
        if unit is None:
            self.say_nothing_marked()
        return unit

    @work(exclusive=True)
    async def action_reorganise(self) -> None:
        """Move, merge, split or dissolve the marked unit from a year on."""
        from screens.council.unit_changes import change_unit

        if unit := self._marked:
            await change_unit(self, unit)
            self.action_reload()

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Put a unit that was added by mistake into the trash, asking first."""
        from screens.records import take_away, to_trash

        if unit := self._marked:
            await take_away(self, to_trash(unit.name, lambda: delete_unit(self.desk, unit)))

    def moving(self, by: int) -> Callable[[], object] | None:
        """Move the marked unit in the order of protocol."""
        unit = self._marked
        return (lambda: reorder_unit(self.desk, unit.id, by)) if unit else None

    def _new_year(self) -> None:
        years = years_of(self.desk, self._bloc_id)
        proposed = years[0].year + 1 if years else local_date(self.desk.now).year
        fields = [
            Field("year", t("Year"), str(proposed), number=True),
            Field("theme", t("Theme"), ""),
        ]
        self.app.push_screen(FormDialog(t("Open a year"), fields, self._open_year))

    def _open_year(self, values: dict[str, str], seen: None) -> object:
        del seen
        return open_year(self.desk, self._bloc_id, year_number(values["year"]), values["theme"])


def _part(row: UnitRow, year: BlocYear | None, bloc: Bloc) -> str:
    """Say a unit's role in a year, or until when it took part."""
    if row.unit.last_year:
        return t("until {year}", year=row.unit.last_year)
    return saying.role(row.roles.get(year.year), bloc) if year else "–"
