"""Registration, pledge, signatures, amendments."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ktd_tui.domain.organisation import Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import Target
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.council import people
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year import pledge, registration, years
from ktd_tui.operations.year.registration import Wanted
from tests.builders import a_colleague
from tests.operations.found import signed_by, the_unit, the_year

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = 2023


@pytest.fixture
def registered(sample: Desk) -> Desk:
    """2023 with a target from every unit."""
    year = the_year(sample, YEAR)
    for member in year.members:
        registration.register(sample, year.id, member.unit_id, Wanted("I.1", "100% nhiệm vụ", "Báo cáo", ""))
    return sample


@pytest.fixture
def drawn(registered: Desk) -> Desk:
    pledge.draw_up(registered, the_year(registered, YEAR).id)
    return registered


def sign_all(desk: Desk) -> None:
    year = the_year(desk, YEAR)
    for member in year.members:
        signed_by(desk, YEAR, member.unit_id)


def test_it_is_drawn_from_the_registrations(drawn: Desk) -> None:
    page = pledge.pledge_page(drawn, the_year(drawn, YEAR).id)
    assert page.pledge is not None
    told = "Kế hoạch công tác năm hoàn thành đúng tiến độ: 100% nhiệm vụ (Báo cáo)"
    assert [unit.groups[0][1] for unit in page.contents] == [(told,)] * 5
    assert the_year(drawn, YEAR).stage is Stage.PLEDGE


def test_who_has_not_registered_is_named(sample: Desk) -> None:
    year = the_year(sample, YEAR)
    with pytest.raises(Refused, match=r"CQT I, CQT II, CQT III, LT-HTQT, Vụ TK. Give a reason"):
        pledge.draw_up(sample, year.id)
    drawn = pledge.draw_up(sample, year.id, "Đơn vị mới thành lập")
    assert drawn.signatures == ()
    with pytest.raises(Refused, match="already"):
        pledge.draw_up(sample, year.id, "Lần nữa")


def test_the_last_signature_freezes_and_the_stage_waits_for_a_persons_word(drawn: Desk) -> None:
    sign_all(drawn)
    year = the_year(drawn, YEAR)
    of = registration.pledge_of(drawn, year.id)
    assert of is not None
    assert of.frozen_at == drawn.now
    assert year.stage is Stage.PLEDGE
    assert of.signatures[0].account == "thu-ky"
    heads = {s.unit_id: s.name for s in of.signatures}
    assert heads[the_unit(drawn, "CQT I")] == "Cục trưởng Phạm Đức Thảo"
    assert heads[the_unit(drawn, "Vụ TK")] == "Đại diện lãnh đạo Vụ Thư ký"
    with pytest.raises(Refused, match="amendment"):
        registration.register(drawn, year.id, year.members[0].unit_id, Wanted("I.1", "Khác"))


def test_who_signs_is_chosen_and_nobody_is_taken_for_them(drawn: Desk) -> None:
    year, unit = the_year(drawn, YEAR), the_unit(drawn, "CQT I")
    people.save_person(drawn, unit, None, heads=False, name="Lê Thị Hoa", title="Phó Cục trưởng")
    for typed in (
        "",
        "Thị Hoa",
        "Hoa",
    ):  # with a capital it is a name in full: nobody's, and without an office
        with pytest.raises(Refused) as refused:
            pledge.sign_pledge(drawn, year.id, unit, typed)
        for name in ("Phạm Đức Thảo", "Lê Thị Hoa, Phó Cục trưởng"):
            assert name in str(refused.value), "the names that it may be are not told"
    there = registration.pledge_of(drawn, year.id)
    assert there
    assert there.signatures == ()
    (signed,) = pledge.sign_pledge(drawn, year.id, unit, "lth").signatures
    assert signed.name == "Phó Cục trưởng Lê Thị Hoa"
    assert signed.office == "KT. Cục trưởng Cục Quản trị I\nPhó Cục trưởng", "a deputy signs for the head"


def test_of_a_unit_whose_people_nobody_wrote_down_its_unnamed_leader_signs(drawn: Desk) -> None:
    year, unit = the_year(drawn, YEAR), the_unit(drawn, "CQT II")
    for person in drawn.store.find(Person, unit_id=unit):
        people.delete_person(drawn, person)
    saved = drawn.store.get(Unit, unit)
    drawn.store.save(saved.with_(name="Xã Ea Păl"))
    assert pledge.sign_pledge(drawn, year.id, unit).signatures[-1].name == "Đại diện lãnh đạo xã Ea Păl"


def test_of_two_of_one_name_the_units_own_signs_for_it(drawn: Desk) -> None:
    year = the_year(drawn, YEAR)
    for unit, title in (("CQT I", "Phó Cục trưởng"), ("Vụ TK", "Phó Vụ trưởng")):
        people.save_person(drawn, the_unit(drawn, unit), None, heads=False, name="Lê Thị Hoa", title=title)
    signed = pledge.sign_pledge(drawn, year.id, the_unit(drawn, "Vụ TK"), "hoa").signatures[-1]
    assert signed.name == "Phó Vụ trưởng Lê Thị Hoa"


def test_registrations_stand_still_from_the_first_signature(drawn: Desk) -> None:
    year = the_year(drawn, YEAR)
    unit = year.members[0].unit_id
    signed_by(drawn, YEAR, unit)
    acts: list[Callable[[], object]] = [
        lambda: registration.register(drawn, year.id, unit, Wanted("I.1", "Khác")),
        lambda: registration.toggle_title(drawn, year.id, unit, "Giấy khen"),
    ]
    for act in acts:
        with pytest.raises(Refused, match="withdraw the signatures"):
            act()
    with pytest.raises(Refused, match="reason"):
        pledge.withdraw_signature(drawn, year.id, " ")
    pledge.withdraw_signature(drawn, year.id, "Sửa chỉ tiêu")
    registration.register(drawn, year.id, unit, Wanted("I.1", "Khác"))
    signed_by(drawn, YEAR, unit)


def test_a_unit_signs_for_itself_only(drawn: Desk, tmp_path: Path) -> None:
    own, other = the_unit(drawn, "Vụ TK"), the_unit(drawn, "CQT I")
    thu = a_colleague(drawn, tmp_path / "data", 1001, "thu", UserRole.UNIT_REPRESENTATIVE, unit_id=own)
    with pytest.raises(NotAllowed):
        signed_by(thu, YEAR, other)
    assert signed_by(thu, YEAR, own).signatures[0].account == "thu"
    thu.store.close()


def test_two_heads_who_sign_at_once_both_stay(drawn: Desk, tmp_path: Path) -> None:
    year = the_year(drawn, YEAR)
    lan = a_colleague(drawn, tmp_path / "data", 1001, "lan")
    signed_by(lan, YEAR, the_unit(drawn, "CQT I"))
    signed_by(drawn, YEAR, the_unit(drawn, "CQT II"))
    lan.store.refresh()
    of = registration.pledge_of(lan, year.id)
    assert of is not None
    assert [s.account for s in of.signatures] == ["lan", "thu-ky"]
    lan.store.close()


def test_an_amendment_keeps_what_was_and_why(drawn: Desk) -> None:
    sign_all(drawn)
    year, unit = the_year(drawn, YEAR), the_unit(drawn, "Vụ TK")
    with pytest.raises(Refused, match="reason"):
        pledge.amend(drawn, year.id, unit, Wanted("I.1", "90% nhiệm vụ"), "")
    with pytest.raises(Refused, match="Nothing was changed"):
        pledge.amend(drawn, year.id, unit, Wanted("I.1", "100% nhiệm vụ"), "Lý do")
    of = pledge.amend(drawn, year.id, unit, Wanted("I.1", "90% nhiệm vụ"), "Thêm nhiệm vụ đột xuất")
    (amendment,) = of.amendments
    assert (amendment.before, amendment.after) == ("100% nhiệm vụ (Báo cáo)", "90% nhiệm vụ (Báo cáo)")
    assert (amendment.account, amendment.reason) == ("thu-ky", "Thêm nhiệm vụ đột xuất")
    assert registration.registration_of(drawn, year.id, unit).target("I.1") == "90% nhiệm vụ"


def test_an_unsigned_pledge_is_not_amended(drawn: Desk) -> None:
    with pytest.raises(Refused, match="change the registration itself"):
        pledge.amend(drawn, the_year(drawn, YEAR).id, the_unit(drawn, "Vụ TK"), Wanted("I.1", "X"), "Lý do")


def test_the_preamble_is_changed_before_the_first_signature(drawn: Desk) -> None:
    year = the_year(drawn, YEAR)
    of = registration.pledge_of(drawn, year.id)
    assert of is not None
    fresh = pledge.set_preamble(drawn, of, "Một\nHai")
    assert fresh.preamble == ("Một", "Hai")
    with pytest.raises(Clash):
        pledge.set_preamble(drawn, of, "Ba")
    signed_by(drawn, YEAR, year.members[0].unit_id)
    with pytest.raises(Refused):
        pledge.set_preamble(drawn, fresh, "Bốn")


def test_parts_of_a_target_that_two_changed_stand_beside_each_other(registered: Desk) -> None:
    year, unit = the_year(registered, YEAR), the_unit(registered, "Vụ TK")
    seen = registration.registration_of(registered, year.id, unit).targets[0]
    registration.register(registered, year.id, unit, Wanted("I.1", seen.text, "Cách khác", ""), seen=seen)
    wanted = Wanted("I.1", "Chỉ tiêu khác", seen.measure, "31/10/2023")
    fresh = registration.register(registered, year.id, unit, wanted, seen=seen).targets[0]
    assert (fresh.text, fresh.measure, str(fresh.due)) == ("Chỉ tiêu khác", "Cách khác", "2023-10-31")
    with pytest.raises(Clash):
        registration.register(registered, year.id, unit, Wanted("I.1", "Thứ ba"), seen=seen)


def test_an_empty_target_takes_it_back(registered: Desk) -> None:
    year, unit = the_year(registered, YEAR), the_unit(registered, "Vụ TK")
    of = registration.register(registered, year.id, unit, Wanted("I.1", ""))
    assert of.targets == ()


def test_a_title_is_marked_and_taken_back(registered: Desk) -> None:
    year, unit = the_year(registered, YEAR), the_unit(registered, "Vụ TK")
    assert registration.toggle_title(registered, year.id, unit, "Giấy khen").titles == ("Giấy khen",)
    assert registration.toggle_title(registered, year.id, unit, "Giấy khen").titles == ()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted("IX.9", "Việc"), "no row IX.9"),
        (Wanted("I.1", "Việc", "", "31/02/2023"), "not a date"),
    ],
)
def test_what_does_not_fit_is_refused(sample: Desk, wanted: Wanted, said: str) -> None:
    before = sample.store.seq
    with pytest.raises(Refused, match=said):
        registration.register(sample, the_year(sample, YEAR).id, the_unit(sample, "Vụ TK"), wanted)
    assert sample.store.seq == before


def test_last_years_target_is_there_to_be_taken_over(sample: Desk) -> None:
    page = registration.registration_page(sample, the_year(sample, YEAR).id)
    unit = the_unit(sample, "CQT I")
    assert page.registrations == {}
    assert page.before[unit].target("I.1") == "100% nhiệm vụ trong kế hoạch năm đúng hạn"
    assert not any(row.code.startswith("P") for row in page.rows), "deductions are nothing to register"


def test_a_signature_and_an_amendment_are_undone_by_name(drawn: Desk, tmp_path: Path) -> None:
    lan = a_colleague(drawn, tmp_path / "data", 1001, "lan")
    sign_all(lan)
    year, unit = the_year(lan, YEAR), the_unit(lan, "Vụ TK")
    pledge.amend(lan, year.id, unit, Wanted("I.1", "90%"), "Lý do")
    assert undo.undo(lan).why == "Amended {unit}, {code}: {reason}"
    of = registration.pledge_of(lan, year.id)
    assert of is not None
    assert of.amendments == ()
    assert registration.registration_of(lan, year.id, unit).target("I.1") == "100% nhiệm vụ"
    years.set_stage(lan, the_year(lan, YEAR), Stage.PLEDGE)
    lan.store.close()


def test_seen_may_be_a_whole_target(sample: Desk) -> None:
    year, unit = the_year(sample, YEAR), the_unit(sample, "Vụ TK")
    seen = Target(code="I.1", text="")
    registration.register(sample, year.id, unit, Wanted("I.1", "Một"), seen=seen)
    with pytest.raises(Clash):
        registration.register(sample, year.id, unit, Wanted("I.1", "Hai"), seen=seen)
