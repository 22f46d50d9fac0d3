"""Who has a blank criterion is told by the sheets alone where it can be: always what adding up would tell."""

from decimal import Decimal
from itertools import product
from random import Random

import pytest

from ktd_tui.domain.layering.layers import Weighing
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.scoring import CriteriaSet, ScoreSheet, SheetState
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import sheets
from ktd_tui.operations.scoring.criteria import Seen, save_entry
from ktd_tui.operations.scoring.evaluating import Read, evaluated, read
from ktd_tui.operations.scoring.results import blanks
from ktd_tui.operations.scoring.results.blanks import blank_in
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.listed import codes_of, result_layer
from tests.operations.found import the_year
from tests.operations.scoring.test_named_layers import LAYERS

SHARE = {"code": "I.6", "text": "Số vụ", "points": "5", "group": "I"}


def with_a_share(desk: Desk) -> BlocYear:
    """The year 2023 with a row of which a target is reached, which nobody registered."""
    year = the_year(desk, 2023)
    of_year = desk.store.get(CriteriaSet, str(year.criteria_id))
    save_entry(desk, Seen(year.id, of_year), "measured", None, SHARE)
    return the_year(desk, 2023)


def added_up(of: Read, layers: set[str]) -> dict[str, frozenset[str]]:
    """Tell the same by adding everything up."""
    done = evaluated(of, View(result_layer(of.criteria)))
    return {
        layer: frozenset(unit for unit, come in done.results(layer).items() if come.missing)
        for layer in layers
    }


def scored(of: Read, chance: Random) -> Read:
    """Fill every layer of every unit, by one or two scorers; some sheets lack points, some are missing."""
    codes = [row.code for row in score_rows(of.criteria)]
    found = []
    for unit, layer in product(of.unit_ids, codes_of(of.criteria)):
        for scorer in chance.choice([(), (None,), (None,), ("a", "b")]):
            left_out = chance.choice([0.0, 0.0, 0.1])
            points = {code: Decimal(1) for code in codes if chance.random() >= left_out}
            found.append(
                ScoreSheet(
                    bloc_year_id=of.year.id,
                    unit_id=unit,
                    layer=layer,
                    scorer_id=scorer,
                    points=points,
                    frozen=dict.fromkeys(chance.sample(codes, 2), Decimal(1)),
                    state=chance.choice(list(SheetState)),
                )
            )
    return of._replace(sheets=tuple(found))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["typed", "measured", "layered", "totals"])
def test_the_sheets_tell_what_adding_up_tells(sample: Desk, kind: str, seed: int) -> None:
    year = the_year(sample, 2023)
    if kind == "measured":  # without a target a result gives no points, though it was entered
        year = with_a_share(sample)
    criteria = sheets.criteria_of(sample, year)
    if kind in ("layered", "totals"):
        weighing = Weighing.TOTALS if kind == "totals" else Weighing.ROWS
        criteria = criteria.with_(layers=LAYERS, weighing=weighing)
    of = scored(read(sample, year, criteria), Random(seed))  # noqa: S311  # no secret
    layers = {result_layer(criteria), *codes_of(criteria)}
    told = blank_in(of, layers)
    assert told == added_up(of, layers)
    assert any(told.values())


def test_what_was_entered_without_a_target_is_blank(sample: Desk) -> None:
    year = with_a_share(sample)
    of = read(sample, year, sheets.criteria_of(sample, year))
    codes = [row.code for row in score_rows(of.criteria)]
    whole = [
        ScoreSheet(bloc_year_id=year.id, unit_id=unit, points=dict.fromkeys(codes, Decimal(1)))
        for unit in of.unit_ids
    ]
    assert blank_in(of._replace(sheets=tuple(whole)), {"bloc"})["bloc"] == frozenset(of.unit_ids)


def test_a_whole_year_of_typed_points_is_not_evaluated(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    year = the_year(sample)
    of = read(sample, year, sheets.criteria_of(sample, year))
    monkeypatch.setattr(blanks, "evaluated", None)
    assert blank_in(of, {"bloc"}) == {"bloc": frozenset()}
