"""One way in: what the wide meeting shows and does, 80 columns show and do by a key that is told."""

from pathlib import Path
from unittest import mock

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.keys import KEYS
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation
from ktd_tui.operations.meeting.minutes_lines import add_line
from ktd_tui.rules.meeting.flow import steps
from screens.help import HelpScreen
from screens.meeting.meeting import MeetingScreen
from screens.widgets.long_text import LongText
from tests.operations.renaming import renamed_meeting
from tests.screens.driving import SMALL, WIDE, press, running, settle, shown, write

PANES = ("#rail", "#state", "#minutes", "#line")
"""What the wide layout shows beside each other, and the field for a line."""


def words(text: object) -> list[str]:
    return str(text).split()


def told_keys(pilot: Pilot[int]) -> dict[str, str]:
    """What F1 says that the keys do here."""
    return {key: of.description for key, (_, of) in HelpScreen(pilot.app.screen)._keys.items()}


def title(pilot: Pilot[int]) -> str:
    """The line that says where the user is."""
    return str(pilot.app.screen.query_one("#title", Static).content)


async def test_every_key_of_the_wide_window_works_in_the_narrow_one(desk: Desk, tmp_path: Path) -> None:
    meeting = renamed_meeting(desk)
    async with running(desk, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        for step in steps(meeting):
            preparation.move(desk, meeting.id, step, "Ghi sau")
            await press(pilot, "f5")
            narrow, way = told_keys(pilot), title(pilot)
            await pilot.resize_terminal(*WIDE)
            await settle(pilot)
            assert told_keys(pilot) == narrow, f"at {step} the windows offer different keys"
            assert len(title(pilot)) > len(way), "the way has more room and does not take it"
            assert {"pane", "door", "next_step", "export", "more"} <= set(narrow)
            await pilot.resize_terminal(*SMALL)
            await settle(pilot)
            assert title(pilot) == way


async def test_everything_that_the_wide_window_shows_is_a_told_key_away(sample: Desk, tmp_path: Path) -> None:
    (meeting,) = sample.store.find(Meeting)
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await app.push_screen(screen := MeetingScreen(meeting.id))
        await press(pilot, "f5")
        assert all(screen.query_one(pane).region.width for pane in PANES), "the wide window hides a pane"
        rail = [str(option.prompt) for option in screen.query_one("#rail", OptionList).options]
        minutes = words(screen.query_one(LongText).text)
        state = words(screen.query_one("#state", Static).render())
    async with running(sample, tmp_path, SMALL) as (app, pilot):
        await app.push_screen(screen := MeetingScreen(meeting.id))
        await press(pilot, "f5")
        page = shown(app)
        assert f"{KEYS['pane'].shown} " in page.splitlines()[-1], f"the bar does not tell F6:\n{page}"
        assert KEYS["door"].shown in page.splitlines()[-1], (
            f"the bar does not tell who comes and goes:\n{page}"
        )
        assert set(state) <= set(words(page)), "how the step stands is cut"
        await press(pilot, "f6")
        assert set(minutes) <= set(await read_through(pilot)), "the minutes are not whole"
        await press(pilot, "f6")
        page = shown(app)
        assert [line for line in rail if " ".join(line.split()) not in " ".join(page.split())] == [], page
        await press(pilot, "f6", "ctrl+k")
        page = " ".join(shown(app).split())
        for one in meeting.attendees[:5]:
            assert one.name in page, f"{one.name} is not on the list of who is here:\n{shown(app)}"


async def read_through(pilot: Pilot[int]) -> list[str]:
    """The words of a pane, read to its end by PgDn after Home."""
    await press(pilot, "home")
    seen, page = [], ""
    while (now := shown(pilot.app)) != page:
        page = now
        seen += words(page)
        await press(pilot, "pagedown")
    return seen


async def test_a_line_is_shown_at_the_end_without_laying_the_screen_out_anew(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (meeting,) = sample.store.find(Meeting)
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await app.push_screen(screen := MeetingScreen(meeting.id))
        await settle(pilot)
        minutes = screen.query_one(LongText)
        layouts = mock.Mock(wraps=screen._refresh_layout)
        for number in range(4):
            screen.focus_line()
            await write(pilot, f"Nhất trí {number}")
            if number > 1:  # the first ones change what is said of the meeting's end, and its rows
                monkeypatch.setattr(screen, "_refresh_layout", layouts)
            await press(pilot, "enter")
            assert minutes.is_vertical_scroll_end, "the new line is out of sight"
            assert f"Nhất trí {number}" in shown(app)
        assert not layouts.called, "a line costs a layout of the whole screen"
        monkeypatch.undo()
        await pilot.resize_terminal(*SMALL)
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert "Nhất trí 3" in shown(app), "another width lost the end"


async def test_a_line_draws_its_own_rows_and_not_the_whole_minutes(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (meeting,) = sample.store.find(Meeting)
    async with running(sample, tmp_path, WIDE, drawn=True) as (app, pilot):
        await app.push_screen(screen := MeetingScreen(meeting.id))
        await settle(pilot)
        minutes = screen.query_one(LongText)
        drawn = mock.Mock(wraps=minutes.render_line)
        monkeypatch.setattr(minutes, "render_line", drawn)
        rows = []
        for number in range(12):
            drawn.reset_mock()
            add_line(sample, meeting.id, Step.APPROVAL, f"Nhất trí {number}")
            await press(pilot, "f5")
            assert f"Nhất trí {number}" in shown(app), "the new line is out of sight"
            rows.append(drawn.call_count)
        assert sum(many > minutes.size.height // 2 for many in rows) <= 2, "the minutes move up at each line"
        assert rows[-1] <= 2, "a line draws more than its own rows"
