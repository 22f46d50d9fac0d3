"""The long texts of a meeting: the head's report, drafted from the year's data, and the conclusion."""

import re
from collections.abc import Iterator

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.minutes import LineKind
from ktd_tui.domain.organisation import Bloc, BlocYear, PlanItem, Unit
from ktd_tui.domain.unit_past import UnitEventKind
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import meeting_of, years_of
from ktd_tui.operations.meeting.change import change_meeting
from ktd_tui.operations.meeting.preparation import field_set
from ktd_tui.operations.meeting.view import proceedings
from ktd_tui.rules.council.order import units_in_order
from ktd_tui.text import enumerated, paragraphs
from ktd_tui.words import long_date

_CLOCK = re.compile(r"@\s*(\d{1,2}[/.-]\d{1,2}\s+)?(\d{1,2}\s*[:hg]\s*\d{0,2})?")
"""What one types into the line for the minutes so that lines are noted at another hour."""


def save_text(desk: Desk, meeting_id: str, field: str, typed: str, seen: tuple[str, ...]) -> Meeting:
    """Save a long text (``report`` or ``conclusion``) as paragraphs.

    Args:
        field: Which text.
        typed: The whole text, a paragraph a line.
        seen: The paragraphs that the typist began from.

    Raises:
        Refused: A line of it is an hour that was meant for the clock of the minutes.
        Clash: Somebody else changed the text meanwhile; both are in the error.
    """
    wanted = paragraphs(typed)
    if hour := next((line for line in wanted if _CLOCK.fullmatch(line)), None):
        raise Refused(
            N_("“{text}” sets the clock in the line for the minutes (F6) alone; take it out here."), text=hour
        )
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
    period = "Trong 6 tháng đầu năm" if meeting.kind is MeetingKind.MID_YEAR else "Năm"
    noun = desk.store.get(Bloc, year.bloc_id).words.noun
    first = f"{period} {year.year}, {noun} gồm {len(year.members)} đơn vị"
    theme = f", thi đua theo chủ đề “{year.theme}”." if year.theme else "."
    planned = list(_tasks(year))
    planned = planned or _set_before(desk, year)
    changed = tuple(_changed_units(desk, year))
    told = (f"Thay đổi về đơn vị: {'; '.join(changed)}.",) if changed else ()
    return (first + theme, *told, *year.results, *planned)


def _set_before(desk: Desk, year: BlocYear) -> list[str]:
    """Return what the year before set itself, under one heading."""
    found = _directions_before(desk, year)
    return found and ["Nhiệm vụ đề ra từ năm trước:", *(f"- {text}" for text in found)]


def _changed_units(desk: Desk, year: BlocYear) -> list[str]:
    """Say what became of the bloc's units in a year, and which of them it leaves out."""
    units, told = units_in_order(desk.store.find(Unit)), list[str]()
    for unit in units:
        for event in unit.events:
            if event.year == year.year and year.bloc_id in (unit.bloc_id, event.bloc_id):
                what = _BECAME[event.kind].format(
                    unit=unit.name, before=enumerated(event.before), after=enumerated(event.after)
                )
                told.append(_with_ground(what, event.ground))
    names = {unit.id: unit.as_in(year.year).name for unit in units}
    told += [_with_ground(f"{names[one.unit_id]} không tham gia", one.reason) for one in year.left_out]
    return list(dict.fromkeys(told))  # those of a merger tell it each


def _with_ground(what: str, ground: str) -> str:
    return f"{what} ({ground})" if ground else what


_BECAME = {
    UnitEventKind.RENAMED: "{before} đổi tên thành {after}",
    UnitEventKind.MOVED: "{unit} chuyển từ {before} sang {after}",
    UnitEventKind.MERGED: "{before} sáp nhập thành {after}",
    UnitEventKind.SPLIT: "{before} chia tách thành {after}",
    UnitEventKind.DISSOLVED: "{before} thôi tham gia",
}


def _tasks(year: BlocYear) -> Iterator[str]:
    """Say what became of the year's tasks: its own in one sentence, what last year left it one by one."""
    told = [(task.origin, f"{task.text.rstrip('.;')} ({_state(task)})") for task in year.tasks]
    if own := [text for origin, text in told if not origin]:
        yield f"Nhiệm vụ trong năm: {'; '.join(own)}."
    yield from (f"{origin}: {text}" for origin, text in told if origin)


def _state(task: PlanItem) -> str:
    return f"hoàn thành {long_date(task.done_on)}" if task.done_on else "chưa hoàn thành"


def _directions_before(desk: Desk, year: BlocYear) -> list[str]:
    """Return what last year decided, for a year that was opened before last year was closed."""
    before = next((y for y in years_of(desk, year.bloc_id) if y.year == year.year - 1), None)
    meeting = meeting_of(desk, before.id) if before else None
    if meeting is None:
        return []
    return [line.text for line in proceedings(desk, meeting).of_kind(LineKind.DIRECTION)]
