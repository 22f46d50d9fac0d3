"""Signing: any order ends frozen exactly when every member has signed once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.organisation import BlocYear, Member
from ktd_tui.domain.pledge import Pledge, PledgeSignature
from ktd_tui.domain.scoring import Registration, Target
from ktd_tui.errors import Refused
from ktd_tui.rules.year.pledge import (
    check_changeable,
    contents,
    preamble,
    signed,
    target_said,
    unsigned,
    worded,
)
from tests.builders import NOON, a_criteria

UNITS = ("a", "b", "c", "d", "e")
YEAR = BlocYear(bloc_id="b", year=2023, members=tuple(Member(unit_id=u) for u in UNITS))
FRESH = Pledge(bloc_year_id=YEAR.id, drawn_at=NOON)


def signature(unit: str) -> PledgeSignature:
    return PledgeSignature(unit_id=unit, name="Ai", uid=1, account="ai", at=datetime(2023, 3, 1, tzinfo=UTC))


@given(st.lists(st.sampled_from((*UNITS, "stranger")), max_size=12))
def test_every_member_signs_once_and_the_last_freezes(order: list[str]) -> None:
    pledge, there = FRESH, set[str]()
    for unit in order:
        if unit in there or unit not in UNITS:
            with pytest.raises(Refused):
                signed(YEAR, pledge, signature(unit))
        else:
            pledge = signed(YEAR, pledge, signature(unit))
            there.add(unit)
        assert {s.unit_id for s in pledge.signatures} == there
        assert len(pledge.signatures) == len(there)
        assert bool(pledge.frozen_at) == (there == set(UNITS))
        assert unsigned(YEAR, pledge) == tuple(u for u in UNITS if u not in there)


def test_a_registration_is_open_until_the_first_signature() -> None:
    check_changeable(None)
    check_changeable(FRESH)
    one = signed(YEAR, FRESH, signature("a"))
    with pytest.raises(Refused, match="withdraw the signatures"):
        check_changeable(one)
    with pytest.raises(Refused, match="amendment"):
        check_changeable(one.with_(frozen_at=NOON))


def test_contents_stand_by_group_in_the_order_of_the_criteria() -> None:
    targets = tuple(Target(code=code, text=f"Việc {code}") for code in ("T1", "II.2", "I.1", "II.1"))
    of = Registration(bloc_year_id="y", unit_id="a", targets=targets, titles=("Giấy khen",))
    (unit,) = contents(a_criteria(), [of], {"a": "Vụ A"})
    assert unit.name == "Vụ A"
    assert unit.groups == (
        ("I. Một", ("Tiêu chí I.1: Việc I.1",)),
        ("II. Hai", ("Tiêu chí II.1: Việc II.1", "Tiêu chí II.2: Việc II.2")),
        ("", ("Tiêu chí T1: Việc T1",)),
    )


def test_a_target_is_written_with_measure_and_day() -> None:
    of = Target(code="I.1", text="02 sáng kiến.", measure="được công nhận;", due=date(2023, 10, 31))
    assert worded(of) == "02 sáng kiến (được công nhận), hoàn thành trước ngày 31 tháng 10 năm 2023"


def test_the_preamble_names_plan_theme_and_bloc() -> None:
    of = preamble("Khối thi đua số V", YEAR.with_(theme="Đoàn kết", plan="Kế hoạch số 05/KH-KTĐV"))
    assert of[0] == "Thực hiện Kế hoạch số 05/KH-KTĐV;"
    assert "chủ đề thi đua “Đoàn kết”, các đơn vị thuộc Khối thi đua số V" in of[1]
    assert preamble("Khối", YEAR)[0].startswith("Để góp phần hoàn thành tốt nhiệm vụ chính trị năm 2023, các")


@pytest.mark.parametrize(
    ("text", "number", "unit", "said"),
    [
        ("90%", "90", "%", "90%"),
        ("Đạt 97,5% trở lên", "97.5", "%", "Đạt 97,5% trở lên"),
        ("02 sáng kiến", "2", "sáng kiến", "02 sáng kiến"),
        ("Giảm án tồn đọng", "12", "vụ", "Giảm án tồn đọng (12 vụ)"),
        ("Quý 12.000 lượt, năm 2026", "12", "vụ", "Quý 12.000 lượt, năm 2026 (12 vụ)"),
        ("", "12", "vụ", "12 vụ"),
    ],
)
def test_a_targets_number_is_not_said_twice(text: str, number: str, unit: str, said: str) -> None:
    assert target_said(Target(code="I.1", text=text, number=Decimal(number), counted_in=unit)) == said
