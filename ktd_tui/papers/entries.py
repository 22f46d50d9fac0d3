"""Entries of the minutes: one line each, under its hour and day, and how they hang together."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.voting import Vote
from ktd_tui.papers.phrases import sentence_ended
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.words import short_date, short_time


class Entry(NamedTuple):
    """One line of the minutes: when, what; ``line`` is the record behind it where it can be mended.

    ``day`` is told where it is not the day of what stands above; ``joined``: the entry before tells its hour;
    ``vote``: the one that is told, of which a paper may make a table.
    """

    at: datetime | None
    text: str
    line: MinutesLine | None = None
    day: date | None = None
    joined: bool = False
    vote: Vote | None = None

    @property
    def clock(self) -> str:
        """The Vietnamese clock time, with the day of a later day; or an empty text."""
        if self.at is None or self.joined:
            return ""
        told = short_time(self.at)
        return f"{told} ngày {short_date(self.day)}" if self.day else told


def dated_entries(meeting: Meeting, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield a step's entries, the first of another day than the opening's with its day."""
    if meeting.opened_at is None:
        yield from entries
        return
    opened, begun = day_of(meeting, meeting.opened_at), local_date(meeting.opened_at)
    told = begun
    for entry in entries:
        there = local_date(entry.at) if entry.at and not entry.joined else told
        yield entry if there == told else entry._replace(day=opened + (there - begun))
        told = there


def hanging_together(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries; a further paragraph of what was said stands under the hour of the first."""
    above: Entry | None = None
    for entry in entries:
        goes_on = entry.line is not None and entry.line.goes_on
        hangs = goes_on and above is not None and above.line is not None and above.at == entry.at
        if above is not None:
            yield above if hangs else ended_entry(above)
        above = entry._replace(joined=True) if hangs and not entry.joined else entry
    if above is not None:
        yield ended_entry(above)


def ended_entry(entry: Entry) -> Entry:
    """Return the last paragraph of what is told: no point of a list follows it."""
    return entry._replace(text=sentence_ended(entry.text)) if entry.text.endswith(";") else entry
