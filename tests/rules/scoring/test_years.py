"""Regulations as data, each with a year computed by hand; F9 comes to the same by its own way."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.merit import AwardRules
from ktd_tui.domain.people import Staff
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.scoring import (
    CriteriaSet,
    CriterionKind,
    Layer,
)
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.results.conditions import Contender, Past
from ktd_tui.rules.scoring.results.grades_told import grades_told
from ktd_tui.rules.scoring.results.nominations import Ground, nominations
from ktd_tui.rules.scoring.results.ranking import Standing, standings
from ktd_tui.rules.scoring.results.ranks_told import rank_told, told_field
from ktd_tui.rules.scoring.results.ties import Beside
from ktd_tui.rules.scoring.score_rows import UnitFacts, score_rows
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.sheets import check_own_points
from ktd_tui.rules.scoring.sums import results, sheet_result
from ktd_tui.rules.scoring.told import Telling
from ktd_tui.rules.scoring.tree import most_of
from tests.builders import NOON

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


def marks_of(unit: dict[str, Any]) -> dict[str, list[Decimal]]:
    return {code: [Decimal(one) for one in given] for code, given in unit.get("marks", {}).items()}


def facts_of(unit: dict[str, Any]) -> UnitFacts:
    return UnitFacts(
        numbers(unit.get("targets", {})),
        frozenset(unit.get("unassigned", ())),
        unit.get("sub_group", ""),
        unit.get("events", {}),
    )


def beside_of(data: dict[str, Any], units: dict[str, Any]) -> Beside:
    return Beside(
        last_ranks={name: unit["last_rank"] for name, unit in units.items() if "last_rank" in unit},
        women={name: Decimal(unit["women"]) for name, unit in units.items() if "women" in unit},
        settled=[TieDecision(bloc_year_id="y", at=NOON, **one) for one in data.pop("settled", ())],
        ballots={
            (name, g): won for name, unit in units.items() for g, won in unit.get("ballots", {}).items()
        },
    )


def past_of(data: dict[str, Any]) -> Past | None:
    """What was awarded, by year and unit; the last of these years is the one in question."""
    awarded = {int(year): of for year, of in data.pop("awarded", {}).items()}
    named = {year: {unit: frozenset(titles) for unit, titles in of.items()} for year, of in awarded.items()}
    return Past(max(named), named) if named else None


@pytest.mark.parametrize("path", YEARS, ids=lambda path: path.stem)
def test_a_year_comes_to_what_was_computed_by_hand(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    units, rules = data.pop("units"), data.pop("rules", ())
    beside, past = beside_of(data, units), past_of(data)
    criteria = CriteriaSet.model_validate({"name": path.stem, **data})
    check_criteria(criteria)
    assert CriteriaSet.model_validate_json(criteria.model_dump_json()) == criteria
    sheets = {
        name: [Entered(numbers(one)) for one in unit.get("scorers", ())]
        or [Entered(entered(criteria, unit), marks=marks_of(unit))]
        for name, unit in units.items()
    }
    facts = {name: facts_of(unit) for name, unit in units.items()}
    found = standings(
        criteria, results(criteria, given_points(criteria, sheets, facts), facts), facts, beside
    )
    knocked = {one.unit_id: one.knocked for one in found}
    field = told_field(Telling(criteria, sheets, facts), {name: name for name in units}, knocked, beside)
    grades = grades_told(field)
    for one in found:
        unit, told = units[one.unit_id], total_told(field.of, one.unit_id)
        assert not one.result.missing
        assert one.result.total == told.total == Decimal(unit["total"]), one
        assert numbers(unit.get("points", {})).items() <= dict(one.result.points).items()
        assert one.result.out_of == Decimal(unit.get("out_of", one.result.out_of))
        assert (one.unit_id, one.rank) == (one.unit_id, unit["rank"])
        assert rank_told(field, one.unit_id)[-1].value == unit["rank"]
        wanted = (unit.get("grade", one.grade), unit.get("contended", ""), unit.get("to_vote", False))
        assert (one.unit_id, one.grade, one.contended, one.to_vote) == (one.unit_id, *wanted)
        assert grades[one.unit_id][:2] == wanted[:2]
        check_own_sheet(criteria, unit, facts[one.unit_id])
    check_titles(rules, Ground(past, [grade.name for grade in criteria.grades]), found, units)


def check_own_sheet(criteria: CriteriaSet, unit: dict[str, Any], facts: UnitFacts) -> None:
    """What a unit gives itself, and whether that is more than it may."""
    if "self" in unit:
        come = sheet_result(criteria, numbers(unit["self"]), facts, Layer.SELF)
        assert not come.missing
        assert come.total == Decimal(unit["self_total"])
        with pytest.raises(Refused) if unit.get("self_refused") else nullcontext():
            check_own_points(criteria, Layer.SELF, come, "A")


def check_titles(
    rules: Sequence[dict[str, Any]],
    ground: Ground,
    found: Sequence[Standing],
    units: dict[str, dict[str, Any]],
) -> None:
    """Who is proposed for which title."""
    of = AwardRules.model_validate({"name": "Thử", "valid_from": NOON.date(), "rules": rules})
    contenders = [
        Contender(
            one,
            tuple(units[one.unit_id].get("titles", ())),
            one.barred,
            Staff(**units[one.unit_id].get("staff", {})),
        )
        for one in found
    ]
    titles = [rule.title for rule in of.rules]
    verdicts = {(n.unit_id, n.title): n.verdict for n in nominations(of, titles, contenders, ground)}
    wanted = {(name, title): v for name, u in units.items() for title, v in u.get("verdicts", {}).items()}
    assert verdicts == wanted


def test_the_police_table_is_whole() -> None:
    """As regulations.md §2.A has it: the kinds of its leaves, its levels, its points, its heads' sums."""
    data = tomllib.loads((YEARS[0].parent / "police.toml").read_text("utf-8"))
    del data["units"]
    of = CriteriaSet.model_validate({"name": "Vì ANTQ", **data})
    rows = [row for row in score_rows(of) if not row.kind.beside]
    kinds = Counter(row.entry.kind or CriterionKind.CRITERION for row in rows)
    assert kinds == {CriterionKind.LEADER: 12, CriterionKind.YES_NO: 51, CriterionKind.CRITERION: 113}
    assert max(len(row.headings) + 2 for row in rows) == 5
    assert (min(row.maximum for row in rows), max(row.maximum for row in rows)) == (
        Decimal("0.5"),
        Decimal(50),
    )
    most = most_of(of)
    heads = [200, 200, 120, 100, 40, 40], [50, 50, 30, 40, 30], [40, 20, 15, 25]
    for group, sums in zip(of.groups, heads, strict=True):
        assert [most[f"{group.code}.{n}"] for n in range(1, len(sums) + 1)] == sums
        for n, points in enumerate(sums, 1):
            under = sum(row.maximum for row in rows if f"{group.code}.{n}" in row.headings)
            assert under == points, "a heading's cap hides rows that come to something else"
