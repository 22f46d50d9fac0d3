"""Roles from a table, all or none."""

from datetime import date
from pathlib import Path

import pytest

from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.operations.council.user_table import import_users
from ktd_tui.operations.desk import Desk


def table(folder: Path, *lines: str) -> Path:
    path = folder / "vai-tro.csv"
    path.write_text(
        "\n".join(("Danh sách phân quyền", "Tài khoản;Vai trò;Khối;Đơn vị;Từ ngày;Đến ngày", *lines))
    )
    return path


def held(desk: Desk) -> set[tuple[str, str, date | None, date | None]]:
    return {
        (g.account, g.role.value, g.since, g.until) for g in desk.store.find(Grant) if g.account != "thu-ky"
    }


def test_each_line_gives_a_role_in_the_words_of_people_or_commands(sample: Desk, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "root;Thư ký khối;V;;01/01/2023;31/12/2024",
        "nobody;unit-representative;;Vụ TK;;",
        "",
        "daemon;Người theo dõi;;;;30/06/2024",
    )
    names = [role.value for role in UserRole]
    assert "bloc-secretary" in names
    assert len(import_users(sample, path, dry_run=True)) == 3
    assert held(sample) == set()
    import_users(sample, path, dry_run=False)
    assert held(sample) == {
        ("root", "bloc-secretary", date(2023, 1, 1), date(2024, 12, 31)),
        ("nobody", "unit-representative", None, None),
        ("daemon", "observer", None, date(2024, 6, 30)),
    }
    assert len(import_users(sample, path, dry_run=False)) == 3
    assert len(held(sample)) == 3, "given again, it is the same role"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("khong-co-ai;observer", "khong-co-ai"),
        ("root;vua", "vua"),
        ("root;bloc-head", "khối"),
        ("root;bloc-head;XLII", "XLII"),
        ("root;observer;;;32/13/2023", "32/13/2023"),
        ("root;observer;;;02/01/2024;01/01/2024", "kết thúc"),
    ],
)
def test_one_bad_line_and_nothing_is_given(sample: Desk, tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        import_users(sample, table(tmp_path, "nobody;observer", line), dry_run=False)
    assert "4" in str(refused.value.facts["faults"])
    assert says in str(refused.value.facts["faults"])
    assert held(sample) == set()


def test_a_table_of_something_else(sample: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Mã;Điểm\nI.1;18\n")
    with pytest.raises(Refused, match="has no table of roles"):
        import_users(sample, tmp_path / "x.csv", dry_run=False)
