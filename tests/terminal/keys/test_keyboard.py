"""What a terminal sends: a paste is one text, a lone Esc acts soon, the keypad types what stands on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from ktd_tui.terminal.input import teach
from ktd_tui.terminal.keyboard import CLOSE, OPEN, Keyboard
from tests.terminal.hostile.texts import STEERING, steering

FRAGMENTS = st.lists(
    st.sampled_from([*STEERING.values(), "Vụ ", "\n", "\x11\x13", "\x1b", "\x1b[20", "[201~"])
)


def said(messages: list[Message]) -> list[str]:
    pastes_and_keys = [m for m in messages if isinstance(m, events.Paste | events.Key)]
    return [m.text if isinstance(m, events.Paste) else m.key for m in pastes_and_keys]


@given(FRAGMENTS, st.lists(st.integers(0, 400), max_size=5))
def test_a_paste_presses_no_key(fragments: list[str], cuts: list[int]) -> None:
    text = f"đầu{''.join(fragments)}cuối"
    while CLOSE in text:
        text = text.replace(CLOSE, "")
    sent = f"x{OPEN}{text}{CLOSE}y"
    ends = sorted({min(cut, len(sent)) for cut in cuts} | {len(sent)})
    parser, found = Keyboard(), list[Message]()
    for begin, end in zip([0, *ends], ends, strict=False):
        if piece := sent[begin:end]:
            found += parser.feed(piece)
    (first, paste, last) = said(found)
    assert (first, last) == ("x", "y"), "a key was pressed by a paste, or one beside it was not"
    assert paste.startswith("đầu")
    assert paste.endswith("cuối")
    assert not [c for c in steering(paste) if (c < " " and c not in "\t\r") or "\x7f" <= c <= "\x9f"]


def test_the_end_of_input_is_told_on() -> None:
    parser = Keyboard()
    assert said([*parser.feed(f"{OPEN}một")]) == []
    assert said([*parser.feed("")]) == []
    assert parser.is_eof


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def typed(*pieces: str | float) -> list[str]:
    """What the app is told of pieces that arrive, with pauses of so many seconds between them."""
    teach()
    clock = Clock()
    keyboard, found = Keyboard(clock=clock), list[Message]()
    for piece in pieces:
        if isinstance(piece, str):
            found += keyboard.feed(piece)
        else:
            clock.now += piece
        found += keyboard.tick()
    return said(found)


def test_a_lone_escape_acts_within_a_tenth_of_a_second() -> None:
    assert typed("\x1b", 0.05) == []
    assert typed("\x1b", 0.1) == ["escape"]


def test_a_lone_escape_acts_at_once_where_what_follows_begins_no_sequence() -> None:
    assert typed("\x1b", 0.02, "x") == ["escape", "x"]
    assert typed("\x1b", 0.02, "\r") == ["escape", "enter"]
    assert typed("\x1b", 0.02, "\x1b", 0.1) == ["escape", "escape"]


def test_an_escape_of_the_kitty_protocol_acts_at_once() -> None:
    assert typed("\x1b[27u") == ["escape"]


def test_alt_with_a_letter_is_no_escape() -> None:
    assert "escape" not in typed("\x1bx", 1.0)


@pytest.mark.parametrize("pieces", [("\x1b", "[A"), ("\x1b[", "A"), ("\x1b", "[", "A")])
def test_an_arrow_that_is_split_is_an_arrow(pieces: tuple[str, ...]) -> None:
    slowly = [part for piece in pieces for part in (piece, 0.07)]
    assert typed(*slowly) == ["up"]


def test_a_line_that_splits_sequences_is_waited_for() -> None:
    assert typed("\x1b", 0.05, "[A", "\x1b", 0.2, "[B") == ["up", "down"]
    assert typed("\x1b", 0.05, "[A", "\x1b", 0.31) == ["up", "escape"]


def test_the_late_rest_of_an_arrow_is_no_text() -> None:
    assert typed("\x1b", 0.2, "[A", 0.4, "\x1b", 0.2, "[B") == ["escape", "up", "down"]
    assert typed("\x1b", 0.2, "[", "A") == ["escape", "left_square_bracket", "A"], "a person's own letters"
    assert typed("\x1b", 0.1, 2.0, "[A") == ["escape", "left_square_bracket", "A"]


def test_a_letter_in_pieces_tells_that_the_line_splits() -> None:
    keyboard = Keyboard(clock=(clock := Clock()))
    letter = "ệ".encode()
    assert said([m for at in range(3) for m in keyboard.take(letter[at : at + 1])]) == ["ệ"]
    found = [*keyboard.take(b"\x1b")]
    clock.now += 0.2
    found += [*keyboard.tick(), *keyboard.take(b"[D")]
    assert said(found) == ["left"]


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_no_bytes_end_the_keyboard_and_no_key_after_them_is_lost(sent: bytes, cuts: list[int]) -> None:
    keyboard = Keyboard(clock=(clock := Clock()))
    ends = sorted({min(cut, len(sent)) for cut in cuts} | {len(sent)})
    for begin, end in zip([0, *ends], ends, strict=False):
        list(keyboard.take(sent[begin:end]))
        clock.now += 0.05
        list(keyboard.tick())
    list(keyboard.take(b"\xff" + CLOSE.encode()))
    clock.now += 1
    list(keyboard.tick())
    assert said(list(keyboard.take("đ".encode()))) == ["đ"]


KITTY_KEYPAD = {57399 + n: str(n) for n in range(10)} | {
    57409: ".", 57410: "/", 57411: "*", 57412: "-", 57413: "+", 57415: "=", 57416: ","
}  # fmt: skip


@pytest.mark.parametrize("modifiers", ["", ";1", ";129"], ids=["none told", "none", "Num Lock"])
def test_the_keypad_of_the_kitty_protocol_types_what_stands_on_it(modifiers: str) -> None:
    for code, character in KITTY_KEYPAD.items():
        (event,) = Keyboard().feed(f"\x1b[{code}{modifiers}u")
        assert isinstance(event, events.Key)
        assert (event.character, event.is_printable) == (character, True)
    assert typed("\x1b[57414u") == ["enter"]
