"""What makes a criteria set sound, and its parts added, changed and taken out."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion, Grade
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.criterion_kinds import (
    CAPPED,
    CODE,
    GROUPS,
    KINDS,
    MAXIMUM,
    TEXT,
    EntryField,
    entry_of,
    kind_of,
    score_rows,
)
from ktd_tui.words import number, parse_decimal

ZERO = Decimal(0)
Entry = CriteriaGroup | Criterion | Grade | str


class Part(StrEnum):
    """The parts of a criteria set beside its criteria, which are parts by their kind."""

    GROUP = "group"
    BAR = "bar"
    GRADE = "grade"


class PartRules(NamedTuple):
    """What holds for a part of a criteria set: a group, each kind of criterion, a bar, a grade.

    Attributes:
        name: What lists and forms call it.
        field: The field of a set in which it stands.
        fields: What is typed of it.
        made: Makes one of what was typed, by the attributes of the fields.
    """

    name: str
    field: str
    fields: tuple[EntryField, ...]
    made: Callable[[Mapping[str, Any]], Entry]


def _new_group(values: Mapping[str, Any]) -> CriteriaGroup:
    code, name = values["code"], values["name"]
    first = Criterion(code=f"{code}.1", text=name, maximum=values["maximum"] or Decimal(1))
    return CriteriaGroup(code=code, name=name, criteria=(first,))


def _bar(values: Mapping[str, Any]) -> str:
    if not values["text"]:
        raise Refused(N_("The text is empty."))
    return str(values["text"])


_NAME = TEXT._replace(attribute="name")
_FIRST = MAXIMUM._replace(label=N_("Points"), hint=N_("of its first criterion"), only_new=True)
_FROM = MAXIMUM._replace(attribute="at_least", label=N_("From points"))
PARTS: Mapping[str, PartRules] = {
    **{k.key: PartRules(k.name, k.section.field, k.fields, partial(entry_of, k)) for k in KINDS},
    Part.GROUP: PartRules(N_("Group"), "groups", (CODE, _NAME, _FIRST), _new_group),
    Part.BAR: PartRules(N_("No title"), "bars", (TEXT,), _bar),
    Part.GRADE: PartRules(N_("Grade"), "grades", (_NAME, _FROM), lambda values: Grade(**values)),
}


def entry_typed(part: str, typed: Mapping[str, str]) -> Entry:
    """Return a part of a set as it was typed, by the keys of its fields.

    Raises:
        Refused: A number is none, or the text of a bar is empty.
    """
    rules = PARTS[part]
    return rules.made({field.attribute: _read(field, typed.get(field.key, "")) for field in rules.fields})


def _read(field: EntryField, text: str) -> str | Decimal | None:
    if not text:
        return field.blank
    return text if field.is_text else parse_decimal(text)


class SetLine(NamedTuple):
    """One row of a set as it is listed.

    Attributes:
        part: What it is: a key of ``PARTS``.
        key: What names it among its kind: a code, a grade's name, the bar's text.
    """

    part: str
    key: str
    text: str
    points: Decimal | None
    entry: Entry


def set_lines(of: CriteriaSet) -> Iterator[SetLine]:
    """Yield the rows of a set in order."""
    for group in of.groups:
        total = sum((c.maximum for c in group.criteria), ZERO)
        yield SetLine(Part.GROUP, group.code, group.name, total, group)
        for each in group.criteria:
            yield SetLine(kind_of(GROUPS, each).key, each.code, each.text, each.maximum, each)
    for section in CAPPED:
        for each in getattr(of, section.field):
            yield SetLine(kind_of(section, each).key, each.code, each.text, each.maximum, each)
    for bar in of.bars:
        yield SetLine(Part.BAR, bar, bar, None, bar)
    for grade in of.grades:
        yield SetLine(Part.GRADE, grade.name, grade.name, grade.at_least, grade)


def check_criteria(of: CriteriaSet) -> None:
    """Refuse a set that scores cannot be given by.

    Raises:
        Refused: A row is wrong; it is named.
    """
    if not of.groups:
        raise Refused(N_("The criteria set needs at least one group."))
    _check_codes(of)
    for group in of.groups:
        if not group.criteria:
            raise Refused(N_("Group {code} has no criterion."), code=group.code)
    for row in score_rows(of):
        row.kind.check_row(row.entry)
    _check_caps(of)
    _check_grades(of.grades)
    known = {g.code for g in of.groups} | {c.code for g in of.groups for c in g.criteria}
    for code in of.tie_break:
        if code not in known:
            raise Refused(N_("Ties are decided by {code}, which is no group or criterion."), code=code)


def _check_codes(of: CriteriaSet) -> None:
    seen: set[str] = set()
    for line in set_lines(of):
        if line.part in (Part.BAR, Part.GRADE):
            continue
        if not line.key or not line.text:
            raise Refused(
                N_("Every row needs a code and a text ({code}{text})."), code=line.key, text=line.text
            )
        if line.key in seen:
            raise Refused(N_("The code {code} stands twice."), code=line.key)
        seen.add(line.key)


def _check_caps(of: CriteriaSet) -> None:
    for section in CAPPED:
        together = sum((row.maximum for row in getattr(of, section.field)), ZERO)
        cap = getattr(of, section.cap)
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


def with_entry(of: CriteriaSet, part: str, key: str | None, entry: Entry, group: str = "") -> CriteriaSet:
    """Return the set with an entry changed (``key``) or added (None); grades keep their order by points.

    Args:
        part: What the entry is: a key of ``PARTS``.
        key: The key of the entry that it replaces.
        group: The group that a new criterion goes to.
    """
    if part == Part.GRADE:
        grades = [g for g in of.grades if g.name != key]
        fresh = sorted([*grades, entry], key=lambda g: g.at_least, reverse=True)  # type: ignore[union-attr]
        return of.with_(grades=tuple(fresh))
    field = PARTS[part].field
    if field == GROUPS.field and part != Part.GROUP:
        groups = tuple(
            g.model_copy(update={"criteria": _put(g.criteria, key, entry)}) if _holds(g, key, group) else g
            for g in of.groups
        )
        return of.with_(groups=groups)
    if part == Part.GROUP and key is not None and isinstance(entry, CriteriaGroup):
        old = next(g for g in of.groups if g.code == key)
        entry = entry.model_copy(update={"criteria": old.criteria})
    return of.with_(**{field: _put(getattr(of, field), key, entry)})


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


def without(of: CriteriaSet, part: str, key: str) -> CriteriaSet:
    """Return the set without an entry, and ties no longer decided by it."""
    ties = tuple(code for code in of.tie_break if code != key)
    field = PARTS[part].field
    if field == GROUPS.field and part != Part.GROUP:
        groups = tuple(g.model_copy(update={"criteria": _left(g.criteria, key)}) for g in of.groups)
        return of.with_(groups=groups, tie_break=ties)
    return of.with_(**{field: _left(getattr(of, field), key), "tie_break": ties})


def _left(entries: tuple[Entry, ...], key: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if _key(entry) != key)


def next_version(version: str) -> str:
    """Return the version after one: its last number counted up, or “.2” put behind it."""
    head = version.rstrip("0123456789")
    last = version[len(head) :]
    return f"{head}{int(last) + 1}" if last else f"{version}.2"
