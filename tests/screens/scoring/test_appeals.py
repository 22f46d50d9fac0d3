"""An appeal by keys: a locked sheet is opened with who asked and why, and locked with what was decided."""

from pathlib import Path

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.domain.scoring import SheetState
from ktd_tui.operations.data.history import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import current, signing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.scoring.sheets import sheet_of
from ktd_tui.papers.render.plain import render_text
from screens.papers.paper import PaperScreen
from screens.scoring.score import ScoreScreen
from tests.operations.writes import the_meeting, the_unit, the_year
from tests.screens.driving import open_entry, press, running, shown, write

LOCK, REOPEN = 2, 3
"""Places in the list of what is done with a sheet."""


async def test_an_appeal_opens_and_its_decision_locks(sample: Desk, tmp_path: Path) -> None:
    year, unit = the_year(sample).id, the_unit(sample, "CQT I")
    signing.sign(sample, the_meeting(sample).id)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(ScoreScreen(year))  # the first page is of the year that was opened
        await press(pilot, "f3", *["down"] * REOPEN, "enter")
        assert "Vì sao mở lại" in shown(app), shown(app)
        await press(pilot, "enter", "enter", "enter", "enter")
        assert sheet_of(sample, year, unit).appeals == (), "nobody asked, and it was opened"
        await press(pilot, "escape")
        await press(pilot, "f3", *["down"] * REOPEN, "enter")
        await write(pilot, "CQT II")
        await press(pilot, "enter", "enter")
        await write(pilot, "Tinh lai")
        await press(pilot, "enter")
        (appeal,) = sheet_of(sample, year, unit).appeals
        assert (appeal.asked_by, appeal.about, appeal.decided_at) == ("CQT II", "Tinh lai", None)
        await press(pilot, "f3", *["down"] * LOCK, "enter")
        await write(pilot, "Giu nguyen")
        await press(pilot, "enter", "down", "enter")
        sheet = sheet_of(sample, year, unit)
        assert (sheet.state, sheet.appeals[0].decision) == (SheetState.LOCKED, "Giu nguyen"), shown(app)
    page = " ".join(" ".join(render_text(current.paper(sample, PaperRef("minutes", year)), 200)).split())
    assert "Kết luận: Giu nguyen." in page, page


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
