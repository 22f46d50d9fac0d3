"""A rehearsal: the meeting on a throw-away copy of the data, by a clock that is set."""

from datetime import datetime
from pathlib import Path

from ktd_tui.clock import VIETNAM, SetClock
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.maintenance import import_data
from ktd_tui.words import parse_date, parse_time


def clock_at(typed: str) -> SetClock:
    """Return a clock that begins at a day and hour as typed («09/12/2022 14:00»); empty: now.

    Raises:
        Refused: It is no day, or no hour.
    """
    clock = SetClock()
    words = typed.split()
    if words:
        hour, minute = parse_time(" ".join(words[1:]) or "8:00")
        day = parse_date(words[0])
        clock.set(datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM))
    return clock


def copied(desk: Desk, directory: Path) -> None:
    """Copy what a person may read into a directory of their own; the real data is only read.

    Raises:
        StoreError: The data cannot be read, or the disk refused it.
    """
    file = directory.parent / "ban-sao.json"
    desk.store.export(file)
    import_data(directory, file, desk.actor, desk.clock, dry_run=False)
    file.unlink()
