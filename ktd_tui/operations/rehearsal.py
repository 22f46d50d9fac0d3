"""A rehearsal: the meeting on a throw-away copy of the data, by a clock that is set."""

from datetime import datetime
from pathlib import Path

from ktd_tui.clock import VIETNAM, Clock, now, starting
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.maintenance import import_data
from ktd_tui.words import parse_date, parse_time


def clock_at(typed: str) -> Clock:
    """Return a clock that begins at a day and hour as typed («09/12/2022 14:00»); empty: the real one.

    Raises:
        Refused: It is no day, or no hour.
    """
    words = typed.split()
    if not words:
        return now
    hour, minute = parse_time(" ".join(words[1:]) or "8:00")
    day = parse_date(words[0])
    return starting(datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM))


def copied(desk: Desk, directory: Path) -> None:
    """Copy what a person may read into a directory of their own; the real data is only read.

    Raises:
        StoreError: The data cannot be read, or the disk refused it.
    """
    file = directory.parent / "ban-sao.json"
    desk.store.export(file)
    import_data(directory, file, desk.actor, desk.clock, dry_run=False)
    file.unlink()
