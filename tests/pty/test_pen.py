"""Two people in one meeting, each at a terminal of their own: one writes, the other reads along."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ktd_tui.domain.minutes import MinutesLine
from store import open_store
from tests.pty.test_walk import CTRL_N, CTRL_O, DOWN, ENTER, ESC, TAB
from tests.terminal_session import KTD, TO_MEETING, Session, with_sample

CTRL_E, CTRL_U, F3 = "\x05", "\x15", "\x1bOR"

pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with the sample."""
    return with_sample(tmp_path / "data")


@pytest.fixture
def two(data: Path, tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """Two sessions in the sample's meeting; wide, so that step and minutes show beside each other."""
    with ExitStack() as stack:
        opened = []
        for name in ("one", "two"):
            surroundings = {
                "XDG_CONFIG_HOME": str(tmp_path / name),
                "XDG_DATA_HOME": str(tmp_path / name / "share"),
            }
            command = [*KTD, "--data", str(data)]
            running = stack.enter_context(Session(command, columns=120, rows=40, env=surroundings))
            running.wait_for("2186/KH-VPQH")
            opened.append(running)
        for running in opened:
            running.press(TO_MEETING, "Bút: chưa ai giữ")
            running.wait_for("12/12")
            running.settle(0.4)
        yield opened[0], opened[1]


def texts(data: Path) -> list[str]:
    """The lines that lie on the disk, those of the sample left out."""
    store = open_store(data, read_only=True)
    found = [line.text for line in store.find(MinutesLine) if line.text.startswith("Dòng ")]
    store.close()
    return found


def to_the_line(session: Session) -> None:
    """Bring the focus of a session in the last step into the line field."""
    bottom = session.screen.lines - 3
    for _ in range(3):
        if session.screen.cursor.y != bottom:
            session.send(TAB)
            session.settle(0.4)
    assert session.screen.cursor.y == bottom, session.text


def test_one_writes_the_other_reads_along_takes_over_and_is_taken_from_by_death(
    two: tuple[Session, Session], data: Path
) -> None:
    one, other = two
    to_the_line(one)
    one.press("Dòng một" + ENTER, "Bút: bạn từ")
    other.wait_for("Dòng một")
    one.press(CTRL_O, "11/12 ")
    other.wait_for("11/12 ")
    one.press(CTRL_N, "12/12 ")
    other.wait_for("12/12 ")
    other.wait_for("Cửa sổ khác của bạn đang ghi")

    # The reader's keys change nothing, and the way out is told.
    other.press("x" + CTRL_O, "Trong trang hội nghị, Ctrl+E để lấy bút")
    other.wait_for("12/12 ")

    # Taking over asks; the half-typed line comes along; the first one is told and reads.
    to_the_line(one)
    one.press("Dòng dở", "Dòng dở")
    one.settle(0.3)
    other.press(CTRL_E, "Lấy bút?")
    other.press(DOWN + ENTER, "Đưa vào ô nhập của bạn?")
    other.wait_for("Dòng dở")
    other.press(ENTER, "Bút: bạn từ")
    one.wait_for("lấy bút ở cửa sổ khác lúc")
    one.wait_for("Dòng dở")
    one.send("abc" + ENTER)
    other.press(" xong" + ENTER, "Đã lưu: Dòng dở xong")
    one.wait_for("Dòng dở xong")
    assert texts(data) == ["Dòng một", "Dòng dở xong"]

    # The holder is killed: the pen is free at once.
    other.kill()
    one.wait_for("Bút: chưa ai giữ")
    one.settle(0.3)
    one.press(CTRL_E, "Bút: bạn từ")
    one.settle(0.3)
    one.press(CTRL_U + "Dòng ba" + ENTER, "Đã lưu: Dòng ba")
    assert texts(data) == ["Dòng một", "Dòng dở xong", "Dòng ba"], "a line was lost or doubled"


def test_leaving_the_meeting_puts_the_pen_down(two: tuple[Session, Session]) -> None:
    one, other = two
    to_the_line(one)
    one.press("Dòng một" + ENTER, "Bút: bạn từ")
    other.wait_for("Cửa sổ khác của bạn đang ghi")
    one.press(ESC, "2186/KH-VPQH")
    other.wait_for("đã đặt bút")
    other.wait_for("Bút: chưa ai giữ")


def test_the_projector_follows(two: tuple[Session, Session]) -> None:
    one, other = two
    to_the_line(one)
    one.press("Dòng một" + ENTER, "Bút: bạn từ")
    other.wait_for("Cửa sổ khác của bạn đang ghi")
    other.press(F3, "Màn chiếu")
    one.send("Dòng trên màn chiếu" + ENTER)
    other.wait_for("Dòng trên màn chiếu")
    other.settle(0.4)
    sent = len(other.raw)
    other.settle(1.0)
    assert len(other.raw) == sent, "the projector sends while nothing happens"
