"""Years by layers: computed by hand from data files, and random ones that F9 comes to by its own way."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.domain.layering.layers import Filler, Joining, ScoreLayer, Weighing
from ktd_tui.domain.organisation import BlocYear, Member
from ktd_tui.domain.scoring import CriteriaSet, NotAssigned, Registration, ScoreSheet, Target
from ktd_tui.operations.scoring.evaluating import Evaluated, Read, evaluated, evaluated_again, sheet_put
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.results.grades_told import grades_told
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.results.ranks_told import rank_told, told_field
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.scorers.cells_told import cell_told, reckoned
from ktd_tui.rules.scoring.scorers.listed import RESULT, codes_of, counting_layers, result_layer
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.told import half_up
from tests.rules.scoring.regulations import UNITS, Dice, regulations, sheet

YEARS = sorted((Path(__file__).parent / "layered").glob("*.toml"))
Given = dict[str, dict[str, list[dict[str, Decimal]]]]
"""What was entered, by layer, then by unit: a sheet each scorer."""


def a_year(criteria: CriteriaSet, given: Given, registered: tuple[Registration, ...] = ()) -> Read:
    """What a year's points follow from."""
    units = tuple(dict.fromkeys(unit for of in given.values() for unit in of))
    sheets = tuple(
        ScoreSheet(
            bloc_year_id="Y",
            unit_id=unit,
            layer=layer,
            scorer_id=f"{n}" if layer == "cross" else None,
            points=points,
        )
        for layer, of in given.items()
        for unit, scorers in of.items()
        for n, points in enumerate(scorers)
    )
    year = BlocYear(bloc_id="B", year=2025, members=tuple(Member(unit_id=unit) for unit in units))
    return Read(year, criteria, units, registered, sheets)


def check_told(of: Evaluated, layer: str) -> None:
    """F9 comes to the same by its own way: each row, each total."""
    asked = of.asked(layer)
    for unit, result in of.results(layer).items():
        assert reckoned(asked, unit) == of.exact[layer].get(unit, {}), (layer, unit)
        assert total_told(asked, unit).total == result.total, (layer, unit)


def full(criteria: CriteriaSet, unit: dict[str, Any], values: dict[str, str]) -> dict[str, Decimal]:
    """What a sheet holds; of a unit that is “full” all points of each direct row that is not named."""
    rows = [row for row in score_rows(criteria) if unit.get("full") and not row.kind.computed]
    return {row.code: row.maximum for row in rows} | {code: Decimal(one) for code, one in values.items()}


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.stem)
def test_a_year_comes_to_what_was_computed_by_hand(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    units: dict[str, Any] = data.pop("units")
    criteria = CriteriaSet.model_validate({"name": path.stem, **data})
    check_criteria(criteria)
    assert CriteriaSet.model_validate_json(criteria.model_dump_json()) == criteria
    given: Given = {
        layer: {name: [full(criteria, unit, one) for one in unit[layer]] for name, unit in units.items()}
        for layer in codes_of(criteria)
    }
    registered = tuple(
        Registration(
            bloc_year_id="Y",
            unit_id=name,
            targets=tuple(Target(code=c, text="", number=n) for c, n in unit.get("targets", {}).items()),
            not_assigned=tuple(
                NotAssigned(code=code, who="Khối", reason="Không có") for code in unit.get("unassigned", ())
            ),
        )
        for name, unit in units.items()
    )
    result = result_layer(criteria)
    of = evaluated(a_year(criteria, given, registered), View(result))
    for layer in {*codes_of(criteria), result}:
        check_told(of, layer)
        totals = {name: come.total for name, come in of.results(layer).items()}
        assert totals == {name: Decimal(unit["totals"][layer]) for name, unit in units.items()}, layer
    for standing in standings(criteria, of.results(result), of.facts):
        unit = units[standing.unit_id]
        assert standing.rank == unit.get("rank"), standing
        assert list(standing.result.missing) == unit.get("missing", [])
        points = {code: Decimal(one) for code, one in unit.get("points", {}).items()}
        assert points.items() <= dict(standing.result.points).items()


def random_layers(draw: Dice) -> tuple[ScoreLayer, ...]:
    """Some layers in any order; a few count."""
    rounding = [None, None, Decimal("0.01"), Decimal("0.25"), Decimal("0.5"), Decimal(1)]
    kinds = {"self": Filler.UNIT, "cross": Filler.CROSS, "bloc": Filler.BLOC, "td": Filler.APPRAISER}
    codes = draw.some(list(kinds), 4) or ["bloc"]
    weights = [Decimal(draw.of([0, 30, 30, 40])) for _ in codes[1:]] + [Decimal(draw.of([40, 60, 100]))]
    return tuple(
        ScoreLayer(
            code=code,
            name=code,
            filled_by=kinds[code],
            weight=weight,
            place=place,
            joining=draw.of(list(Joining)),
            rounding=draw.of(rounding),
        )
        for place, (code, weight) in enumerate(zip(codes, weights, strict=True), 1)
    )


def check_ranks(of: Evaluated, layer: str) -> None:
    """F9 comes to the same ranks and grades, too: by share, floors, knock-outs, chains of ties."""
    shown = {one.unit_id: one for one in standings(of.criteria, of.results(layer), of.facts)}
    knocked = {unit: one.knocked for unit, one in shown.items()}
    field = told_field(of.asked(layer), {unit: unit for unit in shown}, knocked)
    grades = grades_told(field)
    for unit, one in shown.items():
        rank = rank_told(field, unit)[-1].value
        assert (unit, rank) == (unit, one.rank)
        assert grades[unit][:2] == (one.grade, one.contended) if unit in grades else one.rank is None


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_told_of_layers_is_what_they_come_to(number: int) -> None:
    draw = Dice(number)
    weighing = draw.of(list(Weighing))
    criteria = regulations(draw).with_(layers=random_layers(draw), weighing=weighing)
    codes = codes_of(criteria)
    given: Given = {
        layer: {
            unit: [
                dict(sheet(draw, criteria).values) for _ in range(draw.up_to(5) if layer == "cross" else 1)
            ]
            for unit in UNITS
        }
        for layer in codes
    }
    read = a_year(criteria, given)
    of = evaluated(read, View(result_layer(criteria)))
    for layer in (*codes, RESULT):
        check_told(of, layer)
    check_ranks(of, RESULT)
    rows, unit = {row.code: row for row in score_rows(criteria)}, UNITS[0]
    for code, exact in of.exact[RESULT].get(unit, {}).items():
        each = [of.exact[one.code][unit].get(code, Fraction(0)) for one in counting_layers(criteria)]
        assert min(each) <= exact <= max(each), code
        assert list(cell_told(of.asked(RESULT), unit, rows[code]))[-1].value == half_up(exact)
    for last in read.sheets[-1:]:  # there is none where nobody entered anything
        now = sheet_put(read, last.with_(points=dict(sheet(draw, criteria).values)))
        view = View(result_layer(criteria))
        assert evaluated_again(of, now, view, last.unit_id).exact == evaluated(now, view).exact
