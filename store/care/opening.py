"""Opens the data of a data directory, in files or in the database that it names."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ktd_tui.clock import Clock
from store.beside.file_presence import FilePresence
from store.beside.filed_papers import PaperFolder
from store.care.forms.database_forms import enter_database
from store.care.forms.generations import enter
from store.care.forms.migrations import bring_up_to_date, form_of
from store.contract import Author
from store.directory import FILE_NAME, PAPERS, check_directory, database_of, is_fresh
from store.engine.snapshot import stamp_of
from store.engine.storage import JournalStorage
from store.engine.tinydb_classes import TinyDBStorage
from store.paper_place import PaperPlace
from store.presence import Presence
from store.shared.shared_data import Followed, SharedData


def open_storage(
    directory: Path, *, create: bool = False, read_only: bool = False, author: Author, clock: Clock
) -> SharedData[Followed]:
    """Open the data of a data directory; see ``store.open_store``.

    Raises:
        StoreError: The directory, the file or the database cannot be used; all were left as they were. Or
            sessions of another version of ktd have it open (FormerSessions).
    """
    if url := database_of(directory):
        from store.postgresql.driver import check_driver

        check_driver()
        from store.postgresql.opening import open_database

        data = open_database(directory, url, create=create, read_only=read_only, author=author, clock=clock)
        try:
            enter_database(data)
        except BaseException:
            data.close()
            raise
        return data
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


def presence_of(directory: Path, storage: SharedData[Followed]) -> Presence:
    """Return who else has the data open."""
    if isinstance(storage, JournalStorage):
        return FilePresence(directory)
    from store.postgresql.row_presence import presence_in

    return presence_in(storage)


@contextmanager
def whoever_is_in(directory: Path, author: Author, clock: Clock) -> Iterator[tuple[Presence, int]]:
    """Lend who has some data open, of whatever version of ktd they are, and the number of its form.

    Raises:
        StoreError: The data cannot be read.
    """
    url = database_of(directory)
    if not url:
        yield FilePresence(directory), form_of(directory / FILE_NAME)
        return
    from store.postgresql.driver import check_driver

    check_driver()
    from store.postgresql.generation import form_of_database
    from store.postgresql.opening import open_database

    storage = open_database(directory, url, create=False, read_only=False, author=author, clock=clock)
    with closing(storage):
        yield presence_of(directory, storage), form_of_database(storage)


def paper_place_of(storage: SharedData[Followed]) -> PaperPlace:
    """Return where the papers of some data are kept."""
    if isinstance(storage, JournalStorage):
        return PaperFolder(storage.path.parent / PAPERS)
    from store.postgresql.opening import papers_in

    return papers_in(storage)
