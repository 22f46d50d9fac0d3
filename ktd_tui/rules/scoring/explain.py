"""Why a number is what it is: every addend, cap and tie-break step, recomputed from the raw points.

Nothing is taken from ``rules.scoring.points``: what is told here is added up anew, each row by its kind's
``reckon``, so that a number on the grid and its explanation can only agree where both are right (tested
for 1,000 random years).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Criterion
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criterion_kinds import BONUSES, DEDUCTIONS, SetSection, score_rows
from ktd_tui.words import number

ZERO = Decimal(0)
Values = Mapping[str, Decimal]


class Told(NamedTuple):
    """One line of an explanation.

    Attributes:
        message: A msgid with its ``facts``.
        value: The number that the line comes to, where it comes to one.
        depth: 0 for a result, 1 for what it is made of.
    """

    message: str
    facts: Mapping[str, object]
    value: Decimal | None = None
    depth: int = 0


def reckoned(criteria: CriteriaSet, values: Values) -> dict[str, Decimal]:
    """Return the points that the entered values give, by code."""
    rows = [row for row in score_rows(criteria) if row.code in values]
    return {row.code: row.kind.reckon(row.entry, values[row.code]).points for row in rows}


def total_told(criteria: CriteriaSet, values: Values) -> list[Told]:
    """Tell a unit's total: groups with their addends, bonus and deduction with their caps.

    The last line's ``value`` is the total.
    """
    points = reckoned(criteria, values)
    lines: list[Told] = []
    together = ZERO
    for group in criteria.groups:
        entered = [(c.code, points[c.code]) for c in group.criteria if c.code in points]
        blank = [c.code for c in group.criteria if c.code not in points]
        come = sum((value for _, value in entered), ZERO)
        together += come
        facts = {"code": group.code, "name": group.name, "sum": number(come), "addends": _addends(entered)}
        lines.append(Told(N_("{code} {name}: {addends} = {sum}"), facts, come, 1))
        if blank:
            lines.append(Told(N_("Blank, which is not 0: {codes}"), {"codes": ", ".join(blank)}, None, 1))
    plus, told_plus = _capped(criteria, points, BONUSES)
    minus, told_minus = _capped(criteria, points, DEDUCTIONS)
    come = together + plus - minus
    facts = {
        "groups": number(together),
        "plus": number(plus),
        "minus": number(minus),
        "sum": number(max(come, ZERO)),
    }
    message = N_("Total: {groups} + {plus} − {minus} = {sum}")
    if come < ZERO:
        message = N_("Total: {groups} + {plus} − {minus}, never below 0: {sum}")
    return [*lines, told_plus, told_minus, Told(message, facts, max(come, ZERO))]


def _addends(entered: list[tuple[str, Decimal]]) -> str:
    return " + ".join(f"{number(value)} ({code})" for code, value in entered) or "0"


def _capped(criteria: CriteriaSet, points: Values, section: SetSection) -> tuple[Decimal, Told]:
    rows: tuple[Criterion, ...] = getattr(criteria, section.field)
    entered = [(row.code, points[row.code]) for row in rows if row.code in points]
    cap: Decimal = getattr(criteria, section.cap)
    come = sum((value for _, value in entered), ZERO)
    counted = min(come, cap)
    facts = {
        "addends": _addends(entered),
        "sum": number(come),
        "counted": number(counted),
        "cap": number(cap),
    }
    return counted, Told(section.explained, facts, counted, 1)


def grade_told(criteria: CriteriaSet, come: Decimal) -> Told:
    """Tell the grade of a total by its threshold."""
    reached = [g for g in criteria.grades if g.at_least <= come]
    if not reached:
        return Told(N_("No grade: {sum} reaches no threshold."), {"sum": number(come)})
    best = max(reached, key=lambda g: g.at_least)
    facts = {"name": best.name, "sum": number(come), "bound": number(best.at_least)}
    return Told(N_("Grade “{name}”: {sum} ≥ {bound}"), facts, best.at_least)


class Merit(NamedTuple):
    """What a rank is decided by: the total, then the tie-break's points in order."""

    total: Decimal
    ties: tuple[Decimal, ...]


def merit(criteria: CriteriaSet, values: Values) -> Merit | None:
    """Return a unit's merit, None while a criterion is blank."""
    codes = {c.code for g in criteria.groups for c in g.criteria}
    if codes - values.keys():
        return None
    last, points = total_told(criteria, values)[-1].value or ZERO, reckoned(criteria, values)
    return Merit(last, tuple(_tie(criteria, points, code) for code in criteria.tie_break))


def _tie(criteria: CriteriaSet, points: Values, code: str) -> Decimal:
    for group in criteria.groups:
        if group.code == code:
            return sum((points.get(c.code, ZERO) for c in group.criteria), ZERO)
    return points.get(code, ZERO)


def rank_told(
    criteria: CriteriaSet, by_unit: Mapping[str, Values], unit: str, names: Mapping[str, str]
) -> list[Told]:
    """Tell a unit's rank: who stands before it, and how ties were decided.

    The last line's ``value`` is the rank, None while a criterion of the unit is blank.
    """
    merits = {one: found for one, values in by_unit.items() if (found := merit(criteria, values))}
    own = merits.get(unit)
    if own is None:
        return [Told(N_("No rank yet: a criterion is blank."), {})]
    before = [one for one, found in merits.items() if found > own]
    equal = [one for one, found in merits.items() if found == own and one != unit]
    lines = list(_ties(criteria, merits, unit, names))
    higher = ", ".join(f"{names[one]} {number(merits[one].total)}" for one in before)
    if higher:
        lines.append(Told(N_("Before it: {units}"), {"units": higher}, None, 1))
    if equal:
        told = {"units": ", ".join(names[one] for one in equal)}
        lines.append(Told(N_("Equal in everything, so they share the rank: {units}"), told, None, 1))
    place = len(before) + 1
    return [*lines, Told(N_("Rank {rank} of {count}"), {"rank": place, "count": len(merits)}, Decimal(place))]


def _ties(
    criteria: CriteriaSet, merits: Mapping[str, Merit], unit: str, names: Mapping[str, str]
) -> Iterator[Told]:
    own = merits[unit]
    for one, found in merits.items():
        if one == unit or found.total != own.total:
            continue
        for code, mine, theirs in zip(criteria.tie_break, own.ties, found.ties, strict=True):
            facts = {
                "unit": names[unit], "other": names[one], "sum": number(own.total),
                "code": code, "mine": number(mine), "theirs": number(theirs),
            }  # fmt: skip
            if mine == theirs:
                yield Told(
                    N_("{unit} and {other} both have {sum}; {code}: {mine} = {theirs}"), facts, None, 1
                )
                continue
            message = N_(
                "{unit} and {other} both have {sum}; {code}: {mine} > {theirs}, so {unit} stands before"
            )
            if mine < theirs:
                message = N_(
                    "{unit} and {other} both have {sum}; {code}: {mine} < {theirs}, so {other} stands before"
                )
            yield Told(message, facts, None, 1)
            break
