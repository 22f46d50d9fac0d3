"""Titles: rules in force by date, made an office's own by the first change; proposals; the council's view."""

from datetime import date
from fractions import Fraction
from unittest import mock

import pytest

from ktd_tui.domain.merit import AwardRules
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.operations.conflicts import Clash
from ktd_tui.operations.data.undo import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.meeting.voting import votes
from ktd_tui.operations.scoring import award_rules, awards, cells, conditions, ranking
from ktd_tui.operations.scoring.grid import grid
from ktd_tui.operations.scoring.results import known
from ktd_tui.operations.year import exemplars, registration, years
from ktd_tui.rules.scoring.results.nominations import Proposal
from tests.operations.found import the_meeting, the_unit, the_year

FLAG = "Cờ thi đua của Văn phòng Quốc hội"


def proposed(desk: Desk, title: str) -> set[str]:
    page = awards.awards_page(desk, the_year(desk).id)
    names = {unit.id: unit.label for unit in page.units.values()}
    return {names[n.unit_id] for n in page.nominations if n.title == title and n.verdict is Proposal.PROPOSED}


def test_the_flag_follows_from_rank_and_registration(sample: Desk) -> None:
    assert proposed(sample, FLAG) == {"LT-HTQT"}
    of = registration.registration_of(sample, the_year(sample).id, the_unit(sample, "LT-HTQT"))
    sample.store.save(of.with_(titles=tuple(title for title in of.titles if title != FLAG)))
    assert proposed(sample, FLAG) == set()


def test_it_follows_the_scores_as_they_change(sample: Desk) -> None:
    year = the_year(sample)
    assert "CQT II" not in proposed(sample, "Tập thể lao động xuất sắc")
    cells.record_score(sample, cells.ScoreTyped(year.id, the_unit(sample, "LT-HTQT"), "I.1", ""))
    assert proposed(sample, FLAG) == set(), "a unit with a blank is proposed"


def test_the_rules_of_a_year_are_those_in_force_at_its_end(sample: Desk) -> None:
    bloc = bloc_named(sample, "V").id
    names = {n: award_rules.rules_of(sample, years.open_year(sample, bloc, n)).name for n in (2021, 2024)}
    assert names[2021].startswith("Luật Thi đua, khen thưởng năm 2003")
    assert names[2024] == "Luật số 06/2022/QH15, Nghị định 98/2023/NĐ-CP"
    unknown = award_rules.rules_of(sample, years.open_year(sample, bloc, 1990))
    assert unknown.rules == ()


@pytest.mark.parametrize(
    ("received", "law"),
    [
        ("31/12/2025", "Nghị định 152/2025/NĐ-CP"),
        ("30/9/2026", "Nghị định 152/2025/NĐ-CP"),
        ("1/10/2026", "Luật số 06/2026/QH16"),
    ],
)
def test_the_day_of_receipt_chooses_the_law(sample: Desk, received: str, law: str) -> None:
    year = years.open_year(sample, bloc_named(sample, "V").id, 2025)
    award_rules.set_received(sample, year.id, received)
    assert award_rules.rules_of(sample, year.id).name.endswith(law)
    with pytest.raises(Refused):
        award_rules.set_received(sample, year.id, "31/12/2024")
    award_rules.set_received(sample, year.id, "")
    assert award_rules.rules_page(sample, year.id).received == date(2025, 12, 31)


def test_an_own_set_stays_the_offices_and_says_that_the_law_has_changed(sample: Desk) -> None:
    """Data of before the three periods has own rules without an end."""
    bloc = bloc_named(sample, "V").id
    old = next(one for one in award_rules.built_in_rules() if one.valid_from == date(2024, 1, 1))
    sample.store.save(old.with_(valid_until=None))
    later = years.open_year(sample, bloc, 2026)
    page = award_rules.rules_page(sample, later.id)
    assert page.rules.id == old.id
    assert page.newer is not None
    assert page.newer.valid_from == date(2026, 10, 1)
    typed = award_rules.set_as_typed(page.rules)._replace(valid_until="30/6/2025")
    award_rules.save_set(sample, page.rules, typed)
    page = award_rules.rules_page(sample, later.id)
    assert (page.rules.valid_from, page.newer) == (date(2026, 10, 1), None)


def test_a_set_that_ends_before_it_begins_is_refused(sample: Desk) -> None:
    rules = award_rules.rules_of(sample, the_year(sample))
    typed = award_rules.set_as_typed(rules)
    for wrong in (typed._replace(valid_until="1/1/1990"), typed._replace(name=" ")):
        with pytest.raises(Refused):
            award_rules.save_set(sample, rules, wrong)
    assert sample.store.find(AwardRules) == []


def test_a_condition_that_the_office_changed_is_the_laws_no_longer(sample: Desk) -> None:
    rules = award_rules.rules_on(sample, date(2026, 12, 1))
    flag = next(rule for rule in rules.rules if rule.title == "Cờ thi đua của Chính phủ")
    typed = conditions.rule_as_typed(flag)
    assert conditions.rule_typed(typed, flag) == flag
    changed = conditions.rule_typed(typed._replace(quota="15"), flag)
    assert changed.quota == Fraction(3, 20)
    assert "quota" in flag.by_law
    assert set(flag.by_law) - set(changed.by_law) == {"quota"}
    said = conditions.rule_typed(typed._replace(quota="15", by_law="tỷ lệ"), flag)
    assert said.by_law == ("quota",)


def test_the_first_change_makes_the_rules_the_offices_own_and_undo_gives_the_shipped_back(
    sample: Desk,
) -> None:
    rules = award_rules.rules_of(sample, the_year(sample))
    flag = next(rule for rule in rules.rules if rule.title == "Cờ thi đua")
    assert sample.store.find(AwardRules) == []
    typed = conditions.Conditions("Cờ thi đua", "98", "1", "", registered=True, source="Quy chế số 5")
    award_rules.save_rule(sample, rules, typed, flag)
    assert proposed(sample, FLAG) == set(), "97,5 of 100 is less than 98%"
    now = award_rules.rules_of(sample, the_year(sample))
    changed = next(rule for rule in now.rules if rule.title == "Cờ thi đua")
    assert (changed.at_least, changed.source) == (Fraction(98, 100), "Quy chế số 5")
    assert len(now.rules) == len(rules.rules)
    undo(sample)
    assert award_rules.rules_of(sample, the_year(sample)) == rules


def test_a_rule_that_somebody_else_changed_is_not_overwritten(sample: Desk) -> None:
    rules = award_rules.rules_of(sample, the_year(sample))
    seen = rules.rules[0]
    award_rules.save_rule(sample, rules, conditions.Conditions(seen.title, "95"), seen)
    with pytest.raises(Clash):
        award_rules.save_rule(sample, rules, conditions.Conditions(seen.title, "96"), seen)


@pytest.mark.parametrize(
    "typed",
    [
        conditions.Conditions(""),
        conditions.Conditions("Huân chương", "0"),
        conditions.Conditions("Huân chương", "101"),
        conditions.Conditions("Huân chương", "chín"),
        conditions.Conditions("Huân chương", "", "0"),
        conditions.Conditions("Huân chương", "", "một"),
        conditions.Conditions("Huân chương", "", "", "-5"),
        conditions.Conditions("Cờ thi đua"),
        conditions.Conditions("Huân chương", vote="101"),
        conditions.Conditions("Huân chương", years="0", earlier="Cờ"),
        conditions.Conditions("Huân chương", years="2"),
        conditions.Conditions("Huân chương", members_share="70"),
        conditions.Conditions("Huân chương", quota_base="bạn bè"),
        conditions.Conditions("Huân chương", by_law="thời tiết"),
    ],
    ids=str,
)
def test_conditions_that_cannot_be_are_refused(sample: Desk, typed: conditions.Conditions) -> None:
    rules = award_rules.rules_of(sample, the_year(sample))
    with pytest.raises(Refused):
        award_rules.save_rule(sample, rules, typed, None)
    assert sample.store.find(AwardRules) == []


def test_proposals_are_put_to_the_vote_once(sample: Desk) -> None:
    unsigned = the_meeting(sample).with_(signed_at=None)
    sample.store.save(unsigned)
    before = {(v.unit_id, v.award) for v in sample.store.find(Vote, purpose=Purpose.AWARD)}
    page = awards.awards_page(sample, the_year(sample).id)
    wanted = {(n.unit_id, n.title) for n in page.nominations if n.verdict is not Proposal.NOT}
    assert votes.put_to_meeting(sample, the_year(sample).id) == len(wanted - before)
    assert {(v.unit_id, v.award) for v in sample.store.find(Vote, purpose=Purpose.AWARD)} == wanted | before
    assert votes.put_to_meeting(sample, the_year(sample).id) == 0
    undo(sample)
    assert {(v.unit_id, v.award) for v in sample.store.find(Vote, purpose=Purpose.AWARD)} == before


def test_the_ranking_stands_beside_the_years_before(sample: Desk) -> None:
    bloc = bloc_named(sample, "V").id
    year = years.open_year(sample, bloc, 2024)
    page = ranking.ranking_page(sample, year.id)
    assert list(page.earlier) == [2023, 2022]
    assert page.earlier[2022][the_unit(sample, "LT-HTQT")].rank == 1
    assert page.earlier[2023][the_unit(sample, "LT-HTQT")].rank is None
    assert [s.rank for s in ranking.ranking_page(sample, the_year(sample).id).standings] == [1, 2, 3, 4, 5]


def test_the_council_sees_every_bloc(sample: Desk) -> None:
    rows = {row.bloc.code: row for row in ranking.blocs_standing(sample)}
    assert list(rows) == ["I", "II", "III", "IV", "V"]
    own = rows["V"]
    assert (own.scored, own.units, [u.label for u in own.first]) == (5, 5, ["LT-HTQT"])
    assert own.proposed == 5
    assert rows["I"].year is None
    earlier = {row.bloc.code: row for row in ranking.blocs_standing(sample, 2023)}
    assert (earlier["V"].scored, earlier["V"].first) == (0, ())
    assert ranking.known_years(sample) == [2023, 2022]


def test_how_far_a_bloc_is_is_found_out_again_only_where_something_changed(sample: Desk) -> None:
    one, other = ranking.blocs_standing(sample, 2022), ranking.blocs_standing(sample, 2023)
    with mock.patch.object(ranking, "awards_page", wraps=awards.awards_page) as reckoned:
        assert ranking.blocs_standing(sample, 2022) == one
        assert ranking.blocs_standing(sample, 2023) == other
        assert reckoned.call_count == 0
        unit, year = the_unit(sample, "LT-HTQT"), the_year(sample).id
        cells.record_score(sample, cells.ScoreTyped(year, unit, "I.1", "1"))
        assert ranking.blocs_standing(sample, 2022) != one, "what was typed is not told"
        assert {call.args[1] for call in reckoned.call_args_list} == {year}


def test_years_before_are_ranked_again_only_where_something_changed(sample: Desk) -> None:
    year = years.open_year(sample, bloc_named(sample, "V").id, 2024)
    before = ranking.ranking_page(sample, year.id).earlier
    with mock.patch.object(known, "grid", wraps=grid) as reckoned:
        assert ranking.ranking_page(sample, year.id).earlier == before
        assert reckoned.call_count == 0
        cells.record_score(
            sample, cells.ScoreTyped(the_year(sample).id, the_unit(sample, "LT-HTQT"), "I.1", "1")
        )
        assert ranking.ranking_page(sample, year.id).earlier != before, "what was typed is not told"
        assert reckoned.call_count == len(before)


def test_an_exemplar_tells_how_soon_it_was_proposed(sample: Desk) -> None:
    year, unit = the_year(sample), the_unit(sample, "Vụ TK")
    values = {"name": "Vụ Thư ký", "unit": unit, "deed": "Số hóa", "deed_on": "1/3/2022"}
    noted = exemplars.save_exemplar(sample, year.id, None, values)
    (row,) = exemplars.exemplars_page(sample, year.id).rows
    assert row.days is None
    exemplars.save_exemplar(
        sample, year.id, noted, values | {"proposed_on": "11/3/2022", "award": "Giấy khen"}
    )
    (row,) = exemplars.exemplars_page(sample, year.id).rows
    assert (row.days, row.exemplar.award) == (10, "Giấy khen")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Hãy ghi ai và thành tích gì."),
        ({"deed": " "}, "Hãy ghi ai và thành tích gì."),
        ({"unit": ""}, "Hãy chọn đơn vị trước."),
        ({"proposed_on": "1/2/2022"}, "Ngày đề nghị không thể trước ngày lập thành tích."),
    ],
)
def test_an_exemplar_that_is_not_one_is_refused(sample: Desk, wrong: dict[str, str], sentence: str) -> None:
    from ktd_tui.i18n import tell

    values = {
        "name": "Vụ Thư ký", "unit": the_unit(sample, "Vụ TK"), "deed": "Số hóa", "deed_on": "1/3/2022"
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        exemplars.save_exemplar(sample, the_year(sample).id, None, values | wrong)
    assert tell(refused.value) == sentence
    assert exemplars.exemplars_page(sample, the_year(sample).id).rows == ()
