"""The store keeps the records on disk. ``open_store`` opens it; nothing above it knows the engine."""

import os
from pathlib import Path

from ktd_tui.clock import Clock, now
from store.contract import Author, Change, Commit, Key, Store
from store.directory import FILE_NAME

__all__ = ["FILE_NAME", "Author", "Change", "Commit", "Key", "Store", "open_store"]


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
        create: Make directory and file where they are missing.
        read_only: Refuse every change.
        author: In whose name is written; the process's own account where none is named.
        clock: What says when, for the history.

    Raises:
        StoreError: The directory or the file cannot be used; both were left as they were.
    """
    from store.care.opening import open_storage
    from store.tiny import TinyStore

    author = author or Author(os.getuid(), str(os.getuid()))
    return TinyStore(open_storage(directory, create=create, read_only=read_only, author=author, clock=clock))
