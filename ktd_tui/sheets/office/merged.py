"""What is merged over lines stands in each of them: a unit beside its criteria."""

from collections.abc import Iterable, Sequence

from ktd_tui.sheets.cells import Box, Cell, Line

TALLEST = 2_000
"""Lines over which one merged cell is filled down."""


def fill_merged(cells: dict[int, dict[int, Cell]], boxes: Iterable[Box]) -> None:
    """Fill what is merged over lines into the lines that have anything, in its first column."""
    for box in boxes:
        cell: Cell | None = cells.get(box.top, {}).get(box.left)
        if cell and box.bottom - box.top <= TALLEST:
            for row in range(box.top + 1, box.bottom + 1):
                if row in cells:
                    cells[row].setdefault(box.left, cell)


def lines_filled(lines: Sequence[Line], boxes: Iterable[Box]) -> tuple[Line, ...]:
    """Return lines with what is merged over them."""
    cells = {line.number: dict(line.cells) for line in lines}
    fill_merged(cells, boxes)
    return tuple(line._replace(cells=cells[line.number]) for line in lines)
