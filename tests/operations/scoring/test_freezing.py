"""A meeting freezes what it decided, and nothing else."""

import pytest

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Stage
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.preparation import start_meeting
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.scoring import cells
from ktd_tui.operations.year.years import set_stage
from tests.operations.found import the_unit, the_year


def scored(desk: Desk, points: str) -> None:
    unit = the_unit(desk, "CQT I")
    cells.record_score(desk, cells.ScoreTyped(the_year(desk, 2023).id, unit, "I.1", points))


@pytest.fixture
def scoring(sample: Desk) -> Desk:
    set_stage(sample, the_year(sample, 2023), Stage.SCORING)
    return sample


def signed(desk: Desk, kind: MeetingKind, *, voted: bool = False) -> Meeting:
    meeting = start_meeting(desk, the_year(desk, 2023).id, kind)
    if voted:
        votes.put_question(desk, meeting.id, Purpose.SCORES)
    now = desk.store.get(Meeting, meeting.id)
    return desk.store.save(now.with_(signed_at=desk.now))


@pytest.mark.parametrize("kind", [MeetingKind.MID_YEAR, MeetingKind.PLAIN])
def test_a_meeting_that_decided_no_scores_leaves_them_open(scoring: Desk, kind: MeetingKind) -> None:
    signed(scoring, kind)
    scored(scoring, "18")
    undo.undo(scoring)
    scored(scoring, "19")


@pytest.mark.parametrize(("kind", "voted"), [(MeetingKind.YEAR_END, False), (MeetingKind.PLAIN, True)])
def test_a_meeting_that_decided_them_closes_them(scoring: Desk, kind: MeetingKind, *, voted: bool) -> None:
    scored(scoring, "18")
    signed(scoring, kind, voted=voted)
    with pytest.raises(Refused, match="minutes are signed"):
        scored(scoring, "19")
