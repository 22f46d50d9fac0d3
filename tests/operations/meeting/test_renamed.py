"""Renamed steps, meeting and offices are so named in every paper, page, refusal, answer and history."""

from functools import partial

import pytest

from ktd_tui.domain.meeting import Meeting, MeetingKind, Step
from ktd_tui.errors import KtdError
from ktd_tui.i18n import tell
from ktd_tui.operations import pages, saying
from ktd_tui.operations.data.history import history, told_deed
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, phrases, preparation
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.page import page_lines
from ktd_tui.operations.papers import printing
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.scripting import script
from ktd_tui.operations.scripting.driver import Driver
from ktd_tui.operations.scripting.verbs import VERBS
from ktd_tui.rules.meeting import flow
from tests.operations.renaming import NAME, RENAMED, WRITTEN, mark_usual_names, named, renamed_meeting
from tests.operations.test_roles import tried

TRIED = (Step.PREPARATION, Step.ELECTION, Step.APPROVAL)
"""Steps at which every act is tried: the first, one with a ballot, the last."""


@pytest.fixture
def meeting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    mark_usual_names(monkeypatch)
    return renamed_meeting(desk)


def walked(desk: Desk, meeting: Meeting) -> None:
    """Go through every step with something missing and a line in each."""
    for step in flow.steps(meeting):
        preparation.move(desk, meeting.id, step, "Ghi sau")
        if step is not Step.PREPARATION:
            minutes_lines.add_line(desk, meeting.id, step, f"Một dòng của {named(step)}")


NO_OTHER = "Năm này chưa có Hội nghị sơ kết."
"""Of the year's other meeting, whose agenda is not renamed and which there is not."""


def only_own_names(told: dict[str, str]) -> None:
    """Say where an usual name stands."""
    named_so = {place: text for place, text in told.items() if text != NO_OTHER}
    found = {place: text for place, text in named_so.items() if any(word in text for word in WRITTEN)}
    assert not found, "\n".join(f"{place}: {text}" for place, text in found.items())


def said(desk: Desk, ref: PaperRef) -> str:
    try:
        return "\n".join(printing.preview(desk, ref, 100))
    except KtdError as refused:
        return tell(refused)


def test_in_every_paper_and_page(desk: Desk, meeting: Meeting) -> None:
    walked(desk, meeting)
    year = meeting.bloc_year_id
    told = {kind: said(desk, PaperRef(kind, year)) for kind in KINDS}
    told |= {
        "the meeting's page": "\n".join(page_lines(pages.meeting(desk, meeting.id), 100)),
        "the year's page": "\n".join(page_lines(pages.year(desk, year), 100)),
    }
    only_own_names(told)
    assert f"do {NAME} bầu" in told["regulation"]
    for step in flow.steps(meeting):
        if step not in (Step.PREPARATION, Step.OPENING):
            assert named(step) in told["invitation"], told["invitation"]
            assert named(step) in told["minutes"], told["minutes"]
        assert named(step) in told["the meeting's page"]


def test_at_the_mid_year_meeting_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mark_usual_names(monkeypatch)
    meeting = renamed_meeting(desk, MeetingKind.MID_YEAR)
    walked(desk, meeting)
    own = [kind.id for kind in KINDS.values() if kind.meeting == "mid-year"]
    only_own_names({kind: said(desk, PaperRef(kind, meeting.bloc_year_id)) for kind in own})
    assert named(Step.REPORT) in said(desk, PaperRef("mid-year", meeting.bloc_year_id))


def test_in_every_refusal_and_every_answer(desk: Desk, meeting: Meeting) -> None:
    told: dict[str, str] = {}
    for step in flow.steps(meeting):
        preparation.move(desk, meeting.id, step, "Ghi sau")
        of = meeting_view(desk, meeting.id)
        for obstacle in flow.obstacles(of.proceedings, step):
            told[f"{step} {obstacle.message}"] = saying.obstacle(obstacle)
        told[f"{step} phrases"] = " ".join(text for _, text in phrases.phrases_for(desk, of))
        for name, verb in VERBS.items() if step in TRIED else ():
            for typed in (verb.example, name, f"{name} ???"):
                if refused := tried(desk, partial(acted, meeting_id=meeting.id, typed=typed)):
                    told[f"{step} {typed}"] = tell(refused)
    assert len(told) > len(VERBS)
    only_own_names(told)


def acted(desk: Desk, meeting_id: str, typed: str) -> None:
    for act in script.acts(typed):
        script.perform(Driver(desk, meeting_id), act)


def test_in_the_history(desk: Desk, meeting: Meeting) -> None:
    walked(desk, meeting)
    told = {}
    for place, deed in enumerate(history(desk, None)):
        if deed.why == RENAMED:
            break  # before that they had their usual names
        told[f"{place} {deed.why}"] = "\n".join(
            [told_deed(deed.why, deed.facts), *(f.told for f in deed.fields)]
        )
    assert len(told) > len(flow.steps(meeting))
    only_own_names(told)
