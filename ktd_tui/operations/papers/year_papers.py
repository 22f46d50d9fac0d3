"""What composes the papers of a year beside its meetings', and those by which awards go up."""

from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ktd_tui.clock import local_date
from ktd_tui.domain.access import Grant
from ktd_tui.domain.meeting import MeetingKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, Role, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.roles import UserRole
from ktd_tui.domain.scoring import CriteriaSet, Registration
from ktd_tui.domain.voting import Purpose, Vote
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, in_vietnamese, t
from ktd_tui.naming import Called
from ktd_tui.operations import saying
from ktd_tui.operations.council.directory import council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import units_of
from ktd_tui.operations.papers.composers import Composing, PaperRef
from ktd_tui.operations.wording import STAGES
from ktd_tui.papers.document import Paper
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.access import ACTS, ROLES, TABLE, Act
from ktd_tui.rules.meeting.ballots import outcome

if TYPE_CHECKING:
    from ktd_tui.operations.council.users import UserRow
    from ktd_tui.papers.kinds.year.data import YearData
    from ktd_tui.papers.kinds.year.rights import RightTold


def plan_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the year's plan."""
    data = _year_data(desk, ref.year)
    if not (data.movements or data.year.tasks or data.year.deadlines):
        raise Refused(N_("The year has neither movements, tasks nor days yet: there is nothing to plan."))

    def composed() -> Paper:
        from ktd_tui.papers.kinds.year.plan import compose_plan

        return compose_plan(data)

    return composed


def regulation_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the bloc's regulation; every bloc has one."""

    def composed() -> Paper:
        from ktd_tui.papers.kinds.year.regulation import compose_regulation

        return compose_regulation(_year_data(desk, ref.year))

    return composed


def rights_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose who may do what; that a role is over is no news."""
    from ktd_tui.operations.council.users import users

    data = _year_data(desk, ref.year)
    places = {unit.id for unit in data.units} | {data.bloc.id}
    held = [row for row in users(desk) if _is_told(row.grant, places, desk.today)]
    if not held:
        raise Refused(N_("Nobody has a role here yet."))
    return partial(_rights_of, desk, data, held)


def _rights_of(desk: Desk, data: "YearData", held: "list[UserRow]") -> Paper:
    from ktd_tui.papers.kinds.year.rights import compose_rights

    with in_vietnamese():
        offices = saying.offices(data.bloc)
        told = tuple(_right_told(desk, row, t(ROLES[row.grant.role], **offices)) for row in held)
        roles = [role for role in UserRole if any(row.grant.role is role for row in held)]
        may = tuple(
            (
                t(ROLES[role], **offices),
                tuple(t(ACTS[act], **offices) for act in Act if role in TABLE[act]),
            )
            for role in roles
        )
    return compose_rights(data, told, may)


def _is_told(grant: Grant, places: AbstractSet[str], today: date) -> bool:
    """Tell whether a role counts in a bloc: it is held there or everywhere, and is not over."""
    place = grant.bloc_id or grant.unit_id
    return (place is None or place in places) and (grant.until is None or grant.until >= today)


def _right_told(desk: Desk, row: "UserRow", role: str) -> "RightTold":
    from ktd_tui.papers.kinds.year.rights import RightTold

    grant = row.grant
    given = next(desk.store.changes_back(of=grant.id), None)
    return RightTold(
        account=grant.account,
        role=role,
        place=row.place,
        since=grant.since,
        until=grant.until,
        given_by=given.author.user if given else "",
        given_on=local_date(given.at) if given else None,
    )


def guide_paper(desk: Desk, ref: PaperRef) -> Composing:
    """Compose the guide to scoring."""
    data = _year_data(desk, ref.year)
    criteria = data.criteria
    if criteria is None:
        raise Refused(N_("The year {year} has no criteria set yet."), year=data.year.year)

    def composed() -> Paper:
        from ktd_tui.papers.kinds.year.guide import compose_guide

        return compose_guide(data, criteria)

    return composed


def _year_data(desk: Desk, bloc_year_id: str) -> "YearData":
    from ktd_tui.operations.meeting.agenda import agenda_of
    from ktd_tui.operations.papers.sources import legal_grounds
    from ktd_tui.operations.scoring.award_rules import rules_of
    from ktd_tui.papers.kinds.year.data import YearData

    store = desk.store
    year = store.get(BlocYear, bloc_year_id)
    bloc = store.get(Bloc, year.bloc_id)
    units = tuple(units_of(desk, year))
    names = {unit.id: unit.name for unit in units}
    people = {person.id: person.called_in("") for person in store.find(Person)}
    leading = year.unit_with(Role.HEAD)
    head_id = store.get(Unit, leading).head_id if leading else None
    with in_vietnamese():
        stages = {stage: t(name) for stage, name in STAGES.items()}
    return YearData(
        council=council(desk),
        bloc=bloc,
        year=year,
        units=units,
        names=names,
        head=people.get(head_id or "", Called()),
        movements=tuple(store.get(Movement, one) for one in year.movement_ids),
        criteria=store.get(CriteriaSet, year.criteria_id) if year.criteria_id else None,
        agenda=agenda_of(desk, bloc.id, MeetingKind.YEAR_END),
        stages=stages,
        grounds=legal_grounds(desk, year),
        award_rules=rules_of(desk, year),
        leaves_out=any(one.not_assigned for one in store.find(Registration, bloc_year_id=bloc_year_id)),
    )


def nominees_paper(desk: Desk, of: MinutesData) -> Composing:
    """Compose the list that goes with the proposal."""
    passed = voted_for(of)

    def composed() -> Paper:
        from ktd_tui.operations.papers.sources import legal_grounds
        from ktd_tui.papers.kinds.awarding.nominees import compose_nominees

        return compose_nominees(of, passed, legal_grounds(desk, of.year))

    return composed


def decision_paper(desk: Desk, of: MinutesData) -> Composing:
    """Compose the draft of the office's decision."""
    passed = voted_for(of)

    def composed() -> Paper:
        from ktd_tui.operations.papers.sources import legal_grounds
        from ktd_tui.papers.kinds.awarding.decision import compose_decision

        return compose_decision(of, passed, legal_grounds(desk, of.year))

    return composed


def extract_paper(_: Desk, of: MinutesData) -> Composing:
    """Compose the extract of the minutes on awards."""
    voted = [v for v in of.proceedings.of_purpose(Purpose.AWARD) if outcome(v) or v.void]
    if not voted:
        raise Refused(N_("The meeting has voted for no award yet."))

    def composed() -> Paper:
        from ktd_tui.papers.kinds.awarding.extract import compose_extract

        return compose_extract(of, voted)

    return composed


def opinion_paper(_: Desk, of: MinutesData) -> Composing:
    """Compose the form for written opinions on what is not counted yet."""
    waiting = [v for v in of.proceedings.votes if v.pending]
    if not waiting:
        raise Refused(N_("No question waits to be voted on."))

    def composed() -> Paper:
        from ktd_tui.papers.kinds.awarding.opinion import compose_opinion

        return compose_opinion(of, waiting)

    return composed


def voted_for(of: MinutesData) -> list[Vote]:
    """Return what the meeting voted for; without any there is nothing to propose.

    Raises:
        Refused: It voted for no award yet.
    """
    from ktd_tui.papers.kinds.nominations import passed_awards

    found = passed_awards(of)
    if not found:
        raise Refused(N_("The meeting has voted for no award yet."))
    return found
