"""Who met with something, and when: a line each in a file beside the data, for ``ktd status`` to count."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import orjson

from store.engine.files import create, make_folder, read_now

LONGEST = 2**17
"""Bytes that are kept; as many as that of what came before stay aside."""


TO_ADD = os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
"""Who makes a pipe of this name keeps nobody waiting."""


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
            with suppress(FileExistsError):
                os.close(create(self._path))  # for the next one of the group, whatever this one's umask is
            descriptor = os.open(self._path, TO_ADD)
            try:
                os.write(descriptor, orjson.dumps({"at": at.isoformat(), "account": account}) + b"\n")
            finally:
                os.close(descriptor)

    def since(self, when: datetime) -> list[str]:
        """Return the accounts of the lines since then, each as often as it met with it."""
        found: list[str] = []
        for path in (self._path, self._path.with_suffix(".old")):
            with suppress(OSError):
                for line in read_now(path).splitlines():
                    with suppress(ValueError, TypeError, KeyError):
                        told = orjson.loads(line)
                        if datetime.fromisoformat(told["at"]) >= when:
                            found.append(str(told["account"]))
        return found
