"""The lines of the minutes: one typed, one mended, one taken back."""

from sys import maxsize

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import Clash, Difference, Gone, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import short_names
from ktd_tui.operations.meeting.change import going_on, meeting_act
from ktd_tui.operations.meeting.choosing import speaker_meant
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.rules.meeting.hours import check_hour, moment_of, moved_to
from ktd_tui.rules.meeting.phrases import open_place
from ktd_tui.rules.meeting.speech import check_there_when_speaking, now_speaking, speech
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.text import clean, paragraphs
from ktd_tui.words import short_time

LONGEST = 10_000
"""Letters of a line."""


def add_typed(desk: Desk, seen: Meeting, typed: str, shown: str | None = None) -> tuple[MinutesLine, ...]:
    """Write what was typed into the minutes: under the step that was seen, by whom it names, else as shown.

    Args:
        shown: Whose words the field shows the line to be, empty: nobody's; None: who has the floor.

    Raises:
        Refused: What stands before the colon names nobody who was there, or several, which is told before
            all else; the line is empty or too long; or the minutes are signed.
    """
    said = speech(seen, typed, now_speaking(seen) if shown is None else shown, short_names(desk))
    if "\n" in said.text:
        return add_paragraphs(desk, seen.id, seen.step, said.text, said.speaker)
    return (add_line(desk, seen.id, seen.step, said.text, said.speaker),)


def add_line(desk: Desk, meeting_id: str, step: Step, text: str, speaker: str = "") -> MinutesLine:
    """Write a line into the minutes, with the present clock time; a meeting that had closed before goes on.

    Raises:
        Refused: The line is empty, it is before the opening, or the minutes are signed.
    """
    with meeting_act(desk, meeting_id, N_("A line of the minutes: {text}"), {"text": text}):
        return desk.store.save(_line(desk, meeting_id, step, text, speaker))


def _line(desk: Desk, meeting_id: str, step: Step, text: str, speaker: str) -> MinutesLine:
    if open_place(text):
        raise Refused(
            N_("Something in the line is still to be filled in: {text}"), text=clean(text, limit=80)
        )
    going_on(desk, meeting_id)
    return MinutesLine(
        meeting_id=meeting_id,
        step=step,
        kind=_kind(step, speaker),
        at=desk.now,
        speaker=within(speaker, 300),
        text=_wording(text),
    )


def _kind(step: Step, speaker: str) -> LineKind:
    kind = STEPS[step].line
    if kind is LineKind.STATEMENT and not speaker:
        return LineKind.NOTE
    return LineKind.STATEMENT if kind is LineKind.NOTE and speaker else kind


def add_paragraphs(
    desk: Desk, meeting_id: str, step: Step, text: str, speaker: str = ""
) -> tuple[MinutesLine, ...]:
    """Write several paragraphs as lines of one clock time; the first names the speaker.

    Raises:
        Refused: There is nothing in it, a paragraph is too long, or the minutes are signed.
    """
    for line in text.splitlines():
        _check_length(clean(line, limit=maxsize))
    parts = paragraphs(text)
    if not parts:
        raise Refused(N_("The line is empty."))
    with meeting_act(desk, meeting_id, N_("Lines of the minutes: {text}"), {"text": parts[0]}):
        return tuple(
            desk.store.save(
                _line(desk, meeting_id, step, part, "" if place else speaker).with_(goes_on=place > 0)
            )
            for place, part in enumerate(parts)
        )


def mend_line(
    desk: Desk, line: MinutesLine, text: str, hour: str = "", speaker: str | None = None
) -> MinutesLine:
    """Change the words of a line, whose they are, and its hour where one is given.

    Args:
        line: The line as it was seen.
        text: Its text as wanted.
        hour: Its hour as typed; empty, or as it is: it stays.
        speaker: Who says it: a delegate or a person of the directory, by id or as typed, or as it stands;
            empty: nobody; None: as before.

    Raises:
        Refused: The new text is empty, the hour is none of the meeting's, nobody or several fit, or the
            minutes are signed.
        Clash: Somebody else mended the line meanwhile.
        Gone: Somebody else took it out meanwhile.
    """
    wanted: dict[str, object] = {"text": _wording(text)}
    told = {"text": line.text, "old": short_time(line.at), "new": hour.strip()}
    moved = told["new"] not in ("", told["old"])
    why = N_("Hour of a line: {old} → {new}. {text}") if moved else N_("Mended a line: {text}")
    with meeting_act(desk, line.meeting_id, why, told if moved else {"text": line.text}) as meeting:
        if moved:
            wanted["at"] = at = moved_to(moment_of(meeting, hour, desk.today, line.at), line.at)
            check_hour(meeting, at)
            p = proceedings(desk, meeting)
            moved_line = line.with_(at=at)
            check_there_when_speaking(
                p, p._replace(lines=tuple(moved_line if one.id == line.id else one for one in p.lines))
            )
        if speaker is not None and speaker != line.speaker:
            who = speaker_meant(desk, meeting, speaker)
            wanted |= {"speaker": who, "kind": _kind(line.step, who)}
        return save_onto(desk.store, line, wanted, limit=LONGEST)


def delete_line(desk: Desk, line: MinutesLine) -> None:
    """Take a line out of the minutes.

    Raises:
        Refused: The minutes are signed.
        Clash: Somebody else mended the line meanwhile; ``line`` is it as it was seen.
        Gone: Somebody else took it out already.
    """
    with meeting_act(desk, line.meeting_id, N_("Deleted a line: {text}"), {"text": line.text}):
        now = desk.store.find(MinutesLine, id=line.id)
        if not now:
            raise Gone(line, record_id=line.id)
        if now[0].text != line.text:
            changed = Difference("text", "", now[0].text, mine_shown=line.text)
            raise Clash((changed,), mine=line, theirs=now[0], record_id=line.id)
        desk.store.delete(now[0])


def _wording(text: str) -> str:
    wording = clean(text, limit=maxsize)
    if not wording:
        raise Refused(N_("The line is empty."))
    _check_length(wording)
    return wording


def _check_length(wording: str) -> None:
    """Refuse to cut a line off.

    Raises:
        Refused: It is too long.
    """
    if len(wording) > LONGEST:
        raise Refused(
            N_("The line is {n} letters too long; write it in several paragraphs (F3)."),
            n=len(wording) - LONGEST,
        )
