"""Which processes hold (or held) a meeting's pen: each keeps a file locked until it ends.

The kernel frees the lock when a process dies, however it dies.
"""

import fcntl
import json
import os
import time
from contextlib import suppress
from pathlib import Path

from ktd_tui.ids import new_id
from store.engine.files import create, make_folder, open_to_read, remove
from store.errors import not_saved
from store.presence import PENS

FOLDER = PENS
KEPT = 86_400.0
"""Seconds for which a dead session's file stays: whoever takes its pen is offered what it held."""
LONGEST = 2**20
"""Bytes of a stored text that are read at most."""


class PenSession:
    """The session of this process; other processes see it from ``hold`` on, until this one ends."""

    def __init__(self, directory: Path, folder: str = FOLDER) -> None:
        self._folder = directory / folder
        self._descriptor = -1
        self.id = ""
        """No other session ever has the same; empty until it is held."""

    def hold(self) -> str:
        """Make and lock the session's file, once; return the id.

        Raises:
            NotSaved: The file cannot be made.
        """
        if self._descriptor < 0:
            try:
                make_folder(self._folder)
                _tidy(self._folder)
                while not self._make(new_id()):
                    pass
            except OSError as error:
                raise not_saved(self._folder, error) from error
        return self.id

    def _make(self, name: str) -> bool:
        """Make and lock the file; return False where somebody removed it in between."""
        path = self._folder / name
        descriptor = create(path)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if not path.exists():
            os.close(descriptor)
            return False
        self._descriptor, self.id = descriptor, name
        return True

    def keep_text(self, text: str) -> None:
        """Store the half-typed line where others find it (``kept_text``), also after this process was killed.

        Never fails: the text is in the person's own draft as well.
        """
        if self._descriptor < 0:
            return
        content = json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")
        with suppress(OSError):  # what is read before the old tail is cut off ends with the first value
            os.pwrite(self._descriptor, content, 0)
            os.ftruncate(self._descriptor, len(content))

    def close(self) -> None:
        """Release the file: from now on the session counts as ended."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor, self.id = -1, ""


def is_alive(directory: Path, session: str, folder: str = FOLDER) -> bool:
    """Tell whether the process of a session still runs; True where that cannot be seen."""
    try:
        descriptor = open_to_read(_path(directory / folder, session))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def kept_text(directory: Path, session: str, folder: str = FOLDER) -> str:
    """Return the text that a session stored, whether it still runs or not; empty where there is none."""
    with suppress(OSError, ValueError, RecursionError):
        with os.fdopen(open_to_read(_path(directory / folder, session)), "rb") as file:
            content = file.read(LONGEST).decode("utf-8", "replace")
        text, _ = json.JSONDecoder().raw_decode(content)
        return text if isinstance(text, str) else ""
    return ""


def _path(folder: Path, session: str) -> Path:
    # A session's id comes out of a record that anybody may have edited by hand; it is never a path.
    return folder / (session if session.isascii() and session.isalnum() else "-")


def _tidy(folder: Path) -> None:
    """Remove the files of sessions that ended long ago."""
    for path in folder.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime < KEPT:
                continue
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove(path)
            finally:
                os.close(descriptor)
