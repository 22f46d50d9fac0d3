"""The store: where records live. ``open_store`` is the only way in; nothing above knows the engine."""

from pathlib import Path

from store.contract import Store

__all__ = ["FILE_NAME", "Store", "open_store"]

FILE_NAME = "ktd.json"


def open_store(directory: Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Open the store in a data directory.

    Args:
        directory: The data directory.
        create: Make directory and file where they are missing.
        read_only: Refuse every change.

    Raises:
        StoreError: The directory or the file cannot be used; both were left as they were.
    """
    from store.place import check_directory
    from store.tiny import TinyStore

    check_directory(directory, create=create, read_only=read_only)
    return TinyStore(directory / FILE_NAME, create=create, read_only=read_only)
