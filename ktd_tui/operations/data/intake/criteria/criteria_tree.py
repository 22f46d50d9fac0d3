"""Which row of a criteria table stands under which, and the codes that tell them apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ktd_tui.i18n import N_
from ktd_tui.operations.data.import_rows import Run
from ktd_tui.rules.scoring.codes import as_code, depth, full_code, opens_group
from ktd_tui.rules.scoring.criterion_kinds import KindRules
from ktd_tui.rules.scoring.kinds.sections import CAPPED, GROUPS, SetSection
from ktd_tui.sheets.table_rows import TableRow
from ktd_tui.text import fold

ZERO = Decimal(0)


@dataclass
class CriteriaRow:
    """A row of the table on its way into the set.

    Attributes:
        kind: What it is said to be; None where the table does not say it.
        is_group: The table says that it is a group.
        under: The headings above it, the uppermost first.
    """

    row: TableRow
    code: str
    shown: str
    words: str
    maximum: Decimal | None
    kind: KindRules | None = None
    is_group: bool = False
    deep: int = 0
    under: tuple["CriteriaRow", ...] = ()
    below: list["CriteriaRow"] = field(default_factory=list)

    @property
    def has_dash(self) -> bool:
        """Whether a dash stands for its code: it is one of those under the row above."""
        return bool(self.shown) and not self.code

    @property
    def is_heading(self) -> bool:
        """Whether criteria stand under it, or would have to."""
        return self.is_group or bool(self.below)

    @property
    def section(self) -> SetSection:
        """The part of the set that it begins, as its words say."""
        return section_headed(self.words) if self.is_heading else GROUPS


_BEFORE = r"(?:(?:cac|nhung|phan|muc|noi dung|tieu chi|truong hop|duoc|bi|khung|quy dinh|tinh) )*"
"""What stands before such a heading and tells nothing: «Các nội dung trừ điểm»."""


def section_headed(words: str) -> SetSection:
    """Return the part of a set that a heading begins: «Điểm thưởng», «Nội dung trừ điểm», or the groups."""
    plain = fold(words)
    for section in CAPPED:
        either = "|".join(part for one in section.headings for part in (one, " ".join(one.split()[::-1])))
        if plain.startswith(section.headings) or re.match(rf"{_BEFORE}({either})( toi da|\s*\W|$)", plain):
            return section
    return GROUPS


UNNAMED = "Nhóm"
"""What a group is called that no row names, before its code."""
FLAT = "Tiêu chí chung"
"""The group of criteria that stand in none."""


def arrange(run: Run, rows: list[CriteriaRow]) -> None:
    """Put each row under the headings above it, by the depth of its code."""
    _find_headings(rows)
    above: list[CriteriaRow] = []
    last = 0
    for one in rows:
        under = one.code.islower() or one.has_dash
        if one.has_dash:
            one.deep = last + 1
        elif one.code:
            one.deep = depth(one.code, last)
        else:  # no codes at all: what has no points is a heading
            one.deep = 0 if one.is_group or one.maximum is None else 2
        last = last if under else one.deep
        above = _over(one, above)
        one.under = tuple(above)
        if above:
            above[-1].below.append(one)
        if one.kind is None:
            above = [*above, one]
    for one in rows:
        headed = section_headed(one.words) is not GROUPS or opens_group(one.code)
        unnumbered = not one.code and one.maximum is None
        one.is_group |= one.kind is None and not one.under and (headed or unnumbered)
    if not (run.asked.adds or any(one.is_heading or one.kind for one in rows)):
        _put_into_one(run, rows)


def _find_headings(rows: list[CriteriaRow]) -> None:
    """Find the headings among rows without codes that all have points: each is the sum of those below."""
    if any(one.code or one.kind or one.maximum is None for one in rows):
        return
    headings, left = [], ZERO
    for one in rows:
        points = one.maximum or ZERO
        if left == 0:
            headings.append(one)
            left = points
        else:
            left -= points
    if left == 0 and 2 * len(headings) <= len(rows):
        for one in headings:
            one.is_group = True


def _put_into_one(run: Run, rows: list[CriteriaRow]) -> None:
    """Put rows among which none is a heading into one group, or the groups of their codes, and tell it."""
    codes = list(dict.fromkeys(one.code.partition(".")[0] for one in rows))
    if len(codes) > 1 and all("." in one.code for one in rows):
        rows[:] = [one for code in codes for one in _grouped(run, rows, code)]
        return
    group = CriteriaRow(rows[0].row, "I", "I", FLAT, None, is_group=True, below=list(rows))
    for one in rows:
        one.under = (group,)
    rows.insert(0, group)
    run.note(rows[0].row, "text", N_("no row is the heading of a group: all stand in “I. {name}”"), name=FLAT)


def _grouped(run: Run, rows: Sequence[CriteriaRow], code: str) -> list[CriteriaRow]:
    """Return the rows of a group that only their codes tell, its heading first."""
    inside = [one for one in rows if one.code.partition(".")[0] == code]
    name = f"{UNNAMED} {code}"
    group = CriteriaRow(inside[0].row, code, code, name, None, is_group=True, below=inside)
    for one in inside:
        one.under = (group,)
    run.note(
        group.row, "code", N_("no row names the group {code}: it is called “{name}”"), code=code, name=name
    )
    return [group, *inside]


def _over(one: CriteriaRow, above: list[CriteriaRow]) -> list[CriteriaRow]:
    """Return the headings of those above a row that it stands under."""
    if one.is_group:
        return []
    if one.kind is not None and above and above[0].is_group:
        return above[:1]
    while above and above[-1].deep >= one.deep:
        above = above[:-1]
    return above


def give_codes(run: Run, rows: list[CriteriaRow]) -> None:
    """Number what has no code by its place, and let codes that begin anew in each group say their group."""
    _number(rows)
    written = {id(one): one.code for one in rows}
    coded = [one for one in rows if one.under or not one.is_heading]
    seen = {(id(one.under[-1]) if one.under else 0, one.code) for one in coded}
    places = Counter(code for _, code in seen)
    anew = {"a", *(_style(code) for code, count in places.items() if count > 1)}
    for one in (row for row in rows if row.under):
        above, was = one.under[-1].code, written[id(one.under[-1])]
        if was != above and one.code.startswith(f"{was}."):
            one.code = above + one.code.removeprefix(was)
        elif _style(one.code) in anew:
            one.code = full_code(above, one.code)
    for one in rows:
        if one.code != as_code(one.shown):
            run.note(
                one.row,
                "code" if one.shown else "text",
                N_("“{written}” is {code}"),
                written=one.shown or one.words,
                code=one.code,
            )


def _style(code: str) -> str:
    """Tell how a code is written: a number, a letter, or one that says its group."""
    return "." if "." in code else "a" if code.islower() else "1"


def _number(rows: list[CriteriaRow]) -> None:
    groups = 0
    for one in rows:
        if not one.under:
            groups += 1
            one.code = one.code or _roman(groups)
        for place, below in enumerate(one.below, 1):
            below.code = below.code or f"{one.code}.{place}"


def _roman(value: int) -> str:
    text = ""
    for letters, worth in (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)):
        text += letters * (value // worth)
        value %= worth
    return text
