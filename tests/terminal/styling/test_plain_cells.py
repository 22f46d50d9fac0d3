"""A cell that a table sets itself looks as rich sets it."""

from itertools import product
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.widgets import DataTable

from ktd_tui.operations.desk import Desk
from screens.widgets.plain_cells import PlainCells
from tests.screens.driving import running, settle

TEXTS = [
    "",
    " ",
    "a",
    "Cục Quản trị III",
    "  vào trong",
    "8,46  ",
    "e\u0301\u0323a",
    "中文字",
    "👍",
    "a\u200bb",
    "a\tb",
    "a\nb",
    "một tên dài hơn cột của nó",
]
STYLES = ["", "bold", Style(color="red", underline=True)]
JUSTIFY = [None, "default", "left", "center", "right"]
WIDTHS = [1, 4, 18]


def look(lines: list[list[Segment]]) -> list[list[tuple[str, Style | None]]]:
    """How each character looks; which cell it belongs to is for a mouse."""
    return [
        [
            (char, style and Style.combine([style.clear_meta_and_links()]))
            for text, style, _ in line
            for char in text
        ]
        for line in lines
    ]


@pytest.mark.parametrize("height", [1, 2, None])
async def test_every_cell_looks_as_rich_sets_it(sample: Desk, tmp_path: Path, height: int | None) -> None:
    table: PlainCells[Text] = PlainCells(fixed_rows=1, fixed_columns=1, cell_padding=1)
    cells = [
        Text(text, style, justify=justify, no_wrap=True, overflow="ellipsis")  # type: ignore[arg-type]  # any of rich's words
        for text, style, justify in product(TEXTS, STYLES, JUSTIFY)
    ]
    marked = Text("hai màu")
    marked.stylize("bold", 0, 3)
    async with running(sample, tmp_path) as (app, pilot):
        await app.screen.mount(table)
        for width in WIDTHS:
            table.add_column(Text("Đầu cột", justify="right"), width=width)
        for cell in [*cells, marked]:
            table.add_row(*(cell for _ in WIDTHS), height=height)
        await settle(pilot)
        under = table.rich_style
        for row, (column, width), cursor in product(
            range(-1, table.row_count), enumerate(WIDTHS), (False, True)
        ):
            ours = table._render_cell(row, column, under, width + 2, cursor)
            table._cell_render_cache.clear()
            stock = DataTable._render_cell(table, row, column, under, width + 2, cursor)
            assert look(ours) == look(stock), (cells[row : row + 1], width, cursor)
