"""What is done before the meeting: units report, sign the pledge, awards are given, the flag is handed on."""

from typing import NamedTuple

from ktd_tui.domain.meeting import Meeting, MeetingDeed, Step
from ktd_tui.domain.merit import AwardFor, AwardKind
from ktd_tui.domain.organisation import BlocYear, Unit
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.limits import within
from ktd_tui.naming import Called
from ktd_tui.operations.conflicts import LIMIT, Clash, Gone, difference
from ktd_tui.operations.council.directory import year_after
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import member_named, units_of
from ktd_tui.operations.meeting.change import going_on, meeting_act
from ktd_tui.operations.meeting.choosing import person_meant
from ktd_tui.operations.meeting.voting.awarding import award_title
from ktd_tui.operations.year.pledge import draw_up, sign_pledge
from ktd_tui.operations.year.registration import pledge_of
from ktd_tui.operations.year.years import open_year
from ktd_tui.rules.meeting.deeds import coming_year, with_deed, without_deed
from ktd_tui.rules.meeting.flow import steps
from ktd_tui.rules.year.pledge import check_changeable
from ktd_tui.text import fold

LONGEST = 10_000
"""Letters of a report's words."""


class DeedTyped(NamedTuple):
    """A deed as it was typed or chosen.

    Attributes:
        unit: The unit that does it, by id or name.
        who: The person who does it: an id, letters that find somebody, or a name with office.
        what: The report's words, the award, the flag.
        receiver: Who is given it: a unit, or a person.
    """

    unit: str = ""
    who: str = ""
    what: str = ""
    receiver: str = ""


def record_deed(
    desk: Desk, meeting_id: str, step: Step, typed: DeedTyped, seen: MeetingDeed | None = None
) -> Meeting:
    """Record what was done now, or mend what stands there (``seen``); what a unit does once replaces it.

    The signature under the pledge is entered in the pledge itself, too; where none is drawn up for the year
    that the meeting decides for, it is drawn up now, and that year opened.

    Raises:
        NotAllowed: The right is missing.
        Refused: Unit, award or receiver is missing or unknown, or the minutes or the pledge are signed.
        Clash: Somebody else mended it meanwhile.
        Gone: Somebody else took it back meanwhile.
    """
    meeting = desk.store.get(Meeting, meeting_id)
    if step not in _DEEDS or step not in steps(meeting):
        raise Refused(N_("This step is not on the meeting's agenda."))
    fresh = _DEEDS[step](desk, meeting, MeetingDeed(step=step, at=desk.now), typed)
    why, told = WHY[step], {"unit": fresh.unit or "–", "what": fresh.what, "receiver": fresh.given_to}
    with meeting_act(desk, meeting_id, why, told) as m:
        if seen:
            _check_seen(m, seen)
            if seen.unit_id != fresh.unit_id and step is Step.PLEDGE:
                raise Refused(N_("Another unit signs for itself; take this signature back first."))
            fresh = fresh.model_copy(update={"id": seen.id, "at": seen.at})
        if step is Step.PLEDGE and fresh.unit_id:
            _sign(desk, m, fresh, _person(desk, m, typed.who))
        return desk.store.save(with_deed(m if seen else going_on(desk, m.id), fresh))


def record_deeds(desk: Desk, meeting_id: str, step: Step, typed: DeedTyped) -> Meeting:
    """Record what was done now, an award for each of those who are named with semicolons, or commas, between.

    Raises:
        NotAllowed: The right is missing.
        Refused: As ``record_deed`` refuses; nothing is recorded then.
    """
    meeting = desk.store.get(Meeting, meeting_id)
    receivers = _each(desk, meeting, typed.receiver) if step is Step.GIVING else [typed.receiver]
    if len(receivers) < 2:  # noqa: PLR2004  # one deed is told as itself
        return record_deed(desk, meeting_id, step, typed)
    told = {"what": typed.what, "receivers": "; ".join(receivers)}
    with desk.store.transaction(N_("{what} was given to: {receivers}"), told):
        for one in receivers:
            meeting = record_deed(desk, meeting_id, step, typed._replace(receiver=one))
    return meeting


def _each(desk: Desk, meeting: Meeting, typed: str) -> list[str]:
    """Part those who are given an award; at commas where a unit is first: an office has one, too."""
    if ";" in typed:
        return [one.strip() for one in typed.split(";") if one.strip()]
    units = {name for unit in deed_units(desk, meeting) for name in _names(unit)}
    pieces = [one.strip() for one in typed.split(",") if one.strip()]
    several = fold(typed.strip()) not in units and fold(pieces[0] if pieces else "") in units
    return pieces if several else [typed]


def take_deed_back(desk: Desk, meeting_id: str, seen: MeetingDeed) -> Meeting:
    """Take back what was recorded by mistake; a signature under the pledge goes with it.

    Raises:
        NotAllowed: The right is missing.
        Refused: All units have signed the pledge, or the minutes are signed.
        Clash: Somebody else mended it meanwhile.
        Gone: Somebody else took it back already.
    """
    told = {"what": seen.what or seen.unit}
    with meeting_act(desk, meeting_id, N_("Taken back: {what}"), told) as m:
        _check_seen(m, seen)
        year = pledge_year(desk, m) if seen.step is Step.PLEDGE else None
        if year and (pledge := pledge_of(desk, year.id)):
            if pledge.frozen_at:
                check_changeable(pledge)
            left = tuple(s for s in pledge.signatures if s.unit_id != seen.unit_id)
            desk.store.save(pledge.with_(signatures=left))
        return desk.store.save(without_deed(m, seen.id))


def pledge_year(desk: Desk, meeting: Meeting) -> BlocYear | None:
    """Return the year whose pledge a meeting signs; None where that is not open yet."""
    year = desk.store.get(BlocYear, meeting.bloc_year_id)
    return year if coming_year(meeting.kind, year.year) == year.year else year_after(desk, year)


def deed_units(desk: Desk, meeting: Meeting) -> list[Unit]:
    """Return the units that may do something in a meeting, as they are called in its year."""
    return units_of(desk, desk.store.get(BlocYear, meeting.bloc_year_id))


def _check_seen(m: Meeting, seen: MeetingDeed) -> None:
    now = next((of for of in m.deeds if of.id == seen.id), None)
    if now is None:
        raise Gone(seen, record_id=m.id)
    if now != seen:
        changed = difference("what", seen.what or seen.who, now.what or now.who)
        raise Clash((changed,), mine=seen, theirs=now, record_id=m.id, whole=True)


def _sign(desk: Desk, m: Meeting, deed: MeetingDeed, signer: Called | None) -> None:
    year = pledge_year(desk, m)
    if year is None:
        own = desk.store.get(BlocYear, m.bloc_year_id)
        year = open_year(desk, own.bloc_id, own.year + 1)
    pledge = pledge_of(desk, year.id) or draw_up(desk, year.id, t("signed in the meeting"))
    if any(of.step is Step.PLEDGE and of.unit_id == deed.unit_id for of in m.deeds):
        if pledge.frozen_at:
            check_changeable(pledge)
        left = tuple(s for s in pledge.signatures if s.unit_id != deed.unit_id)
        desk.store.save(pledge.with_(signatures=left))
    sign_pledge(desk, year.id, str(deed.unit_id), signer or "")


def _of_unit(desk: Desk, m: Meeting, deed: MeetingDeed, typed: DeedTyped) -> MeetingDeed:
    unit = _unit(desk, m, typed.unit)
    who = _person(desk, m, typed.who)
    facts = {"unit_id": unit.id, "unit": unit.name, "who": who.styled if who else ""}
    return deed.model_copy(update={**facts, "what": within(typed.what, LONGEST)})


def _award(desk: Desk, m: Meeting, deed: MeetingDeed, typed: DeedTyped) -> MeetingDeed:
    what, to = within(typed.what, LIMIT), within(typed.receiver, LIMIT)
    if not what:
        raise Refused(N_("Choose or write the award first."))
    if not to:
        raise Refused(N_("Who is given it is missing."))
    title = award_title(desk, what)
    unit = next((u for u in deed_units(desk, m) if to == u.id or fold(to) in _names(u)), None)
    if unit and title.whom is AwardFor.PERSON:
        if to != to.casefold():
            raise Refused(N_("“{title}” is for persons: write whose it is."), title=title.name)
        unit = None  # the unit's letters mean who sits there for it
    giver = _person(desk, m, typed.who)
    if unit is None and title.whom is not AwardFor.COLLECTIVE:
        receiver = _person(desk, m, to)
        to = receiver.styled if receiver else to
    person = unit is None and title.whom is not AwardFor.COLLECTIVE
    facts = {"what": title.name, "given_to": unit.name if unit else to, "to_person": person}
    return deed.model_copy(
        update={**facts, "form": title.kind is AwardKind.FORM, "who": giver.styled if giver else ""}
    )


def _flag(desk: Desk, m: Meeting, deed: MeetingDeed, typed: DeedTyped) -> MeetingDeed:
    giver = _unit(desk, m, typed.unit) if typed.unit.strip() else None
    to = _unit(desk, m, typed.receiver)
    if giver and giver.id == to.id:
        raise Refused(N_("The flag goes to another unit than the one that hands it on."))
    what = within(typed.what, LIMIT) or "cờ luân lưu"
    facts = {"what": what, "given_to": to.name}
    return deed.model_copy(
        update={**facts, "unit_id": giver.id if giver else None, "unit": giver.name if giver else ""}
    )


_DEEDS = {
    Step.UNIT_REPORTS: _of_unit,
    Step.PLEDGE: _of_unit,
    Step.GIVING: _award,
    Step.FLAG: _flag,
}
WHY = {
    Step.UNIT_REPORTS: N_("{unit} presented its report"),
    Step.PLEDGE: N_("{unit} signed the pledge in the meeting"),
    Step.GIVING: N_("{what} was given to {receiver}"),
    Step.FLAG: N_("The flag went from {unit} to {receiver}"),
}
"""What the history says of a deed of a step."""


def _unit(desk: Desk, m: Meeting, typed: str) -> Unit:
    there = {unit.id: unit for unit in deed_units(desk, m)}
    if typed in there:
        return there[typed]
    if not typed.strip():
        raise Refused(N_("The unit is missing."))
    found = member_named(desk, desk.store.get(BlocYear, m.bloc_year_id), typed.strip())
    return there[found.id]


def _names(unit: Unit) -> set[str]:
    return {fold(name) for name in (unit.name, unit.short_name) if name}


def _person(desk: Desk, m: Meeting, typed: str) -> Called | None:
    of = person_meant(desk, m, typed)
    return of.called if of else None
