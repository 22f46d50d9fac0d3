"""Results against targets and the bloc's leader: computed anew, changed by hand, frozen; rows left out."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.scoring import CriteriaSet, Criterion, Layer, NotAssigned, SheetState
from ktd_tui.errors import Refused
from ktd_tui.operations.data.exporting import example, registration_table, write_table
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scoring import cells, criteria, grid, sheets
from ktd_tui.operations.scoring.cells import ScoreTyped
from ktd_tui.operations.scoring.criteria import Seen
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.operations.year import applying
from ktd_tui.operations.year.registration import Wanted, register, registration_of, target_as_typed
from ktd_tui.rules.scoring.criteria import SetLine, entry_typed, row_typed
from ktd_tui.rules.scoring.layers import BLOC_VIEW, ReasonNeeded, View
from ktd_tui.sheets.columns import TableKind
from tests.operations.found import the_unit, the_year

YEAR = 2023
ROWS = (
    ("heading", {"code": "I.A", "text": "Kết quả", "points": "6"}),
    ("leader", {"code": "I.6", "text": "Số vụ", "points": "5", "under": "I.A", "counted_in": "vụ"}),
    (
        "counted",
        {"code": "I.7", "text": "Bài báo", "points": "4", "each": "2", "under": "I.A", "weight": "0,5"},
    ),
    ("levels", {"code": "I.8", "text": "Xếp loại", "points": "3", "levels": "Tốt: 3\nKhá: 1,5"}),
    ("bands", {"code": "I.9", "text": "Tỷ lệ", "points": "2", "levels": "95: 2; 90: 1", "lower": "có"}),
    ("counted", {"code": "T9", "text": "Huân chương", "points": "5", "each": "5", "group": "bonuses"}),
    ("knock-out", {"name": "Nhóm I thấp", "text": "Nhóm I thấp", "code": "I", "share": "50", "grade": ""}),
)


@pytest.fixture
def measured(sample: Desk) -> Desk:
    """2023 with rows of many kinds, a target of 10 each, in scoring."""
    year = the_year(sample, YEAR)
    for part, typed in ROWS:
        of = sample.store.get(CriteriaSet, str(the_year(sample, YEAR).criteria_id))
        criteria.save_entry(sample, Seen(year.id, of), part, None, {"group": "I", **typed})
    for member in year.members:
        register(sample, year.id, member.unit_id, Wanted("I.6", "Điều tra", number="10", counted_in="vụ"))
    sample.store.save(the_year(sample, YEAR).with_(stage=Stage.SCORING))
    return sample


def typed(desk: Desk, unit: str, text: str, code: str = "I.6", reason: str = "") -> None:
    cells.record_score(
        desk, ScoreTyped(the_year(desk, YEAR).id, the_unit(desk, unit), code, text, reason=reason)
    )


def points(desk: Desk, unit: str, code: str = "I.6") -> Decimal | None:
    return grid.grid(desk, the_year(desk, YEAR).id).points[the_unit(desk, unit)].get(code)


def test_the_points_of_one_follow_from_the_results_of_all(measured: Desk) -> None:
    typed(measured, "CQT I", "15")
    assert points(measured, "CQT I") == 5, "it leads"
    typed(measured, "CQT II", "20")
    assert (points(measured, "CQT I"), points(measured, "CQT II")) == (Decimal("3.75"), Decimal(5))
    said = "\n".join(explain(measured, the_year(measured, YEAR).id, the_unit(measured, "CQT I"), "I.6"))
    assert (
        "Vượt 50% so với chỉ tiêu 10 vụ, đơn vị dẫn đầu vượt 100%: 2,5 + 2,5 × 50% ÷ 100% = 3,75 điểm."
        in said
    )
    assert "I.A Kết quả: 3,75 (I.6)\n" in said


def test_computed_points_are_changed_by_hand_with_a_reason_alone(measured: Desk) -> None:
    typed(measured, "CQT I", "20")
    with pytest.raises(ReasonNeeded):
        typed(measured, "CQT I", "=4")
    typed(measured, "CQT I", "=4", reason="Số liệu chưa được xác nhận")
    assert points(measured, "CQT I") == 4
    with pytest.raises(Refused, match="typed as they are"):
        typed(measured, "CQT I", "=4", code="I.1")
    with pytest.raises(Refused, match="from 0 to 5"):
        typed(measured, "CQT I", "=6", reason="Cao hơn")
    typed(measured, "CQT I", "10")
    assert points(measured, "CQT I") == Decimal("2.5"), "a new result is computed again"


def filled(desk: Desk, unit: str) -> None:
    for row in grid.grid(desk, the_year(desk, YEAR).id).rows:
        if row.group and row.code not in {"I.6", "I.7"}:
            typed(desk, unit, "1,5" if row.code == "I.8" else "1", row.code)
    typed(desk, unit, "3", "I.7")


def test_locking_freezes_what_others_would_move(measured: Desk) -> None:
    year = the_year(measured, YEAR)
    filled(measured, "CQT I")
    register(measured, year.id, the_unit(measured, "CQT I"), Wanted("I.9", "Tỷ lệ", number="100"))
    typed(measured, "CQT I", "15")
    with pytest.raises(Refused, match="has no result yet"):
        sheets.lock(measured, year.id, the_unit(measured, "CQT I"), BLOC_VIEW)
    for member in year.members:
        label = unit_label(measured, member.unit_id)
        typed(measured, label, "15")
    locked = sheets.lock(measured, year.id, the_unit(measured, "CQT I"), BLOC_VIEW)
    assert (locked.state, locked.frozen["I.6"]) == (SheetState.LOCKED, Decimal(5))
    typed(measured, "CQT II", "20")
    assert points(measured, "CQT I") == 5, "locked: another's result moves it no more"


def test_what_is_not_assigned_is_left_out_and_told(measured: Desk) -> None:
    year, unit = the_year(measured, YEAR).id, the_unit(measured, "CQT I")
    wanted = NotAssigned(code="I.A", who="Khối trưởng", reason="Không có nhiệm vụ này")
    applying.set_not_assigned(measured, year, unit, wanted)
    with pytest.raises(Refused, match="not assigned"):
        typed(measured, "CQT I", "5")
    of = grid.grid(measured, year)
    assert not {"I.6", "I.7"} & set(next(s.result.missing for s in of.standings if s.unit_id == unit))
    said = "\n".join(explain(measured, year, unit))
    assert "I.A không giao: Khối trưởng quyết định, lý do: Không có nhiệm vụ này" in said
    applying.set_not_assigned(measured, year, unit, wanted.model_copy(update={"reason": ""}))
    typed(measured, "CQT I", "5")


def test_a_unit_may_not_give_itself_more_than_the_set_leaves_it(measured: Desk) -> None:
    year, unit = the_year(measured, YEAR), the_unit(measured, "CQT I")
    of = measured.store.get(CriteriaSet, str(year.criteria_id))
    measured.store.save(of.with_(self_most=Decimal(1)))
    measured.store.save(year.with_(stage=Stage.SELF_SCORING))
    register(measured, year.id, unit, Wanted("I.9", "Tỷ lệ", number="100"))
    for row in grid.grid(measured, year.id).rows:
        if row.group:
            text = "1,5" if row.code == "I.8" else "1"
            cells.record_score(measured, ScoreTyped(year.id, unit, row.code, text, View(Layer.SELF)))
    with pytest.raises(Refused, match="at most"):
        sheets.submit(measured, year.id, unit, View(Layer.SELF))


def test_the_tables_come_back_as_they_were_exported(measured: Desk, tmp_path: Path) -> None:
    year = the_year(measured, YEAR)
    for name, table in (
        ("tieu-chi", example(measured, TableKind.CRITERIA, year.id)),
        ("dang-ky", registration_table(measured, year.id)),
    ):
        path = tmp_path / f"{name}.xlsx"
        write_table(table, path)
        plan = plan_import(measured, path, Asked("V", YEAR))
        assert plan.count(Action.SAME) == len(plan.rows) > 0, [row.told for row in plan.rows]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([("1000", "")], ("1000", "1000")),
        ([("1000", None)], ("1000", "1000")),
        ([("1000", ""), ("1200", "1000")], ("1200", "1200")),
        ([("1000", ""), ("1000", "1200")], ("1200", "1200")),
        ([("1000", ""), ("1000", "")], ("1000", None)),
        ([("Giảm án tồn", "12"), ("Giảm án tồn", "15")], ("Giảm án tồn", "15")),
        ([("5", "12")], ("5", "12")),
        ([("1000 lượt", "1000")], ("1000 lượt", "1000")),
        ([("Khám phá 1.200 vụ, tăng 5%", "")], ("Khám phá 1.200 vụ, tăng 5%", "1200")),
        ([("Phá 90 vụ", ""), ("Phá 95 vụ", "90")], ("Phá 95 vụ", "95")),
        ([("Phá 90 vụ", ""), ("Phá 90 vụ", "95")], ("Phá 90 vụ", "95")),
        ([("Từ 90 vụ đến 95 vụ", "")], ("Từ 90 vụ đến 95 vụ", None)),
        ([("Phá 90 vụng", "")], ("Phá 90 vụng", None)),
    ],
)
def test_the_number_that_a_target_says_is_what_results_are_measured_against(
    measured: Desk, steps: list[tuple[str, str | None]], said: tuple[str, str | None]
) -> None:
    year, unit = the_year(measured, YEAR), the_unit(measured, "CQT I")
    register(measured, year.id, unit, Wanted("I.6", "", number=""))
    for text, count in steps:
        register(measured, year.id, unit, Wanted("I.6", text, number=count))
    of = registration_of(measured, year.id, unit)
    (target,) = [one for one in of.targets if one.code == "I.6"]
    assert (target.text, None if target.number is None else str(target.number)) == said


def test_words_that_are_a_number_stay_words_where_nothing_is_measured(sample: Desk) -> None:
    year, unit = the_year(sample, YEAR), the_unit(sample, "CQT I")
    of = register(sample, year.id, unit, Wanted("I.1", "95"))
    assert [(one.text, one.number) for one in of.targets if one.code == "I.1"] == [("95", None)]


def test_what_a_form_shows_of_a_large_number_may_be_typed_back(measured: Desk) -> None:
    year, unit = the_year(measured, YEAR), the_unit(measured, "CQT I")
    register(measured, year.id, unit, Wanted("I.6", "Khám bệnh", number="12345,5"))
    of = registration_of(measured, year.id, unit)
    target = next(one for one in of.targets if one.code == "I.6")
    shown = target_as_typed(target)
    assert shown.number == "12345,5"
    assert register(measured, year.id, unit, shown, seen=target) == of


def test_points_of_a_thousand_are_shown_in_a_form_as_they_are_typed() -> None:
    given = {"code": "I.1", "text": "Chuyên môn", "points": "1250,5"}
    entry = entry_typed("criterion", given)
    assert isinstance(entry, Criterion)
    shown = row_typed(SetLine("criterion", entry.code, entry.text, entry.maximum, entry))
    assert shown["points"] == "1250,5"
    assert entry_typed("criterion", shown) == entry
