"""Two who change the same in a meeting: lines, the report, counts."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import TextArea

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import long_texts, minutes_lines
from ktd_tui.operations.meeting.voting import votes
from screens.dialogs.conflict import ConflictDialog
from screens.dialogs.form import FormDialog
from screens.meeting.meeting import MeetingScreen
from tests.screens.data.test_conflicts import BOTH, MINE, THEIRS, at_step, lan, press, retype, the_meeting
from tests.screens.driving import running, shown

__all__ = ["lan"]


async def test_a_line_that_both_mended(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at_step(pilot, sample, Step.LIMITATIONS)
        screen.query_one("#lines").focus()
        await press(pilot, "f4")
        line = next(x for x in lan.store.find(MinutesLine) if x.step is Step.LIMITATIONS)
        minutes_lines.mend_line(lan, line, "Dòng của Lan")
        await retype(pilot, "Dòng của tôi")
        await press(pilot, "ctrl+s")
        assert "Dòng của Lan" in shown(app), shown(app)
        await press(pilot, "enter")  # what an Enter typed ahead does loses nothing
    assert sample.store.get(MinutesLine, line.id).text == "Dòng của Lan; Dòng của tôi"


async def test_a_line_that_was_deleted_meanwhile(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at_step(pilot, sample, Step.LIMITATIONS)
        screen.query_one("#lines").focus()
        await press(pilot, "f4")
        line = next(x for x in lan.store.find(MinutesLine) if x.step is Step.LIMITATIONS)
        minutes_lines.delete_line(lan, line)
        await retype(pilot, "Dòng của tôi")
        await press(pilot, "ctrl+s")
        assert "lan vừa xóa mục này" in shown(app), shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog), "No is the answer that Enter gives at once"
        assert "Dòng của tôi" in shown(app)
        await press(pilot, "ctrl+s", "down", "enter")
    assert sample.store.get(MinutesLine, line.id).text == "Dòng của tôi"


async def test_taking_out_a_line_that_somebody_mended(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at_step(pilot, sample, Step.LIMITATIONS)
        screen.query_one("#lines").focus()
        line = next(x for x in lan.store.find(MinutesLine) if x.step is Step.LIMITATIONS)
        await press(pilot, "delete")
        assert "thùng rác" in shown(app), shown(app)
        minutes_lines.mend_line(lan, line, "Dòng của Lan")
        await press(pilot, "down", "enter")
        assert "Dòng của Lan" in shown(app), shown(app)
        await press(pilot, "enter")
        assert "Đã giữ nguyên" in shown(app), shown(app)
        assert sample.store.get(MinutesLine, line.id).text == "Dòng của Lan"


def report(desk: Desk) -> str:
    return "\n".join(the_meeting(desk).report)


async def write_report(pilot: Pilot[int], sample: Desk, lan: Desk) -> MeetingScreen:
    """Both add a paragraph to the report; the colleague saves first."""
    screen = await at_step(pilot, sample, Step.REPORT)
    editor = screen.query_one(TextArea)
    editor.move_cursor(editor.document.end)
    await press(pilot, "enter", "C")
    seen = the_meeting(lan).report
    long_texts.save_text(lan, the_meeting(lan).id, "report", report(lan) + "\nĐoạn của Lan", seen)
    await press(pilot, *"ủa_tôi")
    return screen


async def test_both_add_to_the_report(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    before = report(sample)
    async with running(sample, tmp_path) as (app, pilot):
        screen = await write_report(pilot, sample, lan)
        await press(pilot, "ctrl+s")
        assert "đoạn giống nhau" in shown(app), shown(app)
        await press(pilot, "escape")
        assert screen.query_one(TextArea).text.endswith("Của_tôi"), "what was typed is gone"
        await press(pilot, "ctrl+n")  # leaving the step saves, and so asks
        assert isinstance(app.screen, ConflictDialog), shown(app)
        await press(pilot, *BOTH)
    assert report(sample) == f"{before}\nĐoạn của Lan\nCủa_tôi"


async def test_theirs_is_taken_and_ctrl_z_brings_mine_back(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        screen = await write_report(pilot, sample, lan)
        await press(pilot, "ctrl+s", *THEIRS)
        editor = screen.query_one(TextArea)
        assert editor.text.endswith("Đoạn của Lan")
        await press(pilot, "ctrl+z")
        assert editor.text.endswith("Của_tôi")
    assert report(sample).endswith("Đoạn của Lan")


async def test_a_draft_that_comes_back_is_not_saved_over_what_was_saved_since(
    sample: Desk, lan: Desk, tmp_path: Path
) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at_step(pilot, sample, Step.REPORT)
        editor = screen.query_one(TextArea)
        editor.move_cursor(editor.document.end)
        await press(pilot, *"_mot")
        app.save_now("test")
    seen = the_meeting(lan).report
    long_texts.save_text(lan, the_meeting(lan).id, "report", report(lan) + "\nĐoạn của Lan", seen)
    async with running(sample, tmp_path) as (app, pilot):
        await press(pilot, "enter")  # yes, go on in the meeting
        assert app.screen.query_one(TextArea).text.endswith("_mot"), shown(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConflictDialog), "saved over what somebody saved meanwhile"
    assert report(sample).endswith("Đoạn của Lan")


async def test_a_text_that_is_only_read_follows(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (_, pilot):
        screen = await at_step(pilot, sample, Step.REPORT)
        seen = the_meeting(lan).report
        long_texts.save_text(lan, the_meeting(lan).id, "report", "Của Lan", seen)
        await press(pilot, "f5")
        assert screen.query_one(TextArea).text == "Của Lan"


async def test_a_count_is_decided_as_a_whole(sample: Desk, lan: Desk, tmp_path: Path) -> None:
    async with running(sample, tmp_path) as (app, pilot):
        screen = await at_step(pilot, sample, Step.ELECTION)
        screen.query_one("#votes").focus()
        await press(pilot, "enter")
        assert screen.view is not None
        vote = screen.view.proceedings.of_purpose(Purpose.HEAD, Purpose.DEPUTY)[0]
        votes.count_votes(lan, vote.id, "4", "1", "0")
        await retype(pilot, "3")
        await press(pilot, "tab")
        await retype(pilot, "2")
        await press(pilot, "ctrl+s")
        page = shown(app)
        assert page.count("≠") >= 2, page
        await press(pilot, *MINE)
    counted = sample.store.get(Vote, vote.id)
    assert (counted.agree, counted.against) == (3, 2)
