"""The year's cycle and its tasks on the screen."""

from datetime import date
from pathlib import Path

from ktd_tui.domain.organisation import Stage
from ktd_tui.operations.desk import Desk
from tests.operations.found import the_year
from tests.screens.driving import mark, running, settle, shown


async def test_the_rail_shows_deadlines_and_moves_the_year(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "stage")
        await pilot.press("enter")
        await settle(pilot)
        page = shown(app)
        assert " ▸   8. Tổng kết" in page, page
        assert "đang làm · còn 1 việc" in page, page
        await pilot.press("f4", *"10/12/2023", "enter")
        await settle(pilot)
        page = shown(app)
        assert "10/12/2023  đang làm · còn 1 việc · còn 2 ngày" in page, page
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Còn chưa xong: Tổng kết 1 việc." in shown(app), shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert " ▸   9. Bàn giao" in shown(app), shown(app)
    year = the_year(sample)
    assert (year.stage, year.deadlines) == (Stage.HANDOVER, {Stage.REVIEW: date(2023, 12, 10)})


async def test_esc_on_the_question_leaves_the_stage(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "stage")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("home", "enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
    assert the_year(sample).stage is Stage.REVIEW


async def test_a_task_is_added_and_done_by_keys(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "tasks")
        await pilot.press("enter")
        await settle(pilot)
        assert "Nhấn F2" in shown(app), shown(app)
        await pilot.press("f2", *"Giao", "space", *"luu", "ctrl+s")
        await settle(pilot)
        assert "Giao luu" in shown(app), shown(app)
        await pilot.press("space")
        await settle(pilot)
        assert "✓ 08/12/2023" in shown(app), shown(app)
        await pilot.press("space", "delete")
        await settle(pilot)
        assert "Bỏ nhiệm vụ này?" in shown(app), shown(app)
        await pilot.press("enter")
        await settle(pilot)
    assert [(task.text, task.done_on) for task in the_year(sample).tasks] == [("Giao luu", None)]


async def test_what_one_owes_stands_on_the_first_page(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await pilot.press("escape")
        await settle(pilot)
        page = shown(app)
        assert "việc đang chờ" in page, page
        assert "Hoàn thành biên bản hội nghị tổng kết V/2022" in page, page
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert "Khối thi đua số V › 2022" in shown(app), shown(app)
