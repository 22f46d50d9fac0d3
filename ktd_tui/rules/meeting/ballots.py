"""Votes: do the counts balance, and is the majority that the rule asks for reached. Exact fractions only."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from ktd_tui.domain.voting import ABSTAIN, AGAINST, FOR, Base, Method, Opinion, Tally, Vote, VoteRule
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


class Figures(NamedTuple):
    """What a plain question was answered, written opinions included.

    Attributes:
        other: Where a record of old does not tell them apart: without an opinion, invalid and not returned;
            the three are 0 then.
    """

    agree: int
    against: int
    abstained: int
    invalid: int
    missing: int
    other: int = 0


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
                "but {present} can vote in this round."
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


def takes_opinions(rule: VoteRule) -> bool:
    """Tell whether written opinions of absent members count by a rule."""
    return rule.base is Base.MEMBERS or (rule.base is Base.PRESENT and rule.written)


def opinions_of(vote: Vote) -> tuple[Opinion, ...]:
    """Return the written opinions that count: of who does not vote in the round themselves."""
    if not takes_opinions(vote.rule):
        return ()
    return tuple(one for one in vote.opinions if one.attendee_id not in vote.voters)


def received(vote: Vote, choices: Mapping[str, int]) -> dict[str, int]:
    """Return the votes for each choice: what was counted, and the written opinions."""
    written = opinions_of(vote)
    return {
        one: choices.get(one, 0) + sum(one in opinion.choices for opinion in written) for one in vote.choices
    }


def figures(vote: Vote) -> Figures:
    """Tell apart what a counted plain question was answered."""
    written = opinions_of(vote)
    agree = (vote.agree or 0) + sum(FOR in one.choices for one in written)
    against = vote.against + sum(AGAINST in one.choices for one in written)
    silent = sum(not {FOR, AGAINST} & set(one.choices) for one in written)
    invalid, missing = vote.invalid, vote.missing
    if invalid is None and vote.ballots is not None:
        invalid, missing = vote.ballots.invalid, max(vote.present - vote.ballots.returned, 0)
    if invalid is None and vote.rule.method is Method.BALLOT:
        return Figures(agree, against, silent, 0, 0, vote.other)
    invalid, missing = invalid or 0, missing or 0
    return Figures(agree, against, max(vote.other - invalid - missing, 0) + silent, invalid, missing)


def base_of(vote: Vote) -> int:
    """Return of how many the majority is a share, by the vote's own rule."""
    ballots = vote.ballots
    return {
        Base.PRESENT: vote.present + len(opinions_of(vote)) * vote.rule.written,
        Base.MEMBERS: vote.members,
        Base.ISSUED: ballots.issued if ballots else vote.present,
        Base.VALID: ballots.valid if ballots else _valid(vote),
    }[vote.rule.base]


def _valid(vote: Vote) -> int:
    """Return the valid votes of a round without a record of the tellers; a hand has said for or against."""
    if vote.rule.method is Method.BALLOT and vote.invalid is not None:
        return vote.present - vote.invalid - (vote.missing or 0)
    return (vote.agree or 0) + vote.against


def ballots_of(vote: Vote) -> Tally | None:
    """Return the ballots of a round: as the tellers agreed on them, else as the count tells them apart."""
    count = (vote.agree, vote.invalid)
    if vote.ballots or vote.candidates or vote.rule.method is not Method.BALLOT or None in count:
        return vote.ballots
    agree, invalid = vote.agree or 0, vote.invalid or 0
    back = vote.present - (vote.missing or 0)
    valid = back - invalid
    choices = {FOR: agree, AGAINST: vote.against, ABSTAIN: valid - agree - vote.against}
    return Tally(issued=vote.present, returned=back, valid=valid, invalid=invalid, choices=choices)


def not_returned(vote: Vote) -> int:
    """Return how many ballots were handed out and did not come back."""
    of = ballots_of(vote) if vote.rule.method is Method.BALLOT else None
    return of.issued - of.returned if of else 0


def without_tellers(tellers: Collection[str], votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """Return the ballots that were counted and of which the minutes do not tell by whom.

    Tellers of whom no round has a count apart are told as those who counted what was entered; else they
    counted their own rounds alone: the others were counted before they were named.
    """
    ballots = [v for v in votes if v.rule.method is Method.BALLOT]
    theirs = [v for v in ballots if v.tallies or v.electronic]
    if tellers and not theirs:
        return ()
    return tuple(v for v in ballots if v not in theirs and v.agree is not None and v.void is None)


def majority(vote: Vote) -> int:
    """Return the least number of votes that the rule of a round asks for; never none."""
    of = vote.rule
    return of.votes or max(needed(base_of(vote), of.fraction, strict=of.strict), 1)


def undecided_for_good(vote: Vote) -> bool:
    """Tell whether a counted round decided nothing, and the rule allows no other."""
    of = outcome(vote)
    return of is not None and not of.passed and last_round(vote)


def last_round(vote: Vote) -> bool:
    """Tell whether the rule allows no round after this one, where this one counts."""
    return 0 < vote.rule.rounds <= vote.held + 1


def may_follow(last: Vote) -> bool:
    """Tell whether a round is over and decided nothing, so that the question can be put again."""
    found = outcome(last)
    return last.void is not None or (found is not None and not found.passed)


def check_limit(vote: Vote) -> None:
    """Refuse a round more than the rule allows.

    Raises:
        Refused: This one was the last.
    """
    if last_round(vote):
        raise Refused(
            N_("The rule of this question allows {n} rounds; it stays undecided."), n=vote.rule.rounds
        )


def outcome(vote: Vote) -> VoteOutcome | None:
    """Judge a vote by its own rule; None while it is not counted, or where the round is void.

    Of a ballot with candidates, the votes are those of who was elected first, else of its first candidate; it
    passed where somebody is elected.
    """
    if vote.agree is None or vote.void is not None:
        return None
    base, least = base_of(vote), majority(vote)
    if vote.candidates:
        got = received(vote, vote.ballots.choices) if vote.ballots else {}
        first = next((one.id for one in vote.candidates if one.id in vote.elected), vote.candidates[0].id)
        agree, passed = got.get(first, vote.agree), bool(vote.elected)
    else:
        agree = figures(vote).agree
        passed = base > 0 and agree >= least
        passed = passed or (vote.casting is not None and vote.casting.side == FOR)
    share = Fraction(agree, base) if base else Fraction(0)
    return VoteOutcome(agree, base, least, share, passed=passed)


def tied(vote: Vote) -> bool:
    """Tell whether a counted plain question was answered by as many for as against, and by some."""
    if vote.candidates or vote.agree is None or vote.void is not None:
        return False
    of = figures(vote)
    return of.agree == of.against > 0
