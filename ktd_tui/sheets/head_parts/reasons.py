"""Reasons that stand beside each column of points: «Vụ Thư ký: Điểm, Lý do», a pair for every unit."""

from collections.abc import Mapping

from ktd_tui.sheets.columns import COLUMNS, TableKind
from ktd_tui.sheets.points_columns import PointsColumn, head_ways

_KEY = "reason"
_WORDS = next(column.words for column in COLUMNS[TableKind.SCORES] if column.key == _KEY)


def each_with_reason(
    texts: Mapping[int, tuple[str, ...]], points: tuple[PointsColumn, ...], places: Mapping[str, int]
) -> tuple[tuple[PointsColumn, ...], dict[str, int]]:
    """Give each column of points the reasons to its right; one column of reasons for all stays as it is.

    Two for the same points, or one to the left of all, are left to be refused.
    """
    taken = {one.place for one in points}
    found = [p for p in sorted(texts) if p not in taken and set(head_ways(texts[p])[:3]) & _WORDS]
    nearest = {place: max((one for one in taken if one < place), default=-1) for place in found}
    beside = {of: place for place, of in nearest.items()}
    if len(beside) < len(found) or -1 in beside or not (len(found) > 1 or _is_of_one(texts, nearest, taken)):
        return points, dict(places)
    with_reasons = tuple(one._replace(reason=beside.get(one.place)) for one in points)
    return with_reasons, {key: place for key, place in places.items() if key != _KEY}


def _is_of_one(texts: Mapping[int, tuple[str, ...]], nearest: Mapping[int, int], points: set[int]) -> bool:
    """Tell whether the only column of reasons stands under the name that is over some of the points alone."""
    return any(
        (over := texts[place][:-1]) and over == texts[of][:-1] and any(texts[p][:-1] != over for p in points)
        for place, of in nearest.items()
    )
