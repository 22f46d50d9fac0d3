"""A line that a table sets itself looks as Textual sets it."""

from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widgets import DataTable
from textual.widgets.data_table import CursorType

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
    "中\u0301" * 12,
    "👍",
    "a\u200bb",
    "a\tb",
    "a\nb",
    "một tên dài hơn cột của nó",
]
STYLES = ["", "bold", Style(color="red", underline=True)]
JUSTIFY = [None, "default", "left", "center", "right"]
OVERFLOW = ["ellipsis", "crop"]
WIDTHS = [1, 4, 18]


def look(line: Strip) -> list[tuple[str, Style | None]]:
    """How each character looks; which cell it belongs to is for a mouse."""
    return [
        (char, style and Style.combine([style.clear_meta_and_links()]))
        for text, style, _ in line
        for char in text
    ]


CELLS = [
    Text(text, style, justify=justify, no_wrap=True, overflow=overflow)  # type: ignore[arg-type]  # any of rich's words
    for text, style, justify, overflow in product(TEXTS, STYLES, JUSTIFY, OVERFLOW)
]
for length in (7, 30):
    CELLS.append(Text("hai màu " * (length // 7), overflow="ellipsis"))
    CELLS[-1].stylize("bold", 0, 3)
    CELLS[-1].stylize("red", 2, 16)


@pytest.mark.parametrize("cursor", ["row", "cell"])
@pytest.mark.parametrize("height", [1, 2])
async def test_every_line_looks_as_textual_sets_it(
    sample: Desk, tmp_path: Path, height: int, cursor: CursorType
) -> None:
    table: PlainCells[Text] = PlainCells(cell_padding=1, cursor_type=cursor)
    async with running(sample, tmp_path) as (app, pilot):
        await app.screen.mount(table)
        for width in WIDTHS:
            table.add_column(Text("Đầu cột", justify="right"), width=width)
        for cell in CELLS:
            table.add_row(*(cell for _ in WIDTHS), height=height)
        await settle(pilot)
        under = table.rich_style
        for fixed, place, scrolled in product(((0, 0), (1, 1)), ((0, 0), (3, 2)), (0, 2)):
            table.fixed_rows, table.fixed_columns = fixed
            table.move_cursor(row=place[0], column=place[1])
            await settle(pilot)
            for y in range(table.virtual_size.height + 1):
                ours = table._render_line(y, scrolled, scrolled + 80, under)
                stock = DataTable._render_line(table, y, scrolled, scrolled + 80, under)
                assert look(ours) == look(stock), (y, fixed, place, scrolled)
                assert ours.cell_length == sum(cell_len(text) for text, *_ in ours)


async def test_a_row_of_plain_cells_is_set_in_one_go(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table: PlainCells[Text] = PlainCells(cell_padding=1)
    async with running(sample, tmp_path) as (app, pilot):
        await app.screen.mount(table)
        for head in ("Đơn vị", "Điểm"):
            table.add_column(head, width=20)
        table.add_row(Text("Cục Quản trị III"), Text("8,46", justify="right"))
        await settle(pilot)
        monkeypatch.delattr(DataTable, "_render_line")
        assert "Cục Quản trị III" in table._render_line(1, 0, 80, table.rich_style).text
