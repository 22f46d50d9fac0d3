"""Units are offered in the order of what speaks for them: an award by rank, an office by whose turn it is."""

from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation, view
from screens.meeting.meeting import MeetingScreen
from screens.meeting.steps.votes import VotesPane
from tests.screens.driving import running, settle


@pytest.mark.parametrize("step", [Step.AWARDS, Step.ELECTION])
async def test_the_first_offered_is_the_first_in_rank_or_turn(
    sample: Desk, tmp_path: Path, step: Step
) -> None:
    meeting = sample.store.find(Meeting)[0]
    preparation.move(sample, meeting.id, step)
    of = view.meeting_view(sample, meeting.id)
    async with running(sample, tmp_path) as (app, pilot):
        await app.push_screen(MeetingScreen(meeting.id))
        await settle(pilot)
        offered = app.screen.query_one(VotesPane)._units()
    if step is Step.AWARDS:
        ranks = {s.unit_id: s.rank for s in of.data.standings}
        assert [ranks[key] for key, _ in offered[:-1]] == sorted(rank for rank in ranks.values() if rank)
    else:
        assert "đến lượt" in offered[0][1]
