"""Renamed steps are so named on every screen of a walk: rail, step, minutes, projector, help, dialogs."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.rules.meeting.flow import steps
from screens.meeting.meeting import MeetingScreen
from screens.meeting.steps.table import PANES
from tests.operations.renaming import WRITTEN, mark_usual_names, named, renamed_meeting
from tests.screens.driving import press, running, shown

AT_ONE_STEP = ("f1", "f3", "f4", "f12", "ctrl+g", "ctrl+k", "ctrl+t")
"""Keys that open a page or a dialog of the meeting; Esc leaves each. The history tells what it was called."""


async def look(pilot: Pilot[int], seen: list[str], *keys: str) -> None:
    """Press keys and keep what shows."""
    await press(pilot, *keys)
    seen.append(shown(pilot.app))


async def back(pilot: Pilot[int], screen: MeetingScreen) -> None:
    """Leave what was opened above the meeting."""
    while pilot.app.screen is not screen:
        await press(pilot, "escape")


async def test_on_every_screen_of_a_walk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark_usual_names(monkeypatch)
    meeting = renamed_meeting(desk)
    seen: list[str] = []
    async with running(desk, tmp_path) as (app, pilot):
        screen = MeetingScreen(meeting.id)
        await app.push_screen(screen)
        met: set[type] = set()
        for place, step in enumerate(steps(meeting)):
            preparation.move(app.desk, meeting.id, step, "Ghi sau")
            await look(pilot, seen, "f5")
            assert named(step) in seen[-1], f"{step} is not so named:\n{seen[-1]}"
            keys = AT_ONE_STEP if place == 1 else ()
            for key in keys if PANES[step] in met else ("f2", *keys):
                await look(pilot, seen, key)
                await back(pilot, screen)
            met.add(PANES[step])
            if place == 1:
                for _ in ("the minutes", "the rail", "the step"):
                    await look(pilot, seen, "f6")
                while app.screen is screen:  # until a step lacks something, and its reason is asked for
                    await look(pilot, seen, "ctrl+n")
                await look(pilot, seen, "x", "enter")
    wrong = [page for page in seen if any(word in page for word in WRITTEN)]
    assert not wrong, "\n\n".join(wrong[:3])
