"""Which units have a blank criterion: asked of all years of a council at once; nothing is added up for it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.layering.layers import Filler, Weighing
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, SheetState
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of
from ktd_tui.operations.scoring.evaluating import Evaluated, Read, evaluated, read, unit_facts
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import UnitFacts, rows_there, score_rows
from ktd_tui.rules.scoring.scorers.joining import may_stay_blank
from ktd_tui.rules.scoring.scorers.listed import RESULT, counting_layers, layers_of, result_layer
from ktd_tui.rules.scoring.sums import blank_codes

Blank = Mapping[str, frozenset[str]]
"""Units by the code of a layer, or of the result."""


class OpenScores(NamedTuple):
    """The units with a blank criterion: in the result, and in a layer that the bloc's leadership owes."""

    result: frozenset[str]
    bloc: frozenset[str]


def open_scores(desk: Desk, year: BlocYear) -> OpenScores:
    """Return which units have a blank criterion; without a criteria set all of them.

    Of a layer that counts nothing the bloc owes only what the result still waits for: a row may be its own.
    """
    unit_ids = tuple(unit.id for unit in units_of(desk, year))
    if not year.criteria_id:
        return OpenScores(frozenset(unit_ids), frozenset(unit_ids))
    of = read(desk, year, criteria_of(desk, year))._replace(unit_ids=unit_ids)
    result = result_layer(of.criteria)
    named = {row.entry.layer for row in score_rows(of.criteria)}
    own = [one for one in layers_of(of.criteria) if one.filled_by is Filler.BLOC]
    own = [one for one in own if one.weight or one.code in named]
    blank = blank_in(of, {result, *(one.code for one in own)})
    owed = (blank[one.code] if one.weight else blank[one.code] & blank[result] for one in own)
    return OpenScores(blank[result], frozenset().union(*owed))


def blank_in(of: Read, layers: set[str]) -> Blank:
    """Return the units with a blank criterion in each of these layers.

    The sheets alone tell it where all points are typed as they are, and where no unit is complete, as most of
    a year. Else the sheets are evaluated: what was entered in a row may give no points yet.
    """
    seen = {layer: frozenset(_not_entered(of, layer)) for layer in layers}
    if _typed_as_they_are(of.criteria) or all(len(units) == len(of.unit_ids) for units in seen.values()):
        return seen
    done = evaluated(of, View(result_layer(of.criteria)))
    return {layer: frozenset(_blank_in(done, layer)) for layer in layers}


@kept(64)
def _typed_as_they_are(criteria: CriteriaSet) -> bool:
    """Tell whether a row has points in a layer as soon as somebody entered something there."""
    needed = (row for row in score_rows(criteria) if not may_stay_blank(row))
    plain = all(not row.kind.computed and row.entry.layer is None for row in needed)
    return plain and criteria.weighing is Weighing.ROWS


def _not_entered(of: Read, layer: str) -> Iterator[str]:
    """Yield the units with a criterion in which nobody entered anything, so that it surely has no points."""
    needed = [one.code for one in counting_layers(of.criteria)] if layer == RESULT else [layer]
    entered: dict[tuple[str, str], set[str]] = {}
    for sheet in of.sheets:
        frozen = sheet.frozen if sheet.state is SheetState.LOCKED else {}
        entered.setdefault((sheet.layer, sheet.unit_id), set()).update(sheet.points, sheet.by_hand, frozen)
    for unit, facts in unit_facts(of).items():
        codes = _needed(of.criteria, facts, layer)
        if any(codes - entered.get((one, unit), set()) for one in needed):
            yield unit


def _needed(criteria: CriteriaSet, facts: UnitFacts, layer: str) -> set[str]:
    """Return the codes that need points of this layer's own: others may come from a layer before."""
    rows = rows_there(criteria, facts, layer)
    return {row.code for row in rows if row.entry.layer is None and not may_stay_blank(row)}


def _blank_in(of: Evaluated, layer: str) -> Iterator[str]:
    """Yield the units with a blank criterion in a layer."""
    if of.criteria.weighing is Weighing.TOTALS:
        yield from (unit for unit, come in of.results(layer).items() if come.missing)
        return
    for unit, facts in of.facts.items():
        if blank_codes(of.criteria, of.exact[layer].get(unit, {}), facts, layer):
            yield unit
