"""Vietnamese through a real pseudo-terminal, as input methods send it: every word arrives exactly."""

import ast
import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.minutes import MinutesLine
from ktd_tui.domain.organisation import Unit
from store import open_store
from tests.terminal.keys.typing import WORDS, keystrokes, telex, vni
from tests.terminal_session import KTD, TO_MEETING, TO_SCORES, Session, with_sample

ENTER, ESC, TAB, DOWN, UP, CTRL_F, CTRL_N, CTRL_O, CTRL_S = (
    "\r", "\x1b", "\t", "\x1b[B", "\x1b[A", "\x06", "\x0e", "\x0f", "\x13",
)  # fmt: skip
F2, F4, F6 = "\x1bOQ", "\x1bOS", "\x1b[17~"
DEL, BS = "\x7f", "\x08"
CHUNK = 25
"""Words of one burst: about 300 bytes, more than a person types ahead."""

pytestmark = pytest.mark.pty


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return with_sample(tmp_path / "data")


@pytest.fixture
def session(data: Path, tmp_path: Path) -> Iterator[Session]:
    surroundings = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    with Session([*KTD, "--data", str(data)], env=surroundings) as running:
        running.wait_for("2186/KH-VPQH")
        running.settle(0.3)
        yield running


def go_to(session: Session, step: int) -> None:
    """Open the sample's meeting at a step."""
    session.press(TO_MEETING, "12/12")
    for at in range(11, step - 1, -1):
        session.press(CTRL_O, f"{at}/12 ")
    session.settle(0.4)


def saved_lines(data: Path) -> list[str]:
    store = open_store(data, read_only=True)
    found = [line.text for line in store.find(MinutesLine)]
    store.close()
    return found


def drafted(data: Path) -> str:
    path = data / "drafts" / f"{os.getuid()}.json"
    return "\n".join(json.loads(path.read_text("utf-8"))["texts"].values()) if path.is_file() else ""


def saved(data: Path, text: str) -> Callable[[], bool]:
    """Return whether a line is on the disk, to be asked."""
    return lambda: text in saved_lines(data)


def kept(data: Path, text: str) -> Callable[[], bool]:
    """Return whether a half-typed text is in the draft, to be asked."""
    return lambda: text in drafted(data)


def burst(words: list[str], method: Callable[[str], list[str]], backspace: str) -> str:
    return " ".join(keystrokes(method(word), backspace) for word in words)


def chunks() -> Iterator[list[str]]:
    for begin in range(0, len(WORDS), CHUNK):
        yield WORDS[begin : begin + CHUNK]


@pytest.mark.parametrize(("method", "backspace"), [(telex, DEL), (vni, BS)], ids=["telex 7f", "vni 08"])
def test_five_hundred_words_in_the_line(
    session: Session, data: Path, method: Callable[[str], list[str]], backspace: str
) -> None:
    go_to(session, 4)
    session.press(ENTER, lambda: session.screen.cursor.y == 21)
    for words in chunks():
        session.send(burst(words, method, backspace) + ENTER)
        session.wait_for(saved(data, " ".join(words)))


@pytest.mark.parametrize(("method", "backspace"), [(telex, BS), (vni, DEL)], ids=["telex 08", "vni 7f"])
def test_five_hundred_words_in_the_editor(
    session: Session, data: Path, method: Callable[[str], list[str]], backspace: str
) -> None:
    go_to(session, 3)
    for words in chunks():
        session.send(ENTER + burst(words, method, backspace))
        session.wait_for(kept(data, " ".join(words)))
    session.press(CTRL_S, "Đã lưu")
    store = open_store(data, read_only=True)
    report = "\n".join(next(m for m in store.find(Meeting) if m.report).report)
    store.close()
    for words in chunks():
        assert " ".join(words) in report


def test_split_at_every_byte_and_after_a_pause(session: Session, data: Path) -> None:
    go_to(session, 4)
    session.press(ENTER, lambda: session.screen.cursor.y == 21)
    words = WORDS[-20:]
    for byte in burst(words, telex, DEL).encode():
        session.send(bytes([byte]))
        session.read(0.001)
    session.press(ENTER, lambda: " ".join(words) in saved_lines(data))
    for byte in "ệ".encode():  # 120 ms within a letter
        session.send(bytes([byte]))
        session.settle(0.12)
    for byte in b"\x1b[D":  # and within an arrow key
        session.send(bytes([byte]))
        session.settle(0.12)
    session.press("vi" + ENTER, lambda: "việ" in saved_lines(data))


def test_in_a_form_the_search_and_a_reason(session: Session, data: Path) -> None:
    words = " ".join(WORDS[-12:])
    typed = burst(WORDS[-12:], telex, BS)
    session.press(CTRL_F, "Cục Quản trị”")
    session.settle(0.3)
    session.press(typed, words[:40])
    session.press(ESC, "2186/KH-VPQH")
    session.settle(0.4)
    session.press(ESC, "Khối thi đua số I")
    session.settle(0.4)
    session.press("\x1b[H" + 4 * DOWN + ENTER, "Cục Quản trị I")  # the fifth bloc
    session.settle(0.4)
    session.press(
        TAB + F2, "Tên viết tắt" if "Tên viết tắt" in session.text else lambda: "Tên" in session.text
    )
    session.settle(0.4)
    session.send(f"{typed}{TAB}{burst(['Vụ', 'Mới'], vni, DEL)}{CTRL_S}")

    def is_saved() -> bool:
        store = open_store(data, read_only=True)
        found = [(u.name, u.short_name) for u in store.find(Unit)]
        store.close()
        return (words, "Vụ Mới") in found

    session.wait_for(is_saved)  # one burst fills two fields and saves


def test_text_right_behind_enter_goes_where_enter_leads(session: Session, data: Path) -> None:
    go_to(session, 4)
    wanted: list[str] = []
    for number in range(20):
        wanted.append(f"Ngay sau Enter {number}")
        session.send(f"{ENTER}{wanted[-1]}{ENTER}{F6}{F6}{F6}")  # round to the list of speakers again
        session.wait_for(lambda: [line for line in saved_lines(data) if "sau Enter" in line] == wanted)


def test_decomposed_letters_are_composed_typed_and_pasted(session: Session, data: Path) -> None:
    go_to(session, 4)
    session.press(ENTER, lambda: session.screen.cursor.y == 21)
    text = " ".join(WORDS[:40])
    apart = unicodedata.normalize("NFD", text)
    session.press(apart + ENTER, lambda: text in saved_lines(data))
    session.press(f"\x1b[200~Dán {apart}\x1b[201~{ENTER}", lambda: f"Dán {text}" in saved_lines(data))


def test_what_is_typed_after_saving_is_not_in_what_was_saved(session: Session, data: Path) -> None:
    go_to(session, 3)
    session.send(f"Một{CTRL_S} hai ")
    session.wait_for("Đã lưu")
    session.wait_for(lambda: "Một hai " in drafted(data))
    store = open_store(data, read_only=True)
    report = "\n".join(next(m for m in store.find(Meeting) if m.report).report)
    store.close()
    assert report.startswith("Một")
    assert not report.startswith("Một hai")


def test_a_held_arrow_stops_with_its_key(session: Session) -> None:
    session.press(TO_SCORES, "Tiêu chí")
    session.settle(0.4)
    session.send(DOWN * 200 + UP * 200 + "7")
    session.wait_for("7_")  # the mark of typing: nothing moved after it
    before = session.text
    session.settle(0.5)
    assert session.text == before, "something still moved after the last key"


def test_keys_typed_ahead_go_to_the_new_place(session: Session, data: Path) -> None:
    session.send(TO_MEETING + CTRL_O * 8)
    session.wait_for("4/12 ")
    session.send(f"{CTRL_N}{CTRL_O}{ENTER}Dòng gõ trước{ENTER}")
    session.wait_for(lambda: "Dòng gõ trước" in saved_lines(data))


def test_a_sentence_typed_over_a_list_is_a_line_of_its_own(session: Session, data: Path) -> None:
    go_to(session, 4)
    session.press(CTRL_N, "5/12 ")
    before = saved_lines(data)
    for piece in "D⌫Đe⌫ê⌫ề nghi⌫ị bo⌫ô⌫ổ sung⏎".replace("⌫", DEL).replace("⏎", ENTER):
        session.send(piece)
        session.settle(0.12)
    session.wait_for(saved(data, "Đề nghị bổ sung"))
    assert sorted(saved_lines(data)) == sorted([*before, "Đề nghị bổ sung"])


def test_every_field_and_editor_is_one_that_was_tried_here() -> None:
    stock = []
    for path in (Path(__file__).parents[3] / "screens").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                stock += [f"{path.name}:{node.lineno}"] if node.func.id in ("Input", "TextArea") else []
    assert not stock, f"use VnInput or VnTextArea: {stock}"
