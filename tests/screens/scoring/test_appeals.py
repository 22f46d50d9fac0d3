"""By keys: a signed paper is amended, a stage goes back, each with its reason."""

from pathlib import Path

from ktd_tui.domain.organisation import BlocYear, Stage
from ktd_tui.operations.data.history import history
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers import signing
from ktd_tui.operations.papers.kinds import PaperRef
from screens.papers.paper import PaperScreen
from tests.operations.writes import the_meeting, the_year
from tests.screens.driving import open_entry, press, running, shown, write


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
