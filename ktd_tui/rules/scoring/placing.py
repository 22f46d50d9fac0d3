"""Where the parts of a criteria set stand: added, changed, moved and taken out."""

from ktd_tui.domain.layering.layers import ScoreLayer
from ktd_tui.domain.merit import KnockOut
from ktd_tui.domain.results.grades import Grade
from ktd_tui.domain.scoring import CriteriaGroup, CriteriaSet, Criterion
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.council.order import moved
from ktd_tui.rules.scoring.criteria import PARTS, Entry, Part, SetLine, set_lines
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS
from ktd_tui.rules.scoring.scorers.fields import with_layer, without_layer
from ktd_tui.rules.scoring.scorers.listed import coded_layer, codes_of, layer_meant
from ktd_tui.text import stands_behind


def with_entry(of: CriteriaSet, part: str, key: str | None, entry: Entry, group: str = "") -> CriteriaSet:
    """Return the set with an entry changed (``key``) or added (None); grades keep their order by points.

    Args:
        part: What the entry is: a key of ``PARTS``.
        key: The key of the entry that it replaces.
        group: The group that a new criterion goes to where neither its heading nor its code says one;
            also “bonuses” or “deductions”.

    Raises:
        Refused: There is nothing of that key, or nothing says to which group a new criterion belongs.
    """
    if key is not None:
        _check_there(of, part, key)
    if part == Part.GRADE:
        grades = [g for g in of.grades if g.name != key]
        fresh = sorted([*grades, entry], key=lambda g: g.at_least, reverse=True)  # type: ignore[union-attr]  # a grade
        return of.with_(grades=tuple(fresh))
    if isinstance(entry, ScoreLayer):
        return with_layer(of, key, entry)
    if isinstance(entry, Criterion):
        return _with_row(of, part, key, entry, group)
    if key is not None and isinstance(entry, CriteriaGroup):
        old = next(g for g in of.groups if g.code == key)
        entry = entry.model_copy(update={"criteria": old.criteria})
    field = PARTS[part].field
    return of.with_(**{field: _put(getattr(of, field), key, entry)})


def _with_row(of: CriteriaSet, part: str, key: str | None, entry: Criterion, group: str) -> CriteriaSet:
    if entry.layer:
        entry = entry.model_copy(update={"layer": layer_meant(of, entry.layer)})
    group = (_group_meant(of, entry) or group) if key is None else group
    field = _field(of, part, key, group)
    if field != GROUPS.field:
        return of.with_(**{field: _put(getattr(of, field), key, entry)})
    if key is None and group not in {one.code for one in of.groups}:
        raise Refused(
            N_("Say to which group {code} belongs: {groups}."),
            code=entry.code,
            groups=", ".join(one.code for one in of.groups),
        )
    groups = tuple(
        g.model_copy(update={"criteria": _put(g.criteria, key, entry)}) if _holds(g, key, group) else g
        for g in of.groups
    )
    return of.with_(groups=groups)


def line_named(of: CriteriaSet, part: str, key: str) -> SetLine | None:
    """Return the line that a key names; a criterion is found by its code, of whatever kind it is."""
    own = set(Part)
    return next(
        (
            line
            for line in set_lines(of)
            if line.key == key and (line.part == part or not {line.part, part} & own)
        ),
        None,
    )


def _check_there(of: CriteriaSet, part: str, key: str) -> None:
    if line_named(of, part, key) is None:
        raise Refused(N_("The set has no such row: {key}."), key=key)


def _group_meant(of: CriteriaSet, entry: Criterion) -> str:
    """Return where the heading of a row stands, or what its code begins with; empty: neither.

    «II.6» is of group II, «T3» is a bonus where «T1» and «T2» are.
    """
    for one in of.groups:
        if entry.under and any(row.code == entry.under for row in one.criteria):
            return one.code
    named = [one.code for one in of.groups if entry.code.startswith(f"{one.code}.")]
    letters = entry.code.rstrip("0123456789")
    alike = (
        section.field
        for section in CAPPED
        if letters and any(one.code.rstrip("0123456789") == letters for one in getattr(of, section.field))
    )
    return max(named, key=len, default="") or next(alike, "")


def _field(of: CriteriaSet, part: str, key: str | None, group: str = "") -> str:
    """Return the field of a set in which an entry stands, or a new one goes."""
    said = PARTS[part].field
    if said != GROUPS.field or part == Part.GROUP:
        return said
    for section in CAPPED:
        there = {entry.code for entry in getattr(of, section.field)}
        if group == section.field if key is None else key in there:
            return section.field
    return said


def _holds(of: CriteriaGroup, key: str | None, group: str) -> bool:
    return of.code == group if key is None else any(c.code == key for c in of.criteria)


def _put(entries: tuple[Entry, ...], key: str | None, entry: Entry) -> tuple[Entry, ...]:
    if key is None:
        at = next(
            (at for at, one in enumerate(entries) if stands_behind(_key(one), _key(entry))), len(entries)
        )
        return (*entries[:at], entry, *entries[at:])
    return tuple(entry if _key(one) == key else one for one in entries)


def _key(entry: Entry) -> str:
    if isinstance(entry, str):
        return entry
    return entry.name if isinstance(entry, Grade | KnockOut) else entry.code


def without(of: CriteriaSet, part: str, key: str) -> CriteriaSet:
    """Return the set without an entry, and ties no longer decided by it.

    Raises:
        Refused: There is nothing of that key.
    """
    _check_there(of, part, key)
    if part == Part.LAYER:
        return without_layer(of, key)
    ties = tuple(code for code in of.tie_break if code != key)
    field = _field(of, part, key)
    if field == GROUPS.field and part != Part.GROUP:
        groups = tuple(g.model_copy(update={"criteria": _left(g.criteria, key)}) for g in of.groups)
        return of.with_(groups=groups, tie_break=ties)
    return of.with_(**{field: _left(getattr(of, field), key), "tie_break": ties})


def _left(entries: tuple[Entry, ...], key: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if _key(entry) != key)


def with_moved(of: CriteriaSet, part: str, key: str, by: int) -> CriteriaSet:
    """Return the set with an entry one place further up (``by`` −1) or down (1); at the end it stays.

    A criterion that leaves its group at one end goes to the group there.

    Raises:
        Refused: There is nothing of that key, or grades are meant, which stand by their points.
    """
    _check_there(of, part, key)
    if part == Part.GRADE:
        raise Refused(N_("Grades stand in the order of their points: F4 changes those."))
    if part == Part.LAYER:
        place = codes_of(of).index(key) + 1 + by
        return with_layer(of, key, coded_layer(of, key).model_copy(update={"place": max(place, 1)}))
    field = _field(of, part, key)
    if field == GROUPS.field and part != Part.GROUP:
        return of.with_(groups=_moved_row(of.groups, key, by))
    there: tuple[Entry, ...] = getattr(of, field)
    return of.with_(**{field: tuple(moved(there, [_key(one) for one in there].index(key), by))})


def _moved_row(groups: tuple[CriteriaGroup, ...], key: str, by: int) -> tuple[CriteriaGroup, ...]:
    at = next(n for n, group in enumerate(groups) if _holds(group, key, ""))
    rows, to = groups[at].criteria, at + by
    place = [row.code for row in rows].index(key)
    fresh = dict(enumerate(groups))
    if 0 <= place + by < len(rows):
        fresh[at] = groups[at].model_copy(update={"criteria": tuple(moved(rows, place, by))})
    elif 0 <= to < len(groups) and len(rows) > 1:  # a group without rows would be refused
        there = groups[to].criteria
        joined = (rows[place], *there) if by > 0 else (*there, rows[place])
        fresh[at] = groups[at].model_copy(update={"criteria": _left(rows, key)})
        fresh[to] = groups[to].model_copy(update={"criteria": joined})
    return tuple(fresh.values())
