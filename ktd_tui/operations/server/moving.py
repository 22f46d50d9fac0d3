"""Moves all data into a database, or out of one into files again; and makes a database ready."""

from pathlib import Path
from typing import TYPE_CHECKING

from ktd_tui.clock import Clock
from ktd_tui.config import DATABASES
from ktd_tui.operations.rights import check_maintainer
from ktd_tui.rules.access import Actor
from store.contract import Author

if TYPE_CHECKING:
    from store.care.moving import Moved


def move_data(directory: Path, target: str, actor: Actor, clock: Clock) -> "Moved":
    """Move all data of a directory to a database's address, or that of a database into another directory.

    Raises:
        Refused: The right is missing, there is data at the new place, or somebody has the data open.
        StoreError: A place cannot be read or written; the data is used where it was.
    """
    check_maintainer(directory, actor, clock)
    from store.care.moving import move_into_database, move_into_directory

    author = Author(actor.uid, actor.name)
    if target.startswith(DATABASES):
        return move_into_database(directory, target, author, clock)
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
