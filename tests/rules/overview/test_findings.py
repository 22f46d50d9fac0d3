"""Stations, what waits for a decision, quotas over blocs, where all are weak."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.merit import AwardRule, QuotaBase
from ktd_tui.domain.organisation import BlocYear, Member, Stage
from ktd_tui.rules.overview.findings import DECISIONS, Concern, Topic, pressing_order, to_decide
from ktd_tui.rules.overview.quotas import council_limit
from ktd_tui.rules.overview.stations import Reached, Station, reached
from ktd_tui.rules.overview.weak import is_wide, shares, spread, weakest
from ktd_tui.rules.signs import SIGNS, Status
from ktd_tui.rules.year.cycle import YearFacts

FINDINGS = st.lists(
    st.builds(
        Concern,
        st.sampled_from(Topic),
        st.sampled_from([None, *Status]),
        st.text(max_size=3),
        days=st.none() | st.integers(-90, 7),
        weight=st.floats(0, 100),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("station", "done", "of", "days", "asked", "status"),
    [
        (Station.REGISTERED, 5, 5, -3, True, Status.DONE),
        (Station.REGISTERED, 4, 5, -1, True, Status.LATE),
        (Station.REGISTERED, 4, 5, 0, True, Status.DUE),
        (Station.REGISTERED, 4, 5, None, True, Status.DUE),
        (Station.SEALED, 0, 1, 9, False, Status.AHEAD),
        (Station.SEALED, 0, 1, -9, False, Status.LATE),
        (Station.LOCKED, 5, 5, None, True, Status.LOCKED),
        (Station.SIGNED, 0, 0, None, True, Status.MISSING),
    ],
)
def test_a_station_has_one_status(
    station: Station, done: int, of: int, days: int | None, asked: bool, status: Status
) -> None:
    assert Reached(station, done, of, days, asked).status is status


def test_a_year_is_counted_station_by_station() -> None:
    year = BlocYear(
        bloc_id="b",
        year=2022,
        stage=Stage.SELF_SCORING,
        members=tuple(Member(unit_id=f"u{n}") for n in range(3)),
        deadlines={Stage.REGISTRATION: date(2022, 2, 1)},
    )
    of = YearFacts(year, unregistered=("u1",), unsigned=("u1", "u2"), self_open=("u0", "u1", "u2"))
    found = {one.station: one for one in reached(of, 0, days={Stage.REGISTRATION: -4})}
    assert {station: (one.done, one.of, one.status) for station, one in found.items()} == {
        Station.REGISTERED: (2, 3, Status.LATE),
        Station.SIGNED: (1, 3, Status.DUE),
        Station.HANDED_IN: (0, 3, Status.DUE),
        Station.SCORED: (3, 3, Status.DONE),
        Station.LOCKED: (0, 3, Status.AHEAD),
        Station.MET: (0, 1, Status.AHEAD),
        Station.SEALED: (0, 1, Status.AHEAD),
    }


def test_signs_are_told_apart_without_colours() -> None:
    assert len({of.char for of in SIGNS.values()}) == len(SIGNS) == len(Status)


@given(FINDINGS)
def test_at_most_five_decisions_and_each_topic_before_any_comes_twice(found: list[Concern]) -> None:
    waiting = [one for one in found if one.status in (Status.LATE, Status.DUE)]
    decide = to_decide(found)
    assert len(decide) == min(len(waiting), DECISIONS)
    assert all(one in waiting for one in decide)
    topics = {one.topic for one in waiting}
    assert len({one.topic for one in decide}) == min(len(topics), DECISIONS)


def test_the_latest_comes_first_then_what_there_is_most_of() -> None:
    def of(status: Status, days: int | None, weight: float, text: str) -> Concern:
        return Concern(Topic.LATE, status, text, days=days, weight=weight)

    found = [
        of(Status.DUE, 3, 9, "soon"),
        of(Status.LATE, -2, 1, "two days"),
        of(Status.LATE, -40, 1, "forty days"),
        of(Status.DUE, 3, 10, "soon, more"),
    ]
    assert [one.text for one in pressing_order(found)] == ["forty days", "two days", "soon, more", "soon"]


@pytest.mark.parametrize(
    ("rule", "limit"),
    [
        ({}, None),
        ({"best": 2}, 6),
        ({"quota": Fraction(1, 5)}, 1 + 2 + 1),
        ({"quota": Fraction(1, 5), "quota_base": QuotaBase.LEADERS}, 1),
        ({"quota": Fraction(1, 2), "by_council": True}, 4),
        ({"quota": Fraction(1, 100), "by_council": True}, 1),
    ],
)
def test_a_title_may_go_to_so_many_units_of_the_council(rule: dict[str, object], limit: int | None) -> None:
    of = AwardRule.model_validate({"title": "Cờ", **rule})
    assert council_limit(of, units=(5, 10, 3), leaders=3, qualified=9) == limit


def test_where_all_are_weak() -> None:
    points = {
        "a": {"I.1": Decimal(20), "I.2": Decimal(5), "I.3": Decimal(9)},
        "b": {"I.1": Decimal(10), "I.2": Decimal(6), "I.3": Decimal(9)},
        "c": {"I.2": Decimal(0)},
    }
    most = {"I.1": Decimal(20), "I.2": Decimal(10), "I.3": Decimal(10), "P": Decimal(0)}
    found = weakest(shares(points, most))
    assert [(row.code, row.mean, row.best) for row in found] == [
        ("I.2", Fraction(11, 30), Fraction(3, 5)),
        ("I.3", Fraction(9, 10), Fraction(9, 10)),
    ], "full points of one unit, and a row of nobody, are no weakness of all"
    assert not weakest({"I.1": {"a": Fraction(1, 2)}}), "one unit is no bloc"


@pytest.mark.parametrize(
    ("gap", "maximum", "limit", "wide"),
    [
        (None, 10, None, False),
        (0, 10, 0, False),
        (5, 10, None, True),
        (-4, 10, None, False),
        (-4, 10, 3, True),
        (3, 10, 3, False),
    ],
)
def test_a_wide_gap(gap: int | None, maximum: int, limit: int | None, wide: bool) -> None:
    known = None if gap is None else Decimal(gap)
    assert is_wide(known, Decimal(maximum), None if limit is None else Decimal(limit)) is wide


def test_the_spread_of_totals() -> None:
    assert spread([]) is None
    found = spread([Decimal(90), Decimal("95.5"), Decimal(91)])
    assert found == (Decimal(90), Fraction(553, 6), Decimal("95.5"))
