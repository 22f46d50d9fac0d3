"""Statements: who asked for the floor, who has it, and the lines of what they say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import Static

from ktd_tui.domain.people import Attendee
from ktd_tui.i18n import N_, plural, t
from ktd_tui.operations.meeting.speaking_list import ask, begin, end
from ktd_tui.rules.meeting.speaking_list import minutes_spoken, speaking, waiting
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.meeting.steps.lines import LinesPane
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget


class FloorPane(LinesPane):
    """The speaking list above the lines."""

    BINDINGS = bindings(more=("ask", N_("Asks to speak")), new=("new", N_("Begin / end")))

    def content(self) -> Iterator["Widget"]:
        """Yield the speakers, then the lines."""
        yield Static(
            t("↑ Enter: whose words · Backspace: nobody's · F2: begins, ends · F3: asks to speak"),
            classes="lead",
            markup=False,
        )
        yield RecordTable((t("Speaker"), 52), (t("Floor"), 20), id="speakers", folds=True)
        yield from super().content()

    def fill(self) -> None:
        """Show the list with everybody's turn, and the lines."""
        here = [a for a in self.view.meeting.attendees if a.present]
        self.query_one("#speakers", RecordTable).fill((a.id, (a.listed, self._turn(a))) for a in here)
        super().fill()

    def _turn(self, a: Attendee) -> str:
        now = speaking(self.view.meeting)
        if now and now.began_at and now.attendee_id == a.id:
            return "► " + t("since {time}", time=short_time(now.began_at))
        queue = [turn.attendee_id for turn in waiting(self.view.meeting)]
        if a.id in queue:
            return t("waits, place {n}", n=queue.index(a.id) + 1)
        said = minutes_spoken(self.view.meeting).get(a.id)
        return "✓ " + plural("{n} minute", "{n} minutes", said) if said else ""

    async def choose(self, table: str, key: str) -> None:
        """Enter on a delegate chooses them for the speaker and goes to the line; on a line it mends it."""
        if table == "speakers":
            self.host_screen.line_field.choose_speaker(key)
            self.host_screen.focus_line()
        else:
            await super().choose(table, key)

    async def action_ask(self) -> None:
        """Put the marked delegate on the speaking list, or take them off."""
        if who := self.query_one("#speakers", RecordTable).selected:
            await self.act(lambda: ask(self.desk, self.meeting_id, who), t("Saved."))

    async def action_new(self) -> None:
        """Give the marked delegate the floor, or end their turn."""
        now, who = speaking(self.view.meeting), self.query_one("#speakers", RecordTable).selected
        if now and who in (None, now.attendee_id):
            await self.act(lambda: end(self.desk, self.meeting_id), t("The turn has ended."))
        elif who:
            begun = await self.act(lambda: begin(self.desk, self.meeting_id, who), t("Has the floor now."))
            if begun:
                self.host_screen.line_field.choose_speaker(None)
