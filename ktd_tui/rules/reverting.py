"""Taking back one change of a record on which others may have worked since."""

import re
from collections.abc import Collection, Mapping
from typing import Any

ABSENT = object()
"""Stands for a field that one side does not have."""
NAMES = ("id", "code", "unit_id", "step")
"""What names a thing in a list, the first that all of them have."""
ID = re.compile("[0-9A-HJKMNP-TV-Z]{26}")


def reverted(
    now: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return a record with one change of it taken back, or None where somebody has built on that change.

    Only the fields that the change touched go back; what others changed in the record since then stays.
    Mappings (the points of a score sheet) are taken back by their keys, lists of things that have an
    id or a code (the attendees of a meeting) thing by thing.

    Args:
        now: The record as it is.
        before: It before the change.
        after: It after the change.
    """
    fields: dict[str, Any] = {}
    for name in {**before, **now, **after}:
        old, left, present = (side.get(name, ABSENT) for side in (before, after, now))
        if old == left:
            wanted = present
        elif present == left:
            wanted = old
        else:
            wanted = _inside(present, old, left)
            if wanted is None:
                return None
        if wanted is not ABSENT:
            fields[name] = wanted
    return fields


def _inside(now: object, before: object, after: object) -> object | None:
    """Take a change inside a field back, or return None where somebody has built on it."""
    if isinstance(now, dict) and isinstance(after, dict):
        return reverted(now, before if isinstance(before, dict) else {}, after)
    present, old, left = (named(side) for side in (now, [] if before is ABSENT else before, after))
    if present is None or old is None or left is None:
        return None
    fields = reverted(present, old, left)
    return None if fields is None else list(fields.values())


def named(value: object) -> dict[str, Any] | None:
    """Return the things of a list by what names them; None where nothing does, or two have one name."""
    if not isinstance(value, list):
        return None
    for name in NAMES:
        if all(isinstance(item, dict) and isinstance(item.get(name), str) for item in value):
            found = {item[name]: item for item in value}
            return found if len(found) == len(value) else None
    if all(isinstance(item, str) and ID.fullmatch(item) for item in value):
        return dict(zip(value, value, strict=True)) if len(set(value)) == len(value) else None
    return None


def mentions(value: object, ids: Collection[str]) -> bool:
    """Tell whether one of these ids stands anywhere in a document."""
    if isinstance(value, dict):
        return any(mentions(part, ids) for part in (*value.keys(), *value.values()))
    if isinstance(value, list):
        return any(mentions(part, ids) for part in value)
    return isinstance(value, str) and value in ids


def touched(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the fields that a change touched."""
    return frozenset(n for n in {**before, **after} if before.get(n, ABSENT) != after.get(n, ABSENT))
