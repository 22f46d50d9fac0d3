"""Paper ballots: do the numbers balance, do two tellers agree. Whole numbers only."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.voting import ABSTAIN, AGAINST, FOR, Tally, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import C_, N_

ISSUED, RETURNED, VALID, INVALID = "issued", "returned", "valid", "invalid"
NUMBERS: Mapping[str, str] = {
    ISSUED: N_("Issued"),
    RETURNED: N_("Returned"),
    VALID: N_("Valid"),
    INVALID: N_("Invalid"),
}
"""The numbers of every tally with their names, msgids, in the order of the record of the count."""
PLAIN: Mapping[str, str] = {
    FOR: C_("vote", "For"),
    AGAINST: C_("vote", "Against"),
    ABSTAIN: N_("No opinion"),
}
"""The choices of a plain question with their names, msgids."""


class TallyDifference(NamedTuple):
    """One number on which two tellers do not agree; ``field`` is a number's or a choice's key."""

    field: str
    first: int
    second: int


def check_tally(tally: Tally, vote: Vote, present: int) -> None:
    """Refuse a teller's numbers that cannot be.

    Args:
        vote: What was voted on.
        present: Voting delegates who got a ballot of paper, at most.

    Raises:
        Refused: Negative, unknown or missing numbers; more issued than voters, more returned than issued;
            returned is not valid + invalid; more votes than valid ballots hold, or fewer answers.
    """
    if min(tally.issued, tally.returned, tally.valid, tally.invalid, *tally.choices.values()) < 0:
        raise Refused(N_("Counts are never below 0."))
    if set(tally.choices) != set(vote.choices):
        raise Refused(N_("Every choice on the ballot needs its number, also 0."))
    if tally.issued > present:
        raise Refused(
            N_("{issued} ballots were issued, but only {present} can vote on paper in this round."),
            issued=tally.issued,
            present=present,
        )
    if tally.returned > tally.issued:
        raise Refused(
            N_("{returned} ballots came back, but only {issued} were issued."),
            returned=tally.returned,
            issued=tally.issued,
        )
    if tally.valid + tally.invalid != tally.returned:
        raise Refused(
            N_(
                "The ballots do not balance: {valid} valid + {invalid} invalid = {sum}, "
                "but {returned} came back."
            ),
            valid=tally.valid,
            invalid=tally.invalid,
            sum=tally.valid + tally.invalid,
            returned=tally.returned,
        )
    check_choices(tally.choices, vote, tally.valid)
    _check_marked(tally, vote)


def _check_marked(tally: Tally, vote: Vote) -> None:
    """Refuse a plain question whose valid ballots do not all say one thing."""
    marked = sum(tally.choices.values())
    if not vote.candidates and marked != tally.valid:
        raise Refused(
            N_("For, against and no opinion are {marked} together, but {valid} ballots are valid."),
            marked=marked,
            valid=tally.valid,
        )


def check_marks(vote: Vote, choices: Iterable[str]) -> tuple[str, ...]:
    """Return what is marked on one ballot, each once.

    Raises:
        Refused: Something that is not on the ballot, more marks than seats.
    """
    marked = tuple(dict.fromkeys(choices))
    if not set(marked) <= set(vote.choices):
        raise Refused(N_("That is not on the ballot."))
    if len(marked) > vote.seats:
        raise Refused(N_("Mark {n} at most; you marked {marked}."), n=vote.seats, marked=len(marked))
    return marked


def together(vote: Vote, paper: Tally | None) -> Tally:
    """Add the electronic ballots of a round to what was counted on paper; a blank ballot is not valid."""
    of = vote.electronic
    paper = paper or Tally(issued=0, returned=0, valid=0, invalid=0, choices=dict.fromkeys(vote.choices, 0))
    if of is None:
        return paper.model_copy(update={"teller": ""})
    valid = [ballot for ballot in of.ballots if ballot.choices]
    blank = len(of.ballots) - len(valid)
    cast = len(of.ballots) + of.unreadable
    return Tally(
        issued=paper.issued + cast,
        returned=paper.returned + cast,
        valid=paper.valid + len(valid),
        invalid=paper.invalid + blank + of.unreadable,
        choices={
            one: paper.choices.get(one, 0) + sum(one in ballot.choices for ballot in valid)
            for one in vote.choices
        },
    )


def check_choices(choices: Mapping[str, int], vote: Vote, valid: int) -> None:
    """Refuse more votes than ``valid`` ballots (or raised hands) can hold.

    Raises:
        Refused: One choice has more votes than there are ballots, or all together more than the seats allow.
    """
    for one in vote.candidates:
        if choices.get(one.id, 0) > valid:
            raise Refused(
                N_("“{name}” has {votes} votes, but there are only {valid} valid ballots."),
                name=one.name,
                votes=choices[one.id],
                valid=valid,
            )
    most, cast = valid * vote.seats, sum(choices.values())
    if cast > most:
        raise Refused(
            N_("{votes} votes in all, but {valid} valid ballots hold {most} at most."),
            votes=cast,
            valid=valid,
            most=most,
        )


def tally_differences(first: Tally, second: Tally) -> tuple[TallyDifference, ...]:
    """Return on which numbers two tellers do not agree."""
    return tuple(_differences(first, second))


def _differences(first: Tally, second: Tally) -> Iterator[TallyDifference]:
    one, other = _numbers(first), _numbers(second)
    for field in dict.fromkeys((*one, *other)):
        if one.get(field, 0) != other.get(field, 0):
            yield TallyDifference(field, one.get(field, 0), other.get(field, 0))


def _numbers(of: Tally) -> dict[str, int]:
    return {**{name: getattr(of, name) for name in NUMBERS}, **of.choices}
