"""Which bloc, unit and stage of the year a record belongs to: there the right to change it is held."""

from typing import TYPE_CHECKING, NamedTuple

from ktd_tui.domain.activity import Activity, Concretisation, Post, Reply
from ktd_tui.domain.base import Record
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.meeting import Meeting, MinutesLine, Vote
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Person, Unit
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import Registration, ScoreSheet
from ktd_tui.errors import NotFound
from ktd_tui.rules.access import Place

if TYPE_CHECKING:
    from store.contract import Store

OF_UNITS = (Registration, ScoreSheet, Evidence, Concretisation, Activity, Exemplar)
"""Records of one unit in one bloc-year."""


class At(NamedTuple):
    """A record that is named only: it is read when the right is checked, under the lock."""

    kind: type[Record]
    id: str


def place_of(store: "Store", of: Record | At | Place | None) -> Place:
    """Return where a record belongs; what belongs to the whole council has an empty place.

    Raises:
        NotFound: There is no such record.
    """
    if isinstance(of, Place):
        return of
    if isinstance(of, At):
        of = store.get(of.kind, of.id)
    if isinstance(of, Bloc):
        return Place(of.id)
    if isinstance(of, Unit):
        return Place(of.bloc_id, of.id)
    if isinstance(of, (Person, Post, Reply)):
        return place_of(store, At(Unit, of.unit_id)) if of.unit_id else Place()
    return _in_a_year(store, of)


def _in_a_year(store: "Store", of: Record | None) -> Place:
    if isinstance(of, (MinutesLine, Vote)):
        of = store.get(Meeting, of.meeting_id)
    if isinstance(of, Movement):
        of = next((y for y in store.find(BlocYear) if of.id in y.movement_ids), None)
    unit_id = None
    if isinstance(of, OF_UNITS):
        unit_id = of.unit_id
    if isinstance(of, ScoreSheet) and of.scorer_id:
        unit_id = of.scorer_id  # whoever scores needs the right
    if isinstance(of, (Meeting, Pledge, *OF_UNITS)):
        of = store.get(BlocYear, of.bloc_year_id)
    if isinstance(of, BlocYear):
        return Place(of.bloc_id, unit_id, of.stage)
    return Place()


def place_if_there(store: "Store", of: Record) -> Place:
    """Return where a record belongs, as far as what it belongs to is still there."""
    try:
        return place_of(store, of)
    except NotFound:
        return Place()
