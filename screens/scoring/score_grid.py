"""The score grid: typed like a spreadsheet. A digit or letter begins, Enter goes down, Tab goes right.

The grid knows no rule: it sends what was typed and shows what it is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rich.text import Text
from textual import events
from textual.coordinate import Coordinate
from textual.message import Message

from ktd_tui.layout import by_comma, told_apart
from ktd_tui.operations.scoring.grid import Grid
from ktd_tui.terminal.guard import plain
from ktd_tui.words import number
from screens.scoring import texts
from screens.scoring.orders import Order
from screens.widgets.plain_cells import PlainCells
from screens.widgets.table import at_the_right

HEADS = 4
"""Rows above the criteria: total, rank, grade, the sheet's state."""
FIRST_UNIT = 2
"""Columns before the units: criterion, maximum."""
MAXIMUM, UNIT = 4, 8
"""Columns of the maximum, and of a unit («Xuất sắc» fits)."""
NARROWEST, BROADEST = 18, 70
"""Columns of the criteria."""
BEGINS = frozenset(",.-+=;−–")
"""Marks that begin what is typed into a cell, as digits and letters do; others keep their meaning as keys."""


class ScoreGrid(PlainCells[Text]):
    """Units across, criteria down; totals, ranks, grades and states stay in sight above."""

    @dataclass
    class Typed(Message):
        """A number was typed into a cell; ``text`` empty clears it.

        Attributes:
            step: Where to go once it is saved, as (rows, columns).
            seen: The points that stood in the cell when typing began, None for a blank.
            then: The key to carry out once it is saved, or an empty text.
            reason: Why the points lie far from the layer before, once that was asked.
        """

        unit_id: str
        code: str
        text: str
        step: tuple[int, int]
        seen: Decimal | None
        then: str = ""
        reason: str = ""

    @dataclass
    class Moved(Message):
        """Another cell has the cursor."""

        unit_id: str
        code: str

    @dataclass
    class Pasted(Message):
        """A block was pasted on a cell."""

        unit_id: str
        code: str
        text: str

    def __init__(self) -> None:
        super().__init__(id="grid", cursor_type="cell", fixed_columns=FIRST_UNIT, cell_padding=1)
        self.of: Grid | None = None
        self.order = Order.BLOC
        self.typed: str | None = None
        """What is being typed into the cell under the cursor; None while nothing is."""
        self._seen: Decimal | None = None
        """What stood in that cell when typing began."""
        self._drawn: dict[Coordinate, str] = {}
        """What each cell shows, so that only those that changed are drawn."""

    def take(self, of: Grid, heads: texts.Heads) -> None:
        """Show a grid; where units and rows are those that are shown, only the cells that changed."""
        if self.of is not None and (self.of.units, self.of.rows) == (of.units, of.rows):
            self.renew(of)
        else:
            self.load(of, heads)

    def load(self, of: Grid, heads: texts.Heads) -> None:
        """Lay the grid out anew."""
        before = self.cursor_coordinate if self.of else Coordinate(HEADS, FIRST_UNIT)
        self.of = self.typed = None  # while the rows are laid, the cursor is nobody's
        self.clear(columns=True)
        self._drawn = dict(self._cells(of))
        self.add_column(heads.criterion, width=self._criterion_width(len(of.units)))
        self.add_column(_right(heads.maximum), width=MAXIMUM)
        for label in told_apart([unit.label for unit in of.units], UNIT):
            self.add_column(_right(label), width=UNIT)
        begins = [(Text(head, style="bold"), Text("")) for head in heads[2:]]
        for row in of.rows:
            criterion = plain(f"{row.code} {row.text}")
            criterion.no_wrap, criterion.overflow = True, "ellipsis"
            sign = "±" if row.kind.beside else row.section.sign
            begins.append((criterion, _right(f"{sign}{number(row.maximum)}")))
        columns = range(FIRST_UNIT, FIRST_UNIT + len(of.units))
        for place, begin in enumerate(begins):
            self.add_row(*begin, *(_right(self._drawn[Coordinate(place, column)]) for column in columns))
        self.fixed_rows = HEADS  # not before they are there: what cannot be read leaves the grid empty
        self.of = of
        self.move_cursor(row=before.row, column=before.column, animate=False)

    def _criterion_width(self, units: int) -> int:
        """Return how wide the criteria stand: no unit beside them is cut, else 8,46 reads as 46."""
        wide = self.size.width or self.app.size.width  # not laid out at first
        room = wide - (MAXIMUM + 2) - 3  # paddings and the scrollbar
        whole = min(units, max((room - NARROWEST) // (UNIT + 2), 1))
        return min(max(room - whole * (UNIT + 2), NARROWEST), BROADEST)

    def fit(self) -> None:
        """Give the criteria the room that the units leave; what is being typed stays."""
        if self.of is None:
            return
        first, width = self.ordered_columns[0], self._criterion_width(len(self.of.units))
        if first.width != width:
            first.width = width
            self._draw_anew()

    def renew(self, of: Grid) -> None:
        """Show a newer state of the same units and rows; a cell that is being typed stays as typed."""
        self.of = of
        for at, text in self._cells(of):
            if at.row < HEADS or self.typed is None or at != self.cursor_coordinate:
                self._draw(at, text)

    def _cells(self, of: Grid) -> Iterator[tuple[Coordinate, str]]:
        """Yield what stands in each cell of the units."""
        shown = zip(of.units, of.standings, texts.grades_shown(of, UNIT), strict=True)
        for column, (unit, standing, grade) in enumerate(shown, FIRST_UNIT):
            points = (texts.points_shown(of, unit.id, line) for line in of.rows)
            total, *points_set = by_comma([texts.total_shown(of, standing), *points], UNIT)
            heads = total, texts.rank_shown(of, standing), grade, texts.sheet_state(of, unit.id)
            for row, text in enumerate((*heads, *points_set)):
                yield Coordinate(row, column), text

    def _draw(self, at: Coordinate, text: str) -> None:
        if self._drawn.get(at, "") != text:
            self._drawn[at] = text
            self.update_cell_at(at, _right(text))

    def go_to_unit(self, unit_id: str) -> None:
        """Move the cursor to a unit's column, where it has one."""
        units = [unit.id for unit in self.of.units] if self.of else []
        if unit_id in units:
            column = FIRST_UNIT + units.index(unit_id)
            self.move_cursor(row=self.cursor_row, column=column, animate=False)

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
        if self._types(event):
            pass
        elif event.key in ("escape", "ctrl+z") and self.typed is not None:
            self.revert()
        elif event.key == "delete":
            self._send("", (0, 0))
        elif event.key in STEPS:
            self._send(self.typed, STEPS[event.key])
        elif self.typed is not None and event.key in AFTERWARDS:
            self._send(self.typed, (0, 0), AFTERWARDS[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def _types(self, event: events.Key) -> bool:
        """Change what is being typed; tell whether the key does."""
        if event.is_printable and event.character and self._takes(event.character):
            self._edit((self.typed or "") + event.character)
        elif event.key != "backspace" or self.typed is None:
            return False
        elif self.typed[1:]:
            self._edit(self.typed[:-1])
        else:  # a slip that is taken back clears nothing: Delete does
            self.revert()
        return True

    def _takes(self, character: str) -> bool:
        """Tell whether a character goes into the cell: a sentence is refused whole, not to its digits."""
        return self.typed is not None or character.isalnum() or character in BEGINS

    async def _on_paste(self, event: events.Paste) -> None:
        """Hand a pasted block on; nothing of it goes into the cell itself."""
        event.stop()
        event.prevent_default()
        if place := self.place:
            self.revert()
            self.post_message(self.Pasted(*place, event.text))

    def _edit(self, text: str) -> None:
        if self.typed is None:
            self._seen = self._stands()
        self.typed = text  # what is too much for a number is refused when it is saved, not cut
        self._draw(self.cursor_coordinate, f"{self.typed[1 - UNIT :]}_")

    def type_again(self, event: Typed) -> None:
        """Show a typed number that was not saved, as if it were being typed still."""
        if self.place == (event.unit_id, event.code) and event.text:
            self._edit(event.text)
            self._seen = event.seen

    def _stands(self) -> Decimal | None:
        """Return what was entered in the cell under the cursor."""
        if self.of is None or self.place is None:
            return None
        unit_id, code = self.place
        return self.of.entered(unit_id, code)

    def revert(self) -> None:
        """Leave the cell as it was."""
        self.typed = None
        if self.of:
            self.renew(self.of)

    def _send(self, text: str | None, step: tuple[int, int], then: str = "") -> None:
        if text is None:
            self.step(step)
        elif place := self.place:
            seen = self._stands() if self.typed is None else self._seen
            self.post_message(self.Typed(*place, text, step, seen, then))

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

    def go_to(self, unit_id: str, code: str) -> None:
        """Put the cursor on a cell."""
        if self.of is None:
            return
        row = [line.code for line in self.of.rows].index(code)
        column = [unit.id for unit in self.of.units].index(unit_id)
        self.move_cursor(row=row + HEADS, column=column + FIRST_UNIT, animate=False)

    def kept_place(self) -> str:
        """Return unit and criterion of the cell."""
        return " ".join(self.place or ())

    def return_to(self, place: str) -> None:
        """Go to the cell again that was left."""
        unit_id, _, code = place.partition(" ")
        if self.of and unit_id in [unit.id for unit in self.of.units]:
            self.go_to(unit_id, code)

    def accept(self, of: Grid) -> None:
        """Show the saved state of the grid: what was typed is saved."""
        self.typed = None
        self.renew(of)


STEPS = {"enter": (1, 0), "tab": (0, 1), "shift+tab": (0, -1)}
AFTERWARDS: Mapping[str, str] = {
    **dict.fromkeys(("up", "down", "left", "right"), ""),
    **{key: key for key in ("f2", "f3", "f4", "f6", "f7", "f8", "f9", "f12")},
}
"""Keys that save what is being typed, with the key that is then carried out."""


def _right(text: str) -> Text:
    return at_the_right(plain(text), UNIT)
