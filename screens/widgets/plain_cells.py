"""A table whose cells are lines of text: each is set without rich's layout of whatever there may be.

Textual has rich pad, style, wrap and crop each cell as a page of its own, 150 µs, and marks it for the mouse.
"""

from collections.abc import Iterable
from typing import TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.widgets import DataTable
from textual.widgets.data_table import CellKey, RowKey

C = TypeVar("C")


class PlainCells(DataTable[C]):
    """A table that sets those cells itself that fit their column in one line of one style.

    Its columns are as wide as they were laid; no cell is measured for that.
    """

    _folds = False
    """What is too long for its column goes on below: how high a row is follows from its cells."""

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Measure new rows only where their height follows from it."""
        super()._update_dimensions(new_rows if self._folds else ())

    def _update_column_widths(self, updated_cells: set[CellKey]) -> None:
        """Leave the columns as wide as they were laid."""

    def _draw_anew(self) -> None:
        """Draw all, since columns are called otherwise, or have another width."""
        self._update_count += 1
        self._clear_caches()
        self._require_update_dimensions = True
        self.check_idle()
        self.refresh()

    def _render_cell(
        self,
        row_index: int,
        column_index: int,
        base_style: Style,
        width: int,
        cursor: bool = False,
        hover: bool = False,
    ) -> list[list[Segment]]:
        """Return a cell's segments; Textual's way where it is cut, folded, or holds several styles."""
        room = width - 2 * self.cell_padding
        text = self._line_of(row_index, column_index, room)
        if text is None:
            return super()._render_cell(row_index, column_index, base_style, width, cursor, hover)
        fixed = row_index >= 0 and (row_index < self.fixed_rows or column_index < self.fixed_columns)
        component, post = self._get_styles_to_render_cell(
            row_index == -1,
            False,
            fixed,
            hover,
            cursor,
            self.show_cursor,
            self._show_hover_cursor,
            self.cursor_foreground_priority == "css",
            self.cursor_background_priority == "css",
        )
        under = base_style + component
        said, blank = text.plain, under + post
        if text.justify == "right":
            said = said.rstrip().rjust(room - cell_len(said.rstrip()) + len(said.rstrip()))
        own = under + self.app.console.get_style(text.style, default=Style.null()) + post
        pad = Segment(" " * self.cell_padding, blank)
        behind = Segment(" " * (room - cell_len(said)), blank)
        return [[part for part in (pad, Segment(said, own), behind, pad) if part.text]]

    def _line_of(self, row_index: int, column_index: int, room: int) -> Text | None:
        """Return a cell's text where it is one line of one style that fits the column."""
        if column_index < 0 or (self.header_height if row_index < 0 else self._height_of(row_index)) != 1:
            return None
        text = self._get_row_renderables(row_index).cells[column_index]
        if not isinstance(text, Text) or text.spans or text.justify not in (None, "right"):
            return None
        said = text.plain
        fits = max(len(said), cell_len(said)) <= room and "\n" not in said and "\t" not in said
        return text if fits else None

    def _height_of(self, row_index: int) -> int:
        key = self._row_locations.get_key(row_index)
        row = self.rows.get(key) if key is not None else None
        return 0 if row is None or row.auto_height else row.height
