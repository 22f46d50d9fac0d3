"""Who has the data open and on which page; what the administrator tells them.

What stands in a session's mark is for the administrator's eyes: no right hangs on it.
"""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

import orjson

from ktd_tui.ids import new_id
from store.presence import Presence

ROOM = "sessions"


class OpenSession(NamedTuple):
    """A session that runs."""

    id: str
    account: str
    since: datetime
    page: str


class Notice(NamedTuple):
    """What sessions are told.

    Attributes:
        by: The account of who tells it.
        leave: The sessions that are to end; empty: all are only told.
    """

    id: str
    at: datetime
    by: str
    text: str
    leave: tuple[str, ...] = ()


class SessionPlace:
    """The place of this process among the sessions."""

    def __init__(self, presence: Presence, account: str, since: datetime) -> None:
        """Take the place.

        Raises:
            NotSaved: Its mark cannot be made.
        """
        self._mark = presence.mark(ROOM)
        self._account, self._since = account, since
        self.id = self._mark.hold()
        self.move("")

    def move(self, page: str) -> None:
        """Say on which page one is; never fails."""
        told = {"account": self._account, "since": self._since.isoformat(), "page": page}
        self._mark.keep_text(orjson.dumps(told).decode())

    def close(self) -> None:
        """Leave the place."""
        self._mark.close()


def open_sessions(presence: Presence) -> list[OpenSession]:
    """Return the sessions that run, the oldest first."""
    found = []
    for name in presence.living(ROOM):
        with suppress(ValueError, TypeError, KeyError):
            told = orjson.loads(presence.kept_text(ROOM, name))
            since = datetime.fromisoformat(told["since"])
            found.append(OpenSession(name, str(told["account"]), since, str(told["page"])))
    return sorted(found, key=lambda session: (session.since, session.id))


def post_notice(presence: Presence, at: datetime, by: str, text: str, leave: tuple[str, ...]) -> Notice:
    """Tell it to the sessions, in the place of what was told before.

    Raises:
        NotSaved: It could not be written.
    """
    notice = Notice(new_id(), at, by, text, leave)
    presence.post(orjson.dumps(notice._asdict()))
    return notice


def posted_notice(presence: Presence) -> Notice | None:
    """Return what was told last, or None."""
    try:
        told = orjson.loads(presence.posted())
        at = datetime.fromisoformat(told["at"])
        return Notice(str(told["id"]), at, str(told["by"]), str(told["text"]), tuple(map(str, told["leave"])))
    except (ValueError, TypeError, KeyError):
        return None
