"""An award is put to the vote: for a unit, or for a person."""

from pydantic import ValidationError

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.merit import AwardFor, AwardTitle
from ktd_tui.domain.organisation import BlocYear, Council
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk, refused_value
from ktd_tui.operations.finding import named
from ktd_tui.operations.lookup import member_named, units_of
from ktd_tui.operations.meeting.choosing import person_meant
from ktd_tui.operations.meeting.voting.votes import put_question
from ktd_tui.rules.council.resembling import resembling


def award_title(desk: Desk, typed: str) -> AwardTitle:
    """Return the title of the council's list that has this name, else one of that name as the law has it.

    Raises:
        Refused: It is empty, or no text.
    """
    if not typed:
        raise Refused(N_("The title is empty."), field="award")
    known = {one.name: one for one in desk.store.find(Council)[0].award_titles}
    found = named(typed, {name: (name,) for name in known}, whole=True)
    if found:
        return known[found[0]]
    try:
        return AwardTitle.model_validate(typed)
    except ValidationError as error:
        raise refused_value(error) from error


def put_award(desk: Desk, meeting_id: str, award: str, receiver: str) -> Vote:
    """Put an award to the vote for whom it is meant.

    Args:
        award: A title of the council's list, or another.
        receiver: A unit of the bloc by id or as typed, where the title is for collectives; else a person: an
            id, letters that find somebody, or a name with its office behind a comma.

    Raises:
        Refused: No award, no receiver, nobody or several fit, a person for a collectives' title or a unit for
            a persons', or the minutes are signed.
    """
    if not award.strip():
        raise Refused(N_("Choose or write the award first."))
    title = award_title(desk, award.strip())
    meeting = desk.store.get(Meeting, meeting_id)
    if title.whom is AwardFor.PERSON and _names_unit(desk, meeting, receiver.strip()):
        raise Refused(N_("“{title}” is for persons: write whose it is."), title=title.name)
    if title.whom is AwardFor.PERSON or not (unit_id := _unit(desk, meeting, title, receiver)):
        return _to_person(desk, meeting, title, receiver)
    return put_question(desk, meeting_id, Purpose.AWARD, unit_id, title.name)


def _names_unit(desk: Desk, meeting: Meeting, typed: str) -> bool:
    """Tell whether a whole name or an id is a unit's; letters mean who sits there for it."""
    units = units_of(desk, desk.store.get(BlocYear, meeting.bloc_year_id))
    called = {unit.id: (unit.id, unit.name, unit.short_name) for unit in units}
    return typed != typed.casefold() and bool(named(typed, called, whole=True))


def _unit(desk: Desk, meeting: Meeting, title: AwardTitle, receiver: str) -> str:
    """Return the unit that is meant; empty where none is, nor nearly, and a person may get the title."""
    if not receiver.strip():
        raise Refused(N_("Who is given it is missing."))
    typed, year = receiver.strip(), desk.store.get(BlocYear, meeting.bloc_year_id)
    units = {unit.id: (unit.name, unit.short_name) for unit in units_of(desk, year)}
    if typed in units:
        return typed
    in_full = typed != typed.casefold()
    meant = named(typed, units) or (in_full and resembling(typed, units))
    if meant or title.whom is AwardFor.COLLECTIVE:
        return member_named(desk, year, typed).id
    return ""


def _to_person(desk: Desk, meeting: Meeting, title: AwardTitle, receiver: str) -> Vote:
    of = person_meant(desk, meeting, receiver)
    if of is None or not of.called.name:
        raise Refused(N_("“{title}” is for persons: write whose it is."), title=title.name)
    members = {member.unit_id for member in desk.store.get(BlocYear, meeting.bloc_year_id).members}
    unit_id = of.unit_id if of.unit_id in members else None
    return put_question(desk, meeting.id, Purpose.AWARD, unit_id, title.name, of.called)
