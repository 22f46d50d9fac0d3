"""Copies beside each other in a folder of their own, and the mark in the data of the last that was made."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import orjson

from ktd_tui.clock import VIETNAM, local
from store.care.data_copy import BACKUPS
from store.engine.files import make_folder, remove, replace_file

LAST = "last-copy.json"
"""The mark's name in ``backups/``."""
_NAME = re.compile(r"ktd-(\d{8}-\d{6})\.zip")
_WHEN = "%Y%m%d-%H%M%S"


class LastCopy(NamedTuple):
    """When data and history were copied last into a file outside, and where to; ``-``: handed on."""

    at: datetime
    to: str


def copy_name(at: datetime) -> str:
    """Return the name of a copy, by Vietnamese time."""
    return f"ktd-{local(at):{_WHEN}}.zip"


def copies_in(folder: Path) -> dict[datetime, Path]:
    """Return the copies in a folder by their time, the newest first; whatever else lies there is passed over.

    Raises:
        OSError: The folder cannot be read.
    """
    found: dict[datetime, Path] = {}
    for path in folder.iterdir():
        if (name := _NAME.fullmatch(path.name)) and path.is_file() and not path.is_symlink():
            with suppress(ValueError):  # no day or hour of any calendar
                found[datetime.strptime(name[1], _WHEN).replace(tzinfo=VIETNAM)] = path
    return dict(sorted(found.items(), reverse=True))


def remove_copy(path: Path) -> None:
    """Remove a copy that is kept no longer."""
    remove(path)


def mark_copy(directory: Path, copy: LastCopy) -> None:
    """Note in the data directory that a copy was made; never fails, since the copy itself is there."""
    with suppress(OSError):
        make_folder(directory / BACKUPS)
        content = orjson.dumps({"at": copy.at.isoformat(), "to": copy.to})
        replace_file(directory / BACKUPS / LAST, content)


def last_copy(directory: Path) -> LastCopy | None:
    """Return the last copy that was noted, or None."""
    try:
        found = orjson.loads((directory / BACKUPS / LAST).read_bytes())
        at = datetime.fromisoformat(found["at"])
        return LastCopy(at, str(found["to"])) if at.tzinfo else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
