"""The meetings of a year: year-end, mid-year and any other; F2 prepares one, F4 changes its agenda."""

from collections.abc import Iterator

from textual import work

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.meeting.view import MeetingsPage, meetings_page
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.flow import steps
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.pick import PickDialog
from screens.records import YearRecordsScreen
from screens.routes import AgendaRoute, MeetingRoute


class MeetingsScreen(YearRecordsScreen[Meeting]):
    """One row a meeting, in the order of their days."""

    ASKS = needs(Act.RUN_MEETING, "new")
    BINDINGS = bindings(
        open=("open", N_("Open")), new=("new", N_("Prepare one")), edit=("agenda", N_("Agendas"))
    )
    COLUMNS = ((N_("Meeting"), 30), (N_("Day"), 10), (N_("Step"), 8), (N_("How it stands"), 22))

    page: MeetingsPage

    def read(self) -> Iterator[tuple[str, Meeting]]:
        """Read the year's meetings."""
        page = self.page = meetings_page(self.desk, self.year_id)
        self.entitle(page.bloc.name, str(page.year.year), t("Meetings"))
        if not page.meetings:
            self.say(self.advice("new", t("No meeting yet. F2 prepares one.")))
        return ((meeting.id, meeting) for meeting in page.meetings)

    def cells(self, row: Meeting) -> tuple[str, ...]:
        """Say which meeting, when, and how far it is."""
        order = steps(row)
        state = t("signed") if row.signed_at else t("open") if row.opened_at else t("being prepared")
        day = short_date(row.day) if row.day else "–"
        return saying.name_of_meeting(row), day, f"{order.index(row.step) + 1}/{len(order)}", state

    def action_open(self) -> None:
        """Open the marked meeting."""
        if row := self.marked:
            self.open(MeetingRoute(row.id))

    @work(exclusive=True)
    async def action_new(self) -> None:
        """Prepare a meeting of a kind that is asked for."""
        if kind := await self._kind(t("Which meeting?")):
            made = await self.act(lambda: start_meeting(self.desk, self.year_id, kind))
            if made is not None:
                self.action_reload()
                self.say(t("Prepared. Enter opens it."))

    async def _kind(self, question: str) -> MeetingKind | None:
        kinds = [(kind.value, t(name)) for kind, name in saying.MEETINGS.items()]
        chosen = await self.app.push_screen_wait(PickDialog(question, kinds))
        return MeetingKind(chosen) if chosen else None

    @work(exclusive=True)
    async def action_agenda(self) -> None:
        """Show the agenda of a kind that is asked for."""
        kind = await self._kind(t("Whose agenda?"))
        if self.ready and kind:
            self.open(AgendaRoute(self.page.bloc.id, kind.value))
