"""The regulations that are data (``years``) use every rule there is."""

import tomllib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from ktd_tui.domain.base import Record
from ktd_tui.domain.merit import AwardRule, Consequence, KnockOut
from ktd_tui.domain.results.grades import Grade, Rounding
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, CriterionKind, Unassigned

YEARS = sorted((Path(__file__).parent / "years").glob("*.toml"))
ELSEWHERE: dict[type[BaseModel], str] = {
    CriteriaSet: "source certainty version template bars layers weighing",
    CriteriaGroup: "",
    Criterion: "rule due",
    Grade: "",
    KnockOut: "",
    AwardRule: "at_least by_council vote vote_more votes vote_base vote_by quota_base judged by_law law"
    " source certainty",
}
"""What says nothing of points, or has tests of its own: layers (``tests/operations/scoring/layered``), days
on which a row is due, votes and what the council chooses (``test_needed``, ``test_nominations``)."""


def models(of: BaseModel) -> Iterator[BaseModel]:
    """A record and all that stand in it."""
    yield of
    for _, value in of:
        for one in value if isinstance(value, tuple) else ():
            if isinstance(one, BaseModel):
                yield from models(one)


def said() -> list[BaseModel]:
    """All that the regulations say."""
    found: list[BaseModel] = []
    for path in YEARS:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        rules = data.pop("rules", ())
        for beside in ("units", "settled", "awarded"):
            data.pop(beside, None)
        found += models(CriteriaSet.model_validate({"name": path.stem, **data}))
        found += [AwardRule.model_validate(rule) for rule in rules]
    return found


SAID = said()


@pytest.mark.parametrize("model", ELSEWHERE, ids=lambda of: of.__name__)
def test_each_field_has_a_value_of_its_own_somewhere(model: type[BaseModel]) -> None:
    used = {
        name
        for one in SAID
        if isinstance(one, model)
        for name, value in one
        if value != model.model_fields[name].get_default()
    }
    assert set(model.model_fields) - set(Record.model_fields) - used == set(ELSEWHERE[model].split())


@pytest.mark.parametrize("words", [CriterionKind, Consequence, Rounding, Unassigned])
def test_each_word_of_a_choice_is_said_somewhere(words: type[Enum]) -> None:
    of_their_place = {CriterionKind.CRITERION, CriterionKind.BONUS, CriterionKind.DEDUCTION}
    found = {value for one in SAID for _, value in one if isinstance(value, words)}
    assert set(words) - found - of_their_place == set()
