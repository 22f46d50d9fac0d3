"""A round is opened: ballots are handed out, or hands are asked for. Who can vote in it is fixed then."""

from fractions import Fraction

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.merit import VoteBy
from ktd_tui.domain.voting import Base, Method, Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import going_on, round_act
from ktd_tui.operations.scoring.award_rules import rules_of
from ktd_tui.rules.meeting.quorum import Quorum, quorum
from ktd_tui.rules.scoring.results.needed import needed_of
from ktd_tui.rules.scoring.results.nominations import rule_for

RULES: dict[Purpose, VoteRule] = {
    Purpose.AWARD: VoteRule(method=Method.BALLOT, base=Base.MEMBERS, fraction=Fraction(2, 3), strict=False),
    Purpose.GRADE: VoteRule(method=Method.BALLOT),
}
"""Rule by question until an office sets its own; any other question: more than half of those present,
a grade by ballot, the rest by a show of hands. Two thirds of all members by ballot for a title are the
custom of blocs, not law."""
REASON = 1000
"""Letters of a reason."""


def rule_of(meeting: Meeting, purpose: Purpose) -> VoteRule:
    """Return how a question is decided: by the meeting's own rules, else by ``RULES``."""
    return meeting.rules.get(purpose) or RULES.get(purpose) or VoteRule()


def rule_of_question(desk: Desk, meeting: Meeting, purpose: Purpose, award: str) -> VoteRule:
    """Return how a question is decided: a title by as many votes of the meeting as its own rule asks for."""
    usual = rule_of(meeting, purpose)
    title = rule_for(rules_of(desk, meeting.bloc_year_id), award) if purpose is Purpose.AWARD else None
    needed = needed_of(title) if title and title.vote_by is VoteBy.MEETING else None
    if title is None or needed is None or not needed.asked:
        return usual
    if needed.share is None:
        return usual.model_copy(update={"votes": needed.votes})
    own = {"fraction": needed.share, "strict": needed.more, "base": title.vote_base}
    return usual.model_copy(update=own)


def judged_by(desk: Desk, meeting: Meeting, vote: Vote) -> VoteRule:
    """Return the rule of a round: its own once it is opened, else what holds now."""
    return vote.rule if vote.opened_at else rule_of_question(desk, meeting, vote.purpose, vote.award)


def method_of(meeting: Meeting, vote: Vote) -> Method:
    """Return how a round is voted: as it was opened, else as the meeting votes now."""
    return (vote.rule if vote.opened_at else rule_of(meeting, vote.purpose)).method


def open_vote(desk: Desk, vote_id: str, reason: str = "") -> Vote:
    """Open a round: its rule and who may vote are fixed now. Opened again it takes a ``reason`` only.

    Args:
        reason: Why it is voted without a quorum, if there is none.

    Raises:
        Refused: It is void or counted, there is no quorum and no reason, or the minutes are signed.
    """
    with round_act(desk, vote_id, N_("Vote opened: {what}")) as (vote, meeting):
        if vote.agree is not None:
            raise Refused(N_("It is counted already."))
        if not vote.opened_at:
            return desk.store.save(opened(desk, vote, meeting, reason))
        reason = within(reason, REASON)
        if not reason or not vote.below_quorum:
            return vote
        return desk.store.save(vote.with_(below_quorum=reason))


def opened(desk: Desk, vote: Vote, meeting: Meeting, reason: str = "") -> Vote:
    """Return a round with its rule and who can vote in it: as it was opened, else as of now.

    A meeting that had closed before goes on.

    Raises:
        Refused: It was not opened yet, and there is no quorum and no reason.
    """
    if vote.opened_at:
        return vote
    meeting = going_on(desk, meeting.id)
    reason = within(reason, REASON) or vote.below_quorum
    rule = rule_of_question(desk, meeting, vote.purpose, vote.award)
    of = _quorum(meeting, rule.quorum, reason)
    voters = tuple(a.id for a in meeting.attendees if a.voting and a.present)
    return vote.with_(
        rule=rule,
        opened_at=desk.now,
        voters=voters,
        members=of.members,
        present=len(voters),
        below_quorum="" if of.met else reason,
    )


def _quorum(meeting: Meeting, share: Fraction | None, reason: str) -> Quorum:
    of = quorum(meeting, share)
    if not (of.met or reason):
        raise Refused(
            N_("No quorum: {present} of {members} present, {needed} needed. F3 votes without it, and why."),
            **of._asdict(),
        )
    return of


def take_back_opening(desk: Desk, vote_id: str) -> Vote:
    """Take an opening back while nothing is counted; the round is opened anew with who is there then.

    Raises:
        Refused: It was not opened, is counted or void, a teller counted, electronic ballots are open, or the
            minutes are signed.
    """
    with round_act(desk, vote_id, N_("Opening taken back: {what}")) as (vote, _):
        if not vote.opened_at:
            raise Refused(N_("This round is not open yet."))
        if vote.electronic:
            raise Refused(N_("Electronic ballots are open; declare the round void instead."))
        if vote.agree is not None or vote.tallies:
            raise Refused(N_("It is counted already; declare the round void instead."))
        return desk.store.save(vote.with_(opened_at=None, voters=(), members=0, present=0, below_quorum=""))
