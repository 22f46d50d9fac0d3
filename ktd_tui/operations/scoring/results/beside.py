"""What decides of a year's results beside its points: read from units, meetings and decisions."""

from collections.abc import Mapping

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.meeting.ballots import outcome
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.results.ties import Beside


def beside_of(desk: Desk, year: BlocYear, criteria: CriteriaSet, last_ranks: Mapping[str, int]) -> Beside:
    """Read what decides beside points."""
    women = {
        member.unit_id: rounded(share * 100)
        for member in year.members
        if (share := member.staff.share(member.staff.women)) is not None
    }
    settled = sorted(desk.store.find(TieDecision, bloc_year_id=year.id), key=lambda one: (one.at, one.id))
    return Beside(last_ranks, women, settled, _ballots(desk, year, criteria))


def _ballots(desk: Desk, year: BlocYear, criteria: CriteriaSet) -> dict[tuple[str, str], bool]:
    """Return which grades the year's meetings confirmed, by their last count."""
    if not any(grade.ballot for grade in criteria.grades):
        return {}
    counted = [
        (vote.counted_at, vote)
        for meeting in desk.store.find(Meeting, bloc_year_id=year.id)
        for vote in desk.store.find(Vote, meeting_id=meeting.id, purpose=Purpose.GRADE)
        if vote.counted_at and vote.void is None
    ]
    return {
        (vote.unit_id, vote.award): result.passed
        for _, vote in sorted(counted, key=lambda pair: pair[0])
        if vote.unit_id and (result := outcome(vote))
    }
