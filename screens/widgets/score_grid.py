"""The score grid: typed like a spreadsheet. Digits begin a number, Enter goes down, Tab goes right.

The grid knows no rule: it sends what was typed and shows what it is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.text import Text
from textual import events
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from ktd_tui.operations.scores import Grid
from ktd_tui.rules.ranking import Standing
from ktd_tui.rules.scoring import RowKind
from ktd_tui.terminal.guard import plain
from ktd_tui.words import number

HEADS = 3
"""Rows above the criteria: total, rank, grade."""
FIRST_UNIT = 2
"""Columns before the units: criterion, maximum."""
MAXIMUM, UNIT = 4, 8
"""Columns of the maximum, and of a unit («Xuất sắc» fits)."""
TYPED = frozenset("0123456789,.-+")
SIGNS = {RowKind.CRITERION: "", RowKind.BONUS: "+", RowKind.DEDUCTION: "−"}


class ScoreGrid(DataTable[Text]):
    """Units across, criteria down; totals, ranks and grades stay in sight above."""

    @dataclass
    class Typed(Message):
        """A number was typed into a cell; ``text`` empty clears it.

        Attributes:
            step: Where to go once it is saved, as (rows, columns).
            seen: The points that stood in the cell when typing began, None for a blank.
        """

        unit_id: str
        code: str
        text: str
        step: tuple[int, int]
        seen: Decimal | None

    @dataclass
    class Moved(Message):
        """Another cell has the cursor."""

        unit_id: str
        code: str

    def __init__(self) -> None:
        super().__init__(
            id="grid", cursor_type="cell", fixed_rows=HEADS, fixed_columns=FIRST_UNIT, cell_padding=1
        )
        self.of: Grid | None = None
        self.typed: str | None = None
        """What is being typed into the cell under the cursor; None while nothing is."""
        self._seen: Decimal | None = None
        """What stood in that cell when typing began."""

    def load(self, of: Grid, heads: Sequence[str]) -> None:
        """Show a grid; ``heads`` are the words for criterion, maximum, total, rank and grade."""
        before = self.cursor_coordinate if self.of else Coordinate(HEADS, FIRST_UNIT)
        self.of = self.typed = None  # while the rows are laid, the cursor is nobody's
        self.clear(columns=True)
        others = (MAXIMUM + 2) + (UNIT + 2) * len(of.units) + 3  # paddings and the scrollbar
        self.add_column(heads[0], width=min(max(self.size.width - others, 18), 70))
        self.add_column(_right(heads[1]), width=MAXIMUM)
        for unit in of.units:
            self.add_column(_right(unit.label[:UNIT]), width=UNIT)
        for head in heads[2:]:
            self.add_row(Text(head, style="bold"), Text(""), *(Text("") for _ in of.units))
        for row in of.rows:
            label = plain(f"{row.code} {row.text}")
            label.no_wrap, label.overflow = True, "ellipsis"
            cells = (self._points(of, unit.id, row.code) for unit in of.units)
            self.add_row(label, _right(f"{SIGNS[row.kind]}{number(row.maximum)}"), *cells)
        self.of = of
        self.show_standings(of.standings)
        self.move_cursor(row=before.row, column=before.column, animate=False)

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Refill totals, ranks and grades; only cells that changed are drawn."""
        for place, s in enumerate(standings):
            column = FIRST_UNIT + place
            total = number(s.result.total)
            self._draw(Coordinate(0, column), _right(total if s.result.complete else f"({total})"))
            self._draw(Coordinate(1, column), _right(f"{s.rank}{'=' if s.shared else ''}" if s.rank else "–"))
            self._draw(Coordinate(2, column), _right(s.grade or "–"))

    def _points(self, of: Grid, unit_id: str, code: str) -> Text:
        value = of.points[unit_id].get(code)
        return _right("" if value is None else number(value))

    @property
    def place(self) -> tuple[str, str] | None:
        """Unit id and row code under the cursor, or None outside the cells that can be typed in."""
        row, column = self.cursor_coordinate
        if self.of is None or row < HEADS or column < FIRST_UNIT:
            return None
        return self.of.units[column - FIRST_UNIT].id, self.of.rows[row - HEADS].code

    def watch_cursor_coordinate(self, old: Coordinate, new: Coordinate) -> None:
        """Keep the cursor on cells that can be typed in; tell where it is."""
        row, column = max(new.row, HEADS), max(new.column, FIRST_UNIT)
        if self.of is not None and (row, column) != (new.row, new.column):
            self.cursor_coordinate = Coordinate(row, column)
            return
        super().watch_cursor_coordinate(old, new)
        if old != new and (place := self.place):
            self.post_message(self.Moved(*place))

    async def _on_key(self, event: events.Key) -> None:
        """Edit the cell under the cursor in place."""
        if self.place is None:
            return
        if event.character in TYPED and event.is_printable:
            self._edit((self.typed or "") + str(event.character))
        elif event.key == "backspace" and self.typed is not None:
            self._edit(self.typed[:-1])
        elif event.key in ("escape", "ctrl+z") and self.typed is not None:
            self.revert()
        elif event.key == "delete":
            self._send("", (0, 0))
        elif event.key in STEPS:
            self._send(self.typed, STEPS[event.key])
        elif self.typed is not None and event.key in ("up", "down", "left", "right"):
            self._send(self.typed, (0, 0))
        else:
            return
        event.stop()
        event.prevent_default()

    def _edit(self, text: str) -> None:
        if self.typed is None:
            self._seen = self._stands()
        self.typed = text[:9]
        self.update_cell_at(self.cursor_coordinate, _right(f"{self.typed}_"))

    def type_again(self, event: Typed) -> None:
        """Show a typed number that was not saved, as if it were being typed still."""
        if self.place == (event.unit_id, event.code) and event.text:
            self._edit(event.text)
            self._seen = event.seen

    def _stands(self) -> Decimal | None:
        """Return the points of the cell under the cursor."""
        if self.of is None or self.place is None:
            return None
        unit_id, code = self.place
        return self.of.points[unit_id].get(code)

    def revert(self) -> None:
        """Leave the cell as it was."""
        place, self.typed = self.place, None
        if place and self.of:
            self.update_cell_at(self.cursor_coordinate, self._points(self.of, *place))

    def _send(self, text: str | None, step: tuple[int, int]) -> None:
        if text is None:
            self.step(step)
        elif place := self.place:
            seen = self._stands() if self.typed is None else self._seen
            self.post_message(self.Typed(*place, text, step, seen))

    def step(self, by: tuple[int, int]) -> None:
        """Move on: past the last row to the next unit's first, past the last unit to the next row."""
        if self.of is None:
            return
        row, column = self.cursor_coordinate
        rows, units = len(self.of.rows), len(self.of.units)
        row, column = row - HEADS + by[0], column - FIRST_UNIT + by[1]
        if row >= rows:
            row, column = 0, min(column + 1, units - 1)
        if column >= units:
            row, column = min(row + 1, rows - 1), 0
        if column < 0:
            row, column = max(row - 1, 0), units - 1
        self.move_cursor(row=row + HEADS, column=column + FIRST_UNIT, animate=False)

    def accept(self, of: Grid) -> None:
        """Show the saved state of the grid: what was typed is saved."""
        self.typed = None
        self.renew(of)

    def renew(self, of: Grid) -> None:
        """Show a newer state of the same units and rows; a cell that is being typed stays as typed."""
        self.of = of
        for row, line in enumerate(of.rows, HEADS):
            for column, unit in enumerate(of.units, FIRST_UNIT):
                at = Coordinate(row, column)
                if self.typed is None or at != self.cursor_coordinate:
                    self._draw(at, self._points(of, unit.id, line.code))
        self.show_standings(of.standings)

    def _draw(self, at: Coordinate, cell: Text) -> None:
        if self.get_cell_at(at).plain != cell.plain:
            self.update_cell_at(at, cell)


STEPS = {"enter": (1, 0), "tab": (0, 1), "shift+tab": (0, -1)}


def _right(text: str) -> Text:
    cell = plain(text)
    cell.justify, cell.no_wrap, cell.overflow = "right", True, "ellipsis"
    return cell
