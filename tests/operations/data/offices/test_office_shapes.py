"""Further shapes of offices' sheets: each row a table, what is read of it, and what is told beside."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet, Registration
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from tests.operations.data.offices.test_office_sheets import V, beside, codes, points, taken
from tests.operations.data.test_importing import no_scores, registering
from tests.operations.found import the_year
from tests.sheets.making import csv_file, xlsx_file

Rows = Sequence[Sequence[object]]
PLAN, WELL = "Kế hoạch công tác năm hoàn thành đúng tiến độ", "Sáng kiến, giải pháp được công nhận"
"""The texts of I.1 and I.4 of the sample."""
FORM = ["STT", "Nội dung", "Điểm tối đa", "Tự chấm", "Chấm chéo", "Khối chấm", "Minh chứng", "Ghi chú"]


class Shape(NamedTuple):
    """A sheet, what is merged in it, the points that it gives, and what is told of it."""

    rows: Rows
    merged: str = ""
    points: dict[str, dict[str, str]] = {}
    told: str = ""


SCORES = {
    "a head of three rows": Shape(
        [
            ["STT", "Đơn vị", "Điểm các tiêu chí", None, None, "Tổng"],
            [None, None, "Nhóm I", None, "Nhóm II", None],
            [None, None, "I.1", "I.2", "II.1", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            [1, "Cục Quản trị I", 18, 17, 4, 39],
        ],
        "A1:A3 B1:B3 C1:E1 C2:D2 F1:F3",
        {"CQT I": {"I.1": "18", "I.2": "17", "II.1": "4"}},
        "Tổng",
    ),
    "the word points over units, nothing merged": Shape(
        [
            ["STT", "Nội dung", "Điểm", None],
            [None, None, "CQT I", "Vụ TK"],
            ["I.1", PLAN, 18, 17],
        ],
        "",
        {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}},
    ),
    "texts of criteria over the columns": Shape(
        [["STT", "Đơn vị", PLAN, f"{WELL} (6 điểm)"], [1, "Cục Quản trị I", 18, 4]],
        "",
        {"CQT I": {"I.1": "18", "I.4": "4"}},
    ),
    "a row of the most points": Shape(
        [["STT", "Đơn vị", "I.1", "I.2"], [None, "Điểm tối đa", 20, 20], [1, "Cục Quản trị I", 18, 17]],
        "",
        {"CQT I": {"I.1": "18", "I.2": "17"}},
        "Điểm tối đa",
    ),
    "groups merged across, codes beginning anew": Shape(
        [
            ["STT", "Nội dung", "Điểm tối đa", "CQT I"],
            ["I. NHIỆM VỤ CHÍNH TRỊ"],
            [1, "a", 20, 11],
            [2, "b", 20, 12],
            ["II. XÂY DỰNG"],
            [1, "c", 5, 3],
        ],
        "A2:D2 A5:D5",
        {"CQT I": {"I.1": "11", "I.2": "12", "II.1": "3"}},
        "II.1",
    ),
    "groups without codes": Shape(
        [["STT", "Nội dung", "CQT I"], ["NHIỆM VỤ"], [1, "a", 11], [None, "XÂY DỰNG"], [1, "c", 3]],
        "A2:C2",
        {"CQT I": {"I.1": "11", "II.1": "3"}},
        "“XÂY DỰNG” là II",
    ),
    "no codes, but the criteria's texts": Shape(
        [["Nội dung", "Điểm tối đa", "CQT I"], [PLAN.upper(), 20, 18], [WELL, 6, 4]],
        "",
        {"CQT I": {"I.1": "18", "I.4": "4"}},
        "I.4",
    ),
    "the form of a unit that its title names": Shape(
        [
            ["PHIẾU CHẤM ĐIỂM"],
            ["Đơn vị: Vụ Thư ký"],
            FORM,
            ["I", "Nhóm", 60, 37],
            ["I.1", "a", 20, 18, None, 17.5],
        ],
        "",
        {"Vụ TK": {"I.1": "17.5"}},
        "Minh chứng",
    ),
    "layers in two rows of heads": Shape(
        [
            ["Đơn vị được chấm:", "Vụ Thư ký"],
            ["TT", "Nội dung", "Điểm tối đa", "Kết quả chấm", None, None],
            [None, None, None, "Đơn vị tự chấm", "Chấm chéo", "Khối thi đua đánh giá"],
            ["I.1", "a", 20, 18, 17, 16],
        ],
        "A2:A3 B2:B3 C2:C3 D2:F2",
        {"Vụ TK": {"I.1": "16"}},
    ),
    "codes in other writings": Shape(
        [
            ["Mã", "Đơn vị", "Điểm"],
            ["i.1", "Vụ TK", 1],
            ["I-2", "Vụ TK", 2],
            ["I. 3", "Vụ TK", 3],
            ["II.02", "Vụ TK", 4],
        ],
        "",
        {"Vụ TK": {"I.1": "1", "I.2": "2", "I.3": "3", "II.2": "4"}},
        "“II.02” là II.2",
    ),
    "a second table with other units, no title": Shape(
        [["Mã", "CQT I"], ["I.1", 18], [], ["Mã", "CQT II"], ["I.1", 17]],
        "",
        {"CQT I": {"I.1": "18"}, "CQT II": {"I.1": "17"}},
    ),
    "notes and addressees below": Shape(
        [
            ["Mã", "Nội dung", "CQT I"],
            ["I.1", "a", 18],
            [None, "Tổng số điểm", 18],
            ["* Ghi chú: theo báo cáo"],
            ["- Điểm thưởng không quá 5"],
            ["Nơi nhận:", None, "TM. KHỐI THI ĐUA"],
            ["- Như trên;", None, "KHỐI TRƯỞNG"],
            ["- Lưu: VT."],
        ],
        "",
        {"CQT I": {"I.1": "18"}},
        "Nơi nhận",
    ),
}


def made(folder: Path, of: Shape) -> Path:
    return xlsx_file(folder, of.rows, lambda sheet: [sheet.merge_cells(one) for one in of.merged.split()])


@pytest.mark.parametrize("name", SCORES)
def test_points_of_further_shapes(sample: Desk, tmp_path: Path, name: str) -> None:
    no_scores(sample)
    plan = taken(sample, made(tmp_path, SCORES[name]), V._replace(layer="bloc"))
    assert points(sample) == SCORES[name].points
    assert SCORES[name].told in beside(plan)


def test_sheets_named_after_units_and_layers(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)

    def two(sheet: object) -> None:
        sheet.title = "CQT I"  # type: ignore[attr-defined]  # openpyxl's
        other = sheet.parent.create_sheet("Vụ TK")  # type: ignore[attr-defined]  # as above
        for row in [["STT", "Nội dung", "Điểm"], ["I.1", "a", 17]]:
            other.append(row)

    plan = taken(sample, xlsx_file(tmp_path, [["STT", "Nội dung", "Điểm"], ["I.1", "a", 18]], two))
    assert points(sample) == {"CQT I": {"I.1": "18"}, "Vụ TK": {"I.1": "17"}}
    assert [fact for fact in plan.facts if "Vụ TK" in fact and "Đơn vị" in fact], plan.facts


def test_grades_below_the_points_are_no_criterion(sample: Desk, tmp_path: Path) -> None:
    rows: Rows = [
        ["Mã", "Nội dung", "Vụ TK", "CQT I"],
        ["I.1", None, 18, 17],
        ["Xếp loại", None, "Tốt", "Khá"],
    ]
    plan = plan_import(sample, xlsx_file(tmp_path, rows), V)
    assert not plan.errors
    assert "Xếp loại" in beside(plan)


def test_a_code_with_the_text_of_another_criterion_is_refused(sample: Desk, tmp_path: Path) -> None:
    rows: Rows = [["Mã", "Nội dung", "CQT I"], ["I.2", PLAN, 18]]
    (row,) = plan_import(sample, xlsx_file(tmp_path, rows), V).errors
    assert (row.where, "I.1" in row.told) == ("Điểm!A2", True)


def test_a_column_of_points_under_a_code_that_is_none_is_an_error(sample: Desk, tmp_path: Path) -> None:
    rows: Rows = [["Đơn vị", "I.1", "I.9"], ["Vụ TK", 18, 7]]
    (row,) = plan_import(sample, xlsx_file(tmp_path, rows), V).errors
    assert (row.where, row.shown) == ("Điểm!C1", "I.9")


def test_of_a_right_that_is_missing_one_sentence_is_enough(sample: Desk, tmp_path: Path) -> None:
    rows: Rows = [["Mã", "CQT I", "CQT II"], ["I.1", 18, 17], ["I.2", 16, 15]]
    (row,) = plan_import(sample, xlsx_file(tmp_path, rows), V._replace(layer="self")).errors
    assert row.more == 3


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Đơn vị", "Kế hoạch", "Tổng điểm"], [1, "Vụ Thư ký", 18, 18]],
        [["Mã tiêu trí", "Đơn vị", "Điểm"], ["I.1", "Vụ Thư ký", 18]],
        [["STT", "Ông", "Chức vụ", "Đơn vị"], [1, "Lê Văn A", "CV", "Vụ Thư ký"]],
    ],
)
def test_a_table_that_names_units_is_no_list_of_units(sample: Desk, tmp_path: Path, rows: Rows) -> None:
    """Taken for one, nothing would change, and nobody would be told."""
    with pytest.raises(Refused) as refused:
        plan_import(sample, xlsx_file(tmp_path, rows), V)
    assert str(rows[0][2]) in tell(refused.value)
    assert "--kind units" in tell(refused.value)


HEAD = ["STT", "Nội dung", "Điểm tối đa"]
CRITERIA: dict[str, tuple[Rows, dict[str, str], str]] = {
    "groups merged across": (
        [HEAD, ["I. NHIỆM VỤ (60 điểm)"], [1, "a", 40], [2, "b", 20], ["II- XÂY DỰNG"], [1, "c", 40]],
        {"I.1": "40", "I.2": "20", "II.1": "40"},
        "II.1",
    ),
    "groups without codes": (
        [HEAD, [None, "NHIỆM VỤ", 60], [1, "a", 40], [2, "b", 20], [None, "XÂY DỰNG", 40], [3, "c", 40]],
        {"1": "40", "2": "20", "3": "40"},
        "“XÂY DỰNG” là II",
    ),
    "no codes, each group the sum of its rows": (
        [["Nội dung", "Điểm chuẩn"], ["Một", 60], ["a", 40], ["b", 20], ["Hai", 40], ["c", 40]],
        {"I.1": "40", "I.2": "20", "II.1": "40"},
        "“Hai” là II",
    ),
    "no groups": ([HEAD, [1, "a", 40], [2, "b", 60]], {"1": "40", "2": "60"}, "Tiêu chí chung"),
    "dashes under a criterion": (
        [HEAD, ["I", "N", 60], ["1", "a", 40], ["2", "b", 20], ["-", "b1", 12], ["-", "b2", 8]],
        {"1": "40", "2.1": "12", "2.2": "8"},
        "“-” là 2.1",
    ),
    "small Roman numbers": (
        [HEAD, ["I", "N", 40], ["1", "a", 40], ["i)", "a1", 25], ["ii)", "a2", 15]],
        {"1.i": "25", "1.ii": "15"},
        "1.i",
    ),
    "codes at the beginning of the texts": (
        [["Tiêu chí", "Thang điểm"], ["I- Nhiệm vụ", 60], ["1- Kế hoạch", 40], ["2- Chất lượng", 20]],
        {"1": "40", "2": "20"},
        "",
    ),
    "numbers that begin anew in each group, with numbers under them": (
        [
            *(HEAD, ["I", "N", 60], ["1", "a", 30], ["1.1", "a1", 10], ["1.2", "a2", 20], ["2", "b", 30]),
            *(["II", "M", 40], ["1", "c", 40], ["1.1", "c1", 15], ["1.2", "c2", 25]),
        ],
        {"I.1.1": "10", "I.1.2": "20", "I.2": "30", "II.1.1": "15", "II.1.2": "25"},
        "“1.1” là II.1.1",
    ),
    "letters under numbers that begin anew": (
        [
            *(HEAD, ["I", "N", 40], ["1", "a", 40], ["a", "a1", 25], ["b", "a2", 15]),
            *(["II", "M", 60], ["1", "c", 60], ["a", "c1", 20], ["b", "c2", 40]),
        ],
        {"I.1.a": "25", "I.1.b": "15", "II.1.a": "20", "II.1.b": "40"},
        "“b” là II.1.b",
    ),
    "what explains a criterion": (
        [HEAD, ["I", "N", 40], ["1", "a", 40], [None, "Đạt 100 %: 40 điểm"], ["-", "Dưới 50 %: 0 điểm"]],
        {"1": "40"},
        "Đạt 100 %",
    ),
}


@pytest.mark.parametrize("name", CRITERIA)
def test_criteria_of_further_shapes(sample: Desk, tmp_path: Path, name: str) -> None:
    rows, expected, told = CRITERIA[name]
    plan = taken(sample, xlsx_file(tmp_path, rows), Asked(name="Mới"))
    assert codes(sample.store.find(CriteriaSet, name="Mới")[0]) == expected
    assert told in beside(plan)


def test_a_code_that_became_a_date_is_refused(sample: Desk, tmp_path: Path) -> None:
    from datetime import date

    rows: Rows = [HEAD, ["I", "N", 40], [date(2022, 1, 1), "a", 40]]
    (row,) = plan_import(sample, xlsx_file(tmp_path, rows), Asked(name="Mới")).errors
    assert (row.where, row.shown) == ("Điểm!A3", "01/01/2022")


@pytest.mark.parametrize(
    ("rows", "added"),
    [
        (
            [["STT", "Tên đơn vị"], ["I", "Khối tham mưu"], [1, "Vụ Mới"], ["II. Khối khác"], [1, "Sở A"]],
            "Vụ Mới, Sở A",
        ),
        (
            [["Tên cơ quan/đơn vị"], ["Vụ Mới"], ["(Danh sách gồm 01 đơn vị)"], ["Bảng này có 01 đơn vị./."]],
            "Vụ Mới",
        ),
        (
            [["STT", "Tên đơn vị"], [1, "Vụ Mới"], [None, "Tổng số: 02 đơn vị"], ["(Danh sách gồm 02)"]],
            "Vụ Mới",
        ),
    ],
)
def test_headings_and_notes_are_no_units(sample: Desk, tmp_path: Path, rows: Rows, added: str) -> None:
    before = {unit.name for unit in sample.store.find(Unit)}
    plan = taken(sample, xlsx_file(tmp_path, rows))
    assert {unit.name for unit in sample.store.find(Unit)} - before == set(added.split(", "))
    assert ("Khối tham mưu" in beside(plan)) or ("Danh sách gồm" in beside(plan))


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["STT", "Họ và tên", "Giới tính"],
            ["I", "Vụ Thư ký"],
            [1, "Lê A", "Nữ"],
            ["II", "Cục Quản trị I"],
            [1, "Lê B", "Nam"],
        ],
        [
            ["STT", "Họ và tên", "Ông/Bà"],
            ["Vụ Thư ký"],
            [1, "Lê A", "bà"],
            ["Cục Quản trị I"],
            [2, "Lê B", "ông"],
        ],
    ],
)
def test_people_under_their_units(sample: Desk, tmp_path: Path, rows: Rows) -> None:
    before = {one.id for one in sample.store.find(Person)}
    taken(sample, xlsx_file(tmp_path, rows), Asked())
    units = {unit.id: unit.label for unit in sample.store.find(Unit)}
    fresh = [one for one in sample.store.find(Person) if one.id not in before]
    assert {(p.name, p.honorific, units[p.unit_id or ""]) for p in fresh} == {
        ("Lê A", "bà", "Vụ TK"),
        ("Lê B", "ông", "CQT I"),
    }


def test_targets_of_the_unit_that_the_title_names(sample: Desk, tmp_path: Path) -> None:
    registering(sample)
    rows: Rows = [["Đơn vị: Vụ Thư ký"], ["TT", "Nội dung", "Đăng ký"], ["I", "Nhóm"], ["I.1", "a", "100%"]]
    taken(sample, xlsx_file(tmp_path, rows), Asked("V", 2023))
    (of,) = sample.store.find(Registration, bloc_year_id=the_year(sample, 2023).id)
    assert [(one.code, one.text) for one in of.targets] == [("I.1", "100%")]


def test_letters_that_were_lost_are_no_name(sample: Desk, tmp_path: Path) -> None:
    (row,) = plan_import(sample, csv_file(tmp_path, "Tên đơn vị\nS\ufffd Y t\ufffd\n"), V).errors
    assert row.where == "bang.csv!A2"
