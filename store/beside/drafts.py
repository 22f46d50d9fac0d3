"""Drafts: the unsaved texts of one person, in a small file that only they can read."""

import contextlib
import json
import os
import threading
from pathlib import Path
from typing import Any

from store.engine.files import PRIVATE, make_folder, remove, replace_file
from store.errors import not_saved


class Drafts:
    """Reads and writes ``drafts/<owner>.json``, from any thread, also while the terminal is gone."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / "drafts"

    def _path(self, owner: str) -> Path:
        if not (owner.isascii() and owner.isdecimal()):
            raise ValueError(owner)  # an owner is a uid, never a path
        return self._folder / f"{owner}.json"

    def read(self, owner: str) -> dict[str, Any] | None:
        """Return a draft; one that cannot be read is renamed to ``.bad``, never an error."""
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
        # Two threads, or one person's two sessions, may write at once: each its own file, the last one stays.
        temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
        try:
            make_folder(self._folder)
            content = json.dumps(draft, ensure_ascii=False).encode("utf-8")
            replace_file(path, content, PRIVATE, temporary=temporary)
        except (OSError, UnicodeEncodeError) as error:
            raise not_saved(path, error) from error
        self._tidy(owner)

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
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise not_saved(path, error) from error


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
