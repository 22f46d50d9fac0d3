"""The long texts of a meeting: the head's report, drafted from the year's data, and the conclusion."""

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import Bloc, BlocYear, Movement, PlanItem
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of, years_of
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.preparation import field_set
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.text import paragraphs
from ktd_tui.words import short_date


def save_text(desk: Desk, meeting_id: str, field: str, typed: str, seen: tuple[str, ...]) -> Meeting:
    """Save a long text (``report`` or ``conclusion``) as paragraphs.

    Args:
        meeting_id: The meeting.
        field: Which text.
        typed: The whole text, a paragraph a line.
        seen: The paragraphs that the typist began from.

    Raises:
        Clash: Somebody else changed the text meanwhile; both are in the error.
    """
    wanted = paragraphs(typed)
    return change_meeting(
        desk,
        meeting_id,
        lambda m: field_set(m, field, wanted, seen),
        N_("Text: {text}"),
        {"text": typed},
    )


def draft_report(desk: Desk, meeting_id: str) -> tuple[str, ...]:
    """Return the head's report as the year's data tells it: results, then what last year set itself."""
    meeting = desk.store.get(Meeting, meeting_id)
    year = desk.store.get(BlocYear, meeting.bloc_year_id)
    period = "6 tháng đầu năm" if meeting.kind is MeetingKind.MID_YEAR else "Năm"
    noun = desk.store.get(Bloc, year.bloc_id).words.noun
    first = f"{period} {year.year}, {noun} gồm {len(year.members):02d} đơn vị"
    theme = f", thi đua theo chủ đề “{year.theme}”." if year.theme else "."
    movements = [desk.store.get(Movement, m).title for m in year.movement_ids]
    launched = "Các phong trào thi đua đã triển khai: " + "; ".join(f"“{t}”" for t in movements) + "."
    planned = [
        f"{task.origin or 'Nhiệm vụ trong năm'}: {task.text.rstrip('.;')} ({_state(task)})"
        for task in year.tasks
    ]
    planned = planned or [f"Nhiệm vụ đề ra từ năm trước: {text}" for text in _directions_before(desk, year)]
    return (first + theme, *((launched,) if movements else ()), *year.results, *planned)


def _state(task: PlanItem) -> str:
    return f"hoàn thành ngày {short_date(task.done_on)}" if task.done_on else "chưa hoàn thành"


def _directions_before(desk: Desk, year: BlocYear) -> list[str]:
    """Return what last year decided, for a year that was opened before last year was closed."""
    before = next((y for y in years_of(desk, year.bloc_id) if y.year == year.year - 1), None)
    meeting = meeting_of(desk, before.id) if before else None
    if meeting is None:
        return []
    return [line.text for line in proceedings(desk, meeting).of_kind(LineKind.DIRECTION)]
