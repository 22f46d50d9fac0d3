"""Who says a typed line: whom the letters before a colon name («nvđ: Nhất trí»), else who has the floor."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import LineKind
from ktd_tui.rules.meeting.presence import NONE, match
from ktd_tui.rules.meeting.speaking_list import speaking
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.text import fold

_LETTERS = re.compile(r"([^\s:]{2,6}):\s*(\S.*)", re.DOTALL)
"""Two to six letters without a capital: a sentence that begins so is no sentence of minutes."""


class Speech(NamedTuple):
    """A line taken apart; ``speaker`` is empty where nobody says it."""

    speaker: str
    text: str


def speech(
    meeting: Meeting, typed: str, marked: str = "", short_names: Mapping[str, str] = NONE
) -> Speech | None:
    """Return who says what; None where the letters before the colon name nobody, or several, who is there.

    Args:
        marked: Who is marked on the list of speakers.
        short_names: The short names of units by id.
    """
    found = _LETTERS.match(typed)
    letters = fold(found[1]) if found else ""
    if found is None or found[1] != found[1].lower() or not letters.isalnum() or not letters[0].isalpha():
        return Speech(now_speaking(meeting, marked), typed)
    here = match((a for a in meeting.attendees if a.present), found[1], short_names)
    return Speech(here[0].seated, found[2]) if len(here) == 1 else None


def now_speaking(meeting: Meeting, marked: str = "") -> str:
    """Return who says what names nobody; empty in a step that is not for statements."""
    if STEPS[meeting.step].line is not LineKind.STATEMENT:
        return ""
    now = speaking(meeting)
    return now.speaker if now else marked
