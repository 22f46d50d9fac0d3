"""What an import adds and changes, in one step that is undone as one, with the same rights as by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import BlocYear, Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, Layer, Registration, ScoreSheet, SheetState
from ktd_tui.errors import NotAllowed, ReadOnly, Refused
from ktd_tui.i18n import t, tell
from ktd_tui.operations.data import undo
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import Plan, plan_import, write_plan
from ktd_tui.operations.data.pasted import plan_block, plan_pasted
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, evaluating, grid
from ktd_tui.operations.scoring.evaluating import Evaluated, Read, evaluated
from ktd_tui.rules.access import Actor
from ktd_tui.rules.scoring.layers import View
from ktd_tui.sheets.columns import TableKind
from tests.builders import a_colleague
from tests.operations.data.test_importing_hostile import cross_year, data_of
from tests.operations.found import the_unit, the_year
from tests.operations.test_roles import as_person, holding
from tests.sheets.making import csv_file

V = Asked("V", 2022)
UNITS = (
    "Tên đơn vị;Tên viết tắt;Địa bàn;Khối\nVụ Một;V1;Hà Nội;I\nVụ Thư ký;;Huế;V\nCục Quản trị I;CQT I;;V\n"
)
PEOPLE = "Họ và tên;Chức vụ;Đơn vị;Thủ trưởng\nLê Thị A;Vụ trưởng;Vụ TK;x\nLê Thị B;Phó Vụ trưởng;vu tk;\n"


def imported(desk: Desk, path: Path, asked: Asked = V) -> Plan:
    plan = plan_import(desk, path, asked)
    assert not plan.errors, [tell(row.error) for row in plan.errors if row.error]
    write_plan(desk, plan)
    return plan


def no_scores(desk: Desk) -> None:
    """Take the sample's score sheets away."""
    for sheet in desk.store.find(ScoreSheet):
        desk.store.delete(sheet)


def counts(plan: Plan) -> tuple[int, int, int]:
    return plan.count(Action.ADD), plan.count(Action.CHANGE), plan.count(Action.SAME)


def test_units_are_added_changed_and_left(sample: Desk, tmp_path: Path) -> None:
    assert counts(imported(sample, csv_file(tmp_path, UNITS))) == (1, 1, 1)
    added = sample.store.find(Unit, name="Vụ Một")[0]
    changed = sample.store.find(Unit, name="Vụ Thư ký")[0]
    assert (added.short_name, added.city) == ("V1", "Hà Nội")
    assert (changed.short_name, changed.city) == ("Vụ TK", "Huế")  # an empty cell leaves what is there


def test_people_and_the_head_of_their_unit(sample: Desk, tmp_path: Path) -> None:
    assert counts(imported(sample, csv_file(tmp_path, PEOPLE))) == (2, 0, 0)
    head = sample.store.get(Unit, the_unit(sample, "Vụ TK")).head_id
    assert head
    assert sample.store.get(Person, head).name == "Lê Thị A"


@pytest.mark.parametrize("text", [UNITS, PEOPLE])
def test_importing_twice_changes_nothing(sample: Desk, tmp_path: Path, text: str) -> None:
    path = csv_file(tmp_path, text)
    imported(sample, path)
    before = sample.store.seq
    again = imported(sample, path)
    assert counts(again) == (0, 0, len(again.rows))
    assert sample.store.seq == before


def test_all_rows_are_one_step_that_is_undone_as_one(sample: Desk, tmp_path: Path) -> None:
    units, mine = sample.store.find(Unit), a_colleague(sample, tmp_path / "data", 1000, "thu-ky")
    before = mine.store.seq
    imported(mine, csv_file(tmp_path, UNITS))
    assert mine.store.seq == before + 1
    done = undo.undo(mine)
    assert t(done.why, **done.facts) == "Nhập đơn vị từ bang.csv: thêm 1, sửa 1"
    assert [u.with_(rev=0) for u in mine.store.find(Unit)] == [u.with_(rev=0) for u in units]
    undo.redo(mine)
    assert mine.store.find(Unit, name="Vụ Một")
    mine.store.close()


def test_a_plan_changes_nothing(sample: Desk, tmp_path: Path) -> None:
    before = data_of(sample, tmp_path)
    plan = plan_import(sample, csv_file(tmp_path, UNITS), V)
    assert counts(plan) == (1, 1, 1)
    assert data_of(sample, tmp_path) == before


def test_points_of_a_row_each_and_of_a_column_for_each_unit(sample: Desk, tmp_path: Path) -> None:
    imported(sample, csv_file(tmp_path, "Đơn vị;Mã;Điểm\nVụ TK;I.1;18,25\n"))
    imported(
        sample,
        csv_file(tmp_path, "TT;Nội dung;CQT I;Cục Quản trị II\nI;Nhóm;;\nI.1;Một;17.5;\nI.2;Hai;;16\n"),
    )
    points = grid.grid(sample, the_year(sample).id).points
    assert points[the_unit(sample, "Vụ TK")]["I.1"] == Decimal("18.25")
    assert points[the_unit(sample, "CQT I")]["I.1"] == Decimal("17.5")
    assert points[the_unit(sample, "CQT II")]["I.1"] == Decimal(19)  # blank leaves what is there
    assert points[the_unit(sample, "CQT II")]["I.2"] == Decimal(16)


@pytest.mark.parametrize(
    ("head", "asked", "stage", "layer"),
    [
        ("Điểm", Layer.SELF, Stage.SELF_SCORING, Layer.SELF),
        ("Điểm tự chấm", None, Stage.SELF_SCORING, Layer.SELF),
        ("Điểm khối chấm", None, Stage.SCORING, Layer.BLOC),
        ("Điểm", None, Stage.SCORING, Layer.BLOC),
    ],
)
def test_the_layer_is_asked_for_or_told_by_the_head(
    sample: Desk, tmp_path: Path, head: str, asked: Layer | None, stage: Stage, layer: Layer
) -> None:
    no_scores(sample)
    sample.store.save(the_year(sample).with_(stage=stage))
    imported(
        sample,
        csv_file(tmp_path, f"Đơn vị;Mã;{head};Lý do\nVụ TK;I.1;1;Vì sao\n"),
        V._replace(layer=asked or ""),
    )
    sheet = sample.store.find(ScoreSheet, unit_id=the_unit(sample, "Vụ TK"), layer=layer)[0]
    assert (sheet.points["I.1"], sheet.reasons["I.1"]) == (Decimal(1), "Vì sao")


def test_cross_scores_of_whom_was_assigned(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    cross_year(sample)
    path = csv_file(tmp_path, "Đơn vị chấm;Đơn vị;Mã;Điểm\nCQT I;Vụ TK;I.1;18\n")
    imported(sample, path, V._replace(layer=Layer.CROSS))
    sheet = sample.store.find(ScoreSheet, layer=Layer.CROSS)[0]
    assert (sheet.scorer_id, sheet.unit_id) == (the_unit(sample, "CQT I"), the_unit(sample, "Vụ TK"))


def test_a_gap_needs_its_reason_here_too(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    sample.store.save(the_year(sample).with_(stage=Stage.SELF_SCORING, gap_limit=Decimal(1)))
    imported(sample, csv_file(tmp_path, "Đơn vị;Mã;Điểm tự chấm\nVụ TK;I.1;20\n"))
    sample.store.save(the_year(sample).with_(stage=Stage.SCORING))
    text = "Đơn vị;Mã;Điểm khối chấm;Lý do\nVụ TK;I.1;10;{}\n"
    plan = plan_import(sample, csv_file(tmp_path, text.format("")), V)
    assert [row.where for row in plan.errors] == ["bang.csv!C2"]
    imported(sample, csv_file(tmp_path, text.format("Chậm hai tháng")))
    sheet = sample.store.find(ScoreSheet, layer=Layer.BLOC)[0]
    assert (sheet.points["I.1"], sheet.reasons["I.1"]) == (Decimal(10), "Chậm hai tháng")


def test_a_sheet_that_is_handed_in_takes_nothing_but_the_same(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    path = csv_file(tmp_path, "Đơn vị;Mã;Điểm\nVụ TK;I.1;18\n")
    imported(sample, path)
    sheet = sample.store.find(ScoreSheet)[0]
    sample.store.save(sheet.with_(state=SheetState.SUBMITTED))
    assert counts(imported(sample, path)) == (0, 0, 1)
    plan = plan_import(sample, csv_file(tmp_path, "Đơn vị;Mã;Điểm\nVụ TK;I.1;17\n"), V)
    assert "đã nộp" in tell(plan.errors[0].error)  # type: ignore[arg-type]  # an error has one


def registering(desk: Desk) -> BlocYear:
    """Let 2023 be registered for."""
    criteria = desk.store.find(CriteriaSet)[0].id
    return desk.store.save(the_year(desk, 2023).with_(stage=Stage.REGISTRATION, criteria_id=criteria))


def test_targets_with_measure_and_day(sample: Desk, tmp_path: Path) -> None:
    year = registering(sample)
    text = "Đơn vị;Mã;Nội dung đăng ký;Biện pháp;Thời hạn\nVụ TK;I.1;Đúng hạn;Đếm;30/11/2023\n"
    asked = Asked("V", 2023)
    assert counts(imported(sample, csv_file(tmp_path, text), asked)) == (1, 0, 0)
    shorter = "Đơn vị;Mã;Nội dung đăng ký\nVụ TK;I.1;Trước hạn\n"
    assert counts(imported(sample, csv_file(tmp_path, shorter), asked)) == (0, 1, 0)
    target = sample.store.find(Registration, bloc_year_id=year.id)[0].targets[0]
    assert (target.text, target.measure, str(target.due)) == ("Trước hạn", "Đếm", "2023-11-30")


def test_the_right_is_asked_for_every_row(sample: Desk, tmp_path: Path) -> None:
    clerk = as_person(
        sample,
        [g for g in holding(sample, UserRole.UNIT_REPRESENTATIVE) if g.unit_id == the_unit(sample, "Vụ TK")],
    )
    path = csv_file(tmp_path, "Họ và tên;Đơn vị\nLê A;Vụ TK\nLê B;CQT I\n")
    plan = plan_import(clerk, path, V)
    assert [row.action for row in plan.rows] == [Action.ADD, Action.ERROR]
    before = data_of(sample, tmp_path)
    with pytest.raises(NotAllowed, match="dòng 3"):
        write_plan(clerk, plan)
    assert data_of(sample, tmp_path) == before
    assert not sample.store.find(Person, name="Lê A")


def test_what_somebody_changed_since_the_preview_is_told(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample).id
    plan = plan_import(sample, csv_file(tmp_path, "Đơn vị;Mã;Điểm\nVụ TK;I.1;18\nVụ TK;I.2;18\n"), V)
    cells.record_score(sample, cells.ScoreTyped(year, the_unit(sample, "Vụ TK"), "I.2", "15"))
    before = data_of(sample, tmp_path)
    with pytest.raises(Refused) as refused:
        write_plan(sample, plan)
    assert tell(refused.value) == (
        "bang.csv!C3: dữ liệu đã có người sửa sau khi xem trước (Vụ TK, I.2: 15 → 18). Chưa ghi gì."
    )
    assert data_of(sample, tmp_path) == before


def test_read_only_is_refused(sample: Desk, tmp_path: Path) -> None:
    reader = sample._replace(actor=Actor(1000, "thu-ky", read_only=True))
    with pytest.raises(ReadOnly):
        plan_import(reader, csv_file(tmp_path, UNITS), V)
    with pytest.raises(ReadOnly):
        plan_block(reader, UNITS, V)
    with pytest.raises(ReadOnly):
        plan_pasted(reader, UNITS, V, TableKind.UNITS)


@pytest.mark.parametrize(("together", "evaluations"), [(False, [1, 1, 1]), (True, [5])])
def test_the_year_is_evaluated_once_for_all_its_sheets(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: bool, evaluations: list[int]
) -> None:
    """30 units would be evaluated 30 times each else; ``benchmarks.data.sheets`` measures it."""
    no_scores(sample)
    sample.store.save(the_year(sample).with_(gap_limit=Decimal(2)))
    asked: list[int] = []

    def counted(of: Read, view: View) -> Evaluated:
        asked.append(len(of.unit_ids))
        return evaluated(of, view)

    monkeypatch.setattr(evaluating, "evaluated", counted)
    monkeypatch.setattr(evaluating, "hang_together", lambda _: together)
    plan = plan_import(sample, csv_file(tmp_path, "Mã;CQT I;CQT II;Vụ TK\nI.1;9;8;7\nI.2;9;8;7\n"), V)
    assert (counts(plan), asked) == ((6, 0, 0), evaluations)
