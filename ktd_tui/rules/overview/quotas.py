"""How many units of the whole council a title may go to, by the rule of the year (regulations.md §1)."""

from collections.abc import Sequence
from math import floor

from ktd_tui.domain.merit import AwardRule, QuotaBase
from ktd_tui.rules.scoring.results.nominations import places


def council_limit(rule: AwardRule, units: Sequence[int], leaders: int, qualified: int) -> int | None:
    """Return to how many units of all blocs a title may go; None where no number is set.

    A share is rounded down, but to at least one, as in each bloc.

    Args:
        rule: The title's rule.
        units: How many units each bloc has.
        leaders: How many units lead a bloc's ranking.
        qualified: How many units fulfil the conditions.
    """
    if rule.quota is None:
        return None if rule.best is None else rule.best * len(units)
    if rule.quota_base is QuotaBase.LEADERS:
        return max(floor(rule.quota * leaders), 1)
    if rule.by_council:
        return max(floor(rule.quota * qualified), 1)
    return sum(places(rule, of) for of in units)
