"""The yardstick of the start: a minimal Textual app with a DataTable and a Footer."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer


class FloorApp(App[None]):
    """Fifty rows and a footer."""

    BINDINGS = [("q", "quit", "Quit"), ("f1", "help", "Help")]

    def compose(self) -> ComposeResult:
        """Lay out table and footer."""
        yield DataTable()
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("one", "two", "three")
        for n in range(50):
            table.add_row(f"row {n}", "READY", str(n))


if __name__ == "__main__":
    FloorApp().run()
