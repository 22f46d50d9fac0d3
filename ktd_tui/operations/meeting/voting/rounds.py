"""Rounds of the meeting's votes: several candidates on one ballot, void rounds, next rounds, run-offs, lots.

A round is never deleted once it was opened: it is void with a reason, and the next one follows it.
"""

from collections.abc import Sequence

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.voting import Candidate, Purpose, Voided, Vote, Withdrawal
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import all_units
from ktd_tui.operations.meeting.change import check_last, going_on, meeting_act, round_act
from ktd_tui.operations.meeting.voting.box_files import tidy_boxes
from ktd_tui.operations.meeting.voting.opening import REASON, rule_of_question
from ktd_tui.operations.meeting.voting.votes import check_other_office, subject_of
from ktd_tui.rules.meeting.ballots import check_limit, majority, outcome
from ktd_tui.rules.meeting.elections import level, result_of


def put_ballot(
    desk: Desk, meeting_id: str, purpose: Purpose, unit_ids: Sequence[str], award: str = "", seats: int = 1
) -> Vote:
    """Put several units to one ballot: for an office, or for an award that ``seats`` of them may get.

    Raises:
        Refused: Less than two units, more seats than units, a unit that holds the other office, a ballot
            on the same that is not decided yet, or the minutes are signed.
    """
    award = within(award, 200)
    meeting = desk.store.get(Meeting, meeting_id)
    subject = subject_of(desk, meeting, purpose, None, award)
    with meeting_act(desk, meeting_id, N_("Put to the ballot: {what}"), {"what": subject}) as meeting:
        called = all_units(desk, desk.store.get(BlocYear, meeting.bloc_year_id))
        units = [called[unit_id] for unit_id in dict.fromkeys(unit_ids)]
        if len(units) < 2:  # noqa: PLR2004  # one candidate is a plain question
            raise Refused(N_("A ballot needs at least two candidates; one alone is put to a vote."))
        if not 1 <= seats <= len(units):
            raise Refused(N_("There are {n} candidates; that many seats at most."), n=len(units))
        if purpose is Purpose.AWARD and not award:
            raise Refused(N_("Choose or write the award first."))
        for unit in units:
            check_other_office(desk, meeting_id, purpose, unit.id)
        put_already = desk.store.find(Vote, meeting_id=meeting_id, purpose=purpose, award=award)
        if any(vote.candidates and vote.pending for vote in put_already):
            raise Refused(N_("There is a ballot on this that is not counted yet."))
        candidates = (Candidate(id=unit.id, unit_id=unit.id, name=unit.name) for unit in units)
        return desk.store.save(
            Vote(
                meeting_id=meeting_id,
                purpose=purpose,
                subject=subject,
                award=award,
                seats=seats,
                candidates=tuple(candidates),
                rule=rule_of_question(desk, meeting, purpose, award),
            )
        )


def stand_down(desk: Desk, vote_id: str, candidate_id: str, reason: str = "") -> Vote:
    """Record that a candidate withdraws; the ballot goes on without them, and the minutes tell it.

    Args:
        reason: Why, in their words; it may be empty.

    Raises:
        Refused: They do not stand, nobody else does, tellers counted or electronic ballots are open, a
            round that is void or counted, or the minutes are signed.
    """
    reason = within(reason, REASON)
    with round_act(desk, vote_id, N_("A candidate withdrew: {what}")) as (vote, meeting):
        one = vote.candidate(candidate_id)
        if one is None:
            raise Refused(N_("They do not stand on this ballot."))
        if vote.agree is not None or vote.tallies or vote.electronic:
            raise Refused(N_("Ballots are being counted; declare the round void instead."))
        left = tuple(other for other in vote.candidates if other.id != candidate_id)
        if not left:
            raise Refused(N_("Nobody else stands; take the question back (Delete) instead."))
        going_on(desk, meeting.id)
        gone = Withdrawal(candidate_id=one.id, name=one.name, at=desk.now, reason=reason)
        opinions = tuple(
            o.model_copy(update={"choices": tuple(c for c in o.choices if c != candidate_id)})
            for o in vote.opinions
        )
        return desk.store.save(
            vote.with_(
                candidates=left,
                withdrawn=(*vote.withdrawn, gone),
                seats=min(vote.seats, len(left)),
                opinions=opinions,
            )
        )


def void(desk: Desk, vote_id: str, reason: str) -> Vote:
    """Declare a round void; it stays on record with its numbers.

    Raises:
        Refused: No reason, it is void already or was followed by another round, or the minutes are signed.
    """
    reason = within(reason, REASON)
    with round_act(desk, vote_id, N_("Declared void: {what}")) as (vote, meeting):
        if not reason:
            raise Refused(N_("Say why this round does not count; it enters the minutes."))
        going_on(desk, meeting.id)
        done = desk.store.save(vote.with_(void=Voided(reason=reason, at=desk.now, by=desk.actor.name)))
    tidy_boxes(desk)
    return done


def next_round(desk: Desk, vote_id: str) -> Vote:
    """Put the next round on the same question, with the same candidates; its rule is the meeting's now.

    Raises:
        Refused: This round is not counted, it decided the question, it was followed already, or the
            minutes are signed.
    """
    vote = desk.store.get(Vote, vote_id)
    told = {"what": vote.subject}
    with meeting_act(desk, vote.meeting_id, N_("Next round: {what}"), told) as meeting:
        vote = desk.store.get(Vote, vote_id)
        _check_over(desk, vote)
        return desk.store.save(_following(desk, meeting, vote, vote.candidates, vote.seats))


def run_off(desk: Desk, vote_id: str) -> Vote:
    """Put the next round between those who are tied or lead, for the seats that are left.

    Raises:
        Refused: The ballot left no seat open or nobody to vote on, it was followed already, or the minutes
            are signed.
    """
    with round_act(desk, vote_id, N_("Run-off: {what}")) as (vote, meeting):
        of = result_of(vote)
        if of is None or not of.open_seats or not of.run_off:
            raise Refused(N_("This ballot leaves nothing to a run-off."))
        check_limit(vote)
        left = tuple(one for one in vote.candidates if one.id in of.run_off)
        return desk.store.save(_following(desk, meeting, vote, left, min(of.open_seats, len(left))))


def draw_lots(desk: Desk, vote_id: str, candidate_id: str, reason: str) -> Vote:
    """Record that the lot decided between candidates with equal votes, who all have the majority.

    Args:
        vote_id: The round that left them equal.
        candidate_id: Who drew the lot.
        reason: By what rule, and how lots were drawn.

    Raises:
        Refused: No reason, no two have the majority and equal votes for the seat, the candidate is none of
            them, it was followed already, or the minutes are signed.
    """
    reason = within(reason, REASON)
    with round_act(desk, vote_id, N_("Lots were drawn: {reason}"), {"reason": reason}) as (vote, _):
        chosen = vote.candidate(candidate_id)
        if chosen is None or candidate_id not in level(vote):
            raise Refused(
                N_("Lots decide only between candidates with equal votes who all have the {n} needed."),
                n=majority(vote),
            )
        if not reason:
            raise Refused(N_("Say by what rule and how lots were drawn; it enters the minutes."))
        if chosen.unit_id:
            check_other_office(desk, vote.meeting_id, vote.purpose, chosen.unit_id)
        elected = (*vote.elected, candidate_id)
        unit_id = chosen.unit_id if vote.seats == 1 else None
        return desk.store.save(vote.with_(elected=elected, lots=reason, unit_id=unit_id))


def _check_over(desk: Desk, vote: Vote) -> None:
    """Refuse a next round while this one may still decide, or has."""
    if vote.pending:
        raise Refused(N_("Count this round first, or declare it void."))
    found = outcome(vote)
    if found and found.passed:
        raise Refused(N_("This round decided the question."))
    check_last(desk, vote)
    if vote.void is None:
        check_limit(vote)


def _following(
    desk: Desk, meeting: Meeting, vote: Vote, candidates: tuple[Candidate, ...], seats: int
) -> Vote:
    return Vote(
        meeting_id=meeting.id,
        purpose=vote.purpose,
        subject=vote.subject,
        unit_id=None if vote.candidates else vote.unit_id,
        person=vote.person,
        award=vote.award,
        rule=rule_of_question(desk, meeting, vote.purpose, vote.award),
        round=vote.round + 1,
        held=vote.held + (vote.void is None),
        follows_id=vote.id,
        candidates=candidates,
        seats=seats,
    )
