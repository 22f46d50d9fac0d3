"""Which known names a name resembles that nobody bears: to be asked, never to be taken."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.text import plain_name

T = TypeVar("T")
ALIKE = 0.6
"""How much two names have in common at least to be offered for one another, of 1."""

SHARED = 0.1
"""What one word that both begin with, as all units of an office do, adds to it."""


def resembling(typed: str, called: Mapping[T, Sequence[str]], most: int = 3) -> list[T]:
    """Return the things whose names resemble what was typed, the nearest first: «Sở YT» is near «Sở Y tế»."""
    from difflib import SequenceMatcher  # a name that is found needs none

    plain = plain_name(typed)

    def near(name: str) -> float:
        other = plain_name(name)
        if is_abbreviated(plain, other):
            return 1.0
        one, two = _own_words(plain, other)
        return SequenceMatcher(None, one, two).ratio() + (SHARED if one != plain else 0)

    ratios = {thing: max(map(near, filter(None, names)), default=0.0) for thing, names in called.items()}
    found = [thing for thing in ratios if ratios[thing] >= ALIKE]
    return sorted(found, key=lambda thing: -ratios[thing])[:most]


def _own_words(one: str, other: str) -> tuple[str, str]:
    """Take off the first word that two names share: «Sở» makes «Sở Y tế» no more like «Sở TC»."""
    first, _, rest = one.partition(" ")
    word, _, others = other.partition(" ")
    return (rest, others) if first == word and rest and others else (one, other)


def is_abbreviated(name: str, other: str) -> bool:
    """Tell whether one of two names is the other in short, word by word or by initials: «Sở YT»."""
    one, two = plain_name(name).split(), plain_name(other).split()
    return _shortened(one, two) or _shortened(two, one)


def plainly_meant(name: str, near: Sequence[str]) -> str:
    """Return the one of several names that a name abbreviates; empty where none does, or two do."""
    found = [other for other in near if is_abbreviated(name, other)]
    return found[0] if len(found) == 1 else ""


def _shortened(short: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether each word of a name is a word of the other, or the initials of its next words."""
    at = 0
    for word in short:
        if words[at : at + 1] == [word]:
            at += 1
        elif word and "".join(w[0] for w in words[at : at + len(word)]) == word:
            at += len(word)
        else:
            return False
    return at == len(words)


class UnknownUnit(Refused):
    """A name that no unit bears.

    Attributes:
        typed: The name.
        near: Names of the units that it resembles.
    """

    def __init__(self, typed: str, near: tuple[str, ...]) -> None:
        self.typed, self.near = typed, near
        if near:
            names = ", ".join(f"“{name}”" for name in near)
            super().__init__(N_("There is no unit “{name}”. Is it {near}?"), name=typed, near=names)
        else:
            super().__init__(N_("There is no unit “{name}”."), name=typed)
