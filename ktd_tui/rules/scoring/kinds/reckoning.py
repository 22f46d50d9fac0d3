"""What each kind of criterion gives, reckoned by a second way and told, for F9 (decision 11).

Nothing is taken from ``giving``: decimals with many digits stand here for its fractions, and each is
rounded by itself; the two are tested against each other.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.scoring import Criterion
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.kinds.giving import Case
from ktd_tui.words import number, parse_decimal, percent, with_unit

ZERO = Decimal(0)
MANY = Context(prec=60, rounding=ROUND_HALF_UP)
NO_TARGET = N_("No target number was registered, so the result {result} gives no points yet.")


class Reckoned(NamedTuple):
    """What a row gives, reckoned for the explanation.

    Attributes:
        points: None where something is missing that they follow from.
        message: A msgid with its ``facts`` that says how; empty where the entered number itself counts.
    """

    points: Decimal | None
    message: str = ""
    facts: Mapping[str, object] = {}


Reckon = Callable[[Criterion, Decimal, Case], Reckoned]


def to_step(value: Decimal, step: Decimal | None) -> Decimal:
    """Round half up to a step, 0,01 where none is said."""
    unit = step or Decimal("0.01")
    return MANY.multiply(MANY.quantize(MANY.divide(value, unit), Decimal(1)), unit)


def as_entered_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Take what was entered."""
    del of, case
    return Reckoned(value)


def yes_no_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Tell whether it was met; the mean of several scorers lies between."""
    del case
    if value == of.maximum:
        return Reckoned(of.maximum, N_("Met: the full {points} points."), {"points": number(of.maximum)})
    return Reckoned(value, N_("Not met: 0 points.")) if not value else Reckoned(value)


def level_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Tell the level that was chosen."""
    del case
    names = [one.name for one in of.levels if one.points == value]
    if not names:
        return Reckoned(value)
    facts = {"level": " / ".join(names), "points": number(value)}
    return Reckoned(value, N_("Level “{level}”: {points} points."), facts)


def counted_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Add up so many points each time."""
    del case
    each = of.each or ZERO
    came = MANY.multiply(each, value)
    most = min(came, of.maximum)
    facts = {"times": number(value), "each": number(each), "sum": number(came), "points": number(most)}
    if came > of.maximum:
        return Reckoned(most, N_("{times} times × {each} points = {sum}, at most {points}."), facts)
    return Reckoned(most, N_("{times} times × {each} points = {points}."), facts)


def full_less_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Take so many points off the full ones each time."""
    del case
    each = of.each or ZERO
    left = MANY.subtract(of.maximum, MANY.multiply(each, value))
    facts = {"most": number(of.maximum), "times": number(value), "each": number(each)}
    if left < 0:
        return Reckoned(ZERO, N_("{most} points less {times} × {each}, never below 0: 0 points."), facts)
    return Reckoned(
        left, N_("{most} points less {times} × {each} = {points}."), {**facts, "points": number(left)}
    )


def signed_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Tell what is added or taken away."""
    del case
    facts = {"points": number(abs(value)), "most": number(of.maximum)}
    if value < 0:
        return Reckoned(value, N_("{points} points are taken away (at most {most})."), facts)
    return Reckoned(value, N_("{points} points are added (at most {most})."), facts)


def _with(of: Criterion, value: Decimal, case: Case, **more: object) -> dict[str, object]:
    target = "–" if case.target is None else with_unit(case.target, of.counted_in)
    return {"result": with_unit(value, of.counted_in), "target": target, "most": number(of.maximum), **more}


def measured_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Hold the result against the target."""
    if case.target is None:
        return Reckoned(None, NO_TARGET, _with(of, value, case))
    over, under = (case.target, value) if of.lower else (value, case.target)
    if under == 0:
        facts = _with(of, value, case, points=number(of.maximum))
        return Reckoned(of.maximum, N_("Result {result}, target {target}: the full {points} points."), facts)
    base = of.maximum if of.on_target is None else of.on_target
    came = MANY.divide(MANY.multiply(base, over), under)
    points = to_step(min(of.maximum, came), of.step)
    facts = _with(of, value, case, base=number(base), points=number(points))
    message = N_("Result {result} ÷ target {target} × {base} points, at most {most} = {points}.")
    if of.lower:
        message = N_(
            "The lower the better: target {target} ÷ result {result} × {base} points, "
            "at most {most} = {points}."
        )
    return Reckoned(points, message, facts)


def _best_step(of: Criterion, reached: Decimal) -> tuple[str, Decimal]:
    best, name = ZERO, ""
    for one in of.levels:
        bound = parse_decimal(one.name)
        if (reached <= bound if of.lower else bound <= reached) and one.points > best:
            best, name = one.points, one.name
    return name, best


def band_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Find the step of the share of the target."""
    if case.target is None:
        return Reckoned(None, NO_TARGET, _with(of, value, case))
    if case.target == 0:
        points = ZERO if of.lower and value > 0 else of.maximum
        facts = _with(of, value, case, points=number(points))
        return Reckoned(points, N_("Result {result}, target {target}: {points} points."), facts)
    reached = MANY.divide(MANY.multiply(value, Decimal(100)), case.target)
    name, points = _best_step(of, reached)
    share = f"{number(to_step(reached, None))}%"
    facts = _with(of, value, case, share=share, step=name, points=number(points))
    if not name:
        return Reckoned(
            points, N_("Result {result} is {share} of the target {target}: no step, 0 points."), facts
        )
    message = N_("Result {result} is {share} of the target {target}: at least {step} %, {points} points.")
    if of.lower:
        message = N_("Result {result} is {share} of the target {target}: at most {step} %, {points} points.")
    return Reckoned(points, message, facts)


def place_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Find the step of the number that was entered."""
    name, points = _best_step(of, value)
    facts = _with(of, value, case, step=name, points=number(points))
    if not name:
        return Reckoned(points, N_("{result} reaches no step: 0 points."), facts)
    if of.lower:
        return Reckoned(points, N_("{result} is of the step up to {step}: {points} points."), facts)
    return Reckoned(points, N_("{result} is of the step from {step} on: {points} points."), facts)


def ranked_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Find the unit's place among the numbers of the bloc, and the step of that place."""
    own = Fraction(value) if case.own is None else case.own
    order = sorted((result for result, _ in case.field), reverse=not of.lower)
    place = order.index(own) + 1 if own in order else 1
    name, points = _best_step(of.model_copy(update={"lower": True}), Decimal(place))
    shown = to_step(MANY.divide(Decimal(own.numerator), Decimal(own.denominator)), None)
    facts = _with(of, shown, case, place=place, count=len(order), step=name, points=number(points))
    if not name:
        return Reckoned(
            points, N_("{result} is place {place} of {count} in the bloc: no step, 0 points."), facts
        )
    if name == str(place):
        return Reckoned(
            points, N_("{result} is place {place} of {count} in the bloc: {points} points."), facts
        )
    message = N_("{result} is place {place} of {count} in the bloc, of the first {step}: {points} points.")
    return Reckoned(points, message, facts)


def leader_told(of: Criterion, value: Decimal, case: Case) -> Reckoned:
    """Hold the result against the target and the bloc's leader (regulations.md §2.A)."""
    half = MANY.divide(of.maximum, Decimal(2)) if of.on_target is None else of.on_target
    facts = _with(of, value, case, base=number(half))
    if not case.target:
        return _without_target(of, value, case, facts)
    if value < case.target:
        points = to_step(MANY.divide(MANY.multiply(half, value), case.target), of.step)
        told = N_("Below the target: {base} × {result} ÷ {target} = {points} points.")
        return Reckoned(points, told, {**facts, "points": number(points)})
    best = max((result / Fraction(aim) - 1 for result, aim in case.field if aim), default=Fraction(0))
    if best <= 0:
        points = to_step(half, of.step)
        told = N_("The target {target} is reached: {points} points.")
        return Reckoned(points, told, {**facts, "points": number(points)})
    rest, excess = MANY.subtract(of.maximum, half), MANY.subtract(value, case.target)
    # All over one denominator: one division, so that a number half way between two is seen as such.
    under = MANY.multiply(case.target, Decimal(best.numerator))
    over = MANY.multiply(MANY.multiply(rest, excess), Decimal(best.denominator))
    points = to_step(MANY.divide(MANY.add(MANY.multiply(half, under), over), under), of.step)
    own = Fraction(value) / Fraction(case.target) - 1
    facts |= {"points": number(points), "rest": number(rest), "own": percent(own), "best": percent(best)}
    if own == best:
        return Reckoned(
            points, N_("Leader of the bloc, {own} over the target {target}: {points} points."), facts
        )
    message = N_(
        "{own} over the target {target}, the bloc's leader {best}: "
        "{base} + {rest} × {own} ÷ {best} = {points} points."
    )
    return Reckoned(points, message, facts)


def _without_target(of: Criterion, value: Decimal, case: Case, facts: dict[str, object]) -> Reckoned:
    best = max((result for result, _ in case.field), default=Fraction(value))
    if not best:
        return Reckoned(ZERO, N_("Nobody has a result: 0 points."), facts)
    over = MANY.multiply(MANY.multiply(of.maximum, value), Decimal(best.denominator))
    points = to_step(MANY.divide(over, Decimal(best.numerator)), of.step)
    shown = to_step(MANY.divide(Decimal(best.numerator), Decimal(best.denominator)), None)
    facts |= {"points": number(points), "best": number(shown)}
    message = N_("No target; the bloc's best result is {best}: {most} × {result} ÷ {best} = {points} points.")
    return Reckoned(points, message, facts)
