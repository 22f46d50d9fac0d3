"""The blocs that a new council begins with, as an office types them: «I, II», «6; 7», «Khối các trường»."""

import re
from typing import NamedTuple

USUAL = "I, II, III, IV, V"
"""What is offered; an office has its own numbers and names."""
NOUNS = ("Khối", "Cụm", "Nhóm")
_NUMBER = re.compile(r"[IVXLC]+|\d+|[A-ZĐ]|[A-ZĐ]\d+|\d+[A-ZĐ]")


class BegunBloc(NamedTuple):
    """A bloc as far as its number or name tells.

    Attributes:
        code: Its number, or what stands behind «Khối» in its name.
        noun: What it calls itself; empty: «Khối».
        symbol: Its part of a paper's number; empty where it has no number.
    """

    code: str
    name: str
    noun: str = ""
    symbol: str = ""


def blocs_typed(text: str) -> list[BegunBloc]:
    """Read numbers and names of blocs, apart by commas, semicolons or lines; none is an answer, too."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    return [_begun(part) for part in parts if part]


def _begun(part: str) -> BegunBloc:
    if " " not in part:
        return BegunBloc(part, f"Khối thi đua số {part}", symbol=f"KTĐ{part}")
    first, *_, last = part.split()
    noun = next((noun for noun in NOUNS if noun.casefold() == first.casefold()), "")
    own = noun if noun != NOUNS[0] else ""
    if _NUMBER.fullmatch(last):
        return BegunBloc(last, part, own, f"{(noun or NOUNS[0])[0]}TĐ{last}")
    rest = part.removeprefix(first).strip() if noun else part
    return BegunBloc(rest[0].upper() + rest[1:], part, own)
