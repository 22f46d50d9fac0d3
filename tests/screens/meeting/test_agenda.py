"""Meetings of a year and a bloc's agendas, by keys."""

from pathlib import Path

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.operations.desk import Desk
from tests.operations.found import an_agenda
from tests.screens.driving import mark, running, settle, shown


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
