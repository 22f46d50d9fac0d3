"""An agenda on which every step, the meeting and the offices have their own names; usual ones are marked."""

from typing import Any, cast

import pytest

from ktd_tui.domain.meeting import AgendaStep, Meeting, MeetingKind, Step
from ktd_tui.domain.organisation import Bloc
from ktd_tui.operations import saying
from ktd_tui.operations.data import fields
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import agenda, preparation, presence
from ktd_tui.papers import letter
from ktd_tui.rules.meeting import steps
from tests.operations.meeting.councils.schools import meeting_of_schools

MARK = "⟦"
"""Stands in every usual name: where it shows, something was not called as the agenda calls it."""
WRITTEN = (MARK, "Khối trưởng", "Khối phó", "KHỐI TRƯỞNG", "KHỐI PHÓ", "Hội nghị tổng kết", "Hội nghị sơ kết")
"""Usual names, by their mark or word for word: nothing here is called so."""


NAME = "Phiên họp thường niên"
"""What the agenda calls the meeting."""
RENAMED = "Tên riêng"
"""What the history says of the renaming."""


def named(step: Step) -> str:
    """Return the agenda's own name of a step."""
    return f"Phần việc {list(Step).index(step) + 1}"


def mark_usual_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a mark into what steps and meetings are called where nobody calls them otherwise."""
    rows = cast("dict[Step, Any]", steps.STEPS)
    for step, row in list(rows.items()):
        told = f"{MARK}{step.value}"
        monkeypatch.setitem(rows, step, row._replace(name=told, title=told))
        monkeypatch.setitem(cast("dict[str, str]", fields.CODES["step"]), step, told)
    for step in steps.MID_YEAR:
        monkeypatch.setitem(steps.MID_YEAR, step, f"{MARK}{step.value}")
    for kind in MeetingKind:
        monkeypatch.setitem(saying.MEETINGS, kind, f"{MARK}{kind.value}")
        monkeypatch.setitem(letter.USUAL, kind, f"{MARK}{kind.value}")


def renamed_meeting(desk: Desk, kind: MeetingKind = MeetingKind.YEAR_END) -> Meeting:
    """Set up a bloc of schools whose agenda has every step, each under its own name; the meeting is open."""
    first = meeting_of_schools(desk)
    (bloc,) = desk.store.find(Bloc, name="Cụm trường Bến Nghé")
    of = agenda.agenda_of(desk, bloc.id, kind)
    middle = [step for step in Step if step not in (Step.PREPARATION, Step.OPENING, Step.APPROVAL)]
    order = (Step.PREPARATION, Step.OPENING, *middle, Step.APPROVAL)
    asked = [AgendaStep(step=s, title=named(s), conditions=steps.STEPS[s].asks) for s in order]
    saved = agenda.set_steps(desk, bloc.id, of, asked)
    saved = agenda.set_head(desk, bloc.id, saved, agenda.AgendaHead(NAME, saved.source, saved.certainty))
    with desk.store.transaction(RENAMED):
        meeting = desk.store.save(
            first.with_(kind=kind, agenda=saved.steps, name=saved.name, step=Step.PREPARATION)
        )
    preparation.move(desk, meeting.id, Step.PREPARATION)
    presence.set_officer(desk, meeting.id, "presenter_id", meeting.attendees[0].id)
    return desk.store.get(Meeting, meeting.id)
