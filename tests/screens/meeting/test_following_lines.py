"""Of a line that somebody else wrote only the line is taken in, and shows what reading all anew would."""

from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.minutes_lines import add_line, delete_line
from ktd_tui.operations.meeting.view import MeetingView
from screens.meeting.meeting import MeetingScreen
from screens.meeting.pen import PenWatch
from screens.widgets.long_text import LongText
from tests.screens.driving import WIDE, mark, running, settle, shown
from tests.screens.test_live import colleague

STEPS = (Step.REPORT, Step.SCORES, Step.STATEMENTS, Step.LIMITATIONS, Step.DIRECTIONS)
"""One of each kind of pane."""


async def after_a_look(app: KtdApp, pilot: Pilot[int]) -> str:
    """Have the meeting look once; return what its screen and its minutes say, held against reading anew."""
    screen = app.screen
    assert isinstance(screen, MeetingScreen)
    screen._follow()
    await settle(pilot)
    minutes = screen.query_one("#minutes", LongText)
    told = shown(app) + minutes.text
    with patch.object(MeetingScreen, "_show", SHOW):
        screen.action_reload()
    await settle(pilot)
    assert shown(app) + minutes.text == told
    return told


SHOW = MeetingScreen._show


async def test_every_step_shows_after_a_line_what_it_shows_when_all_is_read(
    sample: Desk, tmp_path: Path
) -> None:
    other, whole = colleague(sample, tmp_path), []
    meeting = other.store.find(Meeting)[0]

    def noted(screen: MeetingScreen, view: MeetingView) -> None:
        whole.append(view)
        SHOW(screen, view)

    async with running(sample, tmp_path, WIDE) as (app, pilot):
        mark(app, "meeting")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, MeetingScreen)
        app.screen.lookout.stop()  # it looks when this test says so
        with patch.object(MeetingScreen, "_show", noted), patch.object(PenWatch, "look_again"):
            for step in STEPS:
                other.store.save(other.store.get(Meeting, meeting.id).with_(step=step))
                app.screen.action_reload()  # the secretary is told of it, and not led there
                await settle(pilot)
                add_line(other, meeting.id, step, "Dòng thứ nhất")  # may change how the step stands
                await after_a_look(app, pilot)
                before = len(whole)
                line = add_line(other, meeting.id, step, f"Dòng thứ hai của {step.value}")
                assert line.text in await after_a_look(app, pilot), step
                delete_line(other, line)
                assert line.text not in await after_a_look(app, pilot), step
                assert len(whole) == before, f"all of it was shown anew: {step}"
    other.store.close()
