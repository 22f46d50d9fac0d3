"""Why a grade is what it is, recomputed by another way than ``grades``: places fill from the first on."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import NamedTuple

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.results.grades import EACH_ROW, Grade, Rounding
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.explain import most_points
from ktd_tui.rules.scoring.kinds.sections import GROUPS
from ktd_tui.rules.scoring.results.ranks_told import Merit, ToldField, settled_told, settlement
from ktd_tui.rules.scoring.told import NOTHING, Told, half_up, said_number
from ktd_tui.text import enumerated
from ktd_tui.words import number

HALF = Fraction(1, 2)


class ToldGrade(NamedTuple):
    """A unit's grade, told.

    Attributes:
        name: Empty: it has none.
        contended: The higher grade whose last place it contends for with equals.
        lines: What kept it from higher grades, then the grade itself.
    """

    name: str
    contended: str
    lines: tuple[Told, ...]


def grades_told(field: ToldField) -> dict[str, ToldGrade]:
    """Tell the grades of all units whose criteria are scored."""
    most = most_points(field.criteria) if field.criteria.held_by_share else NOTHING
    points = {
        unit: own.come.share * most if most else Fraction(own.come.total)
        for unit, own in field.merits.items()
    }
    lines = {unit: [*_held_by_share(own, most)] for unit, own in field.merits.items()}
    contended: dict[str, str] = {}
    found: dict[str, ToldGrade] = {}
    for grade in sorted(field.criteria.grades, key=lambda one: -one.at_least):
        able = []
        for unit in points.keys() - found.keys():
            if points[unit] >= Fraction(grade.at_least):
                kept = [*_kept_from(field, grade, unit, points[unit])]
                lines[unit] += kept
                able += [] if kept else [unit]
        for unit, told in _seated(field, grade, able, points).items():
            lines[unit] += told.lines
            if told.contended:
                contended.setdefault(unit, grade.name)
            if told.name:
                last = _reached(field, grade, unit, points[unit])
                found[unit] = ToldGrade(grade.name, contended.get(unit, ""), (*lines[unit], last))
    for unit in points.keys() - found.keys():
        none = Told(N_("No grade: {sum} reaches no threshold."), {"sum": said_number(points[unit])})
        found[unit] = ToldGrade("", contended.get(unit, ""), (*lines[unit], none))
    return found


def _held_by_share(own: Merit, most: Fraction) -> Iterator[Told]:
    """Tell what a total counts as where the thresholds are of another one."""
    if most and own.come.out_of not in (NOTHING, most):
        facts = {
            "total": number(own.come.total), "own": said_number(own.come.out_of), "most": said_number(most),
            "points": said_number(own.come.share * most),
        }  # fmt: skip
        message = N_("For the grade {total} of {own} points count as {points} of {most}")
        yield Told(message, facts, None, 1)


def _reached(field: ToldField, grade: Grade, unit: str, points: Fraction) -> Told:
    facts = {"name": grade.name, "sum": said_number(points), "bound": number(grade.at_least)}
    message = N_("Grade “{name}”: {sum} ≥ {bound}")
    if not grade.at_least:
        message = N_("Grade “{name}”: of all that reach no higher one")
    if grade.ballot:
        message = N_("Grade “{name}”: {sum} ≥ {bound}, confirmed by the meeting's ballot")
        if (unit, grade.name) not in field.beside.ballots:
            message = N_("Grade “{name}”: {sum} ≥ {bound}; the meeting's ballot is to confirm it")
    return Told(message, facts, grade.at_least)


def _kept_from(field: ToldField, grade: Grade, unit: str, points: Fraction) -> Iterator[Told]:
    """Tell what keeps a unit from a grade whose threshold it reaches."""
    facts = {"name": grade.name, "sum": said_number(points), "bound": number(grade.at_least)}
    bounds = {one.name: one.at_least for one in field.criteria.grades}
    for one in field.knocked.get(unit, ()):
        lowered = one.rule.consequence is Consequence.GRADE and one.rule.grade in bounds
        if lowered and bounds[one.rule.grade] < grade.at_least:
            why = f"{one.rule.name} ({one.why})"
            told = {**facts, "left": one.rule.grade, "why": why}
            yield Told(N_("{sum} ≥ {bound} would be “{name}”, but at most “{left}”: {why}"), told, None, 1)
    for why in _floors(field, grade, unit):
        yield Told(N_("Not “{name}”: {why}"), {**facts, "why": why}, None, 1)
    if field.beside.ballots.get((unit, grade.name)) is False:
        yield Told(N_("Not “{name}”: the meeting's ballot did not confirm it"), facts, None, 1)


def _floors(field: ToldField, grade: Grade, unit: str) -> Iterator[str]:
    come, rows = field.merits[unit].come, field.of.rows(unit)
    full = {row.code: Fraction(row.maximum) for row in rows}
    for one in grade.floors:
        codes = [one.name]
        if one.name == EACH_ROW:
            codes = [row.code for row in rows if row.section is GROUPS and not row.kind.beside]
        for code in codes:
            most = come.tops.get(code, full.get(code, NOTHING))
            got = come.points.get(code, come.parts.get(code))
            if got is None or not most:
                continue
            share = Fraction(half_up(got)) / Fraction(half_up(most)) * 100
            if share < Fraction(one.points):
                said = f"{number(half_up(got))}/{number(half_up(most))} = {said_number(share)}%"
                yield f"{code}: {said} < {number(one.points)}%"


def _seated(
    field: ToldField, grade: Grade, able: list[str], points: Mapping[str, Fraction]
) -> dict[str, ToldGrade]:
    """Fill the places of a grade from the first on; those equal at the last place stay without."""
    apart = grade.apart or field.criteria.ranked_apart
    pool: dict[str, list[str]] = {}
    for unit in able:
        pool.setdefault(field.merits[unit].group if apart else "", []).append(unit)
    found: dict[str, ToldGrade] = {}
    for group, units in pool.items():
        there = [one for one in field.of.sheets if not apart or field.of.of(one).sub_group == group]
        everybody = [field.merits[one].ranked for one in there if one in field.merits]
        taken, whole = 0, _share_whole(field, grade, there, points)
        for block in _blocks(field, grade, units):
            rank = sum(one > field.merits[block[0]].ranked for one in everybody)
            ahead = sum(field.merits[u].ranked == field.merits[block[0]].ranked for u in units[:taken])
            rooms = _rooms(grade, whole, taken, rank + ahead)
            for unit in block:
                seat = _seat(field, grade, block, unit, rooms)
                found[unit] = seat._replace(lines=(*_settled(field, grade, unit, units), *seat.lines))
            taken += len(block)
    return found


def _share_whole(field: ToldField, grade: Grade, there: list[str], points: Mapping[str, Fraction]) -> int:
    """Return how many units the share of a grade is taken of."""
    if not grade.share_of:
        return len(there)
    ranked = [one for one in there if one in field.merits]
    for base in field.criteria.grades:
        if base.name == grade.share_of:
            ranked = [one for one in ranked if points[one] >= Fraction(base.at_least)]
            ranked = [one for one in ranked if not list(_kept_from(field, base, one, points[one]))]
    return len(ranked)


def _blocks(field: ToldField, grade: Grade, units: list[str]) -> list[list[str]]:
    """Return units in order, those that are equal together; ``units`` is put into that order."""
    units.sort(key=lambda unit: field.merits[unit].ranked, reverse=True)
    blocks: list[list[str]] = []
    for _, group in groupby(units, lambda unit: field.merits[unit].ranked):
        equal = list(group)
        one = settlement(field.beside, grade.name, equal)
        blocks += [[unit] for unit in one.unit_ids if unit in equal] if one else [equal]
    units[:] = [unit for block in blocks for unit in block]
    return blocks


class Room(NamedTuple):
    """How many places a bound leaves, what is told where there is none, and of who has one."""

    left: int
    told: Told
    within: Told


def _settled(field: ToldField, grade: Grade, unit: str, units: list[str]) -> Iterator[Told]:
    equal = [one for one in units if field.merits[one].ranked == field.merits[unit].ranked]
    if one := settlement(field.beside, grade.name, equal):
        yield settled_told(one, field.names)


def _rooms(grade: Grade, units: int, taken: int, before: int) -> list[Room]:
    """Return the places that are left."""
    rooms = []
    if grade.share is not None:
        exact = Fraction(grade.share) / 100 * units
        limit = {
            Rounding.DOWN: floor(exact),
            Rounding.HALF_UP: floor(exact + HALF),
            Rounding.UP: ceil(exact),
        }[grade.rounding]
        share = {"name": grade.name, "share": number(grade.share), "units": units, "limit": limit}
        message = N_("Not “{name}”: {limit} of {units} units get it (at most {share} %), others stand before")
        within = N_("Among the {limit} of {units} units that get “{name}” (at most {share} %)")
        rooms.append(Room(limit - taken, Told(message, share, None, 1), Told(within, share, None, 1)))
    if grade.best is not None:
        best = {"name": grade.name, "best": grade.best}
        message = N_("Not “{name}”: only the first {best} of the ranking get it")
        within = N_("Among the first {best} of the ranking, who alone get “{name}”")
        rooms.append(Room(grade.best - before, Told(message, best, None, 1), Told(within, best, None, 1)))
    return rooms


def _seat(field: ToldField, grade: Grade, block: list[str], unit: str, rooms: list[Room]) -> ToldGrade:
    """Tell whether a unit has a place; the others of its block are equal with it."""
    if full := [room.told for room in rooms if room.left <= 0]:
        return ToldGrade("", "", tuple(full))
    if all(room.left >= len(block) for room in rooms):
        return ToldGrade(grade.name, "", tuple(room.within for room in rooms))
    others = enumerated(field.names[one] for one in block if one != unit)
    facts = {"name": grade.name, "others": others, "left": min(room.left for room in rooms)}
    message = N_("“{name}”: equal with {others}, {left} places are left: people decide (lot, chair, vote)")
    return ToldGrade("", grade.name, (Told(message, facts, None, 1),))
