"""The wording of lines from any step: an earlier one is mended, a long one is written in an editor."""

from typing import TYPE_CHECKING

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.i18n import N_, t
from ktd_tui.operations.meeting.choosing import offered
from ktd_tui.operations.meeting.hours import noted_as_typed, set_noted_hour
from ktd_tui.operations.meeting.minutes_lines import add_paragraphs, mend_line
from ktd_tui.rules.meeting.hours import NotedHour, noted
from ktd_tui.rules.meeting.speech import short_speaker
from ktd_tui.words import short_time
from screens.bindings import bindings
from screens.dialogs.form import Field, FormDialog
from screens.dialogs.pick import PickDialog
from screens.dialogs.write import WriteDialog

if TYPE_CHECKING:
    from screens.dialogs.settle import Save
    from screens.meeting.host import MeetingHost

SHORT = 300
"""Letters up to which a line is mended in one field; a longer one in an editor."""


class MendLongDialog(WriteDialog):
    """The words of a long line; F3 leaves them, kept as they are typed, for its speaker and its hour."""

    BINDINGS = bindings(more=("rest", N_("Speaker, time")))
    HINT = N_("Ctrl+S: save · F3: speaker, time · Esc: leave, it is kept")

    rest = False
    """F3 was pressed."""

    def __init__(self, question: str, save: "Save[object]", line: MinutesLine) -> None:
        """Begin with the words of a line."""
        super().__init__(question, save, key=f"{line.id}/mend", seen=line, text=line.text)

    def action_rest(self) -> None:
        """Go on to speaker and time."""
        self.rest = True
        self.dismiss(False)


async def mend(screen: "MeetingHost", line: MinutesLine) -> None:
    """Change the words of a line, whose they are, and its hour. Only within a worker."""

    def save(values: dict[str, str], seen: MinutesLine) -> object:
        text, hour = values.get("text", seen.text), values.get("at", "")
        return mend_line(screen.desk, seen, text, hour, values.get("speaker"))

    question = t("Mend the line of {time}", time=short_time(line.at))
    people = [("", t("nobody: a line of the meeting")), *offered(screen.desk, screen.proceedings.meeting)]
    fields = [
        Field("text", t("Line"), line.text),
        Field("speaker", t("Speaker"), line.speaker, choices=people, other=True),
        Field("at", t("Time"), short_time(line.at)),
    ]
    if len(line.text) <= SHORT:
        mended = await screen.app.push_screen_wait(FormDialog(question, fields, save, line))
    else:
        editor = MendLongDialog(question, save, line)
        mended = await screen.app.push_screen_wait(editor)
        if editor.rest:
            mended = await screen.app.push_screen_wait(FormDialog(question, fields[1:], save, line))
    if mended:
        screen.action_reload()
        screen.say(t("Mended."))


async def mend_any(screen: "MeetingHost", lines: tuple[MinutesLine, ...]) -> None:
    """Choose any line of the minutes, the newest first, or what else has an hour. Only within a worker."""
    meeting = screen.proceedings.meeting
    newest = {line.id: line for line in sorted(lines, key=lambda one: (one.at, one.id), reverse=True)}
    choices = [(key, f"{short_time(one.at)} {line_said(meeting, one)}") for key, one in newest.items()]
    hours = {of.key: of for of in sorted(noted(screen.proceedings), key=lambda of: of.at, reverse=True)}
    choices += [(key, f"{short_time(of.at)} {t(of.what, **of.facts)}") for key, of in hours.items()]
    chosen = await screen.app.push_screen_wait(
        PickDialog(t("Which line is to be mended?"), choices, empty=t("The minutes have no line yet."))
    )
    if chosen in newest:
        await mend(screen, newest[chosen])
    elif chosen:
        await _mend_hour(screen, hours[chosen])


async def _mend_hour(screen: "MeetingHost", of: NotedHour) -> None:
    shown = noted_as_typed(screen.proceedings.meeting, of)

    def save(values: dict[str, str], seen: str) -> object:
        return set_noted_hour(screen.desk, screen.meeting_id, of.key, values["hour"], seen)

    dialog = FormDialog(t(of.what, **of.facts), [Field("hour", t("Time"), shown)], save, shown)
    if await screen.app.push_screen_wait(dialog):
        screen.action_reload()
        screen.say(t("Mended."))


async def write_long(screen: "MeetingHost", step: Step, speaker: str, begun: str) -> str:
    """Write several paragraphs in an editor; return what was saved. Only within a worker."""
    saved = ""

    def save(values: dict[str, str], _: object) -> object:
        nonlocal saved
        saved = values["text"]
        return add_paragraphs(screen.desk, screen.meeting_id, step, values["text"], speaker)

    question = t("{speaker}: long statement", speaker=speaker) if speaker else t("Several paragraphs")
    dialog = WriteDialog(question, save, key=f"{screen.meeting_id}/long", text=begun)
    return saved if await screen.app.push_screen_wait(dialog) else ""


def line_said(meeting: Meeting, line: MinutesLine) -> str:
    """Return a line as lists show it: the speaker's name alone, so that the words are seen too."""
    return f"{short_speaker(meeting, line.speaker)}: {line.text}" if line.speaker else line.text
