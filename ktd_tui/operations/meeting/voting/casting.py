"""A delegate elsewhere casts an electronic ballot: who may, and into which box.

What is cast goes into the box alone (``store.beside.ballot_box``): no commit, no history, no undo, no copy.
"""

from collections.abc import Iterable, Sequence

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import Vote
from ktd_tui.errors import Refused, StoreError
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting.box_files import boxes_of, read_box, write_box
from ktd_tui.operations.rights import own_grants
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting import secret_ballot
from ktd_tui.rules.meeting.quorum import votes_from_elsewhere
from ktd_tui.rules.meeting.tally import check_marks


def cast(desk: Desk, vote_id: str, choices: Iterable[str]) -> str:
    """Put the ballot of this person's unit into the box; return its receipt. It cannot be changed or seen.

    Args:
        choices: What they marked; none is a blank ballot, which is not valid.

    Raises:
        NotAllowed: They represent no unit here.
        Refused: Their delegate cannot vote so or has voted, more marks than seats, an unknown choice, or
            the box is closed.
        NotSaved: The disk refused it; nothing was cast.
    """
    voter = check_voter(desk, vote_id)
    receipt = secret_ballot.new_receipt()
    files = boxes_of(desk)
    vote = desk.store.get(Vote, vote_id)
    marked = check_marks(vote, choices)
    with files.locked():
        box = read_box(files, vote)
        if box.closed:
            raise Refused(N_("This round takes no electronic ballots now."))
        if voter.id in box.ballots:
            raise Refused(N_("{name} has voted already; a ballot cannot be changed."), name=voter.seated)
        ballot = secret_ballot.sealed_ballot(box, receipt, [vote.choices.index(one) for one in marked])
        ballots = dict(sorted({**box.ballots, voter.id: ballot}.items()))
        write_box(files, box.model_copy(update={"ballots": ballots}))
    return receipt


def check_voter(desk: Desk, vote_id: str) -> Attendee:
    """Return the delegate for whom this person may vote electronically now.

    Raises:
        ReadOnly: ktd was opened read-only.
        NotAllowed: They represent no unit here.
        Refused: The round takes no electronic ballots (now), or their delegate is not among those who are
            present from elsewhere.
    """
    vote = desk.store.get(Vote, vote_id)
    meeting = desk.store.get(Meeting, vote.meeting_id)
    if vote.electronic is None or vote.electronic.closed_at or vote.void or vote.agree is not None:
        raise Refused(N_("This round takes no electronic ballots now."))
    units = {g.unit_id for g in own_grants(desk.store, desk.actor, desk.today) if g.unit_id}
    mine = [a for a in meeting.attendees if a.voting and a.unit_id and a.unit_id in units]
    scope = desk.scope(meeting)
    desk.check(Act.CAST_BALLOT, scope._replace(unit_id=mine[0].unit_id if mine else None))
    if len(mine) > 1:
        raise Refused(N_("Your unit has several voting delegates; they vote on paper."))
    if not mine or not votes_from_elsewhere(mine[0]):
        raise Refused(N_("Only a voting delegate who follows from elsewhere and is marked present votes so."))
    if mine[0].id not in vote.voters:
        raise Refused(N_("Who came after the round was opened has no ballot in it."))
    return mine[0]


def ballot_for_me(desk: Desk, votes: Sequence[Vote]) -> Vote | None:
    """Return the round in which this person may vote electronically and has not, None where there is none."""
    for vote in votes:
        if vote.electronic is None or vote.electronic.closed_at:
            continue
        try:
            voter = check_voter(desk, vote.id)
            if voter.id not in read_box(boxes_of(desk), vote).ballots:
                return vote
        except (Refused, StoreError):
            continue
    return None
