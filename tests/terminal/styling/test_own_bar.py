"""A bar that a widget draws itself looks as Textual's, and is where one scrolls."""

from itertools import product
from pathlib import Path

import pytest
from rich.text import Text
from textual.containers import Vertical
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import DataTable

from ktd_tui.app import KtdApp
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.drafts import Draft, Drafts
from ktd_tui.terminal.environment import WHOLE, Face
from screens.widgets.plain_cells import PlainCells
from tests.screens.driving import SMALL, settle

HIGH, WIDE = 9, 30
Seen = list[tuple[str, str]]


class Ours(PlainCells[Text]):
    DEFAULT_CSS = "Ours { overflow: hidden hidden; }"


class Stock(DataTable[Text]):
    DEFAULT_CSS = "Stock { overflow: auto auto; scrollbar-gutter: stable; }"


def edges(of: Widget) -> tuple[Seen, Seen]:
    """What stands in the last column and the last row of a widget, sign and ground."""
    strips = of.screen._compositor.render_strips()
    region = of.region

    def cell(x: int, y: int) -> tuple[str, str]:
        (segment,) = strips[y].crop(x, x + 1)
        ground = segment.style and (segment.style.color if segment.style.reverse else segment.style.bgcolor)
        front = segment.style and segment.style.color if segment.text.strip() else None
        return segment.text, f"{ground and ground.triplet} {front and front.triplet}"

    column = [cell(region.right - 1, y) for y in range(region.y, region.bottom)]
    row = [cell(x, region.bottom - 1) for x in range(region.x, region.right)]
    return column, row


@pytest.mark.parametrize("face", [WHOLE, Face(ascii=True)], ids=["blocks", "signs"])
@pytest.mark.parametrize(("rows", "columns"), [(3, 2), (40, 2), (3, 9), (40, 9)])
async def test_its_bars_look_as_textuals(
    sample: Desk, tmp_path: Path, rows: int, columns: int, face: Face
) -> None:
    ours, stock = Ours(cell_padding=1), Stock(cell_padding=1)
    app = KtdApp(sample, Draft(Drafts(tmp_path), str(sample.actor.uid)), face=face)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        both = Vertical(ours, stock)
        await app.screen.query_one("#body").mount(both)
        for table in (ours, stock):
            table.styles.height, table.styles.width, table.styles.max_height = HIGH, WIDE, HIGH
            for column in range(columns):
                table.add_column(Text(f"cột {column}"), width=6)
            for row in range(rows):
                table.add_row(*[Text(f"{row}.{column}") for column in range(columns)])
        both.styles.height = 2 * HIGH
        await settle(pilot)
        for x, y in product((0, 5, 100), (0, 1, 7, 100)):
            for table in (ours, stock):
                table.scroll_to(x, y, animate=False)
            await settle(pilot)
            assert ours.scroll_offset == stock.scroll_offset
            assert ours.allow_vertical_scroll is stock.allow_vertical_scroll is (rows > HIGH)
            assert ours.allow_horizontal_scroll is stock.allow_horizontal_scroll is (columns > 3)
            assert ours.outer_size == stock.outer_size == Size(WIDE, HIGH)
            of_ours, of_stock = edges(ours), edges(stock)
            if rows > HIGH:
                assert of_ours[0] == of_stock[0], (x, y)
            if columns > 3:
                assert of_ours[1] == of_stock[1], (x, y)
