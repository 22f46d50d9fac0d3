"""Ballot boxes of electronic secret ballots: one file each, in no journal, backup or history.

Every change writes the whole box anew under another name and renames it: what was acknowledged is on the
disk, and nothing of an earlier state stays. The folder is locked meanwhile.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.engine.files import make_folder, remove, replace_file, sync_directory
from store.errors import not_saved

FOLDER = "ballots"
LONGEST = 2**24
"""Bytes of a box that are read at most."""


class BallotBoxes:
    """Reads, writes and destroys the ballot boxes of a data directory."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory / FOLDER

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the folder, so that no other process changes a box.

        Raises:
            NotSaved: The folder cannot be made or locked.
        """
        try:
            make_folder(self._folder)
            descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise not_saved(self._folder, error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def read(self, name: str) -> bytes | None:
        """Return the content of a box, or None where there is none.

        Raises:
            StoreError: It cannot be read.
        """
        path = self._path(name)
        try:
            with path.open("rb") as file:
                return file.read(LONGEST)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(
                N_("The ballot box {path} cannot be read: {reason}."), path=path, reason=os_reason(error)
            ) from error

    def write(self, name: str, content: bytes) -> None:
        """Replace a box; only while ``locked``.

        Raises:
            NotSaved: The disk refused it; the box is as before.
        """
        path = self._path(name)
        try:
            replace_file(path, content)
            sync_directory(self._folder)
        except OSError as error:
            raise not_saved(self._folder, error) from error

    def destroy(self, name: str) -> None:
        """Remove a box; overwritten first, so that a plain look at the disk finds nothing."""
        path = self._path(name)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            remove(path)
            return
        with suppress(OSError), os.fdopen(descriptor, "wb") as file:  # removed all the same
            file.write(b"\0" * os.fstat(descriptor).st_size)
            file.flush()
            os.fsync(descriptor)
        remove(path)

    def names(self) -> tuple[str, ...]:
        """Return the names of all boxes."""
        try:
            return tuple(sorted(path.stem for path in self._folder.glob("*.box")))
        except OSError:
            return ()

    def _path(self, name: str) -> Path:
        # The name comes out of a record that anybody may have edited by hand; it is never a path.
        return self._folder / f"{name if name.isascii() and name.isalnum() else '-'}.box"
