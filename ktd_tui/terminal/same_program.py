"""A session stays with the program that it began with: nothing of an upgraded one is loaded beside it.

Much is imported when it is first needed. Once the files on the server were replaced, such an import would set
new code beside old: records that the one does not know, calls that the other has no more.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_

OURS = frozenset({"ktd_tui", "screens", "store"})
UPGRADED = N_(
    "ktd was upgraded on the server. What was saved is safe, what is half typed is kept: quit (Ctrl+Q) and"
    " open ktd again."
)
ENDED = N_(
    "ktd was upgraded on the server, and this session has ended. What was saved is safe, what is half typed"
    " is kept: open ktd again."
)
"""What is said where the program ends by it."""


class ProgramChanged(KtdError):  # noqa: N818  # what happened, as errors are named here
    """The program on the disk is not the one that runs; nothing of it was loaded."""


class SameProgram:
    """Finds nothing; refuses our modules once the program's files are not those of the beginning."""

    def __init__(self, file: Path = Path(__file__)) -> None:
        """Note what the program is now.

        Args:
            file: One that every installation writes anew.
        """
        self._file = file
        self._at_first = self._now()

    def _now(self) -> tuple[int, int] | None:
        try:
            there = self._file.stat()
        except OSError:  # taken away, the next one is not there yet
            return None
        return there.st_ino, there.st_mtime_ns

    @property
    def changed(self) -> bool:
        """Whether the program on the disk is another one by now."""
        return self._now() != self._at_first

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Leave the search to others.

        Raises:
            ProgramChanged: It is a module of ours, and would be one of the new program.
        """
        del path, target
        if fullname.partition(".")[0] in OURS and self.changed:
            raise ProgramChanged(UPGRADED)
        return None

    def watch(self) -> None:
        """Look at every import from now on."""
        sys.meta_path.insert(0, self)

    def release(self) -> None:
        """Look at no import any more."""
        if self in sys.meta_path:  # a session may end before it began
            sys.meta_path.remove(self)
