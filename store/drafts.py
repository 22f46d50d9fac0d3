"""Drafts: what one person has half typed, in a small file of their own outside the record."""

import json
import os
from pathlib import Path
from typing import Any


class Drafts:
    """``drafts/<owner>.json``; may be used from any thread, also while the terminal is gone."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / "drafts"

    def _path(self, owner: str) -> Path:
        if not owner.isdecimal():
            raise ValueError(owner)  # an owner is a uid, never a path
        return self._folder / f"{owner}.json"

    def read(self, owner: str) -> dict[str, Any] | None:
        """Return what was kept; a draft that cannot be read is put aside as ``.bad``, never an error."""
        path = self._path(owner)
        try:
            kept = json.loads(path.read_text("utf-8"))
        except OSError:
            return None
        except ValueError:
            path.replace(path.with_suffix(".bad"))
            return None
        return kept if isinstance(kept, dict) else None

    def write(self, owner: str, draft: dict[str, Any]) -> None:
        """Keep a draft, durably; readable by its owner alone."""
        path = self._path(owner)
        if not self._folder.is_dir():
            self._folder.mkdir(exist_ok=True)
            self._folder.chmod(0o770)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(draft, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def drop(self, owner: str) -> None:
        """Forget a draft."""
        self._path(owner).unlink(missing_ok=True)
