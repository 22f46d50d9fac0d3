"""Whom of the directory a chooser offers, and whom a name as typed means; a name may be nobody's there."""

from typing import NamedTuple

from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.naming import Called, taken_apart
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import people_called, people_meant, person_named
from ktd_tui.rules.council.people import Sought, holds
from ktd_tui.text import fold


def directory_offered(
    desk: Desk, instead_of: str | None = None, of_unit: Unit | None = None
) -> list[tuple[str, str]]:
    """Return everybody of the directory, by id, as a list shows them.

    Args:
        instead_of: Whose deputies come first.
        of_unit: Whose people come first, its head before the others.
    """
    deputies = {p.id for p in desk.store.find(Person) if instead_of and p.deputy_for_id == instead_of}
    first = [p.id for p in people_of(desk, of_unit)] if of_unit else []
    place = {key: n for n, key in enumerate((*deputies, *first))}
    people = sorted(people_called(desk).items(), key=lambda one: place.get(one[0], len(place)))
    return [(key, called.listed) for key, called in people if key != instead_of]


def stand_ins_offered(desk: Desk, of: Attendee) -> list[tuple[str, str]]:
    """Return who may come in a delegate's place: their deputies, then the others of their unit, first."""
    unit = next(iter(desk.store.find(Unit, id=of.unit_id)), None) if of.unit_id else None
    return directory_offered(desk, of.person_id, unit)


def people_of(desk: Desk, unit: Unit) -> list[Person]:
    """Return the people of a unit, its head first."""
    return sorted(desk.store.find(Person, unit_id=unit.id), key=lambda p: p.id != unit.head_id)


class Meant(NamedTuple):
    """Whom a name means: as papers call them, and the person of the directory, if it is one."""

    called: Called
    person: Person | None = None


def meant(desk: Desk, typed: str, unit: str = "", office: str = "") -> Meant:
    """Return whom a name, as it was typed or chosen, means.

    An id or letters without a capital («ntp», «hạnh») are looked for in the directory; a name in full is
    somebody of the directory where it is theirs, and a guest's where it is nobody's.

    Args:
        unit: Their unit, by its id or name, which tells two of one name apart.
        office: Their office as typed, which does so, too; a guest's is not known here.

    Raises:
        Refused: It may mean several, or is a unit's name and nobody's.
    """
    of, known = taken_apart(typed), people_called(desk)
    if typed in known or (of.name == of.name.casefold() and people_meant(desk, typed)):
        own = [
            p
            for p in people_meant(desk, typed)
            if unit and fold(unit) in (fold(known[p.id].unit), fold(p.unit_id or ""))
        ]
        person = own[0] if len(own) == 1 else person_named(desk, typed)
        return Meant(known[person.id], person)
    same = [p for p in desk.store.find(Person) if fold(taken_apart(p.name).name) == fold(of.name)]
    same = [p for p in same if fold(unit) in (fold(known[p.id].unit), fold(p.unit_id or ""))] or same
    if not same:
        check_no_unit(desk, typed)
        return Meant(of)
    if len(same) > 1:
        offices = {p.id: Sought((), (known[p.id].unit,), p.title) for p in same}
        told = [p for p in same if office.strip() and holds(office, offices[p.id])]
        same = [person_named(desk, f"{of.degree} {of.name}", told or same)]
    there = known[same[0].id]
    given = there._replace(honorific=of.honorific or there.honorific, degree=of.degree or there.degree)
    return Meant(given, same[0])


def check_no_unit(desk: Desk, typed: str) -> None:
    """Let no unit's name or short name stand where a person's is meant («BVM»).

    Raises:
        Refused: It is one; the sentence names the unit's people, where the data knows them.
    """
    text = fold(typed)
    called = (u for u in desk.store.find(Unit) if text in (fold(u.name), fold(u.short_name)))
    unit = next(called, None) if text else None
    if unit is None:
        return
    facts = {"text": typed.strip(), "names": _told(desk, unit)}
    if not facts["names"]:
        raise Refused(N_("“{text}” is a unit, not a person: write the person's name."), **facts)
    raise Refused(N_("“{text}” is a unit, not a person. Its people: {names}."), **facts)


def _told(desk: Desk, unit: Unit) -> str:
    """Say who is in a unit, each as one may type them; by their offices two of one name are told apart."""
    known = people_called(desk)
    called = [known[person.id] for person in people_of(desk, unit)]
    return "; ".join(", ".join(filter(None, (one.typed, one.title))) for one in called)


def signer_of_unit(desk: Desk, unit: Unit, typed: str) -> Called:
    """Return who signs for a unit, without the unit's name; nothing where the data knows nobody of it.

    The head is not taken for who signed: a deputy may have.

    Args:
        typed: A person of the directory, by id or as typed, or a name with its office behind a comma.

    Raises:
        Refused: It may mean several, or nobody is named, or a stranger without an office, although the unit's
            people are known.
    """
    name, _, office = within(typed, LIMIT).partition(",")
    found = meant(desk, name, unit.id, office) if name.strip() else Meant(Called())
    if found.person is None and not office.strip() and (names := _told(desk, unit)):
        raise Refused(
            N_("Say who signed for {unit}: {names}, or another name with its office behind a comma."),
            unit=unit.label,
            names=names,
        )
    return found.called._replace(title=office.strip() or found.called.title, unit="")
