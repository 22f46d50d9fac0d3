"""A unit: where it is, who works in it, and its part in its bloc over the years."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.i18n import N_, t, tc
from ktd_tui.naming import HONORIFICS
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import other_units, unit_page
from ktd_tui.operations.council.people import PersonSeen, delete_person, move_person, save_person
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.lookup import people_called
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.sheets.columns import TableKind
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.routes import UnitYearsRoute, YearRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page

YES, NO = "yes", "no"
NO_OTHER_UNIT = N_("There is no other unit yet. F2 on a bloc's page adds one.")


class UnitScreen(KtdScreen):
    """People above, years below."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "more", "pane", "back")
    ASKS = needs(Act.EDIT_UNIT, "new", "edit", "delete", "move")
    BINDINGS = bindings(
        "delete",
        new=("new", N_("Add person")),
        edit=("edit", N_("Edit person")),
        more=("move", N_("Move to another unit")),
        pane=("over_years", N_("Over the years")),
    )

    def __init__(self, unit_id: str) -> None:
        super().__init__()
        self._unit_id = unit_id
        self._people: dict[str, Person] = {}

    @property
    def about(self) -> At:
        """The unit that is shown."""
        return At(Unit, self._unit_id)

    def body(self) -> Iterator["Widget"]:
        """Yield the head line and the two tables."""
        yield Static("", id="about", classes="lead", markup=False)
        yield Static(t("People"), classes="heading", markup=False)
        yield RecordTable(
            (t("Name"), 30), (tc("office of a person", "Title"), 26), (t("Head of unit"), 16),
            id="people", classes="above",
        )  # fmt: skip
        yield Static("", id="empty", classes="lead", markup=False)
        yield Static(t("Years"), classes="heading", markup=False)
        yield RecordTable((t("Year"), 6), (t("Bloc"), 28), (t("Role"), 16), id="years", classes="records")
        yield Static("", id="past", classes="lead", markup=False)

    def show(self) -> None:
        """Fill both tables."""
        page = unit_page(self.desk, self._unit_id)
        self.entitle(page.bloc.name if page.bloc else "", page.unit.name)
        city = page.unit.city or t("city not recorded")
        self.query_one("#about", Static).update(f"{page.unit.name} · {city}")
        self._people = {p.id: p for p in page.people}
        called = people_called(self.desk)
        people = self.query_one("#people", RecordTable)
        people.fill(
            (p.id, (called[p.id].typed, p.title or "–", t("yes") if p.id == page.unit.head_id else ""))
            for p in page.people
        )
        empty = (
            "" if page.people else self.advice("new", t("Nobody is recorded yet. Press F2 to add a person."))
        )
        self.query_one("#empty", Static).update(empty)
        self.query_one("#years", RecordTable).fill(
            (year.id, (str(year.year), bloc.name, saying.role(role, bloc))) for year, bloc, role in page.years
        )
        past = "\n".join(map(saying.unit_event, page.unit.events))
        self.query_one("#past", Static).update(plain(past))
        if self.focused is None:
            people.focus()

    def action_over_years(self) -> None:
        """Show points, ranks and titles over the years."""
        self.open(UnitYearsRoute(self._unit_id))

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.unit(self.desk, self._unit_id)

    async def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Edit a person, or open a year."""
        event.stop()
        if event.data_table.id == "people":
            await self.run_action("edit")
        elif event.row_key.value:
            self.open(YearRoute(event.row_key.value))

    @work(exclusive=True)
    async def take_pasted(self, text: str) -> None:
        """Take pasted rows for people of this unit, after showing what they would do."""
        from screens.data.pasting import paste_table

        asked = Asked(unit=unit_page(self.desk, self._unit_id).unit.name)
        await paste_table(self, text, asked, TableKind.PEOPLE)

    def record_here(self) -> tuple[str, str] | None:
        """The marked person has the history, or the unit where nobody is."""
        person = self._marked
        return (person.id, person.name) if person else (self._unit_id, "")

    def action_new(self) -> None:
        """Add a person."""
        self._form(t("New person"), None)

    def action_edit(self) -> None:
        """Change the marked person."""
        if person := self._marked:
            self._form(t("Person"), person)
        else:
            self.say_nothing_marked()

    @work(exclusive=True)
    async def action_move(self) -> None:
        """Put the marked person into another unit."""
        if person := self._marked:
            others = await self.act(lambda: other_units(self.desk, self._unit_id), adds=False)
            if others is None:
                return
            offered = [(unit.id, unit.name) for unit in others]
            question = t("To which unit does {name} move?", name=person.name)
            to = await self.app.push_screen_wait(PickDialog(question, offered, empty=t(NO_OTHER_UNIT)))
            if to:
                await self.act(lambda: move_person(self.desk, person, to))
                self.action_reload()

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Put a person who was added by mistake into the trash, asking first."""
        from screens.records import take_away, to_trash

        if person := self._marked:
            await take_away(self, to_trash(person.name, lambda: delete_person(self.desk, person)))
        else:
            self.say_nothing_marked()

    @property
    def _marked(self) -> Person | None:
        return self._people.get(self.query_one("#people", RecordTable).selected or "")

    def _form(self, title: str, person: Person | None) -> None:
        head = unit_page(self.desk, self._unit_id).unit.head_id
        may_head = [] if person or head else [("", t("by the title"))]
        heads = "" if may_head else YES if person and person.id == head else NO
        of = person or Person.model_construct(name="")
        others = [
            (key, called.name)
            for key, called in people_called(self.desk).items()
            if key == of.deputy_for_id or (key in self._people and key != of.id)
        ]
        fields = [
            Field("name", t("Name"), of.name, t("“Bà PGS.TS …” is understood")),
            Field("title", tc("office of a person", "Title"), of.title, t("e.g. Cục trưởng")),
            Field(
                "honorific", t("Mr or Ms"), of.honorific, choices=(("", "–"), *((h, h) for h in HONORIFICS))
            ),
            Field("degree", t("Academic title"), of.degree, t("e.g. PGS.TS; never before a signature")),
            Field("signs_as", t("Signs by"), of.signs_as, t("“TL. Bộ trưởng”, “Q.”; empty: a deputy “KT.”")),
            Field("deputy_for_id", t("Deputises for"), of.deputy_for_id or "", choices=(("", "–"), *others)),
            Field("heads", t("Head of unit"), heads, choices=(*may_head, (YES, t("yes")), (NO, t("no")))),
        ]

        def save(values: dict[str, str], seen: PersonSeen) -> object:
            texts = {key: value for key, value in values.items() if key != "heads"}
            leads = None if values["heads"] == heads else values["heads"] == YES
            return save_person(
                self.desk, self._unit_id, seen.person, heads=leads, head_seen=seen.head_id, **texts
            )

        self.app.push_screen(FormDialog(title, fields, save, PersonSeen(person, head)))
