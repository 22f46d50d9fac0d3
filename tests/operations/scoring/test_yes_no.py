"""A criterion that is met or not: typed, scored, explained, exported and taken in again."""

from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.scoring import CriteriaSet, CriterionKind
from ktd_tui.errors import Refused
from ktd_tui.operations.data.exporting import example, write_table
from ktd_tui.operations.data.import_rows import Action, Asked
from ktd_tui.operations.data.importing import plan_import, write_plan
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, criteria
from ktd_tui.operations.scoring.criteria import Seen
from ktd_tui.operations.scoring.explain import explain
from ktd_tui.sheets.columns import TableKind
from tests.operations.found import the_unit, the_year
from tests.sheets.making import csv_file

ROW = {"code": "I.6", "text": "Không có đơn thư", "points": "5", "group": "I"}


def with_row(desk: Desk) -> CriteriaSet:
    year = the_year(desk, 2023)
    seen = Seen(year.id, desk.store.get(CriteriaSet, str(year.criteria_id)))
    return criteria.save_entry(desk, seen, CriterionKind.YES_NO, None, ROW)


def test_it_takes_all_or_nothing_and_says_so(sample: Desk) -> None:
    with_row(sample)
    year, unit = the_year(sample, 2023).id, the_unit(sample, "CQT I")
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.SCORING))
    with pytest.raises(Refused, match="5 points where it is met, or 0"):
        cells.record_score(sample, cells.ScoreTyped(year, unit, "I.6", "4"))
    for typed, said in (("5", "Đạt: được đủ 5 điểm."), ("0", "Không đạt: 0 điểm.")):
        cells.record_score(sample, cells.ScoreTyped(year, unit, "I.6", typed))
        text = "\n".join(explain(sample, year, unit, "I.6"))
        assert said in text, text
        assert f"chuyên môn: {typed} (I.6)\n" in text, text


def test_it_comes_back_as_it_was_exported(sample: Desk, tmp_path: Path) -> None:
    of = with_row(sample)
    path = tmp_path / "tieu-chi.xlsx"
    write_table(example(sample, TableKind.CRITERIA, the_year(sample, 2023).id), path)
    plan = plan_import(sample, path, Asked("V", 2023))
    assert plan.count(Action.SAME) == len(plan.rows) > 0
    assert sample.store.get(CriteriaSet, of.id) == of


@pytest.mark.parametrize("word", ["đạt/không đạt", "Đạt / Không đạt", "Tiêu chí đạt/không đạt"])
def test_an_office_names_it_in_its_table(sample: Desk, tmp_path: Path, word: str) -> None:
    table = f"Mã tiêu chí;Nội dung;Điểm tối đa;Loại\nI;Một;5;nhóm\nI.1;Việc;5;{word}\n"
    write_plan(sample, plan_import(sample, csv_file(tmp_path, table), Asked(name="Của cơ quan")))
    of = sample.store.find(CriteriaSet, name="Của cơ quan")[0]
    assert of.groups[0].criteria[0].kind is CriterionKind.YES_NO
