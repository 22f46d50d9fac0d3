"""What ``ktd server setup`` made, noted in a file of root's, so that it can be taken away again."""

import json
import os
from pathlib import Path
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


class MadeByUs(NamedTuple):
    """One thing that was made.

    Attributes:
        kind: ``group``, ``account``, ``folder``, ``link``, ``file`` or ``service``.
        name: The name, the path, or the words that undo it.
        text: A file's content, or where a link leads.
        before: The file's content before, None where there was none.
    """

    kind: str
    name: str
    text: str = ""
    before: str | None = None


class SetupRecord:
    """The list of what was made, in its order; each entry is on disk before the next thing is made."""

    def __init__(self, path: Path) -> None:
        """Read it.

        Raises:
            Refused: It cannot be read.
        """
        self.path = path
        self.made: list[MadeByUs] = []
        self.model = ""
        if path.exists():
            try:
                found = json.loads(path.read_text("utf-8"))
                self.model = found["model"]
                self.made = [MadeByUs(*entry) for entry in found["made"]]
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise Refused(N_("{path} cannot be read: {reason}"), path=path, reason=error) from error

    def text_of(self, path: Path) -> MadeByUs | None:
        """Return what was noted of a file."""
        return next((one for one in self.made if one.kind == "file" and one.name == str(path)), None)

    def note(self, entry: MadeByUs) -> None:
        """Note one thing, in the place of what was noted of it before."""
        self.made = [one for one in self.made if one[:2] != entry[:2]] + [entry]
        self._write()

    def forget(self, entry: MadeByUs) -> None:
        """Strike one thing out; the file goes with the last."""
        self.made.remove(entry)
        if self.made:
            self._write()
        else:
            self.path.unlink()

    def _write(self) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"model": self.model, "made": self.made}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)
