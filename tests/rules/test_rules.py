"""The rules hold for every input, not for the sample alone."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.results.grades import Grade
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.domain.voting import Base, Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.ballots import check_count, outcome
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.quorum import quorum
from ktd_tui.rules.meeting.steps import ORDER
from ktd_tui.rules.scoring.points import check_points
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.sums import results, sheet_result
from tests.rules.scoring.regulations import grade_at

NOW = datetime(2022, 12, 9, 7, 0, tzinfo=UTC)
CRITERIA = CriteriaSet(
    name="Thử",
    groups=(
        CriteriaGroup(code="I", name="Một", criteria=(Criterion(code="I.1", text="a", maximum=Decimal(60)),)),
        CriteriaGroup(
            code="II",
            name="Hai",
            criteria=(
                Criterion(code="II.1", text="b", maximum=Decimal(25)),
                Criterion(code="II.2", text="c", maximum=Decimal(15)),
            ),
        ),
    ),
    bonuses=(
        Criterion(code="T1", text="t", maximum=Decimal(3)),
        Criterion(code="T2", text="u", maximum=Decimal(4)),
    ),
    bonus_cap=Decimal(5),
    deductions=(Criterion(code="P1", text="p", each=Decimal(2), maximum=Decimal(6)),),
    deduction_cap=Decimal(4),
    grades=(Grade(name="Tốt", at_least=Decimal(80)), Grade(name="Khá", at_least=Decimal(65))),
    tie_break=("I",),
)
CAPS = {"I.1": 60, "II.1": 25, "II.2": 15, "T1": 3, "T2": 4, "P1": 6}


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Decimal]:
    """Points of one unit, some rows blank."""
    codes = draw(st.sets(st.sampled_from(sorted(CAPS))))
    return {c: Decimal(draw(st.integers(0, CAPS[c] * 4))) / 4 for c in codes}


@given(sheets())
def test_a_total_is_its_addends_after_the_caps(points: dict[str, Decimal]) -> None:
    of = sheet_result(CRITERIA, points)
    criteria = sum((points.get(c, Decimal(0)) for c in ("I.1", "II.1", "II.2")), Decimal(0))
    bonus = min(points.get("T1", Decimal(0)) + points.get("T2", Decimal(0)), Decimal(5))
    deduction = min(points.get("P1", Decimal(0)), Decimal(4))
    assert of.total == max(criteria + bonus - deduction, Decimal(0))
    assert of.complete == ({"I.1", "II.1", "II.2"} <= set(points)), "blank is treated as 0"


@given(st.dictionaries(st.sampled_from("abcdef"), sheets(), min_size=1))
def test_ranks_follow_merit_whatever_the_order(units: dict[str, dict[str, Decimal]]) -> None:
    ranked = {s.unit_id: s for s in standings(CRITERIA, results(CRITERIA, units))}
    turned = {s.unit_id: s for s in standings(CRITERIA, results(CRITERIA, dict(reversed(units.items()))))}
    assert ranked == turned, "the order of the units changes a rank"
    for a in ranked.values():
        assert (a.rank is None) == (not a.result.complete)
        for b in ranked.values():
            if a.rank and b.rank and a.result.total > b.result.total:
                assert a.rank < b.rank, "more points, but no better rank"
    ranks = sorted(s.rank for s in ranked.values() if s.rank)
    assert all(rank == 1 + sum(r < rank for r in ranks) for rank in ranks), f"gaps or doubles: {ranks}"


def test_equal_totals_are_parted_by_the_tie_break_group_else_shared() -> None:
    points = {
        "a": {"I.1": Decimal(50), "II.1": Decimal(20), "II.2": Decimal(10)},
        "b": {"I.1": Decimal(55), "II.1": Decimal(15), "II.2": Decimal(10)},
        "c": {"I.1": Decimal(50), "II.1": Decimal(15), "II.2": Decimal(15)},
    }
    of = {s.unit_id: (s.rank, s.shared) for s in standings(CRITERIA, results(CRITERIA, points))}
    assert of == {"b": (1, False), "a": (2, True), "c": (2, True)}


@pytest.mark.parametrize(("total", "name"), [("80", "Tốt"), ("79.99", "Khá"), ("65", "Khá"), ("64.99", "")])
def test_grades_begin_at_their_threshold(total: str, name: str) -> None:
    found = grade_at(CRITERIA, Decimal(total))
    assert (found.name if found else "") == name


@pytest.mark.parametrize(("code", "points"), [("I.1", "60.25"), ("I.1", "-0.25"), ("P1", "3"), ("X", "1")])
def test_points_that_a_row_cannot_hold(code: str, points: str) -> None:
    with pytest.raises(Refused):
        check_points(CRITERIA, code, Decimal(points))


@settings(max_examples=1000)
@given(
    agree=st.integers(0, 60),
    against=st.integers(0, 60),
    other=st.integers(0, 60),
    away=st.integers(0, 20),
    fraction=st.fractions(0, 1, max_denominator=100),
    base=st.sampled_from(Base),
    strict=st.booleans(),
)
def test_votes_against_an_exact_oracle(  # noqa: PLR0917  # one vote has seven facts
    agree: int, against: int, other: int, away: int, fraction: Fraction, base: Base, strict: bool
) -> None:
    present = agree + against + other
    vote = Vote(
        meeting_id="m",
        purpose=Purpose.AWARD,
        subject="?",
        rule=VoteRule(base=base, fraction=fraction, strict=strict),
        members=present + away,
        present=present,
        agree=agree,
        against=against,
        other=other,
    )
    check_count(present, agree, against, other)
    of = outcome(vote)
    assert of is not None
    whole = {
        Base.PRESENT: present,
        Base.MEMBERS: present + away,
        Base.ISSUED: present,
        Base.VALID: agree + against,
    }[base]
    assert of.base == whole
    enough = agree > fraction * whole if strict else agree >= fraction * whole
    assert of.passed == (enough and agree > 0), f"{agree}/{whole}, {fraction}, strict {strict}"
    assert of.share == (Fraction(agree, whole) if whole else 0)


@given(st.integers(0, 50), st.integers(-3, 50), st.integers(-3, 50), st.integers(-3, 50))
def test_counts_that_do_not_balance_never_pass(present: int, agree: int, against: int, other: int) -> None:
    balanced = min(agree, against, other) >= 0 and agree + against + other == present
    if balanced:
        check_count(present, agree, against, other)
    else:
        with pytest.raises(Refused):
            check_count(present, agree, against, other)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
def test_quorum_is_the_share_of_voting_delegates(people: list[tuple[bool, bool]]) -> None:
    meeting = Meeting(
        bloc_year_id="y",
        attendees=tuple(
            Attendee(id=str(n), name="x", voting=v, present=p) for n, (v, p) in enumerate(people)
        ),
    )
    of = quorum(meeting)
    voting = [p for v, p in people if v]
    assert (of.members, of.present) == (len(voting), sum(voting))
    assert of.met == (bool(voting) and Fraction(sum(voting), len(voting) or 1) >= Fraction(2, 3))


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.sampled_from(["", "lý do"])), max_size=30))
def test_no_step_is_skipped_unseen_and_going_back_is_free(moves: list[tuple[Step, str]]) -> None:
    meeting = Meeting(bloc_year_id="y")
    line = MinutesLine(meeting_id=meeting.id, step=Step.STATEMENTS, kind=LineKind.STATEMENT, at=NOW, text="x")
    for target, reason in moves:
        p = Proceedings(meeting, lines=(line,))
        before = ORDER.index(meeting.step)
        try:
            moved = flow.go_to(p, target, reason=reason, at=NOW)
        except Refused:
            assert ORDER.index(target) > before, "going back was refused"
            continue
        assert moved.step is target
        assert set(meeting.visited) <= set(moved.visited), "a visited step was forgotten"
        assert moved.gaps[: len(meeting.gaps)] == meeting.gaps, "a reason was lost"
        now = Proceedings(moved, lines=(line,))
        for step in ORDER[: ORDER.index(target)]:
            assert not flow.obstacles(now, step) or flow.excused(moved, step), f"{step} was skipped unseen"
        meeting = moved


def test_marks_and_the_next_missing_step() -> None:
    meeting = Meeting(bloc_year_id="y", report=("x",), visited=(Step.PREPARATION,))
    p = Proceedings(meeting)
    assert flow.step_mark(p, Step.PREPARATION) is flow.Mark.LACKING
    assert flow.step_mark(p, Step.OPENING) is flow.Mark.UNTOUCHED
    assert flow.step_mark(p, Step.REPORT) is flow.Mark.DONE
    at_opening = p._replace(meeting=meeting.with_(step=Step.OPENING))
    assert flow.next_lacking(at_opening) is Step.STATEMENTS, "the complete report is not passed over"
    assert flow.next_lacking(at_opening, backwards=True) is Step.PREPARATION
