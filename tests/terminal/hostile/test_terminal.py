"""What a real terminal is sent while hostile text is shown, pasted, typed and saved: byte by byte."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Council
from store import FILE_NAME, open_store
from tests.terminal.hostile.texts import (
    EVERYTHING,
    INVISIBLE,
    MARKUP,
    SHAPES,
    STEERING,
    soil_file,
    steering,
    stray,
    texts,
)
from tests.terminal_session import KTD, Session, with_sample

ENTER, ESC, DOWN, TAB, F1, F4, F6, F12 = (
    "\r",
    "\x1b",
    "\x1b[B",
    "\t",
    "\x1bOP",
    "\x1bOS",
    "\x1b[17~",
    "\x1b[24~",
)
CTRL_F, CTRL_N, CTRL_O, CTRL_Q, CTRL_R, CTRL_S = "\x06", "\x0e", "\x0f", "\x11", "\x12", "\x13"
PASTED = {**STEERING, **INVISIBLE, **MARKUP}
SHOWN = EVERYTHING.replace(SHAPES["emoji"], "")
"""Without the signs whose width the emulator of these tests has wrong."""
SEEN = "[/nope]"
"""A part of the hostile text that is shown letter by letter."""

MARK_ALL = "\x1b[F\x1b[1;2H"
"""End, then Shift+Home."""
pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample, each text hostile; and a draft by hand, by which the app begins in the meeting."""
    folder = with_sample(tmp_path / "data")
    tables = json.loads((folder / FILE_NAME).read_text("utf-8"))
    (meeting,) = tables["meetings"].values()
    soil_file(folder / FILE_NAME, lambda text: f"{text}{SHOWN}")
    (folder / "drafts").mkdir(exist_ok=True)
    draft = {"meeting_id": meeting["id"], "texts": {f"{meeting['id']}/line": f"Nháp {EVERYTHING}"}}
    (folder / "drafts" / f"{os.getuid()}.json").write_text(json.dumps(draft))
    return folder


@pytest.fixture
def session(data: Path, tmp_path: Path) -> Iterator[Session]:
    """The app on that data; at its end everything that it sent is looked at."""
    surroundings = {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "USER": EVERYTHING.replace("\0", ""),
        "COLUMNS": "80\u009b",
    }
    with Session([*KTD, "--data", str(data)], env=surroundings) as running:
        running.wait_for("Mở lại")
        running.settle(0.3)
        running.press("\r", "12/12")
        yield running
        running.settle()
    sent = running.raw.decode("utf-8")  # strictly: a byte that is no UTF-8 could be a C1 control
    assert not stray(sent), f"the terminal was sent {stray(sent)[:3]}"


def pasted(text: str) -> str:
    """Return what a terminal sends for a paste."""
    return f"\x1b[200~{text}\x1b[201~"


def go_to(session: Session, step: int) -> None:
    """Go back to a step of the meeting."""
    for number in range(11, step - 1, -1):
        session.press(CTRL_O, f"{number}/12 ")


def test_a_walk_over_hostile_data(session: Session) -> None:
    go_to(session, 5)
    for _ in range(3):
        session.send(F6)
        session.settle()
    session.press(F12, SEEN)
    session.press(F12, "Word, ")
    session.press(ENTER, ".pdf")
    session.press(ESC, lambda: "Ctrl+S" not in session.text)
    session.press(ESC, "5/12 ")
    session.press(ESC, "Chủ đề:")
    session.press(F1, "Mọi lệnh")
    session.press(ESC, "Chủ đề:")
    session.press(CTRL_F + "cuc", "Cục Quản trị")
    session.press(DOWN + ENTER, "Cán bộ")
    session.press(ESC, "Gõ không dấu")
    session.press(ESC, "Chủ đề:")
    session.press(CTRL_R, "Lịch sử")
    session.press(F6, "Thùng rác")
    session.press(ESC, "Chủ đề:")
    session.press(F4, "Ctrl+S")
    session.press(ESC, lambda: "Ctrl+S" not in session.text)
    session.press(CTRL_Q, "Thoát?")
    session.send(DOWN + ENTER)
    assert session.wait_end() == 0
    assert "\x1b[?1049l" in session.raw.decode("utf-8")


def test_hostile_text_pasted_into_the_minutes_and_the_report(session: Session, data: Path) -> None:
    go_to(session, 4)
    session.wait_for("Người phát biểu")
    session.settle(0.4)  # the step's list takes the focus last
    session.press(ENTER, lambda: session.screen.cursor.y == 21)
    session.send("\x15")  # the draft that was there is taken away
    for number, text in enumerate(PASTED.values()):
        session.press(pasted(f"Dòng {number}! {text} hết") + ENTER, f"Dòng {number}!")
    session.wait_for(lambda: kept(data) >= {f"Dòng {number}" for number in range(len(PASTED))})
    session.press(CTRL_O, "3/12 ")
    session.settle(0.4)
    session.send(pasted("\n".join(PASTED.values())))
    session.press(CTRL_S, "Đã lưu")
    store = open_store(data, read_only=True)
    found = "".join(text for line in store.find(MinutesLine) for text in texts(line))
    store.close()
    assert not steering(found)


def kept(data: Path) -> set[str]:
    """Return which of the pasted lines are on the disk."""
    store = open_store(data, read_only=True)
    found = {line.text.partition("!")[0] for line in store.find(MinutesLine)}
    store.close()
    return found


def test_hostile_text_pasted_into_each_field_of_a_form(session: Session, data: Path) -> None:
    session.press(ESC, "Chủ đề:")
    session.press(ESC, "Đơn vị   Năm")  # the list of blocs, whose names the soiled heads leave little room
    session.press("\x1b[F" + F4, "Cơ quan")
    for _ in range(5):
        session.send(MARK_ALL)  # what was soiled by hand is longer than a field keeps
        for text in ("A", *STEERING.values(), *MARKUP.values()):
            session.send(pasted(text))
        session.send(TAB)
    session.press(CTRL_S, lambda: "Ctrl+S" not in session.text)
    store = open_store(data, read_only=True)
    (council,) = store.find(Council)
    store.close()
    assert council.rev > 1, "the form was not saved"
    assert not steering("".join(texts(council)))
    assert MARKUP["style"] in council.place, "what is shown letter by letter was not kept so"
