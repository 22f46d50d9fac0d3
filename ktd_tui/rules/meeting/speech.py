"""Who says a line: letters before a colon name the speaker («nvđ: Nhất trí»)."""

import re
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.rules.meeting.presence import match
from ktd_tui.text import fold

_LETTERS = re.compile(r"([^\s:]{2,6}):\s*(\S.*)", re.DOTALL)
"""Two to six letters without a capital: a sentence that begins so is no sentence of minutes."""


class Speech(NamedTuple):
    """A line taken apart; ``speaker`` is empty where none is named."""

    speaker: str
    text: str


def speech(meeting: Meeting, typed: str) -> Speech | None:
    """Return who says what; None where the letters before the colon name nobody, or several, who is there."""
    found = _LETTERS.match(typed)
    letters = fold(found[1]) if found else ""
    if found is None or found[1] != found[1].lower() or not letters.isalnum() or not letters[0].isalpha():
        return Speech("", typed)
    here = match((a for a in meeting.attendees if a.present), found[1])
    return Speech(here[0].seated, found[2]) if len(here) == 1 else None
