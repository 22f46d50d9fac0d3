"""What makes a criteria set sound, and its parts added, changed and taken out."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Deduction, Grade
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.words import number

ZERO = Decimal(0)
Entry = CriteriaGroup | Criterion | Deduction | Grade | str


class Part(StrEnum):
    """What a row of a criteria set is."""

    GROUP = "group"
    CRITERION = "criterion"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    BAR = "bar"
    GRADE = "grade"


class Line(NamedTuple):
    """One row of a set as it is listed.

    Attributes:
        key: What names it among its kind: a code, a grade's name, the bar's text.
    """

    part: Part
    key: str
    text: str
    points: Decimal | None


def lines(of: CriteriaSet) -> Iterator[Line]:
    """Yield the rows of a set in order."""
    for group in of.groups:
        total = sum((c.maximum for c in group.criteria), ZERO)
        yield Line(Part.GROUP, group.code, group.name, total)
        for each in group.criteria:
            yield Line(Part.CRITERION, each.code, each.text, each.maximum)
    for bonus in of.bonuses:
        yield Line(Part.BONUS, bonus.code, bonus.text, bonus.maximum)
    for deduction in of.deductions:
        yield Line(Part.DEDUCTION, deduction.code, deduction.text, deduction.maximum)
    for bar in of.bars:
        yield Line(Part.BAR, bar, bar, None)
    for grade in of.grades:
        yield Line(Part.GRADE, grade.name, grade.name, grade.at_least)


def check(of: CriteriaSet) -> None:
    """Refuse a set that scores cannot be given by.

    Raises:
        Refused: A row is wrong; it is named.
    """
    if not of.groups:
        raise Refused(N_("The criteria set needs at least one group."))
    _check_codes(of)
    _check_rows(of)
    _check_caps(of)
    _check_grades(of.grades)
    known = {g.code for g in of.groups} | {c.code for g in of.groups for c in g.criteria}
    for code in of.tie_break:
        if code not in known:
            raise Refused(N_("Ties are decided by {code}, which is no group or criterion."), code=code)


def _check_rows(of: CriteriaSet) -> None:
    for group in of.groups:
        if not group.criteria:
            raise Refused(N_("Group {code} has no criterion."), code=group.code)
    for each in (*(c for g in of.groups for c in g.criteria), *of.bonuses):
        _check_points(each)
    for rule in of.deductions:
        if not ZERO < rule.each <= rule.maximum:
            raise Refused(
                N_("{code}: the points each time are above 0 and not above the most."), code=rule.code
            )


def _check_codes(of: CriteriaSet) -> None:
    seen: set[str] = set()
    for line in lines(of):
        if line.part in (Part.BAR, Part.GRADE):
            continue
        if not line.key or not line.text:
            raise Refused(
                N_("Every row needs a code and a text ({code}{text})."), code=line.key, text=line.text
            )
        if line.key in seen:
            raise Refused(N_("The code {code} stands twice."), code=line.key)
        seen.add(line.key)


def _check_points(of: Criterion) -> None:
    if of.maximum <= 0:
        raise Refused(N_("{code}: the most points are above 0."), code=of.code)
    if of.barred_below is not None and of.barred_below > of.maximum:
        raise Refused(N_("{code}: the bar lies above the most points."), code=of.code)


def _check_caps(of: CriteriaSet) -> None:
    bonus = sum((b.maximum for b in of.bonuses), ZERO)
    deducted = sum((d.maximum for d in of.deductions), ZERO)
    for cap, together in ((of.bonus_cap, bonus), (of.deduction_cap, deducted)):
        if cap > together:
            raise Refused(
                N_("The cap of {cap} points is above what its rows come to together ({sum})."),
                cap=number(cap),
                sum=number(together),
            )


def _check_grades(grades: tuple[Grade, ...]) -> None:
    bounds = [grade.at_least for grade in grades]
    if len({grade.name for grade in grades}) < len(grades) or not all(grade.name for grade in grades):
        raise Refused(N_("Every grade needs a name of its own."))
    if bounds != sorted(set(bounds), reverse=True):
        raise Refused(N_("The grades' thresholds go down from the highest, each once."))
    if grades and bounds[-1] != 0:
        raise Refused(N_("The last grade begins at 0, so that every total has one."))


def with_entry(of: CriteriaSet, part: Part, key: str | None, entry: Entry, group: str = "") -> CriteriaSet:
    """Return the set with an entry changed (``key``) or added (None); grades keep their order by points.

    Args:
        of: The set.
        part: What the entry is.
        key: The key of the entry that it replaces.
        entry: The entry.
        group: The group that a new criterion goes to.
    """
    if part is Part.GRADE:
        grades = [g for g in of.grades if g.name != key]
        fresh = sorted([*grades, entry], key=lambda g: g.at_least, reverse=True)  # type: ignore[union-attr]
        return of.with_(grades=tuple(fresh))
    if part is Part.CRITERION:
        groups = tuple(
            g.model_copy(update={"criteria": _put(g.criteria, key, entry)}) if _holds(g, key, group) else g
            for g in of.groups
        )
        return of.with_(groups=groups)
    if part is Part.GROUP and key is not None and isinstance(entry, CriteriaGroup):
        old = next(g for g in of.groups if g.code == key)
        entry = entry.model_copy(update={"criteria": old.criteria})
    field = FIELDS[part]
    return of.with_(**{field: _put(getattr(of, field), key, entry)})


FIELDS = {
    Part.GROUP: "groups",
    Part.BONUS: "bonuses",
    Part.DEDUCTION: "deductions",
    Part.BAR: "bars",
    Part.GRADE: "grades",
    Part.CRITERION: "groups",
}
"""The field of a set in which rows of a kind stand."""


def _holds(of: CriteriaGroup, key: str | None, group: str) -> bool:
    return of.code == group if key is None else any(c.code == key for c in of.criteria)


def _put(entries: tuple[Entry, ...], key: str | None, entry: Entry) -> tuple[Entry, ...]:
    if key is None:
        return (*entries, entry)
    return tuple(entry if _key(one) == key else one for one in entries)


def _key(entry: Entry) -> str:
    if isinstance(entry, str):
        return entry
    return entry.name if isinstance(entry, Grade) else entry.code


def without(of: CriteriaSet, part: Part, key: str) -> CriteriaSet:
    """Return the set without an entry, and ties no longer decided by it."""
    ties = tuple(code for code in of.tie_break if code != key)
    if part is Part.CRITERION:
        groups = tuple(g.model_copy(update={"criteria": _left(g.criteria, key)}) for g in of.groups)
        return of.with_(groups=groups, tie_break=ties)
    field = FIELDS[part]
    return of.with_(**{field: _left(getattr(of, field), key), "tie_break": ties})


def _left(entries: tuple[Entry, ...], key: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if _key(entry) != key)


def next_version(version: str) -> str:
    """Return the version after one: its last number counted up, or “.2” put behind it."""
    head = version.rstrip("0123456789")
    last = version[len(head) :]
    return f"{head}{int(last) + 1}" if last else f"{version}.2"
