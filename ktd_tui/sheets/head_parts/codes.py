"""Codes of criteria that stand in two columns: the group's, and beside it the row's."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ktd_tui.sheets.cells import Line, RawSheet
from ktd_tui.sheets.columns import plain_head
from ktd_tui.sheets.head_words import CODE, SERIALS, TEXTS

_GROUPS = frozenset(["muc", "nhom", "phan", "ma nhom", "ma muc", "nhom tieu chi", "muc tieu chi", "linh vuc"])
"""Heads of the column of groups."""
_ROWS = SERIALS | frozenset(CODE.split(", "))
_TEXTS = frozenset(("noi dung", *TEXTS.split(", ")))
_WORDED = re.compile(r"(?i)((tiêu chí|nội dung|mục|nhóm|tc)\s*)?([IVX]+|[A-HĐ]|\d+)([.]\d+)*[.)]?")
_CODE = re.compile(r"[(]?([IVX]+|[A-ZĐ]|\d{1,2})[.)]?")


class TwoCodes(NamedTuple):
    """Where the codes of groups and of rows stand, where they stand apart.

    Attributes:
        places: The column of codes, or of the names of groups, by key.
        joined: The column beside it, as of a name in two columns.
    """

    places: Mapping[str, int] = {}
    joined: Mapping[str, tuple[int, ...]] = {}


def codes_in_two(
    sheet: RawSheet,
    block: Sequence[Line],
    of: tuple[Mapping[str, int], Mapping[int, tuple[str, ...]]],
    below: Sequence[Line],
) -> TwoCodes:
    """Find a column of groups beside that of codes: one head merged over both, or «Nhóm» beside «STT».

    Args:
        sheet: Where the head stands.
        block: The lines of the head.
        of: The columns that were recognised, and what stands over each.
        below: The lines under the head.
    """
    places, texts = of
    code = places.get("code", -1)
    if "name" in places:  # what has names are no criteria
        return TwoCodes()
    for box in sheet.boxes:
        over = box.top <= block[-1].number <= box.bottom
        if over and box.left == code == box.right - 1 and _holds_codes(below, code):
            return TwoCodes({"code": code}, {"code": (code + 1,)})
    heads = {place: plain_head(of[-1]) for place, of in texts.items()}
    if two := _two_texts(heads, places, below):
        return two
    groups = [place for place, head in heads.items() if head in _GROUPS]
    rows = [place for place, head in heads.items() if head in _ROWS and place not in groups]
    if not groups or not rows or ("text" not in places and "criterion" not in places):
        return TwoCodes()
    if _holds_codes(below, groups[0]):
        return TwoCodes({"code": groups[0]}, {"code": (rows[0],)}) if groups[0] < rows[0] else TwoCodes()
    return TwoCodes({"code": rows[0], "group": groups[0]})


def _two_texts(heads: Mapping[int, str], places: Mapping[str, int], below: Sequence[Line]) -> TwoCodes | None:
    """Tell «Tiêu chí» beside «Nội dung»: codes, where such stand; groups, where each is over several."""
    found = [place for place, head in heads.items() if head in _TEXTS]
    if "maximum" not in places or len(found) != 2:  # noqa: PLR2004  # one beside the other
        return None
    first, second = found
    said = [[line.cells[place].text.strip() for line in below if place in line.cells] for place in found]
    if "code" not in places and said[0] and all(map(_WORDED.fullmatch, said[0])):
        return TwoCodes({"code": first, "text": second})
    if len(set(said[0])) * 2 <= len(set(said[1])):
        return TwoCodes({"group": first, "text": second})
    return None


def _holds_codes(below: Sequence[Line], place: int) -> bool:
    """Tell whether all that stands in a column are codes, as far as anything does."""
    texts = [line.cells[place].text.strip() for line in below if place in line.cells]
    return bool(texts) and sum(bool(_CODE.fullmatch(text)) for text in texts) * 2 > len(texts)
