"""Why a total is what it is, recomputed from what was entered; ``results`` tells ranks and grades so.

Nothing is taken from ``rules.scoring.points`` and ``tree``: what is told here is added up anew
(``told``), so that a number on the grid and its explanation can only agree where both are right (tested
for 1,000 random regulations).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet, Unassigned
from ktd_tui.i18n import N_, Word
from ktd_tui.rules.scoring.kinds.sections import BONUSES, DEDUCTIONS, GROUPS, SetSection
from ktd_tui.rules.scoring.scorers.cells_told import reckoned
from ktd_tui.rules.scoring.told import (
    NOTHING,
    Come,
    Telling,
    Told,
    ToldPart,
    half_up,
    part_told,
    said_number,
)
from ktd_tui.words import number


class ToldTotal(NamedTuple):
    """A total, told.

    Attributes:
        total: As it is printed.
        share: Of what it compares to.
        parts: By the code of a group or heading what it comes to.
        tops: The most that each of these can come to.
        points: What each row counts.
        minus: What is taken away.
        exact: The total before it is rounded.
        out_of: What it compares to.
        blank: The codes of the criteria without points.
        lines: The last one's ``value`` is the total.
    """

    total: Decimal
    parts: Mapping[str, Fraction]
    tops: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    minus: Fraction
    exact: Fraction
    out_of: Fraction
    blank: frozenset[str]
    lines: tuple[Told, ...]

    @property
    def share(self) -> Fraction:
        """The total as a share of what it compares to."""
        return Fraction(self.total) / self.out_of if self.out_of else NOTHING


def sheet_told(of: Telling, unit: str) -> ToldTotal:
    """Tell what a unit's rows come to: groups with their addends, bonus and deduction with their caps."""
    criteria, points = of.criteria, reckoned(of, unit)
    rows = of.rows(unit)
    all_codes = frozenset(row.code for row in rows)
    there = all_codes - of.of(unit).unassigned
    if criteria.unassigned is Unassigned.FULL:
        points |= {row.code: Fraction(row.maximum) for row in rows if row.code not in there}
        there = all_codes
    come = {part.code: part_told(part, points, there, quiet=of.quiet) for part in _group_parts(criteria)}
    lines = [line for one in come.values() if one.most for line in one.lines]
    parts, tops = dict[str, Fraction](), dict[str, Fraction]()
    for code, one in come.items():
        parts |= {code: one.points, **one.inner}
        tops |= {code: one.most, **one.tops}
    sums = [one.points for one in come.values()]
    own = full = sum((one.most for one in come.values()), NOTHING)
    if there != all_codes:
        full = sum(
            (part_told(part, points, all_codes, quiet=True).most for part in _group_parts(criteria)), NOTHING
        )
    lines += [] if of.quiet else _left_out(of, unit, (sum(sums, NOTHING), own, full))
    if criteria.unassigned is Unassigned.SCALE and own not in (NOTHING, full):
        sums = [sum(sums, NOTHING) * full / own]
    plus, minus = (_capped(of, points, there, section) for section in (BONUSES, DEDUCTIONS))
    parts |= {**plus.inner, **minus.inner}
    tops |= {**plus.tops, **minus.tops}
    exact = max(sum(sums, NOTHING) + plus.points - minus.points, NOTHING)
    told = () if of.quiet else (_total_said(criteria, sums, plus.points, minus.points),)
    return ToldTotal(
        half_up(exact, criteria.rounding),
        parts,
        tops,
        points,
        minus.points,
        exact,
        own if criteria.unassigned is Unassigned.SHARE else full,
        _blank(of, unit, points),
        (*lines, *plus.lines, *minus.lines, *told),
    )


def _group_parts(criteria: CriteriaSet) -> Iterator[ToldPart]:
    for group in criteria.groups:
        most = NOTHING if group.maximum is None else Fraction(group.maximum)
        yield ToldPart(group.code, group.name, group.criteria, Fraction(group.weight), most)


def _blank(of: Telling, unit: str, points: Mapping[str, Fraction]) -> frozenset[str]:
    """Return the rows without which a unit has no rank, and that have no points."""
    needed = {row.code for row in of.rows(unit) if row.section is GROUPS and not row.kind.beside}
    return frozenset(needed - of.of(unit).unassigned - points.keys())


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


def _total_said(criteria: CriteriaSet, sums: list[Fraction], plus: Fraction, minus: Fraction) -> Told:
    exact = sum(sums, NOTHING) + plus - minus
    total = half_up(max(exact, NOTHING), criteria.rounding)
    added = [one for one in (*sums, plus) if one]
    terms = " + ".join(map(said_number, added)) or "0"
    terms += f" − {said_number(minus)}" if minus else ""
    facts = {"terms": terms, "sum": number(total)}
    message = N_("Total: {terms} = {sum}") if len(added) > 1 or minus else N_("Total: {sum}")
    if exact < NOTHING:
        message = N_("Total: {terms}, never below 0: {sum}")
    elif criteria.rounding and exact != Fraction(total):
        facts["step"] = number(criteria.rounding)
        message = N_("Total: {terms}, rounded once to {step}, half up: {sum}")
    return Told(message, facts, total)


def _capped(of: Telling, points: Mapping[str, Fraction], there: frozenset[str], section: SetSection) -> Come:
    entries = getattr(of.criteria, section.field)
    come = part_told(ToldPart(section.field, "", entries), points, there, quiet=of.quiet)
    cap = Fraction(getattr(of.criteria, section.cap))
    counted = min(come.points, cap)
    if of.quiet:
        return come._replace(points=counted)
    facts = {
        "section": Word(section.explained),
        "sum": come.lines[-1].facts["sum"],
        "counted": said_number(counted),
        "cap": said_number(cap),
    }
    message = N_("{section}: {sum}, counted {counted} (at most {cap})")
    if not come.lines[-1].facts["addends"]:
        message = N_("{section}: none")
    elif come.points <= cap:
        message = N_("{section}: {sum}")
    lines = (Told(message, facts, half_up(counted), 1),) if entries else ()
    return come._replace(points=counted, lines=lines)


def most_points(criteria: CriteriaSet) -> Fraction:
    """Return the most points of the set, of the sub-group that has most."""
    names = {name for g in criteria.groups for c in g.criteria for name in c.sub_groups} | {""}
    found = []
    for name in names:
        codes = frozenset(
            c.code for g in criteria.groups for c in g.criteria if not c.sub_groups or name in c.sub_groups
        )
        found.append(
            sum((part_told(part, {}, codes, quiet=True).most for part in _group_parts(criteria)), NOTHING)
        )
    return max(found)
