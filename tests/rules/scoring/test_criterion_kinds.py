"""The table of kinds: every row of it works, and a new row is all that a new kind needs in the rules."""

from decimal import Decimal
from fractions import Fraction
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui import i18n
from ktd_tui.commands.scoring import criteria as command
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, CriterionKind
from ktd_tui.errors import Refused
from ktd_tui.rules.scoring import criterion_kinds
from ktd_tui.rules.scoring.criteria import PARTS, entry_typed, set_lines
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.criterion_kinds import KINDS, KindRules, is_heading
from ktd_tui.rules.scoring.kinds.fields import EACH
from ktd_tui.rules.scoring.kinds.giving import Case, rounded
from ktd_tui.rules.scoring.kinds.reckoning import Reckoned
from ktd_tui.rules.scoring.kinds.sections import GROUPS
from ktd_tui.rules.scoring.placing import with_entry
from ktd_tui.rules.scoring.points import Entered, check_points
from ktd_tui.rules.scoring.results.ranks_told import told_field
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.sums import sheet_result
from ktd_tui.rules.scoring.told import Telling
from ktd_tui.sheets.columns import COLUMNS, TableKind, plain_head
from tests.builders import a_criteria

TYPED = {
    "code": "X.1",
    "text": "Việc",
    "points": "4",
    "each": "0,5",
    "group": "II",
    "levels": "100: 4; 50: 1,5",
}


def test_every_kind_has_a_row_and_is_named_on_the_command_line() -> None:
    assert [kind.key for kind in KINDS] == list(CriterionKind)
    assert sorted({field.key for part in PARTS.values() for field in part.fields} - command.ROW.keys()) == []
    columns = {column.key for column in COLUMNS[TableKind.CRITERIA]}
    assert {field.column for kind in KINDS for field in kind.fields} <= columns


def test_what_a_form_calls_a_field_heads_its_column_too() -> None:
    """A clerk who writes a table by the words of the form is understood; «Đơn vị chấm» is a scorer."""
    i18n.use("vi")
    known = {column.key: {*column.words, *column.weak} for column in COLUMNS[TableKind.CRITERIA]}
    unknown = {
        i18n.t(field.label)
        for kind in KINDS
        for field in kind.fields
        if plain_head(i18n.t(field.label)) not in known[field.column]
    }
    assert unknown <= {"Đơn vị chấm"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_row_that_is_typed_stands_in_its_section(kind: KindRules) -> None:
    entry = entry_typed(kind.key, TYPED)
    fresh = with_entry(a_criteria(grades=()), kind.key, None, entry, "II")
    check_criteria(fresh)
    again = CriteriaSet.model_validate_json(fresh.model_dump_json())
    assert again == fresh
    assert [line.part for line in set_lines(again) if line.key == "X.1"] == [kind.key]
    if not is_heading(cast("Criterion", entry)):
        assert score_row(again, "X.1").kind is kind


RESULT = st.integers(-100, 5000).map(lambda tenths: Decimal(tenths) / 10)
TARGET = st.none() | st.integers(0, 3000).map(lambda tenths: Decimal(tenths) / 10)


@settings(max_examples=1000)
@given(
    st.sampled_from(KINDS),
    RESULT,
    st.lists(st.tuples(RESULT.filter(lambda value: value >= 0), TARGET), max_size=4),
    TARGET,
    st.booleans(),
    st.sampled_from(["", "0,25", "0,5", "1"]),
)
def test_what_a_value_gives_is_what_is_told_of_it(  # the parts of a case
    kind: KindRules,
    value: Decimal,
    others: list[tuple[Decimal, Decimal | None]],
    target: Decimal | None,
    lower: bool,
    step: str,
) -> None:
    entry = cast("Criterion", entry_typed(kind.key, {**TYPED, "lower": "x" if lower else "", "step": step}))
    try:
        kind.check_row(entry)
        kind.check(entry, value)
    except Refused:
        return
    field = tuple((Fraction(result), aim) for result, aim in (*others, (value, target)))
    case = Case(target, field)
    exact, told = kind.gives(entry, Fraction(value), case), kind.reckon(entry, value, case)
    if exact is None:
        assert told.points is None
        return
    points = rounded(exact, entry.step) if kind.computed else Decimal(value)
    assert points == told.points, (told.message, told.facts)
    assert (-entry.maximum if kind.beside else 0) <= points <= entry.maximum
    assert not points % (entry.step or Decimal("0.01")) or not kind.computed


def check_count(of: Criterion, value: Decimal) -> None:
    if value < 0 or value % 1:
        raise Refused("{code}: how many times?", code=of.code)


def count_points(of: Criterion, value: Fraction, case: Case) -> Fraction:
    del case
    return min(value * Fraction(of.each or 0), Fraction(of.maximum))


def reckon_count(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    del case
    each = of.each or Decimal(0)
    came = sum((each for _ in range(int(value))), Decimal(0))
    came = min(came, of.maximum)
    return Reckoned(came, "{times} × {each}, at most {most}: {sum}", {"times": value, "each": each})


def test_a_made_up_kind_is_checked_scored_and_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """“Made up”: so many points each time, up to the maximum; one row of the table, nothing else."""
    counted = KINDS[0]._replace(
        key=cast("CriterionKind", "made-up"),
        fields=(*KINDS[0].fields, EACH),
        check=check_count,
        gives=count_points,
        reckon=reckon_count,
        computed=True,
    )
    monkeypatch.setattr(criterion_kinds, "KINDS", (*KINDS, counted))
    plain = Criterion(code="III.1", text="Bài báo", maximum=Decimal(5), each=Decimal(2))
    entry = plain.model_copy(update={"kind": "made-up"})
    of = a_criteria(groups=(CriteriaGroup(code="III", name="Ba", criteria=(entry,)),), tie_break=("III.1",))
    assert criterion_kinds.kind_of(GROUPS, entry) is counted
    with pytest.raises(Refused, match="how many times"):
        check_points(of, "III.1", Decimal("1.5"))
    for times, points in ((0, 0), (1, 2), (2, 4), (3, 5), (9, 5)):
        values = {"III.1": Decimal(times)}
        check_points(of, "III.1", Decimal(times))
        assert sheet_result(of, values).total == points
        asked = Telling(of, {"u": [Entered(values)]})
        assert total_told(asked, "u").total == points
        own = told_field(asked, {"u": "U"}).merits["u"]
        assert own.ranked == (True, Fraction(points), (Decimal(points),), 0)
