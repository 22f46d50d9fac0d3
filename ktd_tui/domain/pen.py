"""The pen of a meeting: which session writes its minutes."""

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from ktd_tui.domain.base import Record


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
