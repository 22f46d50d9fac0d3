"""The file that all sessions of a data file hold locked, and the short note in it."""

import os
from contextlib import suppress
from pathlib import Path

from ktd_tui.ids import new_id
from store.engine.files import SHARED, create, open_or_create, remove

LENGTH = 40
"""A note has always this length: it is changed by one write, and no kill leaves half of it."""
NOBODY_YET = "new"
"""Is noted in a file that was just made; those that an older ktd made are empty."""


def sessions_file(path: Path) -> Path:
    """Return the sessions' file of a data file."""
    return path.with_name(f"{path.name}.sessions")


def open_sessions_file(path: Path) -> int:
    """Open it, made with its note at once where it is missing; nobody ever finds it half made.

    Raises:
        OSError: It cannot be opened.
    """
    file = sessions_file(path)
    if not file.exists():
        made = file.with_name(f"{file.name}-{new_id()}")
        descriptor = create(made, SHARED)
        try:
            put_note(descriptor, NOBODY_YET)
            with suppress(FileExistsError):  # another was first
                os.link(made, file)
        finally:
            os.close(descriptor)
            remove(made)
    return open_or_create(file)


def put_note(descriptor: int, text: str) -> None:
    """Write the note; a disk that refuses it keeps nobody from their work."""
    with suppress(OSError):
        os.pwrite(descriptor, text.ljust(LENGTH).encode("ascii"), 0)


def read_note(descriptor: int) -> str:
    """Return the note; empty where there is none, or the disk refuses."""
    with suppress(OSError):
        return os.pread(descriptor, LENGTH, 0).decode("ascii", "replace").strip()
    return ""
