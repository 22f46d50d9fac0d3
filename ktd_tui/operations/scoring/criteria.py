"""A year's criteria set: taken from a template or another year, changed, frozen once scoring opens.

Years may share a set as long as nobody changes it: the first change makes the year a copy of its own,
so that what was scored last year never changes.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ktd_tui.domain.organisation import Bloc, BlocYear, Stage
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Clash, Difference
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring import criteria as rules
from ktd_tui.rules.scoring import placing
from ktd_tui.rules.scoring.criteria import SetLine
from ktd_tui.rules.scoring.criteria_checks import check_criteria
from ktd_tui.rules.scoring.kinds.fields import EntryField

OPEN = (Stage.LAUNCH, Stage.REGISTRATION, Stage.PLEDGE, Stage.WORK)
"""Stages before any scoring."""


class CriteriaPage(NamedTuple):
    """A year's criteria set.

    Attributes:
        of: None while the year has none.
        frozen: Nothing in it can be changed any more.
        others: Sets that can be taken instead: (id, name), templates first.
    """

    bloc: Bloc
    year: BlocYear
    of: CriteriaSet | None
    frozen: bool
    lines: tuple[SetLine, ...]
    others: tuple[tuple[str, str], ...]


class Seen(NamedTuple):
    """A year's criteria set as somebody saw it."""

    year_id: str
    of: CriteriaSet | None


def criteria_page(desk: Desk, bloc_year_id: str) -> CriteriaPage:
    """Return the page of a year's criteria set.

    Raises:
        NotFound: There is no such year any more.
    """
    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    of = store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None
    others = sorted(store.find(CriteriaSet), key=lambda s: (not s.template, s.name, s.version))
    return CriteriaPage(
        bloc=store.get(Bloc, year.bloc_id),
        year=year,
        of=of,
        frozen=is_frozen(desk, year),
        lines=tuple(rules.set_lines(of)) if of else (),
        others=tuple((s.id, _titled(s)) for s in others if s.id != year.criteria_id),
    )


def _titled(of: CriteriaSet) -> str:
    return f"{of.name} ({of.version})"


def is_frozen(desk: Desk, year: BlocYear) -> bool:
    """Tell whether a year's criteria stand: scoring is open, or somebody has scored."""
    return year.stage not in OPEN or any(s.points for s in desk.store.find(ScoreSheet, bloc_year_id=year.id))


def adopt(desk: Desk, bloc_year_id: str, set_id: str) -> BlocYear:
    """Let a year be scored by another set: a template, or one of another year.

    Raises:
        NotAllowed: The right is missing.
        Refused: The year's criteria are frozen, or targets are registered that the set has no row for.
    """
    told = {"name": desk.store.get(CriteriaSet, set_id).name}
    with desk.act(
        Act.EDIT_CRITERIA, N_("Criteria set taken: {name}"), told, at=At(BlocYear, bloc_year_id)
    ) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_criteria_open(desk, year)
        _check_used(desk, year, store.get(CriteriaSet, set_id))
        return year if year.criteria_id == set_id else store.save(year.with_(criteria_id=set_id))


def save_entry(desk: Desk, seen: Seen, part: str, key: str | None, values: Mapping[str, str]) -> CriteriaSet:
    """Add a row to the year's set (``key`` None) or change one.

    Args:
        seen: The year's set as it was seen.
        part: What the row is: a key of ``rules.scoring.criteria.PARTS``.
        key: What named it then.
        values: As typed, by the keys of the part's fields; ``group`` for a new criterion.

    Raises:
        NotAllowed: The right is missing.
        Refused: The set is frozen, or would not be sound any more; the row is named.
        Clash: Somebody else changed the set meanwhile.
    """
    typed = _cleaned(rules.PARTS[part].fields, values)
    told = {"row": values.get("code") or values.get("text", "")}

    def change(of: CriteriaSet) -> CriteriaSet:
        entry = rules.entry_typed(part, typed)  # within the act, which says what does not fit its field
        return placing.with_entry(of, part, key, entry, values.get("group", ""))

    return _change(desk, seen, N_("Criteria: {row}"), told, change)


def _cleaned(fields: Iterable[EntryField], values: Mapping[str, str]) -> dict[str, str]:
    many = {field.key for field in fields if field.codec.many}
    return {name: within(text, LIMIT, lines=name in many) for name, text in values.items()}


def delete_entry(desk: Desk, seen: Seen, part: str, key: str) -> CriteriaSet:
    """Take a row out of the year's set.

    Raises:
        NotAllowed: The right is missing.
        Refused: The set is frozen, would not be sound, or a target is registered against the row.
        Clash: Somebody else changed the set meanwhile.
    """
    return _change(
        desk, seen, N_("Criteria: {row} taken out"), {"row": key}, lambda s: placing.without(s, part, key)
    )


def move_entry(desk: Desk, seen: Seen, part: str, key: str, by: int) -> CriteriaSet:
    """Move a row of the year's set by a place: up (−1) or down (1).

    Raises:
        NotAllowed: The right is missing.
        Refused: The set is frozen, would not be sound, or the row cannot be moved.
        Clash: Somebody else changed the set meanwhile.
    """
    return _change(
        desk, seen, N_("Criteria: {row} moved"), {"row": key}, lambda s: placing.with_moved(s, part, key, by)
    )


def save_head(desk: Desk, seen: Seen, values: Mapping[str, str]) -> CriteriaSet:
    """Change what holds for the whole set, as typed, by the keys of ``rules.scoring.criteria.HEAD``.

    Raises:
        NotAllowed: The right is missing.
        Refused: The set is frozen, a number is none, or ties are decided by what it has no row for.
        Clash: Somebody else changed the set meanwhile.
    """
    typed = _cleaned(rules.HEAD, values)
    return _change(
        desk,
        seen,
        N_("Criteria set {name}"),
        {"name": typed.get("name", seen.of.name if seen.of else "")},
        lambda s: s.with_(**rules.head_typed(typed)),
    )


def _change(
    desk: Desk,
    seen: Seen,
    why: str,
    facts: Mapping[str, object],
    change: Callable[[CriteriaSet], CriteriaSet],
) -> CriteriaSet:
    with desk.act(Act.EDIT_CRITERIA, why, facts, at=At(BlocYear, seen.year_id)) as store:
        year = store.get(BlocYear, seen.year_id)
        check_criteria_open(desk, year)
        if seen.of is None or not year.criteria_id:
            raise Refused(N_("The year {year} has no criteria set yet."), year=year.year)
        there = store.get(CriteriaSet, year.criteria_id)
        if there != seen.of:
            found = Difference("name", seen.of.version, there.version)
            raise Clash((found,), mine=seen.of, theirs=there, record_id=there.id, seen=Seen(year.id, there))
        fresh = change(there)
        if fresh == there:
            return there
        return save_changed(desk, year, there, fresh)


def save_changed(desk: Desk, year: BlocYear, there: CriteriaSet, fresh: CriteriaSet) -> CriteriaSet:
    """Save a year's changed set: its own in its place, one that others use too as a copy of the year's.

    Raises:
        Refused: It is not sound, or a target is registered against a row that it has not.
    """
    store = desk.store
    check_criteria(fresh)
    _check_used(desk, year, fresh)
    if not there.template and len(store.find(BlocYear, criteria_id=there.id)) == 1:
        return store.save(fresh)
    own = fresh.with_(id=new_id(), rev=0, template=False, version=rules.next_version(there.version))
    saved = store.save(own)
    store.save(year.with_(criteria_id=saved.id))
    return saved


def check_criteria_open(desk: Desk, year: BlocYear) -> None:
    """Refuse a change of criteria by which somebody may have scored.

    Raises:
        Refused: They stand since scoring opened; the sentence says the way out.
    """
    if is_frozen(desk, year):
        raise Refused(
            N_("The criteria of {year} stand since scoring opened. Change them in the next year's set."),
            year=year.year,
        )


def _check_used(desk: Desk, year: BlocYear, wanted: CriteriaSet) -> None:
    """Refuse to take a row from under a target that a unit registered."""
    known = {line.key for line in rules.set_lines(wanted)}
    for of in desk.store.find(Registration, bloc_year_id=year.id):
        for target in of.targets:
            if target.code not in known:
                raise Refused(
                    N_("{code} has targets in {year}; it cannot be taken away."),
                    code=target.code,
                    year=year.year,
                )
