"""What the sheets of a year come to in each layer: read from the data, computed anew each time."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, ScoreSheet, SheetState
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.points import Entered, ScoreResult, given_points, results
from ktd_tui.rules.scoring.score_rows import UnitFacts, codes_under, score_rows
from ktd_tui.rules.scoring.told import Telling

Exact = Mapping[str, Mapping[str, Fraction]]
"""Points by unit id, then by code."""
Sheets = Mapping[str, Sequence[Entered]]


class Evaluated(NamedTuple):
    """A year's sheets, evaluated.

    Attributes:
        facts: What holds for each unit.
        sheets: What was entered in each layer; in view of one scorer theirs.
        whole: The same of all scorers.
        exact: The points of each layer; in the cross layer the mean, but in view of one scorer theirs.
    """

    criteria: CriteriaSet
    facts: Mapping[str, UnitFacts]
    sheets: Mapping[Layer, Sheets]
    whole: Mapping[Layer, Sheets]
    exact: Mapping[Layer, Exact]

    def results(self, layer: Layer) -> dict[str, ScoreResult]:
        """Add up the points of a layer."""
        return results(self.criteria, self.exact[layer], self.facts, layer)

    def asked(self, layer: Layer) -> Telling:
        """Return what an explanation is told from."""
        return Telling(self.criteria, self.sheets[layer], self.facts, layer, self.whole[layer])


class Read(NamedTuple):
    """What a year's points follow from."""

    year: BlocYear
    criteria: CriteriaSet
    unit_ids: tuple[str, ...]
    registrations: tuple[Registration, ...]
    sheets: tuple[ScoreSheet, ...]


def read(desk: Desk, year: BlocYear, criteria: CriteriaSet) -> Read:
    """Read what a year's points follow from."""
    return Read(
        year,
        criteria,
        tuple(member.unit_id for member in year.members),
        tuple(desk.store.find(Registration, bloc_year_id=year.id)),
        tuple(desk.store.find(ScoreSheet, bloc_year_id=year.id)),
    )


def sheet_put(of: Read, sheet: ScoreSheet) -> Read:
    """Return the same with one sheet as it is now."""
    return of._replace(sheets=(*(one for one in of.sheets if one.id != sheet.id), sheet))


def evaluated(of: Read, view: View) -> Evaluated:
    """Evaluate the sheets of every layer, the earliest first: later ones take what one layer alone scores."""
    facts = unit_facts(of)
    sheets: dict[Layer, Sheets] = {}
    whole: dict[Layer, Sheets] = {}
    exact: dict[Layer, Exact] = {}
    means: dict[Layer, Exact] = {}
    for layer in layers.ORDER:
        scorer = view.scorer_id if view.layer is layer else None
        carried = _carried(of.criteria, means, layer)
        whole[layer] = _entered(of, layer, None, carried)
        sheets[layer] = _entered(of, layer, scorer, carried) if scorer else whole[layer]
        means[layer] = given_points(of.criteria, whole[layer], facts, layer)
        exact[layer] = (
            given_points(of.criteria, sheets[layer], facts, layer, whole[layer]) if scorer else means[layer]
        )
    return Evaluated(of.criteria, facts, sheets, whole, exact)


def gaps(of: Read, sheet: ScoreSheet) -> dict[str, Decimal | None]:
    """Return by how much the points of a sheet lie over the layer before, by code.

    Args:
        sheet: As it is now; where the year has no limit nothing is evaluated.
    """
    if of.year.gap_limit is None:
        return {}
    return sheet_gaps(evaluated(sheet_put(of, sheet), View(sheet.layer, sheet.scorer_id)).exact, sheet)


def sheet_gaps(exact: Mapping[Layer, Exact], sheet: ScoreSheet) -> dict[str, Decimal | None]:
    """Return the same where the sheets were evaluated already, this one among them."""
    found: dict[str, Decimal | None] = {}
    for code in {*sheet.points, *sheet.by_hand}:
        points = {layer: units.get(sheet.unit_id, {}).get(code) for layer, units in exact.items()}
        values = {layer: rounded(one) for layer, one in points.items() if one is not None}
        found[code] = layers.layer_gap(values, sheet.layer)
    return found


def unit_facts(of: Read) -> dict[str, UnitFacts]:
    """Return what holds for each unit of a year beside what is entered in sheets."""
    there = {one.unit_id: one for one in of.registrations}
    events = {one.unit_id: one.bars for one in of.sheets if one.layer is Layer.BLOC}
    groups = {member.unit_id: member.sub_group for member in of.year.members}
    return {
        unit: UnitFacts(
            targets={t.code: t.number for t in registered.targets if t.number is not None},
            unassigned=frozenset(
                code for one in registered.not_assigned for code in codes_under(of.criteria, one.code)
            ),
            sub_group=groups.get(unit, ""),
            events=events.get(unit, {}),
        )
        for unit in of.unit_ids
        for registered in (there.get(unit) or Registration(bloc_year_id=of.year.id, unit_id=unit),)
    }


def _carried(criteria: CriteriaSet, means: Mapping[Layer, Exact], layer: Layer) -> Exact:
    """Return the points of the rows that an earlier layer alone scores."""
    earlier = layers.ORDER[: layers.ORDER.index(layer)]
    found: dict[str, dict[str, Fraction]] = {}
    for row in score_rows(criteria):
        if row.entry.layer in earlier:
            for unit, points in means[row.entry.layer].items():
                if row.code in points:
                    found.setdefault(unit, {})[row.code] = points[row.code]
    return found


def _entered(of: Read, layer: Layer, scorer: str | None, carried: Exact) -> dict[str, list[Entered]]:
    return {
        unit: list(_of_unit(of.sheets, unit, View(layer, scorer), carried.get(unit, {})))
        for unit in of.unit_ids
    }


def _of_unit(
    sheets: Iterable[ScoreSheet], unit: str, view: View, carried: Mapping[str, Fraction]
) -> Iterable[Entered]:
    found = [
        one
        for one in sheets
        if one.unit_id == unit and one.layer is view.layer and view.scorer_id in (None, one.scorer_id)
    ]
    for sheet in found:
        frozen = sheet.frozen if sheet.state is SheetState.LOCKED else {}
        yield Entered(sheet.points, {**frozen, **sheet.by_hand, **carried})
    if not found and carried:
        yield Entered({}, carried)
