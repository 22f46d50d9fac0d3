"""Drafts: the unsaved texts of one person, in a small file that only they can read.

Where several servers have one database, each draft is kept there, too: whose line is cut may come back on
another server. The file is written first, and stays what counts where the database is away.
"""

import contextlib
import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store.engine.files import PRIVATE, make_folder, remove, replace_file
from store.errors import not_saved
from store.presence import DraftPlace

DRAFTS = "drafts"
TURN = "turn"
"""How often a draft was written on whichever server: of file and database the later one counts."""


class Drafts:
    """Reads and writes ``drafts/<owner>.json``, from any thread, also while the terminal is gone."""

    def __init__(self, directory: Path, everywhere: DraftPlace | None = None) -> None:
        self._folder = directory / DRAFTS
        self._everywhere = everywhere
        self._turn = 0

    def _path(self, owner: str) -> Path:
        if not (owner.isascii() and owner.isdecimal()):
            raise ValueError(owner)  # an owner is a uid, never a path
        return self._folder / f"{owner}.json"

    def read(self, owner: str) -> dict[str, Any] | None:
        """Return a draft; one that cannot be read is renamed to ``.bad``, never an error."""
        here = self._read_file(owner)
        turn = here.get(TURN) if here else None
        self._turn = turn if isinstance(turn, int) else 0
        if self._everywhere is not None:
            kept, content = self._everywhere.kept(owner)
            if kept > self._turn:
                self._turn = kept
                with contextlib.suppress(ValueError):
                    there = json.loads(content)
                    return there if isinstance(there, dict) else None
        return here

    def _read_file(self, owner: str) -> dict[str, Any] | None:
        path = self._path(owner)
        try:
            draft = json.loads(path.read_text("utf-8"))
        except OSError:
            return None
        except (ValueError, RecursionError):
            draft = None
        if isinstance(draft, dict):
            return draft
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".bad"))
        return None

    def write(self, owner: str, draft: dict[str, Any]) -> None:
        """Write a draft durably; readable by its owner alone.

        Raises:
            NotSaved: The disk refused it; the earlier draft is as it was.
        """
        path = self._path(owner)
        # Two threads, or one person's two sessions, may write at once: each its own file; of what both
        # changed at that instant the last one stays.
        temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
        try:
            make_folder(self._folder)
            marked = {**draft, TURN: self._turn + 1} if self._everywhere else draft
            content = json.dumps(marked, ensure_ascii=False).encode("utf-8")
            replace_file(path, content, PRIVATE, temporary=temporary)
        except (OSError, UnicodeEncodeError) as error:
            raise not_saved(path, error) from error
        self._tidy(owner)
        self._keep(owner, content)

    def _keep(self, owner: str, content: bytes) -> None:
        if self._everywhere is not None:
            self._turn = self._everywhere.keep(owner, self._turn + 1, content)

    def _tidy(self, owner: str) -> None:
        """Remove the files of sessions that were killed while they wrote."""
        for path in self._folder.glob(f"{owner}.*.tmp"):
            pid = path.suffixes[-2].removeprefix(".").partition("-")[0]
            if pid.isdecimal() and not _alive(int(pid)):
                remove(path)

    def drop(self, owner: str) -> None:
        """Delete a draft.

        Raises:
            NotSaved: It could not be removed.
        """
        path = self._path(owner)
        try:
            self._keep(owner, b"{}")  # a row that says so: another server's file may be older
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise not_saved(path, error) from error


def last_kept(directory: Path, owner: int) -> datetime | None:
    """Return when something of a person was kept last: while they work, and when they leave."""
    try:
        changed = (directory / DRAFTS / f"{owner}.json").lstat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(changed, UTC)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
