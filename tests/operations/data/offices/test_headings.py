"""Three levels: what heads criteria within a group stays in the set, with what stands under it."""

from pathlib import Path

import pytest

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.importing import plan_import
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.sheets import criteria_of
from ktd_tui.rules.scoring.criterion_kinds import is_heading
from ktd_tui.rules.scoring.kinds.sections import CAPPED
from ktd_tui.rules.scoring.sums import maximum
from ktd_tui.words import number
from tests.operations.data.offices.test_office_shapes import CRITERIA, HEAD
from tests.operations.data.offices.test_office_sheets import V, points, taken
from tests.operations.data.test_importing import no_scores
from tests.operations.found import the_year
from tests.sheets.making import xlsx_file

IN_A_BONUS = [
    *(HEAD, ["I", "N", 100], ["1", "a", 100], ["II", "ĐIỂM THƯỞNG", 10]),
    *(["1", "Mô hình", 8], ["1.1", "cấp tỉnh", 6], ["1.2", "cấp xã", 4], ["2", "Đăng cai", 2]),
]


@pytest.mark.parametrize(
    ("rows", "heads", "under", "most"),
    [
        (
            CRITERIA["numbers that begin anew in each group, with numbers under them"][0],
            {"I.1": ("a", "0", ""), "II.1": ("c", "0", "")},
            {"I.1.1": "I.1", "I.1.2": "I.1", "I.2": "", "II.1.1": "II.1", "II.1.2": "II.1"},
            "100",
        ),
        (
            CRITERIA["dashes under a criterion"][0],
            {"2": ("b", "0", "")},
            {"1": "", "2.1": "2", "2.2": "2"},
            "60",
        ),
        (IN_A_BONUS, {"II.1": ("Mô hình", "8", "")}, {"II.1.1": "II.1", "II.1.2": "II.1", "II.2": ""}, "100"),
    ],
)
def test_what_heads_criteria_within_a_group_is_kept(
    sample: Desk,
    tmp_path: Path,
    rows: list[list[object]],
    heads: dict[str, tuple[str, str, str]],
    under: dict[str, str],
    most: str,
) -> None:
    taken(sample, xlsx_file(tmp_path, rows), Asked(name="Mới"))
    of = sample.store.find(CriteriaSet, name="Mới")[0]
    entries = [entry for group in of.groups for entry in group.criteria]
    entries += [entry for section in CAPPED for entry in getattr(of, section.field)]
    headings = {e.code: (e.text, number(e.maximum), e.under) for e in entries if is_heading(e)}
    assert headings == heads
    assert {e.code: e.under for e in entries if not is_heading(e) and e.code in under} == under
    assert number(maximum(of)) == most
    again = plan_import(sample, xlsx_file(tmp_path, rows), Asked(name="Mới"))
    assert (again.changes, again.errors) == (0, ())


def test_the_only_bonus_of_a_year_needs_no_code_over_its_points(sample: Desk, tmp_path: Path) -> None:
    no_scores(sample)
    of = criteria_of(sample, the_year(sample))
    sample.store.save(of.with_(bonuses=of.bonuses[:1], deductions=of.deductions[:1]))
    rows: list[list[object]] = [
        ["STT", "Đơn vị", "I.1", "Điểm thưởng", "Điểm trừ", "Tổng"],
        [1, "CQT I", 18, 2, "-1", 19],
    ]
    taken(sample, xlsx_file(tmp_path, rows), V._replace(layer="bloc"))
    assert points(sample) == {"CQT I": {"I.1": "18", "T1": "2", "P1": "1"}}
