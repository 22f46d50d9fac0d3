"""The units of the council: added, corrected, renamed from a year on, put in order, taken away."""

from typing import TYPE_CHECKING, Any, NamedTuple

from ktd_tui.domain.organisation import Bloc, Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT, Gone, save_onto
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.order import moved, units_in_order
from ktd_tui.rules.council.units import check_alive, renamed
from ktd_tui.rules.reverting import mentions
from ktd_tui.words import optional_year, whole_number
from store.models import models

if TYPE_CHECKING:
    from store.contract import Store


class Since(NamedTuple):
    """From which year a change holds, and by which decision, both as typed.

    Attributes:
        year: The first year; empty: a slip of the pen is corrected, in every year.
    """

    year: str = ""
    ground: str = ""


ALWAYS = Since()


def save_unit(desk: Desk, bloc_id: str, record: Unit | None, since: Since = ALWAYS, /, **texts: str) -> Unit:
    """Add a unit to a bloc (``record`` None) or change one; ``name`` must not be empty or taken.

    Args:
        bloc_id: The bloc of a new unit.
        record: The unit, as it was seen.
        since: From when a new name holds; papers of the years before keep the old one.
        **texts: ``name``, ``short_name``, ``city``, and its place in the order of ``protocol`` as a number.

    Raises:
        Refused: The name is empty, or another unit of the council has it; the year is none, or no new name
            goes with it.
        Clash: Somebody else changed the same fields meanwhile.
        Gone: Somebody else deleted it meanwhile.
    """
    values: dict[str, Any] = {key: within(value, LIMIT) for key, value in texts.items()}
    if "protocol" in values:
        values["protocol"] = whole_number(values["protocol"])
    year, name = optional_year(since.year), values.get("name", "")
    ground = within(since.ground, LIMIT)
    if ground and (record is None or year is None):
        raise Refused(
            N_("A decision is kept with the year from which the new name holds: give the year."),
            field="since",
        )
    if record and year is not None and _named(record, values) == (record.name, record.short_name):
        raise Refused(
            N_("The unit is called so already: write its new name, or leave the year empty."), field="name"
        )
    act, at = (Act.EDIT_UNIT, At(Unit, record.id)) if record else (Act.EDIT_BLOC, At(Bloc, bloc_id))
    with desk.act(act, N_("Unit {name}"), {"name": name}, at=at) as store:
        check_unit_name(store, name, but=record)
        if record is None:
            place = max((unit.protocol for unit in store.find(Unit, bloc_id=bloc_id)), default=0)
            return store.save(Unit(name=name, bloc_id=bloc_id).with_(**{"protocol": place, **values}))
        if year is not None:
            record = _renamed(store, record, values, year, ground)
        return save_onto(store, record, values)


def _named(seen: Unit, values: dict[str, Any]) -> tuple[str, str]:
    return values.get("name", seen.name), values.get("short_name", seen.short_name)


def _renamed(store: "Store", seen: Unit, values: dict[str, Any], year: int, ground: str) -> Unit:
    """Save the new name where it is one, and return the unit as if it had been seen under it."""
    name, short = _named(seen, values)
    now = next(iter(store.find(Unit, id=seen.id)), None)
    if now is None:
        return seen
    if (now.name, now.short_name) == (seen.name, seen.short_name):
        store.save(renamed(now, name, short, year, ground))
        return seen.with_(name=name, short_name=short)
    return seen


def check_unit_name(store: "Store", name: str, but: Unit | None = None) -> None:
    """Refuse a name that is empty, or that a unit which goes on has; ``but`` is the one to be called so.

    Raises:
        Refused: It is.
    """
    if not name:
        raise Refused(N_("The name is empty."), field="name")
    goes_on = [unit for unit in store.find(Unit) if unit.last_year is None and unit.id != (but and but.id)]
    if any(unit.name.casefold() == name.casefold() for unit in goes_on):
        raise Refused(N_("There is a unit “{name}” already."), name=name)


def reorder_unit(desk: Desk, unit_id: str, by: int) -> None:
    """Move a unit up (negative) or down in its bloc's order of protocol.

    Raises:
        NotAllowed: The right is missing.
        Refused: It takes part no more.
        NotFound: It is not in the data any more.
    """
    with desk.act(Act.EDIT_BLOC, N_("The order of the units"), at=At(Unit, unit_id)) as store:
        check_alive(store.get(Unit, unit_id))
        bloc_id = store.get(Unit, unit_id).bloc_id
        going_on = [unit for unit in store.find(Unit, bloc_id=bloc_id) if unit.last_year is None]
        units = units_in_order(going_on)
        at = [unit.id for unit in units].index(unit_id)
        for place, unit in enumerate(moved(units, at, by), 1):
            if unit.protocol != place:
                store.save(unit.with_(protocol=place))


def order_by_alphabet(desk: Desk, bloc_id: str) -> None:
    """Forget the order of protocol of a bloc's units: they stand in Vietnamese order again.

    Raises:
        NotAllowed: The right is missing.
    """
    with desk.act(Act.EDIT_BLOC, N_("The units stand in Vietnamese order"), at=At(Bloc, bloc_id)) as store:
        for unit in store.find(Unit, bloc_id=bloc_id):
            if unit.protocol:
                store.save(unit.with_(protocol=0))


def delete_unit(desk: Desk, seen: Unit) -> None:
    """Put a unit that was added by mistake, with its people, into the trash.

    Raises:
        NotAllowed: The right is missing.
        Refused: A year, a meeting or another record names it; the sentence says the way out.
        Gone: Somebody else deleted it already.
    """
    why = N_("Deleted the unit {name}")
    with desk.act(Act.EDIT_BLOC, why, {"name": seen.name}, at=At(Unit, seen.id)) as store:
        if not store.find(Unit, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        people = store.find(Person, unit_id=seen.id)
        if named_elsewhere(store, {seen.id, *(person.id for person in people)}):
            raise Refused(
                N_("{unit} stands in a year, a meeting or a role. Dissolve it from a year on instead."),
                unit=seen.name,
            )
        for person in people:
            store.delete(person)
        store.delete(store.get(Unit, seen.id))


def named_elsewhere(store: "Store", ids: set[str]) -> bool:
    """Tell whether another record names one of these."""
    return any(
        record.id not in ids and mentions(record.model_dump(mode="json"), ids)
        for kind in models().values()
        for record in store.find(kind)
    )
