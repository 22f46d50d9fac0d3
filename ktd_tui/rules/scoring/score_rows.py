"""The rows of a criteria set that points are given by: where each stands, and whom it concerns."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Criterion, DecidedTotal, Layer
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.criterion_kinds import KindRules, is_heading, kind_of
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS, SetSection
from ktd_tui.rules.scoring.scorers.listed import earlier


class UnitFacts(NamedTuple):
    """What holds for a unit beside what was entered.

    Attributes:
        targets: The numbers that it registered, by code.
        unassigned: The codes of the rows that were not assigned to it.
        sub_group: The sub-group of the bloc that it is scored with.
        events: What happened that the set names, each with the reason that was entered.
        decided: The total that the meeting decided by vote.
    """

    targets: Mapping[str, Decimal] = {}
    unassigned: frozenset[str] = frozenset()
    sub_group: str = ""
    events: Mapping[str, str] = {}
    decided: DecidedTotal | None = None


NO_FACTS = UnitFacts()


class ScoreRow(NamedTuple):
    """A row that points are given by: a criterion of a group, a bonus or a deduction.

    Attributes:
        group: The code of its group, empty outside the groups.
        section: The part of the set that it stands in.
        headings: The codes of the headings above it, the outermost first.
    """

    kind: KindRules
    entry: Criterion
    group: str = ""
    section: SetSection = GROUPS
    headings: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What it is called by."""
        return self.entry.code

    @property
    def text(self) -> str:
        """What is to be done."""
        return self.entry.text

    @property
    def maximum(self) -> Decimal:
        """The most points."""
        return self.entry.maximum


@kept(64)
def score_rows(criteria: CriteriaSet) -> tuple[ScoreRow, ...]:
    """Return the rows of a set in order: criteria by group, then bonuses, then deductions."""
    return tuple(_rows(criteria))


def rows_there(
    criteria: CriteriaSet, facts: UnitFacts, layer: str = Layer.BLOC, *, everything: bool = False
) -> tuple[ScoreRow, ...]:
    """Return the rows that a unit has in a layer: those of its sub-group, and none that a later layer scores.

    Args:
        everything: Also what was not assigned to it.
    """
    wanted = layer, facts.sub_group, frozenset() if everything else facts.unassigned
    known = _rows_known(criteria)
    if wanted not in known:
        known[wanted] = tuple(_rows_wanted(criteria, *wanted))
    return known[wanted]


@kept(64)
def _rows_known(_: CriteriaSet) -> dict[tuple[str, str, frozenset[str]], tuple[ScoreRow, ...]]:
    """Return what was found so far by ``rows_there``: the units of a bloc mostly have the same rows."""
    return {}


def _rows_wanted(
    criteria: CriteriaSet, layer: str, sub_group: str, unassigned: frozenset[str]
) -> Iterator[ScoreRow]:
    known = {None, layer, *earlier(criteria, layer)}
    for row in score_rows(criteria):
        there = not row.entry.sub_groups or sub_group in row.entry.sub_groups
        if there and row.entry.layer in known and row.code not in unassigned:
            yield row


def plain_codes(criteria: CriteriaSet, facts: UnitFacts | None, layer: str) -> frozenset[str]:
    """Return the codes of a set's rows that ``check_there`` lets pass."""
    if facts is None:
        return frozenset(row.code for row in score_rows(criteria))
    there = rows_there(criteria, facts, layer)
    return frozenset(row.code for row in there if row.entry.layer in (None, layer))


def codes_under(criteria: CriteriaSet, code: str) -> frozenset[str]:
    """Return the codes of the rows that a group, a heading or a row itself stands for."""
    return frozenset(r.code for r in score_rows(criteria) if code in (r.code, r.group, *r.headings))


def _rows(criteria: CriteriaSet) -> Iterator[ScoreRow]:
    for group in criteria.groups:
        yield from _leaves(GROUPS, group.criteria, group.code)
    for section in CAPPED:
        yield from _leaves(section, getattr(criteria, section.field))


def _leaves(section: SetSection, entries: tuple[Criterion, ...], group: str = "") -> Iterator[ScoreRow]:
    above = {entry.code: entry.under for entry in entries if is_heading(entry)}
    for entry in entries:
        if not is_heading(entry):
            yield ScoreRow(kind_of(section, entry), entry, group, section, _path(above, entry.under))


def _path(above: Mapping[str, str], code: str) -> tuple[str, ...]:
    path: list[str] = []
    while code in above and code not in path:
        path.insert(0, code)
        code = above[code]
    return tuple(path)


def outline(rows: Iterable[ScoreRow]) -> Iterator[str | ScoreRow]:
    """Yield the code of each group and heading where it begins, and the rows in it."""
    before: tuple[str, ...] = ()
    for row in rows:
        path = (*((row.group,) if row.group else ()), *row.headings)
        same = next(
            (n for n, (old, new) in enumerate(zip(before, path, strict=False)) if old != new), len(before)
        )
        yield from path[same:]
        before = path
        yield row


def part_names(criteria: CriteriaSet) -> dict[str, str]:
    """Return the names of groups and headings by their codes."""
    entries = [*(c for g in criteria.groups for c in g.criteria), *criteria.bonuses, *criteria.deductions]
    headings = {entry.code: entry.text for entry in entries if is_heading(entry)}
    return {group.code: group.name for group in criteria.groups} | headings


def score_row(criteria: CriteriaSet, code: str) -> ScoreRow:
    """Return the row of that code.

    Raises:
        Refused: The criteria set has no such row.
    """
    row = _by_code(criteria).get(code)
    if row is None:
        raise Refused(N_("The criteria set “{name}” has no row {code}."), name=criteria.name, code=code)
    return row


@kept(64)
def _by_code(criteria: CriteriaSet) -> dict[str, ScoreRow]:
    """Return the rows by their codes; of two of one code the first."""
    return {row.code: row for row in reversed(score_rows(criteria))}


def check_there(criteria: CriteriaSet, facts: UnitFacts | None, layer: str, code: str, unit: str) -> None:
    """Refuse points of a row that the unit does not have in this layer.

    Args:
        facts: What holds for the unit; None where it is none of the year's.
        unit: What it is called, for the sentence.

    Raises:
        Refused: The row is not assigned to it, is scored in another layer, or is for another sub-group.
    """
    if facts is None:
        return
    row = score_row(criteria, code)
    if code in facts.unassigned:
        raise Refused(N_("{code} is not assigned to {unit} this year."), code=code, unit=unit)
    if row.entry.layer not in (None, layer):
        raise Refused(N_("{code} is scored in another layer alone."), code=code)
    if all(one.code != code for one in rows_there(criteria, facts, layer)):
        raise Refused(N_("{code} is not for the sub-group of {unit}."), code=code, unit=unit)
