"""The store keeps the records on disk. ``open_store`` opens it; nothing above it knows the engine."""

import os
from pathlib import Path

from ktd_tui.clock import Clock, now
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from store.contract import Author, Change, Commit, Key, Store
from store.directory import DATABASE, FILE_NAME, database_lines, database_of, holds_papers, is_fresh

__all__ = [
    "FILE_NAME",
    "Author",
    "Change",
    "Commit",
    "Key",
    "Store",
    "name_database",
    "open_store",
    "place_papers",
]


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
    from store.beside.file_presence import failed_saves
    from store.care.opening import open_storage, paper_place_of, presence_of
    from store.documents import DocumentStore

    author = author or Author(os.getuid(), str(os.getuid()))
    storage = open_storage(directory, create=create, read_only=read_only, author=author, clock=clock)
    failed = failed_saves(directory)
    storage.on_not_saved = lambda: failed.note(author.user, clock())
    return DocumentStore(storage, presence_of(directory, storage), paper_place_of(storage))


def name_database(directory: Path, url: str) -> None:
    """Have the records of a data directory lie in a database; the directory is made where it is missing.

    Raises:
        Refused: The address is none, or holds a password; or there is other data in the directory.
        StoreError: The directory cannot be used, or the part of ktd for databases is not installed.
    """
    there = database_of(directory)
    if there == url:
        return
    from store.postgresql.driver import check_driver

    check_driver()
    from store.directory import check_directory
    from store.engine.files import create_file
    from store.errors import not_saved
    from store.postgresql.url import checked

    checked(url)
    if there or not is_fresh(directory):
        raise Refused(
            N_(
                "In {path} lies other data ({other}); nothing was changed. Name another folder, "
                "or move the data: ktd migrate --to …"
            ),
            path=directory,
            other=there or FILE_NAME,
        )
    check_directory(directory, create=True, read_only=False)
    try:
        create_file(directory / DATABASE, database_lines(url, papers=False))
    except OSError as error:
        raise not_saved(directory / DATABASE, error) from error


def place_papers(directory: Path, *, in_database: bool) -> None:
    """Have new papers filed in the database that a data directory names, or in its folder of papers.

    Raises:
        Refused: The records lie in files; papers then do, too.
        StoreError: The directory cannot be read or written.
    """
    url = database_of(directory)
    if not url and in_database:
        raise Refused(
            N_(
                "Papers can lie in a database where the records do; here they lie in files ({path}). "
                "Take papers = “database” out of the settings, or move the data: ktd migrate --to …"
            ),
            path=directory,
        )
    if not url or holds_papers(directory) == in_database:
        return
    from store.engine.files import replace_file
    from store.errors import not_saved

    try:
        replace_file(directory / DATABASE, database_lines(url, papers=in_database))
    except OSError as error:
        raise not_saved(directory / DATABASE, error) from error
