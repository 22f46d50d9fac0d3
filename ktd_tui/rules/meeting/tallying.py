"""Whether a counted vote's numbers can be: asked once more before a paper is sealed."""

from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.ballots import check_count


def unbalanced(vote: Vote) -> bool:
    """Tell whether a counted vote's numbers do not add up to the voters who were present."""
    if vote.agree is None:
        return False
    try:
        check_count(vote.present, vote.agree, vote.against, vote.other)
    except Refused:
        return True
    return False
