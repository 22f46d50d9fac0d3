"""What the papers of one unit are composed from, read off the data."""

from collections.abc import Iterator

from ktd_tui.domain.activity import Activity, Concretisation
from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import Layer, Registration
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of
from ktd_tui.operations.scoring.grid import Grid, grid
from ktd_tui.papers.kinds.unit.data import Scored, UnitData
from ktd_tui.papers.result_phrases import grounds
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.results.ranking import ranked_beside
from ktd_tui.rules.scoring.scorers.listed import layers_of


def unit_data(desk: Desk, bloc_year_id: str, unit_id: str) -> UnitData:
    """Return what a unit's own papers are composed from.

    Raises:
        Refused: No unit is named, or it takes no part in the year.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    unit = next((one for one in units_of(desk, year) if one.id == unit_id), None)
    if unit is None:
        raise Refused(N_("Each writes it of themselves: say whose it shall be."))
    mine = {"bloc_year_id": bloc_year_id, "unit_id": unit_id}
    parts = {one.movement_id: one for one in store.find(Concretisation, **mine)}
    held = store.find(Activity, bloc_year_id=bloc_year_id)
    result = grid(desk, bloc_year_id) if year.criteria_id else None
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for one in sorted(store.find(Evidence, **mine), key=lambda e: e.id):
        evidence[one.code] = (*evidence.get(one.code, ()), one)
    return UnitData(
        council=council(desk),
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        unit=unit,
        head=store.get(Person, unit.head_id) if unit.head_id else None,
        criteria=result.criteria if result else None,
        registration=next(iter(store.find(Registration, **mine)), None),
        own=_own(desk, result, unit_id) if result else None,
        result=_scored(result, unit_id) if result and _rank(result, unit_id) else None,
        ranked=ranked_beside(result.standings, unit_id) if result else 0,
        grounds=tuple(_grounds(result, unit)) if result else (),
        parts=tuple((store.get(Movement, m), parts[m]) for m in year.movement_ids if m in parts),
        activities=sorted(
            (a for a in held if unit_id in (a.unit_id, *a.partner_ids)),
            key=lambda a: (a.day is None, a.day, a.id),
        ),
        exemplars=store.find(Exemplar, **mine),
        evidence=evidence,
    )


def _rank(of: Grid, unit_id: str) -> int | None:
    return next((s.rank for s in of.standings if s.unit_id == unit_id), None)


def _grounds(of: Grid, unit: Unit) -> Iterator[str]:
    """Yield what the result says of a unit: who is barred is barred in whatever layer's paper."""
    for standing in (one for one in of.standings if one.unit_id == unit.id):
        yield from grounds(standing, unit.name)


def _own(desk: Desk, result: Grid, unit_id: str) -> Scored | None:
    """Return what a unit gave itself; None where it gave nothing, or the set has no layer of its own."""
    if Layer.SELF not in [layer.code for layer in layers_of(result.criteria)]:
        return None
    own = _scored(grid(desk, result.year.id, View(Layer.SELF)), unit_id)
    return own if own.points else None


def _scored(of: Grid, unit_id: str) -> Scored:
    standing = next(s for s in of.standings if s.unit_id == unit_id)
    rows = tuple(row for row in of.rows if of.is_there(unit_id, row.code))
    return Scored(rows, of.points[unit_id], standing)
