"""The year's cycle: what is owed, how a stage stands, how a deadline stands."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.organisation import BlocYear, Member, Role, Stage
from ktd_tui.rules.year.cycle import (
    ORDER,
    Appraisal,
    StageMark,
    YearFacts,
    days_left,
    duties,
    lacking,
    stage_mark,
)

LAYER = ScoreLayer(code="td", name="Thẩm định")
APPRAISED = [Stage.SCORING, Stage.REVIEW]
UNITS = st.sets(st.sampled_from("abcde")).map(lambda found: tuple(sorted(found)))


@st.composite
def facts(draw: st.DrawFn) -> YearFacts:
    members = tuple(Member(unit_id=u, role=Role.HEAD if u == "a" else Role.MEMBER) for u in draw(UNITS))
    year = BlocYear(
        bloc_id="b", year=2022, theme=draw(st.sampled_from(["", "Chủ đề"])),
        stage=draw(st.sampled_from(ORDER)), members=members,
    )  # fmt: skip
    return YearFacts(
        year,
        draw(UNITS), draw(st.booleans()), draw(UNITS), draw(UNITS),
        tuple((a, b) for a in draw(UNITS) for b in draw(UNITS) if a != b),
        draw(UNITS), draw(UNITS),
        tuple(Appraisal(LAYER, unit, draw(st.sampled_from(APPRAISED))) for unit in draw(UNITS)),
        draw(st.booleans()), draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip


@given(facts())
def test_nothing_is_owed_for_a_stage_that_is_still_to_come(of: YearFacts) -> None:
    here = ORDER.index(of.year.stage)
    assert all(ORDER.index(duty.stage) <= here for duty in duties(of))


@given(facts())
def test_the_present_stage_comes_first_and_none_is_left_out(of: YearFacts) -> None:
    found = duties(of)
    places = [ORDER.index(duty.stage) for duty in found]
    assert places == sorted(places, reverse=True)
    here = ORDER.index(of.year.stage)
    each = [d for stage in ORDER[: here + 1] for d in lacking(of, stage)]
    assert sorted(found, key=repr) == sorted(each, key=repr)


@given(facts(), st.sampled_from(ORDER))
def test_a_mark_says_what_is_so(of: YearFacts, stage: Stage) -> None:
    at, here = ORDER.index(stage), ORDER.index(of.year.stage)
    expected = {
        StageMark.AHEAD: at > here,
        StageMark.HERE: at == here and stage is not Stage.CLOSED,
        StageMark.LACKING: (at < here or stage is Stage.CLOSED) and bool(lacking(of, stage)),
        StageMark.DONE: (at < here or (at == here and stage is Stage.CLOSED)) and not lacking(of, stage),
    }
    assert expected[stage_mark(of, stage)], (stage, of.year.stage, stage_mark(of, stage))


@given(facts())
def test_a_year_with_everything_done_owes_nothing(of: YearFacts) -> None:
    members = (Member(unit_id="a", role=Role.HEAD),)
    year = of.year.with_(theme="Chủ đề", members=members, stage=Stage.CLOSED, criteria_id="c")
    assert (
        duties(YearFacts(year, pledge=True, prepared=True, signed=True, handed_over=True, sealed=True)) == ()
    )


@given(st.dates(), st.integers(-400, 400))
def test_days_are_counted_to_the_day_itself(today: date, days: int) -> None:
    near = min(max(today.toordinal(), 500), date.max.toordinal() - 500)
    day = date.fromordinal(near)
    assert days_left(day + timedelta(days=days), day) == days
    assert days_left(None, day) is None
