"""Which columns hold points: one, one a layer, one a unit, one a criterion."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from ktd_tui.sheets.cells import Line
from ktd_tui.sheets.columns import COLUMNS, HEAD_WORDS, TableKind, plain_head
from ktd_tui.sheets.furniture import is_note, is_number_row, is_signature
from ktd_tui.sheets.head_words import COMPUTED, LAYER_WORDS, SERIALS
from ktd_tui.sheets.unit_names import written_names
from ktd_tui.text import fold, in_short, plain_name
from ktd_tui.words import NO_POINTS, bare_number

FEW = 2
"""So many columns with unknown heads and numbers under them are units that nobody knows."""
_CODE = re.compile(r"[IVX]{1,5}\.\d+(\.\d+)*|[A-Z]\.?\d+(\.\d+)*|\d+\.\d+(\.\d+)*")
_CODED = (
    r"(?i)^(?:điểm (?:của )?(?=tc|tiêu chí))?(?:tc(?=\d)|(?:tc|tiêu chí|mục|nội dung|mã)\s+(?:số\s*)?)"
    r"(?=[ivx]+\b|[a-z]?\d)"
)
"""What stands before a code that heads a column."""
_NUMBER = re.compile(r"[-+−–]?\s*\d+([.,]\d+)?\s*(đ|điểm)?")
_POINTS = re.compile(r"[~≈]?\s*(đạt )?[-+]?\s*\d+([.,]\d+)?\s*(đ|điểm\b.*|\*+|\(.*\)|/.*)?")
"""What is meant as points, though they may have to be written otherwise: «17*», «18 điểm/20»."""

_WORDS = next(column for column in COLUMNS[TableKind.SCORES] if column.key == "points").words
_WHO = r"(khoi|cum|hoi dong)( thi dua( khen thuong)?)?"
_SCORED = re.compile(
    rf"((so )?diem |ket qua )?(do |cua )?(({_WHO}|don vi) )?(tu )?(cham|danh gia|tham dinh)( cheo)?( diem)?"
    rf"( cua ({_WHO}|don vi|co quan))?"
    rf"|diem (do |cua )?{_WHO}|(diem )?cheo"
    r"|(so )?diem( thi dua| thuc te)?( dat| dat duoc| duoc| nhan duoc| de nghi| de xuat| thong nhat)?"
    r"|diem so|ket qua diem"
)
"""Heads of points in words, folded."""
_NO_UNITS = (
    *("điểm", "số ", "tỷ lệ", "tỉ lệ", "năm ", "ghi chú", "stt", "tổng", "kết quả"),
    *("điện thoại", "đt", "sđt", "di động", "fax", "ngày ", "mã "),
)
_POINTS_OF = "(?:Điểm|ĐIỂM|điểm) (?:của )?(?!NĂM|TỐI|CHUẨN|TRUNG|XẾP|TRỪ|CỘNG|THƯỞNG)[A-ZĐ]"
"""A name behind the word: «Điểm Sở A»."""
"""How heads begin that have numbers under them and are no unit's."""


class Known(NamedTuple):
    """What the data knows that heads may name.

    Attributes:
        units: Names of units as ``plain_name`` and as ``in_short`` have them.
        codes: Codes of criteria.
        layers: Codes of the year's layers by their names, folded.
        titles: Names of the council's titles, as ``plain_name`` has them.
        kind: What the person says that the table tells.
        texts: Codes of the criteria by what they say, as ``plain_name`` has it.
    """

    units: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    layers: Mapping[str, str] = {}
    texts: Mapping[str, str] = {}
    titles: frozenset[str] = frozenset()
    kind: TableKind | None = None


class PointsColumn(NamedTuple):
    """A column of points.

    Attributes:
        unit: Whose points, as the head says; empty: another column says it.
        code: Of which criterion, as the head says; empty: another column says it.
        layer: The code of the layer of scores, where the head says it.
        at: The line in which its head stands.
        strange: Nobody bears the unit's name.
        reason: The column of reasons that stands beside it, where each column of points has its own.
    """

    place: int
    at: int
    unit: str = ""
    code: str = ""
    layer: str = ""
    strange: bool = False
    reason: int | None = None


def head_ways(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return in what ways the head of a column may be read, the lowest line first."""
    heads = [plain_head(text) for text in texts]
    ways = [heads[-1], " ".join(heads), " ".join(reversed(heads)), *reversed(heads[:-1])]
    return tuple(dict.fromkeys(ways))


def points_columns(
    texts: Mapping[int, tuple[str, ...]],
    at: Mapping[int, int],
    places: Mapping[str, int],
    known: Known,
    below: Sequence[Line],
) -> tuple[PointsColumn, ...]:
    """Find the columns of points: one, one a layer, one a unit, one a criterion."""
    free = {
        place: of
        for place, of in texts.items()
        if place not in places.values() or place == places.get("points")
    }
    layers = {place: _layer(of, known.layers) for place, of in free.items()}
    named = {f"{before}{name}" for name in known.layers for before in ("", "diem ")}
    worded = {p for p, of in free.items() if any(_is_points(way, named) for way in head_ways(of)[:3])}
    strange = [p for p, of in free.items() if p not in worded and has_numbers(of, p, below)]
    if {"code", "text"} & set(places):
        units = {
            p: name
            for p, of in free.items()
            if (name := _named(of, known.units)) and not _stands_beside(of, name, named)
        }
        nobody = [p for p in strange if p not in units]
        nobody += [
            p for p in free if units and p not in units and p not in nobody and _like_unit(free[p], known)
        ]
        listed = "code" in places and "points" not in places and {"text", "maximum"} & set(places)
        if units or (listed and len(nobody) >= FEW):
            both = units | {place: texts[place][-1] for place in nobody}
            return tuple(
                PointsColumn(p, at[p], unit=both[p], layer=layers[p], strange=p not in units)
                for p in sorted(both)
            )
    strong = "code" in places and not set(head_ways(texts[places["code"]])) & SERIALS
    codes = {p: code for p, of in free.items() if (code := _coded(_without_layer(of, named), known))}
    if "unit" in places and not strong and (codes or not worded):
        codes |= {p: texts[p][-1] for p in strange if codes and p not in codes}  # told as a code that is none
        return tuple(PointsColumn(p, at[p], code=codes[p], layer=layers[p]) for p in sorted(codes))
    return tuple(PointsColumn(place, at[place], layer=layers[place]) for place in free if place in worded)


def _without_layer(texts: tuple[str, ...], named: Collection[str]) -> tuple[str, ...]:
    """Return a head without the line that says whose points of a criterion stand under it."""
    return texts[:-1] if len(texts) > 1 and _is_points(plain_head(texts[-1]), named) else texts


def hold_targets(of: Sequence[PointsColumn], below: Sequence[Line]) -> bool:
    """Tell whether what stands under heads of units or criteria are targets in words, no points: «100%»."""
    if not of or not (of[0].unit or of[0].code):
        return False
    lines = [line for line in takewhile(lambda line: not _ends(line), below) if not _heads(line)]
    cells = [line.cells[one.place] for line in lines for one in of if one.place in line.cells]
    sound = [cell.text.strip() for cell in cells if not cell.fault]
    told = [text for text in sound if text.lower() not in NO_POINTS]
    numbers = sum(bool(_POINTS.fullmatch(bare_number(text))) or "/" in text for text in told)
    return len(told) > 2 * numbers


def _ends(line: Line) -> bool:
    """Tell whether a table ends with a line: a note, a signature."""
    return is_signature(line) or (len(line.cells) == 1 and is_note(line.cells[min(line.cells)].text))


def _heads(line: Line) -> bool:
    """Tell whether a line has no data, but numbers of columns, or the heads of another table."""
    words = sum(plain_head(cell.text) in HEAD_WORDS for cell in line.cells.values())
    return words >= FEW or is_number_row(line, frozenset())


def _stands_beside(texts: tuple[str, ...], unit: str, named: Collection[str]) -> bool:
    """Tell whether a column under a unit's name has something beside its points: «Ghi chú», «Tỷ lệ %»."""
    last = plain_head(texts[-1])
    if texts[-1] == unit or _is_points(last, named):
        return False
    return last in HEAD_WORDS | COMPUTED or texts[-1].casefold().startswith(_NO_UNITS) or last == "ghi chu"


def _is_points(head: str, named: Collection[str]) -> bool:
    """Tell whether points stand under a head: «Điểm», «Khối thi đua đánh giá», a layer's own name."""
    return head in _WORDS or head in named or bool(_SCORED.fullmatch(head))


def _layer(texts: tuple[str, ...], named: Mapping[str, str]) -> str:
    return next((layer for text in reversed(texts) if (layer := layer_told(text, named))), "")


def layer_told(text: str, named: Mapping[str, str]) -> str:
    """Return whose points a head or a title is about, empty where it does not say it.

    Args:
        named: Codes of the year's layers by their names, folded; they come before what is usual.
    """
    words = (*named.items(), *LAYER_WORDS)
    return next((layer for name, layer in words if name in fold(text)), "")


def is_unit(text: str, units: Collection[str]) -> bool:
    """Tell whether a text is a unit's name, as tables write them."""
    return any({plain_name(way.name), in_short(way.name)} & set(units) for way in written_names(text))


def _named(texts: tuple[str, ...], units: frozenset[str]) -> str:
    return next((text for text in reversed(texts) if is_unit(text, units)), "")


def _like_unit(texts: tuple[str, ...], known: Known) -> bool:
    """Tell whether a head that nobody bears begins as the names of units do: «Vụ …» beside «Vụ Thư ký»."""
    word = plain_name(texts[-1]).partition(" ")[0]
    named = plain_head(texts[-1]) not in HEAD_WORDS | COMPUTED
    return named and bool(word) and any(unit.partition(" ")[0] == word for unit in known.units)


def _coded(texts: tuple[str, ...], known: Known) -> str:
    """Return the code that heads a column; under the head of a group a bare number is of that group."""
    codes = {code.upper(): code for code in known.codes}
    whole = texts[-1].strip()
    last = whole if whole.rstrip(".)").upper() in codes else re.sub(_CODED, "", whole)
    leaf = last.rstrip(".)").upper()
    above = [re.match(r"(?:nhom |muc |phan )?([ivx]+|[a-h]|\d+)\b", plain_head(text)) for text in texts[:-1]]
    group = next((found[1].upper() for found in reversed(above) if found), "")
    first = re.split(r"[\s:(-]", last, maxsplit=1)[0].strip(".)").upper()
    behind = re.search(r"\(([^()]+)\)$", whole)  # «Sáng kiến (TC 3)»
    last = re.sub(_CODED, "", behind[1].strip()).rstrip(".)").upper() if behind else ""
    found = next((codes[code] for code in (leaf, f"{group}.{leaf}", first, last) if code in codes), "")
    said = plain_name(re.sub(r"\([^)]*\)", " ", texts[-1]))
    return found or known.texts.get(said, "") or (leaf if not codes and _CODE.fullmatch(leaf) else "")


def has_numbers(texts: tuple[str, ...], place: int, below: Sequence[Line]) -> bool:
    """Tell whether a column of unknown head may hold points: numbers, and a head that is no other's."""
    heads = set(head_ways(texts)[:1])
    called = texts[-1].casefold().startswith(_NO_UNITS) and not re.match(_POINTS_OF, texts[-1])
    return not (heads & (HEAD_WORDS | COMPUTED) or called) and _are_numbers(place, below)


def are_codeless(
    texts: tuple[str, ...], place: int, points: Sequence[PointsColumn], below: Sequence[Line]
) -> bool:
    """Tell whether points stand beside those of criteria, under no criterion's code: «Điểm thưởng»."""
    across = bool(points) and bool(points[0].code)
    return across and texts[-1].casefold().startswith("điểm") and _are_numbers(place, below)


def _are_numbers(place: int, below: Sequence[Line]) -> bool:
    """Tell whether at least half of what stands in a column are numbers."""
    within = takewhile(lambda line: not _ends(line), below)
    cells = [line.cells[place].text for line in within if place in line.cells]
    numbers = sum(bool(_NUMBER.fullmatch(text.strip())) for text in cells)
    return numbers > 0 and numbers * 2 >= len(cells)


def alike(points: tuple[PointsColumn, ...]) -> list[int]:
    """Return the columns of points that are of the same unit, criterion and layer."""
    seen: dict[tuple[str, str, str], int] = {}
    for one in points:
        key = (plain_name(one.unit), one.code, one.layer)
        if key in seen:
            return [seen[key], one.place]
        seen[key] = one.place
    return []
