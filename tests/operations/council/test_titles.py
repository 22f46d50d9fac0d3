"""The council's titles: the law's to begin with, the office's own by and by; old data has bare names."""

import pytest

from ktd_tui.domain.merit import AwardFor, AwardKind, AwardLevel, AwardTitle
from ktd_tui.domain.organisation import Council, Stage
from ktd_tui.domain.scoring import Registration
from ktd_tui.errors import Refused
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.council import titles
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.titles import Office, TitleTyped, title_meant, titles_of_law
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year.registration import registration_of, toggle_title
from tests.operations.found import the_unit, the_year

FLAG = "Cờ thi đua của Văn phòng Quốc hội"


def names(desk: Desk) -> list[str]:
    return [one.name for one in council(desk).award_titles]


def one_of(desk: Desk, name: str) -> AwardTitle:
    return next(one for one in council(desk).award_titles if one.name == name)


@pytest.mark.parametrize("office", Office)
def test_a_new_council_begins_with_the_laws_own_titles(desk: Desk, office: Office) -> None:
    set_up_council(desk, "Hội đồng TĐKT", "Sở Y tế", office=office)
    found = council(desk).award_titles
    assert found
    assert all(one.to_confirm and one.source for one in found)
    assert ("Cờ thi đua của Chính phủ" in names(desk)) == (office is not Office.GRASSROOTS)
    assert ("Giấy khen" in names(desk), "Chiến sĩ thi đua cơ sở" in names(desk)) == (True, True)


def test_what_the_agency_gives_itself_bears_its_name() -> None:
    with_name = [one.name for one in titles_of_law(Office.PROVINCE, "Tỉnh X")]
    assert {"Cờ thi đua của Tỉnh X", "Bằng khen của Tỉnh X", "Tập thể lao động xuất sắc"} <= set(with_name)
    below = [one.name for one in titles_of_law(Office.GRASSROOTS, "Trường Y")]
    assert "Cờ thi đua" in below, "an office of the base level gives no flag itself"


def test_an_office_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        set_up_council(desk, "Hội đồng", "", office="xã hội")
    assert desk.store.find(Council) == []


@pytest.mark.parametrize(
    ("name", "kind", "whom", "level"),
    [
        ("Cờ thi đua của Chính phủ", AwardKind.TITLE, AwardFor.COLLECTIVE, AwardLevel.STATE),
        ("Bằng khen của Bộ trưởng", AwardKind.FORM, AwardFor.BOTH, AwardLevel.MINISTRY),
        ("CHIẾN SĨ THI ĐUA CƠ SỞ", AwardKind.TITLE, AwardFor.PERSON, AwardLevel.GRASSROOTS),
        ("Đơn vị quyết thắng", AwardKind.TITLE, AwardFor.COLLECTIVE, AwardLevel.MINISTRY),
    ],
)
def test_a_bare_name_of_old_data_is_a_title(
    name: str, kind: AwardKind, whom: AwardFor, level: AwardLevel
) -> None:
    (found,) = Council.model_validate({"name": "Hội đồng", "award_titles": [name]}).award_titles
    assert (found.name, found.kind, found.whom, found.level) == (name, kind, whom, level)
    assert not found.to_confirm


def test_a_title_is_added_changed_moved_and_dropped(sample: Desk) -> None:
    titles.save_title(sample, TitleTyped("Kỷ niệm chương", "hình thức", "cá nhân", "bộ, tỉnh"), None)
    new = one_of(sample, "Kỷ niệm chương")
    assert (new.kind, new.whom, new.level) == (AwardKind.FORM, AwardFor.PERSON, AwardLevel.MINISTRY)
    titles.move_title(sample, new, -1)
    assert names(sample)[-2:] == ["Kỷ niệm chương", "Giấy khen"]
    for _ in range(2):
        titles.move_title(sample, new, 1)
        assert names(sample)[-2:] == ["Giấy khen", "Kỷ niệm chương"], "it does not stop at the end"
    titles.move_title(sample, new, -1)
    titles.drop_title(sample, new)
    assert "Kỷ niệm chương" not in names(sample)
    undo(sample)
    assert "Kỷ niệm chương" in names(sample)


@pytest.mark.parametrize(
    "typed",
    [
        TitleTyped(" "),
        TitleTyped("cờ thi đua của văn phòng quốc hội"),
        TitleTyped("Mới", kind="huy hiệu"),
        TitleTyped("Mới", whom="mọi người"),
        TitleTyped("Mới", level="xã"),
    ],
    ids=str,
)
def test_what_is_no_title_is_refused(sample: Desk, typed: TitleTyped) -> None:
    before = council(sample)
    with pytest.raises(Refused):
        titles.save_title(sample, typed, None)
    assert council(sample) == before


def test_a_new_name_goes_along_with_what_units_registered_in_open_years(sample: Desk) -> None:
    unit = the_unit(sample, "LT-HTQT")
    open_year = the_year(sample, 2023)
    toggle_title(sample, open_year.id, unit, "cờ thi đua của văn phòng quốc hội")
    sample.store.save(the_year(sample).with_(stage=Stage.CLOSED))
    seen = one_of(sample, FLAG)
    titles.save_title(sample, titles.title_as_typed(seen)._replace(name="Cờ thi đua của Cơ quan"), seen)
    assert registration_of(sample, open_year.id, unit).titles == ("Cờ thi đua của Cơ quan",)
    assert FLAG in registration_of(sample, the_year(sample).id, unit).titles, "a closed year keeps its words"
    undo(sample)
    assert registration_of(sample, open_year.id, unit).titles == (FLAG,)


def test_two_who_change_one_title_are_both_heard(sample: Desk) -> None:
    seen = one_of(sample, FLAG)
    titles.save_title(sample, titles.title_as_typed(seen)._replace(source="Quy chế 1"), seen)
    with pytest.raises(Clash):
        titles.save_title(sample, titles.title_as_typed(seen)._replace(source="Quy chế 2"), seen)


def test_confirming_and_the_titles_that_the_list_has_not_got(desk: Desk) -> None:
    set_up_council(desk, "Hội đồng", "Bộ X")
    flag = one_of(desk, "Cờ thi đua của Bộ X")
    titles.save_title(desk, titles.title_as_typed(flag)._replace(name="Cờ thi đua Bộ X"), flag)
    assert not one_of(desk, "Cờ thi đua Bộ X").to_confirm, "what a person wrote is confirmed"
    titles.drop_title(desk, one_of(desk, "Giấy khen"))
    waiting = sum(one.to_confirm for one in council(desk).award_titles)
    assert titles.confirm_titles(desk) == waiting
    assert titles.confirm_titles(desk) == 0
    assert titles.add_titles_of_law(desk, Office.MINISTRY) == 1, names(desk)
    assert titles.add_titles_of_law(desk, Office.MINISTRY) == 0


def test_a_title_is_found_by_how_it_alone_begins(desk: Desk) -> None:
    set_up_council(desk, "Hội đồng", "")
    found = council(desk).award_titles
    assert title_meant(found, "co thi dua").name == "Cờ thi đua", "the whole name counts before a beginning"
    assert title_meant(found, "giấy").name == "Giấy khen"
    with pytest.raises(Refused, match="several"):
        title_meant(found, "Tập thể lao động")
    with pytest.raises(Refused, match="no title"):
        title_meant(found, "Huân chương")
    with pytest.raises(Refused):
        title_meant((), "Giấy khen")


def test_only_what_the_council_knows_is_registered(sample: Desk) -> None:
    year, unit = the_year(sample, 2023), the_unit(sample, "Vụ TK")
    with pytest.raises(Refused):
        toggle_title(sample, year.id, unit, "Huân chương Sao vàng")
    assert sample.store.find(Registration, bloc_year_id=year.id, unit_id=unit) == []
    old = Registration(bloc_year_id=year.id, unit_id=unit, titles=("Danh hiệu cũ",))
    sample.store.save(old)
    assert toggle_title(sample, year.id, unit, "danh hiệu cũ").titles == (), "what is there can be taken back"
