"""What the sheets of a year come to in each layer: read from the data, computed anew each time."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.layering.layers import Weighing
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import (
    CriteriaSet,
    Layer,
    Registration,
    ScoreSheet,
    SheetState,
)
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.scoring import layers
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.layers import View, gap_limit
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.results.ties import NOTHING_BESIDE, Beside
from ktd_tui.rules.scoring.score_rows import ScoreRow, UnitFacts, codes_under, score_rows
from ktd_tui.rules.scoring.scorers.beginning import is_taken_over
from ktd_tui.rules.scoring.scorers.joining import Exact, weighed
from ktd_tui.rules.scoring.scorers.listed import RESULT, coded_layer, codes_of, counting_layers, earlier
from ktd_tui.rules.scoring.scorers.totals import sums_of_layer, sums_of_result
from ktd_tui.rules.scoring.sums import ScoreResult, Sum, results, rounded_once
from ktd_tui.rules.scoring.told import Telling

Sheets = Mapping[str, Sequence[Entered]]


class Evaluated(NamedTuple):
    """A year's sheets, evaluated.

    Attributes:
        facts: What holds for each unit.
        sheets: What was entered in each layer; in view of one scorer theirs.
        whole: The same of all scorers.
        exact: The points of each layer, in their order, last of the result; in the cross layer what its
            scorers join to, but in view of one scorer theirs.
    """

    criteria: CriteriaSet
    facts: Mapping[str, UnitFacts]
    sheets: Mapping[str, Sheets]
    whole: Mapping[str, Sheets]
    exact: Mapping[str, Exact]

    def results(self, layer: str) -> dict[str, ScoreResult]:
        """Add up the points of a layer, or of the result."""
        if self.criteria.weighing is Weighing.ROWS:
            return results(self.criteria, self.exact[layer], self.facts, layer)
        if layer != RESULT:
            found = self._sums(layer, self.sheets)
        else:
            by_layer = {one.code: self._sums(one.code, self.whole) for one in counting_layers(self.criteria)}
            found = sums_of_result(self.criteria, by_layer, self.facts, self.exact[RESULT])
        return {unit: rounded_once(self.criteria, one) for unit, one in found.items()}

    def entered(self, unit_id: str, code: str) -> dict[str, list[Decimal]]:
        """Return what was entered in a cell, by layer."""
        return {
            layer: [sheet.values[code] for sheet in sheets.get(unit_id, ()) if code in sheet.values]
            for layer, sheets in self.whole.items()
        }

    def gap(self, unit_id: str, row: ScoreRow, layer: str, values: layers.Values) -> Decimal | None:
        """Return by how much a layer's points lie over the layer before; None without both.

        What is held against other units moves with what these have: where a layer has what stood before it,
        nobody has judged otherwise, however far the points lie apart while others are blank.
        """
        found = layers.layer_gap(values, layer)
        if found and row.kind.among:
            of = coded_layer(self.criteria, layer)
            return None if is_taken_over(self.criteria, of, row, self.entered(unit_id, row.code)) else found
        return found

    def _sums(self, layer: str, sheets: Mapping[str, Sheets]) -> dict[str, Sum]:
        of = sheets[layer], self.whole[layer]
        return sums_of_layer(self.criteria, layer, of, self.facts, self.exact[layer])

    def asked(self, layer: str) -> Telling:
        """Return what an explanation is told from."""
        if layer != RESULT:
            return Telling(self.criteria, self.sheets[layer], self.facts, layer, self.whole[layer])
        parts = {one.code: self.asked(one.code) for one in counting_layers(self.criteria)}
        return Telling(self.criteria, dict.fromkeys(self.facts, ()), self.facts, RESULT, parts=parts)


class Read(NamedTuple):
    """What a year's points follow from, and what decides beside them."""

    year: BlocYear
    criteria: CriteriaSet
    unit_ids: tuple[str, ...]
    registrations: tuple[Registration, ...]
    sheets: tuple[ScoreSheet, ...]
    beside: Beside = NOTHING_BESIDE


def read(desk: Desk, year: BlocYear, criteria: CriteriaSet) -> Read:
    """Read what a year's points follow from."""
    return Read(
        year,
        criteria,
        tuple(member.unit_id for member in year.members),
        tuple(desk.store.find(Registration, bloc_year_id=year.id)),
        tuple(desk.store.find(ScoreSheet, bloc_year_id=year.id)),
    )


def read_unit(desk: Desk, year: BlocYear, criteria: CriteriaSet, unit_id: str) -> Read:
    """Read what the points of one unit follow from: no other's sheets, where these do not move them."""
    if hang_together(criteria):
        return read(desk, year, criteria)
    of_it = {"bloc_year_id": year.id, "unit_id": unit_id}
    return Read(
        year,
        criteria,
        tuple(member.unit_id for member in year.members if member.unit_id == unit_id),
        tuple(desk.store.find(Registration, **of_it)),
        tuple(desk.store.find(ScoreSheet, **of_it)),
    )


def sheet_put(of: Read, sheet: ScoreSheet) -> Read:
    """Return the same with one sheet as it is now."""
    return of._replace(sheets=(*(one for one in of.sheets if one.id != sheet.id), sheet))


def evaluated(of: Read, view: View) -> Evaluated:
    """Evaluate the sheets of every layer, the earliest first: later ones take what one layer alone scores."""
    facts = unit_facts(of)
    by_layer = _by_layer(of.sheets)
    sheets: dict[str, Sheets] = {}
    whole: dict[str, Sheets] = {}
    exact: dict[str, Exact] = {}
    means: dict[str, Exact] = {}
    for layer in codes_of(of.criteria):
        scorer = view.scorer_id if view.layer == layer else None
        carried = _carried(of.criteria, means, layer)
        whole[layer] = _entered(of, by_layer.get(layer, {}), None, carried)
        sheets[layer] = _entered(of, by_layer.get(layer, {}), scorer, carried) if scorer else whole[layer]
        means[layer] = given_points(of.criteria, whole[layer], facts, layer)
        exact[layer] = (
            given_points(of.criteria, sheets[layer], facts, layer, whole[layer]) if scorer else means[layer]
        )
    return Evaluated(of.criteria, facts, sheets, whole, {**exact, RESULT: weighed(of.criteria, means, facts)})


def evaluated_again(before: Evaluated, of: Read, view: View, unit_id: str) -> Evaluated:
    """Evaluate anew once a sheet of one unit has changed; of the others what is known stands."""
    if unit_id not in before.facts or hang_together(of.criteria):
        return evaluated(of, view)
    one = evaluated(of_one(of, unit_id), view)
    return Evaluated(
        of.criteria,
        {**before.facts, **one.facts},
        {layer: {**known, **one.sheets[layer]} for layer, known in before.sheets.items()},
        {layer: {**known, **one.whole[layer]} for layer, known in before.whole.items()},
        {layer: {**known, **one.exact[layer]} for layer, known in before.exact.items()},
    )


def hang_together(criteria: CriteriaSet) -> bool:
    """Tell whether what one unit is given moves the points of others: a row holds them against each other."""
    return any(row.kind.among for row in score_rows(criteria))


def of_one(of: Read, unit_id: str) -> Read:
    """Return what the points of one unit follow from, where no other's move them."""
    own = tuple(sheet for sheet in of.sheets if sheet.unit_id == unit_id)
    registered = tuple(one for one in of.registrations if one.unit_id == unit_id)
    return of._replace(unit_ids=(unit_id,), sheets=own, registrations=registered)


def gaps(of: Read, sheets: Sequence[ScoreSheet]) -> list[dict[str, Decimal | None]]:
    """Return by how much the points of each sheet lie over the layer before, by code.

    Where units hang together all of them are evaluated at once in a view, else each unit alone.

    Args:
        sheets: As they are now; where a layer has no limit nothing is evaluated.
    """
    for sheet in sheets:
        of = sheet_put(of, sheet)
    together, known = hang_together(of.criteria), dict[View, Evaluated]()
    found: list[dict[str, Decimal | None]] = []
    for sheet in sheets:
        view = View(sheet.layer, sheet.scorer_id)
        if gap_limit(of.year, of.criteria, sheet.layer) is None:
            found.append({})
        elif together:
            if view not in known:
                known[view] = evaluated(of, view)
            found.append(_gaps_in(known[view], sheet))
        else:
            found.append(_gaps_in(evaluated(of_one(of, sheet.unit_id), view), sheet))
    return found


def _gaps_in(of: Evaluated, sheet: ScoreSheet) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    rows = (row for row in score_rows(of.criteria) if row.code in {*sheet.points, *sheet.by_hand})
    for row in rows:
        points = {layer: units.get(sheet.unit_id, {}).get(row.code) for layer, units in of.exact.items()}
        values = {layer: rounded(one) for layer, one in points.items() if one is not None}
        found[row.code] = of.gap(sheet.unit_id, row, sheet.layer, values)
    return found


def unit_facts(of: Read) -> dict[str, UnitFacts]:
    """Return what holds for each unit of a year beside what is entered in sheets."""
    there = {one.unit_id: one for one in of.registrations}
    events = {one.unit_id: one.bars for one in of.sheets if one.layer == Layer.BLOC}
    voted = {one.unit_id: one.decided for one in of.sheets if one.decided}
    groups = {member.unit_id: member.sub_group for member in of.year.members}
    return {
        unit: UnitFacts(
            targets={t.code: t.number for t in registered.targets if t.number is not None},
            unassigned=frozenset(
                code for one in registered.not_assigned for code in codes_under(of.criteria, one.code)
            ),
            sub_group=groups.get(unit, ""),
            events=events.get(unit, {}),
            decided=voted.get(unit),
        )
        for unit in of.unit_ids
        for registered in (there.get(unit) or Registration(bloc_year_id=of.year.id, unit_id=unit),)
    }


def _carried(criteria: CriteriaSet, means: Mapping[str, Exact], layer: str) -> Exact:
    """Return the points of the rows that an earlier layer alone scores."""
    before = earlier(criteria, layer)
    found: dict[str, dict[str, Fraction]] = {}
    for row in score_rows(criteria):
        if row.entry.layer in before:
            for unit, points in means[row.entry.layer].items():
                if row.code in points:
                    found.setdefault(unit, {})[row.code] = points[row.code]
    return found


def _by_layer(sheets: Iterable[ScoreSheet]) -> dict[str, dict[str, list[ScoreSheet]]]:
    found: dict[str, dict[str, list[ScoreSheet]]] = {}
    for one in sheets:
        found.setdefault(one.layer, {}).setdefault(one.unit_id, []).append(one)
    return found


def _entered(
    of: Read, sheets: Mapping[str, Sequence[ScoreSheet]], scorer: str | None, carried: Exact
) -> dict[str, list[Entered]]:
    return {unit: list(_of_unit(sheets.get(unit, ()), scorer, carried.get(unit, {}))) for unit in of.unit_ids}


def _of_unit(
    sheets: Iterable[ScoreSheet], scorer: str | None, carried: Mapping[str, Fraction]
) -> Iterable[Entered]:
    found = [one for one in sheets if scorer in (None, one.scorer_id)]
    for sheet in found:
        frozen = sheet.frozen if sheet.state is SheetState.LOCKED else {}
        yield Entered(sheet.points, {**frozen, **sheet.by_hand, **carried}, sheet.marks)
    if not found and carried:
        yield Entered({}, carried)
