"""For broken data: lock everybody out, keep the broken files under another name, install whole ones."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ktd_tui.errors import NotSaved, StoreError
from ktd_tui.i18n import N_
from store.care.data_copy import BACKUPS
from store.engine.files import make_folder, sync_directory
from store.engine.history_files import HISTORY
from store.engine.journal import Journal
from store.engine.lock import FileLock
from store.engine.sessions_file import open_sessions_file, sessions_file
from store.engine.snapshot import write_snapshot
from store.errors import not_saved
from store.shared.archive import FOLDER
from store.shared.file_format import NotOurs, Tables

_SESSION_FILES = (".lock", ".sessions")


def is_beyond_repair(error: StoreError) -> bool:
    """Tell whether opening failed, but not by damage: a foreign file, no permission, a busy lock."""
    refused = isinstance(error.__cause__, OSError) and not isinstance(error.__cause__, FileNotFoundError)
    return refused or isinstance(error, NotOurs | NotSaved)


@contextmanager
def exclusive_access(path: Path) -> Iterator[None]:
    """Lock the data file while nobody has it open; whoever opens it meanwhile waits before writing.

    Raises:
        StoreError: Somebody has it open, or the files of the sessions cannot be used.
    """
    try:
        descriptor = open_sessions_file(path)
    except OSError as error:
        raise not_saved(sessions_file(path), error) from error
    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                N_("Somebody has the data open. Nothing was changed; try again when everybody has left ktd.")
            ) from error
        with lock:
            yield
    finally:
        lock.close()
        os.close(descriptor)


def quarantine_files(directory: Path, name: str, at: datetime) -> Path:
    """Link all files of the data into ``backups/<name>-<UTC time>/``; return that folder.

    They are linked: what takes their place later is another file, so these stay as they are, however
    large they are and however full the disk.

    Raises:
        NotSaved: The disk refused it; the data is as before.
    """
    folder = directory / BACKUPS / f"{name}-{at:%Y%m%dT%H%M%SZ}"
    try:
        make_folder(folder.parent)
        while folder.exists():
            folder = folder.with_name(f"{folder.name}-2")
        make_folder(folder)
        for path in directory.glob("ktd.json*"):
            if path.suffix not in _SESSION_FILES:
                _link_or_copy(path, folder)
        for part in (HISTORY, FOLDER):
            if (directory / part).is_dir():
                make_folder(folder / part)
                for path in (directory / part).iterdir():
                    _link_or_copy(path, folder / part)
        sync_directory(folder)
    except OSError as error:
        raise not_saved(folder, error) from error
    return folder


def _link_or_copy(path: Path, folder: Path) -> None:
    if path.is_symlink() or path.is_file():
        try:
            os.link(path, folder / path.name, follow_symlinks=False)
        except OSError:
            shutil.copy2(path, folder / path.name, follow_symlinks=False)


def install(path: Path, tables: Tables, seq: int) -> None:
    """Replace the data by these tables, with a new journal; under the lock.

    Raises:
        NotSaved: The disk refused it.
    """
    try:
        write_snapshot(path, tables, seq)
        sync_directory(path.parent)
        Journal.make(path.with_name(f"{path.name}.journal"), seq).close()
        sync_directory(path.parent)
    except OSError as error:
        raise not_saved(path, error) from error
