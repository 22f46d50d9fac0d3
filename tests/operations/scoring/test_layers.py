"""Scores layer by layer: who may write where, reasons for gaps, sheets handed in, sent back, locked."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import BlocYear, CrossScoring, Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import Layer, ScoreSheet, SheetState
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.data.history import history
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, cross, grid, sheets
from ktd_tui.rules.scoring.layers import BLOC_VIEW, ReasonNeeded, View
from ktd_tui.rules.scoring.score_rows import score_row
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year

SELF = View(Layer.SELF)
ROW = "I.1"


def fresh(desk: Desk, stage: Stage) -> BlocYear:
    """The year 2023, at a stage, with cross scores in rotation; nothing is scored yet."""
    year = the_year(desk, 2023)
    year = cross.assign(desk, year, cross.propose(desk, year.id, 2))
    return desk.store.save(year.with_(stage=stage))


def at_stage(desk: Desk, stage: Stage) -> BlocYear:
    return desk.store.save(the_year(desk, 2023).with_(stage=stage))


def type_in(desk: Desk, unit: str, typed: str, view: View = BLOC_VIEW, **more: str) -> ScoreSheet:
    code, reason = more.get("code", ROW), more.get("reason", "")
    year, its = the_year(desk, 2023).id, the_unit(desk, unit)
    return cells.record_score(desk, cells.ScoreTyped(year, its, code, typed, view, reason))


def fill(desk: Desk, unit: str, view: View = BLOC_VIEW) -> None:
    """Score every criterion with its maximum."""
    of = grid.grid(desk, the_year(desk, 2023).id, view)
    for blank in grid.blanks(of):
        if blank.unit_id == the_unit(desk, unit):
            most = next(r.maximum for r in of.rows if r.code == blank.code)
            type_in(desk, unit, str(most), view, code=blank.code)


def representative(desk: Desk, tmp_path: Path, unit: str) -> Desk:
    return a_colleague(
        desk, tmp_path / "data", 1300, "dai-dien", UserRole.UNIT_REPRESENTATIVE, unit_id=the_unit(desk, unit)
    )


def test_each_layer_is_its_own(sample: Desk) -> None:
    year = fresh(sample, Stage.SELF_SCORING)
    type_in(sample, "CQT III", "18", SELF)
    at_stage(sample, Stage.CROSS_SCORING)
    for scorer, typed in (("CQT I", "17"), ("CQT II", "18")):
        type_in(sample, "CQT III", typed, View(Layer.CROSS, the_unit(sample, scorer)))
    at_stage(sample, Stage.SCORING)
    type_in(sample, "CQT III", "16,5")
    unit = the_unit(sample, "CQT III")
    of = grid.grid(sample, year.id)
    assert of.values(unit, ROW) == {
        Layer.SELF: Decimal(18),
        Layer.CROSS: Decimal("17.50"),
        Layer.BLOC: Decimal("16.5"),
    }
    mean = grid.grid(sample, year.id, View(Layer.CROSS))
    assert mean.points[unit] == {ROW: Decimal("17.50")}
    one = grid.grid(sample, year.id, View(Layer.CROSS, the_unit(sample, "CQT I")))
    assert one.points[unit] == {ROW: Decimal(17)}


def test_no_unit_scores_itself_or_whom_it_was_not_assigned(sample: Desk) -> None:
    fresh(sample, Stage.CROSS_SCORING)
    own = View(Layer.CROSS, the_unit(sample, "CQT I"))
    with pytest.raises(Refused, match="does not score itself"):
        type_in(sample, "CQT I", "18", own)
    with pytest.raises(Refused, match="not assigned"):
        type_in(sample, "Vụ TK", "18", own)
    with pytest.raises(Refused, match="mean itself is never typed"):
        type_in(sample, "CQT II", "18", View(Layer.CROSS))
    unit = the_unit(sample, "CQT I")
    with pytest.raises(Refused, match="does not score itself"):
        cross.assign(sample, the_year(sample, 2023), (CrossScoring(scorer_id=unit, unit_id=unit),))
    assert sample.store.find(ScoreSheet, bloc_year_id=the_year(sample, 2023).id) == []


def test_a_representative_scores_their_unit_and_for_their_unit_only(sample: Desk, tmp_path: Path) -> None:
    year = fresh(sample, Stage.SELF_SCORING)
    theirs = representative(sample, tmp_path, "CQT I")
    type_in(theirs, "CQT I", "18", SELF)
    with pytest.raises(NotAllowed):
        type_in(theirs, "CQT II", "18", SELF)
    with pytest.raises(NotAllowed):
        type_in(theirs, "CQT I", "18")
    sample.store.refresh()
    at_stage(sample, Stage.CROSS_SCORING)
    theirs.store.refresh()
    own, other = (View(Layer.CROSS, the_unit(sample, unit)) for unit in ("CQT I", "CQT II"))
    assert cross.first_view(theirs, year.id) == own, "the grid opens on the unit's own cross scores"
    type_in(theirs, "CQT II", "17", own)
    with pytest.raises(NotAllowed):
        type_in(theirs, "CQT III", "17", other)
    with pytest.raises(NotAllowed):
        type_in(theirs, "CQT I", "19", SELF)
    theirs.store.close()


def test_a_gap_beyond_the_limit_needs_a_reason_that_stays_with_the_cell(sample: Desk) -> None:
    fresh(sample, Stage.SELF_SCORING)
    cross.set_gap_limit(sample, the_year(sample, 2023), "1")
    type_in(sample, "CQT I", "18", SELF)
    year, unit = at_stage(sample, Stage.SCORING), the_unit(sample, "CQT I")
    type_in(sample, "CQT I", "17")
    row = score_row(sheets.criteria_of(sample, year), ROW)
    assert not grid.grid(sample, year.id).is_beyond(unit, row)
    with pytest.raises(ReasonNeeded) as needed:
        type_in(sample, "CQT I", "16,5")
    assert "lệch −1,5 điểm" in tell(needed.value)
    with pytest.raises(ReasonNeeded):
        type_in(sample, "CQT I", "16,5", reason="17")
    assert sheets.sheet_of(sample, year.id, unit).points == {ROW: Decimal(17)}, "saved all the same"
    sheet = type_in(sample, "CQT I", "16,5", reason="Chậm hai báo cáo")
    assert (sheet.points, sheet.reasons) == ({ROW: Decimal("16.5")}, {ROW: "Chậm hai báo cáo"})
    assert grid.grid(sample, year.id).is_beyond(unit, row)
    assert history(sample, sheet.id)[0].facts["reason"] == "Chậm hai báo cáo"
    assert type_in(sample, "CQT I", "16,5") == sheet, "the same number again needs no second reason"
    with pytest.raises(ReasonNeeded):
        type_in(sample, "CQT I", "15")
    assert type_in(sample, "CQT I", "18").reasons == {}, "the gap is gone, so is its reason"


def test_a_blank_has_neither_points_nor_reason(sample: Desk) -> None:
    fresh(sample, Stage.SELF_SCORING)
    cross.set_gap_limit(sample, the_year(sample, 2023), "0")
    type_in(sample, "CQT I", "18", SELF)
    at_stage(sample, Stage.SCORING)
    type_in(sample, "CQT I", "17", reason="Chậm")
    cleared = type_in(sample, "CQT I", "")
    assert (cleared.points, cleared.reasons) == ({}, {})


def test_blanks_are_listed_and_a_sheet_with_one_is_not_taken(sample: Desk) -> None:
    year = fresh(sample, Stage.SELF_SCORING)
    fill(sample, "CQT I", SELF)
    type_in(sample, "CQT I", "", SELF, code="II.3")
    unit = the_unit(sample, "CQT I")
    of = grid.grid(sample, year.id, SELF)
    assert [b.code for b in grid.blanks(of) if b.unit_id == unit] == ["II.3"]
    for act in (sheets.submit, sheets.lock):
        with pytest.raises(Refused) as refused:
            act(sample, year.id, unit, SELF)
        assert "CQT I còn 1 tiêu chí trống: II.3" in tell(refused.value)
    type_in(sample, "CQT I", "0", SELF, code="II.3")
    assert sheets.submit(sample, year.id, unit, SELF).state is SheetState.SUBMITTED


def test_handed_in_sent_back_mended_and_handed_in_again(sample: Desk, tmp_path: Path) -> None:
    year = fresh(sample, Stage.SELF_SCORING)
    theirs, unit = representative(sample, tmp_path, "CQT I"), the_unit(sample, "CQT I")
    fill(theirs, "CQT I", SELF)
    sheets.submit(theirs, year.id, unit, SELF)
    with pytest.raises(Refused, match="handed in"):
        type_in(theirs, "CQT I", "17", SELF)
    with pytest.raises(Refused, match="handed in"):
        sheets.submit(theirs, year.id, unit, SELF)
    with pytest.raises(NotAllowed):
        undo(theirs)
    with pytest.raises(NotAllowed):
        sheets.send_back(theirs, year.id, unit, SELF, "Tự trả")
    sample.store.refresh()
    with pytest.raises(Refused, match="reason"):
        sheets.send_back(sample, year.id, unit, SELF, "  ")
    back = sheets.send_back(sample, year.id, unit, SELF, "Thiếu minh chứng I.4")
    assert (back.state, back.returned_for) == (SheetState.RETURNED, "Thiếu minh chứng I.4")
    with pytest.raises(Refused, match="not handed in"):
        sheets.send_back(sample, year.id, unit, SELF, "Lần nữa")
    theirs.store.refresh()
    type_in(theirs, "CQT I", "17", SELF)
    again_in = sheets.submit(theirs, year.id, unit, SELF)
    assert (again_in.state, again_in.returned_for) == (SheetState.SUBMITTED, "")
    theirs.store.close()


def attempts(desk: Desk, unit: str, bar: str) -> tuple[Callable[[], object], ...]:
    """Everything that changes a sheet."""
    at = (the_year(desk, 2023).id, the_unit(desk, unit))
    return (
        lambda: type_in(desk, unit, "17"),
        lambda: sheets.submit(desk, *at, BLOC_VIEW),
        lambda: sheets.lock(desk, *at, BLOC_VIEW),
        lambda: sheets.send_back(desk, *at, BLOC_VIEW, "Sửa"),
        lambda: sheets.set_bar(desk, *at, bar, "Vì"),
    )


def test_in_a_locked_sheet_nothing_changes_any_more(sample: Desk) -> None:
    year, unit = fresh(sample, Stage.SCORING), the_unit(sample, "CQT I")
    fill(sample, "CQT I")
    locked = sheets.lock(sample, year.id, unit, BLOC_VIEW)
    for refused in attempts(sample, "CQT I", sheets.criteria_of(sample, year).bars[0]):
        with pytest.raises(Refused) as told:
            refused()
        assert "đã được thu-ky khóa lúc 14:00 ngày 08/12/2023" in tell(told.value)
    assert sheets.sheet_of(sample, year.id, unit) == locked


def test_undo_does_not_reach_into_a_sheet_that_somebody_locked(sample: Desk, tmp_path: Path) -> None:
    year, unit = fresh(sample, Stage.SCORING), the_unit(sample, "CQT I")
    fill(sample, "CQT I")
    lan, mine = (a_colleague(sample, tmp_path / "data", *who) for who in ((1001, "lan"), (1000, "thu-ky")))
    type_in(lan, "CQT I", "17")
    mine.store.refresh()
    sheets.lock(mine, year.id, unit, BLOC_VIEW)
    lan.store.refresh()
    with pytest.raises(Refused, match="locked by thu-ky"):
        undo(lan)
    undo(mine)  # who locked it by mistake opens it again
    lan.store.refresh()
    undo(lan)
    assert sheets.sheet_of(lan, year.id, unit).points[ROW] == 20
    lan.store.close()
    mine.store.close()


def test_a_unit_is_barred_with_a_reason(sample: Desk, tmp_path: Path) -> None:
    year, unit = fresh(sample, Stage.SCORING), the_unit(sample, "CQT I")
    bar = sheets.criteria_of(sample, year).bars[0]
    assert sheets.set_bar(sample, year.id, unit, bar, "Chưa đăng ký").bars == {bar: "Chưa đăng ký"}
    with pytest.raises(Refused, match="no condition"):
        sheets.set_bar(sample, year.id, unit, "Thích thế", "Vì")
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan")
    sheets.set_bar(lan, year.id, unit, bar, "Của Lan", seen="Chưa đăng ký")
    sample.store.refresh()
    with pytest.raises(Clash):
        sheets.set_bar(sample, year.id, unit, bar, "Của tôi", seen="Chưa đăng ký")
    assert sheets.set_bar(sample, year.id, unit, bar, "").bars == {}
    lan.store.close()


def test_who_has_scored_stays_assigned(sample: Desk) -> None:
    fresh(sample, Stage.CROSS_SCORING)
    type_in(sample, "CQT II", "18", View(Layer.CROSS, the_unit(sample, "CQT I")))
    with pytest.raises(Refused, match="has scored CQT II already"):
        cross.assign(sample, the_year(sample, 2023), ())
    assert len(the_year(sample, 2023).cross) == 10


def test_two_who_assign_at_once_do_not_overwrite_each_other(sample: Desk) -> None:
    seen = the_year(sample, 2023)
    cross.assign(sample, seen, cross.propose(sample, seen.id, 1))
    with pytest.raises(Clash):
        cross.assign(sample, seen, cross.propose(sample, seen.id, 2))
