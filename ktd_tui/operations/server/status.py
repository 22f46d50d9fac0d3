"""What an administrator watches: sessions, pens, sizes, ages of copies, refusals, failed saves."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from ktd_tui.domain.minutes import Pen
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.sessions import OpenSession, sessions
from store.beside.file_presence import failed_saves
from store.care.vitals import data_facts, data_sizes, database_vitals
from store.presence import PENS

DAY = timedelta(days=1)


class Watched(NamedTuple):
    """How the data stands.

    Attributes:
        seq: The number of the last change.
        pens: Whose hand each meeting's pen is in now.
        bytes: Of the whole data directory, and of the database that it names.
        journal: Bytes that are not in the snapshot yet.
        free: Bytes of the disk.
        changed_at: When something was saved last.
        kept_on: The day of the newest automatic copy.
        copied_at: When a copy for elsewhere was made last.
        refused: The accounts that were refused at the door in the last day, each as often as it was.
        failed: Whose saves the disk, the database or the lock refused here in the last day, likewise.
    """

    at: datetime
    seq: int
    sessions: tuple[OpenSession, ...]
    pens: tuple[str, ...]
    bytes: int
    journal: int
    free: int
    changed_at: datetime | None
    kept_on: date | None
    copied_at: datetime | None
    refused: tuple[str, ...]
    failed: tuple[str, ...]


def _last_saved(desk: Desk) -> datetime | None:
    """Return when the history's last change was saved: of a database no file's end tells it."""
    return next((commit.at for commit in desk.store.changes_back()), None)


def status(desk: Desk) -> Watched:
    """Return how the data stands now.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no data directory.
    """
    there = sessions(desk)
    if desk.folder is None:
        raise Refused(N_("There is no data directory."))
    facts, (size, journal) = data_facts(desk.folder), data_sizes(desk.folder)
    database = database_vitals(desk.folder)
    presence = desk.store.presence
    held = [pen for pen in desk.store.find(Pen) if pen.session and presence.is_alive(PENS, pen.session)]
    return Watched(
        at=desk.now,
        seq=desk.store.seq,
        sessions=tuple(there),
        pens=tuple(sorted(pen.account for pen in held)),
        bytes=size + (database.size if database else 0),
        journal=journal,
        free=facts.free,
        changed_at=facts.last_commit or _last_saved(desk) or facts.last_written,
        kept_on=facts.last_backup,
        copied_at=facts.copied_at,
        refused=tuple(presence.refusals(desk.now - DAY)),
        failed=tuple(failed_saves(desk.folder).since(desk.now - DAY)),
    )
