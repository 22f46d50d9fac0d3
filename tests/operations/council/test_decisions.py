"""Decisions of the council: who got what; what meetings voted for; what later years' conditions read."""

import pytest

from ktd_tui.domain.merit import AwardDecision, Awarded, AwardRule
from ktd_tui.errors import Conflict, Refused
from ktd_tui.operations.council import decisions
from ktd_tui.operations.council.decisions import DecisionTyped, award_typed
from ktd_tui.operations.data.history import put_back, trash
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scoring import award_rules, awards, conditions
from ktd_tui.rules.scoring.results.nominations import Proposal
from tests.operations.found import the_unit, the_year

TYPED = DecisionTyped("125/QĐ-VPQH", "20/12/2021", "2021", "Chủ nhiệm")
EXCELLENT, PRAISE = "Tập thể lao động xuất sắc", "Bằng khen của Chủ nhiệm Văn phòng Quốc hội"


def noted(desk: Desk, *who: str, title: str = EXCELLENT) -> AwardDecision:
    of = decisions.save_decision(desk, None, TYPED)
    for label in who:
        of = decisions.save_awarded(desk, of.id, None, award_typed(title, the_unit(desk, label)))
    return of


def test_a_decision_is_noted_changed_deleted_and_put_back(sample: Desk) -> None:
    of = noted(sample, "CQT I")
    of = decisions.save_decision(sample, of, TYPED._replace(number="126/QĐ-VPQH"))
    assert (of.number, of.day.isoformat(), of.year, len(of.awarded)) == ("126/QĐ-VPQH", "2021-12-20", 2021, 1)
    decisions.delete_decision(sample, of)
    assert decisions.decisions(sample) == []
    gone = trash(sample)[0]
    assert gone.title == "126/QĐ-VPQH"
    put_back(sample, gone.change)
    assert decisions.decisions(sample)[0].awarded == of.awarded


@pytest.mark.parametrize(
    "typed",
    [
        TYPED._replace(number=" "),
        TYPED._replace(day="31/2/2021"),
        TYPED._replace(day=""),
        TYPED._replace(year="năm nay"),
        TYPED._replace(year="2022"),
        TYPED._replace(number="125/qđ-vpqh"),
    ],
    ids=str,
)
def test_what_is_no_decision_is_refused(sample: Desk, typed: DecisionTyped) -> None:
    before = noted(sample)
    with pytest.raises(Refused):
        decisions.save_decision(sample, None, typed)
    assert sample.store.find(AwardDecision) == [before]


def test_an_award_fits_its_title(sample: Desk) -> None:
    of, unit = noted(sample, "CQT I"), the_unit(sample, "CQT I")
    for wrong in (
        award_typed(EXCELLENT, unit, "Lê A"),
        award_typed(EXCELLENT, unit),
        award_typed("Huân chương", unit),
    ):
        with pytest.raises(Refused):
            decisions.save_awarded(sample, of.id, None, wrong)
    of = decisions.save_awarded(sample, of.id, None, award_typed("bang khen", unit, "Lê A"))
    assert of.awarded[-1] == Awarded(title=PRAISE, unit_id=unit, person="Lê A")
    changed = award_typed(PRAISE, unit, "Lê B")
    of = decisions.save_awarded(sample, of.id, of.awarded[-1], changed)
    assert [one.person for one in of.awarded] == ["", "Lê B"]
    with pytest.raises(Conflict):
        decisions.save_awarded(sample, of.id, award_typed(PRAISE, unit, "Lê A"), changed)
    assert decisions.drop_awarded(sample, of.id, changed).awarded == of.awarded[:1]


def test_what_the_meetings_voted_for_comes_in_once(sample: Desk) -> None:
    of = decisions.save_decision(sample, None, DecisionTyped("1/QĐ", "20/12/2022", "2022"))
    n = decisions.take_voted(sample, of.id)
    page = decisions.decision_page(sample, of.id)
    got = {(row.unit, row.awarded.title) for row in page.rows}
    assert n == len(page.rows) > 0
    assert ("Cục Quản trị III", PRAISE) in got
    assert decisions.take_voted(sample, of.id) == 0


def test_two_years_running_read_the_decisions(sample: Desk) -> None:
    year = the_year(sample)
    rules = award_rules.rules_of(sample, year)
    rule = next(one for one in rules.rules if one.title == "Bằng khen")
    typed = conditions.rule_as_typed(rule)._replace(years="2", earlier=EXCELLENT)
    award_rules.save_rule(sample, rules, typed, rule)

    def proposed() -> set[str]:
        page = awards.awards_page(sample, year.id)
        found = [n for n in page.nominations if n.title == PRAISE and n.verdict is Proposal.PROPOSED]
        return {page.units[one.unit_id].label for one in found}

    before = proposed()
    assert len(before) == 3, "nothing is noted: people judge"
    noted(sample, "LT-HTQT")
    assert proposed() == {"LT-HTQT"}
    assert isinstance(rule, AwardRule)
