"""The line field below the steps: what is typed there goes into the minutes from any step."""

from contextlib import suppress
from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import t
from ktd_tui.operations.lookup import short_names
from ktd_tui.operations.meeting.hours import hour_as_typed, past_midnight, set_clock, written_on
from ktd_tui.operations.meeting.minutes_lines import add_typed
from ktd_tui.rules.meeting.hours import noted
from ktd_tui.rules.meeting.speech import now_speaking, short_speaker, speech, takes_statements
from screens.meeting.pen import PenWatch
from screens.meeting.steps.wording import mend_any, write_long
from screens.widgets.line import LineInput, SpeakerLabel

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
        self._chosen: str | None = None
        """Whose words lines are, by attendee id, empty: nobody's; None: nobody was chosen in the step."""
        self._step: Step | None = None
        """The step in which they were chosen: in the next one nobody is."""
        self._phrase = False
        """A set phrase stands in the line: nobody says it."""

    @property
    def _field(self) -> LineInput:
        return self._screen.query_one("#line", LineInput)

    def begin(self) -> None:
        """Bring back the half-typed line; a meeting of another day is written on from its last hour."""
        self.take_in()
        self._field.value = self._screen.host.draft(self._draft_key)
        self._field.cursor_position = len(self._field.value)
        with suppress(KtdError):  # what cannot be read is told when the page is filled
            if at := written_on(self._screen.desk, self._screen.meeting_id):
                self._screen.say(t("Written on from {time}. @14:30: another hour, @ alone: now.", time=at))
            elif at := past_midnight(self._screen.desk, self._screen.meeting_id):
                self._screen.say(t("The meeting goes on: what you enter is of now, {time}.", time=at))

    def take_in(self) -> None:
        """Let go of a line that another window of one's own sent; one half typed there comes with the pen."""
        before = self._screen.host.draft(self._draft_key)
        self._screen.host.take_in_drafts()
        if not self._screen.host.draft(self._draft_key) and self._field.value == before:
            self._field.value = ""

    @property
    def speaker(self) -> str:
        """Whose words the next line will be, as the minutes style them; empty: nobody's."""
        if self._phrase:
            return ""
        meeting = self._screen.proceedings.meeting
        return now_speaking(meeting, self._chosen if self._step is meeting.step else None)

    def show_speaker(self) -> None:
        """Show before the line whose words it will be: who was chosen, or whom it names itself.

        Nothing where the screen is on its way out: a step's pane may come when the line has gone already.
        """
        label = self._screen.query_one_optional("#speaker", SpeakerLabel)
        field = self._screen.query_one_optional("#line", LineInput)
        if label is None or field is None:
            return
        meeting = self._screen.proceedings.meeting
        if self._step is not meeting.step:
            self._step, self._chosen = meeting.step, None
        known = short_names(self._screen.desk)
        try:
            who = speech(meeting, field.value, self.speaker, known).speaker
        except Refused:
            label.ask(t("whose words?"))
        else:
            nobody = t("nobody's words:") if takes_statements(meeting) else ""
            label.tell(short_speaker(meeting, who, known)) if who else label.ask(nobody)

    def take_off(self) -> None:
        """Take the speaker off: the next lines are nobody's until one is chosen."""
        if self.speaker:
            self.choose_speaker("")
            self._screen.say(t("The line is nobody's words now; ↑ and Enter choose a speaker again."))

    def choose_speaker(self, attendee_id: str | None) -> None:
        """Take a delegate for the speaker of the next lines, empty: nobody; None: whoever has the floor."""
        self._chosen, self._phrase = attendee_id, False
        self.show_speaker()

    def keep(self, text: str) -> None:
        """Remember the half-typed line, here and beside the pen."""
        if self._phrase and not text:
            self._phrase = False
        self.show_speaker()
        self._screen.host.keep_draft(self._draft_key, text)
        self._pen.note(text)

    def has(self, text: str) -> bool:
        """Tell whether a text stands in the line: what one person typed is there in each of their windows."""
        return text.strip() in self._field.value

    def bring(self, text: str) -> None:
        """Put a text behind what stands in the line, once: the line may have begun with it."""
        there = self._field.value.strip()
        self._field.value = text if text.startswith(there) else f"{there} {text}"
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
        meeting, shown = screen.proceedings.meeting, self.speaker
        saved = await screen.act(lambda: add_typed(screen.desk, meeting, typed, shown))
        if saved is not None:
            self._phrase = False
            self._field.value = self._field.value.removeprefix(typed)
            screen.action_reload()
            screen.say(_told(saved[0]))

    async def _set_clock(self, typed: str) -> None:
        screen = self._screen
        if await screen.act(lambda: (set_clock(screen.desk, screen.meeting_id, typed),)) is None:
            return
        self._field.value = ""
        screen.action_reload()
        self._pen.apply()
        told = hour_as_typed(screen.proceedings.meeting, screen.desk.now)
        if screen.desk.rehearsal:
            screen.say(t("The clock shows {time}.", time=told))
        elif typed.strip():
            screen.say(t("What you enter now was at {time}. @ alone: the real clock again.", time=told))
        else:
            screen.say(t("The real clock again: {time}.", time=told))

    async def mend(self) -> None:
        """Mend any line of the minutes. Only within a worker."""
        of = self._screen.proceedings
        if of.lines or any(noted(of)):
            await mend_any(self._screen, of.lines)
        else:
            self._screen.say(t("The minutes are empty so far."))

    async def write_on(self) -> None:
        """Go on with the line in an editor. Only within a worker."""
        screen, line = self._screen, self._field
        meeting, shown = screen.proceedings.meeting, self.speaker
        known = short_names(screen.desk)
        said = await screen.act(lambda: speech(meeting, line.value, shown, known))
        if said is None:
            return
        speaker, text = said
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
        speaker = self.speaker
        found = await screen.act(lambda: phrases_for(screen.desk, of, speaker))
        choices = [(str(n), f"{code(phrase):4} {text}") for n, (phrase, text) in enumerate(found or ())]
        if found and (chosen := await screen.app.push_screen_wait(PickDialog(t("Which phrase?"), choices))):
            self._phrase = not self._field.value
            self._field.take_phrase(found[int(chosen)][1])
            self.show_speaker()


def _told(line: MinutesLine) -> str:
    if line.step is Step.PREPARATION:
        return t("Saved as a note; the minutes begin with the opening: {what}", what=line.text)
    return t("Saved: {what}", what=line.text)
