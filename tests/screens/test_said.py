"""What a screen says stays until the next thing is done, and no longer."""

from pathlib import Path

from ktd_tui.operations.desk import Desk
from screens.council.home import HomeScreen
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
