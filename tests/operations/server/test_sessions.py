"""Who has the data open, what they are told, and whom it concerns."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import NotAllowed, Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.pen import take
from ktd_tui.operations.server.sessions import (
    FRESH,
    SessionPlace,
    due_notice,
    end_sessions,
    sessions,
    sit_down,
    tell_everybody,
)
from ktd_tui.operations.server.status import status
from store.beside.dated_log import LONGEST
from store.beside.file_presence import FilePresence
from store.beside.pen_sessions import PenSession
from store.engine.files import SHARED
from tests.builders import a_colleague
from tests.conftest import FakeClock


def seated(desk: Desk) -> SessionPlace:
    place = sit_down(desk)
    assert place
    return place


@pytest.fixture
def lan(sample: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = a_colleague(sample, tmp_path / "data", 1001, "lan", UserRole.OBSERVER)
    with closing(desk.store):
        yield desk


def test_a_session_is_listed_with_its_page_until_it_ends(sample: Desk, lan: Desk, clock: FakeClock) -> None:
    mine = seated(sample)
    clock.pass_minutes(5)
    hers = seated(lan)
    hers.move("Khối V › 2022")
    assert [(one.account, one.page) for one in sessions(sample)] == [
        (sample.actor.name, ""),
        ("lan", "Khối V › 2022"),
    ]
    assert sessions(sample)[1].since == clock()
    hers.close()
    assert [one.id for one in sessions(sample)] == [mine.id]
    mine.close()
    assert sessions(sample) == []


def test_a_throw_away_copy_and_one_who_only_reads_take_no_place(sample: Desk) -> None:
    reader = sample._replace(actor=sample.actor._replace(read_only=True))
    for desk in (
        reader,
        sample._replace(sample=True),
        sample._replace(rehearsal=True),
        sample._replace(folder=None),
    ):
        assert sit_down(desk) is None


def test_all_are_told_once_and_who_comes_later_for_half_a_day(
    sample: Desk, lan: Desk, clock: FakeClock
) -> None:
    hers = seated(lan)
    assert due_notice(lan, hers, "") is None
    told = tell_everybody(sample, "Bảo trì lúc 17:00")
    notice = due_notice(lan, hers, "")
    assert notice
    assert (notice.by, notice.text, notice.leave) == (sample.actor.name, "Bảo trì lúc 17:00", ())
    assert due_notice(lan, hers, told.id) is None
    clock.pass_minutes(int(FRESH / timedelta(minutes=1)))
    assert due_notice(lan, hers, "") is None
    hers.close()


def test_only_who_is_meant_is_asked_to_leave(sample: Desk, lan: Desk) -> None:
    mine, hers, other = seated(sample), seated(lan), seated(lan)
    for which, asked in (
        (hers.id, {hers.id}),
        ("lan", {hers.id, other.id}),
        ("all", {mine.id, hers.id, other.id}),
    ):
        assert {one.id for one in end_sessions(sample, which, "Cập nhật")} == asked
        for place in (mine, hers, other):
            assert bool(due_notice(lan, place, "")) == (place.id in asked)
    with pytest.raises(Refused, match="nobody"):
        end_sessions(sample, "nobody", "Cập nhật")
    for place in (mine, hers, other):
        place.close()


def test_who_may_not_maintain_neither_looks_nor_tells(lan: Desk) -> None:
    for tried in (sessions, status, lambda d: tell_everybody(d, "x"), lambda d: end_sessions(d, "all", "x")):
        with pytest.raises(NotAllowed):
            tried(lan)


@pytest.mark.parametrize("text", ["", "  ", "\x1b[2J", "x" * 501])
def test_nothing_empty_too_long_or_steering_is_told(sample: Desk, text: str) -> None:
    with pytest.raises(Refused):
        tell_everybody(sample, text)


def test_damaged_files_are_passed_over(sample: Desk, tmp_path: Path) -> None:
    place = seated(sample)
    folder = tmp_path / "data" / "sessions"
    (folder / "notice.json").write_bytes(b'{"id": 1}')
    (folder / "deadbeef").write_text("{}")
    (folder / "refused.log").write_bytes(b"\xff\n{}\n")
    assert due_notice(sample, place, "") is None
    assert [one.id for one in sessions(sample)] == [place.id]
    assert status(sample).refused == ()
    place.close()


def test_pipes_among_the_files_keep_nobody_waiting(sample: Desk, tmp_path: Path, clock: FakeClock) -> None:
    place = seated(sample)
    for name in ("notice.json", "refused.log", "failed.log", "deadbeef"):
        os.mkfifo(tmp_path / "data" / "sessions" / name)
    FilePresence(tmp_path / "data").note_refusal("la", clock())
    assert due_notice(sample, place, "") is None
    assert [one.id for one in sessions(sample)] == [place.id]
    assert status(sample).refused == status(sample).failed == ()
    place.close()


def test_the_next_one_of_the_group_is_noted_too(sample: Desk, tmp_path: Path, clock: FakeClock) -> None:
    former = os.umask(0o077)
    try:
        FilePresence(tmp_path / "data").note_refusal("la", clock())
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "data" / "sessions" / "refused.log").stat().st_mode) == SHARED


def test_refusals_are_counted_for_a_day_and_their_log_does_not_grow(
    sample: Desk, tmp_path: Path, clock: FakeClock
) -> None:
    folder = tmp_path / "data"
    for _ in range(2):
        FilePresence(folder).note_refusal("la", clock())
    assert status(sample).refused == ("la", "la")
    clock.pass_minutes(24 * 60 + 1)
    assert status(sample).refused == ()
    for _ in range(2 * LONGEST // 50):
        FilePresence(folder).note_refusal("la", clock())
    kept = [path.stat().st_size for path in (folder / "sessions").glob("refused.*")]
    assert sum(kept) < 3 * LONGEST
    assert len(FilePresence(folder).refusals(clock() - timedelta(days=1))) > 1000


def test_the_status_tells_sizes_and_ages(sample: Desk, tmp_path: Path, clock: FakeClock) -> None:
    found = status(sample)
    data = tmp_path / "data"
    assert found.bytes == sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    assert found.journal == (data / "ktd.json.journal").stat().st_size
    assert (found.seq, found.copied_at, found.kept_on, found.sessions) == (sample.store.seq, None, None, ())
    sample.store.back_up_today()
    assert status(sample).kept_on == sample.today


def test_a_pen_in_hand_is_told_while_its_holder_is_there(sample: Desk, tmp_path: Path) -> None:
    session = PenSession(tmp_path / "data")
    desk = sample._replace(session=session)
    take(desk, desk.store.find(Meeting)[0].id)
    assert status(desk).pens == (desk.actor.name,)
    session.close()
    assert status(desk).pens == ()


def test_the_last_change_is_told_where_no_file_of_the_machine_holds_it(sample: Desk, tmp_path: Path) -> None:
    """As with a database: the folder beside it has no journal to look into."""
    beside = tmp_path / "beside"
    beside.mkdir()
    last = next(sample.store.changes_back())
    assert status(sample._replace(folder=beside)).changed_at == last.at
