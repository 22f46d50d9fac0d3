"""A page of which the record is deleted while it is shown: it says so, and says it until one goes back."""

from pathlib import Path

from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.year import years
from screens.base import KtdScreen
from screens.routes import BlocRoute, YearRoute
from tests.builders import a_colleague
from tests.screens.driving import press, running, settle, shown

GONE = "chi-lan đã xóa nội dung của trang này. Nhấn Esc để quay lại."


def an_open_year(desk: Desk) -> BlocYear:
    bloc = desk.store.save(Bloc(council_id="c", code="I", name="Cụm thi đua các xã vùng cao"))
    desk.store.save(Unit(name="Xã An Bình", bloc_id=bloc.id))
    return years.open_year(desk, bloc.id, 2026)


async def test_what_another_session_took_back(desk: Desk, tmp_path: Path) -> None:
    other = a_colleague(desk, tmp_path / "data", 1001, "chi-lan")
    year = an_open_year(other)
    async with running(desk, tmp_path) as (app, pilot):
        app.open(YearRoute(year.id))
        await settle(pilot)
        undo(other)
        for _ in range(2):  # looking again, with nothing new, does not take the sentence away
            assert isinstance(app.screen, KtdScreen)
            app.screen._follow()
            await settle(pilot)
            assert GONE in " ".join(shown(app).split()), shown(app)
        await press(pilot, "f5")
        assert GONE in " ".join(shown(app).split()), shown(app)
        await press(pilot, "escape")
        assert GONE not in " ".join(shown(app).split()), shown(app)
    other.store.close()


async def test_what_one_takes_back_oneself_leads_back(desk: Desk, tmp_path: Path) -> None:
    async with running(desk, tmp_path) as (app, pilot):
        year = an_open_year(desk)
        app.open(BlocRoute(year.bloc_id))
        await settle(pilot)
        app.open(YearRoute(year.id))
        await settle(pilot)
        await press(pilot, "ctrl+z")
        page = shown(app)
        assert "Hoàn tác: Mở năm 2026" in page, page
        assert "Đơn vị và vai trò" in page, "the page of what is gone still shows"
