"""Electronic secret ballots: the box is locked by the tellers, filled by delegates elsewhere, opened by two.

What is cast goes into the box alone (``store.beside.ballot_box``): no commit, no history, no undo, no copy.
The records learn of it only when the box is opened: who voted, and, apart from that, what lay in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from ktd_tui.domain.access import Grant
from ktd_tui.domain.meeting import Attendee, Meeting
from ktd_tui.domain.secret import BallotBox
from ktd_tui.domain.voting import Electronic, Method, Vote
from ktd_tui.errors import Refused, StoreError
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.voting.tellers import TELLERS, counted
from ktd_tui.operations.meeting.voting.votes import attended, check_countable
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting import secret_ballot
from ktd_tui.rules.meeting.flow import check_open
from ktd_tui.rules.meeting.tally import check_marks, together

if TYPE_CHECKING:
    from store.beside.ballot_box import BallotBoxes


class BoxState(NamedTuple):
    """How far the electronic part of a round is.

    Attributes:
        voted: Delegates whose ballots lie in the box.
        waiting: Those who may still vote so.
    """

    voted: tuple[Attendee, ...]
    waiting: tuple[Attendee, ...]


def set_up(
    desk: Desk,
    vote_id: str,
    passphrases: Mapping[str, str],
    cost: secret_ballot.Cost | None = None,
) -> Vote:
    """Open a round with a box for the delegates who are not in the room.

    Args:
        desk: The desk.
        vote_id: The round.
        passphrases: What each teller typed, by attendee id; kept nowhere.
        cost: What deriving a key costs; None: the usual.

    Raises:
        Refused: The meeting's rules do not allow it, a show of hands, not every teller typed a passphrase
            of enough letters, too few delegates elsewhere for a secret, a round that is void, counted or
            has tallies, no quorum, or the minutes are signed.
    """
    vote = desk.store.get(Vote, vote_id)
    desk.check(Act.RUN_MEETING, desk.place(vote))
    tidy(desk)
    _check_may_have_box(desk, vote)
    cost = cost or secret_ballot.COST
    keys = [secret_ballot.teller_key(one, text, cost) for one, text in passphrases.items()]
    box = secret_ballot.new_box(vote.id, keys)
    boxes = _boxes(desk)
    told = {"what": vote.subject}
    with (
        boxes.locked(),
        desk.act(
            Act.RUN_MEETING,
            N_("Electronic ballots opened: {what}"),
            told,
            at=At(Vote, vote_id),
            final=True,
        ) as store,
    ):
        vote = store.get(Vote, vote_id)
        meeting = store.get(Meeting, vote.meeting_id)
        check_open(meeting)
        _check_may_have_box(desk, vote)
        if set(passphrases) != set(meeting.tellers):
            raise Refused(N_("Every teller types a passphrase of their own."))
        fresh = attended(desk, vote, meeting)
        if fresh.rule.method is not Method.BALLOT:
            raise Refused(N_("This is a show of hands; there are no ballots."))
        if len(fresh.choices) > secret_ballot.MOST:
            raise Refused(N_("An electronic ballot holds {n} choices at most."), n=secret_ballot.MOST)
        away = [a for a in meeting.attendees if _elsewhere(a)]
        if len(away) < secret_ballot.LEAST:
            raise Refused(
                N_("Only {n} voters follow from elsewhere; below {least} it would show who voted what."),
                n=len(away),
                least=secret_ballot.LEAST,
            )
        # The box is on the disk before anybody may vote; a box without its round is tidied away.
        _write(boxes, box)
        return store.save(fresh.with_(electronic=Electronic(opened_at=desk.now)))


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


def cast(desk: Desk, vote_id: str, choices: Iterable[str]) -> str:
    """Put the ballot of this person's unit into the box; return its receipt. It cannot be changed or seen.

    Args:
        desk: The desk of who votes.
        vote_id: The round.
        choices: What they marked; none is a blank ballot, which is not valid.

    Raises:
        NotAllowed: They represent no unit here.
        Refused: Their delegate cannot vote so or has voted, more marks than seats, an unknown choice, or
            the box is closed.
        NotSaved: The disk refused it; nothing was cast.
    """
    voter = check_voter(desk, vote_id)
    receipt = secret_ballot.new_receipt()
    boxes = _boxes(desk)
    vote = desk.store.get(Vote, vote_id)
    marked = check_marks(vote, choices)
    with boxes.locked():
        box = _box(boxes, vote)
        if box.closed:
            raise Refused(N_("This round takes no electronic ballots now."))
        if voter.id in box.ballots:
            raise Refused(N_("{name} has voted already; a ballot cannot be changed."), name=voter.seated)
        ballot = secret_ballot.sealed(box, receipt, [vote.choices.index(one) for one in marked])
        ballots = dict(sorted({**box.ballots, voter.id: ballot}.items()))
        _write(boxes, box.model_copy(update={"ballots": ballots}))
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
    grants = desk.store.find(Grant, uid=desk.actor.uid)
    units = {g.unit_id for g in grants if g.unit_id and g.in_force(desk.today)}
    mine = [a for a in meeting.attendees if a.voting and a.unit_id and a.unit_id in units]
    place = desk.place(meeting)
    desk.check(Act.CAST_BALLOT, place._replace(unit_id=mine[0].unit_id if mine else None))
    if len(mine) > 1:
        raise Refused(N_("Your unit has several voting delegates; they vote on paper."))
    if not mine or not _elsewhere(mine[0]):
        raise Refused(N_("Only a voting delegate who follows from elsewhere and is marked present votes so."))
    return mine[0]


def ballot_for_me(desk: Desk, votes: Sequence[Vote]) -> Vote | None:
    """Return the round in which this person may vote electronically and has not, None where there is none."""
    for vote in votes:
        if vote.electronic is None or vote.electronic.closed_at:
            continue
        try:
            voter = check_voter(desk, vote.id)
            if voter.id not in _box(_boxes(desk), vote).ballots:
                return vote
        except (Refused, StoreError):
            continue
    return None


def state(desk: Desk, vote: Vote) -> BoxState:
    """Say who has voted electronically, and who may still. Never what.

    Raises:
        Refused: The round takes no electronic ballots, or its box is lost.
    """
    meeting = desk.store.get(Meeting, vote.meeting_id)
    if vote.electronic is None:
        raise Refused(N_("This round takes no electronic ballots now."))
    if vote.electronic.counted_at:
        return BoxState(tuple(a for a in meeting.attendees if a.id in vote.electronic.voters), ())
    ballots = _box(_boxes(desk), vote).ballots
    voted = tuple(a for a in meeting.attendees if a.id in ballots)
    waiting = tuple(a for a in meeting.attendees if _elsewhere(a) and a.id not in ballots)
    return BoxState(voted, waiting)


def close_box(desk: Desk, vote_id: str) -> Vote:
    """End electronic voting in a round.

    Raises:
        Refused: It has no open box, or too few ballots lie in it to be opened without showing who voted what.
    """
    vote = desk.store.get(Vote, vote_id)
    desk.check(Act.RUN_MEETING, desk.place(vote))
    boxes = _boxes(desk)
    told = {"what": vote.subject}
    with (
        boxes.locked(),
        desk.act(
            Act.RUN_MEETING, N_("Electronic ballots closed: {what}"), told, at=At(Vote, vote_id), final=True
        ) as store,
    ):
        vote = store.get(Vote, vote_id)
        check_open(store.get(Meeting, vote.meeting_id))
        check_countable(desk, vote)
        if vote.electronic is None or vote.electronic.closed_at:
            raise Refused(N_("This round takes no electronic ballots now."))
        box = _box(boxes, vote)
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
        _write(boxes, box.model_copy(update={"closed": True}))
        return store.save(vote.with_(electronic=vote.electronic.model_copy(update={"closed_at": desk.now})))


def open_box(desk: Desk, vote_id: str, passphrases: Mapping[str, str]) -> Vote:
    """Open the closed box of a round with two tellers' passphrases, and destroy it.

    Where everybody voted electronically the round is counted with that.

    Raises:
        Refused: It is not closed, was opened, a passphrase is wrong, or one unit would hold both offices.
    """
    vote = desk.store.get(Vote, vote_id)
    desk.check(Act.RUN_MEETING, desk.place(vote))
    _to_be_opened(vote)
    boxes = _boxes(desk)
    box = _box(boxes, vote)
    found = secret_ballot.opened(box, passphrases, vote.choices)  # slow on purpose, so before the lock
    told = {"what": vote.subject}
    with desk.act(
        Act.RUN_MEETING, N_("Electronic ballots counted: {what}"), told, at=At(Vote, vote_id), final=True
    ) as store:
        vote = store.get(Vote, vote_id)
        meeting = store.get(Meeting, vote.meeting_id)
        check_open(meeting)
        check_countable(desk, vote)
        of = _to_be_opened(vote)
        done = of.model_copy(
            update={
                "counted_at": desk.now,
                "voters": tuple(a.id for a in meeting.attendees if a.id in box.ballots),
                "ballots": found.ballots,
                "unreadable": found.unreadable,
            }
        )
        fresh = vote.with_(electronic=done, voters=tuple(dict.fromkeys((*vote.voters, *done.voters))))
        fresh = fresh.with_(present=len(fresh.voters))
        if set(fresh.voters) <= set(done.voters):
            fresh = counted(desk, fresh, together(fresh, None))
        saved = store.save(fresh)
    boxes.destroy(vote_id)
    return saved


def _to_be_opened(vote: Vote) -> Electronic:
    of = vote.electronic
    if of is None or of.closed_at is None:
        raise Refused(N_("Close the electronic ballots first."))
    if of.counted_at:
        raise Refused(N_("The box was opened already."))
    return of


def tidy(desk: Desk) -> None:
    """Destroy the boxes that nobody will open any more: of rounds that are void, counted or gone."""
    if desk.folder is None or desk.actor.read_only:
        return
    boxes = _boxes(desk)
    for name in boxes.names():
        found = desk.store.find(Vote, id=name)
        of = found[0].electronic if found else None
        if of is None or of.counted_at or found[0].void:
            boxes.destroy(name)


def _elsewhere(attendee: Attendee) -> bool:
    return attendee.voting and attendee.present and bool(attendee.joins_from)


def _boxes(desk: Desk) -> "BallotBoxes":
    from store.beside.ballot_box import BallotBoxes

    if desk.folder is None:
        raise Refused(N_("There is no data directory for a ballot box here."))
    return BallotBoxes(desk.folder)


def _write(boxes: "BallotBoxes", box: BallotBox) -> None:
    boxes.write(box.vote_id, box.model_dump_json().encode())


def _box(boxes: "BallotBoxes", vote: Vote) -> BallotBox:
    content = boxes.read(vote.id)
    lost = Refused(N_("The ballot box of this round is not there any more; declare the round void."))
    if content is None:
        raise lost
    try:
        box = BallotBox.model_validate_json(content)
    except ValidationError as error:
        raise lost from error
    if box.vote_id != vote.id:
        raise lost
    return box
