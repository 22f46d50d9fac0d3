"""The report on a nominee's merits: from what the data knows of them, and blank elsewhere."""

from pathlib import Path

from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.voting import Purpose
from ktd_tui.naming import Called
from ktd_tui.operations.council import decisions
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting.votes import put_question
from ktd_tui.operations.papers import current
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.papers.units.whom import about_whom
from ktd_tui.operations.year import exemplars
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.found import the_meeting, the_unit, the_year
from tests.operations.meeting.councils.schools import meeting_of_schools
from tests.papers.reading.sentences import faults
from tests.papers.units.test_self_papers import of_unit, said

FORM = "Bằng khen của Chủ nhiệm Văn phòng Quốc hội"


def test_a_units_report_has_its_points_rank_and_the_awards_of_the_years_before(sample: Desk) -> None:
    for number, year, whose in (("125/QĐ-VPQH", "2021", "Vụ TK"), ("9/QĐ-VPQH", "2022", "Vụ TK"),
                                ("7/QĐ-VPQH", "2021", "CQT I")):  # fmt: skip
        typed = decisions.DecisionTyped(number, "20/01/2022", year, "Chủ nhiệm Văn phòng Quốc hội")
        of = decisions.save_decision(sample, None, typed)
        decisions.save_awarded(sample, of.id, None, decisions.award_typed(FORM, the_unit(sample, whose)))
    page = said(sample, of_unit(sample, "merit-report"))
    assert "danh hiệu “Tập thể lao động xuất sắc”" in page, "no vote was on it: what it registered"
    assert "125/QĐ-VPQH, ngày 20 tháng 01 năm 2022" in page
    assert "9/QĐ-VPQH" not in page, "of the year itself: not of those before"
    assert "7/QĐ-VPQH" not in page, "another unit's"
    row = next(line for line in page.split("├") if "│ 2022 │" in line)
    assert [cell.strip() for cell in row.split("│")][1:5] == ["2022", "94", "3/5", "Xuất sắc"]
    assert "Chức năng, nhiệm vụ được giao: ……………" in page


def test_a_person_who_is_put_to_the_vote_has_one(sample: Desk) -> None:
    unit, year = the_unit(sample, "Vụ TK"), the_year(sample)
    mai = Called("Trần Thị Mai", "Phó Vụ trưởng", "Vụ Thư ký", "bà")
    put_question(sample, the_meeting(sample).id, Purpose.AWARD, unit, FORM, mai)
    exemplars.save_exemplar(
        sample,
        year.id,
        None,
        {"name": "Trần Thị Mai", "unit": unit, "deed": "Số hóa hồ sơ", "kind": "person"},
    )
    kind = KINDS["merit-report"]
    ref = about_whom(sample, kind, year.id, "tran thi mai")
    page = said(sample, ref)
    for wanted in (FORM, "Bà Trần Thị Mai, Phó Vụ trưởng Vụ Thư ký", "giới tính: nữ", "- Số hóa hồ sơ."):
        assert wanted in page, page
    of = current.paper(sample, ref)
    assert [signature.name for signature in of.signatures][-1] == "Trần Thị Mai"
    assert faults(of, [unit.name for unit in sample.store.find(Unit)]) == []
    assert about_whom(sample, kind, year.id, "Vụ TK").about == unit, "a unit by its name"


def test_in_a_council_of_other_words(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "data", FakeClock())
    year = desk.store.get(BlocYear, meeting_of_schools(desk).bloc_year_id)
    ref = PaperRef("merit-report", year.id, about=the_unit(desk, "TH Kim Đồng"))
    of = current.paper(desk, ref)
    assert [one.office for one in of.signatures] == ["XÁC NHẬN CỦA CẤP TRÌNH", "HIỆU TRƯỞNG"]
    assert faults(of, [unit.name for unit in desk.store.find(Unit)]) == []
    assert "Khối" not in said(desk, ref), "it is a cụm"
    desk.store.close()
