"""Codes of criteria as offices write them: «I.», «1.1», «a)»; which of them stands under which."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.text import likeness

_ROMAN = re.compile("[IVX]+")
_LOWER = re.compile("[a-zđ]")


def as_code(shown: str) -> str:
    """Return a code without what stands about it: «I.» is «I», «1,10» is «1.10», «a)» is «a»."""
    text = unicodedata.normalize("NFKC", shown).strip()
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return text.lstrip("(").rstrip(".,:;)- ").strip()


def split_code(text: str) -> tuple[str, str]:
    """Take a code off the beginning of a text: «I. Nhiệm vụ» is «I» and «Nhiệm vụ»; no code, empty."""
    found = re.fullmatch(
        r"((?:[IVX]+|[A-ZĐ])(?:\.\d+)*|\d+(?:\.\d+)*|[a-zđ](?=\)))[.):]\s*(\D.*)", text.strip()
    )
    return (found[1], found[2].strip()) if found else ("", text)


def depth(code: str, before: int) -> int:
    """Tell how deep a code stands: A over I over 1 over 1.1; «a» under whatever stood before.

    Args:
        before: The depth of the last code that was no letter.
    """
    first, *rest = code.split(".")
    if _LOWER.fullmatch(code):
        return before + 1
    if _ROMAN.fullmatch(first):
        return 1 + len(rest)
    if first.isdigit():
        return 2 + len(rest)
    return len(rest) + (1 if rest else 0) if len(first) == 1 else 2 + len(rest)


def opens_group(code: str) -> bool:
    """Tell whether a code by itself says that criteria follow under it: «I», «A»."""
    return bool(_ROMAN.fullmatch(code)) or (len(code) == 1 and code.isupper())


class CodeMeant(NamedTuple):
    """Which row of a criteria set a table means.

    Attributes:
        code: Its code, empty where there is none.
        is_group: It is a group, not a criterion.
    """

    code: str
    is_group: bool = False


def code_meant_by(of: CriteriaSet, typed: str, group: str, text: str) -> CodeMeant:
    """Find the row of a set that a code means, as a table writes it.

    The code as it stands counts first; then as one of the group above it, as the place within a group
    («III.2», the second of III), and by what the criterion says.

    Args:
        group: The code of the group above, as far as the table told.
        text: What the table says of the criterion.
    """
    rows = score_rows(of)
    codes = {row.code: row for row in rows}
    groups = {one.code for one in of.groups}
    code = as_code(typed)
    if code in codes and not (group and f"{group}.{code}" in codes):
        return CodeMeant(code)
    if group and f"{group}.{code}" in codes:
        return CodeMeant(f"{group}.{code}")
    if code in groups:
        return CodeMeant(code, is_group=True)
    same = [row.code for row in rows if text and likeness(row.text) == likeness(text)]
    if len(same) == 1:
        return CodeMeant(same[0])
    return CodeMeant("" if text else _at_place(of, code, codes))


def _at_place(of: CriteriaSet, code: str, codes: Mapping[str, object]) -> str:
    """Return the code of the criterion at a place within its group, where the set numbers them otherwise."""
    group, _, place = code.rpartition(".")
    inside: Sequence[str] = next(([c.code for c in g.criteria] for g in of.groups if g.code == group), [])
    dotted = any(known.startswith(f"{group}.") for known in codes)
    if place.isdigit() and not dotted and 0 < int(place) <= len(inside):
        return inside[int(place) - 1]
    return ""


def taken_away(of: CriteriaSet, code: str) -> bool:
    """Tell whether the points of a row are taken off: a deduction may be written with a minus sign."""
    return any(row.code == code and row.section.sign == "−" for row in score_rows(of))


def full_code(parent: str, code: str) -> str:
    """Return a code that is unique because it says under which it stands."""
    return code if not parent or code.startswith(f"{parent}.") else f"{parent}.{code}"
