"""Opens the database that a data directory names."""

from pathlib import Path

import psycopg

from ktd_tui.clock import Clock
from ktd_tui.errors import StoreError
from ktd_tui.i18n import N_
from store.contract import Author
from store.directory import DATABASE
from store.postgresql.errors import driver_says, unreachable
from store.postgresql.link import Link
from store.postgresql.schema import check_tables, form_in, give_rights, make_tables
from store.postgresql.storage import DatabaseStorage


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
