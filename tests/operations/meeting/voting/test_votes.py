"""Rounds of votes: fixed at their opening, with written opinions, the chair's vote, limits, withdrawals."""

from fractions import Fraction

import pytest

from ktd_tui.domain.voting import ABSTAIN, AGAINST, FOR, Base, Method, Purpose, Vote, VoteRule
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import preparation, presence
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.voting import deciding, opening, rounds, tellers, votes
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import minutes_ref
from ktd_tui.operations.scoring import award_rules, conditions
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.rehearsal import clock_at
from ktd_tui.papers import vote_phrases
from ktd_tui.rules.meeting.ballots import figures, outcome
from tests.operations.found import the_meeting, the_unit, the_year

LOTS = """
at 08/12/2023 14:00
place Nhà Quốc hội
chair pdt
secretary vtk
present pdt, dhv, cqt2, cqt3, vtk
open
ballot head Cục Quản trị I, Vụ Thư ký, Cục Quản trị II
hands Cục Quản trị I=2, Vụ Thư ký=2, Cục Quản trị II=0
run-off
hands Cục Quản trị I=2, Vụ Thư ký=2
lots Vụ Thư ký = theo quy chế, bốc thăm tại chỗ
"""


def motion(desk: Desk, **rule: object) -> Vote:
    """A question of the 2022 meeting by a rule of its own; five vote."""
    rules = {Purpose.MOTION: VoteRule.model_validate(rule)}
    change_meeting(desk, the_meeting(desk).id, lambda m: m.with_(rules=rules), "rule")
    return votes.put_question(desk, the_meeting(desk).id, Purpose.MOTION, None, "Đổi ngày họp")


def come(desk: Desk, who: str, *, here: bool) -> None:
    presence.set_present(desk, the_meeting(desk).id, who, present=here)


def test_who_comes_and_goes_after_the_opening_changes_nothing(sample: Desk) -> None:
    vote = motion(sample)
    come(sample, "a5", here=False)
    opened = opening.open_vote(sample, vote.id)
    assert (opened.present, opened.members) == (4, 5)
    come(sample, "a5", here=True)
    come(sample, "a4", here=False)
    come(sample, "a3", here=False)
    assert opening.open_vote(sample, vote.id) == opened
    with pytest.raises(Refused, match="do not balance"):
        votes.count_votes(sample, vote.id, "5", "0", "0")
    counted = votes.count_votes(sample, vote.id, "3", "0", "1")
    assert (counted.voters, counted.present, counted.members) == (opened.voters, 4, 5)
    assert votes.count_votes(sample, vote.id, "2", "1", "1").present == 4  # counted anew: the same voters


def test_an_opening_is_taken_back_while_nothing_is_counted(sample: Desk) -> None:
    vote = motion(sample)
    with pytest.raises(Refused, match="not open yet"):
        opening.take_back_opening(sample, vote.id)
    come(sample, "a5", here=False)
    opening.open_vote(sample, vote.id)
    come(sample, "a5", here=True)
    assert opening.take_back_opening(sample, vote.id).opened_at is None
    assert votes.count_votes(sample, vote.id, "5", "0", "0").present == 5
    with pytest.raises(Refused, match="counted already"):
        opening.take_back_opening(sample, vote.id)


def test_hands_are_never_invalid_and_ballots_tell_all_apart(sample: Desk) -> None:
    vote = motion(sample)
    with pytest.raises(Refused, match="never invalid"):
        votes.count_votes(sample, vote.id, "4", "0", votes.Rest("0", "1"))
    ballot = motion(sample, method=Method.BALLOT, base=Base.VALID)
    done = votes.count_votes(sample, ballot.id, "1", "1", votes.Rest("1", "1", "1"))
    assert figures(done) == (1, 1, 1, 1, 1, 0)
    assert outcome(done) == (1, 3, 2, Fraction(1, 3), False)
    assert vote_phrases.vote(done) == (
        "Đổi ngày họp. Hội nghị bỏ phiếu kín, phát ra 5 phiếu, thu về 4 phiếu, hợp lệ 3 phiếu, không hợp "
        "lệ 1 phiếu; kết quả: 1/3 phiếu đồng ý, đạt 33,3% phiếu hợp lệ (cần 2); 1 phiếu không đồng ý, "
        "1 phiếu không có ý kiến: không đạt."
    )


def test_a_record_of_old_reads_as_before(sample: Desk) -> None:
    old = motion(sample).with_(agree=3, against=1, other=1, present=5, members=5)
    assert figures(old) == (3, 1, 1, 0, 0, 0)
    ballot = old.with_(rule=VoteRule(method=Method.BALLOT))
    assert figures(ballot) == (3, 1, 0, 0, 0, 1)
    assert "1 không có ý kiến hoặc không hợp lệ" in vote_phrases.vote(ballot)


def test_the_tellers_count_three_boxes(sample: Desk) -> None:
    vote = motion(sample, method=Method.BALLOT)
    tellers.set_tellers(sample, the_meeting(sample).id, ["a2", "a3"], "a3")
    assert the_meeting(sample).head_teller == "a3"
    numbers = {"issued": "5", "returned": "5", "valid": "4", "invalid": "1", FOR: "3"}
    with pytest.raises(Refused, match="3 together, but 4"):
        tellers.tally(sample, vote.id, "a2", numbers)
    for one in ("a2", "a3"):
        tellers.tally(sample, vote.id, one, {**numbers, ABSTAIN: "1"})
    assert figures(tellers.agree(sample, vote.id)) == (3, 0, 1, 1, 0, 0)


def test_a_written_opinion_counts_by_the_rule(sample: Desk) -> None:
    vote = motion(sample)
    come(sample, "a5", here=False)
    with pytest.raises(Refused, match="do not count"):
        deciding.set_opinion(sample, vote.id, "a5", [FOR])
    motion(sample, written=True)
    with pytest.raises(Refused, match="votes in the room"):
        deciding.set_opinion(sample, vote.id, "a4", [FOR])
    deciding.set_opinion(sample, vote.id, "a5", [AGAINST])
    deciding.set_opinion(sample, vote.id, "a5", [FOR])
    counted = votes.count_votes(sample, vote.id, "2", "2", "0")
    assert outcome(counted) == (3, 5, 3, Fraction(3, 5), True)
    assert "3/5 đại biểu đồng ý" in vote_phrases.vote(counted)
    assert "không có ý kiến; kể cả 1 ý kiến bằng văn bản (1 đồng ý): đạt." in vote_phrases.vote(counted)
    with pytest.raises(Refused, match="counted already"):
        deciding.drop_opinion(sample, vote.id, "a5")


def test_who_comes_before_the_opening_votes_once(sample: Desk) -> None:
    vote = motion(sample, base=Base.MEMBERS)
    come(sample, "a5", here=False)
    deciding.set_opinion(sample, vote.id, "a5", [FOR])
    come(sample, "a5", here=True)
    counted = votes.count_votes(sample, vote.id, "2", "3", "0")
    assert outcome(counted) == (2, 5, 3, Fraction(2, 5), False)


def test_the_chair_decides_a_tie_where_the_rule_says_so(sample: Desk) -> None:
    vote = motion(sample)
    votes.count_votes(sample, vote.id, "2", "2", "1")
    with pytest.raises(Refused, match="no casting vote"):
        deciding.cast_by_chair(sample, vote.id, FOR)
    rounds.void(sample, vote.id, "Chưa áp dụng quy chế")
    vote = motion(sample, casting=True)
    votes.count_votes(sample, vote.id, "3", "2", "0")
    with pytest.raises(Refused, match="as many"):
        deciding.cast_by_chair(sample, vote.id, FOR)
    votes.count_votes(sample, vote.id, "2", "2", "1")
    decided = deciding.cast_by_chair(sample, vote.id, FOR)
    assert (of := outcome(decided))
    assert of.passed
    assert "(2/2); theo quy chế, quyết định theo ý kiến của chủ trì" in vote_phrases.vote(decided)
    assert vote_phrases.vote(decided).endswith("đồng ý: đạt.")
    assert votes.count_votes(sample, vote.id, "2", "3", "0").casting is None


def test_rounds_end_where_the_rule_says_so(sample: Desk) -> None:
    vote = motion(sample, rounds=2)
    votes.count_votes(sample, vote.id, "2", "3", "0")
    rounds.void(sample, vote.id, "Đếm nhầm")  # what is void is none of the two
    second = rounds.next_round(sample, vote.id)
    votes.count_votes(sample, second.id, "2", "3", "0")
    third = rounds.next_round(sample, second.id)
    done = votes.count_votes(sample, third.id, "1", "4", "0")
    with pytest.raises(Refused, match="stays undecided"):
        rounds.next_round(sample, third.id)
    assert vote_phrases.vote(done).endswith("Đã đủ 2 vòng theo quy định; nội dung này chưa được quyết định.")
    assert "(vòng 3)" in vote_phrases.vote(done)


def test_a_question_has_a_quorum_of_its_own(sample: Desk) -> None:
    vote = motion(sample, quorum=Fraction(1))
    come(sample, "a5", here=False)
    with pytest.raises(Refused, match="5 needed"):
        votes.count_votes(sample, vote.id, "4", "0", "0")
    come(sample, "a5", here=True)
    assert votes.count_votes(sample, vote.id, "5", "0", "0").below_quorum == ""


def test_a_candidate_withdraws_before_the_count(sample: Desk) -> None:
    units = [the_unit(sample, label) for label in ("CQT I", "Vụ TK")]
    vote = rounds.put_ballot(sample, the_meeting(sample).id, Purpose.MOTION, units, "Chọn", seats=2)
    left = rounds.stand_down(sample, vote.id, units[0], "bận việc")
    assert ([one.id for one in left.candidates], left.seats) == ([units[1]], 1)
    with pytest.raises(Refused, match="do not stand"):
        rounds.stand_down(sample, vote.id, units[0])
    with pytest.raises(Refused, match="Nobody else"):
        rounds.stand_down(sample, vote.id, units[1])
    assert tellers.count_choices(sample, vote.id, {units[1]: "4"}).elected == (units[1],)
    with pytest.raises(Refused, match="being counted"):
        rounds.stand_down(sample, vote.id, units[1])


def test_the_loser_of_a_lot_is_told_as_the_winner(sample: Desk) -> None:
    desk = sample._replace(clock=clock_at("08/12/2023 13:30"), rehearsal=True)
    driver = Driver(desk, preparation.start_meeting(desk, the_year(desk, 2023).id).id)
    two_fifths = {Purpose.HEAD: VoteRule(fraction=Fraction(2, 5), strict=False)}
    change_meeting(desk, driver.meeting_id, lambda m: m.with_(rules=two_fifths), "rule")
    script.run_script(driver, script.acts(LOTS))
    lines = printing.preview(driver.desk, minutes_ref(driver.desk, driver.meeting_id), 200)
    page = " ".join(" ".join(lines).split())
    assert (
        "Hai đơn vị Cục Quản trị I và Vụ Thư ký có số đại biểu tán thành bằng nhau (2/5); theo quy chế, "
        "bốc thăm tại chỗ: Vụ Thư ký trúng cử."
    ) in page
    second = page.partition("(vòng 2). Hội nghị biểu quyết, kết quả:")[2].partition("Tỷ lệ tính trên")[0]
    assert second.count("Bằng phiếu") == 2, "who drew the lot had no more votes"


TITLE = "Cờ thi đua của Văn phòng Quốc hội"


@pytest.mark.parametrize(
    ("needed", "base", "by", "majority"),
    [
        ("80 %", "members", "meeting", 4),
        ("hơn 80 %", "members", "meeting", 5),
        ("90%", "members", "meeting", 5),
        ("hơn 1/2", "present", "meeting", 3),
        ("2 phiếu", "members", "meeting", 2),
        ("90 %", "members", "council", 4),
        ("", "members", "meeting", 4),
    ],
    ids=str,
)
def test_a_title_passes_by_as_many_votes_as_its_rule_asks_of_the_meeting(
    sample: Desk, needed: str, base: str, by: str, majority: int
) -> None:
    """Five delegates; the meeting's own rule is two thirds of all: four. The council's number is not its."""
    rules = award_rules.rules_of(sample, the_year(sample))
    there = next(rule for rule in rules.rules if rule.title == "Cờ thi đua")
    typed = conditions.rule_as_typed(there)._replace(vote=needed, vote_base=base, vote_by=by)
    change_meeting(sample, the_meeting(sample).id, lambda m: m.with_(rules={}), "rule")
    vote = votes.put_question(
        sample, the_meeting(sample).id, Purpose.AWARD, the_unit(sample, "LT-HTQT"), TITLE
    )
    award_rules.save_rule(sample, rules, typed, there)
    counts = str(majority), str(5 - majority)
    counted = votes.count_votes(sample, vote.id, *counts)
    assert outcome(counted) == (majority, 5, majority, Fraction(majority, 5), True)
    assert counted.rule.method is Method.BALLOT
    short = votes.count_votes(sample, vote.id, str(majority - 1), str(6 - majority))
    assert outcome(short) == (majority - 1, 5, majority, Fraction(majority - 1, 5), False)
    assert f"(cần {majority})" in vote_phrases.vote(short)
    assert rounds.next_round(sample, vote.id).rule == counted.rule
