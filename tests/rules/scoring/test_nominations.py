"""Who is proposed for which title: each condition, the places, ties."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.merit import AwardRule, AwardRules
from ktd_tui.operations.scoring.award_rules import built_in_rules
from ktd_tui.rules.scoring.nominations import Contender, Nomination, Proposal, nominations, places, rule_for
from ktd_tui.rules.scoring.ranking import standings
from tests.builders import NOON, a_criteria

FLAG, GOOD = "Cờ thi đua của Văn phòng Quốc hội", "Tập thể lao động tiên tiến"


def some_rules(*rules: AwardRule) -> AwardRules:
    return AwardRules(name="Thử", valid_from=NOON.date(), rules=rules)


def candidates(*of: tuple[int | None, tuple[str, ...]]) -> list[Contender]:
    """Units u0, u1 … with so many of 100 points (None: a blank) and the titles they registered."""
    criteria = a_criteria()
    points = {f"u{n}": {} if total is None else split(total) for n, (total, _) in enumerate(of)}
    found = standings(criteria, points)
    return [Contender(standing, titles) for standing, (_, titles) in zip(found, of, strict=True)]


def split(total: int) -> dict[str, Decimal]:
    one, rest = min(total, 60), max(total - 60, 0)
    return {"I.1": Decimal(one), "II.1": Decimal(min(rest, 25)), "II.2": Decimal(max(rest - 25, 0))}


def verdicts(found: tuple[Nomination, ...]) -> dict[str, Proposal]:
    return {one.unit_id: one.verdict for one in found}


def test_the_first_who_registered_and_reached_the_points_is_proposed() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua", at_least=Fraction(9, 10), best=1))
    field = candidates((95, (FLAG,)), (92, (FLAG,)), (91, ()), (80, (FLAG,)), (None, (FLAG,)))
    found = nominations(rules, [FLAG], a_criteria(), field)
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
    assert why["u2"] == "The title was not registered."
    assert why["u3"] == "{total} of {maximum} points is less than {share}"
    assert why["u4"] == "Scores are not complete, so there is no rank."


def test_the_first_place_without_registration_is_nobodys_but_its_own() -> None:
    """The flag is the leading unit's: the second does not move up because the first did not register."""
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    found = nominations(rules, [FLAG], a_criteria(), candidates((95, ()), (92, (FLAG,))))
    assert verdicts(found) == {"u0": Proposal.NOT, "u1": Proposal.NOT}


def test_equal_units_at_the_last_place_are_for_the_meeting_to_vote_on() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    found = nominations(rules, [FLAG], a_criteria(), candidates((95, (FLAG,)), (95, (FLAG,))))
    assert set(verdicts(found).values()) == {Proposal.TIED}


def test_a_barred_unit_gets_nothing_and_is_told_why() -> None:
    rules = some_rules(AwardRule(title="Cờ thi đua", best=1))
    (best,) = candidates((95, (FLAG,)))
    field = [best._replace(barred={"Lãnh đạo bị kỷ luật": "Quyết định số 5"})]
    (found,) = nominations(rules, [FLAG], a_criteria(), field)
    assert found.verdict is Proposal.NOT
    assert found.told[0].facts == {"condition": "Lãnh đạo bị kỷ luật", "reason": "Quyết định số 5"}


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
    found = nominations(rules, [GOOD], a_criteria(), field)
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


def test_what_ships_is_in_force_without_a_gap() -> None:
    old, new = sorted(built_in_rules(), key=lambda rules: rules.valid_from)
    assert old.valid_until is not None
    assert (new.valid_from - old.valid_until).days == 1
    for rules in (old, new):
        assert rules.source
        assert rules.certainty
        assert all(rule.source and rule.certainty for rule in rules.rules), rules.name
