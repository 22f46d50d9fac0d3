"""Codes of criteria as offices write them: «I.», «1.1», «a)»; which of them stands under which."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ktd_tui.domain.scoring import CriteriaSet
from ktd_tui.rules.kept import kept
from ktd_tui.rules.scoring.kinds.sections import CAPPED
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.text import plain_name

_ROMAN = re.compile("[IVX]+")
_LOWER = re.compile("[a-zđ]|[ivx]{2,4}")


_WORDED = (
    r"(?i)^(mục|phần|nhóm|tiêu chí|nội dung|tc|mã(?: tiêu chí| tc| số)?)"
    r"(?:\s*:\s*|\s+)(?=([IVX]+|[A-Z])\b|\d)"
)


@lru_cache(4_096)  # each row of a table has one
def as_code(shown: str) -> str:
    """Return a code without what stands about it: «I.» is «I», «1,10» is «1.10», «a)» is «a», «+» none."""
    text = unicodedata.normalize("NFKC", shown).strip()
    if text and all(unicodedata.category(letter)[0] in "PS" for letter in text):
        return ""
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return text.lstrip("(").rstrip(".,:;)- ").strip()


class SplitCode(NamedTuple):
    """A text taken apart: its code, empty where it has none, and its words."""

    code: str
    words: str


_BEGINS = re.compile(
    r"(?:(?:mục|phần|nhóm|tiêu chí|nội dung)\s+)?"
    r"((?:[IVX]+|[A-ZĐ])(?:\.\d+)*|\d+(?:\.\d+)*|[a-zđ](?=\)))(?:[.):]|\s*[-–—/](?=\s))\s*([^\d\s].*)",
    re.DOTALL,
)
_BEGINS_DOTTED = re.compile(
    r"((?:[IVX]+|[A-ZĐ]|\d+)(?:\.\d+)+)\s+(?!(?:điểm|đ|%|lần|ngày|triệu|tỷ|người)\b)([^\W\d].*)", re.DOTALL
)
"""A code of several parts is one without a sign behind it: «I.4 Sáng kiến», not «1.5 điểm mỗi lần»."""


def split_code(text: str) -> SplitCode:
    """Take a code off the beginning of a text: «I. Nhiệm vụ», «1- Kế hoạch», «I.4 Sáng kiến»; else empty."""
    plain = text.strip()
    found = _BEGINS.fullmatch(plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain)
    found = found or _BEGINS_DOTTED.fullmatch(plain)
    return SplitCode(found[1], found[2].strip()) if found else SplitCode("", text)


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
        other: The code of another criterion, which says what the table says of this one.
    """

    code: str
    is_group: bool = False
    other: str = ""


def code_meant_by(of: CriteriaSet, typed: str, group: str, text: str) -> CodeMeant:
    """Find the row of a set that a code means, as a table writes it.

    A group's own code with its name is the group. The code as one of the group above counts first; then as
    it stands, if it is of that group; then by what the criterion says, and as the place within a group
    («III.2», the second of III).

    Args:
        of: The set.
        typed: The code; empty where the table has none.
        group: The code of the group above, or the name of a part of the set, as far as the table told.
        text: What the table says of the criterion.
    """
    rows = {row.code: row for row in score_rows(of)}
    code = as_code(typed)
    said = _saying(of, text)
    if text and any(one.code == code and plain_name(one.name) == plain_name(text) for one in of.groups):
        return CodeMeant(code, is_group=True)
    for tried in filter(None, (f"{group}.{code}" if group and code else "", code)):
        found = tried if tried in rows else _written_alike(tried, rows)
        if found and (tried != code or "." in code or said == found or _is_of(rows[found].group, group)):
            return CodeMeant(found, other=said if said and said != found else "")
    if code in {one.code for one in of.groups}:
        return CodeMeant(code, is_group=True)
    if said:
        return CodeMeant(said)
    above, _, place = code.rpartition(".")
    return CodeMeant("" if text else _at_place(of, above or group, place))


def _is_of(group: str, above: str) -> bool:
    """Tell whether a criterion's group is the one above it in a table, as far as either is known."""
    return not above or group in ("", above)


def _saying(of: CriteriaSet, text: str) -> str:
    """Return the code of the only criterion that says a text, whatever its capitals and marks."""
    return codes_by_text(of).get(plain_name(text), "") if text else ""


@kept(64)
def codes_by_text(of: CriteriaSet) -> Mapping[str, str]:
    """Return the codes of a set by what its criteria say, as ``plain_name`` has it; none that two say."""
    texts = [(plain_name(row.text), row.code) for row in score_rows(of)]
    counts = Counter(text for text, _ in texts)
    return {text: code for text, code in texts if counts[text] == 1}


def is_other_wording(said: str, known: str) -> bool:
    """Tell whether a text shares less than half the words of the shorter one with a criterion's own.

    «CCHC» stands for «Cải cách hành chính».
    """
    one, other = plain_name(said).split(), plain_name(known).split()
    if len(one) == 1 and one[0] in "".join(word[0] for word in other):
        return False
    return bool(one and other) and 2 * len({*one} & {*other}) < min(len({*one}), len({*other}))


def _written_alike(code: str, codes: Iterable[str]) -> str:
    """Return the only code that another writing means: «i.2», «I-2», «I. 02» are «I.2»."""
    found = [one for one in codes if _bare(one) == _bare(code)]
    return found[0] if len(found) == 1 else ""


def unworded(code: str) -> str:
    """Take the word off a code: «Mục I», «Tiêu chí 1»."""
    return re.sub(_WORDED, "", code)


def _bare(code: str) -> str:
    parts = re.split(r"\s*[.,\-–/]\s*", unworded(code).upper().replace(" ", ""))
    return re.sub(r"^([A-ZĐ]+)\.", r"\1", ".".join(part.lstrip("0") or part for part in parts))


def _at_place(of: CriteriaSet, group: str, place: str) -> str:
    """Return the code of the criterion at a place within its group, where the set numbers them otherwise."""
    parts = {one.code: one.criteria for one in of.groups} | {s.field: getattr(of, s.field) for s in CAPPED}
    inside = [one.code for one in parts.get(group, ())]
    dotted = any(row.code.startswith(f"{group}.") for row in score_rows(of))
    return inside[int(place) - 1] if place.isdigit() and not dotted and 0 < int(place) <= len(inside) else ""


def taken_away(of: CriteriaSet, code: str) -> bool:
    """Tell whether the points of a row are taken off: a deduction may be written with a minus sign."""
    return any(row.code == code and row.section.sign == "−" for row in score_rows(of))


def full_code(parent: str, code: str) -> str:
    """Return a code that is unique because it says under which it stands."""
    return code if not parent or code.startswith(f"{parent}.") else f"{parent}.{code}"
