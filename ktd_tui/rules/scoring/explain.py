"""Why a total, a grade and a rank are what they are, recomputed from what was entered.

Nothing is taken from ``rules.scoring.points`` and ``tree``: what is told here is added up anew
(``told``), so that a number on the grid and its explanation can only agree where both are right (tested
for 1,000 random regulations).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.scoring import CriteriaSet, Grade, Unassigned
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criterion_kinds import BONUSES, DEDUCTIONS, GROUPS, SetSection
from ktd_tui.rules.scoring.results.knock_outs import Knocked
from ktd_tui.rules.scoring.told import (
    NOTHING,
    Come,
    Telling,
    Told,
    ToldPart,
    half_up,
    part_told,
    reckoned,
    said_number,
)
from ktd_tui.words import number

Knocks = tuple[Knocked, ...]


class ToldTotal(NamedTuple):
    """A total, told.

    Attributes:
        total: As it is printed.
        share: Of what it compares to.
        parts: By the code of a group or heading what it comes to.
        points: What each row counts.
        lines: The last one's ``value`` is the total.
    """

    total: Decimal
    share: Fraction
    parts: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    lines: tuple[Told, ...]


def total_told(of: Telling, unit: str) -> ToldTotal:
    """Tell a unit's total: groups with their addends, bonus and deduction with their caps."""
    criteria, points = of.criteria, reckoned(of, unit)
    rows = of.rows(unit)
    all_codes = frozenset(row.code for row in rows)
    there = all_codes - of.of(unit).unassigned
    if criteria.unassigned is Unassigned.FULL:
        points |= {row.code: Fraction(row.maximum) for row in rows if row.code not in there}
        there = all_codes
    lines: list[Told] = []
    parts: dict[str, Fraction] = {}
    own = full = together = NOTHING
    for group in criteria.groups:
        most = NOTHING if group.maximum is None else Fraction(group.maximum)
        part = ToldPart(group.code, group.name, group.criteria, Fraction(group.weight), most)
        come = part_told(part, points, there)
        lines += come.lines if come.most else ()
        parts |= {group.code: come.points, **come.inner}
        together, own = together + come.points, own + come.most
        full += part_told(part, points, all_codes).most
    lines += _left_out(of, unit, (together, own, full))
    if criteria.unassigned is Unassigned.SCALE and own:
        together = together * full / own
    plus, minus = (_capped(criteria, points, there, section) for section in (BONUSES, DEDUCTIONS))
    parts |= {**plus.inner, **minus.inner}
    total, told = _total(criteria, together, plus.points, minus.points)
    out_of = own if criteria.unassigned is Unassigned.SHARE else full
    return ToldTotal(
        total,
        Fraction(total) / out_of if out_of else NOTHING,
        parts,
        points,
        (*lines, *plus.lines, *minus.lines, told),
    )


def _left_out(of: Telling, unit: str, sums: tuple[Fraction, Fraction, Fraction]) -> Iterator[Told]:
    """Tell what was not assigned, and what the set does then."""
    codes = [row.code for row in of.rows(unit) if row.code in of.of(unit).unassigned]
    if not codes:
        return
    together, own, full = (said_number(one) for one in sums)
    facts = {"codes": ", ".join(codes), "sum": together, "own": own, "full": full}
    scaled = said_number(sums[0] * sums[2] / sums[1]) if sums[1] else "0"
    message = {
        Unassigned.FULL: N_("Not assigned, so they count full: {codes}"),
        Unassigned.SHARE: N_("Not assigned: {codes}; out of {own} points instead of {full}, ranked by share"),
        Unassigned.SCALE: N_(
            "Not assigned: {codes}; the rest is scaled up: {sum} × {full} ÷ {own} = {scaled}"
        ),
    }[of.criteria.unassigned]
    yield Told(message, {**facts, "scaled": scaled}, None, 1)


def _total(
    criteria: CriteriaSet, together: Fraction, plus: Fraction, minus: Fraction
) -> tuple[Decimal, Told]:
    exact = together + plus - minus
    total = half_up(max(exact, NOTHING), criteria.rounding)
    groups, added, taken = (said_number(one) for one in (together, plus, minus))
    facts = {"groups": groups, "plus": added, "minus": taken, "sum": number(total)}
    message = N_("Total: {groups} + {plus} − {minus} = {sum}")
    if exact < NOTHING:
        message = N_("Total: {groups} + {plus} − {minus}, never below 0: {sum}")
    elif criteria.rounding:
        facts["step"] = number(criteria.rounding)
        message = N_("Total: {groups} + {plus} − {minus}, rounded once to {step}, half up: {sum}")
    return total, Told(message, facts, total)


def _capped(
    criteria: CriteriaSet, points: Mapping[str, Fraction], there: frozenset[str], section: SetSection
) -> Come:
    come = part_told(ToldPart(section.field, "", getattr(criteria, section.field)), points, there)
    cap = Fraction(getattr(criteria, section.cap))
    counted = min(come.points, cap)
    facts = {
        "addends": come.lines[-1].facts["addends"],
        "sum": said_number(come.points),
        "counted": said_number(counted),
        "cap": said_number(cap),
    }
    return come._replace(points=counted, lines=(Told(section.explained, facts, half_up(counted), 1),))


def grade_told(criteria: CriteriaSet, come: ToldTotal, knocked: Knocks = ()) -> Told:
    """Tell the grade of a total by its threshold, and what a knock-out leaves of it."""
    points, by_share = Fraction(come.total), criteria.unassigned is Unassigned.SHARE
    if by_share:
        points = come.share * Fraction(most_points(criteria))
    found = [g for g in criteria.grades if Fraction(g.at_least) <= points]
    if not found:
        return Told(N_("No grade: {sum} reaches no threshold."), {"sum": said_number(points)})
    best = max(found, key=lambda g: g.at_least)
    facts = {"name": best.name, "sum": said_number(points), "bound": number(best.at_least)}
    lower = _lowered(criteria, best, knocked)
    if lower:
        facts |= {"left": lower[0].name, "why": f"{lower[1].rule.name} ({lower[1].why})"}
        message = N_("Grade “{left}”: {sum} ≥ {bound} would be “{name}”, but {why}")
        return Told(message, {**facts, "name": best.name, "given": lower[0].name}, lower[0].at_least)
    return Told(N_("Grade “{name}”: {sum} ≥ {bound}"), {**facts, "given": best.name}, best.at_least)


def _lowered(criteria: CriteriaSet, best: Grade, knocked: Knocks) -> tuple[Grade, Knocked] | None:
    found = [
        (grade, one)
        for one in knocked
        for grade in criteria.grades
        if one.rule.consequence is Consequence.GRADE and grade.name == one.rule.grade
    ]
    lower = [pair for pair in found if pair[0].at_least < best.at_least]
    return min(lower, key=lambda pair: pair[0].at_least, default=None)


def most_points(criteria: CriteriaSet) -> Fraction:
    """Return the most points of the set, of the sub-group that has most."""
    names = {name for g in criteria.groups for c in g.criteria for name in c.sub_groups} | {""}
    found = []
    for name in names:
        codes = frozenset(
            c.code for g in criteria.groups for c in g.criteria if not c.sub_groups or name in c.sub_groups
        )
        parts = (
            ToldPart(g.code, g.name, g.criteria, Fraction(g.weight), Fraction(g.maximum or 0))
            for g in criteria.groups
        )
        found.append(sum((part_told(part, {}, codes).most for part in parts), NOTHING))
    return max(found)


class Merit(NamedTuple):
    """What a rank is decided by: not put last, the total or its share, then the points of ties."""

    kept: bool
    merit: Fraction
    ties: tuple[Decimal, ...]
    total: Decimal


def merit(of: Telling, unit: str, knocked: Knocks = ()) -> Merit | None:
    """Return a unit's merit, None while a criterion is blank."""
    come, left = total_told(of, unit), of.of(unit).unassigned
    needed = {r.code for r in of.rows(unit) if r.section is GROUPS and not r.kind.beside} - left
    if needed - come.points.keys():
        return None
    kept = not any(one.rule.consequence is Consequence.LAST for one in knocked)
    first = come.share if of.criteria.unassigned is Unassigned.SHARE else Fraction(come.total)
    ties = (half_up(come.parts.get(code, come.points.get(code, NOTHING))) for code in of.criteria.tie_break)
    return Merit(kept, first, tuple(ties), come.total)


def rank_told(
    of: Telling, unit: str, names: Mapping[str, str], knocked: Mapping[str, Knocks] | None = None
) -> list[Told]:
    """Tell a unit's rank: who stands before it, and how ties were decided.

    The last line's ``value`` is the rank, None while a criterion of the unit is blank.
    """
    known = knocked or {}
    rivals = [
        one
        for one in of.sheets
        if not of.criteria.ranked_apart or of.of(one).sub_group == of.of(unit).sub_group
    ]
    merits = {one: found for one in rivals if (found := merit(of, one, known.get(one, ())))}
    own = merits.get(unit)
    if own is None:
        return [Told(N_("No rank yet: a criterion is blank."), {})]
    before = [one for one, found in merits.items() if found[:3] > own[:3]]
    equal = [one for one, found in merits.items() if found[:3] == own[:3] and one != unit]
    lines = [*_last(unit, names, known), *_ties(of.criteria, merits, unit, names)]
    higher = ", ".join(f"{names[one]} {_standing(of.criteria, merits[one])}" for one in before)
    if higher:
        lines.append(Told(N_("Before it: {units}"), {"units": higher}, None, 1))
    if equal:
        told = {"units": ", ".join(names[one] for one in equal)}
        lines.append(Told(N_("Equal in everything, so they share the rank: {units}"), told, None, 1))
    place = len(before) + 1
    return [*lines, Told(N_("Rank {rank} of {count}"), {"rank": place, "count": len(merits)}, Decimal(place))]


def _standing(criteria: CriteriaSet, of: Merit) -> str:
    return f"{said_number(of.merit * 100)} %" if criteria.unassigned is Unassigned.SHARE else number(of.total)


def _last(unit: str, names: Mapping[str, str], knocked: Mapping[str, Knocks]) -> Iterator[Told]:
    for one, found in knocked.items():
        for knock in found:
            if knock.rule.consequence is Consequence.LAST:
                facts = {"unit": names[one], "what": knock.rule.name, "why": knock.why}
                yield Told(N_("{unit} stands after all others: {what} ({why})"), facts, None, 1)
    del unit


def _ties(
    criteria: CriteriaSet, merits: Mapping[str, Merit], unit: str, names: Mapping[str, str]
) -> Iterator[Told]:
    own = merits[unit]
    for one, found in merits.items():
        if one == unit or found[:2] != own[:2]:
            continue
        for code, mine, theirs in zip(criteria.tie_break, own.ties, found.ties, strict=True):
            facts = {
                "unit": names[unit], "other": names[one], "sum": _standing(criteria, own),
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
