"""Two people changed the same record: what merges by itself, what has to be asked, what “both” is.

Pure functions on fields and their values. The base is what one saw when one began.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class Choice(StrEnum):
    """Which text is to stay."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Merged(NamedTuple):
    """The outcome of a three-way merge.

    Attributes:
        values: The fields that need no question, as they are to be saved.
        clashing: The fields that both changed, each to something else.
    """

    values: dict[str, object]
    clashing: tuple[str, ...]


def merge(base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object]) -> Merged:
    """Merge field by field: what only one side changed is taken, what both changed alike is one."""
    values: dict[str, object] = {}
    clashing = []
    for field, wanted in mine.items():
        if wanted == base[field]:
            values[field] = theirs[field]
        elif theirs[field] in (base[field], wanted):
            values[field] = wanted
        else:
            clashing.append(field)
    return Merged(values, tuple(clashing))


def both(theirs: str, mine: str) -> str:
    """Join two texts so that neither loses anything: theirs, then mine; what they share stands once.

    Texts of several lines are joined line by line.
    """
    if not theirs or not mine:
        return theirs or mine
    if "\n" in theirs or "\n" in mine:
        return "\n".join(both_lines(theirs.split("\n"), mine.split("\n")))
    if mine in theirs:
        return theirs
    return mine if theirs in mine else f"{theirs}; {mine}"


def both_lines(theirs: Sequence[str], mine: Sequence[str]) -> tuple[str, ...]:
    """Join two texts of paragraphs; where they differ, theirs come first, then mine."""
    joined: list[str] = []
    for pair in aligned(theirs, mine):
        joined += pair.theirs if pair.alike else (*pair.theirs, *pair.mine)
    return tuple(joined)


class Pair(NamedTuple):
    """Paragraphs that stand beside each other; ``alike`` where they are the same."""

    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    alike: bool


def aligned(theirs: Sequence[str], mine: Sequence[str]) -> list[Pair]:
    """Lay two texts of paragraphs side by side."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, theirs, mine, autojunk=False)
    return [
        Pair(tuple(theirs[a:b]), tuple(mine[c:d]), tag == "equal")
        for tag, a, b, c, d in matcher.get_opcodes()
    ]


class Changed(NamedTuple):
    """A stretch that differs: what it was and what it became; empty where it was added or taken out."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[Changed, ...]:
    """Return what differs between two lists of lines, in order.

    Equal lists have no difference; putting each difference in place of its ``before`` makes ``after``.
    """
    return tuple(Changed(pair.theirs, pair.mine) for pair in aligned(before, after) if not pair.alike)
