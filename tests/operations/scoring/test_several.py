"""«8; 9; 9,5» in one cell: the scores of all who score a unit, or several people's marks in one sheet."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.scoring import Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.data.exporting import Wish, score_form, score_table
from ktd_tui.operations.data.import_rows import Asked
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cells, explain, grid, sheets
from ktd_tui.operations.scoring.layering import together
from ktd_tui.rules.scoring.layers import View
from ktd_tui.sheets.columns import TableKind
from tests.operations.data.offices.test_office_sheets import taken
from tests.operations.found import the_unit, the_year
from tests.operations.scoring.test_layers import fresh, type_in
from tests.sheets.making import csv_file

ALL = View(Layer.CROSS)
ROW = "I.1"
MARKS = (Decimal(18), Decimal(18), Decimal(19))
V23 = Asked("V", 2023)


def given(desk: Desk, unit: str) -> list[Decimal | None]:
    """What each of those who score a unit has entered, in the order of the year."""
    year, its = the_year(desk, 2023), the_unit(desk, unit)
    scorers = [pair.scorer_id for pair in year.cross if pair.unit_id == its]
    return [sheets.sheet_of(desk, year.id, its, View(Layer.CROSS, one)).points.get(ROW) for one in scorers]


def typed(desk: Desk, unit: str, text: str) -> cells.ScoreTyped:
    return cells.ScoreTyped(the_year(desk, 2023).id, the_unit(desk, unit), ROW, text, ALL)


def test_each_score_goes_to_the_sheet_of_who_gave_it(sample: Desk) -> None:
    year = fresh(sample, Stage.CROSS_SCORING)
    together.record_cross(sample, typed(sample, "CQT I", "18; 19,5"))
    assert given(sample, "CQT I") == [18, Decimal("19.5")]
    assert grid.grid(sample, year.id, ALL).points[the_unit(sample, "CQT I")][ROW] == Decimal("18.75")
    together.record_cross(sample, typed(sample, "CQT I", "–; 19"))
    assert given(sample, "CQT I") == [18, 19], "who gave none keeps what stands"
    undo(sample)
    assert given(sample, "CQT I") == [18, Decimal("19.5")], "both were one step"


@pytest.mark.parametrize(("text", "why"), [("18; 19; 17", "3 scores"), ("18; 99", "I.1"), ("18; tám", "tám")])
def test_what_cannot_be_written_whole_is_not_written_at_all(sample: Desk, text: str, why: str) -> None:
    fresh(sample, Stage.CROSS_SCORING)
    with pytest.raises(Refused, match=why):
        together.record_cross(sample, typed(sample, "CQT I", text))
    assert given(sample, "CQT I") == [None, None]


def test_nobody_is_overwritten_unseen(sample: Desk) -> None:
    year = fresh(sample, Stage.CROSS_SCORING)
    seen = together.given_by(grid.grid(sample, year.id, ALL), typed(sample, "CQT I", ""))
    first = next(p.scorer_id for p in year.cross if p.unit_id == the_unit(sample, "CQT I"))
    type_in(sample, "CQT I", "17", View(Layer.CROSS, first))
    with pytest.raises(Refused, match="somebody else"):
        together.record_cross(sample, typed(sample, "CQT I", "18; 19"), seen)
    assert given(sample, "CQT I") == [17, None]


def test_a_table_may_have_them_in_one_cell(sample: Desk, tmp_path: Path) -> None:
    fresh(sample, Stage.CROSS_SCORING)
    table = csv_file(tmp_path, 'Đơn vị,Mã tiêu chí,Điểm\nCQT I,I.1,"18; 19,5"\n')
    taken(sample, table, V23._replace(layer="cross"))
    assert given(sample, "CQT I") == [18, Decimal("19.5")]
    rows = score_table(sample, the_year(sample, 2023).id, "cross").rows
    assert sorted(str(row[3]) for row in rows) == ["18", "19.5"]


def test_marks_of_several_people_count_by_their_mean_unrounded(sample: Desk, tmp_path: Path) -> None:
    """Three thirds: 18 + 18 + 19 = 55/3 = 18,333…, shown 18,33; one sheet, one explanation, one form."""
    year = fresh(sample, Stage.SCORING)
    sheet = type_in(sample, "CQT I", "18; 18; 19")
    assert (sheet.points[ROW], sheet.marks[ROW]) == (Decimal("18.33"), MARKS)
    of = grid.grid(sample, year.id)
    assert of.evaluated.exact["bloc"][the_unit(sample, "CQT I")][ROW] == Fraction(55, 3)
    said = "\n".join(explain.explain(sample, year.id, the_unit(sample, "CQT I"), ROW))
    assert "(18 + 18 + 19) ÷ 3 = 18,33" in said
    form = score_form(sample, year.id, Wish(unit="CQT I", layer="bloc"))
    assert "18; 18; 19" in next(row for row in form.rows if row[0] == ROW)
    assert type_in(sample, "CQT I", "18").marks == {}, "one number takes their place"
    table = csv_file(tmp_path, 'Đơn vị,Mã tiêu chí,Điểm\nCQT I,I.1,"18; 18; 19"\n')
    plan = taken(sample, table, V23)
    assert (plan.kind, plan.changes) == (TableKind.SCORES, 1)
    assert sheets.sheet_of(sample, year.id, the_unit(sample, "CQT I")).marks == {ROW: MARKS}
    assert taken(sample, table, V23).changes == 0


def test_a_row_that_takes_one_number_alone_says_so(sample: Desk) -> None:
    fresh(sample, Stage.SCORING)
    with pytest.raises(Refused) as refused:
        type_in(sample, "CQT I", "1; 2", code="P1")
    assert "P1" in tell(refused.value)
