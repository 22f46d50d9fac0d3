"""Units that are moved, merged, split or dissolved from a year on; the years before stay as they were."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ktd_tui.domain.organisation import Bloc, BlocYear, Member, Stage, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.unit_past import UnitEvent, UnitEventKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.council.units import Since, check_unit_name
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Act
from ktd_tui.rules.council import units as rules
from ktd_tui.rules.reverting import mentions
from ktd_tui.words import year_number
from store.models import models

if TYPE_CHECKING:
    from store.contract import Store


def transfer_unit(desk: Desk, unit_id: str, bloc_id: str, since: Since) -> Unit:
    """Move a unit to another bloc from a year on.

    Raises:
        NotAllowed: The right is missing: who emulates with whom is the council's decision.
        Refused: No year; it is in that bloc already or takes part no more; or it has entered something in
            a year from then on.
    """
    year = year_number(since.year)
    unit = desk.store.get(Unit, unit_id)
    told = {"unit": unit.name, "bloc": desk.store.get(Bloc, bloc_id).name}
    with desk.act(Act.EDIT_COUNCIL, N_("{unit} moved to {bloc}"), told, at=None) as store:
        unit, to = store.get(Unit, unit_id), store.get(Bloc, bloc_id)
        rules.check_alive(unit)
        if unit.bloc_id == bloc_id:
            raise Refused(N_("{unit} is in {bloc} already."), unit=unit.name, bloc=to.name)
        before = tuple(bloc.name for bloc in store.find(Bloc, id=unit.bloc_id))
        event = _event(UnitEventKind.MOVED, year, before, (to.name,), since, unit.bloc_id)
        _leave_years(store, unit, year)
        moved = store.save(rules.told(unit, event).with_(bloc_id=bloc_id, protocol=0))
        _join_years(store, moved, year)
        return moved


def merge_units(desk: Desk, unit_ids: Sequence[str], name: str, since: Since) -> Unit:
    """Merge units into one from a year on; their people come along.

    Args:
        unit_ids: The units; the first one's bloc is that of a new unit.
        name: What the one is called; the name of one of them where that takes in the others.
        since: From when, and by which decision.

    Raises:
        NotAllowed: The right is missing.
        Refused: Fewer than two; no year; a name that another unit has; or one of them takes part no more or
            has entered something in a year from then on.
    """
    year, called = year_number(since.year), within(name, LIMIT)
    if len(set(unit_ids)) < 2:  # noqa: PLR2004  # one alone merges with nobody
        raise Refused(N_("Name at least two units to merge."))
    with desk.act(Act.EDIT_COUNCIL, N_("Units merged into {name}"), {"name": called}, at=None) as store:
        parts = [store.get(Unit, unit_id) for unit_id in dict.fromkeys(unit_ids)]
        kept = next((unit for unit in parts if unit.name.casefold() == called.casefold()), None)
        check_unit_name(store, called, but=kept)
        names = tuple(unit.name for unit in parts)
        event = _event(UnitEventKind.MERGED, year, names, (called,), since)
        for unit in parts:
            if unit is not kept:
                _leave_years(store, unit, year)
                store.save(rules.ended(unit, event))
        if kept:
            rules.check_alive(kept)
            one = store.save(rules.told(kept, event))
        else:
            one = _founded(store, called, parts[0], event)
        for person in (person for unit in parts for person in store.find(Person, unit_id=unit.id)):
            if person.unit_id != one.id:
                store.save(person.with_(unit_id=one.id))
        return one


def split_unit(desk: Desk, unit_id: str, names: Sequence[str], since: Since) -> list[Unit]:
    """Split a unit into several from a year on; where none keeps its name, it takes part no more.

    Args:
        names: What the parts are called; one may bear the unit's own name: that one it stays.
        since: From when, and by which decision.

    Returns:
        The parts, as named.

    Raises:
        NotAllowed: The right is missing.
        Refused: Fewer than two parts; no year; a name that another unit has; or the unit takes part no more
            or has entered something in a year from then on.
    """
    year = year_number(since.year)
    called = list(dict.fromkeys(part for name in names if (part := within(name, LIMIT))))
    if len(called) < 2:  # noqa: PLR2004  # one part is the whole
        raise Refused(N_("Name at least two parts."))
    unit = desk.store.get(Unit, unit_id)
    with desk.act(Act.EDIT_COUNCIL, N_("{unit} was split"), {"unit": unit.name}, at=None) as store:
        unit = store.get(Unit, unit_id)
        rules.check_alive(unit)
        event = _event(UnitEventKind.SPLIT, year, (unit.name,), tuple(called), since)
        stays = any(name.casefold() == unit.name.casefold() for name in called)
        if not stays:
            _leave_years(store, unit, year)
        unit = store.save(rules.told(unit, event) if stays else rules.ended(unit, event))
        return [_part(store, unit, name, event) for name in called]


def _part(store: "Store", whole: Unit, name: str, event: UnitEvent) -> Unit:
    if name.casefold() == whole.name.casefold():
        return whole
    check_unit_name(store, name)
    return _founded(store, name, whole, event)


def _founded(store: "Store", name: str, like: Unit, event: UnitEvent) -> Unit:
    """Add a unit that begins with an event, in the bloc and the city of another."""
    unit = store.save(
        Unit(name=name, bloc_id=like.bloc_id, city=like.city, first_year=event.year, events=(event,))
    )
    _join_years(store, unit, event.year)
    return unit


def dissolve_unit(desk: Desk, unit_id: str, since: Since) -> Unit:
    """Say that a unit takes part no more from a year on.

    Raises:
        NotAllowed: The right is missing.
        Refused: No year; it takes part no more already, or has entered something in a year from then on.
    """
    year = year_number(since.year)
    unit = desk.store.get(Unit, unit_id)
    with desk.act(Act.EDIT_COUNCIL, N_("{unit} was dissolved"), {"unit": unit.name}, at=None) as store:
        unit = store.get(Unit, unit_id)
        _leave_years(store, unit, year)
        return store.save(rules.ended(unit, _event(UnitEventKind.DISSOLVED, year, (unit.name,), (), since)))


def _event(
    kind: UnitEventKind,
    year: int,
    before: tuple[str, ...],
    after: tuple[str, ...],
    since: Since,
    bloc_id: str | None = None,
) -> UnitEvent:
    ground = within(since.ground, LIMIT)
    return UnitEvent(kind=kind, year=year, before=before, after=after, bloc_id=bloc_id, ground=ground)


def _leave_years(store: "Store", unit: Unit, since: int) -> None:
    """Take a unit out of the years that are open from then on.

    Raises:
        Refused: It has entered something in one of them, which would be lost.
    """
    for year in _open_years(store, since):
        if year.role_of(unit.id) is None:
            continue
        if _has_entered(store, year, unit.id):
            raise Refused(
                N_(
                    "{unit} has work in {year} already. Choose a later year, or leave it out of {year} first."
                ),
                unit=unit.name,
                year=year.year,
            )
        store.save(year.with_(members=tuple(m for m in year.members if m.unit_id != unit.id)))


def _has_entered(store: "Store", year: BlocYear, unit_id: str) -> bool:
    kinds = [kind for kind in models().values() if "bloc_year_id" in kind.model_fields]
    return any(
        mentions(record.model_dump(mode="json"), {unit_id})
        for kind in kinds
        for record in store.find(kind, bloc_year_id=year.id)
    )


def _join_years(store: "Store", unit: Unit, since: int) -> None:
    """Put a unit into the years of its bloc that are open from then on."""
    for year in _open_years(store, since):
        if year.bloc_id == unit.bloc_id and year.role_of(unit.id) is None:
            store.save(year.with_(members=(*year.members, Member(unit_id=unit.id))))


def _open_years(store: "Store", since: int) -> Iterator[BlocYear]:
    return (year for year in store.find(BlocYear) if year.year >= since and year.stage is not Stage.CLOSED)
