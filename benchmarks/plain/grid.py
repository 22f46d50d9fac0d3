"""The yardstick of the score grid: a plain DataTable of its shape; a digit updates the cell at the cursor."""

from textual import events
from textual.app import App, ComposeResult
from textual.coordinate import Coordinate
from textual.widgets import DataTable

ROWS, UNITS = 18, 5


class PlainGrid(App[None]):
    """Heads, criteria and units as the sample's grid has them."""

    def compose(self) -> ComposeResult:
        """Lay out the table alone."""
        yield DataTable(cursor_type="cell", fixed_rows=4, fixed_columns=2, cell_padding=1)

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_column("criterion", width=22)
        table.add_column("max", width=4)
        for n in range(UNITS):
            table.add_column(f"unit {n}", width=8)
        for n in range(4 + ROWS):
            table.add_row(f"row {n} READY", "20", *("19,5" for _ in range(UNITS)))
        table.move_cursor(row=4, column=2, animate=False)
        table.focus()

    def on_key(self, event: events.Key) -> None:
        """Write a digit into the cell, or the cell and three heads and go down, as the grid does."""
        table = self.query_one(DataTable)
        at = table.cursor_coordinate
        if event.character and event.character.isdigit():
            table.update_cell_at(at, f"{event.character}_")
        elif event.key == "f5":
            table.update_cell_at(at, "18")
            for head in range(3):
                table.update_cell_at(Coordinate(head, at.column), f"{at.row},{head}")
            table.move_cursor(row=at.row + 1, animate=False)


if __name__ == "__main__":
    PlainGrid().run()
