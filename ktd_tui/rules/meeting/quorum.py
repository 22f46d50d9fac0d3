"""Without whom a meeting is not opened: the quorum, of delegates who each count once; chair and secretary."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee, StandIn
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.naming import Called
from ktd_tui.text import fold


class Quorum(NamedTuple):
    """Voting delegates in all, present, and needed («Có mặt 11/13 · cần 9»)."""

    members: int
    present: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether the meeting may proceed; nobody is no quorum."""
        return self.members > 0 and self.present >= self.needed


def check_quorum(meeting: Meeting, share: Fraction | None = None) -> Quorum:
    """Return the quorum of a meeting that has one, by its share or by a question's own.

    Raises:
        Refused: Not enough voting delegates are present.
    """
    of = quorum(meeting, share)
    if not of.met:
        raise Refused(N_("No quorum: {present} of {members} present, {needed} needed."), **of._asdict())
    return of


def quorum(meeting: Meeting, share: Fraction | None = None) -> Quorum:
    """Count the voting delegates of a meeting against its quorum share, or a question's own."""
    voting = [a for a in meeting.attendees if a.voting]
    return Quorum(len(voting), sum(a.present for a in voting), ceil((share or meeting.quorum) * len(voting)))


def by_place(meeting: Meeting) -> Counter[str]:
    """Count the voting delegates who are there by the city they join from; empty: in the room."""
    return Counter(a.joins_from for a in meeting.attendees if a.voting and a.present)


def votes_from_elsewhere(attendee: Attendee) -> bool:
    """Tell whether a delegate is there, may vote, and follows from another city."""
    return attendee.voting and attendee.present and bool(attendee.joins_from)


OFFICERS: Mapping[str, str] = MappingProxyType(
    {
        "chair_id": N_("{name} chairs and is not marked present. Mark them present, or choose another."),
        "secretary_id": N_(
            "{name} keeps the minutes and is not marked present. Mark them present, or choose another."
        ),
    }
)
"""Who a meeting is not opened without, and what is said where they are not there."""
LEFT_EARLY: Mapping[str, str] = MappingProxyType(
    {
        "chair_id": N_("{name} chaired and left at {time}. Type @{time}, then Ctrl+K, F3: who chaired then?"),
        "secretary_id": N_(
            "{name} kept the minutes and left at {time}. Type @{time}, then Ctrl+K, F3: who wrote then?"
        ),
    }
)
"""What is said where they are to sign, and left before the end."""
_NOT_NAMED = {
    "chair_id": N_("Nobody is named to chair. Name the chair before the meeting is opened."),
    "secretary_id": N_("No secretary is named. Name the secretary before the meeting is opened."),
}


def office_lacking(meeting: Meeting) -> str:
    """Return the office, chair or secretary, whose holder is not there or not named; empty: neither."""
    for office in OFFICERS:
        who = meeting.attendee(getattr(meeting, office))
        if who is None or not who.present:
            return office
    return ""


def check_officers(meeting: Meeting) -> None:
    """Refuse to open a meeting without its chair or its secretary.

    Raises:
        Refused: One is not there, or not named.
    """
    if office := office_lacking(meeting):
        who = meeting.attendee(getattr(meeting, office))
        raise Refused(OFFICERS[office], name=who.styled) if who else Refused(_NOT_NAMED[office])


def check_two_people(meeting: Meeting, chair: str | None, secretary: str | None) -> None:
    """Refuse one person for both offices: the minutes are signed by two (Nghị định 30, Phụ lục III, Mẫu 1.9).

    Raises:
        Refused: They are one.
    """
    who = meeting.attendee(chair)
    if who is not None and chair == secretary:
        raise Refused(
            N_(
                "{name} cannot chair and keep the minutes at once: two people sign. Name another for one of"
                " the two first."
            ),
            name=who.seated,
        )


def check_not_listed(attendees: Iterable[Attendee], fresh: Attendee) -> None:
    """Let nobody stand on the list twice; two of one name have two offices, or are two of the directory.

    Raises:
        Refused: They are there already, as far as what is known of both tells.
    """
    for one in attendees:
        if _listed_alike(one, fresh):
            raise Refused(
                N_("{name} is on the list already. Another of that name has another office: write it."),
                name=one.listed,
            )


def _listed_alike(one: Attendee, other: Attendee) -> bool:
    if one.person_id and other.person_id and one.person_id != other.person_id:
        return False
    if not one.name or fold(one.name) != fold(other.name):
        return False
    mine, theirs = (fold(f"{a.title} {a.unit}").split() for a in (one, other))
    return not (mine and theirs) or mine == theirs


def unit_votes(meeting: Meeting, of: Attendee) -> bool:
    """Tell whether somebody else of a delegate's unit votes, so that the unit has its vote."""
    return any(a.voting and a.unit_id == of.unit_id and a.name and a.id != of.id for a in meeting.attendees)


def put_on_list(meeting: Meeting, fresh: Attendee) -> Meeting:
    """Return the meeting with a new delegate on its list.

    A unit's seat that nobody is named for («Đại diện lãnh đạo») is taken by the first who votes for it:
    else the unit would count twice for quorum and votes.
    """
    waiting = (a for a in meeting.attendees if a.voting and a.unit_id and not (a.name or a.stand_in))
    came = {event.attendee_id for event in meeting.presence}
    seat = next((a for a in waiting if a.unit_id == fresh.unit_id and a.id not in came), None)
    if seat is None or not (fresh.name and fresh.voting):
        return meeting.with_(attendees=(*meeting.attendees, fresh))
    kept = fresh.model_copy(update={"present": seat.present})
    offices = {o: fresh.id for o in (*OFFICERS, "presenter_id") if getattr(meeting, o) == seat.id}
    attendees = tuple(kept if a.id == seat.id else a for a in meeting.attendees)
    return meeting.with_(attendees=attendees, **offices)


def check_one_seat(attendees: Iterable[Attendee], seat_id: str, of: Called) -> None:
    """Refuse whoever is to sit in a seat and sits in another one that votes: nobody votes for two.

    Raises:
        Refused: They sit there, for themselves or somebody else, as far as what is known of both tells.
    """
    for a in attendees:
        if a.id == seat_id or not a.voting or not _same_person(a.sitting, of):
            continue
        if a.person_id and a.person_id == of.person_id and not a.stand_in:
            raise Refused(
                N_("{name} is a delegate already: nobody sits in two seats. Choose somebody else."),
                name=a.styled,
            )
        raise Refused(
            N_(
                "{name} sits in a seat already: nobody sits in two. Somebody else of that name has another"
                " position: write it, with the unit behind it."
            ),
            name=a.seated,
        )


def _same_person(one: Called, other: Called) -> bool:
    """Tell whether two who sit somewhere are one, by the directory, else by name and position."""
    if one.person_id and other.person_id:
        return one.person_id == other.person_id
    if not one.name or fold(one.name) != fold(other.name):
        return False
    if not (one.title and other.title):
        return True
    return not {fold(one.title), fold(one.office)}.isdisjoint({fold(other.title), fold(other.office)})


def name_mended(was: StandIn, now: StandIn) -> bool:
    """Tell whether a stand-in's name was mended: its marks, or one letter where all else stays as it was.

    Another who is called so alike («Lê Anh», «Lê An») has another office or letter of authority.
    """
    one, other = fold(was.name), fold(now.name)
    if one == other:
        return True
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs) or now != was.model_copy(update={"name": now.name}):
        return False
    differ = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and _one_slip(*differ[0])


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter: another one, one more, or two that changed places."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    first, *others = (at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    if not others:
        return True
    among = slice(first, others[-1] + 1)
    return len(others) == 1 and one[among] == other[among][::-1]
