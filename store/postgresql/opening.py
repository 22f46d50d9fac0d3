"""Opens the database that a data directory names."""

from pathlib import Path

import psycopg

from ktd_tui.clock import Clock
from store.contract import Author
from store.directory import DATABASE
from store.postgresql.errors import unreachable
from store.postgresql.link import Link
from store.postgresql.schema import check_tables, form_in, make_tables
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
