"""Who met with something, and when: a line each in a file beside the data, for ``ktd status`` to count."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import orjson

from store.engine.files import SHARED, make_folder

LONGEST = 2**17
"""Bytes that are kept; as many as that of what came before stay aside."""


class DatedLog:
    """A file that anybody who has the data open appends to; it informs, nothing hangs on it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, account: str, at: datetime) -> None:
        """Add a line; never fails, for nobody may be able to write here."""
        with suppress(OSError):
            make_folder(self._path.parent)
            if self._path.exists() and self._path.stat().st_size > LONGEST:
                self._path.replace(self._path.with_suffix(".old"))
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
            descriptor = os.open(self._path, flags, SHARED)
            try:
                os.write(descriptor, orjson.dumps({"at": at.isoformat(), "account": account}) + b"\n")
            finally:
                os.close(descriptor)

    def since(self, when: datetime) -> list[str]:
        """Return the accounts of the lines since then, each as often as it met with it."""
        found: list[str] = []
        for path in (self._path, self._path.with_suffix(".old")):
            with suppress(OSError):
                for line in path.read_bytes().splitlines():
                    with suppress(ValueError, TypeError, KeyError):
                        told = orjson.loads(line)
                        if datetime.fromisoformat(told["at"]) >= when:
                            found.append(str(told["account"]))
        return found
