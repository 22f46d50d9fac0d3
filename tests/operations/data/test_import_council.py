"""Blocs and units as tables: what a screen sets, a table sets as well."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.operations.council.directory import bloc_rows
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.units import save_unit
from ktd_tui.operations.data import importing
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, unit_named, units_of
from ktd_tui.operations.year.years import open_year


@pytest.fixture
def council(desk: Desk) -> Desk:
    set_up_council(desk, "Hội đồng tỉnh", "UBND tỉnh")
    return desk


def taken(desk: Desk, folder: Path, text: str) -> importing.Plan:
    file = folder / "bang.csv"
    file.write_text(text, "utf-8")
    plan = importing.plan_import(desk, file, Asked())
    importing.write_plan(desk, plan)
    return plan


BLOCS = """Số khối;Tên khối;Cách gọi;Chức danh đứng đầu;Năm cuối
6;Cụm các trường;Cụm;;
V;Khối thi đua số V;;Trưởng khối;2030
I;Khối thi đua số I;;;
"""


def test_blocs_come_from_a_table(council: Desk, tmp_path: Path) -> None:
    plan = taken(council, tmp_path, BLOCS)
    assert [row.action for row in plan.rows] == ["add", "change", "same"]
    assert bloc_named(council, "6").words.head == "Cụm trưởng"
    assert bloc_named(council, "V").words.head == "Trưởng khối"
    assert bloc_named(council, "V").last_year == 2030
    assert len(bloc_rows(council)) == 6


def test_units_are_renamed_from_a_year_and_put_in_order_by_a_table(council: Desk, tmp_path: Path) -> None:
    bloc = bloc_named(council, "I")
    for name in ("Ban Dân tộc", "Sở Nội vụ"):
        save_unit(council, bloc.id, None, name=name)
    year = open_year(council, bloc.id, 2023)
    taken(
        council,
        tmp_path,
        "Tên đơn vị;Khối;Thứ tự lễ tân;Tên mới;Từ năm;Quyết định\n"
        "Sở Nội vụ;I;1;;;\nBan Dân tộc;I;2;Ban Dân tộc và Tôn giáo;2024;01/QĐ\n",
    )
    assert [unit.name for unit in units_of(council, year)] == ["Sở Nội vụ", "Ban Dân tộc"]
    unit = unit_named(council, "Ban Dân tộc và Tôn giáo")
    assert (unit.name_in(2023), unit.name_in(2024)) == ("Ban Dân tộc", "Ban Dân tộc và Tôn giáo")
    assert unit.events[0].ground == "01/QĐ"


def test_what_does_not_fit_names_its_cell(council: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bang.csv"
    file.write_text("Tên đơn vị;Khối;Thứ tự lễ tân\nSở Một;I;đầu\n", "utf-8")
    plan = importing.plan_import(council, file, Asked())
    assert [row.where for row in plan.errors], plan
    file.write_text("Số khối;Tên khối;Năm cuối\nI;Khối thi đua số I;mãi\n", "utf-8")
    assert importing.plan_import(council, file, Asked()).errors


def test_who_heads_a_unit_by_their_office_is_told_unless_a_column_says_who(
    council: Desk, tmp_path: Path
) -> None:
    unit = save_unit(council, bloc_named(council, "I").id, None, name="Sở Nội vụ")
    head = "Họ và tên;Chức vụ;Đơn vị"
    marked = taken(council, tmp_path, f"{head};Thủ trưởng\nLê An;Giám đốc;Sở Nội vụ;\n")
    assert not marked.notes, "the column says that nobody does"
    assert council.store.get(Unit, unit.id).head_id is None
    told = taken(council, tmp_path, f"{head}\nTrần Bình;Giám đốc;Sở Nội vụ\n")
    assert "là thủ trưởng của Sở Nội vụ" in " ".join(note.text for note in told.notes), told.notes
    assert council.store.get(Person, council.store.get(Unit, unit.id).head_id or "").name == "Trần Bình"
