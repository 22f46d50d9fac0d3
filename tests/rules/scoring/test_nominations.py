"""Who is proposed for which title: each condition, the places, ties."""

from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from hypothesis import given, settings
from hypothesis import strategies as st

from ktd_tui.domain.merit import AwardRule, AwardRules, QuotaBase
from ktd_tui.domain.people import Staff
from ktd_tui.domain.results.decisions import TieDecision
from ktd_tui.domain.results.grades import Rounding
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.results.conditions import Contender, Past
from ktd_tui.rules.scoring.results.nominations import (
    Ground,
    Nomination,
    Proposal,
    nominations,
    places,
    rule_for,
)
from ktd_tui.rules.scoring.results.ranking import standings
from ktd_tui.rules.scoring.sums import results
from ktd_tui.rules.scoring.told import Told
from tests.builders import NOON, a_criteria
from tests.rules.scoring.regulations import Dice

FLAG, GOOD = "Cờ thi đua của Văn phòng Quốc hội", "Tập thể lao động tiên tiến"


def some_rules(*rules: AwardRule) -> AwardRules:
    return AwardRules(name="Thử", valid_from=NOON.date(), rules=rules)


def candidates(*of: tuple[int | None, tuple[str, ...]]) -> list[Contender]:
    """Units u0, u1 … with so many of 100 points (None: a blank) and the titles they registered."""
    criteria = a_criteria()
    points = {f"u{n}": {} if total is None else split(total) for n, (total, _) in enumerate(of)}
    found = standings(criteria, results(criteria, points))
    return [Contender(standing, titles) for standing, (_, titles) in zip(found, of, strict=True)]


def split(total: int) -> dict[str, Decimal]:
    one, rest = min(total, 60), max(total - 60, 0)
    return {"I.1": Decimal(one), "II.1": Decimal(min(rest, 25)), "II.2": Decimal(max(rest - 25, 0))}


def verdicts(found: tuple[Nomination, ...]) -> dict[str, Proposal]:
    return {one.unit_id: one.verdict for one in found}


def test_the_first_who_registered_and_reached_the_points_is_proposed() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua", at_least=Fraction(9, 10), best=1))
    field = candidates((95, (FLAG,)), (92, (FLAG,)), (91, ()), (80, (FLAG,)), (None, (FLAG,)))
    found = nominations(rules, [FLAG], field)
    assert verdicts(found) == {
        "u0": Proposal.PROPOSED,
        "u1": Proposal.NOT,
        "u2": Proposal.NOT,
        "u3": Proposal.NOT,
        "u4": Proposal.NOT,
    }
    why = {one.unit_id: one.told[0].message for one in found}
    assert why["u0"] == "Rank {rank} of at most {limit} that may be proposed"
    assert why["u1"] == "Rank {rank}; only the first {limit} are proposed"
    assert why["u2"] == "The title was not registered"
    assert why["u3"] == "{total} of {maximum} points is less than {share}"
    assert why["u4"] == "Scores are not complete, so there is no rank"


def test_the_first_place_without_registration_is_nobodys_but_its_own() -> None:
    """The flag is the leading unit's: the second does not move up because the first did not register."""
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    found = nominations(rules, [FLAG], candidates((95, ()), (92, (FLAG,))))
    assert verdicts(found) == {"u0": Proposal.NOT, "u1": Proposal.NOT}


def test_equal_units_at_the_last_place_are_for_the_meeting_to_vote_on() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    found = nominations(rules, [FLAG], candidates((95, (FLAG,)), (95, (FLAG,))))
    assert set(verdicts(found).values()) == {Proposal.TIED}


def test_a_barred_unit_gets_nothing_and_is_told_why() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    (best,) = candidates((95, (FLAG,)))
    field = [best._replace(barred={"Lãnh đạo bị kỷ luật": "Quyết định số 5"})]
    (found,) = nominations(rules, [FLAG], field)
    assert found.verdict is Proposal.NOT
    assert found.told[0].facts == {"condition": "Lãnh đạo bị kỷ luật", "reason": "Quyết định số 5"}


def test_a_barred_unit_uses_up_no_place() -> None:
    """The first is barred: the second is proposed for the flag of the first place, and it is told why."""
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    first, second, third = candidates((95, (FLAG,)), (92, (FLAG,)), (91, (FLAG,)))
    found = nominations(rules, [FLAG], [first._replace(barred={"Kỷ luật": "QĐ 5"}), second, third])
    assert verdicts(found) == {"u0": Proposal.NOT, "u1": Proposal.PROPOSED, "u2": Proposal.NOT}
    told = next(one.told for one in found if one.unit_id == "u1")
    assert Told(N_("Barred units before it use up no place: {n}"), {"n": 1}) in told


def test_the_longest_rule_that_fits_a_title_holds() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua"), AwardRule(title="Cờ thi đua của Chính phủ"))
    found = rule_for(rules, "Cờ thi đua của Chính phủ")
    assert found is not None
    assert found.title == "Cờ thi đua của Chính phủ"
    assert rule_for(rules, "Huân chương") is None


@given(st.integers(1, 30), st.fractions(Fraction(1, 100), 1), st.integers(1, 30))
def test_a_quota_is_rounded_down_but_never_to_nobody(units: int, quota: Fraction, best: int) -> None:
    of = places(AwardRule(title="x", quota=quota, best=best), units)
    assert 1 <= of <= max(min(best, units), 1)
    assert of == 1 or of <= quota * units


@given(
    st.lists(st.tuples(st.one_of(st.none(), st.integers(60, 100)), st.booleans()), min_size=1, max_size=12),
    st.integers(1, 12),
)
def test_no_more_are_proposed_than_there_are_places(of: list[tuple[int | None, bool]], best: int) -> None:
    rules = some_rules(AwardRule(title=GOOD, best=best, at_least=Fraction(3, 4)))
    field = candidates(*((total, (GOOD,) if registered else ()) for total, registered in of))
    found = nominations(rules, [GOOD], field)
    proposed = [one for one in found if one.verdict is Proposal.PROPOSED]
    assert len(proposed) <= best
    ranks = {c.standing.unit_id: c.standing.rank for c in field}
    for one in found:
        fulfils = next(
            total is not None and total >= 75 and registered
            for (total, registered), c in zip(of, field, strict=True)
            if c.standing.unit_id == one.unit_id
        )
        rank = ranks[one.unit_id]
        within = rank is not None and rank <= best
        if one.verdict is not Proposal.NOT:
            assert fulfils
            assert within
        elif fulfils and within:
            raise AssertionError(f"{one} fulfils everything")


YEARS = AwardRule(title="Bằng khen", registered=False, years=2, earlier=("Tập thể lao động xuất sắc",))
AWARD = "Bằng khen của Chủ nhiệm"
EXCELLENT = frozenset({"Tập thể lao động xuất sắc"})


def test_years_running_are_read_from_decisions() -> None:
    past = Past(2025, {2025: {"u0": EXCELLENT, "u1": EXCELLENT}, 2024: {"u0": EXCELLENT}})
    found = nominations(some_rules(YEARS), [AWARD], candidates((95, ()), (92, ())), Ground(past))
    assert verdicts(found) == {"u0": Proposal.PROPOSED, "u1": Proposal.NOT}
    why = next(one.told[0] for one in found if one.unit_id == "u1")
    assert (why.message, why.facts["year"]) == ("No decision of {year} gives it: {titles}", 2024)


def test_a_year_without_a_decision_is_left_to_people() -> None:
    past = Past(2025, {2024: {"u0": frozenset({"Giấy khen"})}})
    found = nominations(some_rules(YEARS), [AWARD], candidates((95, ())), Ground(past))
    assert verdicts(found) == {"u0": Proposal.PROPOSED}
    (open_years,) = [one.facts["years"] for one in found[0].told if "no decision" in one.message]
    assert open_years == "2024, 2025"


def test_what_no_data_tells_is_said_to_be_for_people() -> None:
    rule = AwardRule(
        title="Tập thể",
        registered=False,
        members_share=Fraction(7, 10),
        members_title="Lao động tiên tiến",
        judged=("không ai bị kỷ luật",),
        vote=Fraction(4, 5),
    )
    (found,) = nominations(some_rules(rule), ["Tập thể X"], candidates((95, ())))
    told = [(one.message, one.facts) for one in found.told]
    assert ("For people to judge: {condition}", {"condition": "không ai bị kỷ luật"}) in told
    assert any("of its members" in message and facts["needed"] == "70%" for message, facts in told)
    assert any("ballot needs" in message and facts["share"] == "80%" for message, facts in told)


def test_a_quota_of_the_leaders_is_never_counted_in_the_bloc() -> None:
    rule = AwardRule(title="Cờ", registered=False, quota=Fraction(1, 5), quota_base=QuotaBase.LEADERS)
    assert places(rule, 10) == 10
    own = rule.model_copy(update={"quota_base": QuotaBase.UNITS})
    assert places(own, 10) == 2
    council = rule.model_copy(update={"by_council": True, "best": 1})
    (first, _) = nominations(some_rules(council), ["Cờ X"], candidates((95, ()), (90, ())))
    assert first.verdict is Proposal.BY_COUNCIL
    assert "of the leaders of all blocs" in first.told[0].message


def test_a_shared_last_place_tells_what_the_law_prefers() -> None:
    rules = some_rules(AwardRule(title="Cờ", registered=False, best=1)).with_(between_equals="nữ từ 70%")
    found = nominations(rules, ["Cờ X"], candidates((95, ()), (95, ())))
    assert {one.verdict for one in found} == {Proposal.TIED}
    assert all(one.told[-1].facts == {"text": "nữ từ 70%"} for one in found)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_titles_by_another_way(number: int) -> None:
    """Places are filled from the first unit on: the same verdicts, and a reason for each."""
    draw = Dice(number)
    size = draw.up_to(6, 1)
    totals = [(draw.of([95, 90, 85, 80, None]), draw.of([(), (FLAG,)])) for _ in range(size)]
    field = [
        one._replace(
            barred=draw.of([{}, {}, {"Kỷ luật": "QĐ 5"}]),
            staff=Staff(people=10, titled=draw.of([None, 6, 8]), disciplined=draw.of([None, 0, 1])),
        )
        for one in candidates(*totals)
    ]
    rule = AwardRule(
        title="Cờ thi đua",
        at_least=draw.of([None, Fraction(85, 100)]),
        points=draw.of([None, Decimal(90)]),
        grade=draw.of(["", *(grade.name for grade in a_criteria().grades)]),
        best=draw.of([None, 1, 2, 3]),
        quota=draw.of([None, Fraction(1, 5), Fraction(1, 2)]),
        quota_rounding=draw.of(list(Rounding)),
        registered=draw.often(),
        members_share=draw.of([None, Fraction(7, 10)]),
        members_title="Lao động tiên tiến",
        undisciplined=draw.often(),
    )
    units = [one.standing.unit_id for one in field]
    order = tuple(draw.some(units, size))
    decided = TieDecision(bloc_year_id="y", about=FLAG, unit_ids=order, who="Chủ trì", at=NOON)
    grades = [grade.name for grade in a_criteria().grades]
    found = nominations(some_rules(rule), [FLAG], field, Ground(grades=grades, settled=[decided]))
    assert verdicts(found) == filled(rule, field, grades, order)
    assert all(one.told for one in found)


def filled(
    rule: AwardRule, field: list[Contender], grades: list[str], order: tuple[str, ...]
) -> dict[str, Proposal]:
    """Reckon who is proposed: strike out who may not be, then go down the ranks while there are places."""

    def may_be(one: Contender) -> bool:
        standing, staff = one.standing, one.staff
        return (
            standing.rank is not None
            and not one.barred
            and (rule.at_least is None or standing.result.total >= 100 * rule.at_least)
            and (rule.points is None or standing.result.total >= rule.points)
            and (not rule.grade or standing.grade in grades[: grades.index(rule.grade) + 1])
            and (not rule.registered or FLAG in one.titles)
            and (rule.members_share is None or staff.titled in (None, 8))
            and (not rule.undisciplined or staff.disciplined in (None, 0))
        )

    able = sorted((c for c in field if may_be(c)), key=lambda c: c.standing.rank or 0)
    exact = len(field) if rule.quota is None else len(field) * rule.quota
    how = {Rounding.DOWN: floor, Rounding.UP: ceil, Rounding.HALF_UP: lambda n: floor(n + Fraction(1, 2))}
    left = min(max(how[rule.quota_rounding](Fraction(exact)), 1), rule.best or len(field))
    found = {c.standing.unit_id: Proposal.NOT for c in field}
    for rank, together in groupby(able, lambda c: c.standing.rank or 0):
        block = [c.standing.unit_id for c in together]
        barred = sum(bool(c.barred) and 0 < (c.standing.rank or 0) < rank for c in field)
        if rule.best is not None and rank - barred > rule.best:
            continue
        if len(block) > 1 and set(block) <= set(order):
            block.sort(key=order.index)
            found |= dict.fromkeys(block[: max(left, 0)], Proposal.PROPOSED)
        elif left > 0:
            found |= dict.fromkeys(block, Proposal.PROPOSED if len(block) <= left else Proposal.TIED)
        left -= len(block)
    return found
