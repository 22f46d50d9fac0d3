"""One pen, many readers: who may write into a meeting while another session does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting, Step
from ktd_tui.domain.minutes import MinutesLine, Pen
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.i18n import tell
from ktd_tui.operations.council import users
from ktd_tui.operations.data import undo
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import minutes_lines, preparation, presence
from ktd_tui.operations.meeting.pen import PenHeld, holder, may_write, note_line, put_down, take
from store.beside.pen_sessions import PenSession
from tests.builders import a_colleague
from tests.conftest import FakeClock


@pytest.fixture
def first(sample: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The secretary's session."""
    desk = sample._replace(session=PenSession(tmp_path / "data"))
    yield desk
    assert desk.session is not None
    desk.session.close()


@pytest.fixture
def second(sample: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A colleague's, on a store of its own."""
    folder = tmp_path / "data"
    desk = a_colleague(sample, folder, 1001, "lan")._replace(session=PenSession(folder))
    yield desk
    assert desk.session is not None
    desk.session.close()
    desk.store.close()


def open_meeting(desk: Desk) -> str:
    return next(m.id for m in desk.store.find(Meeting) if m.signed_at is None)


def write(desk: Desk, meeting_id: str, text: str) -> MinutesLine:
    return minutes_lines.add_line(desk, meeting_id, Step.STATEMENTS, text)


def texts(desk: Desk, meeting_id: str) -> list[str]:
    return [line.text for line in desk.store.find(MinutesLine, meeting_id=meeting_id)]


def test_whoever_writes_first_holds_the_pen(first: Desk, second: Desk) -> None:
    meeting = open_meeting(first)
    assert holder(first, meeting) is None
    write(first, meeting, "Dòng một")
    for desk, mine in ((first, True), (second, False)):
        assert holder(desk, meeting) == ("thu-ky", first.now, mine, True, False)
    before = texts(second, meeting)
    with pytest.raises(PenHeld) as refused:
        write(second, meeting, "Dòng hai")
    said = tell(refused.value)
    assert "thu-ky" in said, said
    assert "14:00" in said, said
    assert texts(second, meeting) == before


@pytest.mark.parametrize("what", ["line", "mend", "delete", "present", "move", "prepare"])
def test_every_change_of_the_meeting_asks_for_the_pen(first: Desk, second: Desk, what: str) -> None:
    meeting = open_meeting(first)
    line = write(first, meeting, "Dòng một")
    attendee = first.store.get(Meeting, meeting).attendees[0]
    changes: dict[str, Callable[[Desk], object]] = {
        "line": lambda d: write(d, meeting, "x"),
        "mend": lambda d: minutes_lines.mend_line(d, line, text="x"),
        "delete": lambda d: minutes_lines.delete_line(d, line),
        "present": lambda d: presence.set_present(d, meeting, attendee.id, present=not attendee.present),
        "move": lambda d: preparation.move(d, meeting, Step.PREPARATION),
        "prepare": lambda d: preparation.prepare(d, meeting, "place", "Huế"),
    }
    with pytest.raises(PenHeld):
        changes[what](second)
    changes[what](first)


def test_who_holds_no_session_is_refused_as_well_and_goes_through_when_the_pen_is_free(
    first: Desk, sample: Desk
) -> None:
    meeting = open_meeting(first)
    write(first, meeting, "Dòng một")
    with pytest.raises(PenHeld):
        write(sample, meeting, "Từ dòng lệnh")
    put_down(first, meeting)
    write(sample, meeting, "Từ dòng lệnh")
    assert holder(sample, meeting) is None, "a command has taken the pen"
    assert {"Dòng một", "Từ dòng lệnh"} <= set(texts(sample, meeting))


def test_taking_over_is_told_in_the_history_and_turns_the_other_to_a_reader(
    first: Desk, second: Desk, clock: FakeClock
) -> None:
    meeting = open_meeting(first)
    write(first, meeting, "Dòng một")
    note_line(first, meeting, "Đang gõ d")
    clock.pass_minutes(5)
    assert take(second, meeting) == ("thu-ky", "Đang gõ d")
    with pytest.raises(PenHeld) as refused:
        write(first, meeting, "Dòng hai")
    assert "lan" in tell(refused.value)
    write(second, meeting, "Dòng ba")
    pen = first.store.find(Pen, meeting_id=meeting)[0]
    told = first.store.history(pen.id)
    assert [commit.facts for commit in told] == [
        {"name": "lan", "other": "thu-ky"},
        {"name": "thu-ky", "other": ""},
    ]
    note_line(first, meeting, "nữa")
    assert take(first, meeting).before == "lan"


def test_the_pen_of_who_is_gone_is_free_and_the_half_typed_line_comes_along(
    first: Desk, second: Desk
) -> None:
    meeting = open_meeting(first)
    write(first, meeting, "Dòng một")
    note_line(first, meeting, "Câu chưa xong")
    assert first.session is not None
    first.session.close()  # as the kernel does when the process is killed
    found = holder(second, meeting)
    assert found is not None
    assert not found.there
    write(second, meeting, "Dòng hai")
    assert holder(second, meeting) == ("lan", second.now, True, True, False)


def test_one_person_at_two_terminals_is_two_sessions(first: Desk, tmp_path: Path) -> None:
    meeting = open_meeting(first)
    write(first, meeting, "Dòng một")
    twin = first._replace(session=PenSession(tmp_path / "data"))
    with pytest.raises(PenHeld) as refused:
        write(twin, meeting, "Dòng hai")
    assert tell(refused.value).startswith("Một cửa sổ khác của bạn giữ bút từ 14:00; chưa có gì thay đổi")
    there = holder(twin, meeting)
    assert there
    assert there.own


def test_undo_asks_for_the_pen_and_never_gives_it_back(first: Desk, second: Desk) -> None:
    meeting = open_meeting(first)
    write(first, meeting, "Dòng một")
    take(second, meeting)
    with pytest.raises(PenHeld):
        undo.undo(first)
    take(first, meeting)
    assert undo.undo(first).facts == {"text": "Dòng một"}, "taking the pen is a step of its own"
    found = holder(first, meeting)
    assert found is not None
    assert found.mine
    assert undo.redo(first).facts == {"text": "Dòng một"}


def test_without_the_right_nobody_takes_the_pen(first: Desk, tmp_path: Path) -> None:
    meeting = open_meeting(first)
    folder = tmp_path / "data"
    reader = a_colleague(first, folder, 1002, "hoa", UserRole.OBSERVER)._replace(session=PenSession(folder))
    assert not may_write(reader, meeting)
    assert may_write(first, meeting)
    with pytest.raises(NotAllowed):
        take(reader, meeting)
    with pytest.raises(NotAllowed):
        write(reader, meeting, "x")
    assert not first.store.find(Pen)
    reader.store.close()


def test_a_desk_that_is_no_session_cannot_hold_it(sample: Desk) -> None:
    with pytest.raises(Refused):
        take(sample, open_meeting(sample))


def test_the_pen_of_a_meeting_says_nothing_of_others(first: Desk, second: Desk) -> None:
    meeting = open_meeting(first)
    write(first, meeting, "Dòng một")
    year = next(y for y in second.store.find(Meeting) if y.id == meeting)
    users.add_user(second, users.Account(1009, "moi"), UserRole.OBSERVER)
    assert second.store.get(Meeting, year.id).rev == year.rev
