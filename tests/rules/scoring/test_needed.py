"""How many votes a title needs: as it is written, and as it is told."""

from fractions import Fraction

import pytest

from ktd_tui.domain.merit import AwardRule, VoteBy
from ktd_tui.domain.voting import Base
from ktd_tui.errors import Refused
from ktd_tui.i18n import t
from ktd_tui.operations.scoring.conditions import conditions_told, rule_as_typed, rule_typed
from ktd_tui.rules.scoring.results.conditions import Contender, judged
from ktd_tui.rules.scoring.results.needed import Needed, needed_read, needed_written
from ktd_tui.rules.scoring.results.ranking import Standing
from ktd_tui.rules.scoring.sums import results
from tests.rules.scoring.test_layers import TWENTY


@pytest.mark.parametrize(
    ("typed", "needed", "written"),
    [
        ("80 %", Needed(Fraction(4, 5)), "80%"),
        ("80", Needed(Fraction(4, 5)), "80%"),
        ("66,5%", Needed(Fraction(133, 200)), "66,5%"),
        ("2/3", Needed(Fraction(2, 3)), "2/3"),
        ("Hơn 2/3", Needed(Fraction(2, 3), more=True), "hơn 2/3"),
        ("trên 50 %", Needed(Fraction(1, 2), more=True), "hơn 50%"),
        ("7 phiếu", Needed(votes=7), "7 phiếu"),
        ("", Needed(), ""),
    ],
)
def test_votes_are_read_and_written(typed: str, needed: Needed, written: str) -> None:
    assert needed_read(typed) == needed
    assert needed_written(needed) == written
    assert needed_read(written) == needed


@pytest.mark.parametrize("wrong", ["101 %", "0", "hơn 100 %", "3/2", "đa số", "0 phiếu", "-1"])
def test_what_is_no_number_of_votes_is_refused(wrong: str) -> None:
    with pytest.raises(Refused):
        needed_read(wrong)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (AwardRule(title="Cờ", vote=Fraction(4, 5)), "ít nhất 80% tổng số thành viên"),
        (
            AwardRule(
                title="Cờ",
                vote=Fraction(2, 3),
                vote_more=True,
                vote_by=VoteBy.MEETING,
                vote_base=Base.PRESENT,
            ),
            "hơn 2/3 số thành viên có mặt",
        ),
        (AwardRule(title="Cờ", votes=7, vote_by=VoteBy.MEETING), "7 phiếu"),
    ],
)
def test_who_reads_a_title_is_told_which_votes_it_needs(rule: AwardRule, sentence: str) -> None:
    result = results(TWENTY, {"u": {}})["u"]
    told = [
        t(one.message, **one.facts) for one in judged(rule, None, Contender(Standing("u", result, None, "")))
    ]
    assert any(sentence in line for line in told), told
    whose = "Hội đồng" if rule.vote_by is VoteBy.COUNCIL else "ội nghị"
    assert any(whose in line for line in told), told
    assert rule_typed(rule_as_typed(rule), None) == rule, "typed again it is the same"
    assert any(
        needed_written(Needed(rule.vote, rule.vote_more, rule.votes)) in line
        for line in conditions_told(rule)
    )
