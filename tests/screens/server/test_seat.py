"""A session hears what it is told, and leaves when it is asked to; what is half typed is kept."""

from pathlib import Path
from unittest.mock import patch

from ktd_tui.app import KtdApp
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.sessions import end_sessions, sessions, tell_everybody
from screens import seat
from screens.dialogs.base import Dialog
from tests.screens.driving import press, running, settle, shown


async def test_it_is_told_and_leaves(sample: Desk, tmp_path: Path) -> None:
    with patch.object(seat, "LOOK_SECONDS", 0.05), patch.object(seat, "GRACE_SECONDS", 0.05):
        async with running(sample, tmp_path) as (app, pilot):
            app._seat.start()
            await settle(pilot)
            (mine,) = sessions(sample)
            assert mine.account == sample.actor.name
            assert mine.page == "Khối thi đua số V › 2022"
            tell_everybody(sample, "Bảo trì lúc 17:00")
            app._seat.look()
            assert "báo: Bảo trì lúc 17:00" in shown(app)
            app.keep_draft("x", "đang gõ dở")
            end_sessions(sample, mine.id, "Cập nhật.")
            app._seat.look()
            assert "mời bạn rời ktd: Cập nhật." in " ".join(shown(app).split())
            for _ in range(100):
                await pilot.pause(0.02)
                if not app.is_running:
                    break
        assert app.return_code == 0
    assert "đang gõ dở" in next((tmp_path / "drafts").glob("*.json")).read_text()
    assert sessions(sample) == []


async def test_who_is_in_a_dialog_is_told_in_it(sample: Desk, tmp_path: Path) -> None:
    with patch.object(seat, "LOOK_SECONDS", 3600), patch.object(seat, "GRACE_SECONDS", 3600):
        async with running(sample, tmp_path) as (app, pilot):
            app._seat.start()
            await press(pilot, "f4")
            tell_everybody(sample, "Bảo trì [b]17:00[/b]")
            app._seat.look()
            await settle(pilot)
            assert "báo: Bảo trì [b]17:00[/b]" in in_the_box(app)
            end_sessions(sample, sessions(sample)[0].id, "Cập nhật.")
            app._seat.look()
            await settle(pilot)
            assert "mời bạn rời ktd: Cập nhật." in in_the_box(app)


def in_the_box(app: KtdApp) -> str:
    assert isinstance(app.screen, Dialog)
    return " ".join(shown(app).replace("│", " ").split())
