"""A row of the criteria may have a day of its own: typed, read from a table, told, and owed."""

from datetime import date
from pathlib import Path

import pytest

from ktd_tui.domain.evidence import Evidence
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.errors import Refused
from ktd_tui.operations.data.exporting import example
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells
from ktd_tui.operations.year.owed import owed
from ktd_tui.papers.kinds.year.guide import criteria_table
from ktd_tui.rules.scoring.kinds.due import due_in, due_read, due_written
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import score_row
from ktd_tui.sheets.columns import TableKind
from tests.operations.data.test_importing import imported, registering
from tests.operations.found import the_unit, the_year
from tests.sheets.making import csv_file

TABLE = (
    "Mã tiêu chí;Nội dung;Điểm tối đa;Thời hạn\nI;Một;100;\nI.1;Kế hoạch;40;15/3\n"
    "I.2;Báo cáo;40;15/01 năm sau\nI.3;Nền nếp;20;\n"
)


@pytest.mark.parametrize(
    ("typed", "kept", "day"),
    [
        ("30/11", "30/11", date(2023, 11, 30)),
        (" 5-6 ", "05/06", date(2023, 6, 5)),
        ("15/01 năm sau", "15/01+1", date(2024, 1, 15)),
        ("29/2", "29/02", date(2023, 2, 28)),
    ],
)
def test_a_day_of_every_year(typed: str, kept: str, day: date) -> None:
    assert due_read(typed) == kept == due_read(due_written(kept))
    assert due_in(kept, 2023) == day


@pytest.mark.parametrize("typed", ["31/02", "30/11/2023", "quý IV", "15/13"])
def test_what_is_no_such_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="no day of every year"):
        due_read(typed)


def owing(desk: Desk) -> dict[str, date | None]:
    return {one.text: one.due for one in owed(desk) if one.text.startswith("CQT I: minh chứng")}


def test_a_table_says_it_and_the_unit_owes_it_until_it_is_scored(sample: Desk, tmp_path: Path) -> None:
    year = registering(sample)
    imported(sample, csv_file(tmp_path, TABLE), Asked("V", 2023))
    own = sample.store.get(CriteriaSet, the_year(sample, 2023).criteria_id or "")
    assert [score_row(own, code).entry.due for code in ("I.1", "I.2", "I.3")] == ["15/03", "15/01+1", ""]
    assert "15/01 năm sau" in str(example(sample, TableKind.CRITERIA, year.id).rows)
    assert "Báo cáo (hạn: 15/01 năm sau)" in str(criteria_table(own, {}).rows)
    assert owing(sample) == {}, "nothing is shown before the year's work"
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.WORK))
    assert owing(sample) == {
        "CQT I: minh chứng hoặc điểm của I.1, V/2023": date(2023, 3, 15),
        "CQT I: minh chứng hoặc điểm của I.2, V/2023": date(2024, 1, 15),
    }
    unit = the_unit(sample, "CQT I")
    given = Evidence(bloc_year_id=year.id, unit_id=unit, code="I.1", title="Kế hoạch 05")
    sample.store.save(given)
    assert list(owing(sample).values()) == [date(2024, 1, 15)]
    sample.store.save(the_year(sample, 2023).with_(stage=Stage.SELF_SCORING))
    cells.record_score(sample, cells.ScoreTyped(year.id, unit, "I.2", "38", View("self")))
    assert owing(sample) == {}
