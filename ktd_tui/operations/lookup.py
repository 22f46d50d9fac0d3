"""Which bloc, year and meeting is meant."""

from collections.abc import Mapping

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk


def bloc_named(desk: Desk, code: str) -> Bloc:
    """Return the bloc of a code («V») or a name.

    Raises:
        Refused: No bloc is called so.
    """
    for bloc in desk.store.find(Bloc):
        if code.casefold() in (bloc.code.casefold(), bloc.name.casefold()):
            return bloc
    raise Refused(N_("There is no bloc “{code}”."), code=code)


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
    MeetingKind.YEAR_END: N_("{bloc} has no year-end meeting in {year}."),
    MeetingKind.MID_YEAR: N_("{bloc} has no mid-year meeting in {year}."),
    MeetingKind.PLAIN: N_("{bloc} has no other meeting in {year}."),
}


def unit_label(desk: Desk, unit_id: str) -> str:
    """Return what a unit is called in narrow places, “?” where it is there no more."""
    found = desk.store.find(Unit, id=unit_id)
    return found[0].label if found else "?"
