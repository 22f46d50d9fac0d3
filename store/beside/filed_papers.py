"""Papers in folders beside the data: as open as their root, and never over another file."""

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EINVAL
from pathlib import Path, PurePosixPath
from stat import S_IMODE

from ktd_tui.errors import NotSaved
from ktd_tui.i18n import N_
from ktd_tui.i18n.os_reasons import os_reason
from store.engine.files import SHARED, create_file, make_folder, sync_directory

NEVER_CHANGED = 0o640
"""The group reads what was sealed, and writes nothing into it."""


def _open_folder(root: Path, folder: Path) -> int:
    """Make a folder below the root, with its parents; return the mode of files there.

    What the root does not let the group do, nothing below it does: with a service account the group reads
    papers, and must not be able to put others in their place.

    Args:
        root: The folder of all papers.
        folder: The root itself, or one below it.

    Raises:
        OSError: The disk refused it.
        ValueError: It does not lie below the root.
    """
    make_folder(root)
    allowed = root.stat().st_mode & 0o770
    place = root
    for part in folder.relative_to(root).parts:
        place = place / part
        if not place.is_dir():
            place.mkdir(allowed, exist_ok=True)
            made = S_IMODE(place.stat().st_mode)
            # Only where a umask took something: who is not of the group loses the setgid bit by chmod.
            if made & 0o777 != allowed:
                place.chmod(made & ~0o777 | allowed)
            sync_directory(place.parent)
    return SHARED & allowed


def file_draft(root: Path, folder: Path, name: str, content: bytes) -> None:
    """Write a draft of a paper durably into a folder, which is made where it is missing.

    Args:
        root: The folder of papers.
        folder: The root itself, or one below it.

    Raises:
        FileExistsError: The name is taken.
        OSError: The disk refused it; nothing is left lying.
    """
    mode = _open_folder(root, folder)
    create_file(folder / name, content, mode)


def file_new(root: Path, name: str, content: bytes) -> None:
    """Write a sealed paper durably below a folder; missing folders are made.

    What lies there already under that name is kept under another (``….1``): it belongs to a seal that was
    killed before it was entered into the register.

    Args:
        root: The folder of papers.
        name: The file's place below it, with ``/`` between folders.

    Raises:
        OSError: The disk refused it; nothing is left lying.
    """
    target = root / name
    mode = _open_folder(root, target.parent)
    place = 1
    while target.exists():
        earlier = target.with_name(f"{target.name}.{place}")
        place += 1
        if not earlier.exists():
            target.rename(earlier)
    create_file(target, content, mode & NEVER_CHANGED)


def _inside(name: str) -> str:
    """Return a name that leads out of no folder.

    Raises:
        OSError: It does.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise OSError(EINVAL, os.strerror(EINVAL), name)
    return name


class PaperFolder:
    """See ``store.paper_place.PaperPlace``: each paper is a file below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def file(self, name: str, content: bytes) -> None:
        """See ``PaperPlace.file``."""
        try:
            file_new(self._root, _inside(name), content)
        except OSError as error:
            raise NotSaved(
                N_("The paper could not be filed as {path}: {reason}"), path=name, reason=os_reason(error)
            ) from error

    def read(self, name: str) -> bytes:
        """See ``PaperPlace.read``."""
        if path := self.on_disk(name):
            with suppress(OSError):
                return path.read_bytes()
        return b""

    def on_disk(self, name: str) -> Path | None:
        """See ``PaperPlace.on_disk``; a name that leads out of the folder is none."""
        with suppress(OSError, ValueError):  # closed to us; a name in the data that is none
            path = self._root / _inside(name)
            return path if path.is_file() else None
        return None

    def beside_records(self) -> Iterator[tuple[str, bytes]]:
        """See ``PaperPlace.beside_records``: whoever copies the data directory copies this folder, too."""
        return iter(())
