"""Whom a chooser of the meeting offers, and whom a choice or typed letters mean.

It is a delegate, somebody of the directory, or a guest who stands in neither.
"""

from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.domain.people import Attendee, Person
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.ids import new_id
from ktd_tui.limits import within
from ktd_tui.naming import Called, bare_name, taken_apart, unranked
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import called, delegate_named, delegates_meant, member_named
from ktd_tui.operations.whom import Meant, directory_offered, meant
from ktd_tui.rules.council.people import Sought, holds
from ktd_tui.rules.meeting.quorum import unit_votes
from ktd_tui.text import fold


def offered(desk: Desk, meeting: Meeting) -> list[tuple[str, str]]:
    """Return the delegates of a meeting, then who stands in the directory alone, by id."""
    there = {a.person_id for a in meeting.attendees}
    stand_ins = {a.listed for a in meeting.attendees if a.stand_in}
    people = [one for one in directory_offered(desk) if one[0] not in there and one[1] not in stand_ins]
    return [*((a.id, a.listed) for a in meeting.attendees), *people]


def found_by(desk: Desk, meeting: Meeting, typed: str) -> frozenset[str]:
    """Return the ids of those offered whom typed letters may mean: by initials, too; and of units."""
    return called(desk, typed) | {a.id for a in delegates_meant(desk, meeting.attendees, typed)}


def taken_in(desk: Desk, m: Meeting, chosen: str) -> tuple[Meeting, Attendee]:
    """Return whom a choice means with the meeting in which they are listed; who was not is a guest now.

    Raises:
        Refused: Nobody fits, or several do.
    """
    among = [a for a in m.attendees if not _in_full(chosen) or _has_words(a, chosen)]
    chosen = chosen.strip(" ,") if chosen.rstrip().endswith(",") and not _in_full(chosen) else chosen
    if delegates_meant(desk, among, chosen):
        return m, delegate_named(desk, among, chosen)
    name, _, office = chosen.partition(",")
    of = meant(desk, name, office=office)
    if listed := [a for a in m.attendees if _is(a, of)]:
        return m, delegate_named(desk, listed, listed[0].id if len(listed) == 1 else name)
    if of.person is None and not _in_full(chosen):
        raise Refused(
            N_(
                "Nobody on the list fits “{text}”. Write a guest's name with its capitals; one of a single "
                "word with “ông”, “bà” before it, or a comma behind it: “Sen,”."
            ),
            text=chosen.strip(" ,"),
        )
    office = "" if of.person and _says_no_more(office, of.called) else office.strip()
    guest = Attendee(
        id=new_id(),
        name=of.called.name,
        title=office or of.called.title,
        unit="" if office else of.called.unit,
        honorific=of.called.honorific,
        degree=of.called.degree,
        unit_id=of.person.unit_id if of.person and not office else None,
        person_id=of.person.id if of.person else None,
        voting=False,
        present=m.opened_at is not None,
    )
    return m.with_(attendees=(*m.attendees, guest)), guest


def _says_no_more(office: str, of: Called) -> bool:
    """Tell whether what is typed behind a name only tells who of that name is meant: «…, Thôn Đông»."""
    known = fold(f"{of.office} {of.title} {of.unit}").replace(",", " ").split()
    return set(fold(office).replace(",", " ").split()) <= set(known)


def _in_full(typed: str) -> bool:
    """Tell a name in full from letters that are to find somebody: one word is a name where more says so."""
    before, comma, _ = typed.partition(",")
    of = taken_apart(before)
    more = len(of.name.split()) > 1 or comma or of.name != " ".join(before.split())
    return of.name != of.name.casefold() and bool(more)


def _has_words(a: Attendee, typed: str) -> bool:
    """Tell whether a delegate has each word whole: «Lê An» is not «Lê Anh»."""
    known = fold(f"{a.styled} {a.seated}").replace(",", " ").split()
    return set(fold(taken_apart(typed.partition(",")[0]).name).split()) <= set(known)


def _is(a: Attendee, of: Meant) -> bool:
    if a.stand_in and fold(a.listed) == fold(of.called.listed):
        return True
    if of.person and a.person_id:
        return a.person_id == of.person.id
    return bool(a.name) and fold(a.name) == fold(of.called.name)


def styled_as_typed(desk: Desk, m: Meeting, typed: str) -> str:
    """Return how papers call whom typed letters or a name mean; a text that is neither stays as it is.

    Raises:
        Refused: It may mean several, or is a unit's name.
    """
    if not typed:
        return typed
    if there := _holder(m, typed):
        return there.seated
    is_search = typed == typed.casefold() or m.attendee(typed) or desk.store.find(Person, id=typed)
    among = m.attendees if is_search else [a for a in m.attendees if _is_called(a, typed)]
    if delegates_meant(desk, among, typed):
        return delegate_named(desk, among, typed).seated
    name, _, office = typed.partition(",")
    of = meant(desk, name, office=office)
    return of.called.styled if of.person and _says_no_more(office, of.called) else typed


def _is_called(a: Attendee, typed: str) -> bool:
    """Tell whether a name in full is that of who sits there, and what is typed behind it is not another's."""
    name, _, office = typed.partition(",")
    same = bool(a.sitting.name) and fold(unranked(a.sitting.name)) == fold(unranked(bare_name(name)))
    return same and _says_no_more(office, a.sitting)


def _holder(m: Meeting, typed: str) -> Attendee | None:
    """Return the one who sits there with the office that is typed in full: «Giám đốc Sở Y tế»."""
    held = [a for a in m.attendees if a.sitting.title and a.sitting.name]
    found = [a for a in held if fold(f"{a.sitting.title} {a.sitting.unit}".strip()) == fold(typed)]
    return found[0] if len(found) == 1 else None


def speaker_meant(desk: Desk, m: Meeting, typed: str) -> str:
    """Return how the minutes style whose words a line is to be; empty where nobody is typed.

    Raises:
        Refused: Nobody fits, or several do.
    """
    typed = typed.strip()
    if not typed or typed in {a.seated for a in m.attendees}:
        return typed
    _, who = taken_in(desk, m, typed)
    return who.seated


class Chosen(NamedTuple):
    """Somebody whom a meeting names: as papers call them, and the id of their unit where it is known."""

    called: Called
    unit_id: str | None = None


def person_meant(desk: Desk, m: Meeting, typed: str) -> Chosen | None:
    """Return whom letters, an id or a name with office mean; None where nothing is typed.

    Raises:
        Refused: Nobody fits, or several do.
    """
    typed = within(typed, LIMIT)
    name, _, office = typed.partition(",")
    if not typed:
        return None
    letters = typed == typed.casefold() or m.attendee(typed) is not None
    if letters and delegates_meant(desk, m.attendees, typed):
        there = delegate_named(desk, m.attendees, typed)
        return Chosen(there.sitting, there.unit_id)
    if holder := _holder(m, typed):
        return Chosen(holder.sitting, holder.unit_id)
    listed = [a for a in m.attendees if a.name and fold(a.name) == fold(name)]
    if len(listed) == 1 and not office:
        return Chosen(listed[0].sitting, listed[0].unit_id)
    of = meant(desk, name, office=office)
    if of.person is None and letters:
        raise Refused(N_("Nobody on the list fits “{text}”."), text=typed)
    unit_id = of.person.unit_id if of.person else None
    known = Sought((), (of.called.unit,), of.called.title)
    if office and not (of.person and holds(office, known)):
        return Chosen(of.called._replace(title=office.strip(), unit=""), unit_id)
    return Chosen(of.called, unit_id)


class Delegate(NamedTuple):
    """A delegate as typed.

    Attributes:
        unit: A unit of the bloc, by its id or its name, or the name of another body.
        voting: Counts for quorum and votes; None: the first of a unit of the bloc does, others do not.
    """

    name: str = ""
    title: str = ""
    unit: str = ""
    city: str = ""
    voting: bool | None = None


def with_typed(desk: Desk, meeting_id: str, of: Attendee, typed: Delegate) -> Attendee:
    """Return a delegate with what was typed; whose unit is one of the bloc's speaks and votes for it."""
    typed, whom = _named(desk, of, typed)
    if typed.unit and typed.unit in (of.unit_id, of.unit):  # as it was called when they were listed
        known: dict[str, object] = {"unit": of.unit, "unit_id": of.unit_id}
    elif unit := _unit(desk, meeting_id, typed.unit):
        known = {"unit": unit.name, "unit_id": unit.id}
    else:
        known = {"unit": typed.unit, "unit_id": None}
    fresh = of.model_copy(update={**typed._asdict(), **whom, **known, "voting": bool(typed.voting)})
    if typed.voting is None and fresh.unit_id:
        voting = not unit_votes(desk.store.get(Meeting, meeting_id), fresh)
        return fresh.model_copy(update={"voting": voting})
    return fresh


def _named(desk: Desk, of: Attendee, typed: Delegate) -> tuple[Delegate, dict[str, object]]:
    """Return what was typed with the bare name, and who it is; what is left out the directory knows."""
    if typed.name == of.called.typed:
        return typed._replace(name=of.name), {}
    called, person = meant(desk, typed.name, typed.unit)
    if person:
        title = typed.title if typed.title != of.title else called.title
        unit = typed.unit if typed.unit not in ("", of.unit, of.unit_id) else called.unit
        typed = typed._replace(title=title, unit=unit)
    whom: dict[str, object] = {
        "honorific": called.honorific,
        "degree": called.degree,
        "person_id": person and person.id,
    }
    return typed._replace(name=called.name), whom


def _unit(desk: Desk, meeting_id: str, typed: str) -> Unit | None:
    year = desk.store.get(BlocYear, desk.store.get(Meeting, meeting_id).bloc_year_id)
    if typed in {member.unit_id for member in year.members}:
        return desk.store.get(Unit, typed).as_in(year.year)
    try:
        return member_named(desk, year, typed, whole=True)
    except Refused:
        return None
