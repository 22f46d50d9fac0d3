"""What is meant by a name: one finder for units and blocs, wherever they are typed."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from ktd_tui.rules.council.people import abbreviated
from ktd_tui.text import fold, likeness, matches, other_in_marks, plain_name, same_in_short

T = TypeVar("T")


def named(typed: str, called: Mapping[T, Sequence[str]], *, whole: bool = False) -> list[T]:
    """Find what somebody means by a name: one finder for units and blocs, wherever they are typed.

    A name as it is written counts before one that differs in writing alone (``likeness``), both before one
    without marks, that before what offices shorten («UBND»), that before one in short («cqt3»), then one that
    merely holds the words, or parts.

    Args:
        called: Things, each with the names that it goes by.
        whole: Take whole names only, as in a table that somebody else wrote.

    Returns:
        What it may be; one thing where that is plain.
    """
    if not typed.strip():
        return []
    for same in (_spaced, likeness, plain_name):
        if found := [
            thing for thing, names in called.items() if same(typed) in map(same, filter(None, names))
        ]:
            other = {key for key in found if any(other_in_marks(typed, n, whole=whole) for n in called[key])}
            if len(other) < len(found):
                return [key for key in found if key not in other]
            called = {key: names for key, names in called.items() if key not in other}
    found = [thing for thing, names in called.items() if any(same_in_short(typed, n) for n in names if n)]
    if found or whole:
        return found
    if found := [thing for thing, names in called.items() if abbreviated(typed, names)]:
        return found
    words = set(fold(typed).split())
    found = [thing for thing, names in called.items() if words <= set(fold(" ".join(names)).split())]
    return found or [thing for thing, names in called.items() if matches(typed, *names)]


def _spaced(text: str) -> str:
    return " ".join(text.casefold().split())
