"""A session hears what it is told, and leaves when it is asked to; what is half typed is kept."""

from pathlib import Path
from unittest.mock import patch

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.sessions import end_sessions, sessions, tell_everybody
from screens import seat
from tests.screens.driving import running, settle, shown


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
