"""F3 in the step of scores: the meeting decides on a unit's total."""

from decimal import Decimal
from pathlib import Path

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.voting import Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
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
