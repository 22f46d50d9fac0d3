"""Moves all data to another place, from files into a database or back, and compares before it says done."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import orjson

from ktd_tui.clock import Clock
from ktd_tui.errors import Refused, StoreError
from ktd_tui.i18n import N_
from store.beside.filed_papers import PaperFolder
from store.beside.open_sessions import open_sessions
from store.care.backup import write_backup
from store.care.backup_reader import Backup, read_backup
from store.care.opening import open_storage, paper_place_of, presence_of
from store.care.paper_files import papers_in_folder, papers_named
from store.care.quarantine import install, quarantine_files
from store.care.restore import add_archives, add_papers, members_in
from store.contract import Author
from store.directory import DATABASE, FILE_NAME, PAPERS, check_directory, database_lines, database_of
from store.engine.archive_files import Archives
from store.engine.files import remove, replace_file, sync_directory
from store.engine.history_files import HISTORY
from store.engine.history_parts import add_journal
from store.errors import not_saved
from store.shared.archive import FOLDER
from store.shared.shared_data import Followed, SharedData

if TYPE_CHECKING:
    from store.postgresql.storage import DatabaseStorage


class Moved(NamedTuple):
    """What was moved, as it was found at the new place.

    Attributes:
        digest: SHA-256 of all of it, the same at both places.
        papers: Sealed papers that lie in a database, or were moved into or out of one.
        kept: Where the files are kept that it was moved out of; None: it was moved out of a database.
    """

    records: int
    commits: int
    archives: int
    digest: str
    papers: int = 0
    kept: Path | None = None


def move_into_database(directory: Path, url: str, author: Author, clock: Clock, *, papers: bool) -> Moved:
    """Move the data of a directory into an empty database; from then on the directory names it.

    Killed at any moment, it is begun again: the database is filled at once, the files are used until then.

    Args:
        papers: Sealed papers go there, too. Where the records are there already, what this machine's folder
            still has of them is brought there.

    Raises:
        Refused: The data lies in a database already, that one is not empty, or somebody has the data open.
        StoreError: One of them cannot be read or written; the data is used where it was.
    """
    from store.postgresql.driver import check_driver

    check_driver()
    from store.postgresql.opening import open_database

    if (there := database_of(directory)) and not (papers and there == url):
        raise Refused(N_("The data of {path} lies in a database already."), path=directory)
    if there:
        return _bring_papers(directory, url, author, clock)
    with closing(open_storage(directory, author=author, clock=clock)) as source, source.transaction():
        _check_alone(directory, source)
        target = open_database(directory, url, create=True, read_only=False, author=author, clock=clock)
        with closing(target):
            moved = _filled(source, target, papers=papers)
        kept = quarantine_files(directory, "moved", clock())
        _name(directory, url, papers=papers)
    _remove_moved(directory)
    return moved._replace(kept=kept)


def _filled(source: SharedData[Followed], target: "DatabaseStorage", *, papers: bool) -> Moved:
    """Fill a database that is empty, unless it was filled before by what was killed; compare."""
    wanted = digest_of(source, papers_in_folder(source) if papers else ())
    there = digest_of(target, paper_place_of(target).beside_records())
    if not (there.commits or there.records):
        with tempfile.TemporaryDirectory(prefix="ktd-") as place:
            backup = _whole(source, Path(place))
            filed = papers_in_folder(source) if papers else ()
            target.fill((backup.tables, backup.seq), *_parts(backup), filed)
        target.live.reload()
        there = digest_of(target, paper_place_of(target).beside_records())
    _check_same(there, wanted, target.link.where)
    return there


def _bring_papers(directory: Path, url: str, author: Author, clock: Clock) -> Moved:
    """Bring the papers into the database that its register names and that still lie in the folder here."""
    with closing(open_storage(directory, author=author, clock=clock)) as data:
        _name(directory, url, papers=True)
        place = paper_place_of(data)
        there = {name: sha256(content).hexdigest() for name, content in place.beside_records()}
        named = set(papers_named(data)) - set(there.items())
        count = {"count": str(sum(1 for one in papers_in_folder(data) if _as_named(one) in named))}
        with data.transaction(N_("Papers brought into the database: {count}"), count, final=True):
            for name, content in papers_in_folder(data):
                if _as_named((name, content)) in named:
                    place.file(name, content)
        return digest_of(data, place.beside_records())


def _as_named(paper: tuple[str, bytes]) -> tuple[str, str]:
    name, content = paper
    return name, sha256(content).hexdigest()


def move_into_directory(source_directory: Path, target: Path, author: Author, clock: Clock) -> Moved:
    """Move the data of a database into a directory without data, which is made where it is missing.

    Raises:
        Refused: There is data already, or somebody has the data open.
        StoreError: One of them cannot be read or written; the data is used where it was.
    """
    check_directory(target, create=True, read_only=False)
    if any(os.path.lexists(target / name) for name in (FILE_NAME, DATABASE)):
        raise Refused(N_("There is data in {path} already; nothing was changed."), path=target)
    with closing(open_storage(source_directory, author=author, clock=clock)) as source, source.transaction():
        _check_alone(source_directory, source)
        filed = paper_place_of(source)
        wanted = digest_of(source, filed.beside_records())
        with tempfile.TemporaryDirectory(prefix="ktd-") as place:
            backup = _whole(source, Path(place))
            add_archives(backup, Archives(target))
            try:
                for name in members_in(backup, HISTORY):
                    add_journal(target, name, partial(backup.read, name))
            except OSError as error:
                raise not_saved(target / HISTORY, error) from error
            add_papers(backup, PaperFolder(target / PAPERS))
            install(target / FILE_NAME, backup.tables, backup.seq)
        with closing(open_storage(target, read_only=True, author=author, clock=clock)) as made:
            names = [name for name, _ in filed.beside_records()]
            there = digest_of(made, ((name, paper_place_of(made).read(name)) for name in names))
        _check_same(there, wanted, str(target))
    return there


def digest_of(storage: SharedData[Followed], papers: Iterable[tuple[str, bytes]] = ()) -> Moved:
    """Count and digest all of some data: records, commits, archives, and these papers."""
    found, commits, archives, filed = sha256(), 0, 0, 0
    tables = storage.read()
    for kind, documents in sorted(tables.items()):
        for number, document in sorted(documents.items()):
            found.update(_in_order([kind, number, document]))
    for commit in storage.commits():
        commits += 1
        own = [commit.at.astimezone(UTC), list(commit.author), list(map(list, commit.changes))]
        found.update(_in_order([commit.seq, *own, *commit[3:5], *commit[6:]]))
    for name, content in storage.archives.all():
        archives += 1
        found.update(_in_order([name, sha256(content).hexdigest()]))
    for paper in sorted(map(_as_named, papers)):
        filed += 1
        found.update(_in_order(paper))
    return Moved(sum(map(len, tables.values())), commits, archives, found.hexdigest(), filed)


def _in_order(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)


def _whole(storage: SharedData[Followed], place: Path) -> Backup:
    write_backup(storage, place / "moved.zip")
    return read_backup(place / "moved.zip")


def _parts(backup: Backup) -> tuple[list[bytes], dict[str, bytes]]:
    journals = [backup.read(name) for name in members_in(backup, HISTORY)]
    return journals, {Path(name).stem: backup.read(name) for name in members_in(backup, FOLDER)}


def _check_alone(directory: Path, storage: SharedData[Followed]) -> None:
    there = open_sessions(presence_of(directory, storage))
    if there:
        raise Refused(
            N_("{names} have the data open. Nothing was changed; try again when everybody has left ktd."),
            names=", ".join(sorted({one.account for one in there})),
        )


def _check_same(there: Moved, wanted: Moved, where: str) -> None:
    if there != wanted:
        raise StoreError(
            N_(
                "In {where} there is other data than here: {there} records and {commits} changes, not "
                "{records} and {wanted}. The data is used where it was. Take an empty place."
            ),
            where=where,
            there=there.records,
            commits=there.commits,
            records=wanted.records,
            wanted=wanted.commits,
        )


def _name(directory: Path, url: str, *, papers: bool) -> None:
    try:
        replace_file(directory / DATABASE, database_lines(url, papers=papers))
        sync_directory(directory)
    except OSError as error:
        raise not_saved(directory / DATABASE, error) from error


def _remove_moved(directory: Path) -> None:
    """Remove the files that were moved out of; they are kept among the copies."""
    for path in (directory / FILE_NAME, directory / f"{FILE_NAME}.journal"):
        remove(path)
    for folder in (HISTORY, FOLDER):
        for path in (directory / folder).glob("*.json*"):
            remove(path)


def make_database_ready(url: str, account: str, *, sessions: str, readers: str) -> str:
    """Make the tables of a database, and give two roles their rights; return how it is called.

    Raises:
        Refused: The address is none.
        StoreError: It does not answer, or refuses it.
    """
    from store.postgresql.driver import check_driver

    check_driver()
    from store.postgresql.opening import prepare_tables

    return prepare_tables(url, account, sessions=sessions, readers=readers)
