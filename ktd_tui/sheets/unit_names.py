"""Names of units as tables write them: numbered, under the word «Điểm», with a short name in brackets."""

import re
from functools import lru_cache
from typing import NamedTuple

from ktd_tui.text import fold

_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]\s*|[-–+*•]\s+)(?=[^\W\d])")
_BEFORE = re.compile(
    r"(?:(?:số )?điểm|kết quả)(?: (?:\w+ )?chấm(?: chéo)?)?(?: của)?\s*:?\s+",
    re.IGNORECASE,
)
_OFFICE = r"(don vi )?((truong|pho) (khoi|cum)|(khoi|cum) (truong|pho))( thi dua)?( nam \d{4})?"
_WITH_OFFICE = re.compile(r"(.+?)\s*(?:\(([^()]+)\)|[-–—,;:]\s*([^-–—,;:()]+))")
_MARKED = re.compile(r"(.*[^\W\d_].*?)\s*(?:\((?:\*+|\d)\)|\*+|[¹²³⁰⁴-⁹]+)")
_BEHIND = re.compile(r"(.+\S)\s*\(([^()]+)\)")


class WrittenName(NamedTuple):
    """A unit's name without what stands about it, and what stands in brackets behind it."""

    name: str
    beside: str = ""


def unnumbered(text: str) -> str:
    """Take a number off the beginning of a name in a list: «1. Sở A», «- Sở A»."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def without_mark(text: str) -> str:
    """Take the mark of a note off the end of a name: «Sở A (*)», «Sở A (1)», «Sở A¹»."""
    found = _MARKED.fullmatch(text.strip())
    return found[1] if found else text


@lru_cache(1_024)  # a name stands in many rows
def written_names(text: str) -> tuple[WrittenName, ...]:
    """Return what a cell may mean as a unit's name, what stands there itself first."""
    bare = unnumbered(_BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text)
    ways = [WrittenName(text), WrittenName(bare), WrittenName(without_mark(bare))]
    if (apart := office_apart(bare)).beside:
        ways.append(apart)
    if found := _BEHIND.fullmatch(bare):
        ways.append(WrittenName(found[1], found[2].strip()))
    return tuple(dict.fromkeys(ways))


def is_bloc_office(text: str) -> bool:
    """Tell whether a text is a unit's office in its bloc: «Khối trưởng»."""
    return bool(re.fullmatch(_OFFICE, fold(text)))


def office_apart(text: str) -> WrittenName:
    """Return a unit's name without its office in the bloc: «Sở A (Khối trưởng)», «Sở B - Khối phó»."""
    found = _WITH_OFFICE.fullmatch(text)
    beside = (found[2] or found[3] or "").strip() if found else ""
    return WrittenName(found[1], beside) if found and is_bloc_office(beside) else WrittenName(text)
