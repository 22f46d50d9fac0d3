"""Several lines pasted into the one line of the minutes: asked what they are to be."""

from typing import TYPE_CHECKING

from textual import work

from ktd_tui.i18n import plural, t
from screens.base import KtdScreen
from screens.dialogs.pick import PickDialog
from screens.widgets.line import LineInput

if TYPE_CHECKING:
    from screens.meeting.minutes_line import LineField

LINES, DELEGATES, ONE = "lines", "delegates", "one"
SHOWN = 4
"""Pasted lines that the question shows."""


class PastedLines(KtdScreen):
    """A meeting's screen as far as it asks what pasted lines are to be."""

    meeting_id: str
    line_field: "LineField"

    @work(exclusive=True)
    async def on_line_input_of_minutes(self, event: LineInput.OfMinutes) -> None:
        """Ask whether they become several lines, delegates, or one line."""
        event.stop()
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        count, text = len(lines), "\n".join(lines)
        asked = plural("{n} line was pasted.", "{n} lines were pasted. What are they?", count)
        shown = [line[:60] for line in lines[:SHOWN]] + ["…"] * (count > SHOWN)
        choices = [
            (LINES, plural("{n} line of the minutes", "{n} lines of the minutes", count)),
            (DELEGATES, plural("{n} delegate: name, title, unit", "{n} delegates: name, title, unit", count)),
            (ONE, t("one line, to be changed first")),
        ]
        chosen = await self.app.push_screen_wait(PickDialog("\n".join((asked, *shown)), choices))
        if chosen == LINES:
            await self.line_field.submit(text)
        elif chosen == DELEGATES:
            from ktd_tui.operations.meeting.pasted_delegates import add_delegates

            if added := await self.act(lambda: add_delegates(self.desk, self.meeting_id, event.text)):
                self.action_reload()
                self.say(plural("{n} delegate was added.", "{n} delegates were added.", added))
        elif chosen == ONE:
            self.line_field.bring(" ".join(lines))
        else:
            self.say(t("Nothing of what was pasted was taken."))
