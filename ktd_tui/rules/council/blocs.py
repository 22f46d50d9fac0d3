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
    """Read numbers and names of blocs, apart by commas, semicolons or lines; none is an answer, too.

    A comma within a name («Cụm các trường đại học, cao đẳng») parts nothing.
    """
    parts: list[str] = []
    for line in re.split(r"[;\n]", text):
        for at, piece in enumerate(" ".join(part.split()) for part in line.split(",")):
            if at and parts and _goes_on(parts[-1], piece):
                parts[-1] = f"{parts[-1]}, {piece}"
            elif piece:
                parts.append(piece)
    return [_begun(part) for part in parts]


def _goes_on(before: str, piece: str) -> bool:
    """Say whether what stands behind a comma belongs to the name before it: it begins with a small letter."""
    another = _noun(piece) or _NUMBER.fullmatch(piece.upper())
    return " " in before and piece[:1].islower() and not another


def own_noun(name: str) -> str:
    """Return what a bloc of a name calls itself where that is not «Khối»: «Cụm thi đua số 6» is a «Cụm»."""
    return _noun(name).replace(NOUNS[0], "")


def says_noun(name: str) -> bool:
    """Tell whether a name begins with what a bloc may call itself."""
    return bool(_noun(name))


def _noun(name: str) -> str:
    first = name.split(" ", maxsplit=1)[0].casefold()
    return next((noun for noun in NOUNS if noun.casefold() == first), "")


def usual_symbol(noun: str, code: str) -> str:
    """Return a bloc's usual part of a paper's number: «CTĐ6» of the Cụm thi đua số 6."""
    return f"{(noun or NOUNS[0])[0]}TĐ{code}"


def _begun(part: str) -> BegunBloc:
    if " " not in part:  # «Đảng», «Trường»: a word is a name, not a number
        symbol = usual_symbol("", part) if _NUMBER.fullmatch(part.upper()) else ""
        return BegunBloc(part, f"Khối thi đua {'số ' if symbol else ''}{part}", symbol=symbol)
    first, *_, last = part.split()
    noun, own = _noun(part), own_noun(part)
    if _NUMBER.fullmatch(last):
        return BegunBloc(last, part, own, usual_symbol(noun, last))
    rest = part.removeprefix(first).strip() if noun else part
    rest = rest.removeprefix("thi đua ") if noun else rest
    return BegunBloc(rest[0].upper() + rest[1:], part, own)
