"""Which units take part in a bloc's year: one is left out with a reason, or comes in late."""

from ktd_tui.domain.organisation import BlocYear, Member, Unit
from ktd_tui.domain.unit_past import LeftOut
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.scope import At
from ktd_tui.rules.access import Act
from ktd_tui.rules.year.members import check_member


def leave_out(desk: Desk, bloc_year_id: str, unit_id: str, reason: str) -> BlocYear:
    """Leave a unit out of a year; what it has entered stays, and counts again when it is taken in.

    Raises:
        NotAllowed: The right is missing, or the year is closed.
        Refused: The unit is not in the bloc this year, or the reason is missing.
    """
    why = within(reason, LIMIT)
    told = {"unit": desk.store.get(Unit, unit_id).label, "reason": why}
    at = At(BlocYear, bloc_year_id)
    with desk.act(Act.EDIT_YEAR, N_("{unit} is left out: {reason}"), told, at=at) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_member(year, unit_id)
        if not why:
            raise Refused(N_("Write the reason."))
        left = (
            *(one for one in year.left_out if one.unit_id != unit_id),
            LeftOut(unit_id=unit_id, reason=why),
        )
        members = tuple(member for member in year.members if member.unit_id != unit_id)
        return store.save(year.with_(members=members, left_out=left))


def take_in(desk: Desk, bloc_year_id: str, unit_id: str) -> BlocYear:
    """Take a unit of the bloc into a year that is open already.

    Raises:
        NotAllowed: The right is missing, or the year is closed.
        Refused: It is in the bloc this year, or belongs to another bloc then.
    """
    told, at = {"unit": desk.store.get(Unit, unit_id).label}, At(BlocYear, bloc_year_id)
    with desk.act(Act.EDIT_YEAR, N_("{unit} takes part"), told, at=at) as store:
        year, unit = store.get(BlocYear, bloc_year_id), store.get(Unit, unit_id)
        if year.role_of(unit_id):
            raise Refused(N_("{unit} takes part in {year} already."), unit=unit.label, year=year.year)
        if unit.bloc_in(year.year) != year.bloc_id or not unit.emulates_in(year.year):
            raise Refused(
                N_("{unit} does not belong to this bloc in {year}."), unit=unit.label, year=year.year
            )
        left = tuple(one for one in year.left_out if one.unit_id != unit_id)
        return store.save(year.with_(members=(*year.members, Member(unit_id=unit_id)), left_out=left))
