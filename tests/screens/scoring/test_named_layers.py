"""Layers that a bloc named, at the grid: proposals confirmed by Ctrl+S, a reply, a change put to the vote."""

from decimal import Decimal
from pathlib import Path

from ktd_tui.domain.layering.layers import Beginning
from ktd_tui.domain.scoring import Layer, ScoreSheet
from ktd_tui.domain.voting import Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring.sheets import criteria_of, sheet_of
from ktd_tui.rules.scoring.layers import View
from screens.dialogs.form import FormDialog
from tests.operations.found import the_unit, the_year
from tests.operations.scoring.test_named_layers import LAYERS
from tests.screens.driving import running, shown
from tests.screens.scoring.test_layers import open_grid, press


async def test_ctrl_s_confirms_and_the_list_has_replies_and_votes(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(criteria_of(sample, the_year(sample)).with_(layers=LAYERS))
    year, unit = the_year(sample).id, the_unit(sample, "CQT I")
    async with running(sample, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        place = grid.cursor_coordinate
        await press(pilot, "f3", *"bieu")
        assert "Đưa việc điều chỉnh điểm I.1 của CQT I ra hội nghị biểu quyết" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)
        await press(pilot, *"18", "tab", *"tre", "enter")
        put = [vote for vote in sample.store.find(Vote) if vote.score_change]
        assert [(vote.score_change.after, vote.score_change.reason) for vote in put if vote.score_change] == [
            (Decimal(18), "tre")
        ]
        await press(pilot, "f6")
        assert "Thẩm định" in shown(app).splitlines()[0]
        assert str(grid.get_cell_at(place)).strip() == "19?"
        assert sheet_of(sample, year, unit, View("td")).points == {}
        await press(pilot, "ctrl+s")
        assert sheet_of(sample, year, unit, View("td")).points == {"I.1": Decimal(19)}
        assert str(grid.get_cell_at(place)).strip() == "19"
        assert grid.cursor_coordinate.row == place.row + 1, "on to the next one"
        await press(pilot, "up", "f3", *"giai", "enter")
        await press(pilot, *"da bo sung", "enter")
        assert sheet_of(sample, year, unit, View("td")).replies == {"I.1": "da bo sung"}


async def test_the_line_of_the_layers_keeps_the_one_in_view_and_a_gap_without_reason_is_told(
    sample: Desk, tmp_path: Path
) -> None:
    far = LAYERS[2].model_copy(
        update={"name": "Sở Nội vụ thẩm định", "begins": Beginning.BLANK, "gap_limit": None}
    )
    sample.store.save(criteria_of(sample, the_year(sample)).with_(layers=(*LAYERS[:2], far)))
    year = the_year(sample)
    view = View(far.code)
    for of in sample.store.find(ScoreSheet, bloc_year_id=year.id, layer=Layer.BLOC):
        rows = {code: value - (3 if code == "I.1" else 0) for code, value in of.points.items()}
        sample.store.save(ScoreSheet(bloc_year_id=year.id, unit_id=of.unit_id, layer=view.layer, points=rows))
    sample.store.save(year.with_(gap_limit=Decimal(2)))
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        await press(pilot, "f6")
        page = shown(app)
        assert "còn 5 ô có dấu ! lệch quá mức mà chưa nêu lý do" in page, page
        assert "Sở Nội vụ thẩm định 16 (lệch −3)" in page, page
