"""Words as UniKey and EVKey send them: what is not right yet is taken back by Backspace and typed anew."""

import unicodedata
from pathlib import Path

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
WORDS = Path(__file__).with_name("words.txt").read_text("utf-8").split()
"""500 of the commonest words with marks in the decree, the seed and the domain's papers."""


def _without_tone(letter: str) -> str:
    left = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in TONES)
    return unicodedata.normalize("NFC", left)


def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    return unicodedata.normalize("NFD", letter)[0]


def telex(word: str) -> list[str]:
    """Return what stands on the screen key by key: marks with their letter, the tone at the word's end."""
    states, plain = [], ""
    for letter in word:
        shaped = _without_tone(letter)
        states += [plain + state for state in dict.fromkeys((_base(letter), shaped))]
        plain += shaped
    return states if plain == word else [*states, word]


def vni(word: str) -> list[str]:
    """Return what stands on the screen key by key: mark and tone as soon as their letter stands there."""
    states, done = [], ""
    for letter in word:
        shapes = dict.fromkeys((_base(letter), _without_tone(letter), letter))
        states += [done + shape for shape in shapes]
        done += letter
    return states


def keystrokes(states: list[str], backspace: str) -> str:
    """Return the characters that an input method sends to go through these states."""
    sent, shown = [], ""
    for state in states:
        common = 0
        while common < min(len(shown), len(state)) and shown[common] == state[common]:
            common += 1
        sent.append(backspace * (len(shown) - common) + state[common:])
        shown = state
    return "".join(sent)
