"""Which bloc, unit, person, year and meeting is meant."""

from collections.abc import Iterable, Mapping, Sequence

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.naming import Called
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.finding import named
from ktd_tui.rules.council.order import units_in_order
from ktd_tui.rules.council.people import Sought, several_meant, whom
from ktd_tui.rules.council.resembling import UnknownUnit, resembling
from ktd_tui.rules.meeting.presence import match
from ktd_tui.text import collate, collate_name, enumerated, fold


def code_meant(typed: str, choices: Mapping[str, str]) -> str:
    """Return the code of a choice, typed as its code or in words, as the screen says it.

    Args:
        choices: Codes with their words, msgids.

    Raises:
        Refused: It is none of them; the sentence names them.
    """
    for code, word in choices.items():
        if fold(typed) in (fold(code), fold(word), fold(t(word))):
            return str(code)
    known = ", ".join(t(word) for word in choices.values())
    raise Refused(N_("“{text}” is none of these: {known}."), text=typed, known=known)


def bloc_named(desk: Desk, typed: str) -> Bloc:
    """Return the bloc of a code («V») or a name.

    Raises:
        Refused: No bloc is called so, or several may be.
    """
    blocs = {bloc.id: bloc for bloc in desk.store.find(Bloc)}
    found = named(typed, {key: (bloc.code, bloc.name) for key, bloc in blocs.items()})
    if not found:
        raise Refused(N_("There is no bloc “{code}”."), code=typed)
    if len(found) > 1:
        names = enumerated(blocs[key].name for key in found)
        raise Refused(N_("“{name}” may be several blocs: {names}."), name=typed, names=names)
    return blocs[found[0]]


def unit_among(units: Iterable[Unit], typed: str, *, whole: bool = False) -> Unit:
    """Return the unit of a name, a short name, or the only one whose name holds these words.

    Args:
        units: Among which it is.
        whole: Take whole names only.

    Raises:
        Refused: No unit is called so, or several may be.
    """
    known = {unit.id: unit for unit in units}
    called = {key: (u.name, u.short_name) for key, u in known.items()}
    if not typed.strip():
        raise Refused(N_("The unit is missing."))
    if typed in known:  # as «--json» names it
        return known[typed]
    found = named(typed, called, whole=whole) or named(typed, _formerly(known), whole=True)
    if not found:
        near = tuple(known[key].name for key in resembling(typed, called))
        raise UnknownUnit(typed, near)
    return _only([known[key] for key in found], typed)


def _formerly(units: Mapping[str, Unit]) -> dict[str, tuple[str, ...]]:
    return {
        key: tuple(name for old in unit.former_names for name in (old.name, old.short_name))
        for key, unit in units.items()
    }


def _only(units: Sequence[Unit], typed: str) -> Unit:
    if len(units) > 1:
        names = enumerated(sorted((unit.name for unit in units), key=collate))
        raise Refused(N_("“{name}” may be several units: {names}."), name=typed, names=names)
    return units[0]


def called(desk: Desk, typed: str, *, whole: bool = False) -> frozenset[str]:
    """Return the ids of the units and people whom typed letters may mean, wherever one is chosen.

    A unit is found by its name and short name, whether it takes part or not, a person by initials, words of
    the name, the unit's short name. A chooser that knows units by their names finds these, too.

    Args:
        whole: Take a unit's whole name or short name only: another text may be meant.
    """
    units = {unit.id: unit for unit in desk.store.find(Unit)}
    names = {key: (unit.name, unit.short_name) for key, unit in units.items()}
    found = named(typed, names, whole=whole)
    people = [] if whole else [person.id for person in people_meant(desk, typed)]
    return frozenset([*found, *(units[key].name for key in found), *people])


def unit_named(desk: Desk, typed: str) -> Unit:
    """Return a unit of the council, found as ``unit_among`` finds it; who takes part no more comes last.

    Raises:
        Refused: No unit is called so, or several may be.
    """
    units = desk.store.find(Unit)
    going_on = [unit for unit in units if unit.last_year is None]
    names = {unit.id: (unit.name, unit.short_name) for unit in going_on}
    return unit_among(going_on if named(typed, names) else units, typed)


def member_named(desk: Desk, year: BlocYear, typed: str, *, whole: bool = False) -> Unit:
    """Return a unit that is in the bloc that year, found as ``unit_among`` finds it.

    Args:
        whole: Take whole names only: another body may be meant.

    Raises:
        Refused: There is none, or several may be.
    """
    units = {unit.id: unit for unit in units_of(desk, year)}
    known = {unit.id: unit for unit in desk.store.find(Unit) if unit.id in units}  # by today's name, too
    names = {k: (u.name, u.short_name, known[k].name, known[k].short_name) for k, u in units.items()}
    found = named(typed, names, whole=whole)
    if not found:
        there = enumerated(unit.label for unit in units.values())
        raise Refused(
            N_("No unit “{name}” in the bloc this year. There are: {known}."), name=typed, known=there
        )
    return _only([units[key] for key in found], typed)


def units_of(desk: Desk, year: BlocYear) -> list[Unit]:
    """Return the units of a bloc in a year in their order, as they were called then; not to be saved."""
    units = (desk.store.get(Unit, member.unit_id) for member in year.members)
    return units_in_order(unit.as_in(year.year) for unit in units)


def all_units(desk: Desk, year: BlocYear) -> dict[str, Unit]:
    """Return every unit of the council by id, as it was called in a year; not to be saved."""
    return {unit.id: unit.as_in(year.year) for unit in desk.store.find(Unit)}


def years_of(desk: Desk, bloc_id: str) -> list[BlocYear]:
    """Return a bloc's years, the newest first."""
    return sorted(desk.store.find(BlocYear, bloc_id=bloc_id), key=lambda y: y.year, reverse=True)


def year_of(desk: Desk, bloc: Bloc, number: int) -> BlocYear:
    """Return a bloc's year.

    Raises:
        Refused: The bloc has no such year.
    """
    found = desk.store.find(BlocYear, bloc_id=bloc.id, year=number)
    if not found:
        raise Refused(N_("{bloc} has no year {year}."), bloc=bloc.name, year=number)
    return found[0]


def meeting_of(desk: Desk, bloc_year_id: str, kind: MeetingKind = MeetingKind.YEAR_END) -> Meeting | None:
    """Return the year-end (or mid-year) meeting of a bloc-year, or None while there is none."""
    found = desk.store.find(Meeting, bloc_year_id=bloc_year_id)
    return next((meeting for meeting in found if meeting.kind is kind), None)


def find_meeting(desk: Desk, bloc_code: str, year: int, kind: MeetingKind = MeetingKind.YEAR_END) -> str:
    """Return the id of a bloc's meeting of that year and kind, the newest where there are several.

    Raises:
        Refused: No such bloc, year or meeting.
    """
    bloc = bloc_named(desk, bloc_code)
    there = desk.store.find(Meeting, bloc_year_id=year_of(desk, bloc, year).id, kind=kind)
    if not there:
        raise Refused(NONE[kind], bloc=bloc.name, year=year)
    return max(there, key=lambda meeting: meeting.id).id


NONE: Mapping[MeetingKind, str] = {
    MeetingKind.YEAR_END: N_(
        "{bloc} has no year-end meeting in {year}. To prepare it: ktd meeting start --kind year-end"
    ),
    MeetingKind.MID_YEAR: N_(
        "{bloc} has no mid-year meeting in {year}. To prepare it: ktd meeting start --kind mid-year"
    ),
    MeetingKind.PLAIN: N_(
        "{bloc} has no other meeting in {year}. To prepare it: ktd meeting start --kind plain"
    ),
}


def unit_label(desk: Desk, unit_id: str) -> str:
    """Return what a unit is called in narrow places, “?” where it is there no more."""
    found = desk.store.find(Unit, id=unit_id)
    return found[0].label if found else "?"


def short_names(desk: Desk) -> dict[str, str]:
    """Return the short names of the units by id."""
    return {unit.id: unit.short_name for unit in desk.store.find(Unit)}


def people_called(desk: Desk) -> dict[str, Called]:
    """Return everybody of the directory by id, as papers call them, in the order of their given names."""
    units = {unit.id: unit.name for unit in desk.store.find(Unit)}
    people = sorted(desk.store.find(Person), key=lambda p: collate_name(p.name))
    return {p.id: p.called_in(units.get(p.unit_id or "", "")) for p in people}


def people_meant(desk: Desk, typed: str, among: Iterable[Person] | None = None) -> list[Person]:
    """Return whom of the directory typed letters may mean; an id means its person.

    Args:
        typed: An id, initials, words of the name, the unit's short name.
        among: Among whom; None: everybody.
    """
    people = {p.id: p for p in (desk.store.find(Person) if among is None else among)}
    if typed in people:
        return [people[typed]]
    units = {unit.id: (unit.name, unit.short_name) for unit in desk.store.find(Unit)}
    sought = {
        p.id: Sought((p.name,), units.get(p.unit_id or "", ()), p.title, p.degree) for p in people.values()
    }
    return [people[key] for key in whom(sought, typed)]


def person_named(desk: Desk, typed: str, among: Iterable[Person] | None = None) -> Person:
    """Return the one person of the directory whom typed letters mean, found as ``people_meant`` finds them.

    Raises:
        Refused: Nobody, or several, who are named.
    """
    found = people_meant(desk, typed, among)
    if not found:
        raise Refused(N_("Nobody in the directory fits “{text}”."), text=typed.strip())
    if len(found) > 1:
        known = people_called(desk)
        raise several_meant(typed, {p.id: known[p.id].listed for p in found})
    return found[0]


def delegates_meant(desk: Desk, attendees: Iterable[Attendee], typed: str) -> tuple[Attendee, ...]:
    """Return whom typed letters may mean among delegates; an id means its delegate."""
    known, typed = {a.id: a for a in attendees}, typed.strip()
    return (known[typed],) if typed in known else match(known.values(), typed, short_names(desk))


def delegate_named(desk: Desk, attendees: Iterable[Attendee], typed: str) -> Attendee:
    """Return the one delegate whom typed letters mean.

    Raises:
        Refused: Nobody, or several, who are named.
    """
    found = delegates_meant(desk, attendees, typed)
    if not found:
        raise Refused(N_("Nobody on the list fits “{text}”."), text=typed.strip())
    if len(found) > 1:
        raise several_meant(typed, {a.id: a.listed for a in found})
    return found[0]
