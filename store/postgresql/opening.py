"""Opens the database that a data directory names."""

from contextlib import suppress
from pathlib import Path

import psycopg

from ktd_tui.clock import Clock
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.beside.filed_papers import PaperFolder
from store.contract import Author
from store.directory import DATABASE, PAPERS, holds_papers
from store.postgresql.errors import driver_says, unreachable
from store.postgresql.link import Link
from store.postgresql.paper_rows import PaperRows
from store.postgresql.schema import check_tables, form_in, give_rights, lacks_tables, make_tables
from store.postgresql.storage import DatabaseStorage
from store.shared.shared_data import Followed, SharedData


def open_database(
    directory: Path, url: str, *, create: bool, read_only: bool, author: Author, clock: Clock
) -> DatabaseStorage:
    """Open a database; its tables are made where there are none and ``create`` says so.

    Raises:
        Refused: The address is none, holds a password, or leads over a network in the clear.
        StoreError: The database does not answer, or holds no data of ktd, or a newer one's.
    """
    link = Link(url, author.user, read_only=read_only)
    try:
        with link.used() as connection:
            if create and form_in(connection) is None:
                make_tables(connection)
            elif not read_only and lacks_tables(connection):
                with suppress(psycopg.errors.InsufficientPrivilege):  # only their owner may
                    make_tables(connection)
            check_tables(connection, link.where)
        return DatabaseStorage(link, directory / DATABASE, read_only=read_only, author=author, clock=clock)
    except psycopg.Error as error:
        link.close()
        raise unreachable(link.where, error) from error
    except BaseException:
        link.close()
        raise


def prepare_tables(url: str, account: str, *, sessions: str, readers: str) -> str:
    """Make ktd's tables where there are none, and give two roles their rights; return how it is called.

    Raises:
        Refused: The address is none, holds a password, or leads over a network in the clear.
        StoreError: The database does not answer, or refuses it.
    """
    link = Link(url, account, read_only=False)
    try:
        with link.used() as connection:
            make_tables(connection)
            check_tables(connection, link.where)
            give_rights(connection, sessions, readers)
    except psycopg.Error as error:
        raise StoreError(
            N_("The database {where} refuses it: {reason}."), where=link.where, reason=driver_says(error)
        ) from error
    finally:
        link.close()
    return link.where


def papers_in(storage: SharedData[Followed]) -> PaperRows:
    """Return where the papers of data in a database are kept."""
    if not isinstance(storage, DatabaseStorage):
        raise TypeError(type(storage).__name__)
    directory = storage.path.parent
    folder = PaperFolder(directory / PAPERS)
    return PaperRows(
        storage.link, storage.writing, folder, chosen=holds_papers(directory), read_only=storage.read_only
    )
