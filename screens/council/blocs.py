"""The council's view: how far every bloc is with its scores, who leads, how many are proposed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ktd_tui.i18n import N_, t
from ktd_tui.operations.scoring.ranking import BlocStanding, blocs_standing, known_years
from ktd_tui.words import number
from screens.base import KtdScreen, bindings
from screens.widgets.table import Table

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import DataTable


class BlocsScreen(KtdScreen):
    """Every bloc in one year, or in the year it works on."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "open", "pane", "back")
    BINDINGS = bindings(open=("open", N_("Ranking")), pane=("year", N_("Other year")))

    def __init__(self) -> None:
        super().__init__()
        self._year: int | None = None
        self._rows: dict[str, BlocStanding] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield the lead and the table."""
        yield Static("", id="lead", classes="lead", markup=False)
        yield Table(
            (t("Bloc"), 18),
            (t("Year"), 4),
            (t("Scored"), 7),
            (t("First"), 13),
            (t("Total"), 6),
            (t("Grade"), 10),
            (t("Proposed"), 7),
            id="blocs",
            right=(1, 4, 6),
        )

    def show(self) -> None:
        """Fill the table."""
        self.entitle(t("All blocs"))
        lead = (
            t("Each bloc in the year that it works on.")
            if self._year is None
            else t("Every bloc in {year}.", year=self._year)
        )
        self.query_one("#lead", Static).update(lead)
        self._rows = {row.bloc.id: row for row in blocs_standing(self.desk, self._year)}
        table = self.query_one(Table)
        table.fill((key, _cells(row)) for key, row in self._rows.items())
        if self.focused is None:
            table.focus()

    def on_data_table_row_selected(self, event: "DataTable.RowSelected") -> None:
        """Open the marked bloc's ranking."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the marked bloc's ranking."""
        row = self._rows.get(self.query_one(Table).selected or "")
        if row is None:
            return
        if row.year is None or not row.year.criteria_id:
            self.warn(t("{bloc} has no year with criteria to rank by.", bloc=row.bloc.name))
            return
        from screens.scoring.ranking import RankingScreen

        self.app.push_screen(RankingScreen(row.year.id))

    def action_year(self) -> None:
        """Show the next earlier year, then each bloc's own again."""
        years = [None, *known_years(self.desk)]
        self._year = years[(years.index(self._year) + 1) % len(years)] if self._year in years else None
        self.action_reload()


def _cells(of: BlocStanding) -> tuple[str, ...]:
    return (
        of.bloc.name,
        str(of.year.year) if of.year else "–",
        f"{of.scored}/{of.units}" if of.units else "–",
        ", ".join(unit.label for unit in of.first) or "–",
        number(of.best.result.total) if of.best else "–",
        (of.best.grade if of.best else "") or "–",
        str(of.proposed or "–"),
    )
