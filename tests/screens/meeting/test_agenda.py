"""Meetings of a year, a bloc's agendas, and what a step of one lacks, by keys."""

from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations import saying
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.rules.meeting import flow
from screens.meeting.meeting import MeetingScreen
from screens.widgets.table import RecordTable
from tests.operations.found import an_agenda, the_meeting, the_year
from tests.screens.driving import mark, press, running, settle, shown


async def test_a_plain_meeting_is_prepared_and_opened(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "meetings")
        await pilot.press("enter", "f2")
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert "Cuộc họp" in shown(app), shown(app)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "1/6 Chuẩn bị" in shown(app), shown(app)
    assert [m.kind for m in sample.store.find(Meeting)][-1] is MeetingKind.PLAIN


async def test_an_agenda_is_changed(sample: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        mark(app, "meetings")
        await pilot.press("enter", "f4")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Khai mạc" in shown(app), shown(app)
        await pilot.press(*["down"] * 6, "delete")
        await settle(pilot)
        assert Step.AWARDS not in [one.step for one in an_agenda(sample).steps]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert Step.AWARDS in [one.step for one in an_agenda(sample).steps]
        await pilot.press("home", *["down"] * 4, "ctrl+u")
        await settle(pilot)
        assert [one.step for one in an_agenda(sample).steps][3:5] == [Step.LIMITATIONS, Step.STATEMENTS]
        await pilot.press("enter")
        await settle(pilot)
        assert "Bước này gọi là gì?" in shown(app), shown(app)
        await pilot.press("end", *"A", "enter")
        await settle(pilot)
        assert [one.title for one in an_agenda(sample).steps if one.title] == ["Tồn tại, hạn chếA"]
        await pilot.press("f6", "enter")
        await settle(pilot)
        await pilot.press("backspace", "backspace", "backspace", *"80", "enter")
        await settle(pilot)
        assert "80%" in shown(app), shown(app)
    assert str(an_agenda(sample).quorum) == "4/5"


def at_a_step(desk: Desk, step: Step) -> Meeting:
    """The sample's meeting at a step, without a secretary and a vote on the directions."""
    for vote in desk.store.find(Vote, purpose=Purpose.DIRECTIONS):
        desk.store.delete(vote)
    return desk.store.save(the_meeting(desk).with_(step=step, signed_at=None, snapshot="", secretary_id=None))


async def test_f8_goes_to_what_is_missing_here_first_and_then_on(sample: Desk, tmp_path: Path) -> None:
    meeting = start_meeting(sample, the_year(sample, 2023).id)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        for lacking in flow.obstacles(meeting_view(sample, meeting.id).proceedings, meeting.step)[:1]:
            await press(pilot, "f8")
            assert f"! {saying.obstacle(lacking)} F8 lần nữa" in shown(app), (
                "what is missing here is not told"
            )
        await press(pilot, "f8")
        assert "Vẫn đi tiếp?" in shown(app), "F8 past an incomplete step does not ask for the reason"


@pytest.mark.parametrize(
    ("step", "place", "row"),
    [(Step.DIRECTIONS, "votes", "directions"), (Step.PREPARATION, "facts", "secretary_id")],
)
async def test_f8_leads_to_the_very_thing_that_is_missing(
    sample: Desk, tmp_path: Path, step: Step, place: str, row: str
) -> None:
    meeting = at_a_step(sample, step)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        await press(pilot, "f8")
        there = app.focused
        assert isinstance(there, RecordTable), there
        assert (there.id, there.selected) == (place, row)
