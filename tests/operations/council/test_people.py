"""The people of the units: what is typed of them once, how they are found, and how an import reads them."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.operations.council.directory import find_anything
from ktd_tui.operations.council.people import save_person
from ktd_tui.operations.data.export_people import people_table
from ktd_tui.operations.data.exporting import write_table
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, people_meant, person_named, unit_named


def add(desk: Desk, unit: str, **texts: str) -> Person:
    return save_person(desk, unit_named(desk, unit).id, None, heads=None, **texts)


def test_what_stands_before_the_name_goes_where_it_belongs(sample: Desk) -> None:
    phuc = add(sample, "Vụ Thư ký", name="PGS.TS Nguyễn Trần Phúc", title="Phó Vụ trưởng")
    assert (phuc.name, phuc.degree, phuc.honorific) == ("Nguyễn Trần Phúc", "PGS.TS", "")
    hanh = add(sample, "Vụ Thư ký", name="Vũ Thị Hồng Hạnh", honorific="ba", deputy_for_id="ntp")
    assert (hanh.honorific, hanh.deputy_for_id) == ("bà", phuc.id)
    changed = save_person(sample, phuc.unit_id or "", phuc, heads=None, name="Ông GS.TS Nguyễn Trần Phúc")
    assert (changed.degree, changed.honorific, changed.title) == ("GS.TS", "ông", "Phó Vụ trưởng")


@pytest.mark.parametrize(
    "texts", [{"name": ""}, {"name": "Lê An", "honorific": "cô"}, {"name": "Lê An", "deputy_for_id": "zzz"}]
)
def test_what_is_not_understood_is_refused(sample: Desk, texts: dict[str, str]) -> None:
    before = sample.store.find(Person)
    with pytest.raises(Refused):
        add(sample, "Vụ Thư ký", **texts)
    assert sample.store.find(Person) == before


@pytest.mark.parametrize(
    "typed", ["ntp", "phuc", "PGS.TS Phúc", "ông phúc", "nguyen tran phuc", "phúc thư ký"]
)
def test_a_person_is_found_as_people_type(sample: Desk, typed: str) -> None:
    phuc = add(sample, "Vụ Thư ký", name="Ông PGS.TS Nguyễn Trần Phúc")
    assert person_named(sample, typed) == phuc
    assert person_named(sample, phuc.id) == phuc


@pytest.mark.parametrize("typed", ["nvh", "hùng", "nvh thư ký", "Đại tá Nguyễn Văn Hùng", "đại tá hùng"])
def test_a_rank_hinders_nobody_from_being_found(sample: Desk, typed: str) -> None:
    hung = add(sample, "Vụ Thư ký", name="Đại tá Nguyễn Văn Hùng")
    assert (hung.name, person_named(sample, typed)) == ("Đại tá Nguyễn Văn Hùng", hung)


def test_a_person_is_found_by_the_short_name_of_the_unit(sample: Desk) -> None:
    assert [p.name for p in people_meant(sample, "CQT III")] == ["Nguyễn Văn Định"]


def test_two_alike_are_named(sample: Desk) -> None:
    add(sample, "Vụ Thư ký", name="Nguyễn Trần Phúc", title="Vụ trưởng")
    add(sample, "Cục Quản trị I", name="Nguyễn Thị Phượng")
    with pytest.raises(Refused) as refused:
        person_named(sample, "ntp")
    names = refused.value.facts["names"]
    assert names == "Nguyễn Trần Phúc, Vụ trưởng Vụ Thư ký; Nguyễn Thị Phượng, Cục Quản trị I"
    assert person_named(sample, "ntp thư ký").name == "Nguyễn Trần Phúc"


def take(desk: Desk, path: Path) -> list[Action]:
    plan = plan_import(desk, path, Asked(bloc="V"))
    actions = [row.action for row in plan.rows]
    if Action.ERROR not in actions:
        write_plan(desk, plan)
    return actions


def test_a_table_of_people_is_read_and_written_alike(sample: Desk, tmp_path: Path) -> None:
    table = tmp_path / "can-bo.csv"
    table.write_text(
        'Ông/Bà,Họ và tên,"Học hàm, học vị",Chức vụ,Đơn vị,Thủ trưởng,Thay,Quyền hạn ký\n'
        ",PGS.TS Nguyễn Trần Phúc,,Vụ trưởng,Vụ Thư ký,x,,\n"
        "bà,Vũ Thị Hồng Hạnh,ThS,Phó Vụ trưởng,Vụ Thư ký,,ntp,tuq Chủ nhiệm\n",
        encoding="utf-8",
    )
    assert take(sample, table) == [Action.ADD, Action.ADD]
    phuc, hanh = person_named(sample, "ntp"), person_named(sample, "hanh")
    assert (phuc.degree, hanh.honorific, hanh.degree, hanh.deputy_for_id) == ("PGS.TS", "bà", "ThS", phuc.id)
    assert hanh.signs_as == "TUQ. Chủ nhiệm"
    assert sample.store.get(Unit, phuc.unit_id or "").head_id == phuc.id
    out = tmp_path / "xuat.csv"
    write_table(people_table(sample, bloc_named(sample, "V").id), out)
    assert "bà" in out.read_text("utf-8-sig")
    assert set(take(sample, out)) == {Action.SAME}, "what was written says something else when read"
    table.write_text("Họ và tên,Đơn vị,Ông/Bà\nLê An,Vụ Thư ký,cô\n", encoding="utf-8")
    assert take(sample, table) == [Action.ERROR]


def test_the_search_over_everything_finds_a_person_by_initials(sample: Desk) -> None:
    phuc = add(sample, "Vụ Thư ký", name="PGS.TS Nguyễn Trần Phúc", title="Phó Vụ trưởng Vụ")
    found = find_anything(sample, "ntp")
    assert [one.record for one in found] == [phuc]
    assert found[0].detail == "Phó Vụ trưởng Vụ Thư ký", "what office and unit both say is said twice"


@pytest.mark.parametrize(
    ("unit", "title", "heads"),
    [
        ("Trường Cao đẳng X", "Hiệu trưởng", True),
        ("Trường Cao đẳng X", "Quyền Hiệu trưởng", True),
        ("Trường Cao đẳng X", "Hiệu trưởng Trường Cao đẳng X", True),
        ("Trường Cao đẳng X", "Phó Hiệu trưởng", False),
        ("Câu lạc bộ X", "", False),
    ],
)
def test_who_is_new_heads_a_unit_without_a_head_by_their_title(
    sample: Desk, unit: str, title: str, heads: bool
) -> None:
    bloc = sample.store.find(Bloc)[0]
    added = sample.store.save(Unit(bloc_id=bloc.id, name=unit))
    first = save_person(sample, added.id, None, heads=None, name="Lê Một", title=title)
    assert (sample.store.get(Unit, added.id).head_id == first.id) is heads
    save_person(sample, added.id, None, heads=None, name="Lê Hai", title=title)
    assert (sample.store.get(Unit, added.id).head_id == first.id) is heads, "a second one took it over"
