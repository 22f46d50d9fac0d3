"""A line of the history that changes no record: what was done to the data as a whole."""

from collections.abc import Mapping
from contextlib import suppress

from ktd_tui.errors import NotSaved
from store.engine.storage import JournalStorage


def note(storage: JournalStorage, why: str, facts: Mapping[str, str]) -> None:
    """Tell the history what was done; where the disk refuses that, what was done stands all the same.

    Args:
        storage: Where it was done.
        why: A msgid.
        facts: What fills its places.
    """
    with suppress(NotSaved), storage.transaction(why, facts, final=True):
        pass
