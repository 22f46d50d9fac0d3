"""A year's movements, parts in them, activities, tasks and exemplars come from tables and go out as such."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ktd_tui.domain.activity import Activity, ActivityKind, Concretisation
from ktd_tui.domain.merit import Exemplar, ExemplarKind
from ktd_tui.domain.organisation import Bloc, Movement
from ktd_tui.i18n import tell
from ktd_tui.operations.data.exporting import What, Wish, export_table
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import Plan, plan_import, write_plan
from ktd_tui.operations.data.year_tables import WORK, work_table
from ktd_tui.operations.desk import Desk
from ktd_tui.sheets.columns import TableKind
from tests.operations.data.test_importing import counts
from tests.operations.found import the_unit, the_year
from tests.sheets.making import csv_file

AT = Asked("V", 2023)
TABLES: Mapping[TableKind, str] = {
    TableKind.MOVEMENTS: (
        "Phong trào thi đua;Cấp phát động;Số kế hoạch;Từ năm;Đến năm\n"
        "Chuyển đổi số trong cơ quan;Thủ tướng Chính phủ;12/KH-VPQH;2023;2026\n"
    ),
    TableKind.PARTS: (
        "Phong trào;Đơn vị;Nội dung cụ thể hóa;Kết quả\n"
        "Chuyển đổi số trong cơ quan;Vụ TK;Số hóa hồ sơ kỳ họp;90% hồ sơ\n"
    ),
    TableKind.ACTIVITIES: (
        "TT;Tên hoạt động;Đơn vị chủ trì;Ngày tổ chức;Địa điểm;Giao lưu với;Phong trào;Kết quả\n"
        "1;Hội thao;Vụ TK;20/05/2023;Nhà văn hóa;CQT I; ;Giải nhì\n"
        "2;Hội thao;Vụ TK;20/06/2023;;;Chuyển đổi số trong cơ quan;\n"
    ),
    TableKind.TASKS: (
        "STT;Nội dung công việc;Đơn vị chủ trì;Thời gian hoàn thành;Ngày hoàn thành\n"
        "1;Ký giao ước;Cả khối;31/03/2023;\n"
        "2;Báo cáo sơ kết;Vụ TK;Quý II/2023;15/06/2022\n"
        "3;Báo cáo sơ kết;CQT I;thường xuyên;\n"
    ),
    TableKind.EXEMPLARS: (
        "Họ và tên;Đối tượng;Đơn vị;Thành tích tiêu biểu;Ngày;Ngày đề nghị;Hình thức khen thưởng\n"
        "H'Hen Niê;Cá nhân;Vụ TK;Cứu người trong lũ;10/09/2023;12/09/2023;Bằng khen\n"
    ),
}


def taken(desk: Desk, folder: Path, kind: TableKind, table: str = "", asked: Asked = AT) -> Plan:
    plan = plan_import(desk, csv_file(folder, table or TABLES[kind]), asked)
    assert plan.kind is kind
    assert not plan.errors, [tell(row.error) for row in plan.errors if row.error]
    write_plan(desk, plan)
    return plan


@pytest.fixture
def full(sample: Desk, tmp_path: Path) -> Desk:
    """The sample with all of these tables taken in."""
    for kind in TABLES:
        assert {row.action for row in taken(sample, tmp_path, kind).rows} == {Action.ADD}
    return sample


def test_every_field_is_taken_in(full: Desk) -> None:
    year, unit, other = the_year(full, 2023), the_unit(full, "Vụ TK"), the_unit(full, "CQT I")
    movement = full.store.get(Movement, year.movement_ids[-1])
    assert (movement.launcher, movement.plan) == ("Thủ tướng Chính phủ", "12/KH-VPQH")
    assert (movement.first_year, movement.last_year) == (2023, 2026)
    part = full.store.find(Concretisation, movement_id=movement.id)[0]
    assert (part.unit_id, part.text, part.result) == (unit, "Số hóa hồ sơ kỳ họp", "90% hồ sơ")
    held = {str(one.day): one for one in full.store.find(Activity, bloc_year_id=year.id)}
    first, second = held["2023-05-20"], held["2023-06-20"]
    assert (first.kind, first.partner_ids) == (ActivityKind.EXCHANGE, (other,))
    assert (first.place, first.result, second.movement_id) == ("Nhà văn hóa", "Giải nhì", movement.id)
    tasks = [(one.text, one.unit_id, str(one.due), str(one.done_on)) for one in year.tasks[-3:]]
    assert tasks == [
        ("Ký giao ước", None, "2023-03-31", "None"),
        ("Báo cáo sơ kết", unit, "2023-06-30", "2022-06-15"),
        ("Báo cáo sơ kết", other, "None", "None"),
    ]
    one = full.store.find(Exemplar, bloc_year_id=year.id)[0]
    assert (one.name, one.kind, one.unit_id) == ("H'Hen Niê", ExemplarKind.PERSON, unit)
    assert (str(one.deed_on), str(one.proposed_on), one.award) == ("2023-09-10", "2023-09-12", "Bằng khen")


def test_the_same_table_once_more_changes_nothing(full: Desk, tmp_path: Path) -> None:
    for kind in TABLES:
        plan = taken(full, tmp_path, kind)
        assert counts(plan) == (0, 0, len(plan.rows)), kind


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_is_written_is_taken_in_again(full: Desk, tmp_path: Path, ending: str) -> None:
    for kind in WORK:
        path = tmp_path / f"{kind}{ending}"
        export_table(full, the_year(full, 2023).id, What(kind), Wish(""), path)
        plan = plan_import(full, path, Asked())  # it says itself of which year it is
        assert counts(plan) == (0, 0, len(plan.rows)), plan.rows
        assert plan.kind is kind
        assert len(plan.rows) == len(work_table(full, the_year(full, 2023).id, kind).rows) > 0


def test_an_empty_cell_leaves_what_is_there_and_another_changes_it(full: Desk, tmp_path: Path) -> None:
    plan = taken(full, tmp_path, TableKind.TASKS, "Nhiệm vụ;Đơn vị;Thời hạn\nBáo cáo sơ kết;Vụ TK;\n")
    assert counts(plan) == (0, 0, 1)
    plan = taken(full, tmp_path, TableKind.TASKS, "Nhiệm vụ;Đơn vị;Thời hạn\nBáo cáo sơ kết;Vụ TK;1/7/2023\n")
    assert counts(plan) == (0, 1, 0)
    changed = "Hoạt động;Đơn vị;Kết quả\nHội thao;Vụ TK;Giải nhất\n"
    found = plan_import(full, csv_file(tmp_path, changed), AT)  # of two on different days, neither is meant
    assert counts(found) == (1, 0, 0)


WRONG = {
    "Nhiệm vụ;Đơn vị;Ngày hoàn thành\nKý;Vụ TK;1/1/2999\n": "2999",
    "Nhiệm vụ;Thời hạn\nKý;mai mốt\n": "mai mốt",
    "Nhiệm vụ;Đơn vị\nKý;Sở Không Có\n": "Sở Không Có",
    "Hoạt động;Đơn vị;Ngày\nThao;Vụ TK;1/1/2020\n": "2020",
    "Hoạt động;Đơn vị;Phong trào\nThao;Vụ TK;Không có\n": "Không có",
    "Điển hình tiên tiến;Đơn vị;Thành tích;Loại\nA;Vụ TK;B;gì đó\n": "gì đó",
    "Phong trào;Đơn vị;Cụ thể hóa\nKhông có;Vụ TK;B\n": "Không có",
    "Phong trào;Từ năm\nA;mãi\n": "mãi",
    "Nhiệm vụ;Thời hạn\nKý;\nKÝ;\n": "KÝ",
}


def test_what_does_not_fit_is_refused_with_its_place(full: Desk, tmp_path: Path) -> None:
    for table, named in WRONG.items():
        plan = plan_import(full, csv_file(tmp_path, table), AT)
        assert len(plan.errors) == 1, table
        assert named in plan.errors[0].told
        assert plan.errors[0].where


@pytest.mark.parametrize("whole", ["Cả khối", "Cả cụm", "Toàn cụm", ""])
def test_a_task_of_the_whole_bloc_is_so_by_the_law_s_word_and_the_bloc_s(
    sample: Desk, tmp_path: Path, whole: str
) -> None:
    bloc = sample.store.find(Bloc, code="V")[0]
    sample.store.save(bloc.with_(noun="Cụm"))
    taken(sample, tmp_path, TableKind.TASKS, f"Nội dung công việc;Đơn vị chủ trì\nKý giao ước;{whole}\n")
    added = next(task for task in the_year(sample, 2023).tasks if task.text == "Ký giao ước")
    assert added.unit_id is None
