"""A table whose cells are lines of text: a row is set in one go, without rich's layout of whatever there is.

Textual has rich pad, style, wrap and crop each cell as a page of its own, 150 µs, and marks it for the mouse.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.coordinate import Coordinate
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import DataTable
from textual.widgets.data_table import CellKey, RowKey

from screens.widgets.own_bar import OwnBar

C = TypeVar("C")
Look = tuple[Style, Style]
Said = tuple[str, Style | None]
"""A piece of a line, and its own style where it has one."""
HEAD = BEHIND = -1
"""The row of the heads, as Textual counts; no column: what is behind the last one."""
FADED = 0.25
"""How far the colour of a row goes over into the table's behind the last column, where one cell is marked."""


class PlainCells(OwnBar, DataTable[C]):
    """A table that sets those rows itself whose cells are each one line of text.

    Its columns are as wide, its rows as high as was said; no cell is measured for that.
    """

    _under: Style | None = None

    def on_resize(self) -> None:
        """Keep what is marked in sight: there may be less room, as where more is told of it below."""
        if self.row_count:
            self._scroll_cursor_into_view()

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Measure no row: how wide and how high it is was said."""
        del new_rows
        super()._update_dimensions(())

    def _update_column_widths(self, updated_cells: set[CellKey]) -> None:
        """Leave the columns as wide as they were laid."""

    def _draw_anew(self) -> None:
        """Draw all, since columns are called otherwise, or have another width."""
        self._update_count += 1
        self._clear_caches()
        self._require_update_dimensions = True
        self.check_idle()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the table."""
        self._under = super().rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._under = None

    @property
    def rich_style(self) -> Style:
        """What is under all cells; it follows from all around the table, and each line asks for it."""
        return self._under or super().rich_style

    def _render_line(self, y: int, x1: int, x2: int, base_style: Style) -> Strip:
        """Return a line; Textual's way where a row is higher than one, or a cell no plain text."""
        found = self._line_at_once(y, x1, base_style)
        return super()._render_line(y, x1, x2, base_style) if found is None else found

    def _line_at_once(self, y: int, scrolled: int, base_style: Style) -> Strip | None:
        row = self._row_of(y)
        if row is None or self._show_hover_cursor or self._should_render_row_labels:
            return None
        line, stays, whole = _Line(), 0, self.size.width
        padding, fixed = self.cell_padding, self.fixed_columns
        look = self._looks(row, self._get_row_style(row, base_style))
        cells = self._get_row_renderables(row).cells
        for column, (of, cell) in enumerate(zip(self.ordered_columns, cells, strict=False)):
            width = of.get_render_width(self)
            said = self._said(cell, width - 2 * padding, " " * padding)
            if said is None:
                return None
            under, over = look(column)
            for text, own in said:
                line.add(text, under if own is None else under + own + over)
            line.wide += width
            if column < fixed:
                stays = line.wide
        behind = max(whole - line.wide + (stays if scrolled else 0), 0)
        line.add(" " * behind, look(BEHIND)[0])
        drawn = Strip(line.segments, line.wide + behind)
        if drawn.cell_length == whole and not scrolled:
            return drawn
        seen = [drawn.crop(0, stays), drawn.crop(stays + scrolled, whole + scrolled)]
        return Strip.join(seen).adjust_cell_length(whole, base_style)

    def _row_of(self, y: int) -> int | None:
        """Return which row's a line is; None where the row has more lines, or there is none."""
        try:
            key, _ = self._get_offsets(y)
        except LookupError:
            return None
        if key is self._header_row_key:
            return HEAD if self.header_height == 1 else None
        row = self.rows[key]
        return self._row_locations.get(key) if row.height == 1 else None

    def _looks(self, row: int, style: Style) -> Callable[[int], Look]:
        """Return how the cells of a row look, by column: the style under each, and what goes over its own."""
        cursor, kind, fixed = self.cursor_coordinate, self.cursor_type, self.fixed_columns
        known: dict[tuple[bool, bool], Look] = {}

        def look(column: int) -> Look:
            if column == BEHIND and kind != "row":
                return self._faded(style), Style.null()
            marked = self._should_highlight(cursor, Coordinate(row, column), kind)
            stays = 0 <= column < fixed
            if (stays, marked) not in known:
                known[stays, marked] = self._look(row, style, stays=stays, marked=marked)
            return known[stays, marked]

        return look

    def _look(self, row: int, style: Style, *, stays: bool, marked: bool) -> Look:
        if stays and row != HEAD:
            style = self.get_component_styles("datatable--fixed").rich_style
        component, over = self._get_styles_to_render_cell(
            row == HEAD,
            False,
            row != HEAD and (row < self.fixed_rows or stays),
            False,
            marked,
            self.show_cursor,
            False,
            self.cursor_foreground_priority == "css",
            self.cursor_background_priority == "css",
        )
        return style + component, over

    def _faded(self, style: Style) -> Style:
        """Return what is behind the last column of a row where one cell is marked."""
        if style.bgcolor is None:
            return Style.from_color(style.color)
        behind = Color.from_rich_color(style.bgcolor).blend(self.background_colors[1], factor=FADED)
        return Style.from_color(style.color, behind.rich_color)

    def _said(self, cell: object, room: int, pad: str) -> list[Said] | None:
        """Return a cell's text between its paddings, piece by piece; None where rich has to lay it out.

        That is where it is no text, or one with a line's end, a tab, or letters of another width that is cut.
        """
        if not isinstance(cell, Text) or cell.justify not in (None, "right"):
            return None
        said, right = cell.plain, cell.justify == "right"
        if "\n" in said or "\t" in said:
            return None
        if right and said.endswith(" "):
            cell = cell.copy()
            cell.rstrip()
            said = cell.plain
        wide = cell_len(said)
        if max(len(said), wide) > room:
            if (
                wide != len(said)
                or cell_len(said[: room - 1]) != room - 1
                or cell.overflow != "ellipsis"
                or said.endswith(" ")
                or room < 1
            ):
                return None
            cell = cell.copy()
            cell.plain, wide = said[: room - 1] + "…", room
        left = " " * (room - wide)
        if not (cell.spans or cell.style):
            return [(pad + left + cell.plain + pad if right else pad + cell.plain + left + pad, None)]
        if right:  # what fills it up has the text's style, too
            cell = cell.copy()
            cell.pad_left(room - wide)
        return [(pad, None), *self._pieces(cell), (pad if right else left + pad, None)]

    def _pieces(self, text: Text) -> list[Said]:
        """Return a text of several styles, or of one of its own."""
        console = self.app.console
        if text.spans:
            return [(piece, style) for piece, style, _ in text.render(console)]
        return [(text.plain, console.get_style(text.style, default=Style.null()))]


class _Line:
    """What is drawn of a line so far: what stands side by side in one style is one piece."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.wide = 0

    def add(self, text: str, style: Style) -> None:
        """Add a text at the end."""
        if not text:
            return
        last = self.segments[-1] if self.segments else None
        if last and (last.style is style or last.style == style):
            self.segments[-1] = Segment(last.text + text, style)
        else:
            self.segments.append(Segment(text, style))
