"""Opens the data file of a data directory: checks the directory, then converts an older form."""

from pathlib import Path

from ktd_tui.clock import Clock
from store.care.forms.generations import enter
from store.care.forms.migrations import bring_up_to_date
from store.contract import Author
from store.directory import FILE_NAME, check_directory, is_fresh
from store.engine.snapshot import stamp_of
from store.engine.storage import JournalStorage
from store.engine.tinydb_classes import TinyDBStorage


def open_storage(
    directory: Path, *, create: bool = False, read_only: bool = False, author: Author, clock: Clock
) -> JournalStorage:
    """Open the data file of a data directory; see ``store.open_store``.

    Raises:
        StoreError: The directory or the file cannot be used; both were left as they were. Or sessions of
            another version of ktd have it open (FormerSessions).
    """
    check_directory(directory, create=create, read_only=read_only)
    path = directory / FILE_NAME
    if read_only or not create or not is_fresh(directory):
        stamp_of(path)  # opening for writing would make the file, also beside a journal that lost it
    converted = bring_up_to_date(path, read_only=read_only, author=author, clock=clock)
    mode = "r" if read_only else "r+"
    storage = TinyDBStorage(path, access_mode=mode, author=author, clock=clock)
    if not read_only:
        try:
            enter(storage, copy=not converted)
        except BaseException:
            storage.close(compacting=False)
            raise
    return storage
