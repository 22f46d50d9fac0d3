"""The box of electronic ballots: the tellers lock it, close it, and two of them open it.

The records learn of what was cast (``casting``) only when the box is opened: who voted, and, apart from
that, what lay in it.
"""

from collections.abc import Mapping
from socket import gethostname
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.secret import BallotBox
from ktd_tui.domain.voting import Electronic, Method, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import check_countable, round_act
from ktd_tui.operations.meeting.pen import check_may_write
from ktd_tui.operations.meeting.voting.box_files import boxes_of, read_box, tidy_boxes, write_box
from ktd_tui.operations.meeting.voting.opening import opened
from ktd_tui.operations.meeting.voting.tellers import TELLERS, counted
from ktd_tui.rules.meeting import secret_ballot
from ktd_tui.rules.meeting.quorum import votes_from_elsewhere
from ktd_tui.rules.meeting.tally import together


class BoxState(NamedTuple):
    """How far the electronic part of a round is.

    Attributes:
        voted: Delegates whose ballots lie in the box.
        waiting: Those who may still vote so.
    """

    voted: tuple[Attendee, ...]
    waiting: tuple[Attendee, ...]


def set_up(
    desk: Desk, vote_id: str, passphrases: Mapping[str, str], cost: secret_ballot.Cost | None = None
) -> Vote:
    """Open a round with a box for the delegates who are not in the room.

    Args:
        passphrases: What each teller typed, by attendee id; kept nowhere.
        cost: What deriving a key costs; None: the usual.

    Raises:
        Refused: The meeting's rules do not allow it, a show of hands, not every teller typed a passphrase
            of enough letters, too few delegates elsewhere for a secret, a round that is void, counted or
            has tallies, no quorum, or the minutes are signed.
    """
    vote = desk.store.get(Vote, vote_id)
    check_may_write(desk, vote.meeting_id)
    tidy_boxes(desk)
    _check_may_have_box(desk, vote)
    keys = [secret_ballot.teller_key(*one, cost or secret_ballot.COST) for one in passphrases.items()]
    box = secret_ballot.new_box(vote.id, keys)
    files = boxes_of(desk)
    why = N_("Electronic ballots opened: {what}")
    with files.locked(), round_act(desk, vote_id, why, final=True) as (vote, meeting):
        _check_may_have_box(desk, vote)
        if set(passphrases) != set(meeting.tellers):
            raise Refused(N_("Every teller types a passphrase of their own."))
        fresh = opened(desk, vote, meeting)
        _check_secret(fresh, meeting)
        # The box is on the disk before anybody may vote; a box without its round is tidied away.
        write_box(files, box)
        return desk.store.save(fresh.with_(electronic=Electronic(opened_at=desk.now, server=gethostname())))


def _check_may_have_box(desk: Desk, vote: Vote) -> None:
    meeting = desk.store.get(Meeting, vote.meeting_id)
    if not meeting.secret:
        raise Refused(N_("This meeting's rules do not allow electronic ballots; the agenda sets that."))
    if len(meeting.tellers) < TELLERS:
        raise Refused(N_("Name at least two tellers."))
    check_countable(desk, vote)
    if vote.agree is not None or vote.tallies:
        raise Refused(N_("It is counted already."))
    if vote.electronic:
        raise Refused(N_("The electronic ballots of this round are open already."))


def _check_secret(vote: Vote, meeting: Meeting) -> None:
    """Refuse a box for raised hands, for too many choices, or for so few voters that it keeps no secret."""
    if vote.rule.method is not Method.BALLOT:
        raise Refused(N_("This is a show of hands; there are no ballots."))
    if len(vote.choices) > secret_ballot.MOST:
        raise Refused(N_("An electronic ballot holds {n} choices at most."), n=secret_ballot.MOST)
    away = away_from(vote, meeting)
    if away < secret_ballot.LEAST:
        raise Refused(
            N_("Only {n} voters follow from elsewhere; below {least} it would show who voted what."),
            n=away,
            least=secret_ballot.LEAST,
        )


def away_from(vote: Vote, meeting: Meeting) -> int:
    """Return how many vote from elsewhere: of those at the opening, else of those who are there now."""
    voters = vote.voters if vote.opened_at else [a.id for a in meeting.attendees if a.voting and a.present]
    return sum(a.id in voters and votes_from_elsewhere(a) for a in meeting.attendees)


def box_state(desk: Desk, vote: Vote) -> BoxState:
    """Say who has voted electronically, and who may still. Never what.

    Raises:
        Refused: The round takes no electronic ballots, or its box is lost.
    """
    meeting = desk.store.get(Meeting, vote.meeting_id)
    if vote.electronic is None:
        raise Refused(N_("This round takes no electronic ballots now."))
    if vote.electronic.counted_at:
        return BoxState(tuple(a for a in meeting.attendees if a.id in vote.electronic.voters), ())
    ballots = read_box(boxes_of(desk), vote).ballots
    voted = tuple(a for a in meeting.attendees if a.id in ballots)
    able = [a for a in meeting.attendees if a.id in vote.voters and votes_from_elsewhere(a)]
    waiting = tuple(a for a in able if a.id not in ballots)
    return BoxState(voted, waiting)


def close_box(desk: Desk, vote_id: str) -> Vote:
    """End electronic voting in a round.

    Raises:
        Refused: It has no open box, or too few ballots lie in it to be opened without showing who voted what.
    """
    check_may_write(desk, desk.store.get(Vote, vote_id).meeting_id)
    files = boxes_of(desk)
    why = N_("Electronic ballots closed: {what}")
    with files.locked(), round_act(desk, vote_id, why, final=True) as (vote, _):
        if vote.electronic is None or vote.electronic.closed_at:
            raise Refused(N_("This round takes no electronic ballots now."))
        box = read_box(files, vote)
        there = len(box.ballots)
        if 0 < there < secret_ballot.LEAST:
            raise Refused(
                N_(
                    "Only {n} electronic ballots: opened, they would show who voted what. "
                    "Wait for more, or declare the round void."
                ),
                n=there,
            )
        # Whoever casts looks into the box, not into the records, which reach them a moment later.
        write_box(files, box.model_copy(update={"closed": True}))
        closed = vote.electronic.model_copy(update={"closed_at": desk.now})
        return desk.store.save(vote.with_(electronic=closed))


def open_box(desk: Desk, vote_id: str, passphrases: Mapping[str, str]) -> Vote:
    """Open the closed box of a round with two tellers' passphrases, and destroy it.

    Where everybody voted electronically the round is counted with that.

    Raises:
        Refused: It is not closed, was opened, a passphrase is wrong, or one unit would hold both offices.
    """
    vote = desk.store.get(Vote, vote_id)
    check_may_write(desk, vote.meeting_id)
    _to_be_opened(vote)
    files = boxes_of(desk)
    box = read_box(files, vote)
    found = secret_ballot.box_opened(box, passphrases, vote.choices)  # slow on purpose, so before the lock
    with round_act(desk, vote_id, N_("Electronic ballots counted: {what}"), final=True) as (vote, meeting):
        fresh = _with_ballots(desk, vote, meeting, box, found)
        if set(fresh.voters) <= set(box.ballots):
            fresh = counted(desk, fresh, together(fresh, None))
        saved = desk.store.save(fresh)
    files.destroy(vote_id)
    return saved


def _with_ballots(
    desk: Desk, vote: Vote, meeting: Meeting, box: BallotBox, found: secret_ballot.Opened
) -> Vote:
    """Return a round with who voted electronically, and, apart from that, what lay in the box."""
    done = _to_be_opened(vote).model_copy(
        update={
            "counted_at": desk.now,
            "voters": tuple(a.id for a in meeting.attendees if a.id in box.ballots),
            "ballots": found.ballots,
            "unreadable": found.unreadable,
        }
    )
    return vote.with_(electronic=done)


def _to_be_opened(vote: Vote) -> Electronic:
    of = vote.electronic
    if of is None or of.closed_at is None:
        raise Refused(N_("Close the electronic ballots first."))
    if of.counted_at:
        raise Refused(N_("The box was opened already."))
    return of
