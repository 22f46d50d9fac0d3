"""The table of kinds: every row of it works, and a new row is all that a new kind needs in the rules."""

from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.commands.scoring import criteria as command
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, CriterionKind
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring import criterion_kinds, explain
from ktd_tui.rules.scoring.criteria import PARTS, check_criteria, entry_typed, set_lines, with_entry
from ktd_tui.rules.scoring.criterion_kinds import EACH, GROUPS, KINDS, KindRules, Reckoned, score_row
from ktd_tui.rules.scoring.points import check_points, sheet_result
from ktd_tui.sheets.columns import COLUMNS, TableKind
from tests.builders import a_criteria

TYPED = {"code": "X.1", "text": "Việc", "points": "4", "each": "0,5", "group": "II"}


def test_every_kind_has_a_row_and_is_named_on_the_command_line() -> None:
    assert [kind.key for kind in KINDS] == list(CriterionKind)
    assert sorted(command.PARTS) == sorted(PARTS)
    columns = {column.key for column in COLUMNS[TableKind.CRITERIA]}
    assert {field.column for kind in KINDS for field in kind.fields} <= columns


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_row_that_is_typed_stands_in_its_section(kind: KindRules) -> None:
    entry = entry_typed(kind.key, TYPED)
    fresh = with_entry(a_criteria(grades=()), kind.key, None, entry, "II")
    check_criteria(fresh)
    again = CriteriaSet.model_validate_json(fresh.model_dump_json())
    assert again == fresh
    assert [line.part for line in set_lines(again) if line.key == "X.1"] == [kind.key]
    assert score_row(again, "X.1").kind is kind


@given(st.sampled_from(KINDS), st.integers(-10, 50).map(lambda tenths: Decimal(tenths) / 10))
def test_what_a_value_gives_is_what_is_told_of_it(kind: KindRules, value: Decimal) -> None:
    entry = cast("Criterion", entry_typed(kind.key, TYPED))
    try:
        kind.check(entry, value)
    except Refused:
        return
    assert 0 <= kind.points(entry, value) <= entry.maximum
    assert kind.points(entry, value) == kind.reckon(entry, value).points


def check_count(of: Criterion, value: Decimal) -> None:
    if value < 0 or value % 1:
        raise Refused("{code}: how many times?", code=of.code)


def count_points(of: Criterion, value: Decimal) -> Decimal:
    return min(value * (of.each or 0), of.maximum)


def reckon_count(of: Criterion, value: Decimal) -> Reckoned:
    each = of.each or Decimal(0)
    came = sum((each for _ in range(int(value))), Decimal(0))
    came = min(came, of.maximum)
    return Reckoned(came, "{times} × {each}, at most {most}: {sum}", {"times": value, "each": each})


def test_a_made_up_kind_is_checked_scored_and_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """“Counted”: so many points each time, up to the maximum; one row of the table, nothing else."""
    counted = KINDS[0]._replace(
        key=cast("CriterionKind", "counted"),
        fields=(*KINDS[0].fields, EACH),
        check=check_count,
        points=count_points,
        reckon=reckon_count,
    )
    monkeypatch.setattr(criterion_kinds, "KINDS", (*KINDS, counted))
    plain = Criterion(code="III.1", text="Bài báo", maximum=Decimal(5), each=Decimal(2))
    entry = plain.model_copy(update={"kind": "counted"})
    of = a_criteria(groups=(CriteriaGroup(code="III", name="Ba", criteria=(entry,)),), tie_break=("III.1",))
    assert criterion_kinds.kind_of(GROUPS, entry) is counted
    with pytest.raises(Refused, match="how many times"):
        check_points(of, "III.1", Decimal("1.5"))
    for times, points in ((0, 0), (1, 2), (2, 4), (3, 5), (9, 5)):
        values = {"III.1": Decimal(times)}
        check_points(of, "III.1", Decimal(times))
        assert sheet_result(of, values).total == points
        assert explain.total_told(of, values)[-1].value == points
        assert explain.merit(of, values) == explain.Merit(Decimal(points), (Decimal(points),))
