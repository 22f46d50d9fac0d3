"""A block pasted on the grid: what it would do is said first, and it is one step that is undone as one."""

from decimal import Decimal
from pathlib import Path

import pytest

from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import tell
from ktd_tui.layout import told_apart
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.filling import copy_layer, fill_down, fill_right, other_layers
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.paste import paste_plan, told_plan, write_paste
from ktd_tui.rules.scoring.layers import View
from ktd_tui.rules.scoring.score_rows import score_row
from tests.builders import a_colleague
from tests.operations.found import the_unit, the_year


def plan_of(
    desk: Desk, unit: str, code: str, text: str
) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    of = grid(desk, the_year(desk).id)
    plan = paste_plan(of, the_unit(desk, unit), code, text)
    labels = {one.id: one.label for one in of.units}
    return {f"{labels[c.unit_id]} {c.code}": str(c.points) for c in plan.cells}, plan.unfit, plan.wrong


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("18,5\n18\n7\n", {"CQT I I.1": "18.5", "CQT I I.2": "18", "CQT I I.3": "7"}),
        (
            "18,5\t18\r\n17\t16\r\n",
            {"CQT I I.1": "18.5", "CQT II I.1": "18", "CQT I I.2": "17", "CQT II I.2": "16"},
        ),
        ('"18,5"\t5 điểm', {"CQT I I.1": "18.5", "CQT II I.1": "5"}),
        ("\n\n9", {"CQT I I.1": "9"}),
        ("9\n\n7", {"CQT I I.1": "9", "CQT I I.3": "7"}),
    ],
)
def test_lines_go_down_and_tabs_to_the_right(sample: Desk, text: str, cells: dict[str, str]) -> None:
    assert plan_of(sample, "CQT I", "I.1", text) == (cells, (), ())


def test_what_does_not_fit_or_is_no_number_is_named(sample: Desk) -> None:
    cells, unfit, wrong = plan_of(sample, "Vụ TK", "I.1", "18\t17\n-\ntám\n99")
    assert cells == {"Vụ TK I.1": "18"}
    assert [("“17”" in unfit[0], "“-”" in unfit[1]), ("“tám”" in wrong[0], "“99”" in wrong[1])] == [
        (True, True)
    ] * 2


def test_a_cell_of_several_lines_is_told_in_one(sample: Desk) -> None:
    _, _, (told,) = plan_of(sample, "Vụ TK", "I.1", '"1\n9"')
    assert "“1 9”" in told
    assert "\n" not in told


def test_a_block_is_one_step(sample: Desk, tmp_path: Path) -> None:
    mine = a_colleague(sample, tmp_path / "data", 1000, "thu-ky")
    of, before = grid(mine, the_year(mine).id), mine.store.seq
    plan = paste_plan(of, the_unit(mine, "CQT I"), "I.1", "18,5\t17\n7\t6")
    assert len(told_plan(of, plan)) == len(plan.changes) == 4
    write_paste(mine, of, plan)
    assert mine.store.seq == before + 1
    after = grid(mine, of.year.id)
    assert after.points[the_unit(mine, "CQT II")]["I.2"] == Decimal(6)
    undo.undo(mine)
    assert grid(mine, of.year.id).points == of.points
    mine.store.close()


def test_a_block_with_a_wrong_cell_writes_nothing(sample: Desk) -> None:
    of = grid(sample, the_year(sample).id)
    with pytest.raises(Refused) as refused:
        write_paste(sample, of, paste_plan(of, the_unit(sample, "CQT I"), "I.1", "18\nhai"))
    assert "hai" in tell(refused.value)
    assert grid(sample, of.year.id).points == of.points


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["CQT I", "Vụ TK"], ["CQT I", "Vụ TK"]),
        (["Xã Yên Bồng", "Thị trấn Chi Nê", "Phường 3"], ["Yên Bồng", "Chi Nê", "Phường 3"]),
        (["Xã Yên Bồng Thượng", "Xã Yên Bồng Hạ"], ["XYB Thượ", "XYB Hạ"]),
        (
            [
                "Vụ Pháp luật hình sự",
                "Vụ Pháp luật dân sự",
                "Vụ Pháp luật hành chính",
                "Vụ Pháp luật quốc tế",
            ],
            ["VPL hình", "VPL dân", "VPL hành", "VPL quốc"],
        ),
        (["Trường A mmmmmmmm", "Trường A mmmmmmmm"], ["Trường~1", "Trường~2"]),
    ],
)
def test_labels_of_columns_differ(names: list[str], short: list[str]) -> None:
    found = told_apart(names, 8)
    assert len(set(found)) == len(names)
    assert [one.strip() for one in found] == short or names[0] == names[1]


def test_blanks_are_filled_downward_to_the_right_and_from_another_layer(sample: Desk) -> None:
    """What stands in a cell stays; what a row cannot take is told; the layers are those that have points."""
    unit, other = the_unit(sample, "Vụ TK"), the_unit(sample, "CQT I")
    own = grid(sample, the_year(sample).id, View(Layer.SELF))
    for sheet in sample.store.find(ScoreSheet, layer=Layer.BLOC):
        kept = {"I.1": Decimal(7)} if sheet.unit_id == unit else {}
        sample.store.save(sheet.with_(points=kept, reasons={}))
    of = grid(sample, the_year(sample).id)
    down, right = fill_down(of, unit, "I.1"), fill_right(of, unit, "I.1")
    assert {cell.unit_id for cell in down.changes} == {unit}
    assert all(cell.points == 7 for cell in down.changes)
    assert "I.1" not in {cell.code for cell in down.changes}
    assert any(text.startswith("I.4: ") for text in down.unfit)  # at most 5 points
    ids = [one.id for one in of.units]
    assert [cell.unit_id for cell in right.changes] == ids[ids.index(unit) + 1 :]
    with pytest.raises(Refused, match="blank"):
        fill_down(of, other, "I.1")
    assert Layer.SELF in other_layers(of)
    assert of.view.layer not in other_layers(of)
    copied = copy_layer(of, Layer.SELF, [unit, other])
    assert {(c.unit_id, c.code): c.points for c in copied.changes} == {
        (one, code): points
        for one in (unit, other)
        for code, points in own.points[one].items()
        if (one, code) != (unit, "I.1") and not score_row(of.criteria, code).kind.computed
    }
    write_paste(sample, of, copied)
    after = grid(sample, the_year(sample).id)
    assert after.points[unit]["I.1"] == 7
    assert after.points[other]["I.1"] == own.points[other]["I.1"]
