"""A table of criteria without bonus, where the year's have one: its cap goes with its rows."""

from decimal import Decimal
from pathlib import Path

from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.sheets.columns import TableKind
from tests.operations.found import the_year
from tests.sheets.folder.office import Rows
from tests.sheets.making import xlsx_file

ASKED = Asked("V", 2023)
PLAIN: Rows = [["TT", "Tiêu chí", "Điểm tối đa"], ["I", "Nhiệm vụ", 100], [1, "Kế hoạch", 100]]
BONUS: Rows = [
    ["II", "Điểm thưởng", 5],
    [1, "Mô hình mới", 5],
    ["III", "Điểm trừ", -3],
    [1, "Báo cáo chậm", -3],
]


def test_the_cap_of_rows_that_are_gone_goes_with_them(sample: Desk, tmp_path: Path) -> None:
    for rows, caps in (([*PLAIN, *BONUS], (5, 3)), (PLAIN, (0, 0))):
        path = xlsx_file(tmp_path, rows)
        write_plan(sample, plan_import(sample, path, ASKED, TableKind.CRITERIA))
        of = criteria_of(sample, the_year(sample, 2023))
        assert (of.bonus_cap, of.deduction_cap) == tuple(map(Decimal, caps))
        assert plan_import(sample, path, ASKED, TableKind.CRITERIA).changes == 0


def test_the_name_that_is_asked_for_is_given_to_the_set_that_the_year_has(
    sample: Desk, tmp_path: Path
) -> None:
    path = xlsx_file(tmp_path, PLAIN)
    for name in ("", "Tiêu chí mới"):
        asked = ASKED._replace(name=name)
        write_plan(sample, plan_import(sample, path, asked, TableKind.CRITERIA))
        assert plan_import(sample, path, asked, TableKind.CRITERIA).changes == 0
    assert criteria_of(sample, the_year(sample, 2023)).name == "Tiêu chí mới"
    assert plan_import(sample, path, ASKED, TableKind.CRITERIA).changes == 0, "no name asked for: it stays"
