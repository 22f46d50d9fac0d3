"""The council's view: how far every bloc is with its scores, who leads, how many are proposed."""

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual import work

from ktd_tui.errors import KtdError
from ktd_tui.i18n import N_, t, tell
from ktd_tui.operations import saying
from ktd_tui.operations.scoring.ranking import BlocStanding, bloc_reckoned, blocs_at_hand, known_years
from ktd_tui.text import enumerated
from ktd_tui.words import number
from screens.bindings import bindings
from screens.records import RecordsScreen
from screens.routes import RankingRoute

if TYPE_CHECKING:
    from ktd_tui.operations.page import Page

PENDING = "…"
"""Stands where a result is being reckoned."""
TOLD = 0.1
"""Seconds after which what was reckoned meanwhile is shown."""


class BlocsScreen(RecordsScreen[BlocStanding]):
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

    def show(self) -> None:
        """List the blocs with what is known of them; the rest is reckoned once they stand there."""
        super().show()
        self._reckon()

    @work(exclusive=True, group="reckoning")
    async def _reckon(self) -> None:
        """Reckon bloc after bloc, those in sight first, with time for a key in between."""
        top, high = round(self.table.scroll_y), self.table.size.height or self.app.size.height
        ahead = [key for key, row in self.rows.items() if row.pending]
        sight = set(list(self.rows)[top : top + high])
        ahead.sort(key=lambda key: key not in sight)
        told = monotonic()
        try:
            for key in ahead:
                await self.let_draw()
                self.rows[key] = bloc_reckoned(self.desk, self.rows[key])
                if monotonic() - told > TOLD:
                    self._tell_all()
                    told = monotonic()
        except KtdError as error:
            self.warn(tell(error))
        if ahead:
            self._tell_all()

    def _tell_all(self) -> None:
        self.table.fill((key, self.cells(row)) for key, row in self.rows.items())

    def plain_page(self) -> "Page":
        """Say it with all results."""
        self.rows = {key: bloc_reckoned(self.desk, row) for key, row in self.rows.items()}
        self._tell_all()
        return super().plain_page()

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
