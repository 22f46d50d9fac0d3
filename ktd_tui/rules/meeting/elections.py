"""Ballots with candidates: who is elected, who stands again, between whom the lot may decide."""

from collections.abc import Mapping
from typing import NamedTuple

from ktd_tui.domain.voting import Vote
from ktd_tui.rules.meeting.ballots import base_of, majority, received


class Result(NamedTuple):
    """What came of a ballot with candidates.

    Attributes:
        elected: Candidate ids that hold a seat, most votes first.
        open_seats: Seats that nobody holds yet.
        run_off: Who stands for those in the next round.
        tied: Whether equal votes alone left them open.
    """

    elected: tuple[str, ...]
    open_seats: int
    run_off: tuple[str, ...]
    tied: bool


def result(vote: Vote, choices: Mapping[str, int]) -> Result:
    """Say who is elected by the vote's rule, and who stands in a run-off for what is left.

    Of more who reached the majority than there are seats, those with most votes are elected; equal votes for
    the last seat leave it open between them. Where too few reached it, twice as many as there are seats left
    stand again: those with most votes, and whoever has as many as the last of them.
    """
    choices = received(vote, choices)
    ranked = sorted(vote.choices, key=lambda key: -choices[key])
    base, least = base_of(vote), majority(vote)
    passing = [key for key in ranked if base and choices[key] >= least]
    if len(passing) > vote.seats:
        border = choices[passing[vote.seats - 1]]
        above = [key for key in passing if choices[key] > border]
        level = [key for key in passing if choices[key] == border]
        left = vote.seats - len(above)
        if len(level) > left:
            return Result(tuple(above), left, tuple(level), tied=True)
        passing = [*above, *level]
    left = vote.seats - len(passing)
    rest = [key for key in ranked if key not in passing and choices[key]]
    return Result(tuple(passing), left, _leading(rest, choices, 2 * left), tied=False)


def _leading(ranked: list[str], choices: Mapping[str, int], wanted: int) -> tuple[str, ...]:
    if not wanted or len(ranked) <= wanted:
        return tuple(ranked) if wanted else ()
    return tuple(key for key in ranked if choices[key] >= choices[ranked[wanted - 1]])


def result_of(vote: Vote) -> Result | None:
    """Return what came of a counted ballot with candidates, lots included; None of any other."""
    if vote.ballots is None or not vote.candidates or vote.void is not None or vote.agree is None:
        return None
    of = result(vote, vote.ballots.choices)
    drawn = drawn_in(vote)
    left = tuple(one for one in of.run_off if one not in drawn)
    return of._replace(elected=(*of.elected, *drawn), open_seats=of.open_seats - len(drawn), run_off=left)


def drawn_in(vote: Vote) -> tuple[str, ...]:
    """Return the candidates whom the lot put into a seat."""
    if vote.ballots is None or not vote.lots:
        return ()
    by_votes = result(vote, vote.ballots.choices).elected
    return tuple(one for one in vote.elected if one not in by_votes)


def level(vote: Vote) -> tuple[str, ...]:
    """Return the candidates between whom the lot may decide: equal votes, the majority, too few open seats.

    The lot is no way around the majority: of equals below it there is a run-off, or nobody is elected.
    """
    of = result_of(vote)
    if of is None or not of.tied or not of.open_seats:
        return ()
    return of.run_off if len(of.run_off) > of.open_seats else ()


def equals(vote: Vote) -> tuple[str, ...]:
    """Return the candidates who lead for an open seat with equal votes, below the majority, too."""
    of = result_of(vote)
    if of is None or vote.ballots is None or not of.open_seats or not of.run_off:
        return ()
    votes = received(vote, vote.ballots.choices)
    most = max(votes[one] for one in of.run_off)
    top = tuple(one for one in of.run_off if votes[one] == most)
    return top if len(top) > of.open_seats else ()


def equals_before_lots(vote: Vote) -> tuple[str, ...]:
    """Return the candidates with equal votes between whom a seat was open before lots were drawn."""
    before = tuple(one for one in vote.elected if one not in drawn_in(vote))
    return equals(vote.with_(elected=before, lots=""))
