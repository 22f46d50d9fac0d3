"""Paper ballots: two tellers, void rounds, run-offs, lots, no quorum; what is refused is not saved."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import Role
from ktd_tui.domain.voting import Base, Method, Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import presence, view
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.rollover import carry_on
from ktd_tui.operations.meeting.voting import opening, rounds, tellers, votes
from ktd_tui.rules.meeting.ballots import outcome
from tests.operations.found import the_meeting, the_unit, the_year

TELLERS = ("a2", "a3")


def units(desk: Desk) -> list[str]:
    return [the_unit(desk, name) for name in ("CQT I", "Vụ TK")]


def ruled(desk: Desk, purpose: Purpose, rule: VoteRule) -> Meeting:
    """Set a rule of the 2022 meeting, as an agenda does."""
    return change_meeting(
        desk, the_meeting(desk).id, lambda m: m.with_(rules={**m.rules, purpose: rule}), "rule"
    )


@pytest.fixture
def ballot(sample: Desk) -> Vote:
    """A ballot with two candidates for an award, five voters present."""
    tellers.set_tellers(sample, the_meeting(sample).id, TELLERS)
    ruled(sample, Purpose.AWARD, VoteRule(method=Method.BALLOT))
    return rounds.put_ballot(sample, the_meeting(sample).id, Purpose.AWARD, units(sample), "Cờ thi đua")


def typed(
    desk: Desk, votes_for: Sequence[int], issued: int = 5, returned: int = 5, invalid: int = 0
) -> dict[str, str]:
    choices = {unit: str(n) for unit, n in zip(units(desk), votes_for, strict=True)}
    figures = {"issued": issued, "returned": returned, "valid": returned - invalid, "invalid": invalid}
    return {**{name: str(n) for name, n in figures.items()}, **choices}


def count_twice(desk: Desk, vote: Vote, votes_for: Sequence[int]) -> Vote:
    for teller in TELLERS:
        tellers.tally(desk, vote.id, teller, typed(desk, votes_for))
    return tellers.agree(desk, vote.id)


def test_two_tellers_who_agree_count_a_ballot(sample: Desk, ballot: Vote) -> None:
    tellers.tally(sample, ballot.id, "a2", typed(sample, (3, 1), returned=4))
    with pytest.raises(Refused, match="Two tellers"):
        tellers.agree(sample, ballot.id)
    tellers.tally(sample, ballot.id, "a3", typed(sample, (2, 1), returned=4))
    with pytest.raises(Refused) as refusal:
        tellers.agree(sample, ballot.id)
    assert refusal.value.facts["differences"] == "Cục Quản trị I 3 ≠ 2"
    tellers.tally(sample, ballot.id, "a3", typed(sample, (3, 1), returned=4))
    counted = tellers.agree(sample, ballot.id)
    assert (counted.agree, counted.present, counted.unit_id) == (3, 5, the_unit(sample, "CQT I"))
    assert (of := outcome(counted))
    assert of.passed
    assert len(counted.voters) == counted.present
    with pytest.raises(Refused, match="agreed already"):
        tellers.tally(sample, ballot.id, "a3", typed(sample, (2, 1), returned=4))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    numbers=st.tuples(*[st.integers(-1, 7)] * 4), votes_for=st.tuples(st.integers(-1, 7), st.integers(-1, 7))
)
def test_impossible_numbers_are_never_saved(
    sample: Desk, ballot: Vote, numbers: tuple[int, int, int, int], votes_for: tuple[int, int]
) -> None:
    issued, returned, valid, invalid = numbers
    before, seq = sample.store.get(Vote, ballot.id), sample.store.seq
    possible = (
        min(*numbers, *votes_for) >= 0
        and returned <= issued <= 5
        and valid + invalid == returned
        and max(votes_for) <= valid >= sum(votes_for)
    )
    wanted = dict(zip(("issued", "returned", "valid", "invalid"), map(str, numbers), strict=True))
    wanted |= dict(zip(units(sample), map(str, votes_for), strict=True))
    if possible:
        tellers.tally(sample, ballot.id, "a2", wanted)
        return
    with pytest.raises(Refused):
        tellers.tally(sample, ballot.id, "a2", wanted)
    assert (sample.store.get(Vote, ballot.id), sample.store.seq) == (before, seq)


def test_a_void_round_stays_and_its_candidates_stand_again(sample: Desk, ballot: Vote) -> None:
    with pytest.raises(Refused, match="Count this round first"):
        rounds.next_round(sample, ballot.id)
    with pytest.raises(Refused, match="Say why"):
        rounds.void(sample, ballot.id, " ")
    void = rounds.void(sample, ballot.id, "Phát nhầm phiếu")
    again = rounds.next_round(sample, ballot.id)
    assert void.void
    assert void.void.reason == "Phát nhầm phiếu"
    assert (again.round, again.candidates, again.follows_id) == (2, ballot.candidates, ballot.id)
    with pytest.raises(Refused, match="put already"):
        rounds.next_round(sample, ballot.id)
    with pytest.raises(Refused, match="void"):
        tellers.tally(sample, ballot.id, "a2", typed(sample, (3, 2)))
    with pytest.raises(Refused, match="stays on record"):
        votes.withdraw_question(sample, void)
    undo.undo(sample)
    undo.undo(sample)
    assert sample.store.get(Vote, ballot.id).void is None, "void is not taken back"


def test_a_tie_is_run_off_and_the_lot_decides_only_with_the_majority(sample: Desk, ballot: Vote) -> None:
    ruled(sample, Purpose.AWARD, VoteRule(method=Method.BALLOT))
    for teller in TELLERS:
        tellers.tally(sample, ballot.id, teller, typed(sample, (2, 2), returned=4))
    tied = tellers.agree(sample, ballot.id)
    assert tied.unit_id is None
    again = rounds.run_off(sample, tied.id)
    assert {one.id for one in again.candidates} == set(units(sample))
    with pytest.raises(Refused, match="put already"):
        rounds.draw_lots(sample, tied.id, units(sample)[0], "Bốc thăm")
    for teller in TELLERS:
        tellers.tally(sample, again.id, teller, typed(sample, (2, 2), returned=4))
    tellers.agree(sample, again.id)
    with pytest.raises(Refused, match="all have the 3 needed"):
        rounds.draw_lots(sample, again.id, units(sample)[1], "Bốc thăm")
    ruled(sample, Purpose.AWARD, VoteRule(method=Method.BALLOT, base=Base.VALID, strict=False))
    again = rounds.next_round(sample, again.id)
    for teller in TELLERS:
        tellers.tally(sample, again.id, teller, typed(sample, (2, 2), returned=4))
    tellers.agree(sample, again.id)
    with pytest.raises(Refused, match="lots were drawn"):
        rounds.draw_lots(sample, again.id, units(sample)[1], "")
    drawn = rounds.draw_lots(sample, again.id, units(sample)[1], "Theo quy chế, bốc thăm tại Hội nghị")
    assert drawn.unit_id == units(sample)[1]
    assert (of := outcome(drawn))
    assert of.passed
    with pytest.raises(Refused, match="nothing to a run-off"):
        rounds.run_off(sample, again.id)


def test_lots_decide_only_between_equals(sample: Desk, ballot: Vote) -> None:
    counted = count_twice(sample, ballot, (3, 2))
    with pytest.raises(Refused, match="equal votes"):
        rounds.draw_lots(sample, counted.id, units(sample)[1], "Bốc thăm")


def test_the_rule_is_fixed_at_opening_and_a_next_round_takes_the_new_one(sample: Desk, ballot: Vote) -> None:
    most = VoteRule(method=Method.BALLOT, base=Base.MEMBERS, fraction=VoteRule().fraction * 2, strict=False)
    opened = opening.open_vote(sample, ballot.id)
    ruled(sample, Purpose.AWARD, most)
    counted = count_twice(sample, opened, (3, 2))
    assert counted.rule == opened.rule != most
    rounds.void(sample, ballot.id, "Áp dụng nhầm tỷ lệ")
    assert rounds.next_round(sample, ballot.id).rule == most


def test_no_quorum_needs_a_reason_that_stays(sample: Desk, ballot: Vote) -> None:
    for attendee in ("a4", "a5", "a1"):
        presence.set_present(sample, the_meeting(sample).id, attendee, present=False)
    with pytest.raises(Refused, match="F3 votes without it"):
        opening.open_vote(sample, ballot.id)
    opened = opening.open_vote(sample, ballot.id, "Hội nghị nhất trí lấy phiếu")
    assert opened.below_quorum == "Hội nghị nhất trí lấy phiếu"
    for teller in TELLERS:
        tellers.tally(sample, ballot.id, teller, typed(sample, (2, 0), issued=2, returned=2))
    assert tellers.agree(sample, ballot.id).below_quorum == opened.below_quorum


def test_who_got_a_ballot_stays_a_voter(sample: Desk, ballot: Vote) -> None:
    opening.open_vote(sample, ballot.id)
    presence.set_present(sample, the_meeting(sample).id, "a5", present=False)
    assert count_twice(sample, ballot, (3, 2)).present == 5


def test_tellers_are_present_and_stand_for_nothing(sample: Desk) -> None:
    meeting = the_meeting(sample)
    with pytest.raises(Refused, match="at least two"):
        tellers.set_tellers(sample, meeting.id, ["a2"])
    presence.set_present(sample, meeting.id, "a2", present=False)
    with pytest.raises(Refused, match="must be present"):
        tellers.set_tellers(sample, meeting.id, TELLERS)
    presence.set_present(sample, meeting.id, "a2", present=True)
    standing = next(a for a in meeting.attendees if a.unit_id == units(sample)[0])
    rounds.put_ballot(sample, meeting.id, Purpose.MOTION, units(sample), "Câu hỏi")
    tellers.set_tellers(sample, meeting.id, ["a3", standing.id])
    rounds.put_ballot(sample, meeting.id, Purpose.HEAD, [units(sample)[0], the_unit(sample, "CQT III")])
    with pytest.raises(Refused, match="stands for an office"):
        tellers.set_tellers(sample, meeting.id, ["a3", standing.id])
    assert standing.id not in tellers.free_tellers(sample, the_meeting(sample))


def test_an_elected_head_takes_office_next_year(sample: Desk) -> None:
    meeting = the_meeting(sample)
    for vote in view.proceedings(sample, meeting).of_purpose(Purpose.HEAD):
        rounds.void(sample, vote.id, "Bầu lại bằng phiếu nhiều ứng cử viên")
    free = [the_unit(sample, name) for name in ("CQT I", "Vụ TK")]
    head = rounds.put_ballot(sample, meeting.id, Purpose.HEAD, free)
    tellers.count_choices(sample, head.id, {free[0]: "1", free[1]: "4"})
    of = view.proceedings(sample, meeting)
    assert (won := of.winner(Purpose.HEAD))
    assert won.unit_id == free[1]
    with pytest.raises(Refused, match="both offices"):
        rounds.put_ballot(sample, meeting.id, Purpose.DEPUTY, free)
    with sample.store.transaction("test", {}):
        following = carry_on(sample, the_year(sample).with_(year=2030), of)
    assert following.unit_with(Role.HEAD) == free[1]


def test_hands_for_candidates_fit_who_is_there(sample: Desk) -> None:
    vote = rounds.put_ballot(sample, the_meeting(sample).id, Purpose.MOTION, units(sample), "Chọn đơn vị")
    with pytest.raises(Refused, match="votes in all"):
        tellers.count_choices(sample, vote.id, dict.fromkeys(units(sample), "3"))
    counted = tellers.count_choices(sample, vote.id, dict(zip(units(sample), ("3", "2"), strict=True)))
    assert counted.elected == (units(sample)[0],)
    tellers.set_tellers(sample, the_meeting(sample).id, TELLERS)
    fresh = rounds.put_ballot(sample, the_meeting(sample).id, Purpose.MOTION, units(sample), "Chọn nữa")
    with pytest.raises(Refused, match="show of hands"):
        tellers.tally(sample, fresh.id, "a2", typed(sample, (3, 2)))
