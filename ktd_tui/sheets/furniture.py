"""What stands in a sheet beside its data, told by how offices write it: titles, sums, notes, signatures."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from ktd_tui.i18n import N_, plural, t
from ktd_tui.sheets.cells import Line, RawSheet, where
from ktd_tui.sheets.columns import plain_head
from ktd_tui.sheets.head_words import MAXIMA
from ktd_tui.text import fold


class Why(StrEnum):
    """Why something in a file is not read."""

    HIDDEN_SHEET = "hidden-sheet"
    HIDDEN_COLUMN = "hidden-column"
    HIDDEN_ROW = "hidden-row"
    NOT_CHOSEN = "not-chosen"
    OTHER_TABLE = "other-table"
    NO_TABLE = "no-table"
    TITLE = "title"
    HEAD = "head"
    NUMBERS = "numbers"
    AGAIN = "head-again"
    TOTAL = "total"
    RANK = "rank"
    NOTE = "note"
    SIGNATURE = "signature"
    AFTER = "after-the-table"
    EMPTY = "nothing-read"
    SERIAL = "serial"
    MARKED = "marked"
    COMPUTED = "computed"
    OTHER_LAYER = "other-layer"
    LEFT_OUT = "left-out"
    GROUP = "group"
    HEADING = "heading"
    MAXIMA = "maxima"
    NO_CODE = "no-code"
    BLANK = "blank"
    UNKNOWN = "unknown-head"
    OF_OTHERS = "of-other-tables"
    NUMBERS_UNKNOWN = "numbers-unknown"
    NO_CRITERION = "no-criterion"
    NO_HEAD = "no-head"
    COMMENT = "comment"
    TEXT_BOX = "text-box"


WHY = {
    Why.HIDDEN_SHEET: N_("the sheet is hidden"),
    Why.HIDDEN_COLUMN: N_("the column is hidden"),
    Why.HIDDEN_ROW: N_("the row is hidden"),
    Why.NOT_CHOSEN: N_("another sheet was chosen"),
    Why.OTHER_TABLE: N_("another table was chosen"),
    Why.NO_TABLE: N_("no row of heads that is known"),
    Why.TITLE: N_("title above the table"),
    Why.HEAD: N_("head of the table"),
    Why.NUMBERS: N_("numbers of the columns"),
    Why.AGAIN: N_("the head once more"),
    Why.TOTAL: N_("a sum"),
    Why.RANK: N_("ranks and means follow from the points"),
    Why.NOTE: N_("a note"),
    Why.SIGNATURE: N_("signature"),
    Why.AFTER: N_("stands below the table"),
    Why.EMPTY: N_("nothing in the columns that are read"),
    Why.SERIAL: N_("numbers of the rows"),
    Why.MARKED: N_("what is read of it is only whether anything stands there"),
    Why.COMPUTED: N_("it follows from other columns"),
    Why.OTHER_LAYER: N_("points of another layer"),
    Why.LEFT_OUT: N_("left out as was asked"),
    Why.GROUP: N_("the heading of a group"),
    Why.HEADING: N_("a heading among the rows"),
    Why.MAXIMA: N_("the most points that can be given"),
    Why.NO_CODE: N_("it has no code and no points"),
    Why.BLANK: N_("no points stand there; what is there stays"),
    Why.UNKNOWN: N_("the head is not known"),
    Why.OF_OTHERS: N_("a column of other tables"),
    Why.NUMBERS_UNKNOWN: N_("the head is not known; numbers stand under it"),
    Why.NO_CRITERION: N_("points, but no criterion: write its code over them"),
    Why.NO_HEAD: N_("nothing stands over it"),
    Why.COMMENT: N_("a comment on the cell: what counts has to stand in a cell"),
    Why.TEXT_BOX: N_("a box of text: what counts has to stand in a cell"),
}
PLAIN = frozenset({Why.TITLE, Why.HEAD, Why.NUMBERS, Why.AGAIN, Why.SERIAL, Why.GROUP, Why.BLANK})
"""What every sheet has and nobody misses."""


class Passed(NamedTuple):
    """Something in a file that is not read.

    Attributes:
        text: What stands there.
        rows: The first and the last of the rows, where it is rows.
        column: The column from 0, where it is one.
    """

    where: str
    text: str
    why: Why
    sheet: str = ""
    rows: tuple[int, int] | None = None
    column: int | None = None


def rows_passed(sheet: RawSheet, lines: Iterable[tuple[Line, Why]]) -> Iterator[Passed]:
    """Yield what rows are passed over, neighbours with one reason together."""
    runs: list[tuple[list[Line], Why]] = []
    follows = {later.number: line.number for line, later in pairwise(sheet.lines)}
    for line, why in lines:
        if runs and runs[-1][1] is why and runs[-1][0][-1].number == follows.get(line.number):
            runs[-1][0].append(line)
        else:
            runs.append(([line], why))
    for of, why in runs:
        first, last = of[0].number, of[-1].number
        place = where(sheet.name, first)
        if first != last:
            place = t("{sheet}, rows {first}–{last}", sheet=sheet.name, first=first, last=last)
        yield Passed(place, line_told(of[0]), why, sheet.name, (first, last))


def column_passed(sheet: RawSheet, place: int, head: str, why: Why) -> Passed:
    """Return a column that is passed over."""
    said = t("{sheet}, column {column}", sheet=sheet.name, column=sheet.column(place))
    return Passed(said, head, why, sheet.name, None, place)


def remarks_passed(sheet: RawSheet) -> Iterator[Passed]:
    """Yield what stands on a sheet beside its cells: the first few of it, and how many more there are."""
    few = 5
    for why, on_cell in ((Why.COMMENT, True), (Why.TEXT_BOX, False)):
        of = [one for one in sheet.remarks if one.on_cell is on_cell]
        for one in of[:few]:
            yield Passed(one.where, shortened(one.text), why, sheet.name)
        if (more := len(of) - few) > 0:
            yield Passed(sheet.name, plural("… and {n} more", "… and {n} more", more), why, sheet.name)


def line_told(line: Line) -> str:
    """Return the texts of a line, shortened."""
    return shortened(" | ".join(cell.text for _, cell in sorted(line.cells.items())))


def shortened(text: str) -> str:
    """Return as much of a text as a line of a terminal has room for."""
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004  # a line of a terminal


_TOTAL = re.compile(
    r"tong cong(?! ty\b).*|tong diem.*"
    r"|(tong so|tong|cong)( co)? \d+ .*"
    r"|(tong|cong)( (so diem|so|diem))?( (cac )?(nhom|muc|phan|tieu chi))*( ([ivx]+|[a-h]|\d+))*"
)
_RANKS = {"xep hang", "xep loai", "hang", "thu hang", "xep thu", "vi thu", "ket qua xep loai", "phan loai"}
_MEANS = re.compile(r"(diem )?(trung binh|binh quan|tb|cao nhat|thap nhat)( (chung|toan|cua)( .*)?)?")
_NOTES = (
    "ghi chu", "luu y", "chu thich", "chu giai", "nguon", "(*)", "* ", "**",
    "danh sach nay ", "danh sach gom ", "danh sach co ", "an dinh ", "bang nay ",
)  # fmt: skip
_SIGNS = re.compile(
    r"noi nhan ?:?.*|"
    r"(.*, ?)?ngay [\d.…_ ]+ ?(/|thang)[\d.…_ ]+.*nam.*"
    r"|([^:]*, ?)?ngay [\d.…_ ]+[/-][\d.…_ ]+[/-] ?[\d.…_]{2,}"
    r"|(nguoi|can bo) (lap|tong hop|cham|kiem tra|phu trach)( bieu| bang| diem)?( ?:.*)?"
    r"|(q\.? ?)?(thu truong|khoi truong|truong khoi|cum truong|truong cum|chu tich|to truong|giam doc"
    r"|cuc truong|vu truong|truong ban|truong phong|chanh van phong|thu ky)( .*)?"
    r"|(tm|kt|tl|tuq)\b.*|\(?ky( ten)?,.*"
    r"|\(ky.*\)|xac nhan( cua)? .*|dai dien (don vi|khoi|cum|lanh dao|cac).*"
)
_MARKED = {"hang": "hạng", "cong": "cộng", "tong": "tổng"}
"""Words that are given names, too, with other marks: Hằng, Công."""
_NUMBER_CELL = re.compile(r"[(\[]?(\d{1,2}|[a-h])[)\]]?( ?= ?.*)?", re.IGNORECASE)


def is_total(text: str) -> bool:
    """Tell whether a cell says that its row is a sum; «Tổng cục …» and «Cộng tác …» are not."""
    return (
        bool(_TOTAL.fullmatch(plain_head(text))) and not _is_given_name(text) and "công" not in text.lower()
    )


def _is_given_name(text: str) -> bool:
    """Tell whether a cell is a word of a table's foot but for its marks: «Hằng», «Công»."""
    said = re.sub(r"[\W\d_]", "", text.casefold())
    return (foot := fold(said)) in _MARKED and said not in (foot, _MARKED[foot])


def is_rank(text: str) -> bool:
    """Tell whether a cell says that its row has the ranks."""
    return plain_head(text) in _RANKS and not _is_given_name(text)


def is_mean(text: str) -> bool:
    """Tell whether what a row begins with says that it has means, the most or the least: «Bình quân»."""
    return bool(_MEANS.fullmatch(plain_head(text)))


def is_note(text: str) -> bool:
    """Tell whether a cell is a note below a table, or begins one: «Ghi chú: …», «(Danh sách gồm …)»."""
    plain = fold(text).lstrip("- ").strip()
    whole = plain.startswith("(") and plain.endswith((")", ").", ")./.")) and " " in plain
    return whole or plain.startswith(_NOTES) or plain.endswith("./.")


def is_one_more(text: str) -> bool:
    """Tell whether a line under a note or a sum is one more note: «- Không quá 5 điểm», «1. Điểm …»."""
    numbered = re.match(r"\s*\(?\d{1,2}[.)]\s+\S", text) and not text.isupper()
    return text.lstrip().startswith(("-", "–", "+", "*", "(", "•")) or bool(numbered)


def is_maxima(text: str) -> bool:
    """Tell whether a cell says that its row, among units, has the most points of each criterion."""
    return plain_head(text) in MAXIMA


def is_signature(line: Line) -> bool:
    """Tell whether a line is of the block where people sign: every cell of it says so."""
    return all(_SIGNS.fullmatch(fold(cell.text).strip()) for cell in line.cells.values())


def is_number_row(line: Line, words: frozenset[int]) -> bool:
    """Tell whether a line below the head numbers the columns: «A B 1 2», «(1) (2) (3)».

    Args:
        words: The columns in which data has words.
    """
    cells = [cell.text for _, cell in sorted(line.cells.items())]
    found = [_NUMBER_CELL.fullmatch(text) for text in cells]
    if len(cells) < 2 or not all(found):  # noqa: PLR2004  # one alone numbers nothing
        return False
    marks = [one[1].lower() for one in found if one]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    begins = [chr(ord("a") + n) for n in range(len(marks) - len(numbers))]
    follows = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    if not follows or [mark for mark in marks if not mark.isdigit()] != begins:
        return False
    said = any("(" in text or "[" in text for text in cells) or bool(words & set(line.cells))
    # Two cells without brackets, where data has no words, are a code and its points.
    return said or (bool(begins) and len(cells) > 2)  # noqa: PLR2004  # as said
