"""The app in a real terminal: Vietnamese typed in bursts, a killed process, a cut line, a quiet line."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.minutes import MinutesLine
from store import open_store
from tests.terminal_session import KTD, TO_MEETING, TO_SCORES, Session, with_sample

ENTER, ESC, TAB, DOWN, CTRL_N, CTRL_S, CTRL_O, F6 = (
    "\r",
    "\x1b",
    "\t",
    "\x1b[B",
    "\x0e",
    "\x13",
    "\x0f",
    "\x1b[17~",
)

pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with the sample."""
    return with_sample(tmp_path / "data")


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "share")}


@pytest.fixture
def session(data: Path, surroundings: dict[str, str]) -> Iterator[Session]:
    """The app, opened on the sample's year."""
    with Session([*KTD, "--data", str(data)], env=surroundings) as running:
        running.wait_for("2186/KH-VPQH")
        yield running


def lines(data: Path) -> list[str]:
    """The texts of the minutes' lines on the disk."""
    store = open_store(data, read_only=True)
    found = [line.text for line in store.find(MinutesLine)]
    store.close()
    return found


def go_to_statements(session: Session) -> None:
    """Open the sample's meeting at the statements."""
    session.press(TO_MEETING, "12/12")
    for step in range(11, 3, -1):
        session.press(CTRL_O, f"{step}/12 ")
    session.wait_for("Người phát biểu")
    session.settle(0.4)  # the step's list takes the focus last
    session.press(ENTER, lambda: session.screen.cursor.y == 21)


BURSTS = {
    "tiếng việt": "tie\x7fê\x7fếng vie\x7fê\x7fệt",
    "được": "d\x7fđuo\x7f\x7fươ\x7fợc",
    "Nguyễn": "Nguye\x7fê\x7fễn",
    "hội nghị": "ho\x08ô\x08ội nghi\x08ị",
    "Đà Nẵng": "D\x7fĐa\x7fà Na\x7fă\x7fẵng",
}


@pytest.mark.parametrize(("wanted", "typed"), BURSTS.items(), ids=BURSTS)
def test_vietnamese_in_bursts(session: Session, data: Path, wanted: str, typed: str) -> None:
    go_to_statements(session)
    session.press(typed + ENTER, lambda: any(wanted == line for line in lines(data)))


def test_vietnamese_split_at_every_byte(session: Session, data: Path) -> None:
    go_to_statements(session)
    for byte in BURSTS["tiếng việt"].encode():
        session.send(bytes([byte]))
    session.press(ENTER, lambda: "tiếng việt" in lines(data))


def test_decomposed_letters_are_stored_composed(session: Session, data: Path) -> None:
    go_to_statements(session)
    session.press(
        "Nguye\u0302\u0303n Thi\u0323 Hu\u031bo\u031b\u0300ng\x7f\x7f\x7fơng" + ENTER,
        lambda: "Nguyễn Thị Hương" in lines(data),
    )


def test_pasted_text_is_cleaned_and_composed(session: Session, data: Path) -> None:
    go_to_statements(session)
    session.send("\x1b[200~Ho\u0323\u0302i nghi\u0323\u202e\u200b nhất trí\x1b[201~")
    session.press(ENTER, lambda: "Hội nghị nhất trí" in lines(data))


def test_every_line_that_shows_is_on_disk_and_kill_9_loses_nothing(
    data: Path, surroundings: dict[str, str]
) -> None:
    with Session([*KTD, "--data", str(data)], env=surroundings) as session:
        session.wait_for("2186/KH-VPQH")
        go_to_statements(session)
        for number in range(5):
            session.press(f"Ý kiến số {number}{ENTER}", f"Đã lưu: Ý kiến số {number}")
            assert f"Ý kiến số {number}" in lines(data), "a line shows that is not on disk"
        session.send("Câu đang gõ dở")
        draft = data / "drafts" / f"{os.getuid()}.json"
        session.wait_for(lambda: draft.is_file() and "gõ dở" in draft.read_text("utf-8"))
        session.kill()
    with Session([*KTD, "--data", str(data)], env=surroundings) as session:
        session.wait_for("Mở lại?")
        session.press(ENTER, "4/12 Phát biểu")
        session.wait_for("Câu đang gõ dở")
        assert len(lines(data)) == 15, "the sample's ten lines and five new ones are not all there"


def test_a_cut_line_ends_the_process_and_keeps_the_draft(data: Path, surroundings: dict[str, str]) -> None:
    with Session([*KTD, "--data", str(data)], env=surroundings) as session:
        session.wait_for("2186/KH-VPQH")
        go_to_statements(session)
        session.press("Dòng trước khi mất mạng", "mất mạng")
        session.hang_up()
        pid, status = os.waitpid(session.pid, 0)
        session.status = os.waitstatus_to_exitcode(status)
        assert pid == session.pid
        assert session.status in (0, -signal.SIGHUP), f"ended with {session.status}"
    kept = json.loads((data / "drafts" / f"{os.getuid()}.json").read_text("utf-8"))
    assert "Dòng trước khi mất mạng" in kept["texts"].values(), kept


def test_sigterm_keeps_the_draft_and_restores_the_terminal(session: Session, data: Path) -> None:
    go_to_statements(session)
    session.press("Chưa xong", "Chưa xong")
    os.kill(session.pid, signal.SIGTERM)
    assert session.wait_end() == 143
    assert b"\x1b[?1049l" in session.raw, "the alternate screen was not left"
    assert "Chưa xong" in (data / "drafts" / f"{os.getuid()}.json").read_text("utf-8")


def test_nothing_is_sent_while_idle(session: Session) -> None:
    go_to_statements(session)
    session.settle(1.0)
    assert session.settle(2.5) == 0, "bytes are sent while nobody types"


def test_few_bytes_a_key(session: Session) -> None:
    session.settle(0.5)
    for _ in range(3):
        session.send(DOWN)
        assert 0 < session.settle() < 600, "a down-arrow sends too much"
    session.send("\x1b[A" * 3)
    session.settle()
    go_to_statements(session)
    session.settle(0.5)
    for letter in "abc":
        session.send(letter)
        assert 0 < session.settle() < 400, "a typed letter sends too much"


def test_quitting_asks_while_text_is_half_typed(session: Session) -> None:
    go_to_statements(session)
    session.press("dở", "dở")
    session.press("\x11", "Thoát?")
    session.send(DOWN + ENTER)
    assert session.wait_end() == 0


def test_a_session_left_open_makes_the_copy_of_the_day(session: Session, data: Path) -> None:
    copies = data / "backups"
    session.wait_for(lambda: any(copies.glob("ktd-????-??-??.json")))


def test_hostile_text_in_the_file_never_reaches_the_terminal(
    data: Path, surroundings: dict[str, str]
) -> None:
    bad = "A\x1b]52;c;aGFja2Vk\x07B\u009b31m\u202e[/b][@click=app.quit]x[/]"
    file = data / "ktd.json"
    tables = json.loads(file.read_text("utf-8"))
    for table, name in (
        ("units", "name"),
        ("people", "name"),
        ("movements", "title"),
        ("minutes_lines", "text"),
    ):
        for doc in tables[table].values():
            doc[name] = bad
    for doc in tables["bloc_years"].values():
        doc["theme"] = bad
    file.write_text(json.dumps(tables), "utf-8")
    with Session([*KTD, "--data", str(data)], env=surroundings) as session:
        session.wait_for("Chủ đề")
        session.press(TO_SCORES, "Tổng")
        session.press(ESC, "Chủ đề, chức vụ")
        session.press(TO_MEETING, "12/12")
        session.press(F6, "16:20")
        session.press("\x1b[H", "[/b]")
        session.settle()
        for raw in (b"\x1b]52", b"\xc2\x9b", "\u202e".encode()):
            assert raw not in session.raw, f"{raw!r} reached the terminal"
