"""What may be entered of each kind of criterion, and the points that it gives; exact, rounded once.

A measured row reads its ``Case``. «Vì ANTQ» (regulations.md §2.A): below the target half the points by
share, at the target half, the leader of the bloc all, others half and their excess by the leader's.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ktd_tui.domain.results.grades import Level
from ktd_tui.domain.scoring import Criterion
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.words import number, parse_decimal

ZERO = Decimal(0)
HUNDREDTH = Decimal("0.01")
HUNDRED = 100


class Case(NamedTuple):
    """What a row's points follow from beside what was entered.

    Attributes:
        target: The number that the unit registered, None where it has none.
        field: Result and target of every unit of the bloc that has a result, its own among them.
        own: The unit's own result, of several scorers their mean; None: what was entered.
    """

    target: Decimal | None = None
    field: tuple[tuple[Fraction, Decimal | None], ...] = ()
    own: Fraction | None = None


NO_CASE = Case()
Check = Callable[[Criterion, Decimal], None]
Give = Callable[[Criterion, Fraction, Case], Fraction | None]


def exact(points: Decimal | Fraction) -> Fraction:
    """Return points as a fraction."""
    return points if isinstance(points, Fraction) else _fraction(points)


@lru_cache(4_096)  # the same few numbers stand everywhere, and one takes three microseconds
def _fraction(of: Decimal) -> Fraction:
    return Fraction(of)


def rounded(of: Fraction, step: Decimal | None = None) -> Decimal:
    """Round half up to a step, 0,01 where none is said; without useless zeros."""
    over, under = of.as_integer_ratio()
    if under == 1 and step is None:
        return Decimal(over)
    unit = step or HUNDREDTH
    top, bottom = unit.as_integer_ratio()
    value = Decimal((2 * over * bottom + under * top) // (2 * under * top)) * unit
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def check_up_to_maximum(of: Criterion, value: Decimal) -> None:
    """Refuse points below 0, above the most, or between two steps."""
    if value < 0:
        raise Refused(N_("{code}: points are never below 0."), code=of.code)
    if value > of.maximum:
        raise Refused(
            N_("{code}: at most {maximum} points, not {points}."),
            code=of.code,
            maximum=number(of.maximum),
            points=number(value),
        )
    if of.step and value % of.step:
        raise Refused(N_("{code}: points go in steps of {step}."), code=of.code, step=number(of.step))


def check_times_each(of: Criterion, value: Decimal) -> None:
    """Refuse points of a deduction that are no multiple of those of one time."""
    check_up_to_maximum(of, value)
    if of.each and value % of.each:
        raise Refused(
            N_("{code}: {each} points are deducted each time: {each} × a whole number."),
            code=of.code,
            each=number(of.each),
        )


def check_yes_no(of: Criterion, value: Decimal) -> None:
    """Refuse anything but all points or none."""
    if value not in (ZERO, of.maximum):
        raise Refused(
            N_("{code}: {maximum} points where it is met, or 0."), code=of.code, maximum=number(of.maximum)
        )


def check_level(of: Criterion, value: Decimal) -> None:
    """Refuse points that no level gives."""
    if value not in {one.points for one in of.levels}:
        known = ", ".join(f"{number(one.points)} ({one.name})" for one in of.levels)
        raise Refused(N_("{code}: one of the levels: {levels}."), code=of.code, levels=known)


def check_times(of: Criterion, value: Decimal) -> None:
    """Refuse what is no number of times."""
    if value < 0 or value % 1:
        raise Refused(N_("{code}: type how many times, a whole number."), code=of.code)


def check_signed(of: Criterion, value: Decimal) -> None:
    """Refuse points beyond the most on either side, or between two steps."""
    check_up_to_maximum(of, abs(value))
    if of.each and value % of.each:
        raise Refused(N_("{code}: points go in steps of {step}."), code=of.code, step=number(of.each))


def check_result(of: Criterion, value: Decimal) -> None:
    """Refuse a result below 0."""
    if value < 0:
        raise Refused(N_("{code}: the result is never below 0."), code=of.code)


def as_entered(_: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give what was entered."""
    del case
    return value


def by_count(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give so many points each time, up to the most."""
    del case
    return min(value * Fraction(of.each or 0), Fraction(of.maximum))


def full_less(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Begin full and lose so many points each time."""
    del case
    return max(Fraction(of.maximum) - value * Fraction(of.each or 0), Fraction(0))


def by_share(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give points by the share of the target that was reached, up to the most; None without a target."""
    if case.target is None:
        return None
    target, most = Fraction(case.target), Fraction(of.maximum)
    above, below = (target, value) if of.lower else (value, target)
    if not below:
        return most  # nothing was asked for, or nothing happened where less is better
    return min(Fraction(of.maximum if of.on_target is None else of.on_target) * above / below, most)


def step_reached(levels: Iterable[Level], reached: Fraction, *, lower: bool) -> Level | None:
    """Return the best step of a scale that a number reaches, None where it reaches none."""
    holds = [
        one
        for one in levels
        if (
            reached <= Fraction(parse_decimal(one.name))
            if lower
            else reached >= Fraction(parse_decimal(one.name))
        )
    ]
    return max(holds, key=lambda one: one.points, default=None)


def lower_is_better(levels: Iterable[Level], said: bool) -> bool:  # a flag as typed
    """Tell it of a scale by its points, which go up or down with its numbers; else what was said."""
    points = [one.points for one in sorted(levels, key=lambda one: parse_decimal(one.name))]
    rises, drops = points == sorted(points), points == sorted(points, reverse=True)
    return said if rises == drops else drops


def by_band(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give the points of the step that the share of the target reaches, in per cent."""
    if case.target is None:
        return None
    if not case.target:  # nothing was asked for, or nothing may happen
        best = max((one.points for one in of.levels), default=ZERO)
        return Fraction(best) if not (of.lower and value) else Fraction(0)
    step = step_reached(of.levels, value * HUNDRED / Fraction(case.target), lower=of.lower)
    return Fraction(step.points if step else 0)


def by_step(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give the points of the step that the entered number itself reaches."""
    del case
    step = step_reached(of.levels, value, lower=of.lower)
    return Fraction(step.points if step else 0)


def by_rank(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give the points of the place that the number has among those of the bloc; equals share a place."""
    own = value if case.own is None else case.own
    ahead = sum((other < own) if of.lower else (other > own) for other, _ in case.field)
    step = step_reached(of.levels, Fraction(ahead + 1), lower=True)
    return Fraction(step.points if step else 0)


def by_leader(of: Criterion, value: Fraction, case: Case) -> Fraction | None:
    """Give points against the bloc's leader (regulations.md §2.A)."""
    most = Fraction(of.maximum)
    base = most / 2 if of.on_target is None else Fraction(of.on_target)
    if not case.target:
        leader = max((result for result, _ in case.field), default=value)
        return most * value / leader if leader else Fraction(0)
    target = Fraction(case.target)
    if value < target:
        return base * value / target
    ahead = max((result / Fraction(aim) - 1 for result, aim in case.field if aim), default=Fraction(0))
    return base + (most - base) * (value / target - 1) / ahead if ahead > 0 else base


def check_bounds(of: Criterion) -> None:
    """Refuse a row without points, with a bar above them, or with a step that does not divide them."""
    if of.maximum <= 0:
        raise Refused(N_("{code}: the most points are above 0."), code=of.code)
    if of.barred_below is not None and of.barred_below > of.maximum:
        raise Refused(N_("{code}: the bar lies above the most points."), code=of.code)
    if of.weight <= 0:
        raise Refused(N_("{code}: the coefficient is above 0."), code=of.code)
    if of.step is not None and (of.step <= 0 or of.maximum % of.step):
        raise Refused(N_("{code}: the steps do not come to the most points."), code=of.code)
    if of.on_target is not None and of.on_target > of.maximum:
        raise Refused(N_("{code}: the points at the target are above the most."), code=of.code)


def check_each(of: Criterion) -> None:
    """Refuse a row whose points each time are missing or above the most."""
    check_bounds(of)
    if of.each is None or not ZERO < of.each <= of.maximum:
        raise Refused(N_("{code}: the points each time are above 0 and not above the most."), code=of.code)


def check_each_said(of: Criterion) -> None:
    """Refuse points each time above the most; where none are said any points are taken off."""
    if of.each is None:
        check_bounds(of)
    else:
        check_each(of)


def check_levels(of: Criterion) -> None:
    """Refuse levels of which none gives all points, or one gives more."""
    check_bounds(of)
    if not of.levels or max(one.points for one in of.levels) != of.maximum:
        raise Refused(
            N_("{code}: the best level gives all {points} points."), code=of.code, points=number(of.maximum)
        )
    if of.step and any(one.points % of.step for one in of.levels):
        raise Refused(N_("{code}: points go in steps of {step}."), code=of.code, step=number(of.step))


def check_scale(of: Criterion) -> None:
    """Refuse steps of a scale that do not begin with a number."""
    check_levels(of)
    for one in of.levels:
        parse_decimal(one.name)


def check_heading(of: Criterion) -> None:
    """Refuse a heading without weight."""
    if of.weight <= 0:
        raise Refused(N_("{code}: the coefficient is above 0."), code=of.code)
