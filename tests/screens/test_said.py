"""What a screen says stays until the next thing is done, and no longer."""

from pathlib import Path

from ktd_tui.layout import cells
from ktd_tui.operations.desk import Desk
from screens.council.home import HomeScreen
from screens.widgets.text import way_said
from tests.screens.driving import press, running, shown, write


async def test_a_message_goes_when_the_next_thing_is_done(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "escape")
        home = app.screen
        assert isinstance(home, HomeScreen)
        await press(pilot, "f2")
        await write(pilot, "VI")
        await press(pilot, "down")
        await write(pilot, "Cụm mới")
        await press(pilot, "ctrl+s")
        assert "Đã lưu." in shown(app)
        await press(pilot, "f2", "escape")
        assert app.screen is home
        assert "Đã lưu." not in shown(app)


async def test_a_key_that_does_nothing_here_says_so(sample: Desk, tmp_path: Path) -> None:
    """Whoever has never seen the app tries F2 everywhere; what does something says nothing of that."""
    told = "không dùng ở đây"
    async with running(sample, tmp_path) as (app, pilot):
        for key, says in (("f2", True), ("ctrl+t", True), ("space", True), ("f4", False)):
            await press(pilot, key)
            assert (told in shown(app)) is says, key
        for key, says in (("f2", True), ("down", False)):  # the year's form is open now
            await press(pilot, key)
            assert (told in shown(app)) is says, key


def test_a_long_name_is_cut_before_the_page_one_is_on() -> None:
    name = "Cụm thi đua các trường Trung học phổ thông và Giáo dục thường xuyên số 9"
    said = way_said([name, "2026", "Xếp hạng"], 60)
    assert (cells(said), said[-18:]) == (60, "… › 2026 › Xếp hạng"[-18:])
    assert said.startswith("Cụm thi đua các trường")
    assert way_said(["Khối V", "2026"], 60) == "Khối V › 2026"
    assert way_said([name], 20) == name, "alone it is cut at its end"
    assert way_said(["Khối V", "Chấm điểm"], 30, "Bảng A") == "Khối V › Chấm điểm › Bảng A"
    assert way_said(["Khối V", "Chấm điểm"], 26, "Bảng A") == "Khối V › Chấm điểm", "aside is never cut"
