"""A year's criteria: a copy of its own at the first change, frozen once scoring opens."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, CriterionKind
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.operations import lookup
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import criteria
from ktd_tui.operations.scoring.criteria import Seen
from ktd_tui.operations.year import registration, years
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.rules.scoring.criteria import Part
from tests.builders import a_colleague
from tests.operations.found import the_template, the_unit, the_year

YEAR = 2023


def seen(desk: Desk, number: int = YEAR) -> Seen:
    year = the_year(desk, number)
    return Seen(year.id, desk.store.get(CriteriaSet, str(year.criteria_id)))


def test_the_first_change_makes_the_year_a_copy_of_its_own(sample: Desk) -> None:
    before = seen(sample, 2022).of
    values = {"code": "I.1", "text": "Kế hoạch", "points": "15", "barred_below": "5", "rule": "Theo quý"}
    fresh = criteria.save_entry(sample, seen(sample), CriterionKind.CRITERION, "I.1", values)
    assert seen(sample).of == fresh
    assert seen(sample, 2022).of == before, "last year's criteria changed"
    assert (fresh.version, fresh.template) == ("V-2", False)
    row = fresh.groups[0].criteria[0]
    assert (str(row.maximum), str(row.barred_below), row.rule) == ("15", "5", "Theo quý")
    again = criteria.save_head(sample, seen(sample), head(fresh, name="Bảng 2023"))
    assert (again.id, again.name) == (fresh.id, "Bảng 2023"), "the second change made one more copy"


def head(of: CriteriaSet, **changes: str) -> dict[str, str]:
    texts = {"name": of.name, "source": of.source, "certainty": of.certainty, "tie_break": "I; III"}
    return texts | {"bonus_cap": "5", "deduction_cap": "10"} | changes


@pytest.mark.parametrize("stage", [Stage.SELF_SCORING, Stage.REVIEW])
def test_they_stand_once_scoring_opens(sample: Desk, stage: Stage) -> None:
    years.set_stage(sample, the_year(sample, YEAR), stage)
    with pytest.raises(Refused, match="stand since scoring opened"):
        criteria.delete_entry(sample, seen(sample), CriterionKind.BONUS, "T1")
    with pytest.raises(Refused, match="stand since scoring opened"):
        criteria.adopt(sample, the_year(sample, YEAR).id, the_template(sample, "C-1"))


def test_a_row_under_a_target_stays(sample: Desk) -> None:
    registration.register(sample, the_year(sample, YEAR).id, the_unit(sample, "Vụ TK"), Wanted("I.4", "02"))
    with pytest.raises(Refused, match="has targets"):
        criteria.delete_entry(sample, seen(sample), CriterionKind.CRITERION, "I.4")
    with pytest.raises(Refused, match="has targets"):
        criteria.adopt(sample, the_year(sample, YEAR).id, the_template(sample, "B-1"))
    criteria.delete_entry(sample, seen(sample), CriterionKind.CRITERION, "I.5")


def test_what_would_not_be_sound_is_not_saved(sample: Desk) -> None:
    before = sample.store.seq
    for part, values, said in (
        (
            CriterionKind.CRITERION,
            {"code": "I.2", "text": "Trùng", "points": "5", "group": "I"},
            "stands twice",
        ),
        (CriterionKind.BONUS, {"code": "T9", "text": "Thưởng", "points": "x"}, "not a number"),
        (Part.BAR, {"text": " "}, "empty"),
        (Part.GRADE, {"text": "Tốt", "points": "85"}, "name of its own"),
        (CriterionKind.DEDUCTION, {"code": "P9", "text": "Trừ", "points": "2", "each": "3"}, "P9"),
    ):
        with pytest.raises(Refused, match=said):
            criteria.save_entry(sample, seen(sample), part, None, values)
    assert sample.store.seq == before


def test_a_share_is_typed_with_its_sign_too(sample: Desk) -> None:
    knock_out = {"text": "Dưới một nửa", "code": "I.2", "share": "50 %"}
    grade = {"text": "Giỏi", "points": "85", "units_share": "20%", "floors": "I: 85%; *: 80 %"}
    layer = {"text": "Thẩm định", "name": "Thẩm định", "code": "td", "counts": "0%"}
    criteria.save_entry(sample, seen(sample), Part.KNOCK_OUT, None, knock_out)
    criteria.save_entry(sample, seen(sample), Part.GRADE, None, grade)
    of = criteria.save_entry(sample, seen(sample), Part.LAYER, None, layer)
    assert of.knock_outs[-1].below_share == 50
    added = next(one for one in of.grades if one.name == "Giỏi")
    assert added.share == 20
    assert {one.name: int(one.points) for one in added.floors} == {"I": 85, "*": 80}


def test_every_kind_of_row_is_added_and_taken_out(sample: Desk) -> None:
    for part, key, values in (
        (CriterionKind.CRITERION, "I.6", {"code": "I.6", "text": "Việc", "points": "4", "group": "I"}),
        (Part.GROUP, "IV", {"code": "IV", "text": "Nhóm bốn", "points": "10"}),
        (CriterionKind.BONUS, "T3", {"code": "T3", "text": "Thưởng", "points": "1"}),
        (CriterionKind.DEDUCTION, "P4", {"code": "P4", "text": "Trừ", "points": "2", "each": "1"}),
        (Part.BAR, "Lý do khác", {"text": "Lý do khác"}),
        (Part.GRADE, "Giỏi", {"text": "Giỏi", "points": "85"}),
    ):
        before = criteria.criteria_page(sample, the_year(sample, YEAR).id).lines
        criteria.save_entry(sample, seen(sample), part, None, values)
        page = criteria.criteria_page(sample, the_year(sample, YEAR).id)
        assert (part, key) in [(line.part, line.key) for line in page.lines], key
        criteria.delete_entry(sample, seen(sample), part, key)
        assert criteria.criteria_page(sample, the_year(sample, YEAR).id).lines == before, key


def test_who_saves_second_is_asked(sample: Desk) -> None:
    old = seen(sample)
    criteria.save_entry(sample, old, Part.BAR, None, {"text": "Một"})
    with pytest.raises(Clash) as clash:
        criteria.save_entry(sample, old, Part.BAR, None, {"text": "Hai"})
    now = clash.value.seen
    assert isinstance(now, Seen)
    assert criteria.save_entry(sample, now, Part.BAR, None, {"text": "Hai"}).bars[-2:] == ("Một", "Hai")


def test_templates_and_other_years_are_offered(sample: Desk) -> None:
    page = criteria.criteria_page(sample, the_year(sample, YEAR).id)
    assert [name.rpartition(" ")[2] for _, name in page.others] == ["(C-1)", "(A-1)", "(B-1)"]
    assert not page.frozen
    assert criteria.criteria_page(sample, the_year(sample, 2022).id).frozen


def test_a_new_year_takes_last_years_set(sample: Desk) -> None:
    criteria.save_entry(sample, seen(sample), Part.BAR, None, {"text": "Một"})
    following = years.open_year(sample, lookup.bloc_named(sample, "V").id, 2024)
    assert following.criteria_id == the_year(sample, YEAR).criteria_id


def test_a_secretary_changes_them_before_scoring_only(sample: Desk, tmp_path: Path) -> None:
    bloc = lookup.bloc_named(sample, "V").id
    thu = a_colleague(sample, tmp_path / "data", 1001, "thu", UserRole.BLOC_SECRETARY, bloc_id=bloc)
    criteria.save_entry(thu, seen(thu), Part.BAR, None, {"text": "Một"})
    with pytest.raises(NotAllowed):
        criteria.save_entry(thu, seen(thu, 2022), Part.BAR, None, {"text": "Hai"})
    thu.store.close()
