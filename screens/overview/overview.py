"""The leader's page: blocs × stations above, below the things to decide and all that is to be known."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import bloc_of
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.overview.finding import TOPICS
from ktd_tui.operations.overview.leading import BlocLine, LeaderPage, leader_page, looking, year_at_work
from ktd_tui.operations.overview.page import (
    concern_said,
    decisions_said,
    legend,
    stands,
    station_cells,
    station_heads,
)
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.ranking import known_years
from ktd_tui.rules.overview.findings import Concern, Topic
from ktd_tui.rules.signs import status_sign
from ktd_tui.terminal.guard import plain
from screens.base import KtdScreen
from screens.bindings import bindings
from screens.dialogs.file import write_file
from screens.routes import (
    BlocRoute,
    EvidenceRoute,
    MeetingRoute,
    MeetingsRoute,
    NominationsRoute,
    Route,
    YearRoute,
)
from screens.widgets.status import coloured
from screens.widgets.table import RecordTable
from screens.widgets.text import update_text
from screens.year.menu import MEETING, MENU, page_of

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

    from ktd_tui.operations.page import Page

STATION = 7
"""Cells of a station's column."""
MANY = 10
"""Blocs after which one is told that they are still read."""
EVIDENCE, NOMINATIONS = "evidence", "nominations"
"""Places that are no page of the year's menu."""


class OverviewScreen(KtdScreen):
    """The year at one look, of the council or of one bloc."""

    RETURNS = True
    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "field", "more", "pane", "export")
    BINDINGS = bindings(
        open=("open", N_("Open")),
        field=("app.focus_next", N_("Blocs / to do")),
        more=("topic", N_("Next subject")),
        pane=("year", N_("Other year")),
        export=("export", N_("Write as paper")),
    )

    def __init__(self, bloc_id: str | None = None, number: int | None = None) -> None:
        super().__init__()
        self._bloc_id = bloc_id
        self._number = number
        self._page: LeaderPage | None = None
        self._topic: Topic | None = None
        self._shown: dict[str, Concern] = {}

    @property
    def about(self) -> At | None:
        """The bloc that is shown, where it is one."""
        return At(Bloc, self._bloc_id) if self._bloc_id else None

    def body(self) -> Iterator["Widget"]:
        """Yield the legend, the matrix, and what was found."""
        yield Static(legend(), classes="lead", markup=False)
        bloc, *stations = station_heads()
        yield RecordTable((bloc, 9), *((head, STATION) for head in stations), id="blocs", classes="above")
        yield Static("", id="subject", classes="heading", markup=False)
        yield RecordTable(
            ("", 1),
            (t("Bloc"), 16),
            (t("Matter"), 31),
            (t("How it stands"), 16),
            id="found",
            classes="records",
        )
        yield Static("", id="detail", markup=False)

    def show(self) -> None:
        """Say which year, and read it."""
        year = year_at_work(self.desk, self._bloc_id) if self._number is None else self._number
        self._entitle(year)
        if self.focused is None:
            self.query_one("#found", RecordTable).focus()
        self._look(year)

    def _entitle(self, year: int) -> None:
        whose = bloc_of(self.desk, self._bloc_id).name if self._bloc_id else t("All blocs")
        self.entitle(whose, t("The year {year} at one look", year=year))

    @work(exclusive=True, group="look")
    async def _look(self, year: int) -> None:
        """Read bloc after bloc, with time for a key in between."""
        if self._page is not None and self._page.year != year:  # nor may it be written or opened as this one
            self._page = None
            self.query_one("#blocs", RecordTable).fill(())
            self._list()
        looked = []
        try:
            for one in looking(self.desk, year, self._bloc_id):
                looked.append(one)
                if self._page is None and len(looked) == MANY:
                    update_text(self.query_one("#subject", Static), t("Reading bloc after bloc…"))
                await self.let_draw()
            self._page = leader_page(self.desk, year, looked, self._bloc_id)
        except KtdError as error:
            self.warn(tell(error))
            return
        blocs = self.query_one("#blocs", RecordTable)
        blocs.fill((line.bloc.id, (line.called, *station_cells(line))) for line in self._page.lines)
        self._list()

    def _list(self) -> None:
        """List the things to decide, or all that is known of a subject."""
        page, topic = self._page, self._topic
        head, found = "", tuple[Concern, ...]()
        if page and topic:
            found = tuple(one for one in page.findings if one.topic is topic)
            head = f"{t(TOPICS[topic])} ({len(found)})"
        elif page:
            head, found = decisions_said(len(page.decide)), page.decide
        update_text(self.query_one("#subject", Static), head)
        self._shown = {str(place): one for place, one in enumerate(found)}
        self.query_one("#found", RecordTable).fill(
            (
                key,
                (
                    status_sign(one.status) if one.status else "",
                    one.bloc or t("Council"),
                    one.text,
                    saying.days(one.days),
                ),
            )
            for key, one in self._shown.items()
        )
        self._tell()

    def on_descendant_focus(self) -> None:
        """Tell of what is marked in the table that has the focus now."""
        self._tell()

    def _tell(self) -> None:
        """Say the marked thing in full, and whom to ring; of a marked bloc what is not done, until when."""
        one, line = self._marked, self._line
        text = plain(stands(line) if line else concern_said(one) if one else "")
        update_text(self.query_one("#detail", Static), coloured(text, self.app.current_theme))

    @property
    def _line(self) -> BlocLine | None:
        """The marked bloc, where the matrix has the focus."""
        if self._page is None or self.focused is None or self.focused.id != "blocs":
            return None
        key = self.query_one("#blocs", RecordTable).selected
        return next((line for line in self._page.lines if line.bloc.id == key), None)

    @property
    def _marked(self) -> Concern | None:
        return self._shown.get(self.query_one("#found", RecordTable).selected or "")

    def plain_page(self) -> "Page":
        """Say it in full, as ``ktd overview`` does."""
        from ktd_tui.operations.overview.page import overview_page

        return overview_page(self.desk, self._number, self._bloc_id)

    def on_data_table_row_highlighted(self, event: "DataTable.RowHighlighted") -> None:
        """Tell of what is marked now."""
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Go to the place."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Go where the marked thing is done, or to the marked bloc's year."""
        if line := self._line:
            self.open(YearRoute(line.year.id) if line.year else BlocRoute(line.bloc.id))
        elif one := self._marked:
            self.open(self._route(one))

    def _route(self, of: Concern) -> Route:
        year = of.bloc_year_id
        if not year:
            return BlocRoute(of.bloc_id)
        if of.place == EVIDENCE and of.unit_id:
            return EvidenceRoute(year, of.unit_id, of.code)
        if of.place == NOMINATIONS:
            return NominationsRoute(year)
        if of.place == MEETING:
            meeting = meeting_of(self.desk, year)
            return MeetingRoute(meeting.id) if meeting else MeetingsRoute(year)
        known = not of.place or of.place in MENU
        return (page_of(of.place, year, of.unit_id) if known else None) or YearRoute(year)

    def action_topic(self) -> None:
        """Show the next subject, then the things to decide again."""
        there = {one.topic for one in self._page.findings} if self._page else set()
        topics = [None, *(topic for topic in Topic if topic in there)]
        self._topic = topics[(topics.index(self._topic) + 1) % len(topics)] if self._topic in topics else None
        self._list()

    def action_year(self) -> None:
        """Show the next earlier year, then the latest again."""
        years = known_years(self.desk)
        now = self._page.year if self._page else None
        if years:
            self._number = years[(years.index(now) + 1) % len(years)] if now in years else years[0]
            self.action_reload()

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Ask for the file's name and write the page as a paper."""
        from ktd_tui.operations.overview.paper import overview_file, print_overview

        page = self._page
        if page is None:
            return
        proposed = overview_file(self.desk, page, self.host.export_folder)
        title = t("Write the year at one look as PDF")
        if told := await write_file(
            self, title, proposed, lambda path: print_overview(self.desk, path, page.year, self._bloc_id)
        ):
            self.say(told)
