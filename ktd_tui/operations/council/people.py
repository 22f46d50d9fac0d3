"""The people of the units: added, changed, and who of them heads a unit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.naming import as_honorific, as_power, taken_apart
from ktd_tui.operations.conflicts import LIMIT, UNSEEN, Clash, Difference, Gone, save_onto
from ktd_tui.operations.council.units import named_elsewhere
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import people_meant, person_named
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.council.head_offices import heads_by_title

if TYPE_CHECKING:
    from store.contract import Store


class PersonSeen(NamedTuple):
    """A person as they were seen, None for a new one, and who headed the unit then."""

    person: Person | None
    head_id: str | None


def save_person(
    desk: Desk,
    unit_id: str,
    record: Person | None,
    *,
    heads: bool | None,
    head_seen: str | None = UNSEEN,
    **texts: str,
) -> Person:
    """Add a person to a unit (``record`` None) or change one.

    Args:
        record: The person, as they were seen.
        heads: Makes them the unit's head, or takes that from them; None: as it is, or by a new one's title.
        head_seen: Who headed the unit when the person was seen.
        **texts: ``name`` with what stands before it («Bà»), ``title``, ``honorific``, ``degree``,
            ``signs_as``, and in ``deputy_for_id`` whom they deputise for, as typed.

    Raises:
        Refused: The name is empty, or what was typed is not understood, or may mean several people.
        Clash: Somebody else changed the same meanwhile; its ``seen`` is a ``PersonSeen``.
        Gone: Somebody else deleted the person meanwhile.
    """
    values = _written({key: within(value, LIMIT) for key, value in texts.items()})
    with desk.act(
        Act.EDIT_UNIT, N_("Person {name}"), {"name": values["name"]}, at=At(Unit, unit_id)
    ) as store:
        if not values["name"]:
            raise Refused(N_("The name is empty."), field="name")
        if (deputy_for := texts.get("deputy_for_id")) is not None:
            values["deputy_for_id"] = deputised(desk, unit_id, record, deputy_for)
        unit = store.get(Unit, unit_id)
        if heads is None and not (record or unit.head_id):
            heads = heads_by_title(unit.name, texts.get("title", "")) or None
        _check_heads(store, unit, PersonSeen(record, head_seen), str(values["name"]), heads=heads)
        fresh = Person(name=str(values["name"]), unit_id=unit_id).with_(**values)
        person = _changed_person(store, record, values, head_seen) if record else store.save(fresh)
        _set_head(store, unit, person, heads=heads)
        return person


def move_person(desk: Desk, seen: Person, unit_id: str) -> Person:
    """Put a person into another unit; who headed the one heads nothing in the other.

    What a meeting, a decision or a paper said of them stays as it was written.

    Raises:
        NotAllowed: The right is missing in one of the two units.
        Clash: Somebody else moved them meanwhile.
        Gone: Somebody else deleted them meanwhile.
    """
    to = desk.store.get(Unit, unit_id)
    told = {"name": seen.name, "unit": to.label}
    with desk.act(Act.EDIT_UNIT, N_("{name} moves to {unit}"), told, at=seen) as store:
        desk.check(Act.EDIT_UNIT, desk.scope(At(Unit, unit_id)))
        _no_head(store, seen)
        return save_onto(store, seen, {"unit_id": unit_id})


def delete_person(desk: Desk, seen: Person) -> None:
    """Put a person who was added by mistake into the trash.

    Raises:
        NotAllowed: The right is missing.
        Refused: A meeting, a decision or another record names them; the sentence says the way out.
        Gone: Somebody else deleted them already.
    """
    told = {"name": seen.name}
    with desk.act(Act.EDIT_UNIT, N_("Deleted the person {name}"), told, at=seen) as store:
        if not store.find(Person, id=seen.id):
            raise Gone(seen, record_id=seen.id)
        _no_head(store, seen)
        if named_elsewhere(store, {seen.id}):
            raise Refused(
                N_("{name} stands in a meeting, a decision or as deputised for; they stay in the directory."),
                name=seen.name,
            )
        store.delete(store.get(Person, seen.id))


def _no_head(store: "Store", person: Person) -> None:
    for unit in store.find(Unit, head_id=person.id):
        store.save(unit.with_(head_id=None))


def _check_heads(store: "Store", unit: Unit, seen: PersonSeen, name: str, *, heads: bool | None) -> None:
    known = (seen.head_id, seen.person and seen.person.id)
    if heads and seen.head_id is not UNSEEN and unit.head_id not in known:
        raise _two_heads(store, seen.person, unit, name)


def _set_head(store: "Store", unit: Unit, person: Person, *, heads: bool | None) -> None:
    if heads is not None and heads != (unit.head_id == person.id):
        store.save(unit.with_(head_id=person.id if heads else None))


def _written(texts: Mapping[str, str]) -> dict[str, object]:
    """Return the fields of a person; what stands before the name goes where it belongs."""
    of = taken_apart(texts.get("name", ""))
    values: dict[str, object] = {**texts, "name": of.name}
    if of.honorific or "honorific" in texts:
        values["honorific"] = of.honorific or as_honorific(texts["honorific"])
    if "signs_as" in texts:
        values["signs_as"] = as_power(texts["signs_as"])
    return values | ({"degree": of.degree} if of.degree else {})


def deputised(desk: Desk, unit_id: str, record: Person | None, typed: str) -> str | None:
    """Return the id of whom somebody deputises for: of their unit, else of the whole directory.

    Raises:
        Refused: Nobody, or several, may be meant.
    """
    if not typed:
        return None
    others = [p for p in desk.store.find(Person) if record is None or p.id != record.id]
    own = [p for p in others if p.unit_id == unit_id]
    return person_named(desk, typed, own if people_meant(desk, typed, own) else others).id


def _changed_person(
    store: "Store", record: Person, values: Mapping[str, object], head_seen: str | None
) -> Person:
    try:
        return save_onto(store, record, values)
    except Clash as clash:
        raise Clash(
            clash.differences,
            mine=values,
            theirs=clash.theirs,
            record_id=record.id,
            seen=PersonSeen(cast("Person", clash.seen), head_seen),
        ) from clash


def _two_heads(store: "Store", record: Person | None, unit: Unit, name: str) -> Clash:
    """Say that somebody else made another the head of the unit."""
    other = store.find(Person, id=unit.head_id)
    theirs = other[0].name if other else ""
    found = Difference("heads", "yes", "no", mine_shown=name, theirs_shown=theirs)
    seen = PersonSeen(record, unit.head_id)
    return Clash((found,), mine=record, theirs=unit, record_id=unit.id, seen=seen)
