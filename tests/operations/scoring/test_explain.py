"""F9: who entered it, which layers, which caps, in sentences."""

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells
from ktd_tui.operations.scoring.explain import explain
from tests.operations.found import the_unit, the_year


def test_a_cell_its_total_and_its_rank(sample: Desk) -> None:
    unit, year = the_unit(sample, "CQT I"), the_year(sample)
    cells.record_score(sample, cells.ScoreTyped(year.id, unit, "I.1", "18,5"))
    text = "\n".join(explain(sample, year.id, unit, "I.1"))
    for wanted in (
        "I.1 Kế hoạch công tác năm hoàn thành đúng tiến độ (tối đa 20)",
        "  Tự chấm: 19,5",
        "  Khối chấm: 18,5",
        "  Lệch so với lớp chấm trước: −0,5",
        "thu-ky nhập lúc 14:00 08/12/2023",
        "18,5 (I.1) + 19 (I.2)",
        "Tổng: 55,5 + 19,5 + 18,5 = 93,5",
        "Điểm thưởng: 0 (T1)\n",
        "Xếp loại “Xuất sắc”: 93,5 ≥ 90",
        "Hạng 4 trên 5",
        "Theo: Bảng tiêu chí Khối thi đua số V, bản V-1",
        "Độ tin cậy: ",
    ):
        assert wanted in text, text


def test_a_blank_is_said_not_to_be_0(sample: Desk) -> None:
    unit, year = the_unit(sample, "CQT I"), the_year(sample)
    cells.record_score(sample, cells.ScoreTyped(year.id, unit, "I.1", ""))
    text = "\n".join(explain(sample, year.id, unit, "I.1"))
    assert "Còn trống, không phải 0." in text
    assert "Còn trống (không phải 0): I.1" in text
    assert "Chưa xếp hạng: còn tiêu chí trống." in text
