"""Keys as terminals send them: PuTTY's function-key modes, Home and End, the keypad, both backspaces."""

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from ktd_tui.terminal.input import teach

ESC = "\x1b"
TILDE = [f"{ESC}[{n}~" for n in (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)]
MODES = {
    "ESC[n~": TILDE,
    "Linux": [f"{ESC}[[{c}" for c in "ABCDE"] + TILDE[5:],
    "Xterm R6": [f"{ESC}O{c}" for c in "PQRS"] + TILDE[4:],
    "VT400": TILDE,
    "VT100+": [f"{ESC}O{c}" for c in "PQRSTUVWXYZ["],
}
SCO = {1: "M", 2: "N", 8: "T", 9: "U", 10: "V", 11: "W", 12: "X"}
"""The function keys of this mode that no other terminal uses for something else."""
OTHERS = {
    "home": (f"{ESC}[H", f"{ESC}[1~", f"{ESC}[7~", f"{ESC}OH"),
    "end": (f"{ESC}[F", f"{ESC}[4~", f"{ESC}[8~", f"{ESC}OF"),
    "pageup": (f"{ESC}[5~",),
    "pagedown": (f"{ESC}[6~",),
    "insert": (f"{ESC}[2~", f"{ESC}[L"),
    "delete": (f"{ESC}[3~",),
    "up": (f"{ESC}[A", f"{ESC}OA"),
    "down": (f"{ESC}[B", f"{ESC}OB"),
    "backspace": ("\x08", "\x7f"),
    "shift+tab": (f"{ESC}[Z", f"{ESC}\t"),
    "ctrl+g": ("\x07",),
    "enter": ("\r", f"{ESC}OM"),
}
KEYPAD = dict(zip("pqrstuvwxy", "0123456789", strict=True)) | {"n": ".", "l": ",", "m": "-", "k": "+"}


def keys(typed: str) -> list[tuple[str, str | None]]:
    """What the app is told: each key's name and character."""
    teach()
    parser = XTermParser()
    found = [*parser.feed(typed), *parser.feed("")]
    return [(event.key, event.character) for event in found if isinstance(event, events.Key)]


@pytest.mark.parametrize("mode", MODES)
def test_every_function_key_of_every_mode(mode: str) -> None:
    found = [keys(sequence) for sequence in MODES[mode]]
    assert found == [[(f"f{n}", None)] for n in range(1, 13)]


def test_what_is_unambiguous_of_the_sco_mode() -> None:
    for number, letter in SCO.items():
        assert keys(f"{ESC}[{letter}") == [(f"f{number}", None)]


def test_what_is_ambiguous_keeps_its_other_meaning() -> None:
    kitty = {"P": "f1", "Q": "f2", "S": "f4"}
    assert {c: keys(f"{ESC}[{c}") for c in kitty} == {c: [(key, None)] for c, key in kitty.items()}
    parser = XTermParser()
    told = [type(event) for event in (*parser.feed(f"{ESC}[O"), *parser.feed(f"{ESC}[I"))]
    assert told == [events.AppBlur, events.AppFocus]


@pytest.mark.parametrize(("key", "sequences"), OTHERS.items(), ids=OTHERS)
def test_one_key_however_it_is_sent(key: str, sequences: tuple[str, ...]) -> None:
    assert [[name for name, _ in keys(sequence)] for sequence in sequences] == [[key]] * len(sequences)


@pytest.mark.parametrize(("letter", "character"), KEYPAD.items())
def test_the_keypad_in_application_mode_types_figures(letter: str, character: str) -> None:
    assert [typed for _, typed in keys(f"{ESC}O{letter}")] == [character]


def test_a_burst_of_keys_of_several_modes_is_told_one_by_one() -> None:
    burst = f"a{ESC}O[{ESC}[Mb{ESC}OX{ESC}[24~{ESC}Oqc"
    assert [name for name, _ in keys(burst)] == ["a", "f12", "f1", "b", "f9", "f12", "1", "c"]


def test_a_mouse_report_is_no_function_key() -> None:
    parser = XTermParser()
    told = [*parser.feed(f"{ESC}[<0;5;7M"), *parser.feed("x")]
    assert [type(event) for event in told] == [events.MouseDown, events.Key]


def test_teaching_twice_changes_nothing_more() -> None:
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

    teach()
    once = dict(ANSI_SEQUENCES_KEYS)
    teach()
    assert once == ANSI_SEQUENCES_KEYS
