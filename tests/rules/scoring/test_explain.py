"""Explained numbers equal shown numbers: 1,000 random years, told from the raw points alone."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Grade
from ktd_tui.rules.scoring import explain
from ktd_tui.rules.scoring.points import grade, sheet_result
from ktd_tui.rules.scoring.ranking import standings

UNITS = ("a", "b", "c", "d")
NAMES = {unit: f"Vụ {unit.upper()}" for unit in UNITS}
WHOLE = st.integers(1, 12).map(Decimal)


def _rows(draw: st.DrawFn, prefix: str, most: int) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(code=f"{prefix}{n}", text="Việc", maximum=draw(WHOLE))
        for n in range(draw(st.integers(1, most)))
    )


@st.composite
def criteria(draw: st.DrawFn) -> CriteriaSet:
    groups = tuple(
        CriteriaGroup(code=f"{n}", name=f"Nhóm {n}", criteria=_rows(draw, f"{n}.", 3))
        for n in range(draw(st.integers(1, 3)))
    )
    codes = [g.code for g in groups] + [c.code for g in groups for c in g.criteria]
    return CriteriaSet(
        name="Ngẫu nhiên",
        groups=groups,
        bonuses=_rows(draw, "T", 2),
        bonus_cap=draw(WHOLE),
        deductions=tuple(
            Criterion(code=f"P{n}", text="Trừ", each=Decimal(1), maximum=Decimal(9)) for n in range(2)
        ),
        deduction_cap=draw(WHOLE),
        grades=tuple(
            Grade(name=f"Loại {n}", at_least=Decimal(b))
            for n, b in enumerate(sorted(draw(st.sets(st.integers(1, 60), max_size=4)), reverse=True))
        ),
        tie_break=tuple(draw(st.lists(st.sampled_from(codes), unique=True, max_size=3))),
    )


@st.composite
def years(draw: st.DrawFn) -> tuple[CriteriaSet, dict[str, dict[str, Decimal]]]:
    of = draw(criteria())
    codes = [c.code for g in of.groups for c in g.criteria]
    extra = [b.code for b in of.bonuses] + [d.code for d in of.deductions]
    few = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2)])  # ties come often
    points: dict[str, dict[str, Decimal]] = {}
    for unit in UNITS:
        left_out = draw(st.sets(st.sampled_from(codes), max_size=1)) if draw(st.booleans()) else set()
        points[unit] = {code: draw(few) for code in codes if code not in left_out}
        points[unit] |= {code: draw(few) for code in extra if draw(st.booleans())}
    return of, points


@settings(max_examples=1000, deadline=None)
@given(years())
def test_what_is_told_is_what_is_shown(year: tuple[CriteriaSet, dict[str, dict[str, Decimal]]]) -> None:
    of, points = year
    shown = {s.unit_id: s for s in standings(of, points)}
    for unit in UNITS:
        told = explain.total_told(of, points[unit])
        assert told[-1].value == sheet_result(of, points[unit]).total == shown[unit].result.total
        groups = [line.value for line in told if "addends" in line.facts][: len(of.groups)]
        assert groups == list(shown[unit].result.subtotals.values())
        rank = explain.rank_told(of, points, unit, NAMES)[-1]
        assert (None if rank.value is None else int(rank.value)) == shown[unit].rank
        name = explain.grade_told(of, told[-1].value or Decimal(0)).facts.get("name", "")
        assert name == grade(of, shown[unit].result.total)
        equal = any(
            "Equal in everything" in line.message for line in explain.rank_told(of, points, unit, NAMES)
        )
        assert equal == shown[unit].shared


def test_a_tie_is_told_step_by_step() -> None:
    rows = tuple(Criterion(code=f"I.{n}", text="Việc", maximum=Decimal(10)) for n in (1, 2))
    of = CriteriaSet(
        name="Thử",
        groups=(CriteriaGroup(code="I", name="Một", criteria=rows),),
        tie_break=("I", "I.2"),
    )
    points = {
        "a": {"I.1": Decimal(8), "I.2": Decimal(5)},
        "b": {"I.1": Decimal(7), "I.2": Decimal(6)},
    }
    lines = [one.message.format(**one.facts) for one in explain.rank_told(of, points, "a", NAMES)]
    assert lines == [
        "Vụ A and Vụ B both have 13; I: 13 = 13",
        "Vụ A and Vụ B both have 13; I.2: 5 < 6, so Vụ B stands before",
        "Before it: Vụ B 13",
        "Rank 2 of 2",
    ]
