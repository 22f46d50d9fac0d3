"""Sets of criteria from a table: groups, bonuses, deductions, grades; which set a year takes."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Bloc, BlocYear, Stage
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.rules.scoring.sums import maximum
from tests.operations.data.test_importing import V, counts, imported, registering
from tests.operations.found import the_unit, the_year
from tests.sheets.making import csv_file

CRITERIA = (
    "TT;Nội dung;Điểm tối đa;Loại\nI;Chuyên môn;60;\nI.1;Kế hoạch;60;\nII;Phong trào;;\nII.1;Hưởng ứng;40;\n"
    "C;Điểm thưởng;5;\nC1;Sáng kiến;3;\nC2;Đăng cai;3;\nT;Điểm trừ;4;nhóm\nT1;Nộp chậm;4;\n"
)


def test_a_criteria_set_as_one_sheet_has_it(sample: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path, CRITERIA)
    assert counts(imported(sample, path, Asked(name="Bảng mới"))) == (5, 0, 0)
    of = sample.store.find(CriteriaSet, name="Bảng mới")[0]
    assert [(g.code, [c.code for c in g.criteria]) for g in of.groups] == [("I", ["I.1"]), ("II", ["II.1"])]
    assert ([b.code for b in of.bonuses], of.bonus_cap) == (["C1", "C2"], Decimal(5))
    assert ([d.code for d in of.deductions], of.deduction_cap) == (["T1"], Decimal(4))
    assert maximum(of) == Decimal(100)
    assert counts(imported(sample, path, Asked(name="Bảng mới"))) == (0, 0, 5)


def test_a_set_is_called_as_papers_name_it_not_by_its_file(sample: Desk, tmp_path: Path) -> None:
    year = registering(sample)
    imported(sample, csv_file(tmp_path, CRITERIA), Asked("V", 2023))
    of = sample.store.get(CriteriaSet, str(sample.store.get(BlocYear, year.id).criteria_id))
    assert of.name == f"Tiêu chí chấm điểm {sample.store.get(Bloc, year.bloc_id).name} năm 2023"


def test_a_year_takes_the_set_that_is_imported_for_it(sample: Desk, tmp_path: Path) -> None:
    year = registering(sample)
    imported(sample, csv_file(tmp_path, CRITERIA), Asked("V", 2023, name="Bảng 2023"))
    criteria_id = sample.store.get(BlocYear, year.id).criteria_id
    assert criteria_id
    assert sample.store.get(CriteriaSet, criteria_id).name == "Bảng 2023"
    other = sample.store.get(CriteriaSet, str(year.criteria_id))
    assert maximum(other) == Decimal(100), "the other stays"


def test_criteria_stand_once_scoring_is_open(sample: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="stand since scoring opened"):
        plan_import(sample, csv_file(tmp_path, CRITERIA), V)


@pytest.mark.parametrize(
    ("most", "grades"),
    [("1000", [900, 800, 650, 500, 0]), ("10", [9, 8, Decimal("6.5"), 5, 0]), ("100", [90, 80, 65, 50, 0])],
)
def test_grades_keep_their_share_of_another_total(
    sample: Desk, tmp_path: Path, most: str, grades: list[Decimal]
) -> None:
    """«Xuất sắc từ 90 điểm» of a table of 100 points would make everybody excellent in one of 1.000."""
    registering(sample)
    text = f"Mã tiêu chí;Nội dung;Điểm tối đa\nI;Chuyên môn;{most}\nI.1;Việc;{most}\n"
    plan = imported(sample, csv_file(tmp_path, text), Asked("V", 2023))
    year = the_year(sample, 2023)
    own = sample.store.get(CriteriaSet, year.criteria_id or "")
    assert [one.at_least for one in own.grades] == grades
    *scaled, replaced = (note.text for note in plan.notes)
    assert "năm không còn: I.2, I.3" in replaced, "what gives way is not told"
    assert [most in text for text in scaled] == [True] * (most != "100")
    assert imported(sample, csv_file(tmp_path, text), Asked("V", 2023)).changes == 0


def test_bonus_and_deductions_may_be_headed_without_a_code(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    rows = "I;Chuyên môn;100\nI.1;Việc;100\n;Điểm thưởng;5\nT1;Cờ;5\n;Điểm trừ:;10\nP1;Chậm báo cáo;10\n"
    imported(sample, csv_file(tmp_path, f"Mã tiêu chí;Nội dung;Điểm tối đa\n{rows}"), Asked("V", 2023))
    own = sample.store.get(CriteriaSet, the_year(sample, 2023).criteria_id or "")
    assert [one.code for one in (*own.bonuses, *own.deductions)] == ["T1", "P1"]
    assert [own.bonus_cap, own.deduction_cap] == [5, 10]


def test_a_deduction_of_which_no_points_each_time_are_said_takes_any_up_to_its_most(
    sample: Desk, tmp_path: Path
) -> None:
    """«Điểm trừ: tối đa 10 điểm»: 2,5 may be taken off, more than 10 not; a total never falls below 0."""
    year = registering(sample)
    rows = "I;Chuyên môn;100\nI.1;Việc;100\n;Điểm trừ;60\nP1;Vi phạm;10\nP2;Chậm;50\n"
    imported(sample, csv_file(tmp_path, f"Mã tiêu chí;Nội dung;Điểm tối đa\n{rows}"), Asked("V", 2023))
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.SCORING))
    unit = the_unit(sample, "CQT I")

    def typed(code: str, text: str) -> None:
        cells.record_score(sample, cells.ScoreTyped(year.id, unit, code, text))

    def total() -> Decimal:
        return next(s.result.total for s in grid.grid(sample, year.id).standings if s.unit_id == unit)

    typed("I.1", "20")
    typed("P1", "2,5")
    assert total() == Decimal("17.5")
    typed("P2", "40")
    assert total() == 0
    with pytest.raises(Refused, match="at most 10"):
        typed("P1", "10,5")
