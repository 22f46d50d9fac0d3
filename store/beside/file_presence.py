"""Who is there, by files beside the data: each mark is a file that its process keeps locked until it ends."""

import os
from datetime import datetime
from pathlib import Path

from store.beside.dated_log import DatedLog
from store.beside.pen_sessions import PenSession, is_alive, kept_text
from store.engine.files import make_folder, read_now, replace_file
from store.errors import not_saved

FOLDER = "sessions"
NOTICE = "notice.json"
REFUSED, FAILED = "refused.log", "failed.log"


class FilePresence:
    """See ``store.contract.Presence``."""

    drafts = None

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._refused = DatedLog(directory / FOLDER / REFUSED)

    def mark(self, room: str) -> PenSession:
        """See ``Presence.mark``."""
        return PenSession(self._directory, room)

    def is_alive(self, room: str, mark: str) -> bool:
        """See ``Presence.is_alive``."""
        return is_alive(self._directory, mark, room)

    def kept_text(self, room: str, mark: str) -> str:
        """See ``Presence.kept_text``."""
        return kept_text(self._directory, mark, room)

    def living(self, room: str) -> list[str]:
        """See ``Presence.living``."""
        try:
            names = [path.name for path in (self._directory / room).iterdir() if not path.suffix]
        except OSError:
            return []
        return [name for name in names if self.is_alive(room, name)]

    def post(self, content: bytes) -> None:
        """See ``Presence.post``."""
        path = self._directory / FOLDER / NOTICE
        try:
            make_folder(path.parent)
            replace_file(path, content, temporary=path.with_name(f"{NOTICE}.{os.getpid()}"))
        except OSError as error:
            raise not_saved(path, error) from error

    def posted(self) -> bytes:
        """See ``Presence.posted``."""
        try:
            return read_now(self._directory / FOLDER / NOTICE)
        except OSError:
            return b""

    def note_refusal(self, account: str, at: datetime) -> None:
        """See ``Presence.note_refusal``; nobody may be able to write here."""
        self._refused.note(account, at)

    def refusals(self, since: datetime) -> list[str]:
        """See ``Presence.refusals``."""
        return self._refused.since(since)


def failed_saves(directory: Path) -> DatedLog:
    """Return whose saves the disk, the database or the lock refused on this server."""
    return DatedLog(directory / FOLDER / FAILED)
