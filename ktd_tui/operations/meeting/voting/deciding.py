"""What decides beside the votes in the room: written opinions of absent members, and the chair's vote."""

from collections.abc import Iterable

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import AGAINST, FOR, CastingVote, Opinion, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import round_act
from ktd_tui.operations.meeting.voting.opening import judged_by
from ktd_tui.operations.meeting.voting.votes import check_other_office
from ktd_tui.rules.meeting.ballots import takes_opinions, tied
from ktd_tui.rules.meeting.presence import chair_at
from ktd_tui.rules.meeting.tally import check_marks


def set_opinion(desk: Desk, vote_id: str, attendee_id: str, choices: Iterable[str]) -> Vote:
    """Enter how an absent member votes in writing; entered again, it replaces what stood there.

    Args:
        choices: ``FOR``, ``AGAINST`` or ``ABSTAIN`` of a plain question, candidate ids of a ballot; none: no
            opinion.

    Raises:
        Refused: It is no member who votes, they vote in the room, written opinions do not count by the
            question's rule, more marks than seats, a round that is void or counted, or the minutes are
            signed.
    """
    with round_act(desk, vote_id, N_("Written opinion: {what}")) as (vote, meeting):
        _check_counting(vote)
        if not takes_opinions(judged_by(desk, meeting, vote)):
            raise Refused(N_("By the rule of this question written opinions do not count."))
        who = next((a for a in meeting.attendees if a.id == attendee_id and a.voting), None)
        if who is None:
            raise Refused(N_("Only a delegate who votes gives a written opinion."))
        if attendee_id not in {a.id for a in absent_from(vote, meeting)}:
            raise Refused(
                N_("{name} votes in the room; a written opinion is of who is absent."), name=who.seated
            )
        mine = Opinion(attendee_id=who.id, who=who.styled, choices=check_marks(vote, choices))
        others = tuple(one for one in vote.opinions if one.attendee_id != who.id)
        return desk.store.save(vote.with_(opinions=(*others, mine)))


def drop_opinion(desk: Desk, vote_id: str, attendee_id: str) -> Vote:
    """Take a written opinion out that was entered by mistake.

    Raises:
        Refused: There is none, a round that is void or counted, or the minutes are signed.
    """
    with round_act(desk, vote_id, N_("Written opinion taken out: {what}")) as (vote, _):
        _check_counting(vote)
        left = tuple(one for one in vote.opinions if one.attendee_id != attendee_id)
        if left == vote.opinions:
            raise Refused(N_("There is no written opinion of this delegate."))
        return desk.store.save(vote.with_(opinions=left))


def _check_counting(vote: Vote) -> None:
    if vote.agree is not None:
        raise Refused(N_("It is counted already; declare the round void to count anew."))


def absent_from(vote: Vote, meeting: Meeting) -> tuple[Attendee, ...]:
    """Return the voting delegates who do not vote in the room: absent as it was opened, else as of now."""
    return tuple(
        a
        for a in meeting.attendees
        if a.voting and (a.id not in vote.voters if vote.opened_at else not a.present)
    )


def cast_by_chair(desk: Desk, vote_id: str, side: str) -> Vote:
    """Record the chair's casting vote: as many were for as against.

    Args:
        side: ``FOR`` or ``AGAINST``.

    Raises:
        Refused: The rule of the question knows none, no tie of a plain question that is counted, no chair,
            neither side, one unit would hold both offices, it was followed already, or the
            minutes are signed.
    """
    with round_act(desk, vote_id, N_("The chair's casting vote: {what}")) as (vote, meeting):
        if not vote.rule.casting:
            raise Refused(N_("By the rule of this question the chair has no casting vote."))
        if not tied(vote):
            raise Refused(N_("The chair decides only where as many are for as against."))
        chair = meeting.attendee(chair_at(meeting))
        if chair is None:
            raise Refused(N_("Choose the chair first."))
        if side not in (FOR, AGAINST):
            raise Refused(N_("The chair is for it or against it."))
        if side == FOR and vote.unit_id:
            check_other_office(desk, vote.meeting_id, vote.purpose, vote.unit_id)
        return desk.store.save(vote.with_(casting=CastingVote(side=side, who=chair.seated)))
