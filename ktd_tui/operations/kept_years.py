"""What was found out about each year, kept while nothing that it follows from is changed."""

from threading import get_ident
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import Registration, ScoreSheet
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import NotFound
from ktd_tui.operations.scope import At, scope_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from ktd_tui.domain.base import Record
    from store.contract import Store

OF_A_BLOC = {
    kind.table: kind
    for kind in (BlocYear, Meeting, MinutesLine, Pledge, Registration, ScoreSheet, SealedPaper, Vote)
}
"""Records that concern the years of their own bloc alone; any other may concern every bloc."""


class _Kept:
    """What is known of the years of one store, for one question."""

    def __init__(self, question: "Hashable") -> None:
        self.question = question
        self.seq = -1
        self.by_year: dict[str, Any] = {}


_KEPT: "WeakKeyDictionary[Store, dict[tuple[str, int], _Kept]]" = WeakKeyDictionary()
"""Of each store by what is kept, and by thread: an answer that another found before a commit which this one
has seen would pass for one found after it. Within a transaction nothing is kept: it may come to nothing."""


def kept_by_year(store: "Store", about: str, question: "Hashable" = None) -> dict[str, Any]:
    """Return what is still true of each year, by its id; what is put into it is kept for the next time.

    Args:
        store: The data that it follows from.
        about: What is kept.
        question: What else it follows from; only the answers to the last question are kept.
    """
    if store.in_transaction:
        return {}
    known, own = _KEPT.setdefault(store, {}), (about, get_ident())
    kept = known.get(own)
    if kept is None or kept.question != question:
        kept = known[own] = _Kept(question)
    seq = store.seq
    for year_id in _stale(store, kept):
        del kept.by_year[year_id]
    kept.seq = seq
    return kept.by_year


def kept_of(store: "Store", about: str, kinds: "Iterable[type[Record]]") -> dict[Any, Any]:
    """Return what is still true, by whatever key it was put in: all of it until a record of these changes.

    Args:
        store: The data that it follows from.
        about: What is kept.
        kinds: From which records it follows.
    """
    if store.in_transaction:
        return {}
    kept = _KEPT.setdefault(store, {}).setdefault((about, get_ident()), _Kept(None))
    seq = store.seq
    touched = store.touched(kept.seq)
    tables = {kind.table for kind in kinds}
    if touched is None or any(table in tables for table, _ in touched):
        kept.by_year.clear()
    kept.seq = seq
    return kept.by_year


def _stale(store: "Store", kept: _Kept) -> list[str]:
    """Return the years of which something may have changed since."""
    touched = store.touched(kept.seq)
    # What lies in an archive by now came there with its archive's entry: it is not looked for in all of them.
    if touched is None or any(table not in OF_A_BLOC for table, _ in touched):
        return list(kept.by_year)
    blocs = {_bloc_of(store, *key) for key in touched}
    if "" in blocs:
        return list(kept.by_year)
    own = {year.id for bloc in blocs for year in store.find(BlocYear, bloc_id=bloc)}
    return [year_id for year_id in kept.by_year if year_id in own]


def _bloc_of(store: "Store", table: str, record_id: str) -> str:
    """Return the bloc that a changed record concerns; empty: every bloc."""
    try:
        return scope_of(store, At(OF_A_BLOC[table], record_id)).bloc_id or ""
    except NotFound:  # deleted: nobody knows any more where it belonged
        return ""
