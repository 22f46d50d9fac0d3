"""Lines of the minutes: limitations, directions. The line field below writes them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Static

from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.i18n import t
from ktd_tui.operations.meeting.minutes_lines import delete_line
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.meeting.steps.base import StepPane
from screens.meeting.steps.wording import line_said, mend
from screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from textual.widget import Widget

    from ktd_tui.operations.meeting.view import MeetingView


class LinesPane(StepPane):
    """The lines so far."""

    BINDINGS = bindings("delete", edit="mend")

    @property
    def begins_at(self) -> str:
        """A step that has lines begins where they are written."""
        return "#line" if self.has_lines else super().begins_at

    @property
    def has_lines(self) -> bool:
        """Whether lines of its own kind are written in this step."""
        return STEPS[self.step].line is not LineKind.NOTE

    def content(self) -> Iterator["Widget"]:
        """Yield the lines."""
        yield Static(t("Lines so far: F4 mends, Delete takes back."), classes="lead", markup=False)
        yield RecordTable((t("Time"), 5), (t("Line"), 64), id="lines", classes="records")

    def fill(self) -> None:
        """Show this step's lines."""
        self.query_one("#lines", RecordTable).fill(
            (line.id, (short_time(line.at), line_said(self.view.meeting, line))) for line in self._lines()
        )

    def show_lines(self, view: "MeetingView") -> None:
        """Show the lines, where the step has any: nothing else of it depends on them."""
        if self.has_lines:
            super().show_lines(view)
        else:
            self.view = view

    def _lines(self) -> list[MinutesLine]:
        return [line for line in self.view.proceedings.lines if line.step is self.step]

    def _marked(self) -> MinutesLine | None:
        # A step of votes has no lines, but the keys of this pane.
        marked = [table.selected for table in self.query("#lines").results(RecordTable)]
        return next((line for line in self._lines() if line.id in marked), None)

    async def choose(self, table: str, key: str) -> None:
        """Enter on a line mends it."""
        del table, key
        self.action_mend()

    @work(exclusive=True)
    async def action_mend(self) -> None:
        """Change the marked line; its clock time stays."""
        if line := self._marked():
            await mend(self.host_screen, line)

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked line out, after asking."""
        if line := self._marked():
            text = line.text[:200]
            question = t(
                "Take this line out of the minutes?\n{text}\nCtrl+Z or the trash brings it back.", text=text
            )
            if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it out"))):
                done = t("Taken out. Ctrl+Z brings it back.")
                await self.take_out(lambda seen: delete_line(self.desk, seen), line, done)
