"""Regulations as data, each with a year computed by hand; F9 comes to the same by its own way."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring import explain
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.results.ranks_told import rank_told, told_field
from ktd_tui.rules.scoring.score_rows import UnitFacts, score_rows
from ktd_tui.rules.scoring.told import Telling

YEARS = sorted((Path(__file__).parent / "years").glob("*.toml"))


def numbers(of: dict[str, str]) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in of.items()}


def entered(criteria: CriteriaSet, unit: dict[str, Any]) -> dict[str, Decimal]:
    """What a unit's sheet holds; one that is “full” has all points of each direct row that is not named."""
    rows = score_rows(criteria) if unit.get("full") else ()
    full = {row.code: row.maximum for row in rows if not (row.kind.computed or row.code in unit["values"])}
    return {code: of for code, of in full.items() if code not in unit.get("unassigned", ())} | numbers(
        unit["values"]
    )


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.stem)
def test_a_year_comes_to_what_was_computed_by_hand(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    units = data.pop("units")
    criteria = CriteriaSet.model_validate({"name": path.stem, **data})
    check_criteria(criteria)
    assert CriteriaSet.model_validate_json(criteria.model_dump_json()) == criteria
    sheets = {name: [Entered(entered(criteria, unit))] for name, unit in units.items()}
    facts = {
        name: UnitFacts(
            numbers(unit.get("targets", {})),
            frozenset(unit.get("unassigned", ())),
            unit.get("sub_group", ""),
            unit.get("events", {}),
        )
        for name, unit in units.items()
    }
    found = standings(criteria, given_points(criteria, sheets, facts), facts)
    knocked = {one.unit_id: one.knocked for one in found}
    telling = told_field(Telling(criteria, sheets, facts), {name: name for name in units}, knocked)
    for one in found:
        unit, told = units[one.unit_id], explain.total_told(telling.of, one.unit_id)
        assert not one.result.missing
        assert one.result.total == told.total == Decimal(unit["total"]), one
        assert numbers(unit.get("points", {})).items() <= dict(one.result.points).items()
        assert one.result.out_of == Decimal(unit.get("out_of", one.result.out_of))
        assert one.rank == unit["rank"]
        assert rank_told(telling, one.unit_id)[-1].value == unit["rank"]
        assert one.grade == unit.get("grade", one.grade)
