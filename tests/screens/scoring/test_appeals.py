"""By keys: a signed paper is amended, points by an appeal; a stage goes back; each with its reason."""

from pathlib import Path

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.scoring import SheetState
from ktd_tui.operations.data.history import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import signing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.scoring.sheets import sheet_of
from screens.papers.paper import PaperScreen
from screens.scoring.score import ScoreScreen
from tests.operations.found import the_meeting, the_unit, the_year
from tests.screens.driving import open_entry, press, running, settle, shown, write


async def test_a_signed_paper_is_amended_by_keys(sample: Desk, tmp_path: Path) -> None:
    signing.sign(sample, the_meeting(sample).id)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(PaperScreen(PaperRef("minutes", the_year(sample).id)))
        await press(pilot, "f4")
        assert "phần đã ký giữ nguyên" in " ".join(shown(app).split()), shown(app)
        for text in ("CQT I", "", "Ghi thieu", "Bo sung"):
            await write(pilot, text)
            await press(pilot, "enter")
        assert "Đã điều chỉnh" in shown(app), shown(app)
        await press(pilot, "end")
        assert "Kết luận: Bo sung." in " ".join(shown(app).split()), shown(app)


async def test_a_signed_years_sheet_is_opened_by_an_appeal_and_locked_with_its_decision_by_keys(
    sample: Desk, tmp_path: Path
) -> None:
    year, unit_id = the_year(sample), the_unit(sample, "CQT I")
    signing.sign(sample, the_meeting(sample).id)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(year.id, unit_id))
        await settle(pilot)
        await press(pilot, "f3")
        await write(pilot, "mo lai")
        await press(pilot, "enter")
        assert "Vì sao mở lại" in shown(app), shown(app)
        for text in ("Cuc Quan tri I", "", "Chua tinh diem sang kien"):
            await write(pilot, text)
            await press(pilot, "enter")
        opened = sheet_of(sample, year.id, unit_id)
        assert [a.about for a in opened.appeals] == ["Chua tinh diem sang kien"]
        asked = " ".join(shown(app).split())
        assert ("mở lại" in asked, "Trả lại" in asked) == (True, False), asked
        assert "theo kiến nghị của Cuc Quan tri I ngày" in asked, asked
        await press(pilot, "f3")
        await write(pilot, "khoa")
        await press(pilot, "enter")
        await press(pilot, "escape")
        assert sheet_of(sample, year.id, unit_id) == opened, "it was locked without a decision"
        await press(pilot, "f3")
        await write(pilot, "khoa")
        await press(pilot, "enter")
        await write(pilot, "Giu nguyen")
        await press(pilot, "enter")
        assert "Khóa phiếu điểm" in shown(app), shown(app)
        await press(pilot, "down", "enter")
        locked = sheet_of(sample, year.id, unit_id)
        assert locked.state is SheetState.LOCKED, shown(app)
        assert [a.decision for a in locked.appeals] == ["Giu nguyen"]
        await press(pilot, "f9")
        told = " ".join(shown(app).split())
        assert "Chua tinh diem sang kien – kết luận: Giu nguyen" in told, told


async def test_a_stage_goes_back_by_keys_with_a_reason(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample)
    async with running(sample, tmp_path) as (app, pilot):
        await open_entry(pilot, "stage")
        await press(pilot, "home", "enter")
        assert "Vì sao" in shown(app), shown(app)
        await press(pilot, "escape")
        assert sample.store.get(BlocYear, year.id).stage is year.stage, "without a reason it went back"
        await press(pilot, "home", "enter")
        await write(pilot, "Lam lai")
        await press(pilot, "enter")
        assert sample.store.get(BlocYear, year.id).stage is Stage.LAUNCH, shown(app)
    assert "Lam lai" in str(history(sample, year.id)[0])
