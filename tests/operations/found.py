"""Where the records of the sample are that tests speak of."""

from ktd_tui.domain.access import Grant
from ktd_tui.domain.evidence import Evidence, EvidenceState
from ktd_tui.domain.meeting import Agenda, Meeting, MeetingKind
from ktd_tui.domain.merit import AwardDecision, AwardTitle
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import BlocYear, Council, PlanItem, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Pledge
from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.domain.voting import Vote
from ktd_tui.operations import lookup
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import (
    agenda,
)
from ktd_tui.operations.scoring.criteria import Seen
from ktd_tui.operations.scoring.results import settling
from ktd_tui.operations.year import (
    pledge,
)

AWARD = "Giấy khen"


def the_title(desk: Desk) -> AwardTitle:
    return desk.store.find(Council)[0].award_titles[0]


def the_decision(desk: Desk) -> AwardDecision:
    return desk.store.find(AwardDecision)[0]


def signed_by(desk: Desk, year: int, unit_id: str) -> Pledge:
    """Sign the pledge for a unit: by somebody of it, or by nobody where the data knows nobody."""
    someone = desk.store.find(Person, unit_id=unit_id)
    return pledge.sign_pledge(desk, the_year(desk, year).id, unit_id, someone[0].id if someone else "")


def the_unit(desk: Desk, label: str) -> str:
    return next(u.id for u in desk.store.find(Unit) if u.label == label)


def the_new_unit(desk: Desk) -> Unit:
    return lookup.unit_among(desk.store.find(Unit), "Thêm", whole=True)


def the_new_person(desk: Desk) -> Person:
    return lookup.person_named(desk, "Lê Thêm")


def the_year(desk: Desk, number: int = 2022) -> BlocYear:
    return desk.store.find(BlocYear, year=number)[0]


def the_meeting(desk: Desk, year: int = 2022) -> Meeting:
    return desk.store.find(Meeting, bloc_year_id=the_year(desk, year).id)[0]


def the_signed(desk: Desk) -> Meeting:
    return desk.store.find(Meeting, kind=MeetingKind.PLAIN)[0]


def the_vote(desk: Desk) -> Vote:
    return desk.store.find(Vote, award=AWARD)[0]


def the_round(desk: Desk, award: str) -> Vote:
    return desk.store.find(Vote, award=award)[0]


def the_tie(desk: Desk) -> settling.SettledTyped:
    tie = settling.ties_of(desk, the_year(desk).id)[0]
    return settling.SettledTyped(tie.about, tie.unit_ids, "lot", "Chủ trì")


def the_line(desk: Desk) -> MinutesLine:
    return desk.store.find(MinutesLine)[0]


def the_observer(desk: Desk) -> Grant:
    return desk.store.find(Grant, account="hoa")[0]


def the_task(desk: Desk) -> PlanItem:
    return the_year(desk, 2024).tasks[0]


def the_pledge(desk: Desk) -> Pledge:
    return desk.store.find(Pledge, bloc_year_id=the_year(desk, 2024).id)[0]


def the_template(desk: Desk, version: str) -> str:
    return desk.store.find(CriteriaSet, version=version)[0].id


def the_bloc(desk: Desk) -> str:
    return lookup.bloc_named(desk, "V").id


def an_agenda(desk: Desk) -> Agenda:
    return agenda.agenda_of(desk, the_bloc(desk), MeetingKind.YEAR_END)


def the_criteria(desk: Desk) -> Seen:
    year = the_year(desk, 2024)
    return Seen(year.id, desk.store.get(CriteriaSet, str(year.criteria_id)))


def the_evidence(desk: Desk, year: int) -> Evidence:
    of = desk.store.find(Evidence, bloc_year_id=the_year(desk, year).id, state=EvidenceState.HANDED_IN)
    return of[0]
