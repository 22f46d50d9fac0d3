"""The council's blocs: where everything begins."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ktd_tui.domain.organisation import Council
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import bloc_rows, council, save_council
from ktd_tui.operations.year.owed import Owed, owed
from ktd_tui.words import count, short_date
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.routes import BlocRoute, BlocsRoute, BoardRoute, UsersRoute, YearRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page


BOARD, BLOCS = "board", "blocs"
BESIDE = {BOARD: BoardRoute(), BLOCS: BlocsRoute()}
"""What is no bloc in the list of blocs."""


class HomeScreen(KtdScreen):
    """The blocs of the council."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "field", "edit", "more", "quit")
    BINDINGS = bindings(
        open=("open", N_("Open")),
        field=("app.focus_next", N_("Blocs / to do")),
        edit=("edit", N_("Edit council")),
        more=("users", N_("Roles")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._owed: dict[int, Owed] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield a lead, the table of blocs, and what the person owes."""
        yield Static(t("Choose a bloc with ↑ ↓, open it with Enter."), classes="lead")
        yield RecordTable(
            (t("Bloc"), 19),
            (t("Units"), 6),
            (t("Year"), 5),
            (t("Bloc head"), 24),
            (t("Stage"), 14),
            id="blocs",
            right=(1, 2),
        )
        yield Static("", id="owing", classes="heading", markup=False)
        yield RecordTable((t("Due"), 11), (t("What you owe"), 44), (t("How it stands"), 18), id="owed")

    def show(self) -> None:
        """List the blocs."""
        of = council(self.desk)
        self.entitle(of.name)
        table = self.query_one("#blocs", RecordTable)
        rows = [
            (
                row.bloc.id,
                (
                    row.bloc.name,
                    count(row.units) if row.units else "–",
                    str(row.year.year) if row.year else "–",
                    row.head or "–",
                    saying.stage(row.year.stage) if row.year else "–",
                ),
            )
            for row in bloc_rows(self.desk)
        ]
        beside = ((BLOCS, t("All blocs' ranking")), (BOARD, t("Good practice")))
        table.fill([*rows, *((key, (text, "", "", "", "")) for key, text in beside)])
        self._owed = dict(enumerate(owed(self.desk)))
        self.query_one("#owed", RecordTable).fill(
            (str(key), (short_date(o.due) if o.due else "–", o.text, saying.days(o.days)))
            for key, o in self._owed.items()
        )
        heading = (
            plural("{n} thing to do", "{n} things to do", len(self._owed))
            if self._owed
            else t("You owe nothing now.")
        )
        self.query_one("#owing", Static).update(heading)
        if self.focused is None:
            table.focus()

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
            if key := self.query_one("#owed", RecordTable).selected:
                self.open(YearRoute(self._owed[int(key)].bloc_year_id))
            return
        key = self.query_one("#blocs", RecordTable).selected
        if key:
            self.open(BESIDE.get(key, BlocRoute(key)))

    def action_back(self) -> None:
        """Everything begins here."""
        self.say_first()

    def action_users(self) -> None:
        """Show who has which role."""
        self.open(UsersRoute())

    def action_edit(self) -> None:
        """Change the council's names."""
        from screens.dialogs.form import Field, FormDialog

        of = council(self.desk)
        fields = [
            Field("name", t("Name"), of.name),
            Field("agency", t("Agency"), of.agency),
            Field("symbol", t("Symbol"), of.symbol, t("for paper numbers, e.g. VPQH")),
            Field("place", t("Place"), of.place),
            Field("standing_office", t("Standing office"), of.standing_office),
        ]

        def save(values: dict[str, str], seen: Council) -> object:
            return save_council(self.desk, seen, **values)

        self.app.push_screen(FormDialog(t("Council"), fields, save, of))
