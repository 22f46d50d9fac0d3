"""The first lists that a new office brings: units and people, as it has them."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.council.units import save_unit
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import Plan, plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named, people_meant, unit_named
from ktd_tui.sheets.columns import TableKind
from tests.operations.data.offices.test_office_sheets import beside

FIRST, NOTHING = Asked("I"), Asked()


@pytest.fixture
def council(desk: Desk) -> Desk:
    set_up_council(desk, "Hội đồng tỉnh", "UBND tỉnh")
    return desk


def with_units(desk: Desk, *names: str) -> Desk:
    for name in names:
        save_unit(desk, bloc_named(desk, "I").id, None, name=name)
    return desk


def planned(desk: Desk, folder: Path, text: str, asked: Asked = FIRST) -> Plan:
    (file := folder / "bang.csv").write_text(text, "utf-8")
    return plan_import(desk, file, asked)


def taken(desk: Desk, folder: Path, text: str, asked: Asked = FIRST) -> Plan:
    plan = planned(desk, folder, text, asked)
    assert not plan.errors, plan.errors
    write_plan(desk, plan)
    return plan


def units(desk: Desk) -> set[tuple[str, str, str]]:
    blocs = {bloc.id: bloc.code for bloc in (bloc_named(desk, code) for code in ("I", "II"))}
    return {(one.name, one.short_name, blocs[one.bloc_id or ""]) for one in desk.store.find(Unit)}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Phường Hòa Ân", False),
        ("PHƯỜNG HÒA ÂN", False),
        ("Phường Hoà An", True),
        ("PHƯỜNG HÒA AN", True),
        ("PHUONG HOA AN", True),
    ],
)
def test_people_go_to_no_unit_whose_marks_are_others(
    council: Desk, tmp_path: Path, written: str, found: bool
) -> None:
    with_units(council, "Phường Hòa An")
    plan = planned(council, tmp_path, f"Họ và tên;Đơn vị\nLê A;{written}\n")
    assert [row.action for row in plan.rows] == ["add" if found else "error"]
    if not found:
        with pytest.raises(Refused):
            unit_named(council, written)


def test_two_units_that_differ_in_marks_are_two(council: Desk, tmp_path: Path) -> None:
    plan = taken(council, tmp_path, "Tên đơn vị;Khối\nPhường Hòa An;I\nPhường Hòa Ân;I\n")
    assert [row.action for row in plan.rows] == ["add", "add"]
    assert "“Phường Hòa Ân”" in beside(plan)
    assert planned(council, tmp_path, "Tên đơn vị;Khối\nPHUONG HOA AN;I\n").errors


def test_a_person_is_not_one_whose_marks_are_others(council: Desk, tmp_path: Path) -> None:
    with_units(council, "Sở Y tế")
    taken(council, tmp_path, "Họ và tên;Đơn vị\nNguyễn Thị Hoa;Sở Y tế\n")
    assert [one.name for one in people_meant(council, "nguyen thi hoa")] == ["Nguyễn Thị Hoa"]
    assert not people_meant(council, "Nguyễn Thị Hòa")
    assert planned(council, tmp_path, "Họ và tên;Đơn vị\nNguyễn Thị Hòa;Sở Y tế\n").rows[0].action == "add"
    assert len(council.store.find(Person)) == 1


def test_commas_part_the_columns_of_a_list_of_units(council: Desk, tmp_path: Path) -> None:
    taken(council, tmp_path, "Tên đơn vị,Khối\nXã Đông Phú,II\n", NOTHING)
    assert units(council) == {("Xã Đông Phú", "", "II")}


USERS = "STT;Họ và tên;Tài khoản;Vai trò;Đơn vị\n1;Lê A;lea;Đại diện đơn vị;Sở Y tế\n"


@pytest.mark.parametrize("text", [USERS, "Tài khoản;Vai trò;Đơn vị\nlea;Đại diện đơn vị;Sở Y tế\n"])
def test_accounts_are_no_people(council: Desk, tmp_path: Path, text: str) -> None:
    with_units(council, "Sở Y tế")
    with pytest.raises(Refused) as refused:
        planned(council, tmp_path, text)
    assert "ktd user import" in tell(refused.value)


def test_one_name_in_two_blocs_is_told_as_that(council: Desk, tmp_path: Path) -> None:
    """The council knows a unit by its name alone."""
    lists = "Tên đơn vị;Khối\nChi cục Thuế;I\nChi cục Thuế;{}\n"
    told = [planned(council, tmp_path, lists.format(code)).errors[0].told for code in ("I", "II")]
    assert ["two names" in one or "hai tên" in one for one in told] == [False, True], told


@pytest.mark.parametrize(
    ("written", "name", "short"),
    [
        ("Ban Quản lý các khu công nghiệp (BQL KCN)", "Ban Quản lý các khu công nghiệp", "BQL KCN"),
        ("Sở Giáo dục và Đào tạo (Sở GDĐT)", "Sở Giáo dục và Đào tạo", "Sở GDĐT"),
        ("Trường Chính trị (trực thuộc Tỉnh ủy)", "Trường Chính trị (trực thuộc Tỉnh ủy)", ""),
        ("Sở Nội vụ (trước là Ban Tổ chức)", "Sở Nội vụ (trước là Ban Tổ chức)", ""),
        ("TRƯỜNG CHÍNH TRỊ (TRỰC THUỘC TỈNH ỦY)", "TRƯỜNG CHÍNH TRỊ (TRỰC THUỘC TỈNH ỦY)", ""),
    ],
)
def test_what_stands_in_brackets_behind_a_unit_is_told(
    council: Desk, tmp_path: Path, written: str, name: str, short: str
) -> None:
    text = f"Tên đơn vị;Khối\n{written};I\n"
    plan = taken(council, tmp_path, text)
    assert units(council) == {(name, short, "I")}
    assert written.partition("(")[2] in beside(plan)
    assert planned(council, tmp_path, text).changes == 0


def test_a_unit_that_was_renamed_is_not_added_once_more(council: Desk, tmp_path: Path) -> None:
    with_units(council, "Ban Dân tộc")
    head = "STT;Tên đơn vị;Tên cũ;Khối\n"
    plan = planned(council, tmp_path, f"{head}1;Sở Dân tộc và Tôn giáo;Ban Dân tộc;I\n")
    assert ["Tên mới" in tell(row.error) for row in plan.errors if row.error] == [True]
    taken(council, tmp_path, f"{head}1;Sở Xây dựng;Sở Giao thông;I\n")


def test_units_under_a_heading_are_of_its_bloc(council: Desk, tmp_path: Path) -> None:
    blocs = {code: bloc_named(council, code).name for code in ("I", "II")}
    rows = f"STT;Tên đơn vị\nI;{blocs['II']}\n1;Sở Y tế\n2;Sở Nội vụ\nII;{blocs['I']} (1 đơn vị):\n3;Ban A\n"
    taken(council, tmp_path, rows, NOTHING)
    assert units(council) == {("Sở Y tế", "", "II"), ("Sở Nội vụ", "", "II"), ("Ban A", "", "I")}
    other = "STT;Tên đơn vị\nI;Các sở, ban, ngành\n1;Sở Tư pháp\nII;Khối thi đua số 99\n2;Ban B\n"
    assert [row.action for row in planned(council, tmp_path, other).rows] == ["add", "error"]


@pytest.mark.parametrize("sep", [";", ","])
def test_names_with_offices_behind_them_under_one_head(council: Desk, tmp_path: Path, sep: str) -> None:
    with_units(council, "Sở Y tế")
    name = '"Họ và tên, chức vụ"', '"Lê A, Giám đốc"'
    taken(council, tmp_path, f"STT{sep}{name[0]}{sep}Đơn vị\n1{sep}{name[1]}{sep}Sở Y tế\n")
    assert [(one.name, one.title) for one in council.store.find(Person)] == [("Lê A", "Giám đốc")]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế\nXã Đông Phú\n",
        "DANH SÁCH ĐƠN VỊ\n1;Sở Y tế\n2;Xã Đông Phú\n",
        "1. Sở Y tế\n2. Xã Đông Phú\n",
    ],
)
def test_units_without_a_head_are_read_and_told(council: Desk, tmp_path: Path, text: str) -> None:
    plan = taken(council, tmp_path, text)
    assert units(council) == {("Sở Y tế", "", "I"), ("Xã Đông Phú", "", "I")}
    assert "no heads" in str(plan.facts) or "không có tiêu đề" in str(plan.facts)


def test_a_comma_within_a_name_parts_no_column(council: Desk, tmp_path: Path) -> None:
    taken(council, tmp_path, "Sở Văn hóa, Thể thao và Du lịch\nTòa án tỉnh\nỦy ban A\n")
    names = {name for name, _, _ in units(council)}
    assert names == {"Sở Văn hóa, Thể thao và Du lịch", "Tòa án tỉnh", "Ủy ban A"}


def test_other_names_without_a_head_are_units_only_where_that_is_said(council: Desk, tmp_path: Path) -> None:
    for text in ("Lê Văn A\nSở Y tế\nTrần B\n", "UBND TỈNH AN BÌNH\nSở Y tế\nSở Nội vụ\n"):
        with pytest.raises(Refused) as refused:
            planned(council, tmp_path, text)
        assert "Tên đơn vị" in tell(refused.value)
    (file := tmp_path / "bang.csv").write_text("Hoa Sen\nHoa Mai\n", "utf-8")
    assert len(plan_import(council, file, FIRST, TableKind.UNITS).rows) == 2
