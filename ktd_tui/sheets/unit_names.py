"""Names of units as tables write them: numbered, under the word «Điểm», with a short name in brackets."""

import re
from typing import NamedTuple

_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]\s*|[-–+*•]\s+)(?=[^\W\d])")
_BEFORE = re.compile(
    r"(?:(?:số )?điểm|kết quả)(?: (?:\w+ )?chấm(?: chéo)?)?(?: của)?\s*:?\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(.+\S)\s*\(([^()]+)\)")


class WrittenName(NamedTuple):
    """A unit's name without what stands about it, and what stands in brackets behind it."""

    name: str
    beside: str = ""


def unnumbered(text: str) -> str:
    """Take a number off the beginning of a name in a list: «1. Sở A», «- Sở A»."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def written_names(text: str) -> tuple[WrittenName, ...]:
    """Return what a cell may mean as a unit's name, what stands there itself first."""
    bare = unnumbered(_BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text)
    ways = [WrittenName(text), WrittenName(bare)]
    if found := _BEHIND.fullmatch(bare):
        ways.append(WrittenName(found[1], found[2].strip()))
    return tuple(dict.fromkeys(ways))
