"""Keeps programs that know other fields of the records apart: one generation has the data open at a time.

A record with a field that the former ktd does not know could not be read by its sessions any more. In the
file that all sessions hold locked (``ktd.json.sessions``) stands which generation has it open: a mark of the
program's files, quick to compare, and the shape of all records, which decides. The sessions of a ktd that
knew nothing of this hold the file, too, and have written nothing into it.
"""

from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

import ktd_tui.domain
from ktd_tui.i18n import N_
from store.care.data_copy import keep_copy
from store.engine.sessions_file import NOBODY_YET
from store.engine.storage import JournalStorage
from store.errors import FormerSessions
from store.models import shape_of_records

COPY = "before-upgrade"
PATIENCE, PAUSE = 1.0, 0.05
"""Seconds that another process of this generation may take, and between two looks."""
LENGTH = 16


class Generation(NamedTuple):
    """Which program has the data open."""

    mark: str = ""
    shape: str = ""


def mark_of_program() -> str:
    """Return a mark of the files that the records are declared in."""
    place = Path(next(iter(ktd_tui.domain.__path__)))
    files = sorted((str(path), found.st_size, found.st_mtime_ns) for path in place.rglob("*.py")
                   for found in [path.stat()])  # fmt: skip
    return sha256(repr(files).encode()).hexdigest()[:LENGTH]


def enter(storage: JournalStorage, *, copy: bool) -> None:
    """Enter as a session of this generation; where another one had the data last, be alone for a moment.

    Args:
        copy: Keep a copy of the data as the former generation left it.

    Raises:
        FormerSessions: Sessions of another generation are in. Nothing was changed.
        NotSaved: The disk refused the copy.
    """
    mark = mark_of_program()
    if _noted(storage).mark != mark:
        _take_over(storage, Generation(mark, shape_of_records()), copy=copy)
    storage.join()


def _take_over(storage: JournalStorage, mine: Generation, *, copy: bool) -> None:
    until = monotonic() + PATIENCE  # counted from here: to know one's own shape may have taken long
    while (found := _noted(storage)).mark != mine.mark:
        if found.mark == NOBODY_YET or found.shape == mine.shape:
            break
        if storage.is_alone():
            if copy:
                keep_copy(storage, COPY)
            break
        if monotonic() > until:
            raise refused(storage.path)
        sleep(PAUSE)
    storage.note_sessions(" ".join(mine))


def _noted(storage: JournalStorage) -> Generation:
    return Generation(*storage.noted_sessions().split()[: len(Generation._fields)])


def refused(path: Path) -> FormerSessions:
    """Return the refusal: sessions of another ktd are in."""
    return FormerSessions(
        N_(
            "Sessions of another version of ktd are still open on {path}, and nothing was changed. "
            "Wait until they have left, or ask them to save and leave: ktd server convert"
        ),
        path=path,
    )
