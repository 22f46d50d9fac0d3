"""The council's view: how far every bloc is with its scores, who leads, how many are proposed."""

from collections.abc import Iterator

from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.scoring.ranking import BlocStanding, bloc_reckoned, blocs_at_hand, known_years
from ktd_tui.text import enumerated
from ktd_tui.words import number
from screens.bindings import bindings
from screens.records import ReckonedScreen
from screens.routes import RankingRoute
from screens.widgets.table import PENDING


class BlocsScreen(ReckonedScreen[BlocStanding]):
    """Every bloc in one year, or in the year it works on."""

    FROM_DATA = True
    BINDINGS = bindings(open=("open", N_("Ranking")), pane=("year", N_("Other year")))
    COLUMNS = (
        (N_("Bloc"), 19), (N_("Year"), 4), (N_("Scored"), 7), (N_("First"), 12), (N_("Total"), 6),
        (N_("Grade"), 10), (N_("Proposed"), 7),
    )  # fmt: skip
    RIGHT = (1, 4, 6)

    _year: int | None = None

    def read(self) -> Iterator[tuple[str, BlocStanding]]:
        """Read how far each bloc is."""
        self.entitle(t("All blocs"))
        return ((row.bloc.id, row) for row in blocs_at_hand(self.desk, self._year))

    def waits(self, row: BlocStanding) -> bool:
        """Tell whether a bloc's results are not reckoned yet."""
        return row.pending

    def reckon(self, row: BlocStanding) -> BlocStanding:
        """Reckon a bloc's results."""
        return bloc_reckoned(self.desk, row)

    def cells(self, row: BlocStanding) -> tuple[str, ...]:
        """Say how far a bloc is, who leads and how many are proposed."""
        if row.pending and row.year:
            return row.bloc.name, str(row.year.year), *(PENDING,) * 5
        return (
            row.bloc.name,
            str(row.year.year) if row.year else "–",
            f"{row.scored}/{row.units}" if row.units else "–",
            enumerated(unit.label for unit in row.first) or "–",
            number(row.best.result.total) if row.best else "–",
            saying.grade_of(row.best) if row.best else "–",
            str(row.proposed or "–"),
        )

    def lead(self) -> str:
        """Say which year shows."""
        if self._year is None:
            return t("Each bloc in the year that it works on.")
        return t("Every bloc in {year}.", year=self._year)

    def action_open(self) -> None:
        """Open the marked bloc's ranking."""
        row = self.marked
        if row is None:
            return
        if row.year is None or not row.year.criteria_id:
            self.warn(t("{bloc} has no year with criteria to rank by.", bloc=row.bloc.name))
            return
        self.open(RankingRoute(row.year.id))

    def action_year(self) -> None:
        """Show the next earlier year, then each bloc's own again."""
        years = [None, *known_years(self.desk)]
        self._year = years[(years.index(self._year) + 1) % len(years)] if self._year in years else None
        self.action_reload()
