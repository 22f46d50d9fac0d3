"""Sealed papers as rows of the database, so that every application server has them.

Whoever fetches one needs a file: it is laid out in the folder of papers of the server that is asked.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path

import psycopg

from ktd_tui.errors import StoreError
from store.beside.filed_papers import PaperFolder
from store.postgresql.link import Link, Row

PUT_ASIDE = """update ktd.papers old set name = old.name || '.' ||
    (select count(*) + 1 from ktd.papers other where starts_with(other.name, old.name || '.'))
    where old.name = %s"""
FILE = "insert into ktd.papers (name, sha256, content) values (%s, %s, %s)"
Writing = Callable[[], AbstractContextManager[psycopg.Connection[Row]]]
"""Lends the connection of the open transaction; what it refuses is told as NotSaved."""


def file_row(connection: psycopg.Connection[Row], name: str, content: bytes) -> None:
    """Write a paper's row; one of the same name is kept under another.

    Raises:
        psycopg.Error: The database refused it.
    """
    connection.execute(PUT_ASIDE, [name])
    connection.execute(FILE, [name, sha256(content).hexdigest(), content])


class PaperRows:
    """See ``store.paper_place.PaperPlace``; what was filed in the folder before is read from there.

    Args:
        link: The line to the database.
        writing: See ``Writing``.
        folder: The folder of papers of this server.
        chosen: New papers become rows; else they are filed in the folder.
        read_only: Nothing is laid out.
    """

    def __init__(
        self, link: Link, writing: Writing, folder: PaperFolder, *, chosen: bool, read_only: bool
    ) -> None:
        self._link, self._writing, self._folder = link, writing, folder
        self._chosen, self._read_only = chosen, read_only

    def file(self, name: str, content: bytes) -> None:
        """See ``PaperPlace.file``."""
        if not self._chosen:
            self._folder.file(name, content)
            return
        with self._writing() as connection:
            file_row(connection, name, content)

    def read(self, name: str) -> bytes:
        """See ``PaperPlace.read``."""
        with suppress(StoreError):  # it may have been laid out here
            if found := self._link.ask("select content from ktd.papers where name = %s", [name]):
                return bytes(found[0][0])
        return self._folder.read(name)

    def on_disk(self, name: str) -> Path | None:
        """See ``PaperPlace.on_disk``."""
        with suppress(StoreError):  # what cannot be laid out now may have been
            found = not self._read_only and self._link.ask(
                "select sha256 from ktd.papers where name = %s", [name]
            )
            if found and sha256(self._folder.read(name)).hexdigest() != found[0][0]:
                self._folder.file(name, self.read(name))
        return self._folder.on_disk(name)

    def beside_records(self) -> Iterator[tuple[str, bytes]]:
        """See ``PaperPlace.beside_records``."""
        for (name,) in self._link.ask("select name from ktd.papers order by name"):
            yield name, self.read(name)
