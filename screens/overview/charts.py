"""The charts of a year: groups beside last year, five years, grades, and where points are lost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ktd_tui.i18n import N_, t
from ktd_tui.operations.overview.charts import YearCharts, year_charts
from screens.bindings import bindings
from screens.reading import ReadingScreen
from screens.routes import RankingRoute, ScoreRoute
from screens.widgets.charts import MEAN, OWN, bar_lines, count_lines, heat_lines, line_chart
from screens.widgets.text import WIDTH

if TYPE_CHECKING:
    from ktd_tui.operations.page import Page


BROAD = 156
"""Columns at most: further apart a name and its bar are not read together."""


class ChartsScreen(ReadingScreen):
    """Read from top to bottom; F3 shows the bars and the line of one unit after the other."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "more", "pane", "open", "plain", "back")
    BINDINGS = bindings(
        more=("unit", N_("Next unit")),
        pane=("ranking", N_("Ranking")),
        open=("open", N_("Scores")),
    )

    def __init__(self, bloc_year_id: str) -> None:
        super().__init__()
        self.year_id = bloc_year_id
        self._unit_id: str | None = None
        self._charts: YearCharts | None = None
        self._wide = WIDTH

    def lines(self) -> Iterator[str]:
        """Draw the charts."""
        of = self._charts = year_charts(self.desk, self.year_id, self._unit_id)
        whose = of.unit.name if of.unit else t("Mean of the bloc")
        self.entitle(of.bloc.name, str(of.year.year), t("Charts"), whose)
        yield t("{year} █, the year before ─: share of the most points of each group", year=of.year.year)
        wide = self._wide = self._columns
        yield from bar_lines([(f"{g.code} {g.name}", g.now, g.before) for g in of.groups], wide)
        yield ""
        yield t("Totals: {mean} mean of the bloc, {own} the unit", mean=MEAN, own=OWN)
        yield from line_chart(of.line)
        yield ""
        yield t("Units by grade")
        yield from count_lines(of.grades, wide)
        yield ""
        yield t("Where points are lost: per cent of the maximum; ✓ all of it, ! below 70")
        yield from heat_lines(of.rows, [(unit.id, unit.label) for unit in of.units], of.heat, wide)

    def on_resize(self) -> None:
        """Draw anew for the columns that there are."""
        if self._charts and self._wide != self._columns:
            self.call_later(self.action_reload)

    @property
    def _columns(self) -> int:
        return min(max(self.app.size.width - 4, WIDTH), BROAD)

    def plain_page(self) -> "Page":
        """Say the figures, as ``ktd show charts`` does."""
        from ktd_tui.operations.overview.charts import charts_page

        return charts_page(self.desk, self.year_id, self._unit_id)

    def action_unit(self) -> None:
        """Show the next unit, then the mean of the bloc again."""
        there = self._charts.units if self._charts else ()
        units: list[str | None] = [None, *(unit.id for unit in there)]
        at = units.index(self._unit_id) if self._unit_id in units else -1
        self._unit_id = units[(at + 1) % len(units)]
        self.action_reload()

    def action_open(self) -> None:
        """Open the score grid, at the unit that shows."""
        self.open(ScoreRoute(self.year_id, self._unit_id))

    def action_ranking(self) -> None:
        """Open the ranking."""
        self.open(RankingRoute(self.year_id))
