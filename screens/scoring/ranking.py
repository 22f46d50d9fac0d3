"""The ranking of a year: bars, grades, earlier years' ranks, and what each unit is proposed for."""

from collections.abc import Iterator

from textual import work

from ktd_tui.i18n import N_, t
from ktd_tui.operations import saying
from ktd_tui.operations.scoring.awards import nomination
from ktd_tui.operations.scoring.ranking import RankingPage, ranking_page
from ktd_tui.rules.access import Act
from ktd_tui.rules.scoring.results.ranking import Standing, came_to
from ktd_tui.words import number
from screens.bindings import bindings, needs
from screens.records import YearRecordsScreen
from screens.routes import BlocsRoute, ExplainRoute, NominationsRoute, ScoreRoute
from screens.scoring.ties import settle_tie
from screens.widgets.bars import bar, span

BROAD = 110
"""Columns of a screen on which units stand by their names in full."""
BAR = 12
"""Cells of the longest bar."""


class RankingScreen(YearRecordsScreen[Standing]):
    """Units by rank; below, what is known of the marked one."""

    ASKS = needs(Act.RUN_MEETING, "settle")
    BINDINGS = bindings(
        explain=("explain_number", N_("Explain")),
        open=("open", N_("Scores")),
        more=("nominations", N_("Proposals")),
        pane=("blocs", N_("All blocs")),
        edit=("settle", N_("Settle a tie")),
    )
    COLUMNS = (
        (N_("Rank"), 5), (N_("Unit"), 18), (N_("Total"), 6), ("", BAR),
        (N_("Grade"), 14), (N_("Earlier"), 11),
    )  # fmt: skip
    RIGHT = (0, 2)

    page: RankingPage

    def read(self) -> Iterator[tuple[str, Standing]]:
        """Read the ranking."""
        page = self.page = ranking_page(self.desk, self.year_id)
        self.entitle(page.grid.bloc.name, str(page.grid.year.year), t("Ranking"))
        self._reach = span(page.grid.criteria, [s.result.total for s in page.standings if s.rank])
        return ((standing.unit_id, standing) for standing in page.standings)

    def cells(self, row: Standing) -> tuple[str, ...]:
        """Say a unit's rank, total and grade, and its earlier ranks."""
        page, total = self.page, came_to(row)
        unit = page.units[row.unit_id]
        earlier = (ranks.get(row.unit_id) for ranks in page.earlier.values())
        return (
            saying.rank(row),
            saying.ranked_unit(unit.name if self.app.size.width >= BROAD else unit.label, row),
            total if row.rank else f"({total})",
            bar(row.result.total, self._reach, BAR) if row.rank else "",
            saying.grade_or_barred(row),
            " ".join(saying.rank(one) if one else "–" for one in earlier),
        )

    def lead(self) -> str:
        """Say by which criteria, and what the bars mean."""
        return t(
            "By {criteria}. Bars from {low} to {high} points.",
            criteria=self.page.grid.criteria.name,
            low=number(self._reach.low),
            high=number(self._reach.high),
        )

    def detail(self, row: Standing | None) -> str:
        """Say what is known of the marked unit."""
        if row is None:
            return ""
        page, key = self.page, row.unit_id
        lines = [page.units[key].name]
        for year, ranks in page.earlier.items():
            if (one := ranks.get(key)) and one.rank:
                total, rank = number(one.result.total), saying.rank(one)
                lines.append(t("{year}: rank {rank}, {total} points", year=year, rank=rank, total=total))
        for condition, reason in page.grid.barred(key).items():
            lines.append("✗ " + t("Barred: {condition} ({reason})", condition=condition, reason=reason))
        lines += [f"! {one}." for one in saying.took_away(row)]
        if row.contended:
            lines.append(t("Equal at the last place of “{grade}”: people decide.", grade=row.contended))
        if row.to_vote:
            lines.append(t("“{grade}” waits for the meeting's ballot.", grade=row.grade))
        lines += [nomination(one) for one in page.nominations[key]]
        return "\n".join(lines)

    def record_here(self) -> tuple[str, str] | None:
        """The marked unit's sheet has the history."""
        row = self.marked
        sheet = self.page.grid.sheets.get(row.unit_id) if row else None
        return (sheet.id, self.page.units[sheet.unit_id].name) if sheet else None

    def action_open(self) -> None:
        """Open the score grid."""
        self.open(ScoreRoute(self.year_id))

    def action_explain_number(self) -> None:
        """Explain the marked unit's total and rank."""
        if row := self.marked:
            self.open(ExplainRoute(self.year_id, row.unit_id))

    def action_nominations(self) -> None:
        """Show who is proposed for which title."""
        self.open(NominationsRoute(self.year_id))

    @work(exclusive=True)
    async def action_settle(self) -> None:
        """Record what people decided between units that are equal."""
        await settle_tie(self, self.year_id)

    def action_blocs(self) -> None:
        """Show all blocs."""
        self.open(BlocsRoute())
