"""The minutes are read, approved by vote, the hour is set, and they are signed."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.i18n import t
from ktd_tui.operations.council.directory import year_after
from ktd_tui.operations.meeting.closing import close_meeting
from ktd_tui.operations.meeting.hours import hour_as_typed
from ktd_tui.operations.papers.signing import sign
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.meeting.steps.votes import VotesPane
from screens.routes import PaperRoute, YearRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

READ, HOUR, SIGN = "read", "hour", "sign"


class ApprovalPane(VotesPane):
    """Four things in order: read, vote, hour, sign."""

    BINDINGS = bindings(export="read")

    def content(self) -> Iterator["Widget"]:
        """Yield the vote and the list of what is left to do."""
        yield from super().content()
        yield Static(t("Enter does the marked line."), classes="lead", markup=False)
        yield RecordTable((t("To do"), 50), (t("Done"), 20), id="todo")

    def fill(self) -> None:
        """Show what is done."""
        super().fill()
        m = self.view.meeting
        closed = short_time(m.closed_at) if m.closed_at else t("not yet")
        self.query_one("#todo", RecordTable).fill(
            [
                (READ, (t("Read the minutes (F12 writes the PDF there)"), "")),
                (HOUR, (t("Set the closing hour"), closed)),
                (SIGN, (t("Sign: the minutes are frozen"), t("signed") if m.signed_at else t("not yet"))),
            ]
        )

    async def choose(self, table: str, key: str) -> None:
        """Do the marked thing."""
        if table != "todo":
            await super().choose(table, key)
        elif key == READ:
            self.action_read()
        elif key == HOUR:
            self._close()
        else:
            self._sign()

    def action_read(self) -> None:
        """Open the preview, where F12 writes the PDF."""
        from ktd_tui.operations.papers.kinds import minutes_ref

        self.host_screen.open(PaperRoute(minutes_ref(self.desk, self.meeting_id)))

    @work(exclusive=True)
    async def _close(self) -> None:
        m = self.view.meeting
        now = hour_as_typed(m, m.closed_at or self.desk.now)

        def save(values: dict[str, str], seen: datetime | None) -> object:
            return close_meeting(self.desk, self.meeting_id, values["hour"], seen)

        fields = [Field("hour", t("Closing hour"), now, t("–: not closed"), number=True)]
        await self.fill_in(FormDialog(t("Closing hour (hour:minute)"), fields, save, m.closed_at))

    @work(exclusive=True)
    async def _sign(self) -> None:
        question = t("Secretary and chair have signed? The meeting can then be read, but no longer changed.")
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, both have signed"))):
            done = t("Signed. Next year's offices are recorded.")
            if await self.act(lambda: sign(self.desk, self.meeting_id), done):
                await self._offer_next_year()

    async def _offer_next_year(self) -> None:
        """Offer the year that the signatures have opened. Only within a worker."""
        following = year_after(self.desk, self.view.data.year)
        if following is None or self.view.meeting.kind is not MeetingKind.YEAR_END:
            return
        question = t("The year {year} is open, with what was left to do. Go there?", year=following.year)
        if await self.app.push_screen_wait(
            ConfirmDialog(question, t("Yes, go to {year}", year=following.year), begin_on_yes=True)
        ):
            self.host_screen.open(YearRoute(following.id))
