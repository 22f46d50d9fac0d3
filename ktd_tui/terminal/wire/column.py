"""Lines that stand upright between panes are drawn downwards: in each row they would change colours twice."""

from collections.abc import Iterator, Mapping

from ktd_tui.terminal.wire.shadow import UNKNOWN, CellRow, Look

LEAST = 4
"""Cells below each other from which on they are drawn downwards."""
DOWN = "\x1b[B\b"
"""From behind a cell to the one below it."""


def upright_lines(old: list[CellRow], wanted: Mapping[int, CellRow]) -> Iterator[tuple[int, range]]:
    """Yield column and rows of the upright lines that changed.

    Args:
        old: The rows that the terminal shows.
        wanted: The rows that it should show, by their place, from top to bottom.
    """
    begun: dict[tuple[int, str, Look], range] = {}
    for y, new in wanted.items() if len(wanted) >= LEAST else ():
        for x in _changed_signs(old[y], new):
            kind = x, new.chars[x], new.looks[x]
            so_far = begun.get(kind, range(y, y))
            if so_far.stop != y:
                if len(so_far) >= LEAST:
                    yield x, so_far
                so_far = range(y, y)
            begun[kind] = range(so_far.start, y + 1)
    yield from ((x, rows) for (x, _, _), rows in begun.items() if len(rows) >= LEAST)


def _changed_signs(old: CellRow, new: CellRow) -> Iterator[int]:
    """Yield where a sign changed that looks unlike what stands on both sides of it."""
    looks, chars = new.looks, new.chars
    if any(len(char) != 1 for row in (old, new) for char in row.chars):
        return  # what is wide or combines is drawn with its row
    for x in range(1, len(looks) - 1):
        mine = looks[x]
        if mine is looks[x - 1] or chars[x].isalnum() or not mine.foreground or chars[x] == UNKNOWN:
            continue
        changed = chars[x] != old.chars[x] or mine != old.looks[x]
        if changed and mine not in (looks[x - 1], looks[x + 1]):
            yield x
