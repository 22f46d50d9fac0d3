"""Which bloc, unit and stage of the year a record belongs to: there the right to change it is held."""

from typing import NamedTuple

from ktd_tui.domain.base import Record
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Unit
from ktd_tui.errors import NotFound
from ktd_tui.rules.access import Scope
from store.contract import Store


class At(NamedTuple):
    """A record that is named only: it is read when the right is checked, under the lock."""

    kind: type[Record]
    id: str


Where = Record | At | Scope | None
"""Where a right is held; None: the council."""


def scope_of(store: Store, of: Record | At | Scope | None) -> Scope:
    """Return where a record belongs; what belongs to the whole council has an empty scope.

    Told by the record's own references (``meeting_id``, ``bloc_year_id``, ``unit_id``), so that a new
    kind of record needs nothing here.

    Raises:
        NotFound: There is no such record.
    """
    if isinstance(of, Scope):
        return of
    if isinstance(of, At):
        of = store.get(of.kind, of.id)
    if isinstance(of, Bloc):
        return Scope(of.id)
    if isinstance(of, Unit):
        return Scope(of.bloc_id, of.id)
    return _by_references(store, of)


def _by_references(store: Store, of: Record | None) -> Scope:
    if isinstance(of, Movement):
        of = next((y for y in store.find(BlocYear) if of.id in y.movement_ids), None)
    if meeting_id := _named(of, "meeting_id"):
        of = store.get(Meeting, meeting_id)
    unit_id = _named(of, "scorer_id") or _named(of, "unit_id")  # whoever scores needs the right
    if year_id := _named(of, "bloc_year_id"):
        of = store.get(BlocYear, year_id)
    if isinstance(of, BlocYear):
        return Scope(of.bloc_id, unit_id, of.stage)
    return scope_of(store, At(Unit, unit_id)) if unit_id else Scope()


def _named(of: Record | None, field: str) -> str | None:
    found = getattr(of, field, None)
    return found if isinstance(found, str) else None


def scope_if_there(store: Store, of: Record) -> Scope:
    """Return where a record belongs, as far as what it belongs to is still there."""
    try:
        return scope_of(store, of)
    except NotFound:
        return Scope()
