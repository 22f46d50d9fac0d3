"""Paper ballots: do the numbers balance, do two tellers agree, who is elected. Whole numbers only."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.voting import AGAINST, FOR, Tally, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import C_, N_
from ktd_tui.rules.meeting.ballots import base_of, needed

ISSUED, RETURNED, VALID, INVALID = "issued", "returned", "valid", "invalid"
NUMBERS: Mapping[str, str] = {
    ISSUED: N_("Issued"),
    RETURNED: N_("Returned"),
    VALID: N_("Valid"),
    INVALID: N_("Invalid"),
}
"""The numbers of every tally with their names, msgids, in the order of the record of the count."""
PLAIN: Mapping[str, str] = {FOR: C_("vote", "For"), AGAINST: C_("vote", "Against")}
"""The choices of a plain question with their names, msgids."""


class TallyDifference(NamedTuple):
    """One number on which two tellers do not agree; ``field`` is a number's or a choice's key."""

    field: str
    first: int
    second: int


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


def check_tally(tally: Tally, vote: Vote, present: int) -> None:
    """Refuse a teller's numbers that cannot be.

    Args:
        vote: What was voted on.
        present: Voting delegates who were present.

    Raises:
        Refused: Negative, unknown or missing numbers; more issued than voters, more returned than issued;
            returned is not valid + invalid; more votes than valid ballots can hold.
    """
    numbers = (tally.issued, tally.returned, tally.valid, tally.invalid, *tally.choices.values())
    if min(numbers) < 0:
        raise Refused(N_("Counts are never below 0."))
    if set(tally.choices) != set(vote.choices):
        raise Refused(N_("Every choice on the ballot needs its number, also 0."))
    if tally.issued > present:
        raise Refused(
            N_("{issued} ballots were issued, but only {present} voters are present."),
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


def result(vote: Vote, choices: Mapping[str, int]) -> Result:
    """Say who is elected by the vote's rule, and who stands in a run-off for what is left.

    Of more who reached the majority than there are seats, those with most votes are elected; equal votes for
    the last seat leave it open between them. Where too few reached it, twice as many as there are seats left
    stand again: those with most votes, and whoever has as many as the last of them.
    """
    ranked = sorted(vote.choices, key=lambda key: -choices.get(key, 0))
    base = base_of(vote)
    least = max(needed(base, vote.rule.fraction, strict=vote.rule.strict), 1)
    passing = [key for key in ranked if base and choices.get(key, 0) >= least]
    if len(passing) > vote.seats:
        border = choices[passing[vote.seats - 1]]
        above = [key for key in passing if choices[key] > border]
        level = [key for key in passing if choices[key] == border]
        left = vote.seats - len(above)
        if len(level) > left:
            return Result(tuple(above), left, tuple(level), tied=True)
        passing = [*above, *level]
    left = vote.seats - len(passing)
    rest = [key for key in ranked if key not in passing and choices.get(key, 0)]
    return Result(tuple(passing), left, _leading(rest, choices, 2 * left), tied=False)


def _leading(ranked: list[str], choices: Mapping[str, int], wanted: int) -> tuple[str, ...]:
    if not wanted or len(ranked) <= wanted:
        return tuple(ranked) if wanted else ()
    return tuple(key for key in ranked if choices[key] >= choices[ranked[wanted - 1]])
