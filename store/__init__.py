"""The store: where records live. ``open_store`` is the only way in; nothing above knows the engine."""

import os
from pathlib import Path

from ktd_tui.clock import Clock, now
from store.contract import Author, Change, Commit, Key, Store

__all__ = ["FILE_NAME", "Author", "Change", "Commit", "Key", "Store", "open_store"]

FILE_NAME = "ktd.json"


def open_store(
    directory: Path,
    *,
    create: bool = False,
    read_only: bool = False,
    author: Author | None = None,
    clock: Clock = now,
) -> Store:
    """Open the store in a data directory.

    Args:
        directory: The data directory.
        create: Make directory and file where they are missing.
        read_only: Refuse every change.
        author: In whose name is written; the process's own account where none is named.
        clock: What says when, for the history.

    Raises:
        StoreError: The directory or the file cannot be used; both were left as they were.
    """
    from store.care.migrations import bring_up_to_date
    from store.directory import check_directory, is_fresh
    from store.engine.snapshot import stamp_of
    from store.engine.tiny import TinyStore

    check_directory(directory, create=create, read_only=read_only)
    path = directory / FILE_NAME
    if read_only or not create or not is_fresh(directory):
        stamp_of(path)  # opening for writing would make the file, also beside a journal that lost it
    author = author or Author(os.getuid(), str(os.getuid()))
    bring_up_to_date(path, read_only=read_only, author=author, clock=clock)
    return TinyStore(path, read_only=read_only, author=author, clock=clock)
