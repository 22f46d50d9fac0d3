"""Why a rank is what it is, recomputed from what was entered (``explain``), and what decided ties."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.results import ties
from ktd_tui.domain.results.decisions import SettledBy, TieDecision
from ktd_tui.domain.scoring import CriteriaSet, Unassigned
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.explain import ToldTotal
from ktd_tui.rules.scoring.results.knock_outs import Knocked
from ktd_tui.rules.scoring.results.ties import NEVER_RANKED, NOTHING_BESIDE, Beside
from ktd_tui.rules.scoring.scorers.totals_told import total_told
from ktd_tui.rules.scoring.told import NOTHING, Telling, Told, half_up, said_number
from ktd_tui.text import enumerated
from ktd_tui.words import number

Knocks = tuple[Knocked, ...]
Ranked = tuple[bool, Fraction, tuple[Decimal, ...], int]


class Merit(NamedTuple):
    """What a rank is decided by.

    Attributes:
        kept: It is not put last.
        merit: The total or its share.
        ties: What it has of each tie-break, in order.
        settled: Where people put it among its equals: 0, or less.
        group: The sub-group of units that it is of.
    """

    kept: bool
    merit: Fraction
    ties: tuple[Decimal, ...]
    settled: int
    group: str
    come: ToldTotal

    @property
    def ranked(self) -> Ranked:
        """By what it is ranked; the greater stands before."""
        return self.kept, self.merit, self.ties, self.settled


class ToldField(NamedTuple):
    """The units of a year, of which ranks and grades are told.

    Attributes:
        names: What each unit is called.
        merits: Of those whose criteria are all scored.
    """

    of: Telling
    names: Mapping[str, str]
    knocked: Mapping[str, Knocks]
    beside: Beside
    merits: Mapping[str, Merit]

    @property
    def criteria(self) -> CriteriaSet:
        """The set by which they are scored."""
        return self.of.criteria

    def said(self, unit: str) -> str:
        """Say what a unit is ranked by."""
        own = self.merits[unit]
        by_share = self.criteria.unassigned is Unassigned.SHARE
        return f"{said_number(own.merit * 100)}%" if by_share else number(own.come.total)


def told_field(
    of: Telling,
    names: Mapping[str, str],
    knocked: Mapping[str, Knocks] | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> ToldField:
    """Reckon what every unit is ranked by."""
    known, quiet = knocked or {}, of._replace(quiet=True)
    found = {unit: own for unit in of.sheets if (own := _merit(quiet, unit, known.get(unit, ()), beside))}

    def so_far(unit: str) -> tuple[str, bool, Fraction, tuple[Decimal, ...]]:
        own = found[unit]
        return own.group if of.criteria.ranked_apart else "", own.kept, own.merit, own.ties

    for _, block in groupby(sorted(found, key=so_far), so_far):
        equal = list(block)
        for place, unit in enumerate(_in_order(beside, "", equal)):
            found[unit] = found[unit]._replace(settled=-place)
    return ToldField(of, names, known, beside, found)


def _in_order(beside: Beside, about: str, equal: list[str]) -> Iterator[str]:
    """Yield units that are equal in the order that people put them in; nothing where they did not."""
    if one := settlement(beside, about, equal):
        yield from (unit for unit in one.unit_ids if unit in equal)


def settlement(beside: Beside, about: str, equal: list[str]) -> TieDecision | None:
    """Return what was decided last between units that are equal."""
    for one in reversed(beside.settled):
        if one.about == about and len(equal) > 1 and all(unit in one.unit_ids for unit in equal):
            return one
    return None


def _merit(of: Telling, unit: str, knocked: Knocks, beside: Beside) -> Merit | None:
    come = total_told(of, unit)
    if come.blank:
        return None
    kept = not any(one.rule.consequence is Consequence.LAST for one in knocked)
    first = come.share if of.criteria.unassigned is Unassigned.SHARE else Fraction(come.total)
    found = tuple(_tie(tie, unit, come, beside) for tie in of.criteria.tie_break)
    return Merit(kept, first, found, 0, of.of(unit).sub_group, come)


def _tie(tie: str, unit: str, come: ToldTotal, beside: Beside) -> Decimal:
    if tie == ties.DEDUCTIONS:
        return -half_up(come.minus)
    if tie == ties.LAST_RANK:
        return Decimal(-beside.last_ranks.get(unit, -int(NEVER_RANKED)))
    if (needed := ties.women_needed(tie)) is not None:
        return Decimal(int(beside.women.get(unit, NOTHING) >= needed))
    return half_up(come.parts.get(tie, come.points.get(tie, NOTHING)))


def rank_told(field: ToldField, unit: str) -> list[Told]:
    """Tell a unit's rank: who stands before it, and how ties were decided.

    The last line's ``value`` is the rank, None while a criterion of the unit is blank.
    """
    own = field.merits.get(unit)
    if own is None:
        return [Told(N_("No rank yet: a criterion is blank."), {})]
    apart = field.criteria.ranked_apart
    rivals = {one: of for one, of in field.merits.items() if not apart or of.group == own.group}
    ahead = [one for one, found in rivals.items() if found.ranked > own.ranked]
    before = sorted(ahead, key=lambda one: rivals[one].ranked, reverse=True)
    equal = [one for one, found in rivals.items() if found.ranked == own.ranked and one != unit]
    lines = [*_last(field, rivals, unit), *_ties(field, rivals, unit)]
    if higher := enumerated(f"{field.names[one]} {field.said(one)}" for one in before):
        lines.append(Told(N_("Before it: {units}"), {"units": higher}, None, 1))
    if equal:
        told = {"units": enumerated(field.names[one] for one in equal)}
        lines.append(Told(N_("Equal in everything, so they share the rank: {units}"), told, None, 1))
        if ties.LOT in field.criteria.tie_break:
            lines.append(Told(N_("The lot decides, and is not drawn yet."), {}, None, 1))
    place = len(before) + 1
    facts = {"rank": place, "count": len(rivals), "group": own.group}
    message = N_("Rank {rank} of {count}")
    if apart and own.group:
        message = N_("Rank {rank} of {count} of the group {group}")
    return [*lines, Told(message, facts, Decimal(place))]


def _last(field: ToldField, rivals: Mapping[str, Merit], unit: str) -> Iterator[Told]:
    """Tell who stands last whatever it came to: the unit itself, or who would not stand behind it."""
    own = rivals[unit]
    for one, found in field.knocked.items():
        moved = one in rivals and (one == unit or rivals[one].ranked[1:] >= own.ranked[1:])
        for knock in found if moved else ():
            if knock.rule.consequence is Consequence.LAST:
                facts = {"unit": field.names[one], "what": knock.rule.name, "why": knock.why}
                yield Told(N_("{unit} stands after all others: {what} ({why})"), facts, None, 1)


def _ties(field: ToldField, rivals: Mapping[str, Merit], unit: str) -> Iterator[Told]:
    own = rivals[unit]
    level = [unit]
    for one, found in rivals.items():
        if one == unit or found.ranked[:2] != own.ranked[:2]:
            continue
        if found.ties == own.ties:
            level.append(one)
        for tie, mine, theirs in zip(field.criteria.tie_break, own.ties, found.ties, strict=True):
            if tie == ties.LOT:
                continue
            yield _held_together(field, tie, (unit, one), (mine, theirs))
            if mine != theirs:
                break
    if one_settled := settlement(field.beside, "", level):
        yield settled_told(one_settled, field.names)


def _held_together(
    field: ToldField, tie: str, units: tuple[str, str], worth: tuple[Decimal, Decimal]
) -> Told:
    mine, theirs = worth
    facts = {
        "unit": field.names[units[0]], "other": field.names[units[1]], "sum": field.said(units[0]),
        "code": tie, "mine": number(abs(mine)), "theirs": number(abs(theirs)),
    }  # fmt: skip
    if ties.is_beside(tie):
        same, before, after = _BESIDE[ties.WOMEN if tie.startswith(ties.WOMEN) else tie]
        facts["share"] = number(ties.women_needed(tie) or Decimal(0))
        return Told(same if mine == theirs else before if mine > theirs else after, facts, None, 1)
    if mine == theirs:
        return Told(N_("{unit} and {other} both have {sum}; {code}: {mine} = {theirs}"), facts, None, 1)
    message = N_("{unit} and {other} both have {sum}; {code}: {mine} > {theirs}, so {unit} stands before")
    if mine < theirs:
        message = N_(
            "{unit} and {other} both have {sum}; {code}: {mine} < {theirs}, so {other} stands before"
        )
    return Told(message, facts, None, 1)


_BESIDE: Mapping[str, tuple[str, str, str]] = {
    ties.DEDUCTIONS: (
        N_("{unit} and {other}: points deducted {mine} = {theirs}"),
        N_("{unit} and {other}: points deducted {mine} < {theirs}, so {unit} stands before"),
        N_("{unit} and {other}: points deducted {mine} > {theirs}, so {other} stands before"),
    ),
    ties.LAST_RANK: (
        N_("{unit} and {other}: last year's ranks decide nothing"),
        N_("{unit} and {other}: last year {unit} ranked higher, so it stands before"),
        N_("{unit} and {other}: last year {other} ranked higher, so it stands before"),
    ),
    ties.WOMEN: (
        N_("{unit} and {other}: at least {share} % women decides nothing"),
        N_("{unit} and {other}: {unit} has at least {share} % women, so it stands before"),
        N_("{unit} and {other}: {other} has at least {share} % women, so it stands before"),
    ),
}
"""What is told of a tie-break that is no code: nothing decided, the unit before, the other before."""

SETTLED_BY: Mapping[SettledBy, str] = {
    SettledBy.LOT: N_("The lot decided ({who}), in this order: {units}"),
    SettledBy.CHAIR: N_("The chair decided ({who}), in this order: {units}"),
    SettledBy.VOTE: N_("The meeting's vote decided ({who}), in this order: {units}"),
}


def settled_told(of: TieDecision, names: Mapping[str, str]) -> Told:
    """Tell what people decided between equals."""
    who = f"{of.who}; {of.told}" if of.told else of.who
    units = enumerated(names.get(unit, "?") for unit in of.unit_ids)
    return Told(SETTLED_BY[of.by], {"who": who, "units": units}, None, 1)
