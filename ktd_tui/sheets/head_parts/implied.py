"""What a head need not say because something else does; and what has a word of a head but is none."""

import re
from collections.abc import Collection, Mapping, Sequence

from ktd_tui.sheets.cells import Line
from ktd_tui.sheets.columns import TableKind, plain_head
from ktd_tui.sheets.head_parts.decisions import decision_named


def implied(
    kind: TableKind, keys: Collection[str], of_activities: Collection[str], above: Sequence[Line]
) -> tuple[str, ...]:
    """Return the columns that a table can do without.

    The number and the day of a decision stand in another column, or above the table. What came of a
    movement in a unit is enough, in a table that is of no activities.
    """
    if kind is TableKind.DECISIONS:
        titles = (cell.text for line in above for cell in line.cells.values())
        return ("number", "day") if "decision" in keys or any(map(decision_named, titles)) else ()
    return ("text",) if kind is TableKind.PARTS and "result" in keys and "title" not in of_activities else ()


def is_row(line: Line, places: Mapping[str, int]) -> bool:
    """Tell whether a line that has one word of a head is a row: «III | Phong trào thi đua | 20»."""
    known = [place for place in places.values() if place in line.cells]
    before = (cell.text for place, cell in line.cells.items() if len(known) == 1 and place < known[0])
    return any(re.fullmatch(r"[IVX]+|[A-H]|\d+(\.\d+)*", text.strip(" .)")) for text in before)


def heads_of_units(texts: Mapping[int, tuple[str, ...]], places: Mapping[str, int]) -> bool:
    """Tell whether «Thủ trưởng» stands over «Họ và tên» beside units: it lists these, each with its head."""
    over = texts.get(places.get("name", -1), ())[:-1]
    return "unit" in places and not {"thu truong", "thu truong don vi"}.isdisjoint(map(plain_head, over))
