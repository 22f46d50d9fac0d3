"""The state machine over any agenda: no step is skipped unseen, a reason is asked where one lacks."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ktd_tui.domain.meeting import AgendaStep, Condition, Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.voting import Purpose
from ktd_tui.errors import Refused
from ktd_tui.operations.meeting.agenda import FIXED, built_in_agendas
from ktd_tui.rules.meeting import flow
from ktd_tui.rules.meeting.conditions import CONDITIONS
from ktd_tui.rules.meeting.proceedings import Proceedings
from ktd_tui.rules.meeting.steps import STEPS, YEAR_END
from screens.meeting.steps.table import PANES
from screens.meeting.steps.text import TextPane
from screens.meeting.steps.votes import VotesPane
from tests.builders import NOON, a_meeting

FREE = tuple(step for step in Step if step not in FIXED)


@st.composite
def agendas(draw: st.DrawFn) -> tuple[AgendaStep, ...]:
    """Any steps between the fixed ones, each asking for any conditions."""
    middle = draw(st.lists(st.sampled_from(FREE), unique=True, max_size=8))
    order = (*FIXED[:2], *middle, FIXED[2])
    asked = st.lists(st.sampled_from(Condition), unique=True, max_size=3)
    return tuple(AgendaStep(step=step, conditions=tuple(draw(asked))) for step in order)


def lines_of(meeting: Meeting) -> tuple[MinutesLine, ...]:
    return tuple(
        MinutesLine(meeting_id=meeting.id, step=one.step, kind=LineKind.NOTE, at=NOON, text=one.step.value)
        for one in meeting.agenda
    )


@given(
    agendas(),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(Step), st.sampled_from(["", "Lý do"])), max_size=30),
)
def test_any_agenda_is_gone_through_without_skipping_unseen(
    agenda: tuple[AgendaStep, ...], complete: bool, moves: list[tuple[Step, str]]
) -> None:
    whole = a_meeting() if complete else Meeting(bloc_year_id="y")
    meeting = whole.with_(agenda=agenda, step=Step.PREPARATION, visited=(), gaps=())
    lines = lines_of(meeting)
    order = flow.steps(meeting)
    for target, reason in moves:
        p = Proceedings(meeting, lines)
        here = meeting.step
        try:
            fresh = flow.go_to(p, target, reason=reason, at=NOON)
        except Refused:
            assert target not in order or order.index(target) > order.index(here), "going back was refused"
            continue
        assert target in order, "the meeting left its agenda"
        for step in order[: order.index(target)]:
            lacking = flow.obstacles(p, step)
            assert not lacking or flow.excused(fresh, step), f"{step} was skipped unseen"
        assert set(meeting.visited) <= set(fresh.visited), "a visited step was forgotten"
        assert fresh.gaps[: len(meeting.gaps)] == meeting.gaps, "a reason was lost"
        kept = {"step", "visited", "gaps", "rev"}
        assert fresh.model_dump(exclude=kept) == meeting.model_dump(exclude=kept), "an entry was changed"
        meeting = fresh


@given(agendas())
def test_f8_finds_every_step_that_lacks_something(agenda: tuple[AgendaStep, ...]) -> None:
    meeting = Meeting(bloc_year_id="y", agenda=agenda)
    lacking = {s for s in flow.steps(meeting) if flow.obstacles(Proceedings(meeting), s)}
    found = set()
    for step in flow.steps(meeting):
        following = flow.next_lacking(Proceedings(meeting.with_(step=step)))
        found |= {following} if following else set()
    assert found == lacking


def test_every_condition_can_be_checked_and_said() -> None:
    assert set(CONDITIONS) == set(Condition)


def test_what_ships_fits_the_rules_and_the_meetings_of_old() -> None:
    shipped = {agenda.kind: agenda for agenda in built_in_agendas()}
    assert len(shipped) == 3
    for agenda in shipped.values():
        order = [one.step for one in agenda.steps]
        assert (order[0], order[1], order[-1]) == FIXED
        assert len(set(order)) == len(order)
        assert agenda.source
        assert agenda.certainty
        assert all(set(one.conditions) <= set(STEPS[one.step].asks) for one in agenda.steps)
    assert shipped[next(iter(shipped))].steps == YEAR_END


def test_every_step_has_its_row_and_its_pane() -> None:
    assert set(STEPS) == set(PANES) == set(Step)
    for row in STEPS.values():
        assert row.name
        assert row.title
        assert not row.text or row.text in Meeting.model_fields


def test_a_step_with_questions_has_the_pane_that_puts_them() -> None:
    putting = {step for step, row in STEPS.items() if row.purposes}
    assert putting == {step for step, pane in PANES.items() if issubclass(pane, VotesPane)}
    writing = {step for step, row in STEPS.items() if row.text}
    assert writing == {step for step, pane in PANES.items() if issubclass(pane, TextPane)}


def test_every_question_is_put_in_one_step() -> None:
    assert Counter(purpose for row in STEPS.values() for purpose in row.purposes) == Counter(Purpose)
