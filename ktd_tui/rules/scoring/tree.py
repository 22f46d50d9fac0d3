"""The tree of a criteria set: what a group or heading comes to of what stands under it.

One rule for all levels: the sum of its children with their coefficients (or the best child alone), never
below 0 and never above its most points. What is not there for a unit is not in the tree.
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Criterion
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.criterion_kinds import is_heading, kind_of
from ktd_tui.rules.scoring.kinds.giving import rounded
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS


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
    of: Tree, points: Mapping[str, Fraction], there: Collection[str], into: dict[str, Node] | None = None
) -> Node:
    """Return what a tree comes to.

    Args:
        points: By code of the rows; absent where blank.
        there: The codes of the rows that the unit has.
        into: Where each node goes by its code; None: nowhere.
    """
    found: dict[str, Node] = {} if into is None else into
    node = _node(of, "", points, there, found)
    most = node.most if of.most is None else min(node.most, of.most)
    come = max(min(node.points, most), Fraction(0))
    found[of.key] = Node(come * of.weight, most * of.weight)
    return found[of.key]


def most_of(criteria: CriteriaSet) -> dict[str, Decimal]:
    """Return the most points of each group and heading, of bonuses and deductions before their caps."""
    found: dict[str, Node] = {}
    for tree in trees(criteria):
        summed(tree, {}, {entry.code for entry in tree.entries}, found)
    return {code: rounded(node.most) for code, node in found.items()}


class _Branch(NamedTuple):
    """A heading (None: the top of a tree), and what stands directly under it."""

    heading: Criterion | None
    entries: tuple[Criterion, ...]


@kept(256)
def _branches(of: Tree) -> Mapping[str, _Branch]:
    headings = {entry.code: entry for entry in of.entries if is_heading(entry)}
    return {
        code: _Branch(
            headings.get(code),
            tuple(e for e in of.entries if (e.under if e.under in headings else "") == code),
        )
        for code in ("", *headings)
    }


def _node(
    of: Tree, code: str, points: Mapping[str, Fraction], there: Collection[str], into: dict[str, Node]
) -> Node:
    """Return what stands under a heading comes to, within the heading's bounds, without its coefficient."""
    heading, entries = _branches(of)[code]
    parts, beside = list[Node](), list[Node]()
    for entry in entries:
        weight = Fraction(entry.weight)
        if is_heading(entry):
            inner = _node(of, entry.code, points, there, into)
            one = into[entry.code] = Node(inner.points * weight, inner.most * weight, inner.beside)
            if one.most:
                (beside if one.beside else parts).append(one)
        elif entry.code in there:
            one = Node(points.get(entry.code, Fraction(0)) * weight, Fraction(entry.maximum) * weight)
            (beside if kind_of(GROUPS, entry).beside else parts).append(one)
    alone = bool(heading and heading.highest)
    most = _come(alone, [one.most for one in parts or beside])
    if heading and heading.maximum:
        most = min(most, Fraction(heading.maximum))
    come = _come(alone, [one.points for one in parts]) + sum((one.points for one in beside), Fraction(0))
    least = Fraction(0) if parts else -most  # what stands beside may take away, too
    return Node(min(max(come, least), most), most, beside=not parts)


def _come(alone: bool, found: list[Fraction]) -> Fraction:  # the highest alone, or all
    return max(found, default=Fraction(0)) if alone else sum(found, Fraction(0))
