"""Grades: by points, floors, a share of the units, places and the meeting's ballot; ties are never cut.

From the highest grade down: who reaches one and is among its places gets it; everybody else is held against
the next. Where more units are equal at the last place than there is room for, none of them gets it until
people decide (``domain.results.decisions``), and each is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.results.grades import EACH_ROW, Grade, Rounding
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.kinds.sections import GROUPS
from ktd_tui.rules.scoring.results.knock_outs import Knocked, grade_left
from ktd_tui.rules.scoring.results.ties import Beside, places_settled
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.scoring.sums import ScoreResult

HUNDRED = 100
Merit = tuple[Decimal | Fraction | bool | int, ...]


class Runner(NamedTuple):
    """A unit whose points are complete, as grades look at it.

    Attributes:
        merit: What its rank is decided by.
        group: The sub-group of units that it is of.
    """

    unit_id: str
    of: ScoreResult
    merit: Merit
    group: str
    knocked: tuple[Knocked, ...] = ()


class Graded(NamedTuple):
    """What grade a unit has.

    Attributes:
        grade: None: it reaches none.
        contended: The higher grade whose last place it contends for with equals, until people decide.
        to_vote: The grade waits for the meeting's ballot.
    """

    grade: Grade | None
    contended: str = ""
    to_vote: bool = False


class GradePlace(StrEnum):
    """Whether a unit is among so many places."""

    IN = "in"
    TIED = "tied"
    OUT = "out"


class GradeRun(NamedTuple):
    """Who runs for the grades of a set.

    Attributes:
        sizes: How many units each sub-group has, blank ones included: what a share is a share of.
        most: The most points of the set, by which shares become points where grades are held by share.
    """

    criteria: CriteriaSet
    field: Sequence[Runner]
    sizes: Mapping[str, int]
    beside: Beside
    most: Decimal


def rounded_units(share: Fraction, units: int, rounding: Rounding) -> int:
    """Return how many units a share of them is."""
    exact = share * units
    whole, rest = divmod(exact.numerator, exact.denominator)
    up = {
        Rounding.DOWN: False,
        Rounding.HALF_UP: 2 * rest >= exact.denominator,
        Rounding.UP: bool(rest),
    }
    return whole + up[rounding]


def graded(run: GradeRun) -> dict[str, Graded]:
    """Return the grades of units whose points are complete."""
    criteria, left = run.criteria, list(run.field)
    found: dict[str, Graded] = {}
    contended: dict[str, str] = {}
    for grade in sorted(criteria.grades, key=lambda one: one.at_least, reverse=True):
        able = [one for one in left if _able(run, grade, one)]
        for one in able:
            place = _place(run, grade, one, able)
            if place is GradePlace.TIED:
                contended.setdefault(one.unit_id, grade.name)
            elif place is GradePlace.IN:
                waits = grade.ballot and (one.unit_id, grade.name) not in run.beside.ballots
                found[one.unit_id] = Graded(grade, contended.get(one.unit_id, ""), waits)
        left = [one for one in left if one.unit_id not in found]
    return found | {one.unit_id: Graded(None, contended.get(one.unit_id, "")) for one in left}


def _able(run: GradeRun, grade: Grade, one: Runner) -> bool:
    """Tell whether a unit reaches a grade, before its places are counted."""
    if run.beside.ballots.get((one.unit_id, grade.name)) is False:
        return False
    points = Fraction(one.of.total)
    if run.criteria.held_by_share:
        points = one.of.share * Fraction(run.most)
    if points < Fraction(grade.at_least) or grade_left(run.criteria, grade, one.knocked) != grade:
        return False
    return not any(under_floor(run.criteria, grade, one.of))


def under_floor(criteria: CriteriaSet, grade: Grade, of: ScoreResult) -> Iterator[str]:
    """Yield the codes that lie under a floor of a grade."""
    if not grade.floors:
        return
    rows = {row.code: row.maximum for row in score_rows(criteria)}
    each = [row.code for row in score_rows(criteria) if row.section is GROUPS and not row.kind.beside]
    for floor in grade.floors:
        for code in each if floor.name == EACH_ROW else [floor.name]:
            points, most = of.points.get(code, of.subtotals.get(code)), of.most.get(code, rows.get(code))
            if points is not None and most and Fraction(points) * HUNDRED < Fraction(floor.points * most):
                yield code


def _place(run: GradeRun, grade: Grade, one: Runner, able: Sequence[Runner]) -> GradePlace:
    """Tell whether a unit is among the places of a grade."""
    apart = grade.apart or run.criteria.ranked_apart
    rivals = [other for other in able if not apart or other.group == one.group]
    everybody = [other for other in run.field if not apart or other.group == one.group]
    places = []
    if grade.share is not None:
        size = _whole(run, grade, everybody)
        if not grade.share_of:
            size = run.sizes[one.group] if apart else sum(run.sizes.values())
        limit = rounded_units(Fraction(grade.share) / HUNDRED, size, grade.rounding)
        places.append(_among(run, grade, one, rivals, limit, rivals))
    if grade.best is not None:
        places.append(_among(run, grade, one, everybody, grade.best, rivals))
    return next((place for place in (GradePlace.OUT, GradePlace.TIED) if place in places), GradePlace.IN)


def _whole(run: GradeRun, grade: Grade, everybody: Sequence[Runner]) -> int:
    """Return how many units a share is a share of: those that are ranked, or those that reach a grade."""
    reached = next((one for one in run.criteria.grades if one.name == grade.share_of), None)
    return len(everybody) if reached is None else sum(_able(run, reached, other) for other in everybody)


def _among(
    run: GradeRun, grade: Grade, one: Runner, counted: Sequence[Runner], limit: int, rivals: Sequence[Runner]
) -> GradePlace:
    before = sum(other.merit > one.merit for other in counted)
    equal = [other.unit_id for other in rivals if other.merit == one.merit]
    settled = places_settled(run.beside.settled, grade.name, equal)
    first = sum(settled[unit] < settled[one.unit_id] for unit in equal)
    level = sum(place == settled[one.unit_id] for place in settled.values())
    if before + first >= limit:
        return GradePlace.OUT
    return GradePlace.IN if before + first + level <= limit else GradePlace.TIED
