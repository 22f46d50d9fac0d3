"""The minutes beside the meeting: the line written last is added; at all else they are composed anew."""

from dataclasses import fields
from typing import TYPE_CHECKING

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.papers.entries import Entry, dated_entries, ended_entry
from ktd_tui.papers.record import (
    MinutesData,
    Section,
    floor_entries,
    line_entry,
    sections,
    told_under,
)
from ktd_tui.rules.meeting.flow import agenda
from ktd_tui.rules.meeting.speaking_list import spoke_in
from ktd_tui.rules.meeting.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence


class LiveRecord:
    """The sections of one meeting's minutes, composed again and again while it goes on."""

    def __init__(self) -> None:
        self._data: MinutesData | None = None
        self._sections: tuple[Section, ...] = ()

    def sections(self, data: MinutesData) -> tuple[Section, ...]:
        """Return what ``record.sections`` returns."""
        grown = _grown(self._data, data, self._sections) if self._data else None
        self._data, self._sections = data, sections(data) if grown is None else grown
        return self._sections


def _grown(before: MinutesData, data: MinutesData, told: tuple[Section, ...]) -> tuple[Section, ...] | None:
    """Return the sections with the one line more that was written last; None where more may be otherwise."""
    old, now = before.proceedings, data.proceedings
    others = (field.name for field in fields(data) if field.name != "proceedings")
    same = old._replace(lines=()) == now._replace(lines=())
    if not same or any(getattr(before, name) != getattr(data, name) for name in others):
        return None
    if now.lines == old.lines:
        return told
    if now.lines[:-1] != old.lines or _is_told_elsewhere(data, now.lines[-1]):
        return None
    line = now.lines[-1]
    at = next(
        (n for n, one in enumerate(told) if one.step is told_under(now.meeting, line.step, line.at)), None
    )
    entries = None if at is None else _with_line(data, told[at], line)
    if at is None or entries is None:
        return None
    return (*told[:at], Section(told[at].step, told[at].title, entries), *told[at + 1 :])


def _is_told_elsewhere(data: MinutesData, line: MinutesLine) -> bool:
    """Tell whether a line may change what stands elsewhere: whose turn it was, where a vote is told."""
    p = data.proceedings
    put = {purpose for one in agenda(p.meeting) for purpose in STEPS[one.step].purposes}
    if any(vote.purpose not in put for vote in p.votes):
        return True
    under = told_under(p.meeting, line.step, line.at)
    turns = [turn for turn in p.meeting.turns if spoke_in(turn, line)]
    before = reversed(p.lines[:-1]) if turns else ()
    there = [one for one in before if told_under(p.meeting, one.step, one.at) is under]
    return not all(any(spoke_in(turn, one) for one in there) for turn in turns)


def _with_line(data: MinutesData, section: Section, line: MinutesLine) -> tuple[Entry, ...] | None:
    """Return a section's entries with a line at their end; None where it belongs before something."""
    meeting, step = data.proceedings.meeting, section.step
    told = section.entries
    if step is Step.CONCLUSION:  # there the chair has the last word
        return None
    counted = STEPS[step].line is LineKind.STATEMENT or any(turn.step is step for turn in meeting.turns)
    if counted and told[-1].at is None and told[-1].line is None:
        told = told[:-1]
    last = told[-1] if told else None
    if last is None or last.line is None or last.line.at > line.at:
        return None
    hangs = line.goes_on and last.line.at == line.at
    if hangs and last.line.text.endswith(";"):  # it ended what was said, and is a point of a list now
        return None
    entry = line_entry(line)._replace(joined=hangs)
    beneath: Sequence[MinutesLine] = ()
    if counted:
        lines = data.proceedings.lines
        beneath = [one for one in lines if told_under(meeting, one.step, one.at) is step]
    if local_date(line.at) != local_date(last.line.at):
        (entry,) = dated_entries(meeting, [entry])
    return (*told, ended_entry(entry), *floor_entries(data, step, beneath))
