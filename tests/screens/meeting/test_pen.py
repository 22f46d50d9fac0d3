"""One holds the pen, the others read along: what the meeting's screen shows and lets be typed."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from ktd_tui.app import KtdApp
from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.voting import Purpose
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, preparation, presence
from ktd_tui.operations.meeting.pen import holder, note_line, put_down, take
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.server.drafts import Draft, Drafts
from ktd_tui.rules.meeting.steps import ORDER
from screens.meeting.projector import ProjectorScreen
from store.beside.pen_sessions import PenSession
from tests.builders import a_colleague
from tests.screens.driving import SMALL, press, running, settle, shown, write
from tests.screens.meeting.test_meeting import enter_meeting
from tests.screens.test_live import until

WIDE = (120, 40)
HUGE = (200, 60)


@pytest.fixture
def other(sample: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A colleague's session on the same data."""
    folder = tmp_path / "data"
    desk = a_colleague(sample, folder, 1001, "lan")._replace(session=PenSession(folder))
    yield desk
    assert desk.session is not None
    desk.session.close()
    desk.store.close()


@pytest.fixture
def meeting(sample: Desk) -> Meeting:
    return sample.store.find(Meeting)[0]


async def test_whoever_writes_first_holds_the_pen_and_leaving_puts_it_down(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        assert "Bút: chưa ai giữ" in shown(app), shown(app)
        screen.query_one("#line").focus()
        await write(pilot, "Mot dong")
        await press(pilot, "enter")
        assert "Bút: bạn từ 14:00" in shown(app), shown(app)
        found = holder(app.desk, meeting.id)
        assert found is not None
        assert found.mine
        await press(pilot, "escape")
        assert holder(app.desk, meeting.id) is None


async def test_who_reads_along_cannot_type_and_nothing_typed_is_lost(
    sample: Desk, other: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        line = screen.query_one("#line", Input)
        line.focus()
        await write(pilot, "Toi dang go")
        take(other, meeting.id)
        await until(app, lambda page: "Bút: lan từ 14:00" in page, pilot)
        await write(pilot, "xyz")
        await press(pilot, "enter")
        assert line.disabled
        assert line.value == "Toi dang go"
        assert app.draft(f"{meeting.id}/line") == "Toi dang go"
        minutes_lines.add_line(other, meeting.id, Step.APPROVAL, "Dòng của lan")
        page = await until(app, lambda page: "Dòng của lan" in page, pilot)
        assert "Ctrl+E Cầm bút" in page, page
        put_down(other, meeting.id)
        page = await until(app, lambda page: "đã đặt bút" in page, pilot)
        assert not line.disabled


@pytest.mark.parametrize("pause", [0.0, 0.02, 0.1, 0.15])
async def test_who_reads_goes_along_however_fast_the_steps_change(
    sample: Desk, other: Desk, meeting: Meeting, tmp_path: Path, pause: float
) -> None:
    """A pane that was on its way when the next step came once took the screen's own tasks along."""
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        await enter_meeting(pilot, meeting)
        for step in ORDER[-2:2:-1]:
            preparation.move(other, meeting.id, step)
            await asyncio.sleep(pause)
        await until(app, lambda page: "4/12 " in page and "Người phát biểu" in page, pilot)


async def test_a_pane_that_comes_to_a_screen_on_its_way_out_does_not_end_the_session(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    """The fields go first when a screen is closed; the pane that was still to come found none."""
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        await screen.query("#line, #pane *").remove()
        screen.focus_step()
        assert app.screen is screen


async def test_long_texts_of_who_reads_along_are_closed_and_keep_what_was_typed(
    sample: Desk, other: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    async with running(sample, tmp_path, WIDE) as (app, pilot):
        preparation.move(sample, meeting.id, Step.CONCLUSION)
        screen = await enter_meeting(pilot, meeting)
        editor = screen.query_one(TextArea)
        editor.focus()
        await write(pilot, "Go do ")
        take(other, meeting.id)
        await until(app, lambda page: "Bút: lan" in page, pilot)
        assert editor.read_only
        preparation.move(other, meeting.id, Step.APPROVAL)
        await until(app, lambda page: "12/12" in page, pilot)
        preparation.move(other, meeting.id, Step.CONCLUSION)
        put_down(other, meeting.id)
        await until(app, lambda page: "Bút: chưa ai giữ" in page, pilot)
        assert app.draft(f"{meeting.id}/conclusion").startswith("Go do "), "half-typed text was lost"


async def test_taking_the_pen_asks_and_brings_the_half_typed_line(
    sample: Desk, other: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    take(other, meeting.id)
    note_line(other, meeting.id, "Câu đang gõ")
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        await press(pilot, "ctrl+e")
        assert "lan đang giữ bút từ 14:00. Lấy bút?" in shown(app), shown(app)
        await press(pilot, "escape")
        assert holder(app.desk, meeting.id) == ("lan", sample.now, False, True, False), (
            "a No has taken the pen"
        )
        await press(pilot, "ctrl+e", "down", "enter")
        assert "Câu đang gõ" in shown(app), shown(app)
        await press(pilot, "enter")
        assert screen.query_one("#line", Input).value == "Câu đang gõ"
        await press(pilot, "enter")
        assert "Bút: bạn từ" in shown(app), shown(app)
    written = [x.text for x in sample.store.find(MinutesLine, meeting_id=meeting.id)]
    assert written.count("Câu đang gõ") == 1


async def test_another_window_of_ones_own_is_called_so_and_its_line_comes_once(
    sample: Desk, meeting: Meeting, tmp_path: Path
) -> None:
    twin = sample._replace(session=PenSession(tmp_path / "data"))
    take(twin, meeting.id)
    note_line(twin, meeting.id, "Câu đang gõ")
    async with running(sample, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        assert "Bút: cửa sổ khác của bạn từ" in shown(app), shown(app)
        await press(pilot, "ctrl+e")
        assert "Một cửa sổ khác của bạn giữ bút từ 14:00. Lấy bút?" in shown(app), shown(app)
        screen.query_one("#line", Input).value = "Câu đang"  # as its draft has it here
        await press(pilot, "down", "enter", "enter")
        assert screen.query_one("#line", Input).value == "Câu đang gõ"
        take(twin, meeting.id)
        note_line(twin, meeting.id, "Câu đang gõ")
        await until(app, lambda page: "Bạn đã lấy bút ở cửa sổ khác" in page, pilot)
        await press(pilot, "ctrl+e", "down", "enter")
        assert screen.query_one("#line", Input).value == "Câu đang gõ", "twice"
        await send_in_another_window(app, meeting, twin)
        await until(app, lambda page: "Bạn đã lấy bút ở cửa sổ khác" in page, pilot)
        await press(pilot, "ctrl+e", "down", "enter")
        assert screen.query_one("#line", Input).value == "", "it was sent there"
        assert app.screen is screen, shown(app)
        await type_in_another_window(app, meeting, twin, "Câu ở đó")
        await until(app, lambda page: "Bạn đã lấy bút ở cửa sổ khác" in page, pilot)
        await press(pilot, "ctrl+e", "down", "enter")
        assert "Đưa vào ô nhập của bạn?" in shown(app), (
            "it is asked, whether its draft is on disk by then or not"
        )
        await press(pilot, "down", "enter")
        assert screen.query_one("#line", Input).value == ""


async def send_in_another_window(app: KtdApp, meeting: Meeting, twin: Desk) -> None:
    """What is half typed here is sent in another window of the same person's."""
    await type_in_another_window(app, meeting, twin, "")


async def type_in_another_window(app: KtdApp, meeting: Meeting, twin: Desk, text: str) -> None:
    """Another window of the same person's takes the pen; its line is this now, and on disk."""
    app.save_now("test")
    window = Draft(Drafts(app.export_folder), str(app.desk.actor.uid))
    window.load()
    take(twin, meeting.id)
    note_line(twin, meeting.id, text)
    window.set_text(f"{meeting.id}/line", text)
    window.save()


async def test_without_the_right_one_reads_along(sample: Desk, meeting: Meeting, tmp_path: Path) -> None:
    reader = a_colleague(sample, tmp_path / "data", 1002, "hoa", UserRole.OBSERVER)
    async with running(reader, tmp_path) as (app, pilot):
        screen = await enter_meeting(pilot, meeting)
        assert screen.query_one("#line", Input).disabled
        assert "chỉ xem" in shown(app), shown(app)
        assert "Ctrl+E" not in shown(app), "a key is offered that their role may not use"
        await press(pilot, "ctrl+e")
        assert "Lấy bút?" not in shown(app), shown(app)
        await press(pilot, "ctrl+n")
        assert sample.store.get(Meeting, meeting.id).step is meeting.step
        await press(pilot, "escape")
        assert app.screen is not screen
    reader.store.close()


@pytest.mark.parametrize("size", [SMALL, WIDE, HUGE])
async def test_the_projector_says_what_matters_and_follows(
    sample: Desk, other: Desk, meeting: Meeting, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(sample, tmp_path, size) as (app, pilot):
        take(other, meeting.id)
        await enter_meeting(pilot, meeting)
        await until(app, lambda page: "Bút: lan" in page, pilot)
        await press(pilot, "f3")
        assert isinstance(app.screen, ProjectorScreen)
        page = shown(app)
        for wanted in ("12/12", "Có mặt 5/5 · cần 4", "✓ Thông qua biên bản Hội nghị", "100%, cần 3: đạt"):
            assert wanted in page, page
        preparation.move(other, meeting.id, Step.AWARDS)
        unit = other.store.get(Meeting, meeting.id).attendees[0].unit_id
        vote = votes.put_question(other, meeting.id, Purpose.AWARD, unit, "Cờ thi đua")
        page = await until(app, lambda page: "Đang biểu quyết" in page, pilot)
        assert "Cờ thi đua" in page, page
        assert "chưa kiểm" not in page, page
        votes.count_votes(other, vote.id, "3", "2", "")
        page = await until(app, lambda page: "3/5 = 60%" in page, pilot)
        assert "Đang biểu quyết" not in page, page
        presence.save_attendee(other, meeting.id, Attendee(id="moi", name="Người Mới"))
        await until(app, lambda page: "Có mặt 5/6" in page, pilot)
        minutes_lines.add_line(other, meeting.id, Step.AWARDS, "Dòng " + "rất dài " * 100)
        await until(app, lambda page: "rất dài" in page and "…" in page, pilot)
        await press(pilot, "escape")
        await settle(pilot)
        assert "Bút: lan" in shown(app), shown(app)
