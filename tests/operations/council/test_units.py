"""Units are renamed, moved, merged, split, dissolved from a year on; the years before stay as they were."""

import pytest

from ktd_tui.domain.organisation import Bloc, BlocYear, Role, Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.operations import saying
from ktd_tui.operations.council import reorganising
from ktd_tui.operations.council.directory import unit_rows
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.units import (
    Since,
    delete_unit,
    order_by_alphabet,
    reorder_unit,
    save_unit,
)
from ktd_tui.operations.council.users import Account, add_user
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, member_named, unit_named, units_of
from ktd_tui.operations.meeting.long_texts import draft_report
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.year.owed import ACCOUNTS, owed
from ktd_tui.operations.year.registration import Wanted, register
from ktd_tui.operations.year.taking_part import leave_out, take_in
from ktd_tui.operations.year.years import YearHead, open_year, save_year, set_stage

FROM_2024 = Since("2024", "Quyết định số 01/QĐ-UBND ngày 02/01/2024")


@pytest.fixture
def council(desk: Desk) -> Desk:
    """Ten departments in bloc I, two of one given name, none in bloc II; 2023 is open."""
    set_up_council(desk, "Hội đồng tỉnh", "UBND tỉnh")
    bloc = bloc_named(desk, "I")
    for name in (
        "Y tế",
        "Xây dựng",
        "Tư pháp",
        "Tài chính",
        "Nội vụ",
        "Giao thông",
        "Công thương",
        "Du lịch",
    ):
        save_unit(desk, bloc.id, None, name=f"Sở {name}", short_name=f"S. {name}")
    for name in ("Ban Dân tộc", "Ban Dân tộc miền núi"):
        save_unit(desk, bloc.id, None, name=name)
    open_year(desk, bloc.id, 2023)
    return desk


def the_year(desk: Desk, number: int, code: str = "I") -> BlocYear:
    return desk.store.find(BlocYear, year=number, bloc_id=bloc_named(desk, code).id)[0]


def names(desk: Desk, number: int, code: str = "I") -> list[str]:
    return [unit.name for unit in units_of(desk, the_year(desk, number, code))]


def renamed(desk: Desk, old: str, new: str, since: Since) -> Unit:
    unit = unit_named(desk, old)
    return save_unit(desk, "", unit, since, name=new, short_name=unit.short_name, city=unit.city)


def test_a_new_name_holds_from_its_year_on(council: Desk) -> None:
    renamed(council, "Sở Giao thông", "Sở Xây dựng và Giao thông", FROM_2024)
    open_year(council, bloc_named(council, "I").id, 2024)
    assert "Sở Giao thông" in names(council, 2023)
    assert "Sở Xây dựng và Giao thông" in names(council, 2024)
    unit = unit_named(council, "Sở Xây dựng và Giao thông")
    assert member_named(council, the_year(council, 2023), "Xây dựng và Giao thông").id == unit.id
    assert saying.unit_event(unit.events[0]) == (
        "Năm 2024: đổi tên từ Sở Giao thông thành Sở Xây dựng và Giao thông "
        "(Quyết định số 01/QĐ-UBND ngày 02/01/2024)"
    )


def test_a_slip_is_corrected_in_every_year_and_a_name_twice_in_one_year_was_one(council: Desk) -> None:
    renamed(council, "Sở Y tế", "Sở Y Tế", Since())
    assert "Sở Y Tế" in names(council, 2023)
    renamed(council, "Sở Tư pháp", "Sở Tư pháp và Nội chính", FROM_2024)
    unit = renamed(council, "Sở Tư pháp và Nội chính", "Sở Nội chính", FROM_2024)
    assert unit.name_in(2023) == "Sở Tư pháp"
    assert len(unit.events) == 1
    assert unit.events[0].before == ("Sở Tư pháp",)
    with pytest.raises(Refused, match="since 2024"):
        renamed(council, "Sở Nội chính", "Sở Khác", Since("2022"))


def test_a_unit_moves_to_another_bloc_and_its_past_stays(council: Desk) -> None:
    unit, to = unit_named(council, "Sở Du lịch"), bloc_named(council, "II")
    save_unit(council, to.id, None, name="Trường Một")
    open_year(council, to.id, 2024)
    reorganising.transfer_unit(council, unit.id, to.id, FROM_2024)
    open_year(council, bloc_named(council, "I").id, 2024)
    assert "Sở Du lịch" in names(council, 2023)
    assert "Sở Du lịch" not in names(council, 2024)
    assert "Sở Du lịch" in names(council, 2024, "II"), "the year of the new bloc was open already"
    open_year(council, bloc_named(council, "I").id, 2022)
    assert "Sở Du lịch" in names(council, 2022), "a year before, opened late, has the units of then"


def test_merged_units_end_and_their_people_come_along(council: Desk) -> None:
    one, other = unit_named(council, "Ban Dân tộc"), unit_named(council, "Sở Nội vụ")
    save_person(council, one.id, None, heads=True, name="Lò Thị Mây")
    merged = reorganising.merge_units(council, [one.id, other.id], "Sở Dân tộc và Nội vụ", FROM_2024)
    open_year(council, bloc_named(council, "I").id, 2024)
    assert {"Ban Dân tộc", "Sở Nội vụ"} <= set(names(council, 2023))
    assert not {"Ban Dân tộc", "Sở Nội vụ"} & set(names(council, 2024))
    assert "Sở Dân tộc và Nội vụ" in names(council, 2024)
    assert [p.name for p in council.store.find(Person, unit_id=merged.id)] == ["Lò Thị Mây"]
    open_year(council, bloc_named(council, "I").id, 2022)
    assert "Sở Dân tộc và Nội vụ" not in names(council, 2022)


def test_what_became_of_units_stands_in_the_report_of_its_year(council: Desk) -> None:
    bloc = bloc_named(council, "I")
    one, other, third = (unit_named(council, name) for name in ("Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"))
    reorganising.merge_units(council, [one.id, other.id], "Sở Nội vụ", FROM_2024)
    reorganising.transfer_unit(council, third.id, bloc_named(council, "II").id, Since("2024"))
    year = open_year(council, bloc.id, 2024)
    leave_out(council, year.id, unit_named(council, "Sở Du lịch").id, "đang giải thể")
    report = draft_report(council, start_meeting(council, year.id).id)
    assert report[1] == (
        "Thay đổi về đơn vị: Sở Y tế, Sở Nội vụ sáp nhập thành Sở Nội vụ (Quyết định số 01/QĐ-UBND ngày "
        "02/01/2024); Sở Tư pháp chuyển từ Khối thi đua số I sang Khối thi đua số II; "
        "Sở Du lịch không tham gia (đang giải thể)."
    )
    before = draft_report(council, start_meeting(council, the_year(council, 2023).id).id)
    assert "Thay đổi" not in "".join(before), "what is of 2024 is told of 2024"


def test_one_unit_takes_in_another_under_its_own_name(council: Desk) -> None:
    one, other = unit_named(council, "Sở Xây dựng"), unit_named(council, "Sở Giao thông")
    kept = reorganising.merge_units(council, [one.id, other.id], "sở xây dựng", FROM_2024)
    assert kept.id == one.id
    assert kept.last_year is None
    assert council.store.get(Unit, other.id).last_year == 2023


def test_a_unit_is_split_and_may_live_on_as_one_of_its_parts(council: Desk) -> None:
    unit = unit_named(council, "Sở Công thương")
    parts = reorganising.split_unit(council, unit.id, ["Sở Công thương", "Ban Công nghiệp"], FROM_2024)
    assert [part.name for part in parts] == ["Sở Công thương", "Ban Công nghiệp"]
    assert parts[0].id == unit.id
    other = unit_named(council, "Sở Tài chính")
    reorganising.split_unit(council, other.id, ["Sở Ngân sách", "Sở Kế hoạch"], FROM_2024)
    open_year(council, bloc_named(council, "I").id, 2024)
    assert "Sở Tài chính" not in names(council, 2024)
    assert {"Sở Ngân sách", "Sở Kế hoạch", "Ban Công nghiệp"} <= set(names(council, 2024))


def test_who_represented_a_unit_that_ended_is_told_until_they_have_another_role(council: Desk) -> None:
    def told() -> list[str]:
        return [one.text for one in owed(council) if one.place == ACCOUNTS]

    root = Account(0, "root")
    for place in ("Sở Tài chính", "Sở Y tế"):
        add_user(council, Account(4001, "lan"), UserRole.UNIT_REPRESENTATIVE, place=place)
    add_user(council, root, UserRole.UNIT_REPRESENTATIVE, place="Sở Tài chính")
    assert told() == []
    parts = ["Sở Ngân sách", "Sở Kế hoạch"]
    reorganising.split_unit(council, unit_named(council, "Sở Tài chính").id, parts, FROM_2024)
    (only,) = told()  # lan represents another unit still
    assert only.startswith("root đại diện Sở Tài chính, đơn vị không còn tham gia từ năm 2024")
    add_user(council, root, UserRole.UNIT_REPRESENTATIVE, place="Sở Ngân sách")
    assert told() == []


def test_what_was_entered_is_not_lost_by_a_reorganisation(council: Desk) -> None:
    unit = unit_named(council, "Sở Y tế")
    register(council, the_year(council, 2023).id, unit.id, Wanted("I.1", "Đủ"))
    before = council.store.seq
    with pytest.raises(Refused, match="has work in 2023"):
        reorganising.dissolve_unit(council, unit.id, Since("2023"))
    assert council.store.seq == before
    reorganising.dissolve_unit(council, unit.id, FROM_2024)
    assert "Sở Y tế" in names(council, 2023)
    with pytest.raises(Refused, match="no part since 2024"):
        reorganising.dissolve_unit(council, unit.id, FROM_2024)
    undo.undo(council)
    assert council.store.get(Unit, unit.id).last_year is None


@pytest.mark.parametrize("year", ["", "24", "năm sau"])
def test_a_reorganisation_needs_its_year(council: Desk, year: str) -> None:
    with pytest.raises(Refused, match=r"not a year|four digits"):
        reorganising.dissolve_unit(council, unit_named(council, "Sở Y tế").id, Since(year))


def test_a_unit_is_left_out_of_a_year_and_taken_in_again(council: Desk) -> None:
    unit, year = unit_named(council, "Sở Y tế"), the_year(council, 2023)
    save_year(council, year, YearHead(theme="", head=unit.id))
    with pytest.raises(Refused, match="reason"):
        leave_out(council, year.id, unit.id, " ")
    left = leave_out(council, year.id, unit.id, "Sáp nhập từ 01/7/2023")
    assert left.role_of(unit.id) is None
    assert [one.reason for one in left.left_out] == ["Sáp nhập từ 01/7/2023"]
    back = take_in(council, year.id, unit.id)
    assert back.role_of(unit.id) == "member"
    assert back.left_out == ()
    with pytest.raises(Refused, match="already"):
        take_in(council, year.id, unit.id)


def test_the_order_of_protocol_is_kept_by_hand_beside_the_alphabet(council: Desk) -> None:
    first = names(council, 2023)
    assert first[0] == "Ban Dân tộc"
    reorder_unit(council, unit_named(council, "Sở Nội vụ").id, -20)
    assert names(council, 2023)[0] == "Sở Nội vụ"
    order_by_alphabet(council, bloc_named(council, "I").id)
    assert names(council, 2023) == first


def test_a_unit_added_by_mistake_goes_to_the_trash_and_one_in_use_does_not(council: Desk) -> None:
    with pytest.raises(Refused, match="Dissolve it"):
        delete_unit(council, unit_named(council, "Sở Y tế"))
    wrong = save_unit(council, bloc_named(council, "II").id, None, name="Sở Nhầm")
    save_person(council, wrong.id, None, heads=True, name="Ai Đó")
    delete_unit(council, council.store.get(Unit, wrong.id))
    assert not council.store.find(Unit, id=wrong.id)
    assert not council.store.find(Person, unit_id=wrong.id)
    undo.undo(council)
    assert council.store.find(Person, unit_id=wrong.id)


def test_a_bloc_may_have_several_deputies(council: Desk) -> None:
    year = the_year(council, 2023)
    head, *deputies = [member.unit_id for member in year.members[:4]]
    saved = save_year(council, year, YearHead(theme="Đổi mới", head=head, deputies=deputies))
    assert saved.units_with(Role.DEPUTY) == tuple(deputies)
    again = save_year(council, saved, YearHead(theme="Đổi mới", head=head, deputies=deputies[:1]))
    assert again.units_with(Role.DEPUTY) == tuple(deputies[:1])
    with pytest.raises(Refused, match="both offices"):
        save_year(council, again, YearHead(theme="", head=head, deputies=[head]))


def test_an_ended_unit_stands_last_and_cannot_be_moved(council: Desk) -> None:
    unit = unit_named(council, "Ban Dân tộc miền núi")
    reorganising.dissolve_unit(council, unit.id, FROM_2024)
    bloc = council.store.get(Bloc, unit.bloc_id or "")
    assert unit_rows(council, bloc.id)[-1].unit.id == unit.id
    with pytest.raises(Refused, match="no part since"):
        reorder_unit(council, unit.id, 1)


def test_a_closed_year_never_changes(council: Desk) -> None:
    year = set_stage(council, the_year(council, 2023), Stage.CLOSED)
    unit = unit_named(council, "Sở Y tế")
    reorganising.dissolve_unit(council, unit.id, Since("2023"))
    assert council.store.get(BlocYear, year.id).role_of(unit.id) is not None


def test_a_decision_without_its_year_is_asked_for_not_dropped(council: Desk) -> None:
    with pytest.raises(Refused, match="give the year"):
        renamed(council, "Sở Y tế", "Sở Y tế và Dân số", Since("", "Quyết định số 01"))
    assert unit_named(council, "Sở Y tế").former_names == ()


def test_a_year_without_a_new_name_is_asked_for_not_dropped(council: Desk) -> None:
    with pytest.raises(Refused, match="write its new name"):
        renamed(council, "Sở Y tế", "Sở Y tế", Since("2025", "Quyết định số 01"))
    assert unit_named(council, "Sở Y tế").former_names == ()
