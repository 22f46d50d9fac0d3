"""What points add up to: groups, caps, what is missing, the total; exact until the total is rounded once."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Layer, Unassigned
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.kinds.giving import exact, rounded
from ktd_tui.rules.scoring.kinds.sections import BONUSES, DEDUCTIONS
from ktd_tui.rules.scoring.points import Entered, given_points
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, UnitFacts, rows_there, score_rows
from ktd_tui.rules.scoring.scorers.joining import may_stay_blank
from ktd_tui.rules.scoring.scorers.listed import result_layer
from ktd_tui.rules.scoring.tree import Node, exact_sum, summed, trees

ZERO = Decimal(0)


class Sum(NamedTuple):
    """What a sheet is added up to, exact; the fields as those of ``ScoreResult``."""

    points: Mapping[str, Fraction]
    subtotals: Mapping[str, Fraction]
    bonus: Fraction
    deduction: Fraction
    total: Fraction
    missing: tuple[str, ...]
    most: Mapping[str, Fraction]
    out_of: Fraction
    own_most: Fraction


class ScoreResult(NamedTuple):
    """What a unit's points come to.

    Attributes:
        points: What each row gives, by code; absent where it is blank.
        subtotals: Points by the code of a group or heading, with its coefficient.
        bonus: Bonus points after the cap.
        deduction: Points deducted after the cap.
        total: Criteria + bonus - deduction over what is entered, never below 0.
        missing: Codes of criteria without a score; bonus and deduction may stay blank.
        most: The most points that a group or heading can come to.
        out_of: The most points of all criteria, to which the total compares.
        own_most: The same of those that are assigned to the unit.
    """

    points: Mapping[str, Decimal]
    subtotals: Mapping[str, Decimal]
    bonus: Decimal
    deduction: Decimal
    total: Decimal
    missing: tuple[str, ...]
    most: Mapping[str, Decimal] = {}
    out_of: Decimal = ZERO
    own_most: Decimal = ZERO

    @property
    def complete(self) -> bool:
        """Whether every criterion has a score."""
        return not self.missing

    @property
    def share(self) -> Fraction:
        """The total as a share of what it compares to."""
        return exact(self.total) / exact(self.out_of) if self.out_of else Fraction(0)


def sheet_result(
    criteria: CriteriaSet,
    values: Mapping[str, Decimal],
    facts: UnitFacts = NO_FACTS,
    layer: str = Layer.BLOC,
) -> ScoreResult:
    """Add up one sheet; ``values`` as entered, by code, absent where blank."""
    given = given_points(criteria, {"": [Entered(values)]}, {"": facts}, layer)
    return results(criteria, given, {"": facts}, layer)[""]


def results(
    criteria: CriteriaSet,
    by_unit: Mapping[str, Mapping[str, Decimal | Fraction]],
    facts: Mapping[str, UnitFacts] | None = None,
    layer: str = Layer.BLOC,
) -> dict[str, ScoreResult]:
    """Add up the points of many units."""
    known = facts or {}
    return {
        unit: (_kept if isinstance(points, MappingProxyType) else _result)(
            criteria, points, known.get(unit, NO_FACTS), layer
        )
        for unit, points in by_unit.items()
    }


def _result(
    criteria: CriteriaSet, given: Mapping[str, Decimal | Fraction], facts: UnitFacts, layer: str
) -> ScoreResult:
    return rounded_once(criteria, added_up(criteria, given, facts, layer))


_kept = kept(2048)(_result)
"""What is read only is added up once: of all units each typed cell moves the points of one."""


def rounded_once(criteria: CriteriaSet, of: Sum) -> ScoreResult:
    """Round what a sheet, or several of them, came to."""
    return ScoreResult(
        points={code: rounded(one) for code, one in of.points.items()},
        subtotals={code: rounded(one) for code, one in of.subtotals.items()},
        bonus=rounded(of.bonus),
        deduction=rounded(of.deduction),
        total=rounded(of.total, criteria.rounding),
        missing=of.missing,
        most={code: rounded(one) for code, one in of.most.items()},
        out_of=rounded(of.out_of),
        own_most=rounded(of.own_most),
    )


def added_up(
    criteria: CriteriaSet, given: Mapping[str, Decimal | Fraction], facts: UnitFacts, layer: str
) -> Sum:
    """Add up a sheet, exact.

    Args:
        given: The points of its rows, by code; absent where blank.
    """
    rows = rows_there(criteria, facts, layer, everything=True)
    assigned = [row for row in rows if row.code not in facts.unassigned]
    left = {row.code for row in rows} - {row.code for row in assigned}
    points = {row.code: exact(given[row.code]) for row in assigned if row.code in given}
    if criteria.unassigned is Unassigned.FULL:
        assigned = list(rows)
        points |= {row.code: Fraction(row.maximum) for row in rows if row.code in left}
    nodes = _nodes(criteria, points, assigned)
    groups = [group.code for group in criteria.groups]
    own, out_of = (
        exact_sum(of[code].most for code in groups)
        for of in (nodes, _nodes(criteria, points, rows) if left else nodes)
    )
    together = exact_sum(nodes[code].points for code in groups)
    if criteria.unassigned is Unassigned.SCALE and own:
        together = together * out_of / own
    bonus, deduction = (
        min(nodes.pop(one.field).points, Fraction(getattr(criteria, one.cap)))
        for one in (BONUSES, DEDUCTIONS)
    )
    return Sum(
        points=points,
        subtotals={code: node.points for code, node in nodes.items()},
        bonus=bonus,
        deduction=deduction,
        total=as_decided(criteria, facts, layer, max(together + bonus - deduction, Fraction(0))),
        missing=_blank(assigned, points),
        most={code: node.most for code, node in nodes.items()},
        out_of=own if criteria.unassigned is Unassigned.SHARE else out_of,
        own_most=own,
    )


def as_decided(criteria: CriteriaSet, facts: UnitFacts, layer: str, total: Fraction) -> Fraction:
    """Return a total, or what the meeting decided instead of it, where it is the result's."""
    if facts.decided is None or layer != result_layer(criteria):
        return total
    return Fraction(facts.decided.points)


def blank_codes(
    criteria: CriteriaSet, given: Mapping[str, Fraction], facts: UnitFacts, layer: str
) -> tuple[str, ...]:
    """Return the codes without points that need some, as ``added_up`` does, but add nothing up."""
    rows = rows_there(criteria, facts, layer, everything=True)
    return _blank((row for row in rows if row.code not in facts.unassigned), given)


def _blank(assigned: Iterable[ScoreRow], points: Mapping[str, Fraction]) -> tuple[str, ...]:
    return tuple(row.code for row in assigned if not may_stay_blank(row) and row.code not in points)


def _nodes(
    criteria: CriteriaSet, points: Mapping[str, Fraction], rows: Sequence[ScoreRow]
) -> dict[str, Node]:
    there, nodes = frozenset(row.code for row in rows), dict[str, Node]()
    for tree in trees(criteria):
        summed(tree, points, there, nodes)
    return nodes


def maximum(criteria: CriteriaSet) -> Decimal:
    """Return the most points of all criteria together, without bonus; of the sub-group that has most."""
    names = {name for row in score_rows(criteria) for name in row.entry.sub_groups} | {""}
    return max(sheet_result(criteria, {}, UnitFacts(sub_group=name)).own_most for name in sorted(names))
