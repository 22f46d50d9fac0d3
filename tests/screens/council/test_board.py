"""Movements' parts, activities and the board, by keys."""

from pathlib import Path

from ktd_tui.domain.activity import Activity, Concretisation, Post, Reply
from ktd_tui.operations.desk import Desk
from tests.screens.driving import mark, running, settle, shown


async def test_a_units_part_is_written(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "movements")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Đơn vị chưa ghi gì" in shown(app), shown(app)
        await pilot.press("f4", *"Lam", "tab", *"Dat", "ctrl+s")
        await settle(pilot)
        assert "Kết quả: Dat" in shown(app), shown(app)
        await pilot.press("f8")
        await settle(pilot)
        assert "Đơn vị chưa ghi gì" in shown(app), shown(app)
    assert [(part.text, part.result) for part in sample.store.find(Concretisation)] == [("Lam", "Dat")]


async def test_an_activity_is_added_and_deleted(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "activities")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f2", *"Hop", "tab", *"vtk")
        await settle(pilot)
        app.screen.query_one("#field-unit").value = "Vụ Thư ký"  # type: ignore[attr-defined]
        app.screen.query_one("#field-day").value = "20/10/2022"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "20/10/2022  Hop" in page, page
        await pilot.press("delete", "down", "enter")
        await settle(pilot)
        assert "Chưa có hoạt động" in shown(app), shown(app)
    assert sample.store.find(Activity) == []


async def test_something_is_shared_and_answered(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "board")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*"thu", "space", *"ky", "enter")
        await settle(pilot)
        await pilot.press(*"So", "space", *"hoa", "enter", *"Cach", "space", *"lam", "ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "So hoa" in page, page
        assert "Vụ TK" in page, page
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f2", *"Hay", "ctrl+s")
        await settle(pilot)
        page = shown(app)
        assert "1 trả lời" in page, page
        assert "Hay" in page, page
    assert [post.title for post in sample.store.find(Post)] == ["So hoa"]
    assert [reply.text for reply in sample.store.find(Reply)] == ["Hay"]


async def test_a_half_written_post_is_kept(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "board")
        for keys in (["enter"], ["f2"], ["enter"], [*"Nua", "escape"], ["f2"], ["enter"]):
            await pilot.press(*keys)
            await settle(pilot)
        assert "Nua" in shown(app), shown(app)
