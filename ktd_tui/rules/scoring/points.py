"""What score sheets come to under a criteria set: points of each row, caps, what is missing, the total.

Exact until the end: a cell that is computed is rounded by itself, since it is printed; the mean of several
scorers is not, and the total is rounded once.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Layer, Unassigned
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.criterion_kinds import BONUSES, DEDUCTIONS, GROUPS
from ktd_tui.rules.scoring.kinds.giving import Case, rounded
from ktd_tui.rules.scoring.score_rows import NO_FACTS, ScoreRow, UnitFacts, rows_there, score_row, score_rows
from ktd_tui.rules.scoring.scorers.joining import joined
from ktd_tui.rules.scoring.scorers.listed import layers_of
from ktd_tui.rules.scoring.tree import Node, summed, trees

ZERO = Decimal(0)


class Entered(NamedTuple):
    """What stands in one sheet.

    Attributes:
        values: What was entered, by code.
        stands: Points that stand instead of what would be computed: by hand, frozen at locking, or of the
            one layer that scores the row.
    """

    values: Mapping[str, Decimal]
    stands: Mapping[str, Decimal | Fraction] = {}


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
        return Fraction(self.total) / Fraction(self.out_of) if self.out_of else Fraction(0)


def check_points(criteria: CriteriaSet, code: str, value: Decimal) -> None:
    """Refuse a value that the row of that code cannot hold.

    Raises:
        Refused: There is no such row, or its kind refuses the value.
    """
    row = score_row(criteria, code)
    row.kind.check(row.entry, value)


def check_by_hand(criteria: CriteriaSet, code: str, points: Decimal) -> None:
    """Refuse points that are to stand instead of computed ones.

    Raises:
        Refused: They are above the most, or the row's points are entered as they are.
    """
    row = score_row(criteria, code)
    if not row.kind.computed:
        raise Refused(N_("{code}: its points are typed as they are, without “=”."), code=code)
    if not 0 <= points <= row.maximum:
        raise Refused(N_("{code}: from 0 to {maximum} points."), code=code, maximum=row.maximum)


def given_points(
    criteria: CriteriaSet,
    sheets: Mapping[str, Sequence[Entered]],
    facts: Mapping[str, UnitFacts] | None = None,
    layer: str = Layer.BLOC,
    among: Mapping[str, Sequence[Entered]] | None = None,
) -> dict[str, Mapping[str, Fraction]]:
    """Return the points of each row of each unit, exact; of several scorers what those who gave some join to.

    Args:
        among: The sheets of the whole bloc in the layer, where ``sheets`` are those of one scorer.
    """
    known = facts or {}
    fields = _fields(criteria, among or sheets, known)
    found: dict[str, Mapping[str, Fraction]] = {}
    rules = next((one for one in layers_of(criteria) if one.code == layer), None)
    for unit, of in sheets.items():
        own = known.get(unit, NO_FACTS)
        points: dict[str, Fraction] = {}
        for row in rows_there(criteria, own, layer):
            case = Case(own.targets.get(row.code), fields.get(row.code, ()))
            given = [one for sheet in of if (one := _given(row, sheet, case)) is not None]
            if given:
                points[row.code] = joined(rules, given)
        found[unit] = MappingProxyType(points)
    return found


def _given(row: ScoreRow, sheet: Entered, case: Case) -> Fraction | None:
    if row.code in sheet.stands:
        return Fraction(sheet.stands[row.code])
    if row.code not in sheet.values:
        return None
    exact = row.kind.gives(row.entry, Fraction(sheet.values[row.code]), case)
    return None if exact is None else Fraction(rounded(exact, row.entry.step)) if row.kind.computed else exact


def _fields(
    criteria: CriteriaSet, sheets: Mapping[str, Sequence[Entered]], facts: Mapping[str, UnitFacts]
) -> dict[str, tuple[tuple[Fraction, Decimal | None], ...]]:
    """Return the results of all units by measured row; of several scorers the mean of what they entered."""
    found: dict[str, tuple[tuple[Fraction, Decimal | None], ...]] = {}
    for row in score_rows(criteria):
        if row.kind.measured:
            entered = {
                unit: [Fraction(one.values[row.code]) for one in of if row.code in one.values]
                for unit, of in sheets.items()
                if row.code not in facts.get(unit, NO_FACTS).unassigned
            }
            found[row.code] = tuple(
                (sum(of, Fraction(0)) / len(of), facts.get(unit, NO_FACTS).targets.get(row.code))
                for unit, of in entered.items()
                if of
            )
    return found


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
        unit: (_kept if isinstance(points, MappingProxyType) else _added_up)(
            criteria, points, known.get(unit, NO_FACTS), layer
        )
        for unit, points in by_unit.items()
    }


def _added_up(
    criteria: CriteriaSet, given: Mapping[str, Decimal | Fraction], facts: UnitFacts, layer: str
) -> ScoreResult:
    rows = rows_there(criteria, facts, layer, everything=True)
    assigned = [row for row in rows if row.code not in facts.unassigned]
    left = {row.code for row in rows} - {row.code for row in assigned}
    points = {row.code: Fraction(given[row.code]) for row in assigned if row.code in given}
    if criteria.unassigned is Unassigned.FULL:
        assigned = list(rows)
        points |= {row.code: Fraction(row.maximum) for row in rows if row.code in left}
    nodes = _nodes(criteria, points, assigned)
    groups = [group.code for group in criteria.groups]
    own, out_of = (
        sum((of[code].most for code in groups), Fraction(0))
        for of in (nodes, _nodes(criteria, points, rows) if left else nodes)
    )
    together = sum((nodes[code].points for code in groups), Fraction(0))
    if criteria.unassigned is Unassigned.SCALE and own:
        together = together * out_of / own
    bonus, deduction = (
        min(nodes.pop(one.field).points, Fraction(getattr(criteria, one.cap)))
        for one in (BONUSES, DEDUCTIONS)
    )
    return ScoreResult(
        points={code: rounded(of) for code, of in points.items()},
        subtotals={code: rounded(node.points) for code, node in nodes.items()},
        bonus=rounded(bonus),
        deduction=rounded(deduction),
        total=rounded(max(together + bonus - deduction, Fraction(0)), criteria.rounding),
        missing=tuple(
            r.code for r in assigned if r.section is GROUPS and not r.kind.beside and r.code not in points
        ),
        most={code: rounded(node.most) for code, node in nodes.items()},
        out_of=rounded(own if criteria.unassigned is Unassigned.SHARE else out_of),
        own_most=rounded(own),
    )


_kept = kept(2048)(_added_up)
"""What is read only is added up once: of all units each typed cell moves the points of one."""


def _nodes(
    criteria: CriteriaSet, points: Mapping[str, Fraction], rows: Sequence[ScoreRow]
) -> dict[str, Node]:
    there, nodes = {row.code for row in rows}, dict[str, Node]()
    for tree in trees(criteria):
        summed(tree, points, there, nodes)
    return nodes


def maximum(criteria: CriteriaSet) -> Decimal:
    """Return the most points of all criteria together, without bonus; of the sub-group that has most."""
    names = {name for row in score_rows(criteria) for name in row.entry.sub_groups} | {""}
    return max(sheet_result(criteria, {}, UnitFacts(sub_group=name)).own_most for name in sorted(names))
