"""Which kind of table a sheet is, and which column is what: recognised by the words of its head.

Heads are compared folded, without what stands in brackets, so «Điểm tối đa (*)» is «điểm tối đa».
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.sheets.cells import Cell, Line, RawSheet, where
from ktd_tui.text import fold

HEAD_WITHIN = 20
"""The head stands in one of so many first rows."""


class TableKind(StrEnum):
    """What a table tells, in the order in which it is recognised."""

    PEOPLE = "people"
    SCORES = "scores"
    REGISTRATIONS = "registrations"
    CRITERIA = "criteria"
    UNITS = "units"


class Column(NamedTuple):
    """A column of a kind of table.

    Attributes:
        head: What ktd writes over it.
        words: What else it is called, folded.
        weak: Called so where no other column is (STT).
        needed: Without it the table is not of this kind.
    """

    key: str
    head: str
    words: frozenset[str]
    weak: frozenset[str] = frozenset()
    needed: bool = False


def _column(key: str, head: str, words: str = "", *, weak: str = "", needed: bool = False) -> Column:
    also = frozenset(word.strip() for word in words.split(",") if word.strip())
    return Column(key, head, also | {_plain(head)}, frozenset(weak.split()), needed=needed)


def _plain(head: str) -> str:
    """Reduce a head to what is compared."""
    bare = re.sub(r"\([^)]*\)", " ", fold(head).replace("_", " "))
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


_UNIT = "ten don vi, don vi duoc cham, cuc vu, cuc vu don vi, unit"
_CODE = "ma, ma tieu chi, ma so, ky hieu, code"
_NUMBERS = "tt stt"
_POINTS = (
    "diem cham, diem tu cham, tu cham, diem cham cheo, cham cheo, diem khoi cham, khoi cham, so diem, points"
)
_TARGETS = "chi tieu, chi tieu dang ky, muc tieu, dang ky, target"
_TEXTS = "tieu chi, noi dung tieu chi, ten tieu chi, noi dung thi dua, text"
_MAXIMA = "diem chuan, toi da, thang diem, diem cao nhat, maximum"
COLUMNS: Mapping[TableKind, tuple[Column, ...]] = {
    TableKind.PEOPLE: (
        _column("name", "Họ và tên", "ho ten, ho va ten can bo, can bo, name", needed=True),
        _column("title", "Chức vụ", "chuc danh, chuc vu don vi, title"),
        _column("unit", "Đơn vị", _UNIT, needed=True),
        _column("heads", "Thủ trưởng", "thu truong don vi, la thu truong, head"),
    ),
    TableKind.SCORES: (
        _column("unit", "Đơn vị", _UNIT),
        _column("code", "Mã tiêu chí", _CODE, weak=_NUMBERS, needed=True),
        _column("points", "Điểm", _POINTS, needed=True),
        _column("reason", "Lý do", "ly do chenh lech, giai trinh, reason"),
        _column("scorer", "Đơn vị chấm", "nguoi cham, ben cham, scorer"),
        _column("year", "Năm", "nam thi dua, year"),
    ),
    TableKind.REGISTRATIONS: (
        _column("unit", "Đơn vị", _UNIT),
        _column("code", "Mã tiêu chí", _CODE, weak=_NUMBERS, needed=True),
        _column("text", "Nội dung đăng ký", _TARGETS, needed=True),
        _column("measure", "Biện pháp", "bien phap thuc hien, cach do, measure"),
        _column("due", "Thời hạn", "han, han hoan thanh, thoi gian hoan thanh, due"),
        _column("year", "Năm", "nam thi dua, year"),
    ),
    TableKind.CRITERIA: (
        _column("code", "Mã tiêu chí", _CODE, weak=_NUMBERS, needed=True),
        _column("text", "Nội dung", _TEXTS, needed=True),
        _column("maximum", "Điểm tối đa", _MAXIMA, needed=True),
        _column("sort", "Loại", "loai tieu chi, loai diem, sort"),
        _column("each", "Điểm mỗi lần", "moi lan, diem tru moi lan, each"),
        _column("bar", "Điểm liệt", "diem toi thieu, bar"),
        _column("rule", "Cách chấm", "huong dan cham, cach tinh, cach tinh diem, rule"),
    ),
    TableKind.UNITS: (
        _column("name", "Tên đơn vị", "don vi, ten cuc vu, cuc vu, cuc vu don vi, unit, name", needed=True),
        _column("short_name", "Tên viết tắt", "viet tat, ten ngan, ten goi tat, ky hieu, short name"),
        _column("city", "Địa bàn", "tinh thanh pho, tinh, thanh pho, tru so, dia diem, noi dat tru so, city"),
        _column("bloc", "Khối", "khoi thi dua, thuoc khoi, bloc"),
    ),
}  # fmt: skip


class TableRow(NamedTuple):
    """A row of a table: its cells by the columns' keys.

    Attributes:
        columns: What a person calls each column.
    """

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]

    def where(self, key: str = "") -> str:
        """Say the place of the row, or of one of its cells."""
        return where(self.sheet, self.number, self.columns.get(key, ""))


class ReadTable(NamedTuple):
    """A recognised table.

    Attributes:
        others: Keys of the columns that the caller asked for by their heads (units of a wide table).
        above: The lines above the head, where a form names itself.
        heads: What stands over each column.
    """

    kind: TableKind
    rows: tuple[TableRow, ...]
    others: tuple[str, ...]
    above: tuple[Line, ...]
    heads: Mapping[str, str]


class TableHead(NamedTuple):
    """A line that was recognised as a head: column by key."""

    kind: TableKind
    line: Line
    places: Mapping[str, int]


_TOTALS = {"tong", "tong cong", "cong", "tong diem", "tong so", "xep hang", "xep loai"}


def tables(
    sheets: tuple[RawSheet, ...], name: str, kind: TableKind | None, others: Mapping[str, str]
) -> list[ReadTable]:
    """Recognise the tables of a file; sheets that are none are passed over where one is.

    Args:
        sheets: The file's sheets.
        name: The file's name.
        kind: What to look for; None: whatever is there.
        others: Further columns of a table of scores, key by folded head: the units.

    Raises:
        Refused: No sheet has a head that is known, sheets tell different things, or a head is ambiguous.
    """
    found = [_table(sheet, head, others) for sheet in sheets if (head := _head(sheet, kind, set(others)))]
    if not found:
        raise Refused(_missing(kind), path=name, columns=_needed(kind), rows=HEAD_WITHIN)
    kinds = {table.kind for table in found}
    if len(kinds) > 1:
        raise Refused(
            N_("{path} tells several things: {kinds}. Say which with --kind."),
            path=name,
            kinds=", ".join(sorted(t(KINDS[one]) for one in kinds)),
        )
    return found


KINDS: Mapping[str, str] = {
    TableKind.PEOPLE: N_("people"),
    TableKind.SCORES: N_("scores"),
    TableKind.REGISTRATIONS: N_("registrations"),
    TableKind.CRITERIA: N_("criteria"),
    TableKind.UNITS: N_("units"),
}


def _missing(kind: TableKind | None) -> str:
    if kind is None:
        return N_(
            "{path}: what it tells was not recognised. The first {rows} rows need a row of heads, "
            "for example {columns}."
        )
    return N_("{path}: the first {rows} rows have no row with the heads {columns}.")


def _needed(kind: TableKind | None) -> str:
    if kind is None:
        return t("“Tên đơn vị”, or “Họ và tên” and “Đơn vị”, or “Mã tiêu chí” and “Điểm”")
    return ", ".join(f"“{column.head}”" for column in COLUMNS[kind] if column.needed)


def _head(sheet: RawSheet, kind: TableKind | None, others: set[str]) -> TableHead | None:
    """Find the head: the first line that has all that its kind needs."""
    for line in sheet.lines:
        if line.number > HEAD_WITHIN:
            break
        for one in (kind,) if kind else TableKind:
            places = _places(line, one, others)
            if all(c.key in places for c in COLUMNS[one] if c.needed):
                _check_head(sheet, line, places, one)
                return TableHead(one, line, places)
    return None


def _places(line: Line, kind: TableKind, others: set[str]) -> dict[str, int]:
    heads = {place: _plain(cell.text) for place, cell in line.cells.items()}
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        for words in (column.words, column.weak):
            found = [place for place, head in heads.items() if head in words]
            if found and column.key not in places:
                places[column.key] = found[0]
    if kind is TableKind.SCORES and "points" not in places:
        units = [place for place, head in heads.items() if head in others]
        if units:
            places["points"] = min(units)
    return places


def _check_head(sheet: RawSheet, line: Line, places: Mapping[str, int], kind: TableKind) -> None:
    for column in COLUMNS[kind]:
        same = [p for p, cell in line.cells.items() if _plain(cell.text) in column.words]
        if len(same) > 1:
            raise Refused(
                N_("{place}: two columns are both “{head}”. Keep one of them."),
                place=where(sheet.name, line.number, sheet.column(same[1])),
                head=column.head,
            )
    for place in places.values():
        if (line.number, place) in sheet.merged:
            raise Refused(
                N_("{place}: this head is merged over several columns. Give each column a head of its own."),
                place=where(sheet.name, line.number, sheet.column(place)),
            )


def _table(sheet: RawSheet, head: TableHead, others: Mapping[str, str]) -> ReadTable:
    places = dict(head.places)
    keys: list[str] = []
    if head.kind is TableKind.SCORES:
        keys = _unit_columns(sheet, head, others, places)
    names = {key: sheet.column(place) for key, place in places.items()}
    rows = []
    for line in sheet.lines:
        cells = {key: line.cells[place] for key, place in places.items() if place in line.cells}
        if line.number <= head.line.number or not cells or _is_total(line, cells):
            continue
        if line.hidden:
            # What nobody sees on the screen of the office program is not to be taken for seen.
            cells = {
                key: cell._replace(fault=N_("its row is hidden; show it or delete it"))
                for key, cell in cells.items()
            }
        rows.append(TableRow(sheet.name, line.number, cells, names))
    above = tuple(line for line in sheet.lines if line.number < head.line.number)
    heads = {key: head.line.cells[place].text for key, place in places.items()}
    return ReadTable(head.kind, tuple(rows), tuple(keys), above, heads)


def _unit_columns(
    sheet: RawSheet, head: TableHead, others: Mapping[str, str], places: dict[str, int]
) -> list[str]:
    keys: list[str] = []
    if _plain(head.line.cells[places["points"]].text) not in others:
        return keys
    del places["points"]
    for place, cell in sorted(head.line.cells.items()):
        key = others.get(_plain(cell.text))
        if key in keys:
            raise Refused(
                N_("{place}: two columns are both “{head}”. Keep one of them."),
                place=where(sheet.name, head.line.number, sheet.column(place)),
                head=cell.text,
            )
        if key:
            keys.append(key)
            places[key] = place
    return keys


def _is_total(line: Line, cells: Mapping[str, Cell]) -> bool:
    """Tell a line of sums: nothing is read from it."""
    return "code" not in cells and any(_plain(cell.text) in _TOTALS for cell in line.cells.values())


def plain_head(head: str) -> str:
    """Reduce a head to what ``others`` of ``tables`` is asked by."""
    return _plain(head)
