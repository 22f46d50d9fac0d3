"""The meetings of a year: year-end, mid-year and any other; F2 prepares one, F4 changes its agenda."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.meeting.view import MeetingsPage, meetings_page
from ktd_tui.rules.meeting.flow import steps
from ktd_tui.words import short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.pick import PickDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable

KINDS = {
    MeetingKind.YEAR_END: N_("Year-end meeting"),
    MeetingKind.MID_YEAR: N_("Mid-year meeting"),
    MeetingKind.PLAIN: N_("Other meeting"),
}


class MeetingsScreen(KtdScreen):
    """One row a meeting, in the order of their days."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "new", "edit", "back")
    BINDINGS = bindings(
        open=("open", N_("Open")), new=("new", N_("Prepare one")), edit=("agenda", N_("Agendas"))
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self._year_id = bloc_year_id
        self._page: MeetingsPage | None = None

    def body(self) -> Iterator["Widget"]:
        """Yield the table."""
        yield Table(
            (t("Meeting"), 30), (t("Day"), 10), (t("Step"), 8), (t("How it stands"), 22), id="meetings"
        )

    def show(self) -> None:
        """Fill the table."""
        page = self._page = meetings_page(self.desk, self._year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Meetings"))
        table = self.query_one(Table)
        table.fill((meeting.id, _cells(meeting)) for meeting in page.meetings)
        if self.focused is None:
            table.focus()
        if not page.meetings:
            self.say(t("No meeting yet: F2 prepares one."))

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the marked meeting."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the marked meeting."""
        from screens.meeting.meeting import MeetingScreen

        if key := self.query_one(Table).selected:
            self.app.push_screen(MeetingScreen(key))

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Prepare a meeting of a kind that is asked for."""
        if kind := await self._kind(t("Which meeting?")):
            made = await self.act(lambda: start_meeting(self.desk, self._year_id, kind))
            if made is not None:
                self.action_reload()
                self.say(t("Prepared. Enter opens it."))

    async def _kind(self, question: str) -> MeetingKind | None:
        kinds = [(kind.value, t(name)) for kind, name in KINDS.items()]
        chosen = await self.app.push_screen_wait(PickDialog(question, kinds))
        return MeetingKind(chosen) if chosen else None

    @work(exclusive=True)
    async def action_agenda(self) -> None:
        """Show the agenda of a kind that is asked for."""
        from screens.meeting.agenda import AgendaScreen

        page, kind = self._page, await self._kind(t("Whose agenda?"))
        if page and kind:
            self.app.push_screen(AgendaScreen(page.bloc.id, kind.value))


def _cells(of: Meeting) -> tuple[str, ...]:
    order = steps(of)
    state = t("signed") if of.signed_at else t("open") if of.opened_at else t("being prepared")
    day = short_date(of.day) if of.day else "–"
    return of.name or t(KINDS[of.kind]), day, f"{order.index(of.step) + 1}/{len(order)}", state
