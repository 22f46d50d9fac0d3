"""What takes titles, a grade or the rank from a unit: too few points somewhere, or an event."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.merit import Consequence, KnockOut
from ktd_tui.domain.results.grades import Grade
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.sums import ScoreResult
from ktd_tui.words import number, percent

HUNDRED = 100


class Knocked(NamedTuple):
    """A knock-out that applies, and why."""

    rule: KnockOut
    why: str


def events(criteria: CriteriaSet) -> tuple[str, ...]:
    """Return what people tell of a unit: conditions that bar a title, and events that knock it out."""
    return (*criteria.bars, *(one.name for one in criteria.knock_outs if not one.code))


def knocked_out(criteria: CriteriaSet, of: ScoreResult, told: Mapping[str, str]) -> tuple[Knocked, ...]:
    """Return the knock-outs that apply to a unit; a blank criterion knocks nobody out: blank is not 0.

    Args:
        told: What happened, with the reason that was entered.
    """
    found: list[Knocked] = []
    for rule in criteria.knock_outs:
        why = told.get(rule.name, "") if not rule.code else _too_few(criteria, of, rule)
        if why:
            found.append(Knocked(rule, why))
    return tuple(found)


def _too_few(criteria: CriteriaSet, of: ScoreResult, rule: KnockOut) -> str:
    maxima = {row.code: row.maximum for row in score_rows(criteria)} | dict(of.most)
    if rule.code in of.subtotals and not of.complete:
        return ""
    points = of.points.get(rule.code, of.subtotals.get(rule.code))
    if points is None:
        return ""
    if rule.barred_below is not None and points < rule.barred_below:
        return f"{rule.code}: {number(points)} < {number(rule.barred_below)}"
    most = maxima.get(rule.code, Decimal(0))
    if rule.below_share is not None and most:
        share = Fraction(points) / Fraction(most)
        if share * HUNDRED < Fraction(rule.below_share):
            reached = f"{number(points)}/{number(most)} = {percent(share)}"
            return f"{rule.code}: {reached} < {number(rule.below_share)}%"
    return ""


def barred(criteria: CriteriaSet, of: ScoreResult, told: Mapping[str, str]) -> dict[str, str]:
    """Return what keeps a unit from any title, each with why; nothing: it may be considered.

    Args:
        of: What the bloc's own points of the unit come to.
        told: What happened, with the reason that was entered.

    Returns:
        By condition the reason that was entered; by code of a criterion the points that lie below its
        bound. A blank criterion bars nobody: blank is not 0.
    """
    others = {one.name for one in criteria.knock_outs if one.consequence is not Consequence.NO_TITLE}
    found = {name: why for name, why in told.items() if name not in others}
    for row in score_rows(criteria):
        points, bound = of.points.get(row.code), row.entry.barred_below
        if points is not None and bound is not None and points < bound:
            found[row.code] = f"{number(points)} < {number(bound)}"
    for one in knocked_out(criteria, of, told):
        if one.rule.consequence is Consequence.NO_TITLE:
            found[one.rule.name] = one.why
    return found


def grade_left(criteria: CriteriaSet, reached: Grade | None, knocked: tuple[Knocked, ...]) -> Grade | None:
    """Return the grade that is left of what the points reach."""
    names = [one.rule.grade for one in knocked if one.rule.consequence is Consequence.GRADE]
    allowed = [grade for grade in criteria.grades if grade.name in names]
    return min((*allowed, *([reached] if reached else ())), key=lambda one: one.at_least, default=None)
