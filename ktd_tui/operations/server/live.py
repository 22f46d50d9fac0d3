"""What other sessions do while one looks, and what to do while nobody does anything."""

from ktd_tui.operations.desk import Desk
from store.contract import Key


def changed(desk: Desk) -> frozenset[Key]:
    """Return which records (table, id) other sessions changed since the last call.

    Raises:
        StoreError: The data cannot be read.
    """
    return desk.store.refresh()


def rest(desk: Desk, since: int) -> int:
    """Tidy the data where nothing was committed since the last call; never fails.

    Args:
        desk: The desk.
        since: What the last call returned.

    Returns:
        The number of the last commit, for the next call.
    """
    if desk.store.seq == since:
        desk.store.rest()
    return desk.store.seq
