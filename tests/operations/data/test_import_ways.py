"""Grades, bars, knock-outs and agendas as tables: the same out and in again, changed, refused in place."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Condition, MeetingKind, Step
from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.organisation import Bloc, Stage
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.operations.data.exporting import What, Wish, export_table
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import Plan, plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.agenda import agenda_of
from tests.operations.data.test_importing import V, counts, no_scores
from tests.operations.found import the_year

WAYS = "Loại điều kiện;Tên, nội dung;Mốc điểm;Điểm của mã;Dưới tỷ lệ (%);Hệ quả;Xếp loại cao nhất;Giá trị"
AGENDA = "Loại hội nghị;Phần việc;Tên gọi tại hội nghị;Điều kiện để đi tiếp"


@pytest.fixture
def open_year(sample: Desk) -> Desk:
    """The year's criteria may still be changed."""
    no_scores(sample)
    sample.store.save(the_year(sample).with_(stage=Stage.LAUNCH))
    return sample


def planned(desk: Desk, folder: Path, *lines: str, asked: Asked = V) -> Plan:
    path = folder / "bang.csv"
    path.write_text("\n".join(lines), "utf-8")
    return plan_import(desk, path, asked)


def refusals(plan: Plan) -> list[str]:
    return [f"{row.where}: {row.told}" for row in plan.errors]


def the_set(desk: Desk) -> CriteriaSet:
    return desk.store.get(CriteriaSet, the_year(desk).criteria_id or "")


@pytest.mark.parametrize("what", [What.WAYS, What.AGENDA])
def test_what_is_exported_imports_as_the_same(open_year: Desk, tmp_path: Path, what: What) -> None:
    path = tmp_path / "bang.xlsx"
    export_table(open_year, the_year(open_year).id, what, Wish(""), path)
    plan = plan_import(open_year, path, V)
    assert not refusals(plan)
    assert counts(plan) == (0, 0, len(plan.rows))
    assert plan.rows


def test_ways_are_added_and_changed(open_year: Desk, tmp_path: Path) -> None:
    grade = the_set(open_year).grades[0]
    lines = (
        f"Xếp loại;{grade.name};88,5",
        "Xếp loại;Đạt chuẩn;12",
        "Không xét;Để xảy ra mất an toàn",
        "điều kiện loại;Nộp báo cáo muộn;5;I.1;;hạ loại;Đạt chuẩn",
        "Cả bảng;Nguồn;;;;;;Quy chế số 7",
    )
    plan = planned(open_year, tmp_path, WAYS, *lines)
    assert not refusals(plan)
    write_plan(open_year, plan)
    of = the_set(open_year)
    points = {one.name: str(one.at_least) for one in of.grades}
    assert (points[grade.name], points["Đạt chuẩn"]) == ("88.5", "12")
    assert "Để xảy ra mất an toàn" in of.bars
    late = next(one for one in of.knock_outs if one.name == "Nộp báo cáo muộn")
    assert (late.code, late.consequence, late.grade) == ("I.1", Consequence.GRADE, "Đạt chuẩn")
    assert of.source == "Quy chế số 7"


@pytest.mark.parametrize(
    ("line", "place", "why"),
    [
        ("Hạng;Tốt;90", "!A2", "Hạng"),
        ("Xếp loại;;90", "!B2", "trống"),
        ("Xếp loại;Tốt;chín mươi", "dòng 2", "chín mươi"),
        ("Cả bảng;Mùa;;;;;;x", "!B2", "Mùa"),
        ("Điều kiện loại;Muộn;5;IX.9;;hạ loại;Tốt", "dòng 2", "IX.9"),
    ],
)
def test_a_wrong_way_is_told_with_its_place(
    open_year: Desk, tmp_path: Path, line: str, place: str, why: str
) -> None:
    (told,) = refusals(planned(open_year, tmp_path, WAYS, line))
    assert place in told
    assert why in told


def test_an_agenda_has_the_steps_of_the_table_in_its_order(sample: Desk, tmp_path: Path) -> None:
    lines = (
        "Hội nghị sơ kết;Chuẩn bị;;",
        "Hội nghị sơ kết;Khai mạc;Chào cờ, khai mạc;–",
        "Hội nghị sơ kết;Phát biểu;Thảo luận;",
        "Hội nghị sơ kết;Báo cáo;;ngày, địa điểm",
        "Hội nghị sơ kết;Thông qua biên bản;;",
    )
    plan = planned(sample, tmp_path, AGENDA, *lines)
    assert not refusals(plan)
    write_plan(sample, plan)
    bloc = sample.store.find(Bloc, code="V")[0]
    of = agenda_of(sample, bloc.id, MeetingKind.MID_YEAR).steps
    assert [one.step for one in of] == [
        Step.PREPARATION, Step.OPENING, Step.STATEMENTS, Step.REPORT, Step.APPROVAL,
    ]  # fmt: skip
    assert (of[1].title, of[1].conditions) == ("Chào cờ, khai mạc", ())
    assert of[3].conditions == (Condition.DAY, Condition.PLACE)


@pytest.mark.parametrize(
    ("lines", "place", "why"),
    [
        (("Hội nghị sơ kết;Múa lân;;",), "!B2", "Múa lân"),
        (("Tiệc;Chuẩn bị;;",), "!A2", "Tiệc"),
        (("Hội nghị sơ kết;Khai mạc;;gió",), "!D2", "gió"),
        (("Hội nghị sơ kết;Khai mạc;;",), "!B2", "bắt đầu"),
    ],
)
def test_a_wrong_step_is_told_with_its_place(
    sample: Desk, tmp_path: Path, lines: Sequence[str], place: str, why: str
) -> None:
    plan = planned(sample, tmp_path, AGENDA, *lines)
    (told,) = refusals(plan)
    assert place in told
    assert why in told
    assert plan.rows[0].action is Action.ERROR


def test_what_a_row_of_its_sort_has_not_is_told(open_year: Desk, tmp_path: Path) -> None:
    plan = planned(
        open_year, tmp_path, WAYS, "Điều kiện loại;Nộp báo cáo muộn;5;I.1;;hạ loại;Tốt;Quy chế số 7"
    )
    assert not refusals(plan)
    assert [(note.where[-2:], "Quy chế số 7" in note.text) for note in plan.notes] == [("H2", True)]
