"""Who has the data open and on which page; what the administrator tells them; who was refused at the door.

Each session keeps a file of its own locked until it ends. What stands in it is for the administrator's eyes:
no right hangs on it.
"""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import orjson

from ktd_tui.ids import new_id
from store.beside.pen_sessions import PenSession, is_alive, kept_text
from store.engine.files import SHARED, make_folder, replace_file
from store.errors import not_saved

FOLDER = "sessions"
NOTICE = "notice.json"
REFUSED = "refused.log"
LONGEST_LOG = 2**17
"""Bytes of refusals that are kept."""


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

    def __init__(self, directory: Path, account: str, since: datetime) -> None:
        """Take the place.

        Raises:
            NotSaved: Its file cannot be made.
        """
        self._mark = PenSession(directory, FOLDER)
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


def open_sessions(directory: Path) -> list[OpenSession]:
    """Return the sessions that run, the oldest first."""
    found = []
    with suppress(OSError):
        for path in (directory / FOLDER).iterdir():
            if path.suffix or not is_alive(directory, path.name, FOLDER):
                continue
            with suppress(ValueError, TypeError, KeyError):
                told = orjson.loads(kept_text(directory, path.name, FOLDER))
                since = datetime.fromisoformat(told["since"])
                found.append(OpenSession(path.name, str(told["account"]), since, str(told["page"])))
    return sorted(found, key=lambda session: (session.since, session.id))


def post_notice(directory: Path, at: datetime, by: str, text: str, leave: tuple[str, ...]) -> Notice:
    """Tell it to the sessions, in the place of what was told before.

    Raises:
        NotSaved: The disk refused it.
    """
    notice = Notice(new_id(), at, by, text, leave)
    path = directory / FOLDER / NOTICE
    try:
        make_folder(path.parent)
        replace_file(
            path, orjson.dumps(notice._asdict()), temporary=path.with_name(f"{NOTICE}.{os.getpid()}")
        )
    except OSError as error:
        raise not_saved(path, error) from error
    return notice


def posted_notice(directory: Path) -> Notice | None:
    """Return what was told last, or None."""
    try:
        told = orjson.loads((directory / FOLDER / NOTICE).read_bytes())
        at = datetime.fromisoformat(told["at"])
        return Notice(str(told["id"]), at, str(told["by"]), str(told["text"]), tuple(map(str, told["leave"])))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def note_refusal(directory: Path, account: str, at: datetime) -> None:
    """Note that somebody was refused at the door; never fails, nobody may be able to write here."""
    path = directory / FOLDER / REFUSED
    with suppress(OSError):
        make_folder(path.parent)
        if path.exists() and path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_suffix(".old"))
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(path, flags, SHARED)
        try:
            os.write(descriptor, orjson.dumps({"at": at.isoformat(), "account": account}) + b"\n")
        finally:
            os.close(descriptor)


def refusals(directory: Path, now: datetime, within: timedelta) -> list[str]:
    """Return the accounts that were refused of late, each as often as it was."""
    found: list[str] = []
    for name in (REFUSED, Path(REFUSED).with_suffix(".old").name):
        with suppress(OSError):
            for line in (directory / FOLDER / name).read_bytes().splitlines():
                with suppress(ValueError, TypeError, KeyError):
                    told = orjson.loads(line)
                    if now - datetime.fromisoformat(told["at"]) <= within:
                        found.append(str(told["account"]))
    return found
