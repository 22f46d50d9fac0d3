"""The line field below the steps: what is typed there goes into the minutes from any step."""

from typing import TYPE_CHECKING

from ktd_tui.i18n import t
from ktd_tui.operations.lookup import short_names
from ktd_tui.operations.meeting.hours import set_clock
from ktd_tui.operations.meeting.minutes_lines import add_typed
from ktd_tui.rules.meeting.speech import now_speaking, speech
from ktd_tui.words import short_time
from screens.meeting.pen import PenWatch
from screens.meeting.steps.lines import LinesPane
from screens.meeting.steps.wording import mend_any, write_long
from screens.widgets.line import LineInput

if TYPE_CHECKING:
    from screens.meeting.host import MeetingHost

CLOCK = "@"
"""What a line begins with that sets the hour of the next ones: of a notebook, or of a rehearsal."""


class LineField:
    """The line of a meeting's screen: half typed it is kept, sent it is written into the minutes."""

    def __init__(self, screen: "MeetingHost", pen: PenWatch) -> None:
        self._screen = screen
        self._pen = pen
        self._draft_key = f"{screen.meeting_id}/line"

    @property
    def _field(self) -> LineInput:
        return self._screen.query(LineInput).first()

    def begin(self) -> None:
        """Bring back the half-typed line."""
        self._field.value = self._screen.host.draft(self._draft_key)
        self._field.cursor_position = len(self._field.value)

    def keep(self, text: str) -> None:
        """Remember the half-typed line, here and beside the pen."""
        self._screen.host.keep_draft(self._draft_key, text)
        self._pen.note(text)

    def bring(self, text: str) -> None:
        """Put a text behind what stands in the line."""
        self._field.value = f"{self._field.value} {text}".strip()
        self._field.cursor_position = len(self._field.value)

    async def submit(self, typed: str) -> None:
        """Write the line into the minutes; the field empties only once it is on disk."""
        screen = self._screen
        if typed.startswith(CLOCK):
            await self._set_clock(typed.removeprefix(CLOCK))
            return
        if self._field.mark_open():
            screen.warn(t("Fill in what is marked, or delete it; Tab goes to the next."))
            return
        meeting, marked = screen.proceedings.meeting, self._marked_speaker()
        saved = await screen.act(lambda: add_typed(screen.desk, meeting, typed, marked))
        if saved is not None:
            self._field.value = self._field.value.removeprefix(typed)
            screen.action_reload()
            screen.say(self._told(saved[0].text, was_closed=meeting.closed_at is not None))

    def _told(self, text: str, *, was_closed: bool) -> str:
        if was_closed and self._screen.proceedings.meeting.closed_at is None:
            return t("Saved: {what}. The meeting goes on; write its closing hour anew.", what=text)
        return t("Saved: {what}", what=text)

    async def _set_clock(self, typed: str) -> None:
        screen = self._screen
        if await screen.act(lambda: (set_clock(screen.desk, screen.meeting_id, typed),)) is None:
            return
        self._field.value = ""
        screen.action_reload()
        told = short_time(screen.desk.now)
        if screen.desk.rehearsal:
            screen.say(t("The clock shows {time}.", time=told))
        elif typed.strip():
            screen.say(t("What you enter now was at {time}. @ alone: the real clock again.", time=told))
        else:
            screen.say(t("The real clock again: {time}.", time=told))

    def _marked_speaker(self) -> str:
        panes = self._screen.query(LinesPane)
        return panes.first().marked_speaker() if panes else ""

    async def mend(self) -> None:
        """Mend any line of the minutes. Only within a worker."""
        of = self._screen.proceedings
        if of.lines or any(vote.counted_at for vote in of.votes):
            await mend_any(self._screen, of.lines)
        else:
            self._screen.say(t("The minutes are empty so far."))

    async def write_on(self) -> None:
        """Go on with the line in an editor. Only within a worker."""
        screen, line = self._screen, self._field
        meeting, marked = screen.proceedings.meeting, self._marked_speaker()
        said = speech(meeting, line.value, marked, short_names(screen.desk))
        speaker, text = said or (now_speaking(meeting, marked), line.value)
        saved = await write_long(screen, meeting.step, speaker, text)
        if saved:
            if text in saved:  # else an older draft was finished; what stands in the line is still to come
                line.value = ""
            screen.action_reload()
            screen.say(t("Saved."))

    async def choose_phrase(self) -> None:
        """Choose a set phrase and put it into the line, its places filled. Only within a worker."""
        from ktd_tui.operations.meeting.phrases import phrases_for
        from ktd_tui.rules.meeting.phrases import code
        from screens.dialogs.pick import PickDialog

        screen = self._screen
        if (of := screen.view) is None:
            return
        speaker = now_speaking(of.meeting, self._marked_speaker())
        found = await screen.act(lambda: phrases_for(screen.desk, of, speaker))
        choices = [(str(n), f"{code(phrase):4} {text}") for n, (phrase, text) in enumerate(found or ())]
        if found and (chosen := await screen.app.push_screen_wait(PickDialog(t("Which phrase?"), choices))):
            self._field.take_phrase(found[int(chosen)][1])
