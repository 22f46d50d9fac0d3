"""Checks, repairs, restores, exports and imports all data.

What must work on data that cannot be opened takes the directory; the rest takes the desk.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ktd_tui.clock import Clock
from ktd_tui.config import DATABASES
from ktd_tui.errors import KtdError, Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written, check_target, ending_of
from ktd_tui.operations.rights import check_maintainer, check_right
from ktd_tui.operations.year.archive import archive_closed
from ktd_tui.rules.access import Act, Actor, Scope
from store.contract import Author

if TYPE_CHECKING:
    from store.care.moving import Moved
    from store.report import Report


def check_data(directory: Path, clock: Clock) -> "Report":
    """Check everything in a data directory; bad data becomes findings, nothing is changed or raised."""
    from store.care.check import check_data

    return check_data(directory, clock)


def repair(directory: Path, actor: Actor, clock: Clock) -> "Report":
    """Rebuild damaged data from its whole parts; all files as they were are kept.

    Raises:
        Refused: The right is missing.
        StoreError: There is nothing to begin with, somebody has the data open, or the disk refused it.
    """
    check_maintainer(directory, actor, clock)
    from store.care.repair import repair

    return repair(directory, _author(actor), clock)


def restore(directory: Path, source: Path, actor: Actor, clock: Clock) -> Path:
    """Replace the data by a backup, for everybody; return the copy of the data before it.

    Raises:
        Refused: The right is missing.
        StoreError: The source is no whole backup, or the disk refused it.
    """
    check_maintainer(directory, actor, clock)
    from store.care.restore import restore_directory

    return restore_directory(directory, source, _author(actor), clock)


def export_data(desk: Desk, target: Path) -> Written:
    """Write all records into one new file that plain TinyDB opens.

    Raises:
        NotAllowed: The right is missing.
        Refused: Another ending, or the path cannot be written (see ``check_target``).
        StoreError: The data cannot be read, or the disk refused it.
    """
    ending_of(target, ".json")
    check_right(desk.store, desk.actor, Act.COPY_DATA, Scope(), desk.today)  # also of data opened read-only
    check_target(target)
    desk.store.export(target)
    return Written(target, target.stat().st_size)


def import_data(
    directory: Path, source: Path, actor: Actor, clock: Clock, *, dry_run: bool
) -> Mapping[str, int]:
    """Fill an empty data directory from an exported file; return the number of records of each table.

    A directory that is missing is made; a dry run checks everything and changes nothing.

    Raises:
        Refused: The right is missing, the file is of another kind, or there are records already.
        StoreError: The source is not whole, or the disk refused it.
    """
    if not dry_run:
        check_maintainer(directory, actor, clock)
    if source.suffix.lower() != ".json":
        raise Refused(
            N_(
                "{path} cannot be imported. ktd imports tables (.csv, .xlsx, .xls, .ods, .docx, .yaml) and "
                "data files (.json); save another kind of table as one of these. A backup (.zip) is put in "
                "place by “ktd restore”."
            ),
            path=source,
        )
    from store.care.backup_reader import read_backup
    from store.care.restore import holds_records, restore_directory

    counts = {name: len(documents) for name, documents in read_backup(source).tables.items() if documents}
    if holds_records(directory):
        raise Refused(
            N_(
                "There are records in {path} already; nothing was changed. "
                "“ktd restore” puts a file in the place of all of them."
            ),
            path=directory,
        )
    if not dry_run:
        restore_directory(directory, source, _author(actor), clock)
    return counts


def move_data(directory: Path, target: str, actor: Actor, clock: Clock, *, papers: bool = False) -> "Moved":
    """Move all data of a directory to a database's address, or that of a database into another directory.

    Args:
        papers: Sealed papers go into the database, too; also those that a server still has in its folder when
            the records are there already.

    Raises:
        Refused: The right is missing, there is data at the new place, or somebody has the data open.
        StoreError: A place cannot be read or written; the data is used where it was.
    """
    check_maintainer(directory, actor, clock)
    from store.care.moving import move_into_database, move_into_directory

    author = _author(actor)
    if target.startswith(DATABASES):
        return move_into_database(directory, target, author, clock, papers=papers)
    return move_into_directory(directory, Path(target), author, clock)


def prepare_database(
    directory: Path, url: str, actor: Actor, clock: Clock, *, sessions: str, readers: str
) -> str:
    """Make ktd's tables in a database where there are none, and give two roles what they need there.

    It is done as the role that owns the tables; ktd itself works as the one of the sessions.

    Args:
        sessions: The role as which ktd connects; empty: nothing is given.
        readers: The role of an office's own SQL, which reads the views; empty likewise.

    Returns:
        How the database is called.

    Raises:
        Refused: The right is missing, or the address is none.
        StoreError: The database does not answer, or refuses it.
    """
    check_maintainer(directory, actor, clock)
    from store.care.moving import make_database_ready

    return make_database_ready(url, actor.name, sessions=sessions, readers=readers)


def daily_backup(desk: Desk) -> None:
    """Make the automatic copy of this day where there is none yet; never fails."""
    if not desk.actor.read_only:
        desk.store.back_up_today()


def look_after(desk: Desk) -> list[KtdError]:
    """Do what is due once a day, and return warnings about the data directory; never fails."""
    daily_backup(desk)
    if not desk.actor.read_only:
        with suppress(KtdError):
            archive_closed(desk)
    return desk.store.doubts()


def _author(actor: Actor) -> Author:
    return Author(actor.uid, actor.name)
