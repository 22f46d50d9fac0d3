"""What the meeting approved is what the minutes show: points that change afterwards are voted on again."""

from datetime import timedelta

import pytest

from ktd_tui.domain.meeting import Step
from ktd_tui.domain.voting import Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.presence import set_present
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.meeting.voting import score_changes, votes
from ktd_tui.operations.papers import signing
from ktd_tui.operations.scoring import cells, grid
from ktd_tui.operations.scoring.layering.deciding import ChangeTyped
from ktd_tui.papers.vote_phrases import with_round
from ktd_tui.rules.meeting.flow import obstacles
from tests.operations.found import the_meeting, the_unit, the_year


def lacking(desk: Desk) -> list[str]:
    return [one.message for one in obstacles(proceedings(desk, the_meeting(desk)), Step.SCORES)]


def test_points_that_change_after_their_approval_are_put_to_the_vote_again(sample: Desk) -> None:
    year, unit = the_year(sample).id, the_unit(sample, "Vụ TK")
    approved = grid.grid(sample, year).points[unit]["I.1"]

    def give(points: str) -> None:
        cells.record_score(sample, cells.ScoreTyped(year, unit, "I.1", points))

    def approve() -> None:
        vote = votes.put_question(sample, the_meeting(sample).id, Purpose.SCORES)
        votes.count_votes(sample, vote.id, "5", "0", "0")

    assert lacking(sample) == [], "of a vote of before nothing is known"
    approve()
    assert lacking(sample) == []
    give("1")
    assert [one for one in lacking(sample) if "changed after their approval" in one]
    with pytest.raises(Refused, match="not complete"):
        signing.sign(sample, the_meeting(sample).id)
    give(str(approved))
    assert lacking(sample) == [], "they are what was approved"
    give("1")
    approve()
    assert lacking(sample) == []
    give(str(approved))
    assert lacking(sample)
    signed = sample.store.save(the_meeting(sample).with_(signed_at=sample.now))
    assert (signed, lacking(sample)) == (the_meeting(sample), []), "what was signed asks for no vote"


def test_what_is_voted_again_is_voted_by_who_is_there_then_and_told_at_that_hour(sample: Desk) -> None:
    vote = votes.put_question(sample, the_meeting(sample).id, Purpose.SCORES)
    first = votes.count_votes(sample, vote.id, "4", "1")
    hour = sample.now + timedelta(minutes=9)
    later = sample._replace(clock=lambda: hour)
    gone = next(a for a in the_meeting(sample).attendees if a.voting and a.id != the_meeting(sample).chair_id)
    set_present(later, the_meeting(sample).id, gone.id, present=False)
    mended = votes.count_votes(later, vote.id, "5", "0")
    assert (mended.counted_at, mended.present) == (first.counted_at, first.present), "it is the same vote"
    cells.record_score(later, cells.ScoreTyped(the_year(sample).id, the_unit(sample, "Vụ TK"), "I.1", "1"))
    again = votes.count_votes(later, vote.id, "4", "0")
    assert (again.counted_at, again.opened_at, again.present) == (later.now, later.now, first.present - 1)


def test_a_question_that_did_not_pass_is_put_again_as_its_next_round(sample: Desk) -> None:
    """Not its count is mended: another hour, other voters; the minutes tell both."""
    for purpose, wording in ((Purpose.SCORES, ""), (Purpose.MOTION, "Đổi ngày họp")):
        first = votes.put_question(sample, the_meeting(sample).id, purpose, award=wording)
        assert votes.put_question(sample, the_meeting(sample).id, purpose, award=wording) == first
        failed = votes.count_votes(sample, first.id, "1", "4")
        later = sample._replace(clock=lambda: sample.now + timedelta(minutes=9))
        again = votes.put_question(later, the_meeting(sample).id, purpose, award=wording)
        assert (again.round, again.held, again.follows_id) == (2, 1, first.id)
        passed = votes.count_votes(later, again.id, "5", "0")
        assert passed.counted_at == later.now
        assert sample.store.get(Vote, first.id) == failed
        assert votes.put_question(later, the_meeting(sample).id, purpose, award=wording).id == again.id, (
            "it passed"
        )
        told = [with_round(one) for one in proceedings(sample, the_meeting(sample)).of_purpose(purpose)][-2:]
        assert told == [with_round(failed), with_round(passed)]


def test_points_that_change_after_they_were_refused_leave_the_refusal_as_it_was(sample: Desk) -> None:
    first = votes.put_question(sample, the_meeting(sample).id, Purpose.SCORES)
    failed = votes.count_votes(sample, first.id, "1", "4")
    later = sample._replace(clock=lambda: sample.now + timedelta(minutes=9))
    cells.record_score(later, cells.ScoreTyped(the_year(sample).id, the_unit(sample, "Vụ TK"), "I.1", "1"))
    mended = votes.count_votes(later, first.id, "2", "3")
    assert (mended.counted_at, mended.approved) == (failed.counted_at, failed.approved)
    again = votes.put_question(later, the_meeting(sample).id, Purpose.SCORES)
    votes.count_votes(later, again.id, "5", "0")
    assert lacking(sample) == []


def test_no_more_rounds_are_put_than_the_rule_allows(sample: Desk) -> None:
    meeting = the_meeting(sample)
    once = {**meeting.rules, Purpose.MOTION: VoteRule(rounds=1)}
    change_meeting(sample, meeting.id, lambda m: m.with_(rules=once), "rule")
    vote = votes.put_question(sample, meeting.id, Purpose.MOTION, None, "Đổi ngày họp")
    votes.count_votes(sample, vote.id, "0", "5")
    with pytest.raises(Refused, match="allows 1 rounds"):
        votes.put_question(sample, meeting.id, Purpose.MOTION, None, "Đổi ngày họp")


def test_points_are_not_approved_while_a_change_of_them_waits_for_its_count(sample: Desk) -> None:
    change = ChangeTyped(the_unit(sample, "CQT I"), "I.2", "1", "Chậm hai báo cáo")
    vote = score_changes.put_score_change(sample, the_meeting(sample).id, change)
    assert lacking(sample) == ["Not counted yet: {subject}."]
    votes.withdraw_question(sample, vote)
    assert lacking(sample) == []
