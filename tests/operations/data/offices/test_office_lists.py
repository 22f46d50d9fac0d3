"""Lists and forms as offices have them: marks under heads, decisions in a title, means, notes, names."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ktd_tui.domain.merit import AwardDecision
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from ktd_tui.sheets.furniture import Why
from tests.operations.data.offices.test_office_kinds import PLAN, WELL, Kind, Rows, registered
from tests.operations.data.offices.test_office_sheets import V, beside, points, taken
from tests.operations.data.test_importing import no_scores, registering
from tests.sheets.making import word_file, xlsx_file

BLOC = V._replace(layer="bloc")
COLLECTIVE, FLAG = "Tập thể lao động xuất sắc", "Cờ thi đua của Văn phòng Quốc hội"


def made(folder: Path, of: Kind) -> Path:
    return xlsx_file(folder, of.rows, lambda sheet: [sheet.merge_cells(one) for one in of.merged.split()])


SCORES = {
    "codes under the head of texts, a row a point": Kind(
        [["Tiêu chí", "Đơn vị", "Điểm đạt"], ["I.1", "CQT I", 18], [None, "Vụ TK", 17]],
        {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}},
        "A2:A3",
    ),
    "points in more words": Kind(
        [["Đơn vị", "Mục", "Số điểm đạt được"], ["CQT I", "I.1", 18]], {"CQT I": {"I.1": "18"}}
    ),
    "a code before its text, no sign between": Kind(
        [["Nội dung tiêu chí", "CQT I"], [f"I.1. {PLAN}", 18], [f"I.4 {WELL}", 5]],
        {"CQT I": {"I.1": "18", "I.4": "5"}},
    ),
    "means below, ranks in other words beside": Kind(
        [["STT", "Đơn vị", "I.1", "Xếp thứ"], [1, "CQT I", 18, 1], [None, "Bình quân", 18, None]],
        {"CQT I": {"I.1": "18"}},
        told="Bình quân",
    ),
    "numbered notes and a signature under the units": Kind(
        [
            ["Mã", "Nội dung", "CQT I", "Vụ TK"],
            ["I.1", "a", 18, 17],
            ["Ghi chú"],
            ["1. Điểm chấm theo Quy chế"],
            [],
            ["Người tổng hợp", None, "TRƯỞNG KHỐI THI ĐUA"],
            ["Nguyễn Văn A", None, "Trần Thị B"],
        ],
        {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}},
        told="Ghi chú",
    ),
    "a text merged over two columns": Kind(
        [["STT", "Nội dung", None, "CQT I"], ["I.1", "a", None, 18]], {"CQT I": {"I.1": "18"}}, "B1:C1 B2:C2"
    ),
}


@pytest.mark.parametrize("name", SCORES)
def test_points(sample: Desk, tmp_path: Path, name: str) -> None:
    no_scores(sample)
    plan = taken(sample, made(tmp_path, SCORES[name]))
    assert points(sample) == SCORES[name].given
    assert SCORES[name].told in beside(plan)


def test_a_hidden_row_within_the_head(sample: Desk, tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.merge_cells("C1:D1")
        sheet.row_dimensions[2].hidden = True

    no_scores(sample)
    rows: Rows = [
        ["STT", "Nội dung", "Điểm"],
        ["a", "b", "c"],
        [None, None, "CQT I", "Vụ TK"],
        ["I.1", PLAN, 18, 17],
    ]
    taken(sample, xlsx_file(tmp_path, rows, hide))
    assert points(sample) == {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}}


@pytest.mark.parametrize("shown", ["90%", "Đạt", "1 8,5", "18/20 điểm", "=9+9"])
def test_what_is_asked_for_as_points_is_refused_as_points(
    sample: Desk, tmp_path: Path, shown: object
) -> None:
    """Not taken for what a unit registers, in words."""
    path = xlsx_file(tmp_path, [["Mã", "CQT I"], ["I.1", shown]])
    assert [row.where for row in plan_import(sample, path, BLOC).errors] == ["Điểm!B2"]


def test_titles_aimed_at_by_a_mark(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    rows: Rows = [
        ["STT", "Đơn vị", COLLECTIVE, FLAG, "Bằng khen"],
        [1, "Vụ TK", "x", "-"],
        [2, "CQT I", "x", "X"],
        [3, "CQT II"],
    ]
    path, asked = xlsx_file(tmp_path, rows), Asked("V", 2023)
    plan = taken(sample, path, asked)
    assert {label: of.titles for label, of in registered(sample).items()} == {
        "Vụ TK": (COLLECTIVE,),
        "CQT I": (COLLECTIVE, FLAG),
    }
    assert "Bằng khen" in beside(plan)
    assert plan_import(sample, path, asked).changes == 0


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["TT", "Họ và tên", "Ngày sinh"],
            [None, None, "Nam", "Nữ"],
            [1, "Lê A", "1970"],
            [2, "Lê B", None, "1971"],
        ],
        [["TT", "Họ và tên", "Nam", "Nữ"], [1, "Lê A", "x"], [2, "Lê B", None, "x"]],
        [["TT", "Họ và tên"], [1, "Ô. Lê A (Tổ trưởng)"], [2, "B. Lê B"]],
    ],
)
def test_people_of_the_unit_with_which_a_title_ends(
    sample: Desk, tmp_path: Path, rows: list[list[object]]
) -> None:
    def merge(sheet: Any) -> None:
        for box in ("A2:A3", "B2:B3", "C2:D2") if rows[1][2:] == ["Nam", "Nữ"] else ():
            sheet.merge_cells(box)

    before = {one.id for one in sample.store.find(Person)}
    plan = taken(sample, xlsx_file(tmp_path, [["DANH SÁCH CÁN BỘ VỤ THƯ KÝ"], *rows], merge), Asked())
    found = [one for one in sample.store.find(Person) if one.id not in before]
    assert {(one.name, one.honorific) for one in found} == {("Lê A", "ông"), ("Lê B", "bà")}
    told = {one.why for one in plan.passed if one.column is not None}
    assert (Why.MARKED in told) == (rows[1][2:] == ["Nam", "Nữ"])  # the years of birth are not read
    assert ("Tổ trưởng" in beside(plan)) == ("Tổ trưởng" in str(rows))


DECIDED = [
    (
        ["DANH SÁCH", "(Kèm theo Quyết định số 12/QĐ-VPQH ngày 12 tháng 01 năm 2023)"],
        ["TT", "Đơn vị", "Danh hiệu"],
        [],
    ),
    ([], ["TT", "Tập thể", "Danh hiệu", "Quyết định số, ngày"], ["12/QĐ-VPQH ngày 12/01/2023"]),
    (
        [],
        ["TT", "Đơn vị", "Danh hiệu", "Số quyết định", "Ngày, tháng, năm"],
        ["12/QĐ-VPQH", "ngày 12 tháng 01 năm 2023"],
    ),
]


@pytest.mark.parametrize(("above", "head", "more"), DECIDED)
def test_the_decision_of_a_list_of_results(
    sample: Desk, tmp_path: Path, above: list[str], head: list[str], more: list[str]
) -> None:
    path = word_file(tmp_path, above, [head, ["1", "Vụ Thư ký", COLLECTIVE, *more]])
    taken(sample, path)
    (decision,) = sample.store.find(AwardDecision)
    assert (decision.number, decision.day) == ("12/QĐ-VPQH", date(2023, 1, 12))
    assert [one.title for one in decision.awarded] == [COLLECTIVE]
    assert plan_import(sample, path, V).changes == 0


def test_titles_beside_units_are_no_list_of_titles(sample: Desk, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [["TT", "Đơn vị", "Danh hiệu"], [1, "Vụ TK", COLLECTIVE]])
    with pytest.raises(Refused) as refused:
        plan_import(sample, path, V)
    assert "--kind titles" in tell(refused.value)


def test_phones_do_not_make_a_list_of_units_a_table_of_points(sample: Desk, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [["TT", "Tên đơn vị", "Điện thoại"], [1, "Vụ Mới", "024.3826"]])
    assert "Điện thoại" in beside(taken(sample, path))


def test_a_month_in_a_cell_of_days_is_its_last_day_and_a_day_as_a_target_is_told(
    sample: Desk, tmp_path: Path
) -> None:
    def show(sheet: Any) -> None:
        sheet["D2"].number_format, sheet["B3"].number_format = "mmm-yy", "d/m"

    registering(sample)
    rows: Rows = [
        ["Mã", "Nội dung đăng ký", "Đơn vị", "Thời hạn"],
        ["I.1", "a", "Vụ TK", date(2023, 6, 1)],
        ["I.4", date(2023, 5, 3), "Vụ TK"],
    ]
    plan = taken(sample, xlsx_file(tmp_path, rows, show), Asked("V", 2023))
    assert registered(sample)["Vụ TK"].targets[0].due == date(2023, 6, 30)
    assert "Điểm!B3" in beside(plan)
