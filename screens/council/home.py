"""The council's blocs: where everything begins."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import Bloc, Council
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, plural, t, tell
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import BlocRow, blocs_in_sight, council, save_council
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.year.owed import ACCOUNTS, Owed, owed_by_year, owed_head, pressing_first
from ktd_tui.rules.access import Act
from ktd_tui.words import number, short_date
from screens.bindings import bindings, needs
from screens.ordering import OrderedScreen
from screens.routes import (
    BlocRoute,
    BlocsRoute,
    BoardRoute,
    DecisionsRoute,
    ListImportRoute,
    MeetingRoute,
    OverviewRoute,
    Route,
    TitlesRoute,
    UsersRoute,
    YearRoute,
)
from screens.widgets.table import PENDING, RecordTable
from screens.widgets.text import update_text
from screens.year.menu import MEETING, page_of

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page


BOARD, BLOCS, COUNCIL = "board", "blocs", "council"
TITLES, DECISIONS, TABLES, OVERVIEW = "titles", "decisions", "tables", "overview"
BESIDE: dict[str, Route] = {
    OVERVIEW: OverviewRoute(),
    BOARD: BoardRoute(),
    BLOCS: BlocsRoute(),
    TITLES: TitlesRoute(),
    DECISIONS: DecisionsRoute(),
    TABLES: ListImportRoute(),
    ACCOUNTS: UsersRoute(),
}
"""What is no bloc in the list of blocs, and opens a page."""
MORE = "more"
PRESSING = 50
"""How much of what is owed is listed at first: nobody reads a thousand rows, and each takes its time."""
GLANCE = 0.005
"""Seconds after which a key may come in between."""


class HomeScreen(OrderedScreen):
    """The blocs of the council."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "new", "edit", "more", "quit")
    ASKS = needs(Act.EDIT_COUNCIL, "new", "edit", "delete", "move_up", "move_down")
    BINDINGS = bindings(
        "delete",
        "move_up",
        "move_down",
        open=("open", N_("Open")),
        field=("app.focus_next", N_("Blocs / to do")),
        new=("new", N_("Add bloc")),
        edit=("edit", N_("Edit bloc")),
        more=("users", N_("Roles")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._blocs: dict[str, Bloc] = {}
        self._owed: list[Owed] = []
        self._whole = False
        """All that is owed is listed, not the most pressing alone."""

    def body(self) -> Iterator["Widget"]:
        """Yield a lead, the table of blocs, and what the person owes."""
        yield Static(t("Choose a bloc with ↑ ↓, open it with Enter."), classes="lead", markup=False)
        yield RecordTable(
            (t("Bloc"), 25),
            (t("Units"), 6),
            (t("Year"), 5),
            (t("Bloc head"), 18),
            (t("Stage"), 14),
            id="blocs",
            right=(1, 2),
        )
        yield Static("", id="owing", classes="heading", markup=False)
        yield RecordTable((t("Due"), 10), (t("What you owe"), 45), (t("How it stands"), 18), id="owed")

    def show(self) -> None:
        """List the blocs."""
        of = council(self.desk)
        self.entitle(of.name)
        table = self.query_one("#blocs", RecordTable)
        top = round(table.scroll_y)
        left = self._list_blocs(slice(top, top + self.app.size.height))
        if self.focused is None:
            table.focus()
        self._list_rest(left=left)

    def _list_blocs(self, sight: slice = slice(None)) -> bool:
        """List the blocs, with what is known of those in sight; return whether there are others."""
        found = blocs_in_sight(self.desk, sight)
        self._blocs = {bloc.id: bloc for bloc, _ in found}
        rows = [(bloc.id, _cells(bloc, row)) for bloc, row in found]
        beside = (
            (OVERVIEW, t("The year at one look")),
            (BLOCS, t("All blocs' ranking")),
            (BOARD, t("Good practice")),
            (TITLES, t("The council's titles")),
            (DECISIONS, t("Decisions on awards")),
            (TABLES, t("Import, export")),
            *(((COUNCIL, t("The council's names")),) if self.offers("edit") else ()),
        )
        lists = self.query_one("#blocs", RecordTable)
        lists.fill([*rows, *((key, (text, "", "", "", "")) for key, text in beside)])
        return any(row is None for _, row in found)

    @work(exclusive=True, group="owed")
    async def _list_rest(self, *, left: bool) -> None:
        """List what the person owes, with time for a key now and then: a province has hundreds of years.

        Args:
            left: The blocs out of sight are not told of yet.
        """
        found: list[Owed] = []
        looked_up = monotonic()
        try:
            if left:
                await self.let_draw()
                self._list_blocs()
            for part in owed_by_year(self.desk):
                found += part
                if monotonic() - looked_up > GLANCE:
                    await self.let_draw()
                    looked_up = monotonic()
        except KtdError as error:
            self.warn(tell(error))
            return
        self._owed = pressing_first(found)
        self._fill_owed()
        update_text(self.query_one("#owing", Static), owed_head(self._owed))

    def _fill_owed(self) -> None:
        """Fill the list of what is owed: the most pressing, and all once they were asked for."""
        first = self._owed if self._whole else self._owed[:PRESSING]
        rows = [
            (str(key), (short_date(o.due) if o.due else "–", o.text, saying.deadline_said(o.days)))
            for key, o in enumerate(first)
        ]
        if left := len(self._owed) - len(first):
            rows.append(
                (MORE, ("…", plural("{n} more; Enter lists it", "{n} more; Enter lists them", left), ""))
            )
        self.query_one("#owed", RecordTable).fill(rows)

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd show`` does."""
        from ktd_tui.operations import pages

        return pages.home(self.desk)

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the bloc."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the marked bloc, or the year in which something is owed."""
        if self.focused is not None and self.focused.id == "owed":
            key = self.query_one("#owed", RecordTable).selected
            if key == MORE:
                self._whole = True
                self._fill_owed()
            elif key:
                self.open(self._page_of(self._owed[int(key)]))
            return
        key = self.query_one("#blocs", RecordTable).selected
        if key == COUNCIL:
            self._edit_council()
        elif key:
            self.open(BESIDE.get(key, BlocRoute(key)))

    def action_back(self) -> None:
        """Everything begins here."""
        self.say_first()

    def action_users(self) -> None:
        """Show who has which role."""
        self.open(UsersRoute())

    def _page_of(self, of: Owed) -> Route:
        """Return the page where something is done; what has none is done from the year's."""
        if not of.bloc_year_id:
            return BESIDE.get(of.place, BlocRoute(of.bloc_id))
        if of.place == MEETING and (meeting := meeting_of(self.desk, of.bloc_year_id)):
            return MeetingRoute(meeting.id)
        page = page_of(of.place, of.bloc_year_id, of.unit_id)
        return YearRoute(of.bloc_year_id) if page is None else page

    @property
    def _marked(self) -> Bloc | None:
        return self._blocs.get(self.query_one("#blocs", RecordTable).selected or "")

    def record_here(self) -> tuple[str, str] | None:
        """The marked bloc has the history."""
        bloc = self._marked
        return (bloc.id, bloc.name) if bloc else None

    def action_new(self) -> None:
        """Add a bloc."""
        self._edit_bloc(None)

    def action_edit(self) -> None:
        """Change the marked bloc, or the council where its line is marked."""
        if bloc := self._marked:
            self._edit_bloc(bloc)
        elif self.query_one("#blocs", RecordTable).selected == COUNCIL:
            self._edit_council()
        else:
            self.say_nothing_marked()

    def _edit_bloc(self, bloc: Bloc | None) -> None:
        from screens.council.bloc_form import bloc_form

        self.app.push_screen(bloc_form(self.desk, bloc))

    def moving(self, by: int) -> Callable[[], object] | None:
        """Move the marked bloc."""
        from ktd_tui.operations.council.blocs import reorder_bloc

        bloc = self._marked
        return (lambda: reorder_bloc(self.desk, bloc.id, by)) if bloc else None

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Put the marked bloc into the trash, asking first."""
        from ktd_tui.operations.council.blocs import delete_bloc
        from screens.records import take_away, to_trash

        if bloc := self._marked:
            await take_away(self, to_trash(bloc.name, lambda: delete_bloc(self.desk, bloc)))
        else:
            self.say_nothing_marked()

    def _edit_council(self) -> None:
        """Change the council's names."""
        from screens.dialogs.form import Field, FormDialog

        of = council(self.desk)
        fields = [
            Field("name", t("Name"), of.name),
            Field("agency", t("Agency"), of.agency),
            Field("symbol", t("Symbol"), of.symbol, t("for paper numbers, e.g. VPQH")),
            Field("place", t("Place"), of.place),
            Field("standing_office", t("Standing office"), of.standing_office),
            Field(
                "decision_signer",
                t("Signer of decisions"),
                of.decision_signer,
                t("“KT. Chủ nhiệm; Phó Chủ nhiệm”"),
            ),
            Field(
                "seats", t("Members of the council"), of.seats, t("“Name, Chủ tịch”, “; ” between"), many=True
            ),
        ]

        def save(values: dict[str, str], seen: Council) -> object:
            return save_council(self.desk, seen, **values)

        self.app.push_screen(FormDialog(t("Council"), fields, save, of))


def _cells(bloc: Bloc, row: BlocRow | None) -> tuple[str, ...]:
    """Say a bloc, how many units it has, and how its year stands, as far as that is known yet."""
    if row is None:
        return bloc.name, *(PENDING,) * 4
    stage = (
        t("until {year}", year=bloc.last_year)
        if bloc.last_year
        else saying.stage(row.year.stage, bloc)
        if row.year
        else "–"
    )
    units = number(row.units) if row.units else "–"
    return bloc.name, units, str(row.year.year) if row.year else "–", row.head or "–", stage
