"""The step of scores: F3 has the meeting decide on a unit's total; what did not pass is voted on again."""

from decimal import Decimal
from pathlib import Path

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.meeting.voting import votes
from screens.meeting.meeting import MeetingScreen
from tests.operations.found import the_meeting
from tests.screens.driving import press, running, settle, shown


async def test_f3_puts_another_total_to_the_vote(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting_view(sample, meeting.id).meeting.with_(step=Step.SCORES))
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        app.screen.query_one("#votes").focus()
        await press(pilot, "f3", *"tong", "enter")
        assert "Đơn vị nào?" in shown(app), shown(app)
        await press(pilot, *"le", "space", *"tan", "enter")
        assert "Hội nghị biểu quyết tổng điểm nào của" in " ".join(shown(app).split()), shown(app)
        await press(pilot, *"92,5", "tab", *"cham", "enter")
        put = [change for vote in sample.store.find(Vote) if (change := vote.score_change)]
        assert [(one.code, one.after, one.reason) for one in put] == [("", Decimal("92.5"), "cham")]
        assert "Điều chỉnh tổng điểm" in shown(app), shown(app)


async def test_scores_that_did_not_pass_are_voted_on_again_by_enter(sample: Desk, tmp_path: Path) -> None:
    meeting = the_meeting(sample)
    sample.store.save(meeting_view(sample, meeting.id).meeting.with_(step=Step.SCORES))
    first = votes.put_question(sample, meeting.id, Purpose.SCORES)
    failed = votes.count_votes(sample, first.id, "1", "4")
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        assert "Enter: biểu quyết lại" in shown(app), shown(app)
        await press(pilot, "down", "enter")
        assert "Vòng 2" in shown(app), shown(app)
        await press(pilot, "ctrl+s")
        assert "Enter: biểu quyết lại" not in shown(app), shown(app)
    again = sample.store.find(Vote, meeting_id=meeting.id, purpose=Purpose.SCORES)
    assert [(one.round, one.agree) for one in again] == [(1, failed.agree), (2, 5)]
