"""A bloc of schools that is not the sample: other words, three schools, a meeting with every adjunct step."""

from ktd_tui.domain.meeting import AgendaStep, Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc, BlocYear
from ktd_tui.operations.council import people, units
from ktd_tui.operations.council.blocs import save_bloc
from ktd_tui.operations.council.setup import set_up_council
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import agenda, preparation, presence
from ktd_tui.operations.year import years
from ktd_tui.rules.meeting.steps import STEPS

ADJUNCT = (Step.UNIT_REPORTS, Step.REGULATION, Step.CRITERIA, Step.PLEDGE, Step.GIVING, Step.FLAG)
SCHOOLS = (("Trường Mầm non Hoa Sen", "MN Hoa Sen", "Lê Thị Hoa"),
           ("Trường Tiểu học Kim Đồng", "TH Kim Đồng", "Trần Văn Bình"),
           ("Trường THCS Lê Lợi", "THCS Lê Lợi", "Phạm Thu Cúc"))  # fmt: skip


def meeting_of_schools(desk: Desk, kind: MeetingKind = MeetingKind.YEAR_END, number: int = 2023) -> Meeting:
    """Set the council up on an empty desk; its meeting is open, and stands at the first adjunct step."""
    set_up_council(desk, "Hội đồng Thi đua - Khen thưởng phường Bến Nghé", "UBND phường Bến Nghé")
    bloc = desk.store.find(Bloc)[0]
    bloc = save_bloc(desk, bloc, name="Cụm trường Bến Nghé", noun="Cụm", head_title="Cụm trưởng")
    for name, short, head in SCHOOLS:
        unit = units.save_unit(desk, bloc.id, None, name=name, short_name=short)
        people.save_person(desk, unit.id, None, heads=True, name=head, title="Hiệu trưởng")
    year = years.open_year(desk, bloc.id, number)
    shipped = agenda.agenda_of(desk, bloc.id, kind)
    adjunct = [AgendaStep(step=step, conditions=STEPS[step].asks) for step in ADJUNCT]
    agenda.set_steps(desk, bloc.id, shipped, [*shipped.steps[:2], *adjunct, shipped.steps[-1]])
    meeting = preparation.start_meeting(desk, year.id, kind)
    for field, typed in (("day", "08/12/2023"), ("place", "Trường THCS Lê Lợi")):
        preparation.prepare(desk, meeting.id, field, typed)
    presence.set_officer(desk, meeting.id, "chair_id", "ptc")
    presence.set_officer(desk, meeting.id, "secretary_id", "tvb")
    for one in meeting.attendees:
        presence.set_present(desk, meeting.id, one.id, present=True)
    preparation.open_meeting(desk, meeting.id)
    for step in (Step.OPENING, Step.UNIT_REPORTS):
        preparation.move(desk, meeting.id, step)
    return desk.store.get(Meeting, meeting.id)


def years_by_number(desk: Desk) -> dict[int, BlocYear]:
    """Return the years that are open."""
    return {year.year: year for year in desk.store.find(BlocYear)}
