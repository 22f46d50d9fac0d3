"""Finds the head of a table: one to three lines, merged or not, in which the columns of its kind stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import Box, Line, RawSheet, where
from ktd_tui.sheets.columns import COLUMNS, Column, TableKind, plain_head
from ktd_tui.sheets.head_parts.codes import codes_in_two
from ktd_tui.sheets.head_parts.implied import heads_of_units, implied, is_row
from ktd_tui.sheets.head_parts.marked import marked_columns
from ktd_tui.sheets.head_parts.reasons import each_with_reason
from ktd_tui.sheets.head_parts.receivers import who_and_where
from ktd_tui.sheets.head_parts.settled import only_exact, settled, without_code
from ktd_tui.sheets.head_parts.targets import what_and_how_much
from ktd_tui.sheets.head_parts.texts import texts_over
from ktd_tui.sheets.head_words import MAXIMA, SERIALS, UNIT_WORDS
from ktd_tui.sheets.points_columns import Known, PointsColumn, alike, head_ways, hold_targets, points_columns

SPAN = 3
"""Lines of a head at most."""
LOOK = 60
"""Lines under a head that are looked at to see what a column holds."""


class TableHead(NamedTuple):
    """Lines that were recognised as a head.

    Attributes:
        places: Column by key.
        points: The columns of points of a table of scores; of a table of registrations, those of what a unit,
            or every unit against a criterion, registers.
        joined: Further columns of a key, which its cells are joined with (family and given name).
        texts: What stands over each column, from the upper line down.
        marks: The columns of a key in which a mark stands for what their heads say.
    """

    kind: TableKind
    lines: tuple[Line, ...]
    places: Mapping[str, int]
    points: tuple[PointsColumn, ...]
    joined: Mapping[str, tuple[int, ...]]
    texts: Mapping[int, tuple[str, ...]]
    marks: Mapping[str, Mapping[int, str]] = {}

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.lines[-1].number

    @property
    def score(self) -> int:
        """How much of it was recognised."""
        return len({*self.places.values(), *(one.place for one in self.points), *self.marked})

    @property
    def marked(self) -> frozenset[int]:
        """The columns of marks."""
        return frozenset(place for of in self.marks.values() for place in of)

    @property
    def taken(self) -> frozenset[int]:
        """The columns that are read."""
        more = {place for places in self.joined.values() for place in places}
        more |= {one.reason for one in self.points if one.reason is not None}
        return frozenset({*self.places.values(), *(one.place for one in self.points), *more})

    @property
    def lists_criteria(self) -> bool:
        """Whether its rows are criteria, or points of them: a heading there is the group's."""
        return self.kind in (TableKind.SCORES, TableKind.CRITERIA, TableKind.REGISTRATIONS)

    @property
    def names_points(self) -> bool:
        """Whether the heads of its points say whose they are, or of which criterion."""
        return any(one.unit or one.code for one in self.points)

    @property
    def known_points(self) -> int:
        """How many columns of points are not under names that nobody bears."""
        return sum(not one.strange for one in self.points)

    def head(self, place: int) -> str:
        """Return what stands over a column."""
        return " / ".join(self.texts.get(place, ()))


def find_head(
    sheet: RawSheet, lines: Sequence[Line], start: int, known: Known, kinds: Iterable[TableKind]
) -> TableHead | None:
    """Return the head that begins with a line, None where none does.

    Raises:
        Refused: It is one, but two of its columns are the same.
    """
    for kind in kinds:
        found = [
            head
            for span in range(1, SPAN + 1)
            if (head := _head(sheet, lines, (start, span), known, kind)) and _is_whole(sheet, head)
        ]
        # What stands above adds nothing to a head: a title, or a row of the table before.
        tries = range(1, SPAN) if found and not _reaches_down(sheet, lines[start]) else ()
        lower = [_head(sheet, lines, (start + 1, span), known, kind) for span in tries]
        found = [
            head
            for head in found
            if not any(low and low.last == head.last and _says_as_much(low, head) for low in lower)
        ]
        if found:
            # A head that names units or criteria says more than the one word «Điểm» over all of them.
            best = max(found, key=lambda head: _says_most(sheet, head))
            _check_head(sheet, best, lines[start + len(best.lines) :])
            return best
    return None


def _says_as_much(low: TableHead, head: TableHead) -> bool:
    """Tell whether the lower lines of a head are enough; not where units stand over «Tự chấm»."""
    units = len({one.unit for one in head.points} - {""})
    return low.score >= head.score and (units <= 1 or len({one.unit for one in low.points}) >= units)


def _says_most(sheet: RawSheet, head: TableHead) -> tuple[int, bool, int, int, int]:
    """Return how much a head says; one that ends with merged names has its other line below."""
    last = head.lines[-1].number
    shared = sum(any(_covers(box, last, one.place) for box in sheet.boxes) for one in head.points)
    return head.score, head.names_points, head.known_points, -shared, -len(head.lines)


def _is_whole(sheet: RawSheet, head: TableHead) -> bool:
    """Tell whether no cell of the head reaches further down than it."""
    first = head.lines[0].number
    return all(
        box.bottom <= head.last for box in sheet.boxes if box.top == first and box.bottom - first < SPAN
    )


def _reaches_down(sheet: RawSheet, line: Line) -> bool:
    """Tell whether a cell of a line is merged with those below it: it begins a head of several lines."""
    return any(box.top == line.number < box.bottom and box.left in line.cells for box in sheet.boxes)


def _head(
    sheet: RawSheet, lines: Sequence[Line], at: tuple[int, int], known: Known, kind: TableKind
) -> TableHead | None:
    start, span = at
    block = tuple(lines[start : start + span])
    if len(block) < span or _apart(sheet, block):
        return None
    texts, depth = texts_over(sheet, block)
    places = _places(texts, kind)
    below = lines[start + span : start + span + LOOK]
    coded = codes_in_two(sheet, block, (places, texts), below)
    places = {**places, **coded.places}
    if kind in (TableKind.SCORES, TableKind.REGISTRATIONS):
        at_line = {place: block[deep].number for place, deep in depth.items()}
        taken = {**_places(texts, TableKind.SCORES), **coded.places}
        points = points_columns(texts, at_line, taken, known, below)
        if kind is TableKind.SCORES:
            points, places = each_with_reason(texts, points, places)
        across = bool(points) and bool(points[0].unit or points[0].code)
        asked = known.kind is TableKind.REGISTRATIONS and across
        targets = asked or (known.kind is not TableKind.SCORES and hold_targets(points, below))
        return _across(TableHead(kind, block, places, points, coded.joined, texts), targets=targets)
    joined = _joined(sheet, block, places) if kind is TableKind.PEOPLE else dict(coded.joined)
    if "family" in places and "given" in places and "name" not in places:
        joined = {"name": (places["given"],)}
        places["name"] = places["family"]
    places.pop("family", None)
    places.pop("given", None)
    key = {TableKind.PEOPLE: "honorific", TableKind.AIMS: "aim"}.get(kind, "")
    marks = {key: of} if key and key not in places and (of := marked_columns(kind, texts, known)) else {}
    if is_row(block[-1], places) or (kind is TableKind.PEOPLE and heads_of_units(texts, places)):
        return None
    others = _places(texts, TableKind.ACTIVITIES) if kind is TableKind.PARTS else {}
    there = {**places, **marks, **dict.fromkeys(implied(kind, {*places}, {*others}, lines[:start]), 0)}
    return TableHead(kind, block, places, (), joined, texts, marks) if _has_needed(kind, there) else None


def _apart(sheet: RawSheet, block: tuple[Line, ...]) -> bool:
    """Tell whether anything but hidden lines stands, or nothing is, between the lines of a head."""
    first, last = block[0].number, block[-1].number
    if last - first < len(block):
        return False
    return last - first - sum(first < line.number < last and line.hidden for line in sheet.lines) >= len(
        block
    )


def _has_needed(kind: TableKind, places: Mapping[str, object]) -> bool:
    return all(column.key in places for column in COLUMNS[kind] if column.needed)


def _across(head: TableHead, *, targets: bool) -> TableHead | None:
    """Return the head of a table of points, or of targets, which units or criteria may stand across."""
    if head.kind is TableKind.SCORES:
        return None if targets else _of_points(head)
    if not targets:
        there = without_code(head.kind, head.places, head.texts)
        return head._replace(points=()) if _has_needed(head.kind, there) else None
    across = {one.place for one in head.points}
    beside = {key: place for key, place in head.places.items() if place not in across and key != "text"}
    return head._replace(places=beside)


def _of_points(head: TableHead) -> TableHead | None:
    places, points = dict(head.places), head.points
    if points and points[0].code:
        places.pop("code", None)
    over = (of for of in head.texts.values() if plain_head(of[0]) in UNIT_WORDS)
    if any(MAXIMA & set(map(plain_head, of[1:])) for of in over):
        return None  # «Điểm tối đa» under «Đơn vị»: a row below the head
    by_text = "text" in places and bool(points and (points[0].unit or {"maximum", "unit"} & set(places)))
    if not points or not ("code" in places or points[0].code or by_text):
        return None
    places.pop("points", None)
    return head._replace(places=places)


def _places(texts: Mapping[int, tuple[str, ...]], kind: TableKind) -> dict[str, int]:
    ways = {place: head_ways(of) for place, of in texts.items()}
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        for words in (column.words, column.weak):
            found = [
                place
                for place, of in ways.items()
                if set(of[:3]) & words and not texts[place][-1].endswith(":")  # «Đơn vị:» is a title
            ]
            if found and column.key not in places:
                places[column.key] = only_exact(found, texts, words)[0]
    places = settled(kind, places)
    places.pop("" if "head" in places else "head_office", None)  # it is nobody's
    places = what_and_how_much(ways, places) if kind is TableKind.REGISTRATIONS else places
    return who_and_where(ways, places) if kind is TableKind.DECISIONS else places


def _joined(
    sheet: RawSheet, block: tuple[Line, ...], places: Mapping[str, int]
) -> dict[str, tuple[int, ...]]:
    """Return the columns beside «Họ và tên» that its head is merged over: family and given name apart."""
    place = places.get("name", -1)
    over = (b for b in sheet.boxes if b.left == place and b.top <= block[-1].number <= b.bottom)
    last = next((box.right for box in over if box.right > place), place)
    return {"name": tuple(range(place + 1, last + 1))} if last > place else {}


def _check_head(sheet: RawSheet, head: TableHead, below: Sequence[Line]) -> None:
    line = head.lines[-1]
    for column in COLUMNS[head.kind]:
        others = {place for key, place in head.places.items() if key != column.key}
        named = [p for p, of in head.texts.items() if set(head_ways(of)[:3]) & column.words]
        same = only_exact([p for p in named if p not in others], head.texts, column.words)
        if column.key == "points" and head.points:
            same = alike(head.points)
        if len(same) > 1 and column.key in {*head.places, "points"}:
            raise Refused(
                N_(
                    "{place}: two columns are both “{head}”. Keep one of them; "
                    "of two tables side by side, put one below the other."
                ),
                place=where(sheet.name, line.number, sheet.column(same[1])),
                head=_label(column, head, same[1]),
            )
    for key, place in (*head.places.items(), *(("points", one.place) for one in head.points)):
        box = next((b for b in sheet.boxes if _covers(b, line.number, place)), None)
        if box and key not in head.joined and _is_filled(box, below):
            raise Refused(
                N_("{place}: this head is merged over several columns. Give each column a head of its own."),
                place=where(sheet.name, line.number, sheet.column(place)),
            )


def _is_filled(box: Box, below: Sequence[Line]) -> bool:
    """Tell whether anything stands under a merged head beside its first column, down to a blank line."""
    last = box.bottom
    for line in below:
        if line.number > max(last, box.bottom) + 1:
            break
        last = line.number
        if any(box.left < place <= box.right for place in line.cells):
            return True
    return False


def _label(column: Column, head: TableHead, place: int) -> str:
    return head.texts[place][-1] if column.key == "points" and head.points[0].unit else column.head


def _covers(box: Box, line: int, place: int) -> bool:
    return box.top <= line <= box.bottom and box.left == place < box.right


def serials(head: TableHead) -> Iterator[int]:
    """Yield the columns that number the rows."""
    for place, texts in head.texts.items():
        if place not in head.taken and set(head_ways(texts)) & SERIALS:
            yield place
