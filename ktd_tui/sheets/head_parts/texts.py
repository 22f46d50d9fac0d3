"""What stands over each column of a table: merged heads, heads of groups over several."""

from collections.abc import Sequence

from ktd_tui.sheets.cells import Line, RawSheet


def texts_over(sheet: RawSheet, block: tuple[Line, ...]) -> tuple[dict[int, tuple[str, ...]], dict[int, int]]:
    """Return what stands over each column from the top down, and in which line the last of it."""
    last = block[-1]
    found: dict[int, list[str]] = {}
    depth: dict[int, int] = {}
    for deep, line in enumerate(block):
        cells = {place: cell.text for place, cell in line.cells.items()}
        if line is not last:
            cells = _spread(sheet, line.number, cells, block[deep + 1 :])
        for place, text in cells.items():
            if text not in found.get(place, ())[-1:]:
                found.setdefault(place, []).append(text)
                depth[place] = deep
    return {place: tuple(of) for place, of in sorted(found.items())}, depth


def _spread(sheet: RawSheet, number: int, cells: dict[int, str], below: Sequence[Line]) -> dict[int, str]:
    """Let the head of a group stand over all its columns: what is merged, or blank over something."""
    fresh = dict(cells)
    for box in sheet.boxes:
        if box.top <= number <= box.bottom and box.left in cells:
            fresh |= dict.fromkeys(range(box.left, min(box.right, 200) + 1), cells[box.left])
    lower = {place for line in below for place in line.cells}
    for place in sorted(lower - set(fresh)):
        left = place - 1
        if left in fresh and left in lower:
            fresh[place] = fresh[left]
    return fresh
