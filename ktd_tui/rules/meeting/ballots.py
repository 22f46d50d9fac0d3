"""Votes: do the counts balance, and is the majority that the rule asks for reached. Exact fractions only."""

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from ktd_tui.domain.voting import Base, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


class VoteOutcome(NamedTuple):
    """The result of a counted vote.

    Attributes:
        base: How many the majority is a share of.
        needed: The least number of votes for that passes.
        share: Votes for as a share of the base; 0 where the base is empty.
        passed: Whether the rule's majority was reached.
    """

    agree: int
    base: int
    needed: int
    share: Fraction
    passed: bool


def check_count(present: int, agree: int, against: int, other: int) -> None:
    """Refuse counts that cannot be.

    Raises:
        Refused: A negative count, or a sum that is not the number of voters present.
    """
    if min(agree, against, other) < 0:
        raise Refused(N_("Counts are never below 0."))
    if agree + against + other != present:
        raise Refused(
            N_(
                "The counts do not balance: {agree} for + {against} against + {other} other = {sum}, "
                "but {present} voters are present."
            ),
            agree=agree,
            against=against,
            other=other,
            sum=agree + against + other,
            present=present,
        )


def unbalanced(vote: Vote) -> bool:
    """Tell whether a counted vote's numbers do not add up to the voters who were present."""
    if vote.agree is None:
        return False
    try:
        check_count(vote.present, vote.agree, vote.against, vote.other)
    except Refused:
        return True
    return False


def needed(base: int, fraction: Fraction, *, strict: bool) -> int:
    """Return the least whole number that is at least (strict: more than) ``fraction`` of ``base``."""
    return floor(fraction * base) + 1 if strict else ceil(fraction * base)


def base_of(vote: Vote) -> int:
    """Return of how many the majority is a share, by the vote's own rule."""
    ballots = vote.ballots
    return {
        Base.PRESENT: vote.present,
        Base.MEMBERS: vote.members,
        Base.ISSUED: ballots.issued if ballots else vote.present,
        Base.VALID: ballots.valid if ballots else (vote.agree or 0) + vote.against,
    }[vote.rule.base]


def outcome(vote: Vote) -> VoteOutcome | None:
    """Judge a vote by its own rule; None while it is not counted, or where the round is void.

    A ballot with candidates is judged by its first: it passed where somebody is elected.
    """
    if vote.agree is None or vote.void is not None:
        return None
    base = base_of(vote)
    least = max(needed(base, vote.rule.fraction, strict=vote.rule.strict), 1)
    share = Fraction(vote.agree, base) if base else Fraction(0)
    enough = base > 0 and vote.agree >= least
    return VoteOutcome(
        vote.agree, base, least, share, passed=bool(vote.elected) if vote.candidates else enough
    )
