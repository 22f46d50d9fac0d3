"""The grid layer by layer: F6, the gap's reason, blanks, sheets, evidence, and who scores whom."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.scoring import Layer, ScoreSheet, SheetState
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import cross, sheets
from ktd_tui.operations.scoring.grid import grid as grid_of
from ktd_tui.operations.scoring.sheets import sheet_of
from ktd_tui.rules.scoring.layers import View
from screens.dialogs.ask import AskDialog
from screens.scoring.cross import CrossScreen
from screens.scoring.evidence import EvidenceScreen
from screens.scoring.score import ScoreScreen
from screens.scoring.score_grid import ScoreGrid
from screens.scoring.texts import blank_said, grades_shown
from tests.operations.found import the_unit, the_year
from tests.screens.driving import open_entry, running, settle, shown

OUR_UNIT = "CQT I"
DEADLINE = 20.0


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def open_grid(pilot: Pilot[int]) -> ScoreGrid:
    await open_entry(pilot, "scores")
    assert isinstance(pilot.app.screen, ScoreScreen)
    return pilot.app.screen.query_one(ScoreGrid)


def layers_line(app: App[int]) -> str:
    return next(line for line in shown(app).splitlines() if line.startswith(" Tự chấm"))


def bloc_sheet(desk: Desk) -> ScoreSheet:
    return sheet_of(desk, the_year(desk).id, the_unit(desk, OUR_UNIT))


@pytest.fixture
def narrow(sample: Desk) -> Desk:
    """A gap beyond one point needs a reason."""
    cross.set_gap_limit(sample, the_year(sample), "1")
    return sample


async def test_f6_goes_round_the_layers_and_the_line_below_says_them_all(
    sample: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        place = grid.cursor_coordinate
        assert layers_line(app) == " Tự chấm 19,5 · Chấm chéo 19 · Khối chấm 19"
        titles, cells = [], []
        for _ in range(3):
            titles.append(shown(app).splitlines()[0].split(" › ")[3].partition("  ")[0])
            cells.append(str(grid.get_cell_at(place)).strip())
            await press(pilot, "f6")
        assert titles == ["Khối chấm", "Tự chấm", "Chấm chéo (bình quân)"]
        assert cells == ["19", "19,5", "19"]
        assert grid.cursor_coordinate == place, "the cursor left its cell"
        await press(pilot, "f6", "f6", "right")
        assert "Chấm chéo 19,25 (lệch +0,25)" in layers_line(app), layers_line(app)


async def test_a_gap_asks_for_its_reason_right_after_the_number(narrow: Desk, tmp_path: Path) -> None:
    async with running(narrow, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        await press(pilot, *"17", "enter")
        assert isinstance(app.screen, AskDialog), shown(app)
        assert "lệch −2 điểm" in shown(app), shown(app)
        assert bloc_sheet(narrow).points["I.1"] == 19, "saved without a reason"
        await press(pilot, *"cham hai bao cao", "enter")
        sheet = bloc_sheet(narrow)
        assert (sheet.points["I.1"], sheet.reasons["I.1"]) == (Decimal(17), "cham hai bao cao")
        page = shown(app)
        assert "!17" in page, page
        assert grid.place == (the_unit(narrow, OUR_UNIT), "I.2"), "the cursor did not go on"
        await press(pilot, "up")
        assert "Khối chấm 17 (lệch −2)" in layers_line(app)
        assert "lý do: cham hai bao cao" in shown(app), shown(app)


async def test_without_a_reason_nothing_is_saved_and_nothing_typed_is_lost(
    narrow: Desk, tmp_path: Path
) -> None:
    async with running(narrow, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        await press(pilot, *"17", "enter", "escape")
        assert grid.typed == "17", "what was typed is gone"
        assert "Chưa có lý do" in shown(app), shown(app)
        await press(pilot, "escape")
        assert bloc_sheet(narrow).points["I.1"] == 19
        await press(pilot, *"17", "enter", *"18", "enter")
        assert "bằng lời" in shown(app), "a number typed ahead was taken for a reason"
        assert bloc_sheet(narrow).points["I.1"] == 19


async def test_the_blanks_are_gone_through_by_f8_and_f7(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        await press(pilot, "delete", "right", "down", "delete", "left")
        assert "2 ô" in shown(app), shown(app)
        first, second = (the_unit(sample, "CQT I"), "I.1"), (the_unit(sample, "CQT II"), "I.2")
        await press(pilot, "f8")
        assert grid.place == second
        await press(pilot, "f8")
        assert grid.place == first, "after the last comes the first"
        await press(pilot, "f7")
        assert grid.place == second
        await press(pilot, *"18,5", "f8")
        async with asyncio.timeout(DEADLINE):  # saved first, and then the key once more
            while grid.place != first:
                await pilot.pause()
        unit = the_unit(sample, "CQT II")
        assert sheet_of(sample, the_year(sample).id, unit).points["I.2"] == Decimal("18.5")
        await press(pilot, *"19", "enter", "f8")
        assert "Đã chấm đủ mọi tiêu chí" in shown(app), shown(app)


async def test_f8_goes_to_points_without_their_reason_too(narrow: Desk, tmp_path: Path) -> None:
    sheet = bloc_sheet(narrow)
    narrow.store.save(sheet.with_(points={**sheet.points, "I.3": Decimal(1)}))
    async with running(narrow, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        await press(pilot, "f8")
        assert grid.place == (the_unit(narrow, OUR_UNIT), "I.3"), shown(app)
        assert str(grid.get_cell_at(grid.cursor_coordinate)).strip() == "!1"


def test_a_long_grade_is_said_by_its_initials(sample: Desk) -> None:
    of = grid_of(sample, the_year(sample).id)
    long = "Hoàn thành xuất sắc nhiệm vụ"
    ranked = tuple(one._replace(grade=long, to_vote=n == 0) for n, one in enumerate(of.standings))
    assert grades_shown(of._replace(standings=ranked), 8)[:2] == ["HTXSNV ?", "HTXSNV"]
    assert grades_shown(of, 8)[0] == "Xuất sắc"


async def work(pilot: Pilot[int], place: int, *keys: str) -> None:
    """Choose one of the works on a sheet."""
    await press(pilot, "f3", *["down"] * place, "enter")
    await press(pilot, *keys)


async def test_handed_in_sent_back_and_the_reason_stands_above(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        assert shown(app).splitlines()[5].split()[1:3] == ["đang", "mở"]
        await work(pilot, 0, "down", "enter")
        assert "đã nộp" in shown(app).splitlines()[5], shown(app)
        await press(pilot, "1", "enter")
        assert "chỉ sửa được khi phiếu bị trả lại" in shown(app), shown(app)
        await work(pilot, 1, *"thieu minh chung", "enter")
        page = shown(app).splitlines()
        assert "Trả lại CQT I: thieu minh chung" in page[1], page
        assert "trả lại" in page[6], page
        await press(pilot, *"18", "enter")
        assert bloc_sheet(sample).points["I.1"] == 18
        await work(pilot, 0, "down", "enter")
        assert "thieu minh chung" not in shown(app), "the reason stands there though it was handed in again"


async def test_locked_and_the_refusal_says_by_whom(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        await work(pilot, 2, "enter")
        assert bloc_sheet(sample).state is SheetState.DRAFT, "No is the first answer"
        await work(pilot, 2, "down", "enter")
        assert "đã khóa" in shown(app).splitlines()[5], shown(app)
        await press(pilot, "1", "enter")
        assert "đã được thu-ky khóa lúc 14:00 ngày 08/12/2023" in " ".join(shown(app).split()), shown(app)


async def test_a_unit_is_barred_with_a_reason(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        await work(pilot, 4, "enter", *"chua dang ky", "enter")
        page = shown(app)
        assert page.splitlines()[3].split()[1:3] == ["✗", "4"], page
        assert "không xét danh hiệu: Không đăng ký thi đua (chua dang ky)" in page, page
    condition = sheets.criteria_of(sample, the_year(sample)).bars[0]
    assert bloc_sheet(sample).bars == {condition: "chua dang ky"}


async def test_cross_scores_are_typed_in_the_name_of_one_scorer(sample: Desk, tmp_path: Path) -> None:
    year = sample.store.save(the_year(sample).with_(stage=Stage.CROSS_SCORING))
    scorer = the_unit(sample, "CQT III")
    view = View(Layer.CROSS, scorer)
    sheets.send_back(sample, year.id, the_unit(sample, "Vụ TK"), view, "Chấm lại")
    async with running(sample, tmp_path) as (app, pilot):
        grid = await open_grid(pilot)
        assert "Chấm chéo (bình quân)" in shown(app), "the stage's layer is not the first"
        await press(pilot, "1", "enter")
        assert "phải chọn đơn vị chấm" in " ".join(shown(app).split()), shown(app)
        await work(pilot, 1, *["down"] * 3, "enter")
        assert "CQT III chấm chéo" in shown(app).splitlines()[0], shown(app)
        assert grid.place == (the_unit(sample, "LT-HTQT"), "I.1"), "not on a unit that is scored"
        await press(pilot, "right", *"17", "enter")
    assert sheet_of(sample, year.id, the_unit(sample, "Vụ TK"), view).points["I.1"] == 17


async def test_evidence_is_handed_in_and_judged(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(the_year(sample).with_(stage=Stage.SELF_SCORING))
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        await press(pilot, "down", "f2")
        assert isinstance(app.screen, EvidenceScreen)
        page = shown(app)
        assert "Báo cáo kết quả thực hiện kế ho" in page, page
        assert "! thiếu" in page, page
        await press(pilot, "f2", *"Bao cao so ket", "enter", *"07/BC", "enter", "enter", "enter")
        (one,) = sample.store.find(Evidence, code="I.2")
        assert (one.title, one.number, one.state) == ("Bao cao so ket", "07/BC", EvidenceState.HANDED_IN)
        assert "chờ xét" in shown(app), shown(app)
        await press(pilot, "f3", "down", "enter", *"chua ky", "enter")
        assert "Không đạt vì: chua ky" in shown(app), shown(app)
        await press(pilot, "f3", "enter")
        assert sample.store.get(Evidence, one.id).state is EvidenceState.ACCEPTED
        await press(pilot, "delete")
        assert "đã được chấp nhận" in shown(app), shown(app)


async def test_f8_goes_to_the_next_criterion_without_evidence(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        await press(pilot, "f2")
        said = []
        for _ in range(3):
            await press(pilot, "f8")
            said.append(
                next(line for line in shown(app).splitlines()[::-1] if line.startswith(" I")).split()[0]
            )
        assert said == ["I.2", "I.3", "I.5"], "I.4 has evidence"
        await press(pilot, "f7", "f7", "f7")
        assert "\n III.5 Tham gia hoạt động của Khối" in shown(app), shown(app)


async def test_who_scores_whom_in_rotation_and_by_hand(sample: Desk, tmp_path: Path) -> None:
    sample.store.save(the_year(sample).with_(cross=(), stage=Stage.WORK))
    for sheet in sample.store.find(ScoreSheet, layer=Layer.CROSS):
        sample.store.delete(sheet)
    async with running(sample, tmp_path) as (app, pilot):
        await open_grid(pilot)
        assert "Chưa phân công" in blank_said(grid_of(sample, the_year(sample).id, View(Layer.CROSS)))
        await work(pilot, 6)
        assert isinstance(app.screen, CrossScreen)
        assert "chưa có chấm chéo" in shown(app), shown(app)
        await press(pilot, "f3", "end", "backspace", *"5", "enter")
        assert "từ 1 đến 4 đơn vị khác" in shown(app), shown(app)
        await press(pilot, "backspace", *"2", "enter")
        assert len(the_year(sample).cross) == 10
        assert "số lần như nhau" in shown(app), shown(app)
        await press(pilot, "enter", "enter")
        assert len(the_year(sample).cross) == 9, "the first unit was not taken out"
        assert "chưa đều" in shown(app), shown(app)
        await press(pilot, "delete", "down", "enter")
        assert the_year(sample).cross == ()
