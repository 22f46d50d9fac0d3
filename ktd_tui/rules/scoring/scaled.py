"""What a set says in points of its total, where a table of criteria comes to another total."""

from decimal import Decimal
from fractions import Fraction

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.sums import maximum


def scaled_to(of: CriteriaSet, fresh: CriteriaSet) -> CriteriaSet:
    """Return the fresh set with thresholds that are the same shares of its total as they were of the old one.

    Thresholds that lie above the old total were meant for another one already, and stay.

    Args:
        of: The set whose thresholds those of the fresh one are.
    """
    before, now = maximum(of), maximum(fresh)
    highest = max((one.at_least for one in fresh.grades), default=Decimal(0))
    if not before or before == now or highest > before:
        return fresh

    def scaled(points: Decimal) -> Decimal:
        return rounded(Fraction(points) * Fraction(now) / Fraction(before))

    grades = tuple(one.model_copy(update={"at_least": scaled(one.at_least)}) for one in fresh.grades)
    most = None if fresh.self_most is None else scaled(fresh.self_most)
    return fresh.with_(grades=grades, self_most=most)
