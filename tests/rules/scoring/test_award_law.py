"""The award conditions that ship: in force without a gap, each saying where it stands in the law."""

from fractions import Fraction
from itertools import pairwise

from ktd_tui.operations.scoring.award_rules import built_in_rules
from ktd_tui.operations.scoring.conditions import NAMES


def test_what_ships_is_in_force_without_a_gap() -> None:
    sets = sorted(built_in_rules(), key=lambda rules: rules.valid_from)
    assert [rules.valid_from.isoformat() for rules in sets[1:]] == ["2024-01-01", "2025-07-01", "2026-10-01"]
    assert sets[-1].valid_until is None
    for old, new in pairwise(sets):
        assert old.valid_until is not None
        assert (new.valid_from - old.valid_until).days == 1
    for rules in sets:
        assert rules.source
        assert rules.certainty
        assert all(rule.source and rule.certainty for rule in rules.rules), rules.name


def test_what_is_law_is_set_and_says_where_it_stands() -> None:
    found = [rule for rules in built_in_rules() for rule in rules.rules if rule.by_law]
    assert found
    for rule in found:
        assert rule.law, rule.title
        assert set(rule.by_law) <= set(NAMES), rule.title
        assert all(getattr(rule, name) for name in rule.by_law), rule.title


def test_the_votes_of_the_law_stand_in_its_periods() -> None:
    votes = {
        rules.valid_from.isoformat(): {rule.title: rule.vote for rule in rules.rules if rule.vote}
        for rules in built_in_rules()
    }
    state = {"Cờ thi đua của Chính phủ": Fraction(4, 5), "Chiến sĩ thi đua toàn quốc": Fraction(9, 10)}
    assert votes["2025-07-01"] == votes["2026-10-01"] == state
    below = {
        "Cờ thi đua": Fraction(4, 5),
        "Chiến sĩ thi đua": Fraction(9, 10),
        "Chiến sĩ thi đua cơ sở": Fraction(4, 5),
    }
    assert votes["2024-01-01"] == state | below
