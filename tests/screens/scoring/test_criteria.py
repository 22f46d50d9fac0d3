"""The criteria set on the screen."""

from pathlib import Path

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.operations.desk import Desk
from screens.scoring.criteria import CriteriaScreen
from tests.operations.found import the_year
from tests.screens.driving import running, settle, shown


async def test_a_row_is_changed_by_keys(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample, 2023)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(CriteriaScreen(year.id))
        await settle(pilot)
        page = shown(app)
        assert "Bản V-1 · 100 điểm · còn sửa được" in page, page
        assert "Nhóm" in page, page
        await pilot.press("down", "f4")
        await settle(pilot)
        app.screen.query_one("#field-points").value = "18"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "Bản V-2 · 98 điểm" in page, page
    own = sample.store.get(CriteriaSet, str(the_year(sample, 2023).criteria_id))
    assert own.groups[0].criteria[0].maximum == 18


async def test_a_frozen_set_says_so_and_stays(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(screen := CriteriaScreen(year.id))
        await settle(pilot)
        assert "đã chốt từ khi mở chấm điểm" in shown(app), shown(app)
        for key in ("delete", "f2", "f3"):
            await pilot.press("f5", "down", key)
            await settle(pilot)
            assert app.screen is screen, "it is asked about, and refused afterwards"
            assert "Hãy sửa ở bảng" in " ".join(shown(app).split()), shown(app)
        await pilot.press("f4")
        await settle(pilot)
        assert app.screen is not screen, "a row is looked at in full"
    assert the_year(sample) == year


async def test_a_row_is_added_and_another_set_taken(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample, 2023)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(CriteriaScreen(year.id))
        await settle(pilot)
        await pilot.press("f2", *"khong", "enter")
        await settle(pilot)
        await pilot.press(*"Ly", "space", *"do", "enter")
        await settle(pilot)
        own = sample.store.get(CriteriaSet, str(the_year(sample, 2023).criteria_id))
        assert own.bars[-1] == "Ly do"
        await pilot.press("f3", *"1.000", "enter")
        await settle(pilot)
        assert "1.000 điểm" in shown(app), shown(app)


async def test_a_row_is_moved_by_keys(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample, 2023)
    async with running(sample, tmp_path) as (app, pilot):
        app.push_screen(CriteriaScreen(year.id))
        await settle(pilot)
        await pilot.press("down", "ctrl+d")
        await settle(pilot)
        await pilot.press("ctrl+d", "ctrl+u")
        await settle(pilot)
    own = sample.store.get(CriteriaSet, str(the_year(sample, 2023).criteria_id))
    assert [one.code for one in own.groups[0].criteria[:3]] == ["I.2", "I.1", "I.3"]
