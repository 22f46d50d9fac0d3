"""The year after: opened from the closed one, with what was left undone and what was decided.

Done by the signature under the minutes; done again it changes nothing.
"""

from datetime import date

from ktd_tui.clock import local_date
from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import Bloc, BlocYear, PlanItem, Role, Stage
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.council.directory import year_after
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.operations.scope import At
from ktd_tui.operations.year.years import open_year
from ktd_tui.rules.access import Act
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.year.members import with_roles


def roll_over(desk: Desk, bloc_year_id: str) -> BlocYear:
    """Open the year after a closed one, or complete it where it is open already; return it.

    Its members are the bloc's units, its criteria last year's; open tasks, limitations and directions
    become its first tasks; the elected head and deputy take office where nobody holds it yet.

    Raises:
        NotAllowed: The right is missing.
        Refused: The year is not closed, or the bloc has no unit.
    """
    year = desk.store.get(BlocYear, bloc_year_id)
    told = {"year": year.year + 1}
    with desk.act(Act.OPEN_YEAR, N_("Rolled over to {year}"), told, at=At(Bloc, year.bloc_id)) as store:
        year = store.get(BlocYear, bloc_year_id)
        meeting = meeting_of(desk, year.id)
        if year.stage is not Stage.CLOSED or (meeting and not meeting.signed_at):
            raise Refused(
                N_("The year {year} is not closed: its minutes are to be signed first."), year=year.year
            )
        return carry_on(desk, year, proceedings(desk, meeting) if meeting else None)


def carry_on(desk: Desk, year: BlocYear, of: Proceedings | None) -> BlocYear:
    """Open or complete the next year, within a transaction. See ``roll_over``."""
    before = year_after(desk, year) or open_year(desk, year.bloc_id, year.year + 1)
    known = {task.id for task in before.tasks}
    fresh = before.with_(tasks=(*before.tasks, *(t for t in _carried(year, of) if t.id not in known)))
    if of is not None and fresh.unit_with(Role.HEAD) is None:
        units = {m.unit_id for m in fresh.members}
        head, deputies = (
            [unit for unit in of.winners(purpose) if unit in units]
            for purpose in (Purpose.HEAD, Purpose.DEPUTY)
        )
        members = with_roles(fresh, next(iter(head), None), deputies)
        fresh = fresh.with_(members=members, office_from=_office_day(of.meeting))
    return before if fresh == before else desk.store.save(fresh)


def _carried(year: BlocYear, of: Proceedings | None) -> list[PlanItem]:
    """Return what the next year begins with, under ids that are the same each time."""
    open_ = [task.model_copy(update={"due": None}) for task in year.tasks if task.done_on is None]
    lines = of.of_kind(LineKind.LIMITATION, LineKind.DIRECTION) if of else ()
    origins = {
        LineKind.LIMITATION: f"Tồn tại, hạn chế năm {year.year}",
        LineKind.DIRECTION: f"Phương hướng, nhiệm vụ năm {year.year + 1}",
    }
    return [*open_, *(PlanItem(id=line.id, text=line.text, origin=origins[line.kind]) for line in lines)]


def _office_day(meeting: Meeting) -> date | None:
    done = meeting.handover.done_at
    return local_date(done) if done else meeting.day
