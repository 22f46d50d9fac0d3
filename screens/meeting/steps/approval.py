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
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.papers.preflight import NO_TELLERS
from ktd_tui.operations.papers.register import latest
from ktd_tui.operations.papers.signing import sign
from ktd_tui.operations.papers.unsealed import code_to_sign
from ktd_tui.rules.meeting.ballots import without_tellers
from ktd_tui.words import count, short_time
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.meeting.steps.votes import VotesPane
from screens.routes import PaperRoute, YearRoute
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

READ, HOUR, SIGN, SEAL = "read", "hour", "sign", "seal"
YEAR, STAY = "year", "stay"


class ApprovalPane(VotesPane):
    """Five things in order: read, vote, hour, sign, seal."""

    BINDINGS = bindings(export="read")

    def content(self) -> Iterator["Widget"]:
        """Yield the vote and the list of what is left to do."""
        yield from super().content()
        yield Static(t("Enter does the marked line."), classes="lead", markup=False)
        yield RecordTable((t("To do"), 50), (t("Done"), 20), id="todo", classes="records")

    def fill(self) -> None:
        """Show what is done."""
        super().fill()
        m = self.view.meeting
        closed = short_time(m.closed_at) if m.closed_at else t("not yet")
        rows = [
            (READ, (t("Read the minutes (F12 writes the PDF there)"), "")),
            (HOUR, (t("Set the closing hour"), closed)),
            (SIGN, (t("Sign: the minutes are frozen"), t("signed") if m.signed_at else t("not yet"))),
        ]
        if m.signed_at and self._sealable:
            of = latest(self.desk, minutes_ref(self.desk, m.id))
            number = t("number {number}", number=count(of.number)) if of else t("not yet")
            rows.append((SEAL, (t("Number and seal: opens the minutes, Ctrl+S there"), number)))
        self.query_one("#todo", RecordTable).fill(rows)

    def rows_of(self, place: str) -> tuple[str, ...]:
        """Return the row of what is to be done."""
        return (HOUR,) if place == "closed_at" else (SIGN,) if place == "sign" else ()

    @property
    def _sealable(self) -> bool:
        """Whether the minutes go into the year's register."""
        return self.view.meeting.kind is not MeetingKind.PLAIN

    async def choose(self, table: str, key: str) -> None:
        """Do the marked thing."""
        if table != "todo":
            await super().choose(table, key)
        elif key in (READ, SEAL):
            self.action_read()
        elif key == HOUR:
            self._close()
        else:
            self._sign()

    def action_read(self) -> None:
        """Open the preview, where F12 writes the PDF."""
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
        if code := code_to_sign(self.desk, minutes_ref(self.desk, self.meeting_id)):
            question += "\n" + t("At the foot of what they signed stands: {code}", code=code)
        for vote in without_tellers(self.view.meeting.tellers, self.view.proceedings.votes):
            question += "\n" + t(NO_TELLERS, subject=vote.subject)
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, both have signed"))):
            done = t("Signed. Next year's offices are recorded.")
            if await self.act(lambda: sign(self.desk, self.meeting_id), done):
                await self._offer_what_follows()

    async def _offer_what_follows(self) -> None:
        """Offer number and seal, and the year that the signatures have opened. Only within a worker."""
        ways = [(SEAL, t("Number and seal the minutes: Ctrl+S there"))] if self._sealable else []
        year_end = self.view.meeting.kind is MeetingKind.YEAR_END
        following = year_after(self.desk, self.view.data.year) if year_end else None
        if following:
            ways.append((YEAR, t("Go to {year}, opened with what was left to do", year=following.year)))
        if not ways:
            return
        way = await self.app.push_screen_wait(
            PickDialog(t("Signed. What comes next?"), [*ways, (STAY, t("Stay here"))])
        )
        if way == SEAL:
            self.action_read()
        elif way == YEAR and following:
            self.host_screen.open(YearRoute(following.id))
