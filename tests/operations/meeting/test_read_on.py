"""A meeting that was read before is read on from there: it is what it would be, read anew."""

from collections.abc import Callable
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import LineKind, MinutesLine
from ktd_tui.domain.organisation import Unit
from ktd_tui.domain.voting import Vote
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import view
from ktd_tui.operations.meeting.minutes_lines import add_line
from ktd_tui.operations.meeting.view import meeting_view
from screens.meeting.overview import Rail, rail


def add(desk: Desk, of: Meeting) -> None:
    add_line(desk, of.id, Step.APPROVAL, "Một câu nữa")


def write_up(desk: Desk, of: Meeting) -> None:
    first = desk.store.find(MinutesLine, meeting_id=of.id)[0]
    desk.store.save(MinutesLine(meeting_id=of.id, step=Step.OPENING, at=first.at, text="Ghi lại sau"))


def mend(desk: Desk, of: Meeting) -> None:
    last = desk.store.find(MinutesLine, meeting_id=of.id)[-1]
    desk.store.save(last.with_(text=f"{last.text} (sửa)"))


def take_out(desk: Desk, of: Meeting) -> None:
    for line in desk.store.find(MinutesLine, meeting_id=of.id)[:1]:
        desk.store.delete(line)


def take_out_limitations(desk: Desk, of: Meeting) -> None:
    for line in desk.store.find(MinutesLine, meeting_id=of.id):
        if line.kind is LineKind.LIMITATION:
            desk.store.delete(line)


def write_elsewhere(desk: Desk, of: Meeting) -> None:
    other = desk.store.save(Meeting(bloc_year_id=of.bloc_year_id))
    desk.store.save(MinutesLine(meeting_id=other.id, step=Step.OPENING, at=desk.now, text="Ở cuộc họp khác"))


def place(desk: Desk, of: Meeting) -> None:
    now = desk.store.get(Meeting, of.id)
    desk.store.save(now.with_(place=f"{now.place}."))


def rename(desk: Desk, of: Meeting) -> None:
    unit = desk.store.find(Unit)[0]
    desk.store.save(unit.with_(name=f"{unit.name}."))


def take_vote_out(desk: Desk, of: Meeting) -> None:
    for vote in desk.store.find(Vote, meeting_id=of.id)[-1:]:
        desk.store.delete(vote)


CHANGES: tuple[Callable[[Desk, Meeting], None], ...] = (
    add,
    write_up,
    mend,
    take_out,
    take_out_limitations,
    write_elsewhere,
    place,
    rename,
    take_vote_out,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHANGES), max_size=8))
def test_read_on_is_read_anew(sample: Desk, changes: list[Callable[[Desk, Meeting], None]]) -> None:
    meeting = sample.store.find(Meeting)[0]
    known, live = meeting_view(sample, meeting.id), Rail()
    for change in changes:
        change(sample, meeting)
        known, anew = meeting_view(sample, meeting.id, known), meeting_view(sample, meeting.id)
        assert known == anew
        assert live.told(known) == rail(anew)


@pytest.mark.parametrize("change", [add, write_up, mend, take_out, write_elsewhere])
def test_where_lines_alone_changed_nothing_else_is_read(
    sample: Desk, change: Callable[[Desk, Meeting], None]
) -> None:
    meeting = sample.store.find(Meeting)[0]
    add(sample, meeting)  # the first one opens the meeting again
    if change is write_elsewhere:
        write_elsewhere(sample, meeting)
    known = meeting_view(sample, meeting.id)
    if change is write_elsewhere:
        other = next(m for m in sample.store.find(Meeting) if m.id != meeting.id)
        sample.store.save(MinutesLine(meeting_id=other.id, step=Step.OPENING, at=sample.now, text="Nữa"))
    else:
        change(sample, meeting)
    with mock.patch.object(view, "grid", side_effect=AssertionError("the scores were read")):
        assert len(meeting_view(sample, meeting.id, known).proceedings.lines) == len(
            sample.store.find(MinutesLine, meeting_id=meeting.id)
        )
