"""Ballots: against an oracle that is written another way, and by the cases that offices know."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ktd_tui.domain.voting import Base, Candidate, Method, Opinion, Purpose, Tally, Voided, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.rules.meeting.ballots import figures, outcome, unbalanced
from ktd_tui.rules.meeting.elections import result
from ktd_tui.rules.meeting.tally import check_choices, check_tally, tally_differences

NAMES = "abcde"


def ballot(n: int = 3, seats: int = 1, rule: VoteRule | None = None, **known: object) -> Vote:
    """A ballot with ``n`` candidates."""
    candidates = tuple(Candidate(id=c, unit_id=c, name=c.upper()) for c in NAMES[:n])
    return Vote.model_validate(
        {
            "meeting_id": "m",
            "purpose": Purpose.HEAD,
            "subject": "?",
            "candidates": candidates,
            "seats": seats,
            "rule": rule or VoteRule(),
            **known,
        }
    )


def tally(issued: int, returned: int, invalid: int, *votes: int) -> Tally:
    choices = dict(zip(NAMES, votes, strict=False))
    return Tally(issued=issued, returned=returned, valid=returned - invalid, invalid=invalid, choices=choices)


def possible(of: Tally, present: int, seats: int) -> bool:
    """Say from the ballots themselves: can these votes be laid on that many valid papers?"""
    missing = of.issued - of.returned
    if missing < 0 or of.returned != of.valid + of.invalid or of.issued > present:
        return False
    papers = [0] * of.valid
    for votes in sorted(of.choices.values(), reverse=True):
        if votes > of.valid:
            return False
        for paper in sorted(range(of.valid), key=papers.__getitem__)[:votes]:
            papers[paper] += 1
    return all(marks <= seats for marks in papers)


@settings(max_examples=1000)
@given(
    numbers=st.tuples(*[st.integers(0, 15)] * 4),
    votes=st.lists(st.integers(0, 15), min_size=2, max_size=5),
    present=st.integers(0, 15),
    seats=st.integers(1, 3),
)
def test_random_tallies_pass_exactly_where_they_can_have_been(
    numbers: tuple[int, int, int, int], votes: list[int], present: int, seats: int
) -> None:
    issued, returned, valid, invalid = numbers
    assume(seats <= len(votes))
    of = Tally(
        issued=issued,
        returned=returned,
        valid=valid,
        invalid=invalid,
        choices=dict(zip(NAMES, votes, strict=False)),
    )
    vote = ballot(len(votes), seats)
    if possible(of, present, seats):
        check_tally(of, vote, present)
    else:
        with pytest.raises(Refused):
            check_tally(of, vote, present)


@st.composite
def counted(draw: st.DrawFn) -> tuple[Vote, Tally, int]:
    """A ballot whose numbers balance, with its votes."""
    absent, present = draw(st.integers(0, 5)), draw(st.integers(1, 15))
    issued = draw(st.integers(0, present))
    returned = draw(st.integers(0, issued))
    valid = draw(st.integers(0, returned))
    n = draw(st.integers(2, 5))
    seats = draw(st.integers(1, n))
    papers = draw(
        st.lists(
            st.sets(st.sampled_from(NAMES[:n]), max_size=seats),
            min_size=valid,
            max_size=valid,
        )
    )
    choices = {c: sum(c in paper for paper in papers) for c in NAMES[:n]}
    of = Tally(issued=issued, returned=returned, valid=valid, invalid=returned - valid, choices=choices)
    rule = VoteRule(
        base=draw(st.sampled_from(Base)),
        fraction=draw(st.fractions(0, 1, max_denominator=20)),
        strict=draw(st.booleans()),
    )
    vote = ballot(n, seats, rule, ballots=of, members=present + absent, present=present, agree=0)
    return vote, of, present


@settings(max_examples=1000)
@given(counted())
def test_who_is_elected_against_an_exact_oracle(case: tuple[Vote, Tally, int]) -> None:
    vote, of, present = case
    check_tally(of, vote, present)
    whole = {
        Base.PRESENT: present,
        Base.MEMBERS: vote.members,
        Base.ISSUED: of.issued,
        Base.VALID: of.valid,
    }[vote.rule.base]

    def reached(votes: int) -> bool:
        share = Fraction(votes, whole) if whole else Fraction(0)
        return votes > 0 and (share > vote.rule.fraction if vote.rule.strict else share >= vote.rule.fraction)

    enough = {c for c, n in of.choices.items() if whole and reached(n)}
    # Elected is who reached the majority and whom fewer than ``seats`` others equal or surpass.
    sure = {
        c for c in enough if sum(of.choices[other] >= of.choices[c] for other in enough - {c}) < vote.seats
    }
    found = result(vote, of.choices)
    assert set(found.elected) == sure
    assert found.open_seats == vote.seats - len(sure)
    assert found.tied == (len(enough) > vote.seats and len(sure) < vote.seats)
    assert not set(found.run_off) & sure
    if found.tied:
        assert {of.choices[c] for c in found.run_off} == {max(of.choices[c] for c in enough - sure)}
        assert len(found.run_off) > found.open_seats
    for left in set(vote.choices) - sure - set(found.run_off):
        assert not found.run_off or all(of.choices[left] <= of.choices[c] for c in found.run_off)


IMPOSSIBLE = {
    "more issued than voters": tally(14, 13, 0, 13, 0, 0),
    "more back than issued": tally(12, 13, 0, 12, 0, 0),
    "valid and invalid are not what came back": Tally(
        issued=13, returned=13, valid=12, invalid=0, choices={"a": 12, "b": 0, "c": 0}
    ),
    "more votes for one than ballots": tally(13, 12, 0, 13, 0, 0),
    "more votes than the ballots hold": tally(13, 13, 0, 7, 4, 3),
    "a choice without a number": tally(13, 13, 0, 7, 4),
    "nobody stands there": Tally(issued=1, returned=1, valid=1, invalid=0, choices={"x": 1}),
    "below nought": Tally.model_construct(
        teller="", issued=1, returned=1, valid=1, invalid=0, choices={"a": -1, "b": 0, "c": 0}
    ),
}


@pytest.mark.parametrize("of", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_impossible_numbers_are_refused(of: Tally) -> None:
    with pytest.raises(Refused):
        check_tally(of, ballot(), 13)


def test_two_seats_let_a_ballot_name_two() -> None:
    check_choices({"a": 7, "b": 7, "c": 7}, ballot(seats=2), 13)
    with pytest.raises(Refused, match="26"):
        check_choices({"a": 13, "b": 13, "c": 1}, ballot(seats=2), 13)


def test_tellers_are_told_number_by_number_where_they_differ() -> None:
    found = tally_differences(tally(13, 12, 1, 6, 3, 2), tally(13, 12, 0, 6, 4, 2))
    assert found == (("valid", 11, 12), ("invalid", 1, 0), ("b", 3, 4))
    assert tally_differences(tally(13, 12, 1, 6, 3, 2), tally(13, 12, 1, 6, 3, 2)) == ()


def of_thirteen(*votes: int, seats: int = 1) -> Vote:
    of = tally(13, 13, 0, *votes)
    return ballot(len(votes), seats, ballots=of, members=13, present=13, agree=max(votes))


def test_too_few_votes_lead_to_a_run_off_between_the_first_two() -> None:
    vote = of_thirteen(6, 4, 3)
    assert result(vote, vote.ballots.choices if vote.ballots else {}) == ((), 1, ("a", "b"), False)


def test_whoever_is_level_with_the_second_stands_again_too() -> None:
    vote = of_thirteen(5, 4, 4)
    assert result(vote, vote.ballots.choices if vote.ballots else {}).run_off == ("a", "b", "c")


def test_a_ballot_passed_where_somebody_is_elected() -> None:
    vote = of_thirteen(9, 4)
    assert (found := outcome(vote.with_(elected=("a",))))
    assert found.passed
    assert (found := outcome(vote))
    assert not found.passed


def test_a_void_round_has_no_outcome() -> None:
    void = Voided(reason="Phát nhầm phiếu", at=datetime(2023, 12, 8, 7, tzinfo=UTC), by="mai")
    assert outcome(of_thirteen(9, 4).with_(elected=("a",), void=void)) is None


@settings(max_examples=500)
@given(
    answers=st.lists(st.sampled_from(["agree", "against", "abstain", "invalid", "missing"]), max_size=12),
    written=st.lists(st.sampled_from(["agree", "against", "abstain"]), max_size=5),
    base=st.sampled_from(Base),
    method=st.sampled_from(Method),
    counts=st.booleans(),
)
def test_no_count_exceeds_who_could_vote_then(
    answers: list[str], written: list[str], base: Base, method: Method, *, counts: bool
) -> None:
    if method is Method.HANDS:
        answers = [one for one in answers if one not in ("invalid", "missing")]
    got = {one: answers.count(one) for one in ("agree", "against", "abstain", "invalid", "missing")}
    vote = Vote(
        meeting_id="m",
        purpose=Purpose.MOTION,
        subject="?",
        rule=VoteRule(method=method, base=base, written=counts),
        voters=tuple(f"v{place}" for place in range(len(answers))),
        opinions=tuple(
            Opinion(attendee_id=f"w{place}", who="?", choices=(one,)) for place, one in enumerate(written)
        ),
        members=len(answers) + len(written),
        present=len(answers),
        agree=got["agree"],
        against=got["against"],
        other=got["abstain"] + got["invalid"] + got["missing"],
        invalid=got["invalid"],
        missing=got["missing"],
    )
    of, told = outcome(vote), figures(vote)
    assert of is not None
    heard = answers + (written if base is Base.MEMBERS or (base is Base.PRESENT and counts) else [])
    assert told[:5] == tuple(
        heard.count(one) for one in ("agree", "against", "abstain", "invalid", "missing")
    )
    assert of.agree <= of.base <= vote.members
    assert sum(told) == len(heard)
    assert of.passed == (of.base > 0 and 2 * of.agree > of.base)
    assert not unbalanced(vote)
