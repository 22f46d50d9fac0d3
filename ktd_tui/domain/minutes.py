"""The lines of the minutes, and the pen: which session writes them.

Every line is a record of its own, so that a line is on disk the moment it shows and two people never
overwrite each other's lines.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Step


class LineKind(StrEnum):
    """What a line of the minutes is. Votes, handover and reasons are told by their own records."""

    NOTE = "note"
    STATEMENT = "statement"
    LIMITATION = "limitation"
    DIRECTION = "direction"


class MinutesLine(Record):
    """One line of the minutes.

    Attributes:
        at: When it was entered; shown as clock time.
        speaker: Title, unit and name of who spoke, as styled in the minutes.
        goes_on: It is a further paragraph of the line before it.
    """

    table: ClassVar[str] = "minutes_lines"

    meeting_id: str
    step: Step
    kind: LineKind = LineKind.NOTE
    at: datetime
    speaker: str = ""
    text: str = Field(min_length=1)
    goes_on: bool = False


class Pen(Record):
    """Who holds a meeting's pen; held by a session, so that one person at two terminals is two.

    Attributes:
        uid: The holder's account number.
        account: The holder's account name then.
        session: The session that holds it (``store.beside.pen_sessions``); empty: it was put down.
        held_at: When it was taken or put down.
    """

    table: ClassVar[str] = "pens"

    meeting_id: str
    uid: int = Field(ge=0)
    account: str
    session: str = ""
    held_at: datetime
