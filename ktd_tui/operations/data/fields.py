"""What a change did to a record, field by field, in the words that people use.

It works on documents as the history has them: one of years ago may not fit today's model, and is
told all the same.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from pydantic import BaseModel

from ktd_tui.clock import local
from ktd_tui.domain.layering.layers import Beginning, Filler, Joining, Weighing
from ktd_tui.domain.meeting import Coming
from ktd_tui.domain.merit import Consequence
from ktd_tui.domain.results.decisions import SettledBy
from ktd_tui.domain.scoring import Unassigned
from ktd_tui.domain.voting import Method, Purpose
from ktd_tui.field_names import FIELDS
from ktd_tui.i18n import N_, t
from ktd_tui.naming import Called
from ktd_tui.operations.council.titles import LEVELS, WHOM
from ktd_tui.operations.scoring.conditions import QUOTA_BASES, ROUNDINGS, VOTES_BY
from ktd_tui.operations.wording import ROLES, STAGES
from ktd_tui.rules import access
from ktd_tui.rules.meeting.steps import STEPS
from ktd_tui.rules.merging import aligned
from ktd_tui.rules.reverting import ID, NAMES, named
from ktd_tui.rules.scoring import evidence, sheets
from ktd_tui.rules.scoring.results.conditions import VOTE_BASES
from ktd_tui.rules.year.registering import RULES
from ktd_tui.words import number, short_date, short_time
from store.contract import Change

CODES: Mapping[str, Mapping[str, str]] = {
    "role": {**ROLES, **access.ROLES},
    "stage": STAGES,
    "whom": WHOM,
    "level": LEVELS,
    "step": {step: row.name for step, row in STEPS.items()},
    "state": {**sheets.STATES, **evidence.STATES},
    "method": {Method.HANDS: N_("show of hands"), Method.BALLOT: N_("secret ballot")},
    "base": VOTE_BASES,
    "vote_base": VOTE_BASES,
    "vote_by": VOTES_BY,
    "quota_base": QUOTA_BASES,
    "quota_rounding": ROUNDINGS,
    "rounding": ROUNDINGS,
    "registration_rule": {rule.value: name for rule, name in RULES.items()},
    "unassigned": {
        Unassigned.SCALE: N_("the rest is scaled up"),
        Unassigned.FULL: N_("full points"),
        Unassigned.SHARE: N_("ranked by share of the own most"),
    },
    "weighing": {Weighing.ROWS: N_("row by row"), Weighing.TOTALS: N_("by the totals of sheets")},
    "filled_by": {
        Filler.UNIT: N_("the unit itself"),
        Filler.CROSS: N_("the units that were assigned"),
        Filler.BLOC: N_("the bloc's leadership"),
        Filler.APPRAISER: N_("an appraiser"),
    },
    "joining": {Joining.MEAN: N_("mean"), Joining.TRIMMED: N_("mean without highest and lowest")},
    "begins": {
        Beginning.BLANK: N_("left blank"),
        Beginning.BEFORE: N_("the layer before, to be confirmed"),
        Beginning.MEAN: N_("the mean of those before, to be confirmed"),
    },
    "by": {
        SettledBy.LOT: N_("the lot"),
        SettledBy.CHAIR: N_("the chair"),
        SettledBy.VOTE: N_("the meeting's vote"),
    },
    "what": {
        Coming.ARRIVED: N_("came"),
        Coming.LEFT: N_("left"),
        Coming.STOOD_IN: N_("stood in"),
        Coming.CHAIRS: N_("chairs"),
        Coming.WRITES: N_("keeps the minutes"),
    },
    "consequence": {
        Consequence.NO_TITLE: N_("no title"),
        Consequence.GRADE: N_("at most a grade"),
        Consequence.LAST: N_("last in rank"),
    },
}
"""Words of the codes in these fields."""
KEYS: Mapping[str, Mapping[str, str]] = {
    "deadlines": STAGES,
    "rules": {
        Purpose.SCORES: N_("Scores and ranking"),
        Purpose.POINTS: N_("Changes of points"),
        Purpose.GRADE: N_("Grades"),
        Purpose.AWARD: N_("Awards"),
        Purpose.DIRECTIONS: N_("Directions"),
        Purpose.HEAD: N_("Who is to lead"),
        Purpose.DEPUTY: N_("Who is to be deputy"),
        Purpose.MOTION: N_("Other questions"),
        Purpose.MINUTES: N_("Minutes"),
        Purpose.REGULATION: N_("Regulation"),
        Purpose.CRITERIA: N_("Criteria to come"),
    },
}
"""Words of the codes by which these fields keep something."""

SILENT = frozenset(
    {
        "snapshot",
        "made_from",
        "approved",
        "paper_signer_id",
        "presence",
        "turns",
        "id",
        "rev",
        "visited",
        "council_id",
        "bloc_year_id",
        "meeting_id",
        "person_id",
        "purpose",
        "kind",
        "uid",
        "post_id",
        "follows_id",
        "template",
        "layer",
        "session",
    }
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as JSON has it."""
EMPTY = "–"
STEP = "step:"
"""Stands in names before the code of a step that an agenda calls otherwise."""


class FieldChange(NamedTuple):
    """One field that was changed, in words; ``name`` is a msgid, ``key`` says which part of it."""

    name: str
    key: str
    before: str
    after: str

    @property
    def told(self) -> str:
        """The change in a line."""
        return f"{f'{t(self.name)} {self.key}'.strip()}: {self.before} → {self.after}"


def fields_of(change: Change, names: Mapping[str, str]) -> Iterator[FieldChange]:
    """Yield what a change did; ``names`` has what to say instead of an id, or (with ``STEP``) of a step."""
    before, after = change.before or {}, change.after or {}
    people = {**_attendees(before), **_attendees(after)}
    known = {**names, **people} if people else names
    for name in {**after, **before}:
        if name not in SILENT:
            yield from _field(
                _called(name, {**before, **after}), name, (before.get(name), after.get(name)), known
            )


def told_between(before: BaseModel, after: BaseModel, names: Mapping[str, str]) -> str:
    """Say what differs between two states of a thing: «Nhiệm vụ: A → B; Thời hạn: – → 31/12/2022»."""
    documents = [of.model_dump(mode="json") for of in (before, after)]
    return "; ".join(field.told for field in fields_of(Change("", "", *documents), names))


def _called(name: str, of: Mapping[str, Any]) -> str:
    """Return what a field is called; some of one name mean another thing in another record."""
    if name == "title":  # beside a name it is a person's office, else a thing's name
        return FIELDS["office" if "name" in of else "name"]
    if name == "members" and isinstance(of[name], int):
        return N_("Entitled to vote")
    if name == "rule" and isinstance(of[name], dict):
        return N_("How it is decided")
    return FIELDS.get(name, name)


def _attendees(document: Mapping[str, Any]) -> dict[str, str]:
    found = named(document.get("attendees")) or {}
    return {key: _styled(person) for key, person in found.items() if isinstance(person, dict)}


def _styled(person: Mapping[str, Any]) -> str:
    parts = ("name", "title", "unit", "honorific", "degree")
    name, title, unit, honorific, degree = (str(person.get(part) or "") for part in parts)
    return Called(name, title, unit, degree=degree or honorific).styled


def _field(title: str, name: str, sides: tuple[Any, Any], names: Mapping[str, str]) -> Iterator[FieldChange]:
    old, new = sides
    one, other = _parts(old), _parts(new)
    if one is not None and other is not None and (one or other):
        for key in {**one, **other}:
            if one.get(key) != other.get(key):
                label = names.get(key) or names.get(STEP + key) or t(_key_called(name, key))
                yield from _part(title, label, key, (one.get(key), other.get(key)), names)
    elif isinstance(old or [], list) and isinstance(new or [], list) and name != "opens_at":
        gone, come = _paragraphs(old or [], new or [])
        if gone or come:
            yield FieldChange(title, "", _worded(name, gone, names), _worded(name, come, names))
    elif (said := (_worded(name, old, names), _worded(name, new, names)))[0] != said[1]:
        yield FieldChange(title, "", *said)


def _parts(value: Any) -> dict[str, Any] | None:
    """Return the parts that a value is told by; None where it is told as a whole."""
    if value is None:
        return {}
    return value if isinstance(value, dict) else named(value)


def _key_called(name: str, key: str) -> str:
    """Return what the part of a field is called that goes by a code, a step or the name of a field."""
    return KEYS[name].get(key, key) if name in KEYS else FIELDS.get(key, CODES["step"].get(key, key))


def _part(
    title: str, label: str, key: str, sides: tuple[Any, Any], names: Mapping[str, str]
) -> Iterator[FieldChange]:
    """Yield what happened to one cell, one delegate, one unit's office."""
    old, new = sides
    if not (isinstance(old, dict) and isinstance(new, dict)):  # it came, went, or is a plain value
        yield FieldChange(title, label, _worded(key, old, names), _worded(key, new, names))
        return
    for name in {**old, **new}:
        if name not in SILENT and name != "unit_id":
            called = _called(name, {**old, **new})
            for field in _field(called, name, (old.get(name), new.get(name)), names):
                sub = label if title == FIELDS["members"] else f"{label} · {t(field.name)}"
                yield FieldChange(title, sub, field.before, field.after)


def _paragraphs(old: list[Any], new: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return only the paragraphs that differ."""
    whole = {str(x): x for x in (*new, *old)}
    pairs = [pair for pair in aligned([str(x) for x in new], [str(x) for x in old]) if not pair.alike]
    return [whole[x] for pair in pairs for x in pair.mine], [whole[x] for pair in pairs for x in pair.theirs]


def _worded(name: str, value: Any, names: Mapping[str, str]) -> str:
    """Write a value as people read it."""
    if value is None or value in ("", [], {}):
        return EMPTY
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if name == "opens_at" and isinstance(value, list):
        return ":".join(f"{part:02d}" for part in value)
    if isinstance(value, list):
        return "; ".join(
            _thing(item, names, SILENT) if isinstance(item, dict) else _worded("", item, names)
            for item in value
        )
    if isinstance(value, dict):
        return _thing(value, names, SILENT.union(NAMES))
    return _text(name, str(value), names)


def _thing(value: Mapping[str, Any], names: Mapping[str, str], but: AbstractSet[str]) -> str:
    """Write what a thing has, but for what names it where that stands before it."""
    told = [(key, part) for key, part in value.items() if key not in but and not isinstance(part, bool)]
    said = [_worded(key, part, names) for key, part in told]
    return ", ".join(part for part in said if part != EMPTY)


def plainly(value: object) -> str:
    """Write a part of a record for somebody to read who knows no ids."""
    if isinstance(value, dict):
        known = {key: part for key, part in value.items() if not ID.fullmatch(str(part))}
        return _thing(known, {}, SILENT | {"goes_on"})
    return _worded("", value, {})


def _text(name: str, value: str, names: Mapping[str, str]) -> str:
    key = STEP + value if name == "step" else value
    if key in names:
        return names[key]
    if value in CODES.get(name, ()):
        return t(CODES[name][value])
    with suppress(ValueError):
        if DAY.fullmatch(value):
            return short_date(date.fromisoformat(value))
        if name == "at" or name.endswith("_at"):
            at = datetime.fromisoformat(value)
            return f"{short_date(local(at).date())} {short_time(at)}"
    with suppress(InvalidOperation):
        if value.isascii() and name not in FIELDS:  # the points of a cell stand by its code
            return number(Decimal(value))
    return value
