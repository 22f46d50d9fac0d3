"""Who may only look: on no page does a key begin what would be refused at the end."""

from pathlib import Path

from textual.screen import ModalScreen

from ktd_tui.domain.roles import UserRole
from ktd_tui.keys import KEYS
from ktd_tui.operations.desk import Desk
from screens.meeting.meeting import MeetingScreen
from tests.builders import a_colleague
from tests.screens.driving import running, settle, shown
from tests.screens.every_screen import make_screen, screen_classes

CHANGING = {"mark", "new", "more", "edit", "delete", "save"}
"""Keys that change something on some pages."""
READING = {
    "MeetingsScreen edit": "which agenda to look at",
    "RegisterScreen more": "a file, to be verified",
    "ScoreScreen more": "in what order, whose scores: those works alone are offered",
}
"""What asks something of whoever looks, too."""


async def test_no_key_begins_what_would_be_refused(sample: Desk, tmp_path: Path) -> None:
    screens = [make_screen(of, sample) for of in screen_classes() if of is not MeetingScreen]
    lan = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.OBSERVER)
    begun = {}
    async with running(lan, tmp_path) as (app, pilot):
        for screen in screens:
            await app.push_screen(screen)
            await settle(pilot)
            for binding in {b.id: b for _, b in screen._bindings if b.id in CHANGING}.values():
                await pilot.press(KEYS[binding.id or ""].keys[0])
                await settle(pilot)
                if isinstance(app.screen, ModalScreen):
                    begun[f"{type(screen).__name__} {binding.id}"] = shown(app)
                    app.screen.dismiss(None)
                elif app.screen is not screen:
                    app.pop_screen()
                await pilot.pause()
            app.pop_screen()
    lan.store.close()
    assert set(begun) == set(READING), "\n".join(begun.values())
    assert "Nộp phiếu" not in begun["ScoreScreen more"]
    assert "Thứ tự" in begun["ScoreScreen more"]
