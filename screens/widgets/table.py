"""A list with columns: arrows, Home, End, PgUp, PgDn; Enter opens. Letters j k g G are aliases."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.geometry import Size
from textual.widgets.data_table import DuplicateKey, Row, RowKey

from ktd_tui.layout import by_comma, lent, slack_given
from ktd_tui.layout import cells as columns_of
from ktd_tui.terminal.guard import plain
from screens.widgets.plain_cells import PlainCells
from screens.widgets.status import coloured

NARROWEST, BROADEST = 8, 3
"""Columns that the widest column keeps however narrow the table is, and how many times its own width it takes
up of the slack: in a broad terminal what belongs together still stands together."""

PENDING = "…"
"""Stands where something is not known yet: it is being reckoned, or out of sight."""


class RecordTable(PlainCells[Text | str]):
    """A table of rows with a key each, filled anew without losing the place.

    Its cells are texts as they were given; a row is made ready to be drawn when it is drawn.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g,home", "scroll_top", show=False),
        Binding("G,end", "scroll_bottom", show=False),
    ]

    def __init__(
        self,
        *columns: tuple[str, int],
        id: str,  # noqa: A002  # as every widget of Textual is given its name
        right: Sequence[int] = (),
        classes: str | None = None,
        folds: bool = False,
    ) -> None:
        """Make an empty table.

        Args:
            *columns: Heading and least width in cells of each column; the widest one takes up the slack.
            id: The widget's id.
            right: Places of the columns whose figures stand at the right.
            classes: The widget's CSS classes.
            folds: What is too long for its column goes on below, instead of being cut.
        """
        super().__init__(id=id, classes=classes, cursor_type="row", cell_padding=1)
        self._heads = [(head, max(width, columns_of(head))) for head, width in columns]
        self._right = frozenset(right)
        self._folds = folds
        self._rows: list[tuple[str, tuple[str, ...]]] = []
        self._laid: list[int] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Leave a row free below the last one: what comes next begins apart."""
        return super().get_content_height(container, viewport, width) + 1

    def on_mount(self) -> None:
        """Make the columns."""
        self._lay(self._widths())
        self.app.theme_changed_signal.subscribe(self, lambda _: self._lay(self._laid))

    def on_resize(self) -> None:
        """Give the widest column what the others leave."""
        self._lay_anew()

    def _lay_anew(self) -> bool:
        """Lay the columns where their widths are others now; return whether they are."""
        if anew := (widths := self._widths()) != self._laid:
            self._lay(widths)
        return anew

    def _widths(self) -> list[int]:
        widths, needed = [width for _, width in self._heads], self._needed()
        if not self.size.width:
            return lent(widths, needed)
        room = self.scrollable_content_region.width - 2 * self.cell_padding * len(widths)
        widest = widths.index(max(widths))
        broadest = BROADEST * max(widths[widest], NARROWEST)
        widths[widest] = min(max(widths[widest] + room - sum(widths), NARROWEST), broadest)
        widths = lent(widths, needed)
        return slack_given(widths, needed, room - sum(widths))

    def _needed(self) -> list[int]:
        """Return the columns' widths at which nothing that stands in them is cut."""
        heads = tuple(head for head, _ in self._heads)
        columns = zip(heads, *(cells for _, cells in self._rows), strict=True)
        return [max(map(columns_of, column)) for column in columns]

    def _lay(self, widths: list[int]) -> None:
        before, place = self.selected, self.cursor_row
        self._laid = widths
        if self.columns and not self._folds:  # else the heights of the rows follow from it
            for at, of in enumerate(self.ordered_columns):
                of.label, of.width = self._cell(at, self._heads[at][0]), widths[at]
            self._draw_anew()
            return
        self.clear(columns=True)
        for column, ((head, _), width) in enumerate(zip(self._heads, widths, strict=True)):
            self.add_column(self._cell(column, head), width=width, key=str(column))
        self._show(before, place)

    def get_row_at(self, row_index: int) -> list[Text | str]:
        """Return the cells of a row as they are drawn."""
        return [self._cell(at, text) for at, text in enumerate(self._rows[row_index][1])]

    def fill(self, rows: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Show these rows (key, cells); the cursor stays on its key, or at its place."""
        before, place, shown = self.selected, self.cursor_row, self._rows
        self._rows = self._aligned([(key, tuple(cells)) for key, cells in rows])
        if not self._laid or self._rows == shown or (self._lay_anew() and self._folds):
            return
        if not self._folds and [key for key, _ in shown] == [key for key, _ in self._rows]:
            self._renew(shown)
            return
        self.clear()
        self._show(before, place)

    def _aligned(self, rows: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
        """Set the figures of a column with their commas below each other."""
        columns = [list(column) for column in zip(*(cells for _, cells in rows), strict=True)]
        for place in self._right if columns else ():
            columns[place] = by_comma(columns[place], self._heads[place][1])
        return [(key, cells) for (key, _), cells in zip(rows, zip(*columns, strict=True), strict=True)]

    def _renew(self, shown: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Change only the cells that are otherwise: cursor and scrolling stay as they are."""
        for row, ((_, old), (_, new)) in enumerate(zip(shown, self._rows, strict=True)):
            for column, (before, now) in enumerate(zip(old, new, strict=True)):
                if before != now:
                    self.update_cell_at(Coordinate(row, column), now)

    def _show(self, before: str | None, place: int) -> None:
        keys = [key for key, _ in self._rows]
        self._add()
        if keys:
            row = keys.index(before) if before in keys else min(place, len(keys) - 1)
            self.move_cursor(row=row, animate=False)

    def _add(self) -> None:
        """Add all rows at once: Textual's way moves the cursor with each, and lays it out."""
        columns = [of.key for of in self.ordered_columns]
        for place, (key, cells) in enumerate(self._rows):
            row = RowKey(key)
            if row in self._row_locations:
                raise DuplicateKey(f"The row {key!r} is there already.")
            self._row_locations[row] = place
            self._data[row] = dict(zip(columns, cells, strict=True))
            self.rows[row] = Row(row, max(map(self._lines, range(len(cells)), cells)))
        self._require_update_dimensions = True
        self._update_count += 1
        self.check_idle()
        if self._rows:
            self._highlight_cursor()

    def _lines(self, column: int, text: str) -> int:
        """Return how many lines a text takes in its column."""
        width = self._laid[column]
        if not self._folds or ("\n" not in text and columns_of(text) <= width):
            return 1
        return len(self._cell(column, text).wrap(self.app.console, width))

    def row_keys(self) -> list[str]:
        """Return the keys of the rows in order."""
        return [key for key, _ in self._rows]

    def kept_place(self) -> str:
        """Return the key of the marked row."""
        return self.selected or ""

    def return_to(self, place: str) -> None:
        """Mark the row again that was left."""
        self.go_to(place)

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, where it is there."""
        keys = self.row_keys()
        if key in keys:
            self.move_cursor(row=keys.index(key), animate=False)

    @property
    def selected(self) -> str | None:
        """The key of the row under the cursor, or None in an empty table."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def _cell(self, place: int, text: str) -> Text:
        cell = coloured(plain(text), self.app.current_theme)
        cell.no_wrap, cell.overflow = not self._folds, "fold" if self._folds else "ellipsis"
        return at_the_right(cell, self._laid[place]) if place in self._right else cell


def at_the_right(cell: Text, width: int) -> Text:
    """Set a cell at the right end of its column; the blanks behind a figure that ``by_comma`` put stay."""
    cell.no_wrap, cell.overflow = True, "ellipsis"
    if cell.plain.endswith(" "):  # where Rich sets it, it takes them away
        cell.pad_left(max(width - cell.cell_len, 0))
    else:
        cell.justify = "right"
    return cell
