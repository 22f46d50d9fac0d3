"""Who says a typed line: whom stands before its colon («nvđ: Nhất trí»), else whose words the field shows."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.people import Attendee
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import bare_name
from ktd_tui.rules.council.people import several_meant
from ktd_tui.rules.meeting.attended import names_in_seat, periods
from ktd_tui.rules.meeting.hours import minute
from ktd_tui.rules.meeting.presence import NONE, match
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.speaking_list import speaking
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.text import fold, without_apostrophes
from ktd_tui.words import short_time

_BEFORE = re.compile(r"([^:.;,!?…\n]{1,120}(?:,[^:.;,!?…\n]{1,120})?):\s*(\S.*)", re.DOTALL)
"""What may say who speaks: a name or letters, with the office behind a comma («nva, Chi cục trưởng: …»)."""
_LETTERS = re.compile(r"[^\W\d_]\w{1,5}")
"""Two to six letters without a capital: a sentence that begins so is no sentence of minutes."""
_FOR_A_UNIT = re.compile(r"đại diện (?:lãnh đạo )?", re.IGNORECASE)
_SAYS = re.compile(r" (?:phát biểu|phát biểu ý kiến|có ý kiến|nêu ý kiến)$", re.IGNORECASE)
_LONGEST_NAME = 6
"""Words of a name that stands without an office."""


class Speech(NamedTuple):
    """A line taken apart; ``speaker`` is empty where nobody says it."""

    speaker: str
    text: str


def speech(meeting: Meeting, typed: str, shown: str = "", short_names: Mapping[str, str] = NONE) -> Speech:
    """Return who says what.

    Initials, a name in full, a unit's name or short name before the first colon say who, with the office
    behind a comma where two are called so; «Kết luận: …» is a sentence. A line that begins with a colon is
    a sentence whatever stands before its next one.

    Args:
        shown: Whose words the field shows the line to be; empty: nobody's.
        short_names: The short names of units by id.

    Raises:
        Refused: What stands before the colon names nobody who was there, or several.
    """
    if typed.startswith(":"):
        return Speech(shown, typed[1:].lstrip())
    found = _BEFORE.match(typed)
    if found is None:
        return Speech(shown, typed)
    before = _SAYS.sub("", found[1].strip())
    here = _called_so(meeting, before, short_names)
    if len(here) == 1:
        return Speech(here[0].seated, found[2])
    if here:
        raise several_meant(before, {a.id: a.listed for a in here})
    if before != found[1].strip():
        return Speech("", typed)  # «Đồng chí A phát biểu: …» says itself who does
    if _means_somebody(meeting, before, short_names):
        raise Refused(
            N_("Nobody on the list fits “{text}”. If it is no name, begin the line with “:”."), text=before
        )
    return Speech(shown, typed)


def _called_so(meeting: Meeting, before: str, short_names: Mapping[str, str]) -> tuple[Attendee, ...]:
    """Return whom a name means, by the words of the office or the unit where some stand behind a comma."""
    name, _, office = before.partition(",")
    words = set(fold(office).split())
    return tuple(
        a
        for a in _called(meeting, name, short_names)
        if words <= set(fold(f"{a.sitting.office} {a.unit} {short_names.get(a.unit_id or '', '')}").split())
    )


def _means_somebody(meeting: Meeting, before: str, short_names: Mapping[str, str]) -> bool:
    """Tell a name that fits nobody from a sentence: «Công an Quận 1, Chi cục Thuế: …»."""
    name, comma, _ = before.partition(",")
    if comma:
        return _is_letters(name) and bool(_called(meeting, name, short_names))
    return _is_letters(name) or _is_name(name) or _FOR_A_UNIT.match(name) is not None


def _called(meeting: Meeting, before: str, short_names: Mapping[str, str]) -> tuple[Attendee, ...]:
    """Return whom what stands before a colon may mean: among those present, else among who has left."""
    came = {event.attendee_id for event in meeting.presence}
    there = [a for a in meeting.attendees if a.present]
    left = [a for a in meeting.attendees if not a.present and a.id in came]
    return _meant(there, before, short_names) or _meant(left, before, short_names)


def _meant(there: list[Attendee], before: str, short_names: Mapping[str, str]) -> tuple[Attendee, ...]:
    name = _FOR_A_UNIT.sub("", before, count=1)
    wanted = {fold(name), fold(bare_name(name))}
    if whole := tuple(a for a in there if wanted & {fold(one) for one in _names(a, short_names)}):
        return whole
    if _FOR_A_UNIT.match(before):
        return tuple(a for a in there if f"{fold(a.unit)} ".startswith(f"{fold(name)} "))
    if _is_letters(before.split(" ", 1)[0]) and (found := _by_letters(there, before, short_names)):
        return found
    if not _is_name(before):
        return ()
    words = _words(bare_name(before))
    same = tuple(a for a in there if set(words) <= set(_words(a.sitting.name)))
    if same or len(words) == 1:
        return same
    return tuple(a for a in there if set(map(fold, words)) <= set(fold(a.sitting.name).split()))


def _words(name: str) -> list[str]:
    """Return the words of a name with their marks: «Hai: …» is not Hải's."""
    return without_apostrophes(name.casefold()).split()


def _by_letters(there: list[Attendee], before: str, short_names: Mapping[str, str]) -> tuple[Attendee, ...]:
    """Return whom letters mean, with words of the unit where two have the name: «nvb tây»."""
    letters, *words = before.split()
    fits = match(there, letters, short_names)
    units = {a.id: fold(f"{a.unit} {short_names.get(a.unit_id or '', '')}").split() for a in fits}
    return tuple(a for a in fits if {fold(word) for word in words} <= set(units[a.id]))


def _names(a: Attendee, short_names: Mapping[str, str]) -> tuple[str, ...]:
    of = a.sitting
    names = (of.name, of.titled, of.typed, of.styled, of.listed, of.office, a.unit)
    return tuple(filter(None, (*names, short_names.get(a.unit_id or "", ""))))


def _is_letters(before: str) -> bool:
    """Tell letters that are to find somebody: of one size, and no number («III»)."""
    same = before in (before.lower(), before.upper())
    return same and _LETTERS.fullmatch(before) is not None and not set(before) <= set("IVX")


def _is_name(before: str) -> bool:
    """Tell a name, of which each word has its capital, from a sentence."""
    words = bare_name(before).split()
    return 0 < len(words) <= _LONGEST_NAME and all(
        word[0].isupper() and fold(word).isalpha() and not set(word) <= set("IVX") for word in words
    )


def takes_statements(meeting: Meeting) -> bool:
    """Tell whether a line of the meeting's step is somebody's words where a speaker was chosen."""
    return STEPS[meeting.step].line is LineKind.STATEMENT


def now_speaking(meeting: Meeting, chosen: str | None = None) -> str:
    """Return who says what names nobody; in a step that is not for statements only who has the floor in it.

    Args:
        chosen: The attendee id of whom a person chose, empty: nobody; None: whoever was given the floor.
    """
    now = speaking(meeting)
    if not takes_statements(meeting):
        return now.speaker if now and now.step is meeting.step else ""
    if chosen is None:
        return now.speaker if now else ""
    there = meeting.attendee(chosen)
    return there.seated if there and there.present else ""


def short_speaker(meeting: Meeting, speaker: str, short_names: Mapping[str, str] = NONE) -> str:
    """Return the name of a speaker for narrow places: «Nguyễn Văn Định», else as the minutes style them.

    Of two of one name the unit is said, too: «Nguyễn Văn An (CA Q1)».
    """
    said = next((a for a in meeting.attendees if a.seated == speaker), None)
    if said is None:
        return speaker
    name = said.sitting.name
    alike = name and any(a.id != said.id and fold(a.sitting.name) == fold(name) for a in meeting.attendees)
    unit = short_names.get(said.unit_id or "") or said.unit
    return f"{name} ({unit})" if alike and unit else name or said.unit or speaker


def check_there_when_speaking(before: Proceedings, after: Proceedings) -> None:
    """Refuse hours that are mended so that somebody spoke while they were away.

    Raises:
        Refused: By the new hours somebody did, and by those before did not.
    """
    there = _said_while_away(before)
    for key, (name, at) in _said_while_away(after).items():
        if key not in there:
            raise Refused(
                N_(
                    "{name} spoke at {time}, and by these hours was not there then. Mend when they were there"
                    " (Ctrl+K, F4), or the hour of what they said (F4)."
                ),
                name=name,
                time=short_time(at),
            )


def _said_while_away(p: Proceedings) -> dict[str, tuple[str, datetime]]:
    """Return what was said by somebody who was not there then: a line or a turn, by its id."""
    meeting, opened = p.meeting, p.meeting.opened_at
    called = [(name, a.id) for a in meeting.attendees for name in names_in_seat(meeting, a)]
    alike, ids = Counter(name for name, _ in called), dict(called)
    said = [(line.id, ids[line.speaker], line.at) for line in p.lines if alike[line.speaker] == 1]
    said += [(turn.id, turn.attendee_id, turn.began_at) for turn in meeting.turns if turn.began_at]
    there = {who: periods(meeting, who) for _, who, _ in said}
    return {
        key: (attendee.styled, at)
        for key, who, at in said
        if opened and minute(at) >= minute(opened) and (attendee := meeting.attendee(who))
        if not any(minute(one.came) <= minute(at) <= minute(one.left or at) for one in there[who])
    }
