"""What of a criteria set applies to a unit: rows that are not assigned to it, the sub-group that it is of."""

from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.people import Staff
from ktd_tui.domain.scoring import NotAssigned, Registration, ScoreSheet, SheetState
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.limits import within
from ktd_tui.operations.conflicts import LIMIT
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import unit_label
from ktd_tui.operations.scope import At
from ktd_tui.operations.scoring.criteria import is_frozen
from ktd_tui.operations.scoring.sheets import check_scores_unsigned, criteria_of
from ktd_tui.operations.year.registration import registration_of
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.score_rows import codes_under, score_rows
from ktd_tui.rules.year.members import check_member
from ktd_tui.words import whole_number
from store.contract import Store


def set_not_assigned(desk: Desk, bloc_year_id: str, unit_id: str, of: NotAssigned) -> Registration:
    """Say that a group or row does not apply to a unit, who decided so and why; no reason takes it back.

    Raises:
        NotAllowed: The right is missing.
        Refused: There is no such group or row, who decided is missing, a sheet of the unit is locked or
            the minutes are signed.
    """
    code, by, reason = (within(text, LIMIT) for text in (of.code, of.who, of.reason))
    told = {"unit": unit_label(desk, unit_id), "code": code, "reason": reason or "–"}
    place = At(BlocYear, bloc_year_id)
    with desk.act(Act.EDIT_YEAR, N_("{code} is not assigned to {unit}: {reason}"), told, at=place) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_member(year, unit_id)
        check_scores_unsigned(desk, year.id)
        _check_unlocked(store, year, unit_id, told["unit"])
        criteria = criteria_of(desk, year)
        if not codes_under(criteria, code):
            raise Refused(N_("The criteria set “{name}” has no row {code}."), name=criteria.name, code=code)
        if reason and not by:
            raise Refused(N_("Say who decided it."))
        there = registration_of(desk, bloc_year_id, unit_id)
        kept = tuple(one for one in there.not_assigned if one.code != code)
        fresh = (*kept, NotAssigned(code=code, who=by, reason=reason)) if reason else kept
        return there if fresh == there.not_assigned else store.save(there.with_(not_assigned=fresh))


def _check_unlocked(store: Store, year: BlocYear, unit_id: str, unit: str) -> None:
    for sheet in store.find(ScoreSheet, bloc_year_id=year.id, unit_id=unit_id):
        if sheet.state is SheetState.LOCKED:
            raise Refused(N_("A sheet of {unit} is locked; only an appeal opens it again."), unit=unit)


class StaffTyped(NamedTuple):
    """The people of a unit as typed; an empty text: not said."""

    people: str = ""
    women: str = ""
    titled: str = ""
    disciplined: str = ""


def staff_as_typed(of: Staff) -> StaffTyped:
    """Return a unit's people as one would type them."""
    return StaffTyped(*("" if (n := getattr(of, f)) is None else str(n) for f in StaffTyped._fields))


def set_staff(desk: Desk, bloc_year_id: str, unit_id: str, typed: StaffTyped) -> BlocYear:
    """Say how many people a unit has, how many women, with the members' title, disciplined.

    Raises:
        NotAllowed: The right is missing.
        Refused: The unit is not in the bloc this year, a number is none, a part is greater than the whole,
            or the minutes are signed.
    """
    told = {"unit": unit_label(desk, unit_id)}
    with desk.act(Act.EDIT_YEAR, N_("The people of {unit}"), told, at=At(BlocYear, bloc_year_id)) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_member(year, unit_id)
        check_scores_unsigned(desk, year.id)
        typed_in = {name: text for name, text in typed._asdict().items() if text.strip()}
        staff = Staff(**{name: whole_number(text) for name, text in typed_in.items()})
        parts = (staff.women, staff.titled, staff.disciplined)
        if staff.people is None and any(n is not None for n in parts):
            raise Refused(N_("Say first how many people {unit} has."), unit=told["unit"])
        if any(n is not None and n > (staff.people or 0) for n in parts):
            facts = {**told, "n": staff.people}
            raise Refused(N_("{unit} has {n} people; no part of them is more."), **facts)
        members = tuple(
            m.model_copy(update={"staff": staff}) if m.unit_id == unit_id else m for m in year.members
        )
        return year if members == year.members else store.save(year.with_(members=members))


def sub_groups(desk: Desk, year: BlocYear) -> tuple[str, ...]:
    """Return the sub-groups that the year's criteria or its units name."""
    named = [name for row in score_rows(criteria_of(desk, year)) for name in row.entry.sub_groups]
    return tuple(dict.fromkeys((*named, *(m.sub_group for m in year.members if m.sub_group))))


def set_sub_group(desk: Desk, bloc_year_id: str, unit_id: str, name: str) -> BlocYear:
    """Say with which sub-group of the bloc a unit is scored; empty: with none.

    Raises:
        NotAllowed: The right is missing.
        Refused: The unit is not in the bloc this year, or scoring is open.
    """
    wanted = within(name, LIMIT)
    told = {"unit": unit_label(desk, unit_id), "name": wanted or "–"}
    with desk.act(
        Act.EDIT_YEAR, N_("{unit} is scored with the sub-group: {name}"), told, at=At(BlocYear, bloc_year_id)
    ) as store:
        year = store.get(BlocYear, bloc_year_id)
        check_member(year, unit_id)
        if is_frozen(desk, year):
            raise Refused(
                N_("The criteria of {year} stand since scoring opened; so do the sub-groups."), year=year.year
            )
        members = tuple(
            m.model_copy(update={"sub_group": wanted}) if m.unit_id == unit_id else m for m in year.members
        )
        return year if members == year.members else store.save(year.with_(members=members))
