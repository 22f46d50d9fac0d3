"""The tree of a criteria set: what a group or heading comes to of what stands under it.

One rule for all levels: the sum of its children with their coefficients (or the best child alone), never
below 0 and never above its most points. What is not there for a unit is not in the tree.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Criterion
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.criterion_kinds import is_heading, kind_of
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS

NOTHING = Fraction(0)


class Tree(NamedTuple):
    """A group, or the bonuses or deductions of a set.

    Attributes:
        key: The group's code, or the field of the set.
        most: The most points that count of it, before the coefficient; None: what its rows come to.
    """

    key: str
    entries: tuple[Criterion, ...]
    weight: Fraction = Fraction(1)
    most: Fraction | None = None


class Node(NamedTuple):
    """What a part of the tree comes to, with its coefficient.

    Attributes:
        most: The most that it can come to.
        beside: Nothing in it adds to the most of what it stands in.
    """

    points: Fraction
    most: Fraction
    beside: bool = False


@kept(64)
def trees(criteria: CriteriaSet) -> tuple[Tree, ...]:
    """Return the groups of a set, then its bonuses and deductions."""
    return tuple(_trees(criteria))


def _trees(criteria: CriteriaSet) -> Iterator[Tree]:
    for group in criteria.groups:
        most = None if group.maximum is None else Fraction(group.maximum)
        yield Tree(group.code, group.criteria, Fraction(group.weight), most)
    for section in CAPPED:
        yield Tree(section.field, getattr(criteria, section.field))


def summed(
    of: Tree, points: Mapping[str, Fraction], there: frozenset[str], into: dict[str, Node] | None = None
) -> Node:
    """Return what a tree comes to.

    Args:
        points: By code of the rows; absent where blank.
        there: The codes of the rows that the unit has.
        into: Where each node goes by its code; None: nowhere.
    """
    found: dict[str, Node] = {} if into is None else into
    known = _tops(of)
    if there not in known:
        known[there] = _part(of, "", there)
    top = known[there]
    most = top.most if of.most is None else min(top.most, of.most)
    come = max(min(_come_to(top, points, found), most), NOTHING)
    found[of.key] = Node(_times(come, of.weight), _times(most, of.weight))
    return found[of.key]


def most_of(criteria: CriteriaSet) -> dict[str, Decimal]:
    """Return the most points of each group and heading, of bonuses and deductions before their caps."""
    found: dict[str, Node] = {}
    for tree in trees(criteria):
        summed(tree, {}, frozenset(entry.code for entry in tree.entries), found)
    return {code: rounded(node.most) for code, node in found.items()}


def exact_sum(of: Iterable[Fraction]) -> Fraction:
    """Add up exactly: over one denominator, in a fraction of the time that fractions take one by one."""
    over, under = 0, 1
    for one in of:
        top, bottom = one.as_integer_ratio()
        if under % bottom:
            by = bottom // gcd(under, bottom)
            over, under = over * by, under * by
        over += top * (under // bottom)
    return Fraction(over, under)


class _Row(NamedTuple):
    """A row with its coefficient."""

    code: str
    weight: Fraction

    def of(self, points: Mapping[str, Fraction]) -> Fraction:
        """Return what its points count; 0 where it is blank."""
        found = points.get(self.code, NOTHING)
        return _times(found, self.weight)


class _Part(NamedTuple):
    """What stands under a heading or at the top of a tree, for units that have the same rows.

    Attributes:
        rows: The rows directly in it.
        beside: Of them those that do not add to the most.
        inner: The headings in it.
        highest: The best of it alone counts.
        most: The most that it can come to, without its coefficient.
        is_beside: Nothing in it adds to the most of what it stands in.
    """

    code: str
    weight: Fraction
    rows: tuple[_Row, ...]
    beside: tuple[_Row, ...]
    inner: "tuple[_Part, ...]"
    highest: bool
    most: Fraction
    is_beside: bool

    @property
    def weighed(self) -> Fraction:
        """The most that it can come to."""
        return _times(self.most, self.weight)


@kept(256)
def _tops(_: Tree) -> dict[frozenset[str], _Part]:
    """Return what was found so far of a tree: the units of a bloc mostly have the same rows."""
    return {}


def _part(of: Tree, code: str, there: frozenset[str]) -> _Part:
    """Return a heading with what of a tree stands under it; an empty code: the top."""
    headings = {entry.code: entry for entry in of.entries if is_heading(entry)}
    heading = headings.get(code)
    entries = [e for e in of.entries if (e.under if e.under in headings else "") == code]
    inner = tuple(_part(of, entry.code, there) for entry in entries if is_heading(entry))
    leaves = [entry for entry in entries if not is_heading(entry) and entry.code in there]
    apart = {entry.code for entry in leaves if kind_of(GROUPS, entry).beside}
    mosts: dict[bool, list[Fraction]] = {True: [], False: []}
    for entry in leaves:
        mosts[entry.code in apart].append(Fraction(entry.maximum) * Fraction(entry.weight))
    for one in inner:
        if one.weighed:
            mosts[one.is_beside].append(one.weighed)
    highest = bool(heading and heading.highest)
    most = _come(highest, mosts[False] or mosts[True])
    rows = {e.code: _Row(e.code, Fraction(e.weight)) for e in leaves}
    return _Part(
        code,
        Fraction(heading.weight) if heading else Fraction(1),
        tuple(row for one, row in rows.items() if one not in apart),
        tuple(row for one, row in rows.items() if one in apart),
        inner,
        highest,
        min(most, Fraction(heading.maximum)) if heading and heading.maximum else most,
        is_beside=not mosts[False],
    )


def _come_to(of: _Part, points: Mapping[str, Fraction], into: dict[str, Node]) -> Fraction:
    """Return what a part comes to within its bounds, without its coefficient."""
    parts, beside = [row.of(points) for row in of.rows], [row.of(points) for row in of.beside]
    for one in of.inner:
        come = _times(_come_to(one, points, into), one.weight)
        into[one.code] = Node(come, one.weighed, one.is_beside)
        if one.weighed:
            (beside if one.is_beside else parts).append(come)
    come = _come(of.highest, parts) + exact_sum(beside) if beside else _come(of.highest, parts)
    least = -of.most if of.is_beside else NOTHING  # what stands beside may take away, too
    return min(max(come, least), of.most)


def _times(of: Fraction, weight: Fraction) -> Fraction:
    """Return points by their coefficient, which is 1 nearly always: two fractions take 3 µs to multiply."""
    return of if weight == 1 else of * weight


def _come(alone: bool, found: list[Fraction]) -> Fraction:  # the highest alone, or all
    return max(found, default=NOTHING) if alone else exact_sum(found)
